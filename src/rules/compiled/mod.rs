//! The rule files once checked: the law, and the editions of the counting rules.

pub(crate) mod answers;
mod compile;
mod condition;
pub(crate) mod example;
pub(crate) mod law;
mod members;
mod names;
mod occasion;
mod printed;
pub(crate) mod question;
mod sources;
mod speaks;

use std::fmt;
use std::sync::{Arc, OnceLock};

pub(crate) use compile::{Presumption, Tables, compile};
pub(crate) use members::Keys;
pub(crate) use names::{Names, ReportNames};
pub(crate) use printed::Printed;

pub(crate) use crate::rules::syntax::ast::{Beside, CautionText, Party, Stop};
use crate::words::date::Date;
use crate::words::fixed::Fixed;
use crate::words::terms::{Sentence, Standing, Trial};
use law::{Condition, Fact, Law, Support, Window};

/// One edition of the counting rules, with the law, ready to decide reports.
///
/// It never changes once loaded, and can be shared between threads by reference. All that one can
/// ask of it is listed in [`edition`](crate::edition).
pub struct Edition {
    pub(crate) id: String,
    pub(crate) title: String,
    pub(crate) support: Support,
    pub(crate) in_force: Window,
    /// The last day of reports for which the edition was reviewed.
    pub(crate) reviewed_to: Option<Date>,
    /// The first day in force, or the day it is counted as of. Classes are those of this day.
    pub(crate) day: Date,
    pub(crate) law: Arc<Law>,
    pub(crate) rules: Vec<Rule>,
    pub(crate) tables: OnceLock<Tables>,
    pub(crate) printed: Printed,
}

/// Shows the id.
impl fmt::Debug for Edition {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Edition({})", self.id)
    }
}

impl Edition {
    /// Returns its name, such as `hocr-2026-04`.
    pub fn id(&self) -> &str {
        &self.id
    }

    /// Returns its title in words.
    pub fn title(&self) -> &str {
        &self.title
    }

    /// Returns the first and the last day on which it is in force.
    ///
    /// `None` if it never was in force; there is no last day if it still is.
    pub fn in_force(&self) -> Option<(Date, Option<Date>)> {
        self.in_force.from.map(|from| (from, self.in_force.until))
    }

    /// Returns the last day of reports for which its rules were reviewed, if it gives one.
    ///
    /// A decision on a later report carries a caution.
    pub fn reviewed_to(&self) -> Option<Date> {
        self.reviewed_to
    }

    /// Returns the sources that rules cite: the id of each, as in [`crate::decision::Source::id`], and its
    /// title.
    pub fn sources(&self) -> impl Iterator<Item = (&str, &str)> {
        self.law.sources.iter().map(|source| (source.id.as_str(), source.title.as_str()))
    }

    /// Returns the conditions that decide what is made out between a victim and a suspect, each
    /// with its support.
    pub(crate) fn deciding(&self) -> impl Iterator<Item = (&Support, &Condition)> {
        let named = self.law.conditions.iter().map(|named| (&named.support, &named.when));
        let limbs = self.law.offences.iter().flat_map(|offence| &offence.limbs);
        let rules = self.rules.iter().flat_map(|rule| {
            let conditions = match &rule.form {
                Form::Presume { when, unless, .. } => [Some(when), unless.as_ref()],
                Form::Disapply { when, .. } => [Some(when), None],
                Form::Continue(rule) => [rule.only.as_ref().map(|(_, when)| when), None],
                _ => [None, None],
            };
            conditions.into_iter().flatten().map(|when| (&rule.support, when))
        });
        named.chain(limbs.map(|limb| (&limb.support, &limb.when))).chain(rules)
    }

    /// Returns how well the source of a rule is known for this edition.
    pub(crate) fn standing(&self, support: &Support) -> Standing {
        let firm = support.until.is_some_and(|until| self.day > until);
        if firm { Standing::Firm } else { support.standing }
    }

    /// Returns its rules as tables over all offences, compiled on first use.
    pub(crate) fn tables(&self) -> &Tables {
        self.tables.get_or_init(|| compile(&self.law, &self.rules, self.day))
    }

    /// Returns the facts that keep a recorded crime open for longer.
    pub(crate) fn keeping_open(&self) -> impl Iterator<Item = &Fact> {
        let rules = self.rules.iter().filter_map(|rule| match &rule.form {
            Form::Continue(rule) => rule.unless,
            _ => None,
        });
        rules.filter_map(|fact| self.law.facts.get(fact))
    }

    /// Returns the whole edition in the rule language, with amendments applied.
    pub fn printed(&self) -> &str {
        &self.printed.text
    }
}

#[derive(Debug, Clone)]
pub(crate) struct Rule {
    pub(crate) name: Fixed,
    pub(crate) support: Support,
    pub(crate) form: Form,
}

#[derive(Debug, Clone)]
pub(crate) enum Form {
    Principal {
        over: Set,
        under: Set,
    },
    Refer {
        one: Set,
        other: Set,
    },
    Order(Vec<Set>),
    LookUpTable(Vec<Set>),
    General {
        over: Set,
        under: Set,
        except: Set,
    },
    Presume {
        condition: usize,
        when: Condition,
        unless: Option<Condition>,
    },
    Disapply {
        offences: Set,
        when: Condition,
    },
    /// Without `of`, it is about a single occasion.
    Caution {
        says: CautionText,
        of: Option<Set>,
        beside: Option<(Beside, Set)>,
        when: Option<Condition>,
    },
    /// `record` is the name under which the incident is recorded. It applies where an offence of
    /// `only` is disclosed, and none of `except`.
    Stop {
        outcome: Stop,
        record: Option<String>,
        only: Option<Set>,
        except: Set,
        when: Condition,
    },
    AlsoRecord {
        offences: Set,
    },
    InAddition {
        principal: Set,
        most_serious_of: Set,
    },
    Count {
        offences: Set,
        but_not: Set,
    },
    Continue(Box<Continuation>),
    Series {
        of: Set,
        closed_by: Vec<usize>,
    },
    OnceADay {
        of: Set,
        unless: usize,
    },
    StandApart {
        says: Fixed,
    },
}

#[cfg(any(test, feature = "proptest", feature = "show"))]
impl Form {
    /// Returns the sets of offences that it mentions.
    pub(crate) fn sets(&self) -> Vec<&Set> {
        match self {
            Form::Principal { over: a, under: b }
            | Form::Refer { one: a, other: b }
            | Form::InAddition { principal: a, most_serious_of: b }
            | Form::Count { offences: a, but_not: b } => vec![a, b],
            Form::Order(sets) | Form::LookUpTable(sets) => sets.iter().collect(),
            Form::General { over, under, except } => vec![over, under, except],
            Form::Disapply { offences, .. } | Form::AlsoRecord { offences } => vec![offences],
            Form::Stop { only, except, .. } => only.iter().chain([except]).collect(),
            Form::Series { of, .. } | Form::OnceADay { of, .. } => vec![of],
            Form::Caution { of, beside, .. } => {
                of.iter().chain(beside.iter().map(|(_, other)| other)).collect()
            }
            Form::Continue(rule) => {
                let only = rule.only.iter().map(|(only, _)| only);
                [&rule.of, &rule.including].into_iter().chain(only).collect()
            }
            Form::Presume { .. } | Form::StandApart { .. } => Vec::new(),
        }
    }
}

/// How conduct that continues a recorded crime is treated.
#[derive(Debug, Clone)]
pub(crate) struct Continuation {
    pub(crate) of: Set,
    /// The recorded crimes to which it is added only when the condition holds.
    pub(crate) only: Option<(Set, Condition)>,
    /// The kinds of interventions that close a recorded crime.
    pub(crate) closed_by: Vec<usize>,
    /// The number of months after which it is closed.
    pub(crate) months: u16,
    /// The judgement that keeps it open for longer.
    pub(crate) unless: Option<usize>,
    pub(crate) including: Set,
}

/// A set of offences: the union of its items.
pub(crate) type Set = Vec<SetItem>;

#[derive(Debug, Clone)]
pub(crate) struct SetItem {
    pub(crate) base: Base,
    pub(crate) filters: Vec<Filter>,
    pub(crate) except: Vec<Base>,
}

#[derive(Debug, Clone)]
pub(crate) enum Base {
    All,
    /// A range of codes, both ends inclusive.
    Codes(crate::words::terms::Code, crate::words::terms::Code),
    Class(usize),
    Group(String),
    Subgroup(String),
    Set(Set),
}

#[derive(Debug, Clone, Copy)]
pub(crate) enum Filter {
    Under(Sentence),
    AtMost(Sentence),
    Trial(Trial),
    Basis(crate::words::terms::Basis),
}
