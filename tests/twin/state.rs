//! Offences without a victim: breaches of orders, public disorder and the rest.

use std::collections::BTreeSet;

use super::day::Day;
use super::draft::Draft;
use super::earlier::is_duplicate;
use super::groups;
use super::ranking::Offence;
use super::read::{Case, Entry, Given, People};

/// Those who commit an offence without a victim together: each offender a breach by himself, else the
/// groups over all incidents.
fn offenders(case: &Case<'_>, given: &Given) -> Vec<People> {
    let everybody = groups::over_all(case);
    match given.row.is_breach() {
        true => everybody.into_iter().flatten().map(|one| People::from([one])).collect(),
        false => everybody,
    }
}

/// The offences without a victim of an incident, by those who commit each together, with whether
/// it is recorded already.
pub fn offences<'c>(case: &Case<'_>, entry: &'c Entry) -> Vec<(&'c Given, People, bool)> {
    let mut all = Vec::new();
    let without_victim =
        |g: &&Given| g.notifiable && (g.row.is_breach() || !g.row.is_against(&g.victims));
    for given in entry.given.iter().filter(without_victim) {
        for group in offenders(case, given) {
            let suspects: People = given.suspects.intersection(&group).cloned().collect();
            if !suspects.is_empty() {
                let recorded = is_duplicate(case, entry, &given.row, None, &suspects);
                all.push((given, group, recorded));
            }
        }
    }
    all
}

/// One draft for each group of offenders and each code, and for each offender and each breach.
pub fn crimes(case: &Case<'_>) -> Vec<Draft> {
    let mut drafts: Vec<Draft> = Vec::new();
    for entry in &case.entries {
        for (given, group, _) in offences(case, entry).into_iter().filter(|(_, _, known)| !known) {
            let is_it = |d: &&mut Draft| {
                d.suspects == group && d.principal.iter().any(|p| p.code == given.row.code)
            };
            match drafts.iter_mut().find(is_it) {
                Some(draft) => {
                    draft.incidents.insert(entry.place());
                }
                None => drafts.push(Draft {
                    suspects: group,
                    action: "record",
                    principal: Some(Offence::new(&given.row, entry.to)),
                    incidents: [entry.place()].into(),
                    ..Draft::default()
                }),
            }
        }
    }
    drafts
}

/// Whether an offence takes the affray of its incident with it.
fn takes_affray(offence: &Offence) -> bool {
    offence.is_violence() && !offence.is(&["008/71", "008/72", "138/52", "005/28"])
}

/// Relates affrays to the crimes of violence that rest on the same incident. Returns what is left of
/// them.
pub fn relate_affrays(mut affrays: Vec<Draft>, crimes: &mut [Draft]) -> Vec<Draft> {
    let mut taken: BTreeSet<(Day, String)> = BTreeSet::new();
    for crime in crimes.iter_mut().filter(|d| d.all().any(takes_affray)) {
        for affray in affrays.iter().filter(|a| !a.incidents.is_disjoint(&crime.incidents)) {
            crime.related.extend(affray.principal.clone());
        }
        taken.extend(crime.incidents.clone());
    }
    for affray in &mut affrays {
        affray.incidents.retain(|place| !taken.contains(place));
    }
    affrays.retain(|affray| !affray.incidents.is_empty());
    affrays
}

/// Puts each breach with the first crime whose group holds that offender. Returns those that are
/// crimes of their own.
pub fn join_breaches(breaches: Vec<Draft>, crimes: &mut [Draft]) -> Vec<Draft> {
    let mut alone = Vec::new();
    for breach in breaches {
        let offender = breach.suspects.first().unwrap();
        match crimes.iter_mut().find(|d| d.takes_breach_of(offender)) {
            Some(crime) => {
                crime.breaches.extend(breach.principal);
                crime.incidents.extend(breach.incidents);
            }
            None => alone.push(breach),
        }
    }
    alone
}
