//! Whether a condition holds of a victim, an offender and some of their occasions.
//!
//! A decision reads the rules with two truth values: what is not known is false.

use crate::edition::law::{Condition, Law, Marks};

/// An age that is not known counts as that of an adult.
const UNKNOWN_AGE: u16 = 18;

/// What a condition is read against.
pub(super) struct Situation<'a> {
    pub(super) law: &'a Law,
    /// What each incident reports, and for how many occasions it counts.
    pub(super) occasions: Vec<(Marks, u32)>,
    /// By the number of the fact.
    pub(super) facts: &'a [bool],
    pub(super) relationship: Option<usize>,
    pub(super) victim_age: Option<u16>,
    pub(super) suspect_age: Option<u16>,
    /// Named conditions that the edition presumes here.
    pub(super) presumed: Vec<usize>,
}

impl Situation<'_> {
    /// Whether the condition holds.
    pub(super) fn holds(&self, condition: &Condition) -> bool {
        match condition {
            Condition::Named(n) => {
                let named = self.law.conditions.get(*n);
                self.presumed.contains(n) || named.is_some_and(|named| self.holds(&named.when))
            }
            Condition::Fact(n) => self.facts.get(*n).copied().unwrap_or(false),
            Condition::Relationship(any) => self.relationship.is_some_and(|is| any.contains(&is)),
            Condition::VictimUnder(age) => self.victim_age.unwrap_or(UNKNOWN_AGE) < *age,
            Condition::SuspectUnder(age) => self.suspect_age.unwrap_or(UNKNOWN_AGE) < *age,
            Condition::Occasions { at_least, with } => self.count(*with) >= u32::from(*at_least),
            Condition::Not(inner) => !self.holds(inner),
            Condition::All(parts) => parts.iter().all(|part| self.holds(part)),
            Condition::Any(parts) => parts.iter().any(|part| self.holds(part)),
        }
    }

    /// The number of occasions, or of those with one of the marks.
    fn count(&self, with: Option<Marks>) -> u32 {
        let counts = |marks: &Marks| with.is_none_or(|with| marks.meets(with));
        let counted = self.occasions.iter().filter(|(marks, _)| counts(marks));
        counted.fold(0, |sum, (_, n)| sum.saturating_add(*n))
    }

    /// The named conditions that hold and on which this one rests, presumed ones left out.
    pub(super) fn rests_on(&self, condition: &Condition, on: &mut Vec<usize>) {
        match condition {
            Condition::Named(n) if !self.presumed.contains(n) && !on.contains(n) => {
                if let Some(named) = self.law.conditions.get(*n).filter(|c| self.holds(&c.when)) {
                    on.push(*n);
                    self.rests_on(&named.when, on);
                }
            }
            Condition::All(parts) | Condition::Any(parts) => {
                parts.iter().for_each(|part| self.rests_on(part, on));
            }
            _ => {}
        }
    }
}
