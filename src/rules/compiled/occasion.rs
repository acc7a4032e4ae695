//! Acts and effects as bits, and what makes an incident an occasion.

use super::law::{Support, Term};
use crate::words::fixed::Fixed;

/// A set of acts and effects, as bits in the order of the vocabulary.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Marks {
    pub(crate) acts: u64,
    pub(crate) effects: u64,
}

impl Marks {
    pub(crate) fn meets(self, other: Marks) -> bool {
        self.acts & other.acts != 0 || self.effects & other.effects != 0
    }

    pub(crate) fn union(self, other: Marks) -> Marks {
        Marks { acts: self.acts | other.acts, effects: self.effects | other.effects }
    }

    pub(crate) fn without(self, other: Marks) -> Marks {
        Marks { acts: self.acts & !other.acts, effects: self.effects & !other.effects }
    }
}

/// What makes an incident an occasion of conduct.
#[derive(Debug, Clone, Default)]
pub(crate) struct Occasion {
    /// An incident that shows one of these is an occasion.
    pub(crate) marks: Marks,
    /// One that shows one of these is, if it gives no other victim-based crime by code.
    pub(crate) alone: Marks,
    /// One that gives a crime by code is, if this fact holds for it.
    pub(crate) part_of_course: Option<usize>,
    /// One that shows one of these is no occasion.
    pub(crate) never: Marks,
    pub(crate) name: Fixed,
    pub(crate) support: Support,
}

/// A question about an incident whose effects are not known.
#[derive(Debug, Clone)]
pub(crate) struct EffectQuestion {
    pub(crate) term: Term,
    /// The effects of which one is there if the answer is yes.
    pub(crate) effects: Marks,
}
