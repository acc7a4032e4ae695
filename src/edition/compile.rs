//! From the rules of an edition to tables over all offences.

use super::law::{Condition, Law, Offence};
use super::{Base, Beside, Filter, Form, Rule, Set, SetItem};
use crate::date::Date;
use crate::precedence::{Matrix, Members, Precedence, Says};
use crate::terms::Sentence;

/// The other offence of a caution, if it has one.
type BesideOne = Option<(Beside, Members)>;

/// A row of the catalogue with the maximum of one of its periods, in a class.
pub(super) struct Key<'a> {
    pub(super) offence: &'a Offence,
    pub(super) maximum: Sentence,
    pub(super) class: usize,
}

/// A named condition that a rule presumes.
#[derive(Debug)]
pub(crate) struct Presumption {
    /// The number of the rule.
    pub(crate) rule: usize,
    pub(crate) condition: usize,
    pub(crate) when: Condition,
    pub(crate) unless: Option<Condition>,
}

/// The rules of an edition as tables over keys. The numbers are those of the rules.
#[derive(Debug, Default)]
pub(crate) struct Tables {
    pub(crate) precedence: Precedence,
    /// The same as bits.
    pub(crate) matrix: Matrix,
    /// Offences that a rule takes out of a course of conduct.
    pub(crate) disapplied: Vec<(usize, Members)>,
    /// Cautions: where one of the first is disclosed, or is principal beside one of the second.
    pub(crate) cautions: Vec<(usize, Members, BesideOne)>,
    /// Offences without a victim that are recorded in addition to their group's crime.
    pub(crate) also_record: Vec<(usize, Members)>,
    /// One of the first is recorded, and the most serious of the second.
    pub(crate) in_addition: Vec<(usize, Members, Members)>,
    /// Of one incident the first counts and the second is related.
    pub(crate) counted: Vec<(usize, Members, Members)>,
    /// Recorded crimes that conduct is added to, and offences that become part of them.
    pub(crate) continued: Option<(usize, Members, Members)>,
    /// What is presumed, in the order of the rules.
    pub(crate) presumptions: Vec<Presumption>,
    /// The first key of each row of the catalogue.
    first_key: Vec<usize>,
}

impl Tables {
    /// The key of a row of the catalogue with the maximum sentence of a day.
    pub(crate) fn key(&self, law: &Law, row: usize, day: Date) -> usize {
        let period = law.offences.get(row).map_or(0, |offence| offence.period_on(day));
        self.first_key.get(row).map_or(0, |first| first + period)
    }
}

/// The tables of an edition whose classes are those of `day`.
pub(crate) fn compile(law: &Law, rules: &[Rule], day: Date) -> Tables {
    let keys: Vec<Key<'_>> = law.offences.iter().flat_map(|offence| keys(offence, day)).collect();
    let members = |set: &Set| -> Members { keys.iter().map(|key| in_set(law, set, key)).collect() };
    let ranks = |rows: &[Set]| {
        let rank = |key| rows.iter().position(|row| in_set(law, row, key));
        Says::Ranks(keys.iter().map(|key| rank(key).and_then(|r| u16::try_from(r).ok())).collect())
    };
    let mut tables = Tables::default();
    for (n, rule) in rules.iter().enumerate() {
        let says = match &rule.form {
            Form::Principal { over, under } => {
                Says::Principal { over: members(over), under: members(under) }
            }
            Form::Refer { one, other } => Says::Refer { one: members(one), other: members(other) },
            Form::Order(rows) | Form::LookUpTable(rows) => ranks(rows),
            Form::General { over, under, except } => Says::General {
                over: members(over),
                under: members(under),
                except: members(except),
            },
            Form::Disapply { offences, .. } => {
                tables.disapplied.push((n, members(offences)));
                continue;
            }
            Form::Caution { of, beside, .. } => {
                let beside = beside.as_ref().map(|(how, other)| (*how, members(other)));
                tables.cautions.push((n, members(of), beside));
                continue;
            }
            Form::AlsoRecord { offences } => {
                tables.also_record.push((n, members(offences)));
                continue;
            }
            Form::InAddition { principal, most_serious_of } => {
                tables.in_addition.push((n, members(principal), members(most_serious_of)));
                continue;
            }
            Form::Count { offences, but_not } => {
                tables.counted.push((n, members(offences), members(but_not)));
                continue;
            }
            Form::Continue(rule) => {
                tables.continued = Some((n, members(&rule.of), members(&rule.including)));
                continue;
            }
            Form::Presume { condition, when, unless } => {
                let (when, unless) = (when.clone(), unless.clone());
                tables.presumptions.push(Presumption {
                    rule: n,
                    condition: *condition,
                    when,
                    unless,
                });
                continue;
            }
            Form::Stop { .. } | Form::StandApart { .. } => continue,
        };
        tables.precedence.rules.push((n, says));
    }
    tables.precedence.sentences = keys.iter().map(|key| key.maximum).collect();
    tables.matrix = Matrix::new(&tables.precedence);
    let mut next = 0;
    for offence in &law.offences {
        tables.first_key.push(next);
        next += offence.maxima.len();
    }
    tables
}

fn keys(offence: &Offence, day: Date) -> impl Iterator<Item = Key<'_>> {
    let class = offence.class_on(day);
    offence.maxima.iter().map(move |(maximum, _)| Key { offence, maximum: *maximum, class })
}

pub(super) fn in_set(law: &Law, set: &[SetItem], key: &Key<'_>) -> bool {
    set.iter().any(|item| {
        in_base(law, &item.base, key)
            && item.filters.iter().all(|filter| passes(*filter, key))
            && !item.except.iter().any(|base| in_base(law, base, key))
    })
}

/// Whether any offence is in a set, in any class and with any maximum that it ever had.
pub(crate) fn has_member(law: &Law, set: &[SetItem]) -> bool {
    let is_in = |offence, maximum, class| in_set(law, set, &Key { offence, maximum, class });
    law.offences.iter().any(|offence| {
        let mut maxima = offence.maxima.iter();
        maxima.any(|(maximum, _)| offence.classes.iter().any(|(c, _)| is_in(offence, *maximum, *c)))
    })
}

fn in_base(law: &Law, base: &Base, key: &Key<'_>) -> bool {
    let class = law.classes.get(key.class);
    match base {
        Base::All => true,
        Base::Codes(first, last) => (first..=last).contains(&&key.offence.code),
        Base::Class(wanted) => key.class == *wanted,
        Base::Group(wanted) => class.is_some_and(|class| class.group == *wanted),
        Base::Subgroup(wanted) => {
            class.is_some_and(|class| class.subgroup.as_ref() == Some(wanted))
        }
        Base::Set(set) => in_set(law, set, key),
    }
}

fn passes(filter: Filter, key: &Key<'_>) -> bool {
    match filter {
        Filter::Under(limit) => key.maximum.compare(limit).is_some_and(|o| o.is_lt()),
        Filter::AtMost(limit) => key.maximum.compare(limit).is_some_and(|o| o.is_le()),
        Filter::Trial(trial) => key.offence.trial == trial,
        Filter::Basis(basis) => key.offence.basis == basis,
    }
}
