//! A report as given, as a document: what a decision was based on.

use std::collections::BTreeMap;

use super::document::{Document, Item};
use super::sentences::who;
use crate::report::{Recording, Report};
use crate::rules::compiled::law::{About, Fact, Law};
use crate::words::text::in_words;

/// The report in tables and lists, in its own words.
pub(super) fn given(report: &Report, law: &Law) -> Document {
    let mut document = Document::default();
    document.title("The report as it was given");
    document.say(format!("Reported on {}.", report.reported_on));
    incidents(report, law, &mut document);
    document.section("People", report.people.iter().map(|p| person(p, law)).collect());
    document.section("Victim and suspect", report.pairs.iter().map(|p| pair(p, law)).collect());
    let before =
        report.recorded_crimes.iter().map(|crime| {
            let who = who(&crime.suspects, crime.victim.as_deref());
            let (id, code, last) = (&crime.id, &crime.code, &crime.last_incident_on);
            let recorded = crime.recorded_on.as_ref();
            let recorded = recorded.map_or(String::new(), |day| format!(", recorded on {day}"));
            Item::new(format!("{id}: {code}, {who}, last incident on {last}{recorded}"))
                .with(facts(&crime.facts, About::RecordedCrime, law))
        });
    document.section("Recorded before", before.collect());
    let dealt = report.interventions.iter().map(|done| {
        let other = done.concerns.as_ref().map(|for_what| format!(" ({for_what})"));
        let (kind, other) = (in_words(&done.kind), other.unwrap_or_default());
        Item::new(format!("{}: {kind} of {} as to {}{other}", done.on, done.suspect, done.victim))
    });
    document.section("Police and courts", dealt.collect());
    let mut test = recording(&report.recording, law);
    for (victim, recording) in &report.recording.by_victim {
        test.push(Item::new(format!("Of {victim}:")).with(self::recording(recording, law)));
    }
    document.section("The recording test", test);
    document
}

fn incidents(report: &Report, law: &Law, document: &mut Document) {
    let rows = report.incidents.iter().map(|incident| {
        let until = incident.to.iter().map(|to| format!(" to {to}"));
        let count = incident.occasions.map_or("1".to_owned(), |count| count.to_string());
        let shows = incident.acts.iter().map(|name| in_words(name));
        vec![
            incident.id.clone(),
            format!("{}{}", incident.on, until.collect::<String>()),
            count,
            incident.victims.join(", "),
            incident.suspects.join(", "),
            shows
                .chain(incident.offences.iter().map(ToString::to_string))
                .collect::<Vec<_>>()
                .join(", "),
            match &incident.effects {
                Some(effects) => {
                    effects.iter().map(|name| in_words(name)).collect::<Vec<_>>().join(", ")
                }
                None => "not known".to_owned(),
            },
        ]
    });
    let rows: Vec<Vec<String>> = rows.collect();
    if rows.is_empty() {
        return document.say("It has no incidents.");
    }
    let head =
        ["incident", "when", "occasions", "victims", "suspects", "acts and offences", "effects"];
    document.table(&head, rows);
    let known = report.incidents.iter().filter(|incident| !incident.facts.is_empty());
    let known = known.map(|incident| {
        Item::new(incident.id.clone()).with(facts(&incident.facts, About::Incident, law))
    });
    document.section("Facts of incidents", known.collect());
}

fn person(person: &crate::report::Person, law: &Law) -> Item {
    let known = match (&person.born, person.age) {
        (Some(born), _) => format!("born on {born}"),
        (None, Some(age)) => format!("{age} years old"),
        (None, None) => "age not known".to_owned(),
    };
    Item::new(format!("{}: {known}", person.id)).with(facts(&person.facts, About::Person, law))
}

fn pair(pair: &crate::report::Pair, law: &Law) -> Item {
    let relationship = pair.relationship.as_deref().map_or("not known".to_owned(), in_words);
    let who = who(std::slice::from_ref(&pair.suspect), Some(&pair.victim));
    Item::new(format!("{who}: relationship {relationship}")).with(facts(
        &pair.facts,
        About::Pair,
        law,
    ))
}

/// Each given fact, as a question and its answer.
fn facts(given: &BTreeMap<String, Option<bool>>, about: About, law: &Law) -> Vec<Item> {
    let told = given.iter().map(|(name, value)| {
        let of = |fact: &&Fact| fact.about == about && fact.field() == *name;
        let fact = law.facts.iter().find(of);
        let question = fact.map_or(name.as_str(), |fact| fact.term.question.as_str());
        Item::new(format!("{question} {}", answer(*value)))
    });
    told.collect()
}

fn answer(value: Option<bool>) -> &'static str {
    match value {
        Some(true) => "Yes.",
        Some(false) => "No.",
        None => "Not known.",
    }
}

fn recording(recording: &Recording, law: &Law) -> Vec<Item> {
    let by = recording.reported_by.iter();
    let by = by.map(|by| Item::new(format!("Reported by: {}.", in_words(by))));
    let of_test = law.facts.iter().filter(|fact| fact.about == About::Recording);
    let facts = of_test.filter_map(|fact| {
        let value = recording.facts.get(&fact.field())?;
        Some(Item::new(format!("{} {}", fact.term.question, answer(*value))))
    });
    by.chain(facts).collect()
}
