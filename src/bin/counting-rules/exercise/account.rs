//! A report as a short written account, made from its facts: no codes, no names of rules.

use std::collections::BTreeMap;

use counting_rules::report::{Incident, Pair, Recording};
use counting_rules::{Date, Report};
use serde::Deserialize;

/// A phrase for each name that a report may use.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Phrases {
    pub(crate) acts: BTreeMap<String, String>,
    pub(crate) effects: BTreeMap<String, String>,
    pub(crate) facts: BTreeMap<String, Told>,
    pub(crate) relationships: BTreeMap<String, String>,
    pub(crate) reporters: BTreeMap<String, String>,
    pub(crate) recording: BTreeMap<String, Told>,
    pub(crate) interventions: BTreeMap<String, String>,
    pub(crate) offences: BTreeMap<String, String>,
}

/// What is said of a fact that is so, is not so, or is not known.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Told {
    pub(crate) yes: String,
    pub(crate) no: String,
    #[serde(default)]
    pub(crate) unknown: String,
}

impl Phrases {
    pub(crate) fn read() -> Result<Phrases, serde_json::Error> {
        serde_json::from_str(include_str!("phrases.json"))
    }

    /// The account, a line or paragraph each.
    pub(crate) fn account(
        &self,
        report: &Report,
        titles: &BTreeMap<String, String>,
    ) -> Vec<String> {
        let by = report.recording.reported_by.as_deref().unwrap_or("victim");
        let by = self.reporters.get(by).map_or("", String::as_str);
        let mut told = vec![format!("Reported on {} {by}.", day(&report.reported_on))];
        let people: Vec<String> = report.people.iter().filter_map(person).collect();
        told.extend((!people.is_empty()).then(|| people.join(" ")));
        let mut incidents: Vec<&Incident> = report.incidents.iter().collect();
        incidents.sort_by_key(|incident| (&incident.on, &incident.id));
        told.extend(incidents.into_iter().map(|incident| self.incident(incident)));
        told.extend(report.pairs.iter().map(|pair| self.pair(pair)));
        for crime in &report.recorded_crimes {
            let title = titles.get(&crime.code).map_or("", String::as_str);
            let gap = if crime.facts.get("longer_gap_accepted") == Some(&Some(true)) {
                " The registrar has accepted that the gap may be longer than usual."
            } else {
                ""
            };
            told.push(format!(
                "Already recorded as {}: {} {title}, {} against {}, last incident on {}.{gap}",
                crime.id,
                crime.code,
                list(&crime.suspects),
                crime.victim.as_deref().unwrap_or("nobody"),
                day(&crime.last_incident_on),
            ));
        }
        for done in &report.interventions {
            let phrase = self.interventions.get(&done.kind).map_or("", String::as_str);
            let phrase = put(phrase, &done.victim, &done.suspect);
            let concerns = match done.concerns {
                None => format!("over what was done to {}", done.victim),
                Some(_) => "over something else".to_owned(),
            };
            told.push(format!("On {} {phrase}, {concerns}.", day(&done.on)));
        }
        told.extend(self.recording(&report.recording));
        for (victim, recording) in &report.recording.by_victim {
            let of_victim = self.recording(recording);
            told.extend(of_victim.map(|said| format!("As to {victim}: {said}")));
        }
        told
    }

    fn incident(&self, incident: &Incident) -> String {
        let when = match (&incident.to, incident.occasions.unwrap_or(1)) {
            (None, 1) => format!("On {}", day(&incident.on)),
            (None, count) => format!("On {}, {count} times,", day(&incident.on)),
            (Some(to), 1) => format!("Between {} and {}", day(&incident.on), day(to)),
            (Some(to), count) => {
                format!("{count} times between {} and {}", day(&incident.on), day(to))
            }
        };
        let (victims, suspects) = (list(&incident.victims), list(&incident.suspects));
        let phrases = |names: &[String], phrases: &BTreeMap<String, String>| {
            let known = names.iter().map(|name| phrases.get(name).map_or("", String::as_str));
            known.map(|phrase| put(phrase, &victims, &suspects)).collect::<Vec<_>>()
        };
        let mut did = phrases(&incident.acts, &self.acts);
        let codes: Vec<String> = incident.offences.iter().map(|given| given.code.clone()).collect();
        did.extend(phrases(&codes, &self.offences));
        if did.is_empty() {
            did.push("did something that nobody wrote down".to_owned());
        }
        let effects: Vec<String> = incident.effects().cloned().collect();
        let felt = phrases(&effects, &self.effects);
        let did = format!("{}: {when} {suspects} {}.", incident.id, list(&did));
        match felt.is_empty() {
            true => did,
            false => format!("{did} {victims} {}.", list(&felt)),
        }
    }

    fn pair(&self, pair: &Pair) -> String {
        let relationship = match &pair.relationship {
            Some(name) => self.relationships.get(name).map_or("", String::as_str),
            None => "How {victim} and {suspect} stand to each other, nobody has asked.",
        };
        let facts = pair.facts.iter().filter_map(|(name, value)| {
            let told = self.facts.get(name)?;
            Some(if (*value)? { told.yes.as_str() } else { told.no.as_str() })
        });
        let all: Vec<&str> = std::iter::once(relationship).chain(facts).collect();
        put(&all.join(" "), &pair.victim, &pair.suspect)
    }

    fn recording(&self, recording: &Recording) -> Option<String> {
        let facts = recording.facts.iter().filter_map(|(name, value)| {
            let told = self.recording.get(name)?;
            Some(match value {
                Some(true) => told.yes.as_str(),
                Some(false) => told.no.as_str(),
                None => told.unknown.as_str(),
            })
        });
        let facts: Vec<&str> = facts.collect();
        (!facts.is_empty()).then(|| facts.join(" "))
    }
}

fn put(phrase: &str, victims: &str, suspects: &str) -> String {
    phrase.replace("{victim}", victims).replace("{suspect}", suspects)
}

fn person(person: &counting_rules::report::Person) -> Option<String> {
    match (&person.born, person.age) {
        (Some(born), _) => Some(format!("{} was born on {}.", person.id, day(born))),
        (None, Some(age)) => Some(format!("{} is {age}.", person.id)),
        (None, None) => None,
    }
}

/// A day as people write it; a day that cannot be read as it stands.
fn day(text: &str) -> String {
    let parts: Vec<&str> = text.split('-').collect();
    match (text.parse::<Date>(), parts.as_slice()) {
        (Ok(_), [year, month, day]) => {
            let number: usize = month.parse().unwrap_or_default();
            let month = MONTHS.get(number.saturating_sub(1)).unwrap_or(month);
            format!("{} {month} {year}", day.trim_start_matches('0'))
        }
        _ => text.to_owned(),
    }
}

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

pub(crate) fn list(items: &[String]) -> String {
    match items.split_last() {
        Some((last, [])) => last.clone(),
        Some((last, before)) => format!("{} and {last}", before.join(", ")),
        None => String::new(),
    }
}
