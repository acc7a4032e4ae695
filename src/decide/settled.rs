//! A report decided as numbers: who did what to whom, what is done about it, and by which rules.
//! Its words are made when they are read.

use smallvec::SmallVec;

use super::counting::Matter;
use super::draft::{Draft, Drafts};
use super::earlier::{self, Sorted};
use super::made_out::Member;
use super::several::Several;
use super::{counting, state};
use crate::conduct::{self, Relation};
use crate::edition::Edition;
use crate::report::Checked;

/// A victim (or nobody) and a group of offenders.
pub(super) struct Parties<'a> {
    pub(super) relation: Relation,
    /// What is known about the victim and each offender.
    pub(super) members: SmallVec<[Member<'a>; 1]>,
    /// Their occasions, divided by what becomes of them.
    pub(super) sorted: Sorted,
}

/// What an edition decides about a report.
pub(crate) struct Settled<'a> {
    pub(super) edition: &'a Edition,
    pub(super) report: &'a Checked,
    pub(super) parties: SmallVec<[Parties<'a>; 1]>,
    pub(super) several: Several,
    pub(super) drafts: Drafts,
}

/// Decides a checked report under an edition.
pub(crate) fn settle<'a>(edition: &'a Edition, report: &'a Checked) -> Settled<'a> {
    let relations = conduct::relations(report, &edition.law).into_iter();
    let parties: SmallVec<[Parties<'a>; 1]> = relations
        .map(|relation| {
            let member = |suspect: &usize| Member::new(edition, report, &relation, *suspect);
            let members = relation.suspects.iter().map(member).collect();
            let sorted = earlier::sort_out(edition, report, &relation);
            Parties { relation, members, sorted }
        })
        .collect();
    let several = Several::count(edition, &parties);
    let drafts = drafts(Matter { edition, report, several: &several }, &parties);
    Settled { edition, report, parties, several, drafts }
}

impl Settled<'_> {
    pub(super) fn matter(&self) -> Matter<'_> {
        Matter { edition: self.edition, report: self.report, several: &self.several }
    }

    /// Returns what is done about each crime, in order.
    pub(crate) fn crimes(&self) -> impl Iterator<Item = &Draft> {
        self.drafts.crimes.iter()
    }
}

/// Decides what is done about each crime.
fn drafts(matter: Matter<'_>, parties: &[Parties<'_>]) -> Drafts {
    let mut drafts = Drafts::default();
    for parties in parties.iter().filter(|parties| parties.relation.victim.is_some()) {
        for counted in counting::count(matter, parties, &mut drafts.not_counted) {
            drafts.push(matter, &parties.relation, counted);
        }
    }
    drafts.sort(matter.edition);
    // Relations are sorted by victim, nobody last.
    if let Some(nobody) = parties.iter().position(|parties| parties.relation.victim.is_none()) {
        let of_nobody = parties.iter().skip(nobody);
        of_nobody.for_each(|parties| state::add(matter, &parties.relation, &mut drafts));
        drafts.sort(matter.edition);
    }
    drafts
}
