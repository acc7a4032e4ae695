//! The lists beside the crimes: courses of conduct, what is not counted, and what is not used.

use std::collections::BTreeSet;

use super::disclosed::{Relation, messages};
use super::groups;
use super::read::{Case, Entry, People, list, texts};
use super::state;
use super::{NotCounted, TwinCourse};

/// The courses of two or more occasions, unless the occasions are not linked.
pub fn courses(case: &Case<'_>, victim: &str, group: &People) -> Vec<TwinCourse> {
    if group.iter().all(|member| case.denied(victim, member, "occasions-linked")) {
        return Vec::new();
    }
    let entries = groups::incidents(case, victim, group);
    let occasions: Vec<_> = entries.iter().filter(|e| e.is_occasion()).collect();
    let components = groups::components(case, victim, group, &occasions);
    let courses = components.into_iter().filter(|c| groups::count(c) >= 2);
    courses
        .map(|course| TwinCourse {
            victim: victim.to_owned(),
            suspects: group.iter().cloned().collect(),
            from: course.iter().map(|e| e.from).min().unwrap().to_string(),
            to: course.iter().map(|e| e.to).max().unwrap().to_string(),
            occasions: groups::count(&course),
            incidents: course.iter().map(|e| e.id.clone()).collect(),
        })
        .collect()
}

/// Codes that were no offence on that day, are not notifiable, are recorded already, or are of a
/// victim that they cannot have.
pub fn not_counted(case: &Case<'_>) -> BTreeSet<NotCounted> {
    let mut all = BTreeSet::new();
    for victim in case.victims() {
        for group in groups::against(case, &victim) {
            let relation = Relation { case, victim: &victim, group: &group };
            for entry in groups::incidents(case, &victim, &group) {
                let codes = not_counted_against(relation, &entry);
                all.extend(codes.map(|code| (Some(victim.clone()), entry.id.clone(), code)));
            }
        }
    }
    for entry in &case.entries {
        let useless = entry.given.iter().filter(|g| !g.notifiable && !g.row.is_against(&g.victims));
        let known = state::offences(case, entry).into_iter().filter(|(_, _, known)| *known);
        let rows = useless.map(|g| &g.row).chain(known.map(|(given, _, _)| &given.row));
        all.extend(rows.map(|row| (None, entry.id.clone(), row.code.clone())));
    }
    all
}

fn not_counted_against(relation: Relation<'_>, entry: &Entry) -> impl Iterator<Item = String> {
    let given = entry.given.iter().filter(|g| !g.counts && g.row.is_against(&g.victims));
    let made_out = messages(relation, entry).into_iter().filter(|(_, counts)| !counts);
    given.map(|g| g.row.code.clone()).chain(made_out.map(|(row, _)| row.code))
}

/// How many things the report says of people that no incident joins.
pub fn not_used(case: &Case<'_>) -> usize {
    let joined = |victim: &str, suspect: &str| {
        case.entries.iter().any(|e| e.victims.contains(victim) && e.suspects.contains(suspect))
    };
    let suspect = |id: &str| case.entries.iter().any(|e| e.suspects.contains(id));
    let victims = case.victims();
    let id = |of: &serde_json::Value| of.as_str().unwrap().to_owned();
    let report = case.report;
    let people = list(&report["people"]).filter(|p| {
        let person = id(&p["id"]);
        !victims.contains(&person) && !suspect(&person)
    });
    let of_pair = |p: &&serde_json::Value| !joined(&id(&p["victim"]), &id(&p["suspect"]));
    let pairs = list(&report["pairs"]).filter(of_pair);
    let interventions = list(&report["interventions"]).filter(of_pair);
    let recorded = list(&report["recorded_crimes"]).filter(|c| {
        let suspects: People = texts(&c["suspects"]);
        match c["victim"].as_str() {
            Some(victim) => !suspects.iter().any(|s| joined(victim, s)),
            None => !suspects.iter().any(|s| suspect(s)),
        }
    });
    let by_victim = report["recording"]["by_victim"].as_object().into_iter().flatten();
    let recording = by_victim.filter(|(id, _)| !victims.contains(*id));
    people.count() + pairs.count() + interventions.count() + recorded.count() + recording.count()
}
