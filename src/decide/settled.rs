//! A report decided in numbers: who did what to whom, what is done about it, and by which
//! rules. Its words are made when somebody reads them.

use super::counting::Matter;
use super::draft::{Draft, Drafts};
use super::earlier::{self, Sorted};
use super::several::Several;
use super::{counting, state};
use smallvec::SmallVec;

use crate::conduct::{self, Relation};
use crate::edition::Edition;
use crate::report::Checked;

/// What an edition makes of a report.
#[derive(Debug)]
pub(crate) struct Settled<'a> {
    pub(super) edition: &'a Edition,
    pub(super) report: &'a Checked,
    /// Victims and groups, with their courses of conduct.
    pub(super) relations: SmallVec<[Relation; 1]>,
    pub(super) several: Several,
    /// The occasions of each relation, sorted out.
    pub(super) sorted: SmallVec<[Sorted; 1]>,
    pub(super) drafts: Drafts,
}

/// Decides a checked report under an edition.
pub(crate) fn settle<'a>(edition: &'a Edition, report: &'a Checked) -> Settled<'a> {
    let relations = conduct::relations(report, &edition.law);
    let several = Several::count(edition, report, &relations);
    let sorted: SmallVec<[Sorted; 1]> =
        relations.iter().map(|relation| earlier::sort_out(edition, report, relation)).collect();
    let matter = Matter { edition, report, several: &several };
    let drafts = drafts(matter, &relations, &sorted);
    Settled { edition, report, relations, several, sorted, drafts }
}

impl Settled<'_> {
    pub(super) fn matter(&self) -> Matter<'_> {
        Matter { edition: self.edition, report: self.report, several: &self.several }
    }

    /// What is done about each crime, in order.
    pub(crate) fn crimes(&self) -> impl Iterator<Item = &Draft> {
        self.drafts.crimes.iter()
    }

    /// Each victim and group with its occasions, sorted out.
    pub(super) fn relations(&self) -> impl Iterator<Item = (&Relation, &Sorted)> {
        self.relations.iter().zip(&self.sorted)
    }
}

/// What is done about each crime.
fn drafts(matter: Matter<'_>, relations: &[Relation], sorted: &[Sorted]) -> Drafts {
    let mut drafts = Drafts::default();
    let of_victims = relations.iter().zip(sorted).filter(|(relation, _)| relation.victim.is_some());
    for (relation, sorted) in of_victims {
        for counted in counting::count(matter, relation, sorted, &mut drafts.not_counted) {
            drafts.push(matter, relation, counted);
        }
    }
    drafts.sort(matter.edition);
    for relation in relations.iter().filter(|relation| relation.victim.is_none()) {
        state::add(matter, relation, &mut drafts);
    }
    drafts.sort(matter.edition);
    drafts
}
