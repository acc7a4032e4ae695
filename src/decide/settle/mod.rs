//! A report decided as numbers: who did what to whom, what is done about it, and by which rules.
//! Its words are made when they are read.

pub(crate) mod counted;
mod counting;
pub(crate) mod draft;
pub(crate) mod duplicate;
pub(crate) mod earlier;
mod given_by_code;
pub(crate) mod inputs;
pub(crate) mod made_out;
pub(crate) mod parties;
pub(crate) mod principal;
pub(crate) mod recorded;
pub(crate) mod recording_test;
mod several_victims;
mod state_based;

use draft::{Draft, Drafts};
use inputs::Inputs;
use made_out::Member;
use parties::Parties;
use several_victims::Several;
use smallvec::SmallVec;

use crate::checked::Checked;
use crate::conduct::{self, Relation};
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
            let members: SmallVec<[Member<'a>; 1]> = relation.suspects.iter().map(member).collect();
            let sorted = earlier::sort_out(edition, report, &relation, &members);
            Parties { relation, members, sorted }
        })
        .collect();
    let several = Several::count(edition, &parties);
    let drafts = drafts(Inputs { edition, report, several: &several }, &parties);
    Settled { edition, report, parties, several, drafts }
}

impl Settled<'_> {
    pub(crate) fn inputs(&self) -> Inputs<'_> {
        Inputs { edition: self.edition, report: self.report, several: &self.several }
    }

    /// Returns what is done about each crime, in order.
    pub(crate) fn crimes(&self) -> impl Iterator<Item = &Draft> {
        self.drafts.crimes.iter()
    }
}

/// Decides what is done about each crime.
fn drafts(inputs: Inputs<'_>, parties: &[Parties<'_>]) -> Drafts {
    let mut drafts = Drafts::default();
    for parties in parties.iter().filter(|parties| parties.relation.victim.is_some()) {
        let Relation { victim, suspects, .. } = &parties.relation;
        for counted in counting::count(inputs, parties, &mut drafts) {
            drafts.push(inputs, *victim, suspects, counted);
        }
    }
    drafts.sort(inputs.edition);
    let of_nobody = parties.iter().map(|parties| &parties.relation);
    let of_nobody: Vec<&Relation> = of_nobody.filter(|r| r.victim.is_none()).collect();
    if !of_nobody.is_empty() {
        state_based::add(inputs, &of_nobody, &mut drafts);
        drafts.sort(inputs.edition);
    }
    drafts
}
