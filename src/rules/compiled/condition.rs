//! Conditions of limbs and rules, about occasions, facts and people.

use super::Party;
use super::law::{Law, Marks};
use crate::words::date::Date;

#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Condition {
    /// A named condition, which also holds if it is presumed.
    Named(usize),
    /// A fact about the victim and the suspect, or about the recording.
    Fact(usize),
    /// A fact about one of the two.
    OfPerson(Party, usize),
    /// A fact that holds for at least one incident.
    OfIncident(usize),
    Relationship(Vec<usize>),
    /// Whether one of the two was under this age.
    Under(Party, u16),
    Occasions {
        at_least: u16,
        with: Option<Marks>,
    },
    /// Two consecutive occasions at least this many months apart.
    Gap(u16),
    /// Exactly one occasion on or after this day.
    Single(Date),
    ReportedBy(Vec<usize>),
    StateBased,
    Not(Box<Condition>),
    All(Vec<Condition>),
    Any(Vec<Condition>),
}

impl Condition {
    /// Returns marks at least one of which an occasion must show for the condition to hold. `None`
    /// if there are no such marks.
    pub(crate) fn needs(&self) -> Option<Marks> {
        match self {
            Condition::Occasions { at_least: 1.., with } => *with,
            Condition::All(parts) => parts.iter().find_map(Condition::needs),
            Condition::Any(parts) => {
                let mut each = parts.iter().map(Condition::needs);
                each.try_fold(Marks::default(), |all, marks| Some(all.union(marks?)))
            }
            _ => None,
        }
    }

    /// Whether it depends on anything that a report may leave unknown.
    pub(crate) fn can_be_unknown(&self, law: &Law) -> bool {
        match self {
            Condition::Named(n) => {
                law.conditions.get(*n).is_some_and(|inner| inner.when.can_be_unknown(law))
            }
            Condition::Fact(n) | Condition::OfPerson(_, n) | Condition::OfIncident(n) => {
                !law.never_asked(*n)
            }
            Condition::Relationship(_) | Condition::Under(..) => true,
            Condition::Not(inner) => inner.can_be_unknown(law),
            Condition::All(parts) | Condition::Any(parts) => {
                parts.iter().any(|part| part.can_be_unknown(law))
            }
            _ => false,
        }
    }

    /// Whether it names a condition, directly or indirectly.
    pub(crate) fn names(&self, condition: usize, law: &Law) -> bool {
        match self {
            Condition::Named(n) => {
                let inner = law.conditions.get(*n);
                *n == condition || inner.is_some_and(|inner| inner.when.names(condition, law))
            }
            Condition::Not(inner) => inner.names(condition, law),
            Condition::All(parts) | Condition::Any(parts) => {
                parts.iter().any(|part| part.names(condition, law))
            }
            _ => false,
        }
    }
}
