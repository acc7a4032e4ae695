//! What would change the result: each fact of the report changed, one at a time.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::sentences::results;
use crate::decision::Decision;
use crate::report::{Incident, Report};
use crate::rules::compiled::law::{About, Fact};
use crate::rules::compiled::question::limits;
use crate::rules::compiled::{Edition, Party};
use crate::words::text::in_words;

/// The limit on incidents read, over all changed reports; what would exceed it is skipped.
const MOST: usize = 40_000;

/// Facts each of which, if changed, would lead to the same new result.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Change {
    /// What would be recorded.
    pub then: Vec<String>,
    /// What would have to be different: any one of these.
    pub if_any: Vec<String>,
}

/// A changed fact: in words, and as a report.
type Otherwise = (String, Report);

/// Changes each reported fact, and returns what that would lead to, and whether the facts of each
/// incident were examined too.
pub(super) fn changes(edition: &Edition, report: &Report, base: &Decision) -> (Vec<Change>, bool) {
    let base = results(&edition.law, base);
    let incidents = report.incidents.len();
    let of_incidents: usize = report
        .incidents
        .iter()
        .map(|i| 1 + i.acts.len() + i.effects().count() + i.offences.len())
        .sum();
    let complete = of_incidents.saturating_mul(incidents) <= MOST;
    let mut others = Vec::new();
    if (report.pairs.len() + report.interventions.len()).saturating_mul(incidents) <= MOST {
        pairs(edition, report, &mut others);
        history(edition, report, &mut others);
        recording(edition, report, &mut others);
    }
    if complete {
        self::incidents(edition, report, &mut others);
    }
    let mut found: Vec<Change> = Vec::new();
    for (what, report) in others {
        let Ok(decision) = edition.decide(&report) else { continue };
        let then = results(&edition.law, &decision);
        if then == base {
            continue;
        }
        let then = told(&base, &then);
        match found.iter_mut().find(|change| change.then == then) {
            Some(change) => change.if_any.push(what),
            None => found.push(Change { then, if_any: vec![what] }),
        }
    }
    (found, complete)
}

/// What becomes different. Who it is about is only said if there are several.
fn told(base: &[(String, String)], then: &[(String, String)]) -> Vec<String> {
    let new = then.iter().filter(|line| !base.contains(line));
    let gone = base.iter().filter(|(who, _)| !then.iter().any(|(other, _)| other == who));
    let parties: BTreeSet<&String> = base.iter().chain(then).map(|(who, _)| who).collect();
    let several = parties.len() > 1;
    let new = new.map(|(who, what)| if several { format!("{who}: {what}") } else { what.clone() });
    let gone = gone.map(|(who, _)| match several {
        true => format!("{who}: nothing is recorded"),
        false => "nothing is recorded".to_owned(),
    });
    new.chain(gone).collect()
}

/// The opposite answer to a question.
fn instead(value: bool) -> &'static str {
    if value { "No instead of yes" } else { "Yes instead of no" }
}

/// Adds a copy of the report with one change.
fn otherwise(
    report: &Report,
    others: &mut Vec<Otherwise>,
    what: String,
    change: impl FnOnce(&mut Report),
) {
    let mut other = report.clone();
    change(&mut other);
    others.push((what, other));
}

/// The facts of something in a report, by the names that a report uses.
type Facts = BTreeMap<String, Option<bool>>;

/// Changes each of these facts; an unknown one counts as what it is taken to be.
fn facts<'e>(
    declared: impl Iterator<Item = &'e Fact>,
    report: &Report,
    who: &str,
    of: impl Fn(&mut Report) -> Option<&mut Facts>,
    others: &mut Vec<Otherwise>,
) {
    let given = of(&mut report.clone()).map(std::mem::take).unwrap_or_default();
    for fact in declared {
        let name = fact.field();
        let value = given.get(&name).copied().flatten().unwrap_or(fact.taken == Some(true));
        let what = format!("{} {}{who}.", fact.term.question, instead(value));
        otherwise(report, others, what, |other| {
            if let Some(facts) = of(other) {
                facts.insert(name, Some(!value));
            }
        });
    }
}

fn pairs(edition: &Edition, report: &Report, others: &mut Vec<Otherwise>) {
    let law = &edition.law;
    for (n, pair) in report.pairs.iter().enumerate() {
        let who = format!("{} and {}", pair.victim, pair.suspect);
        facts(
            law.given(&pair.facts),
            report,
            &format!(" ({who})"),
            |report| Some(&mut report.pairs.get_mut(n)?.facts),
            others,
        );
        let Some(is) = &pair.relationship else { continue };
        for term in edition.law.relationships.iter().filter(|term| term.name != *is) {
            let what = format!(
                "The relationship: {} instead of {} ({who}).",
                in_words(&term.name),
                in_words(is)
            );
            otherwise(report, others, what, |other| {
                let pair = other.pairs.get_mut(n);
                pair.into_iter().for_each(|pair| pair.relationship = Some(term.name.clone()));
            });
        }
    }
    let mut leaves = Vec::new();
    for (_, condition) in edition.deciding() {
        condition.leaves(&edition.law, &mut |leaf| leaves.push(leaf));
    }
    let mut asked = limits(Party::Victim, leaves.iter().copied());
    asked.extend(limits(Party::Suspect, leaves));
    for (n, person) in report.people.iter().enumerate() {
        facts(
            law.given(&person.facts),
            report,
            &format!(" ({})", person.id),
            |report| Some(&mut report.people.get_mut(n)?.facts),
            others,
        );
        let sides = |limit: &u16| {
            let under = (u64::from(limit.saturating_sub(1)), format!("under {limit}"));
            [under, (u64::from(*limit), format!("{limit} or over"))]
        };
        for (age, words) in asked.iter().flat_map(sides) {
            let what = format!("{} is {words}.", person.id);
            otherwise(report, others, what, |other| {
                let person = other.people.get_mut(n);
                person.into_iter().for_each(|person| {
                    (person.age, person.born) = (Some(age), None);
                });
            });
        }
    }
}

fn history(edition: &Edition, report: &Report, others: &mut Vec<Otherwise>) {
    for (n, intervention) in report.interventions.iter().enumerate() {
        let kind = in_words(&intervention.kind);
        let what = format!("Without the {kind} of {} ({}).", intervention.on, intervention.suspect);
        otherwise(report, others, what, |other| drop(other.interventions.remove(n)));
    }
    let plays_a_part = edition.tables().continued.is_some();
    for (n, crime) in report.recorded_crimes.iter().enumerate().filter(|_| plays_a_part) {
        let what = format!("Without the recorded crime {}.", crime.id);
        otherwise(report, others, what, |other| drop(other.recorded_crimes.remove(n)));
        facts(
            edition.keeping_open(),
            report,
            &format!(" ({})", crime.id),
            |report| Some(&mut report.recorded_crimes.get_mut(n)?.facts),
            others,
        );
    }
}

fn recording(edition: &Edition, report: &Report, others: &mut Vec<Otherwise>) {
    let said = |fact: &&Fact| {
        let given = report.recording.facts.get(&fact.field()).copied().flatten();
        fact.about == About::Recording && given.is_some()
    };
    facts(
        edition.law.facts.iter().filter(said),
        report,
        "",
        |report| Some(&mut report.recording.facts),
        others,
    );
    let by = report.recording.reported_by.as_deref();
    for term in edition.law.reporters.iter().filter(|term| by.is_some_and(|by| by != term.name)) {
        let what = format!("Reported by: {}.", in_words(&term.name));
        otherwise(report, others, what, |other| {
            other.recording.reported_by = Some(term.name.clone());
        });
    }
}

fn incidents(edition: &Edition, report: &Report, others: &mut Vec<Otherwise>) {
    for (n, incident) in report.incidents.iter().enumerate() {
        let id = &incident.id;
        otherwise(report, others, format!("Without {id} ({}).", incident.on), |other| {
            other.incidents.remove(n);
        });
        facts(
            edition.law.given(&incident.facts),
            report,
            &format!(" ({id})"),
            |report| Some(&mut report.incidents.get_mut(n)?.facts),
            others,
        );
        let several = incident.occasions.filter(|count| *count > 1);
        several.into_iter().for_each(|count| {
            otherwise(report, others, format!("{id}: 1 occasion instead of {count}."), |other| {
                other.incidents.get_mut(n).into_iter().for_each(|i| i.occasions = None);
            });
        });
        type Without = fn(&mut Incident, usize);
        let offences: Vec<String> = incident.offences.iter().map(ToString::to_string).collect();
        let lists: [(Vec<String>, Without); 3] = [
            (incident.acts.clone(), |incident, place| drop(incident.acts.remove(place))),
            (incident.effects().cloned().collect(), |incident, place| {
                incident.effects.iter_mut().for_each(|effects| drop(effects.remove(place)));
            }),
            (offences, |incident, place| drop(incident.offences.remove(place))),
        ];
        for (names, without) in lists {
            for (place, name) in names.iter().enumerate() {
                let what = format!("{id}: without {}.", in_words(name));
                otherwise(report, others, what, |other| {
                    let incident = other.incidents.get_mut(n);
                    incident.into_iter().for_each(|incident| without(incident, place));
                });
            }
        }
    }
}
