//! A victim and a group of offenders, with their occasions.

use super::earlier::Sorted;
use super::made_out::Member;
use smallvec::SmallVec;

use crate::conduct::Relation;

/// A victim (or nobody) and a group of offenders.
pub(crate) struct Parties<'a> {
    pub(crate) relation: Relation,
    /// What is known about the victim and each offender.
    pub(crate) members: SmallVec<[Member<'a>; 1]>,
    /// Their occasions, divided by what becomes of them.
    pub(crate) sorted: Sorted,
}
