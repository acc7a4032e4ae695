//! Crimes recorded earlier: pages 57-58 of the 2026/27 rules.

use std::collections::{BTreeMap, BTreeSet};

use counting_rules::report::RecordedCrime;

use super::day::Day;
use super::forms::gravity;
use super::groups::ended_between;
use super::read::{Case, DEALS, Entry, People};

/// Where the occasions of a victim and a group belong.
#[derive(Default)]
pub struct Placed {
    /// Incident ids, by the recorded crime that they are added to.
    pub added: BTreeMap<String, BTreeSet<String>>,
    /// Ids of incidents that follow a recorded crime which was charged, summonsed or cautioned, or
    /// is three months old, so that page 58 does not say what a single one is.
    pub unsettled: BTreeSet<String>,
}

impl Placed {
    pub fn is_added(&self, incident: &str) -> bool {
        self.added.values().any(|ids| ids.contains(incident))
    }
}

/// How a recorded crime bears on an occasion.
enum Bearing {
    Continues,
    /// The police dealt with the offender, or three months passed.
    Lapsed,
    /// Conviction, acquittal or court order.
    Ended,
}

/// Places the occasions in chronological order.
pub fn place(case: &Case<'_>, victim: &str, group: &People, occasions: &[&Entry]) -> Placed {
    let mut placed = Placed::default();
    if !case.book.adds_to_recorded_crimes() {
        return placed;
    }
    let matching: Vec<&RecordedCrime> = case
        .report
        .recorded_crimes
        .iter()
        .filter(|c| c.victim == victim && gravity(&c.code).is_some())
        .filter(|c| c.suspects.iter().any(|s| group.contains(s)))
        .collect();
    let mut last: BTreeMap<&str, Day> =
        matching.iter().map(|c| (c.id.as_str(), Day::read(&c.last_incident_on))).collect();
    let mut in_order = occasions.to_vec();
    in_order.sort_by_key(|e| (e.from, e.to, e.id.clone()));
    for occasion in in_order {
        let mut open: Vec<&RecordedCrime> = Vec::new();
        let mut lapsed = false;
        for &crime in &matching {
            match bearing(case, group, crime, last[crime.id.as_str()], occasion) {
                Bearing::Continues => open.push(crime),
                Bearing::Lapsed => lapsed = true,
                Bearing::Ended => {}
            }
        }
        open.sort_by_key(|c| (std::cmp::Reverse(last[c.id.as_str()]), c.id.clone()));
        if let Some(crime) = open.first() {
            placed.added.entry(crime.id.clone()).or_default().insert(occasion.id.clone());
            let day = last.get_mut(crime.id.as_str()).unwrap();
            *day = (*day).max(occasion.to);
        } else if lapsed {
            placed.unsettled.insert(occasion.id.clone());
        }
    }
    placed
}

fn bearing(
    case: &Case<'_>,
    group: &People,
    crime: &RecordedCrime,
    last: Day,
    occasion: &Entry,
) -> Bearing {
    let recorded_until = Day::read(&crime.last_incident_on);
    let shared: Vec<&String> = crime.suspects.iter().filter(|s| group.contains(*s)).collect();
    let all_ended = |after: Day, before: Day| {
        shared.iter().all(|s| ended_between(case, &crime.victim, s, after, before))
    };
    if occasion.from < recorded_until {
        return match all_ended(occasion.to, recorded_until) {
            true => Bearing::Ended,
            false => Bearing::Continues,
        };
    }
    if all_ended(recorded_until, occasion.from) {
        return Bearing::Ended;
    }
    let dealt_with = |s: &str| {
        let days = case.interventions(&crime.victim, s, &DEALS);
        days.iter().any(|&on| recorded_until <= on && on < occasion.from)
    };
    let accepted = crime.facts.get("longer_gap_accepted") == Some(&Some(true));
    let three_months_passed = last.three_months_on() <= occasion.from;
    if shared.iter().all(|s| dealt_with(s)) || (three_months_passed && !accepted) {
        return Bearing::Lapsed;
    }
    Bearing::Continues
}
