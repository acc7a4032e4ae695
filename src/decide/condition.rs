//! Whether a condition holds of a victim, an offender and some of their occasions.
//!
//! A decision is read with two truth values, for which what is not known was set to false;
//! the questions that stay open are found with three.

use super::truth::Truth;
use crate::date::Date;
use crate::edition::law::{Condition, Law, Marks};

/// Something about two people that may not be known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Known<T> {
    Is(T),
    /// It is taken for none: no relationship, an adult.
    None,
    /// It is left open.
    Open,
}

impl<T: Copy> Known<T> {
    fn truth(self, none: bool, is: impl Fn(T) -> bool) -> Truth {
        match self {
            Known::Is(value) => is(value).into(),
            Known::None => none.into(),
            Known::Open => Truth::Unknown,
        }
    }
}

/// What is known of a victim and an offender.
#[derive(Debug, Clone)]
pub(super) struct Facts {
    /// By the number of the fact.
    pub(super) values: Vec<Truth>,
    pub(super) relationship: Known<usize>,
    pub(super) victim_age: Known<u16>,
    pub(super) suspect_age: Known<u16>,
}

/// One entry of the report that is an occasion, or several.
#[derive(Debug, Clone, Copy)]
pub(super) struct Occasion {
    pub(super) marks: Marks,
    pub(super) count: u32,
    pub(super) first: Date,
    pub(super) last: Date,
}

/// What a condition is read against.
pub(super) struct Situation<'a> {
    pub(super) law: &'a Law,
    /// By first day.
    pub(super) occasions: Vec<Occasion>,
    pub(super) facts: &'a Facts,
    /// Whether the edition presumes a named condition here.
    pub(super) presumed: Vec<(usize, Truth)>,
    /// Whether one occasion is taken to be enough where a number is asked for.
    pub(super) one_is_enough: bool,
    /// For the recording test: who reports, and whether the crime has no victim.
    pub(super) reported_by: Option<usize>,
    pub(super) state_based: bool,
}

impl<'a> Situation<'a> {
    /// A situation without anything but facts.
    pub(super) fn new(law: &'a Law, facts: &'a Facts) -> Situation<'a> {
        Situation {
            law,
            occasions: Vec::new(),
            facts,
            presumed: Vec::new(),
            one_is_enough: false,
            reported_by: None,
            state_based: false,
        }
    }

    /// Whether the condition certainly holds.
    pub(super) fn holds(&self, condition: &Condition) -> bool {
        self.truth(condition) == Truth::True
    }

    /// Whether the condition holds, as far as that is known.
    pub(super) fn truth(&self, condition: &Condition) -> Truth {
        match condition {
            Condition::Named(n) => {
                let presumed = self.presumed.iter().filter(|(name, _)| name == n);
                let presumed = Truth::any(presumed.map(|(_, truth)| *truth));
                let named = self.law.conditions.get(*n);
                let itself = named.map_or(Truth::False, |named| self.truth(&named.when));
                Truth::any([presumed, itself].into_iter())
            }
            Condition::Fact(n) => self.facts.values.get(*n).copied().unwrap_or(Truth::False),
            Condition::Relationship(any) => {
                self.facts.relationship.truth(false, |is| any.contains(&is))
            }
            Condition::VictimUnder(age) => self.facts.victim_age.truth(18 < *age, |is| is < *age),
            Condition::SuspectUnder(age) => self.facts.suspect_age.truth(18 < *age, |is| is < *age),
            Condition::Occasions { at_least, with: None } if self.one_is_enough => {
                (self.count(None) >= u32::from(*at_least).min(1)).into()
            }
            Condition::Occasions { at_least, with } => {
                (self.count(*with) >= u32::from(*at_least)).into()
            }
            Condition::Gap(months) => self.gap(*months).into(),
            Condition::ReportedBy(any) => {
                self.reported_by.is_some_and(|by| any.contains(&by)).into()
            }
            Condition::StateBased => self.state_based.into(),
            Condition::Not(inner) => self.truth(inner).not(),
            Condition::All(parts) => Truth::all(parts.iter().map(|part| self.truth(part))),
            Condition::Any(parts) => Truth::any(parts.iter().map(|part| self.truth(part))),
        }
    }

    /// The number of occasions, or of those with one of the marks.
    pub(super) fn count(&self, with: Option<Marks>) -> u32 {
        let counts = |o: &&Occasion| with.is_none_or(|with| o.marks.meets(with));
        self.occasions.iter().filter(counts).fold(0, |sum, o| sum.saturating_add(o.count))
    }

    /// Whether so many months lie between two occasions, one after the other. Inside an entry
    /// that is known only of two.
    fn gap(&self, months: u16) -> bool {
        let between = self.occasions.windows(2).any(|pair| match pair {
            [earlier, later] => earlier.last.after_months(months) <= later.first,
            _ => false,
        });
        let inside = |o: &Occasion| o.count == 2 && o.first.after_months(months) <= o.last;
        between || self.occasions.iter().any(inside)
    }

    /// The parts of a condition whose truth is still open: facts, relationships and ages.
    pub(super) fn open_parts<'c>(
        &'c self,
        condition: &'c Condition,
        open: &mut Vec<&'c Condition>,
    ) {
        if self.truth(condition) != Truth::Unknown {
            return;
        }
        match condition {
            Condition::Named(n) => {
                if let Some(named) = self.law.conditions.get(*n) {
                    self.open_parts(&named.when, open);
                }
            }
            Condition::Not(inner) => self.open_parts(inner, open),
            Condition::All(parts) | Condition::Any(parts) => {
                parts.iter().for_each(|part| self.open_parts(part, open));
            }
            leaf => open.push(leaf),
        }
    }
}
