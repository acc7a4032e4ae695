//! A report decided as numbers: who did what to whom, what is done about it, and by which rules.
//! Its words are made when they are read.

pub(crate) mod counted;
mod counting;
pub(crate) mod draft;
pub(crate) mod earlier;
mod given_by_code;
pub(crate) mod made_out;
pub(crate) mod matter;
pub(crate) mod parties;
pub(crate) mod principal;
pub(crate) mod recording_test;
mod several_victims;
mod state_based;

use draft::{Draft, Drafts};
use made_out::Member;
use matter::Matter;
use parties::Parties;
use several_victims::Several;
use smallvec::SmallVec;

use crate::checked::Checked;
use crate::conduct;
use crate::rules::compiled::Edition;

/// What an edition decides about a report.
pub(crate) struct Settled<'a> {
    pub(crate) edition: &'a Edition,
    pub(crate) report: &'a Checked,
    pub(crate) parties: SmallVec<[Parties<'a>; 1]>,
    pub(crate) several: Several,
    pub(crate) drafts: Drafts,
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
    pub(crate) fn matter(&self) -> Matter<'_> {
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
        of_nobody.for_each(|parties| state_based::add(matter, &parties.relation, &mut drafts));
        drafts.sort(matter.edition);
    }
    drafts
}
