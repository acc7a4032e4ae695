//! A crime before it is printed, and the recording test applied to it.

use std::collections::BTreeSet;

use super::day::Day;
use super::ranking::{Offence, list_place};
use super::read::{Case, People, recording_fact, reported_by};
use super::{TwinCrime, TwinNotRecorded};

/// A crime whose offences are not yet reduced to codes.
#[derive(Debug, Clone, Default)]
pub struct Draft {
    pub victim: Option<String>,
    pub suspects: People,
    pub action: &'static str,
    pub principal: Option<Offence>,
    pub between: Vec<Offence>,
    pub existing: Option<String>,
    pub reclassify_to: Option<Offence>,
    pub also_record: Vec<Offence>,
    pub related: Vec<Offence>,
    /// What went into a recorded crime without being named in any list.
    pub folded: Vec<Offence>,
    pub incidents: BTreeSet<(Day, String)>,
}

/// Sorted codes without duplicates.
pub fn codes<'o>(offences: impl IntoIterator<Item = &'o Offence>) -> Vec<String> {
    let mut sorted: Vec<&Offence> = offences.into_iter().collect();
    sorted.sort_by_key(|o| list_place(o));
    let mut codes: Vec<String> = Vec::new();
    for offence in sorted {
        if !codes.contains(&offence.code) {
            codes.push(offence.code.clone());
        }
    }
    codes
}

impl Draft {
    fn all(&self) -> impl Iterator<Item = &Offence> {
        let one = self.principal.iter().chain(&self.reclassify_to);
        let many = self.between.iter().chain(&self.also_record).chain(&self.related);
        one.chain(many).chain(&self.folded)
    }

    pub fn printed(&self) -> TwinCrime {
        let code = |o: &Option<Offence>| o.as_ref().map(|o| o.code.clone());
        TwinCrime {
            victim: self.victim.clone(),
            suspects: self.suspects.iter().cloned().collect(),
            action: self.action.to_owned(),
            principal: code(&self.principal),
            between: codes(&self.between),
            existing: self.existing.clone(),
            reclassify_to: code(&self.reclassify_to),
            also_record: codes(&self.also_record),
            related: codes(&self.related),
            incidents: self.incidents.iter().map(|(_, id)| id.clone()).collect(),
        }
    }

    pub fn stopped(&self, outcome: &str) -> TwinNotRecorded {
        TwinNotRecorded {
            victim: self.victim.clone(),
            suspects: self.suspects.iter().cloned().collect(),
            codes: codes(self.all()),
            outcome: outcome.to_owned(),
        }
    }
}

/// The recording test: `None` if the crime is recorded, otherwise what it becomes.
pub fn recording_test(case: &Case<'_>, victim: Option<&str>) -> Option<&'static str> {
    let recording = &case.report.recording;
    let fact = |name: &str, default: bool| recording_fact(recording, victim, name, default);
    if !fact("crime_in_law_on_balance", true) || fact("credible_evidence_to_contrary", false) {
        return Some("no-crime");
    }
    if victim.is_some() {
        let represented =
            ["victim", "parent-or-carer", "professional"].contains(&reported_by(recording, victim));
        let appropriate = fact("appropriate_to_record_unconfirmed", false);
        let traced = represented || fact("victim_traced", true);
        let confirmed = represented || fact("victim_confirms", true);
        let settled = appropriate || (traced && confirmed);
        if !settled {
            return Some("crime-related-incident");
        }
    }
    if fact("another_force_recording", false) || fact("schools_protocol_applies", false) {
        return Some("crime-related-incident");
    }
    None
}
