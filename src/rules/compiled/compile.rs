//! Compiles the rules of an edition into tables over all offences.

use std::sync::OnceLock;

use super::law::{Condition, Law};
use super::members::Keys;
use super::{Beside, Form, Rule, Set};
use crate::precedence::{Matrix, Members, Precedence, Says};
use crate::words::date::Date;

/// The offences beside the one of a caution, if it has any.
type BesideOne = Option<(Beside, Members)>;

/// A named condition that a rule presumes.
#[derive(Debug)]
pub(crate) struct Presumption {
    /// The number of the rule.
    pub(crate) rule: usize,
    pub(crate) condition: usize,
    pub(crate) when: Condition,
    pub(crate) unless: Option<Condition>,
}

/// Recorded crimes to which conduct is added.
#[derive(Debug, PartialEq)]
pub(crate) struct Continued {
    /// The number of the rule.
    pub(crate) rule: usize,
    pub(crate) of: Members,
    /// The offences that become part of them.
    pub(crate) including: Members,
    /// The offences that take an addition only when the condition of the rule holds.
    pub(crate) only: Option<Members>,
}

/// The rules of an edition as tables over keys. The first number of an entry is that of its rule.
#[derive(Debug, Default)]
pub(crate) struct Tables {
    pub(crate) precedence: Precedence,
    /// The same, as bits.
    pub(crate) matrix: Matrix,
    /// Offences that a rule takes out of a course of conduct.
    pub(crate) disapplied: Vec<(usize, Members)>,
    /// Cautions, given if one of the first is disclosed, or stands beside one of the second. Without
    /// the first, they are about a single occasion.
    pub(crate) cautions: Vec<(usize, Option<Members>, BesideOne)>,
    /// Offences without a victim that are recorded in addition to their group's crime.
    pub(crate) also_record: Vec<(usize, Members)>,
    /// One of the first is recorded together with the most serious of the second.
    pub(crate) in_addition: Vec<(usize, Members, Members)>,
    /// On one incident, the first count and the second are related to them.
    pub(crate) counted: Vec<(usize, Members, Members)>,
    pub(crate) continued: Option<Continued>,
    /// Recorded crimes to whose series offences belong.
    pub(crate) series: Option<(usize, Members)>,
    /// Offences that are a recorded crime of the same code and day.
    pub(crate) once_a_day: Option<(usize, Members)>,
    /// The steps of the recording test.
    pub(crate) stops: Vec<Step>,
    /// Whether a crime against a victim passes the recording test if the report says nothing about
    /// it; computed on first use.
    pub(crate) passes_unsaid: OnceLock<bool>,
    /// The presumptions, in the order of the rules.
    pub(crate) presumptions: Vec<Presumption>,
    /// The first key of each row of the catalogue.
    first_key: Vec<usize>,
}

/// A step of the recording test.
#[derive(Debug, PartialEq)]
pub(crate) struct Step {
    pub(crate) rule: usize,
    /// The offences of which one must be disclosed in the crime that it stops.
    only: Option<Members>,
    /// The offences whose crime it lets pass.
    except: Members,
}

impl Step {
    /// Whether it is about a crime in which these offences are disclosed.
    pub(crate) fn is_about(&self, disclosed: &[usize]) -> bool {
        let any = |of: &Members| disclosed.iter().any(|key| of.get(*key).copied().unwrap_or(false));
        self.only.as_ref().is_none_or(any) && !any(&self.except)
    }
}

impl Tables {
    /// Whether the sets and the order of offences are the same, by whichever row of a table.
    pub(crate) fn are_alike(&self, other: &Tables) -> bool {
        self.matrix.is_like(&other.matrix)
            && self.disapplied == other.disapplied
            && self.cautions == other.cautions
            && self.also_record == other.also_record
            && self.in_addition == other.in_addition
            && self.counted == other.counted
            && self.continued == other.continued
            && self.series == other.series
            && self.once_a_day == other.once_a_day
            && self.stops == other.stops
    }

    /// Returns the key of a row of the catalogue with its maximum sentence on a day.
    pub(crate) fn key(&self, law: &Law, row: usize, day: Date) -> usize {
        let period = law.offences.get(row).map_or(0, |offence| offence.period_on(day));
        self.first_key.get(row).map_or(0, |first| first + period)
    }

    /// Whether an offence, with its maximum sentence on a day, is one of some.
    pub(crate) fn is_in(&self, law: &Law, members: &Members, row: usize, day: Date) -> bool {
        members.get(self.key(law, row, day)).copied().unwrap_or(false)
    }
}

/// Compiles rules into tables; offences have their classes of `day`.
pub(crate) fn compile(law: &Law, rules: &[Rule], day: Date) -> Tables {
    let keys = Keys::on(law, day);
    let members = |set: &Set| -> Members {
        let found = keys.in_set(set);
        (0..keys.iter().len()).map(|key| found.contains(key)).collect()
    };
    let ranks = |rows: &[Set]| {
        let mut ranks = vec![None; keys.iter().len()];
        for (rank, row) in (0..=u16::MAX).zip(rows) {
            for key in keys.in_set(row).ones() {
                ranks.get_mut(key).map(|first: &mut Option<u16>| first.get_or_insert(rank));
            }
        }
        Says::Ranks(ranks)
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
                tables.cautions.push((n, of.as_ref().map(members), beside));
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
                tables.continued.get_or_insert_with(|| Continued {
                    rule: n,
                    of: members(&rule.of),
                    including: members(&rule.including),
                    only: rule.only.as_ref().map(|(of, _)| members(of)),
                });
                continue;
            }
            Form::Series { of, .. } => {
                tables.series.get_or_insert_with(|| (n, members(of)));
                continue;
            }
            Form::OnceADay { of, .. } => {
                tables.once_a_day.get_or_insert_with(|| (n, members(of)));
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
            Form::Stop { only, except, .. } => {
                let only = only.as_ref().map(&members);
                tables.stops.push(Step { rule: n, only, except: members(except) });
                continue;
            }
            Form::StandApart { .. } => continue,
        };
        tables.precedence.rules.push((n, says));
    }
    tables.precedence.sentences = keys.iter().map(|key| key.maximum.sentence).collect();
    tables.matrix = Matrix::new(&tables.precedence);
    let mut next = 0;
    for offence in &law.offences {
        tables.first_key.push(next);
        next += offence.maxima.len();
    }
    tables
}
