//! A crime before it is printed, and the recording test applied to it.

use std::collections::BTreeSet;

use counting_rules::words::Trial;

use super::day::Day;
use super::ranking::{Offence, list_place};
use super::read::{Case, People};
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
    /// The breaches that it also records, once for each offender.
    pub breaches: Vec<Offence>,
    pub related: Vec<Offence>,
    /// What went into a recorded crime without being named in any list.
    pub folded: Vec<Offence>,
    pub incidents: BTreeSet<(Day, String)>,
}

/// Sorted codes.
fn sorted<'o>(offences: impl IntoIterator<Item = &'o Offence>) -> Vec<String> {
    let mut sorted: Vec<&Offence> = offences.into_iter().collect();
    sorted.sort_by_key(|o| list_place(o));
    sorted.into_iter().map(|o| o.code.clone()).collect()
}

/// Sorted codes without duplicates.
pub fn codes<'o>(offences: impl IntoIterator<Item = &'o Offence>) -> Vec<String> {
    let mut codes: Vec<String> = Vec::new();
    for code in sorted(offences) {
        if !codes.contains(&code) {
            codes.push(code);
        }
    }
    codes
}

impl Draft {
    /// Every offence disclosed in it. What a crime was recorded as before is not disclosed again.
    pub fn all(&self) -> impl Iterator<Item = &Offence> {
        let new = self.existing.is_none();
        let one = self.principal.iter().chain(&self.reclassify_to);
        let many = self.between.iter().chain(&self.also_record).chain(&self.related);
        one.chain(many).filter(move |_| new).chain(&self.folded)
    }

    /// Whether a breach may go with it: a new crime, or a referral outside a series.
    pub fn takes_breach_of(&self, offender: &str) -> bool {
        self.existing.is_none() && self.suspects.contains(offender)
    }

    pub fn printed(&self) -> TwinCrime {
        let code = |o: &Option<Offence>| o.as_ref().map(|o| o.code.clone());
        TwinCrime {
            victim: self.victim.clone(),
            suspects: self.suspects.iter().cloned().collect(),
            action: self.action.to_owned(),
            principal: code(&self.principal),
            class: self.principal.as_ref().map(|o| o.class.clone()),
            between: codes(&self.between),
            existing: self.existing.clone(),
            reclassify_to: code(&self.reclassify_to),
            also_record: sorted(self.also_record.iter().chain(&self.breaches)),
            related: codes(&self.related),
            incidents: self.incidents.iter().map(|(_, id)| id.clone()).collect(),
            offences: self.rows(),
        }
    }

    /// The role, the code and the class of each offence that is in one of the lists.
    fn rows(&self) -> BTreeSet<(String, String, String)> {
        let also_record = self.also_record.iter().chain(&self.breaches);
        let roles = self
            .principal
            .iter()
            .map(|o| ("principal", o))
            .chain(also_record.map(|o| ("also-record", o)))
            .chain(self.related.iter().map(|o| ("related", o)))
            .chain(self.between.iter().map(|o| ("between", o)))
            .chain(self.reclassify_to.iter().map(|o| ("reclassify-to", o)));
        roles.map(|(role, o)| (role.to_owned(), o.code.clone(), o.class.clone())).collect()
    }

    pub fn stopped(&self, stop: Stop) -> TwinNotRecorded {
        TwinNotRecorded {
            victim: self.victim.clone(),
            suspects: self.suspects.iter().cloned().collect(),
            codes: codes(self.all()),
            outcome: stop.outcome.to_owned(),
            record: stop.record.map(str::to_owned),
        }
    }

    fn is_of(&self, subgroup: &str) -> bool {
        self.all().any(|o| o.subgroup == subgroup)
    }

    /// Whether the schools protocol lists an offence of it as serious.
    fn is_serious_at_school(&self) -> bool {
        self.all().any(|o| {
            o.trial == Trial::IndictableOnly
                || o.in_class(SERIOUS_IN_SCHOOLS)
                || o.is(&["003/01", "005/28", "008/01", "008/59"])
        })
    }
}

/// The classes that the schools protocol lists, and sexual assaults.
const SERIOUS_IN_SCHOOLS: &[&str] = &[
    "5D", "10B", "10C", "10D", "11A", "13", "23", "36", "70", "71", "86", "88A", "92A", "92D",
    "92E", "106", "17A", "17B", "20A", "20B",
];

/// What a crime becomes that is not recorded.
#[derive(Debug, Clone, Copy)]
pub struct Stop {
    outcome: &'static str,
    record: Option<&'static str>,
}

const NO_CRIME: Stop = Stop { outcome: "no-crime", record: None };
const INCIDENT: Stop = Stop { outcome: "crime-related-incident", record: None };

/// The recording test: `None` if the crime is recorded.
pub fn recording_test(case: &Case<'_>, draft: &Draft) -> Option<Stop> {
    let victim = draft.victim.as_deref();
    let fact = |name: &str, default| case.recording(victim, name).as_bool().unwrap_or(default);
    if !fact("crime_in_law_on_balance", true) || fact("credible_evidence_to_contrary", false) {
        return Some(NO_CRIME);
    }
    if victim.is_some() && !draft.is_of("homicide") {
        let reported_by = case.recording(victim, "reported_by").as_str().unwrap_or("victim");
        let represented = ["victim", "parent-or-carer", "professional"].contains(&reported_by);
        let appropriate = fact("appropriate_to_record_unconfirmed", false);
        let confirmed = fact("victim_traced", true) && fact("victim_confirms", true);
        if !represented && !appropriate && !confirmed {
            return Some(INCIDENT);
        }
    }
    if fact("another_force_recording", false) {
        let record = draft.is_of("rape").then_some("N100/03");
        return Some(Stop { record, ..INCIDENT });
    }
    let at_school = fact("schools_protocol_applies", false) && !fact("serious_consequences", false);
    if at_school && !draft.is_serious_at_school() || fact("another_rule_directs", false) {
        return Some(INCIDENT);
    }
    None
}
