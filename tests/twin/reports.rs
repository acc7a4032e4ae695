//! Random valid reports that cluster around what the rules turn on.

use std::collections::BTreeMap;

use counting_rules::Report;
use counting_rules::report::{Incident, Intervention, Pair, Person, RecordedCrime, Recording};
use proptest::prelude::*;
use proptest::sample::{select, subsequence};

use super::day::Day;
use super::offered::{CONDUCT_CODES, content};

/// How much of the format a report uses.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scope {
    /// One suspect per incident, victim based offences, no history and no recording facts.
    Simple,
    /// Everything.
    Whole,
}

const FACTS: &[&str] = &[
    "fixated-or-obsessed",
    "serious-alarm-or-distress",
    "substantial-adverse-effect",
    "racially-or-religiously-aggravated",
    "repeated-or-continuous-control",
    "serious-effect",
    "living-together",
    "suspect-responsible-for-child-victim",
    "registrar-satisfied-harassment-only",
    "unwanted",
    "knew-or-ought-to-know",
];
const WHOLE_FACTS: &[&str] = &["to-persuade-someone", "acted-independently"];
const RELATIONSHIPS: &[&str] = &[
    "partner",
    "former-partner",
    "former-partner",
    "family",
    "acquaintance",
    "neighbour",
    "colleague",
    "stranger",
];
const RECORDING_FACTS: &[&str] = &[
    "crime_in_law_on_balance",
    "credible_evidence_to_contrary",
    "victim_traced",
    "victim_confirms",
    "appropriate_to_record_unconfirmed",
    "another_force_recording",
    "schools_protocol_applies",
];

/// Days on which the law, the list or an edition changed, and ordinary days.
fn anchors() -> impl Strategy<Value = Day> {
    select(vec![
        Day(1997, 6, 16),
        Day(1998, 9, 30),
        Day(2005, 7, 1),
        Day(2012, 11, 25),
        Day(2015, 4, 13),
        Day(2015, 12, 29),
        Day(2016, 8, 1),
        Day(2017, 4, 3),
        Day(2020, 2, 29),
        Day(2022, 6, 7),
        Day(2023, 4, 5),
        Day(2023, 5, 1),
        Day(2024, 1, 31),
        Day(2025, 11, 30),
        Day(2026, 4, 1),
        Day(2026, 6, 15),
        Day(2026, 8, 31),
    ])
}

/// Valid reports.
pub fn reports(scope: Scope) -> BoxedStrategy<Report> {
    let whole = usize::from(scope == Scope::Whole);
    (1..=3usize, 1..=3usize, anchors(), select(vec![2, 30, 120, 400]))
        .prop_flat_map(move |(victims, suspects, anchor, spread)| {
            let incident = incident(scope, anchor, spread, victims, suspects);
            let intervention = intervention(anchor, spread, victims, suspects);
            let recorded = recorded_crime(anchor, spread, victims, suspects);
            (
                prop::collection::vec(incident, 0..=7),
                pairs(scope, victims, suspects),
                people(anchor, victims, suspects),
                prop::collection::vec(intervention, 0..=4 * whole),
                prop::collection::vec(recorded, 0..=3 * whole),
                recording(scope, victims),
                0..60i32,
            )
        })
        .prop_map(|(incidents, pairs, people, interventions, recorded_crimes, recording, later)| {
            let report = Report {
                reference: "twin".to_owned(),
                reported_on: String::new(),
                people,
                pairs,
                incidents,
                recorded_crimes,
                interventions,
                recording,
                ..Report::default()
            };
            made_valid(report, later)
        })
        .boxed()
}

/// Numbers incidents, and makes their spans and the day of the report valid.
fn made_valid(mut report: Report, later: i32) -> Report {
    for (n, incident) in report.incidents.iter_mut().enumerate() {
        incident.id = format!("i{}", n + 1);
    }
    for (n, crime) in report.recorded_crimes.iter_mut().enumerate() {
        crime.id = format!("C{}", 3 - n);
    }
    let incidents = report.incidents.clone();
    let named = |id: &String| incidents.iter().any(|i| i.victims.contains(id));
    report.recording.by_victim.retain(|id, _| named(id));
    report.interventions.retain(|i| {
        let within = |e: &Incident| {
            e.victims.contains(&i.victim)
                && e.on <= i.on
                && e.to.as_ref().is_some_and(|to| i.on < *to)
        };
        !incidents.iter().any(within)
    });
    let ends = incidents.iter().map(|i| i.to.clone().unwrap_or_else(|| i.on.clone()));
    let days = ends
        .chain(report.interventions.iter().map(|i| i.on.clone()))
        .chain(report.recorded_crimes.iter().map(|c| c.last_incident_on.clone()));
    let last = days.max().unwrap_or_else(|| "2026-06-20".to_owned());
    report.reported_on = Day::read(&last).plus(later).to_string();
    report
}

fn ids(letter: &str, numbers: &[usize]) -> Vec<String> {
    numbers.iter().map(|n| format!("{letter}{n}")).collect()
}

fn some_of(letter: &'static str, of: usize, at_most: usize) -> impl Strategy<Value = Vec<String>> {
    let all: Vec<usize> = (1..=of).collect();
    subsequence(all, 1..=at_most.min(of)).prop_map(move |numbers| ids(letter, &numbers))
}

fn incident(
    scope: Scope,
    anchor: Day,
    spread: i32,
    victims: usize,
    suspects: usize,
) -> impl Strategy<Value = Incident> {
    let most = if scope == Scope::Whole { 3 } else { 1 };
    let suspects = some_of("s", suspects, most);
    let on = prop_oneof![-spread..=spread, -2..=2];
    let length = prop_oneof![5 => Just(None), 1 => (0..=spread / 2 + 1).prop_map(Some)];
    let occasions = prop_oneof![4 => Just(None), 1 => (1..=3u64).prop_map(Some)];
    (on, length, occasions, some_of("v", victims, 3), suspects, content(scope)).prop_map(
        move |(on, length, occasions, victims, suspects, (acts, effects, offences, nobody))| {
            Incident {
                id: String::new(),
                on: anchor.plus(on).to_string(),
                to: length.map(|days| anchor.plus(on).plus(days).to_string()),
                occasions,
                victims: if nobody { Vec::new() } else { victims },
                suspects,
                acts,
                effects,
                offences,
                ..Incident::default()
            }
        },
    )
}

fn pairs(scope: Scope, victims: usize, suspects: usize) -> impl Strategy<Value = Vec<Pair>> {
    let names = match scope {
        Scope::Simple => FACTS.to_vec(),
        Scope::Whole => [FACTS, WHOLE_FACTS].concat(),
    };
    let fact = |name: &'static str| {
        let denied_rarely = ["unwanted", "knew-or-ought-to-know"].contains(&name);
        let no = if denied_rarely || name.starts_with("registrar") { 1 } else { 3 };
        let yes =
            if name == "acted-independently" || name.starts_with("registrar") { 2 } else { 5 };
        prop_oneof![
            3 => Just(None),
            yes => Just(Some(Some(true))),
            no => Just(Some(Some(false))),
            1 => Just(Some(None)),
        ]
        .prop_map(move |value| (name, value))
    };
    let facts = || names.iter().map(|name| fact(name)).collect::<Vec<_>>();
    let pair = |victim: usize, suspect: usize| {
        (prop::option::of(select(RELATIONSHIPS)), facts(), 0..10).prop_map(
            move |(relationship, facts, known)| {
                let said = facts.into_iter().filter_map(|(name, v)| Some((name.to_owned(), v?)));
                let pair = Pair {
                    victim: format!("v{victim}"),
                    suspect: format!("s{suspect}"),
                    relationship: relationship.map(str::to_owned),
                    facts: said.collect(),
                };
                (known > 0).then_some(pair)
            },
        )
    };
    let all: Vec<_> = (1..=victims)
        .flat_map(|v| (1..=suspects).map(move |s| (v, s)))
        .map(|(v, s)| pair(v, s))
        .collect();
    all.prop_map(|pairs| pairs.into_iter().flatten().collect())
}

fn people(anchor: Day, victims: usize, suspects: usize) -> impl Strategy<Value = Vec<Person>> {
    let person = |id: String| {
        let age = prop_oneof![Just(None), select(vec![9, 15, 16, 17, 40]).prop_map(Some)];
        let born = prop_oneof![
            3 => Just(None),
            1 => (-200..200i32).prop_map(move |d| {
                let day = Day(anchor.0 - 16, anchor.1, anchor.2.min(28)).plus(d);
                Some(day.to_string())
            }),
        ];
        (age, born, 0..5).prop_map(move |(age, born, known)| {
            (known > 0).then(|| Person { id: id.clone(), age, born, ..Person::default() })
        })
    };
    let everybody = ids("v", &(1..=victims).collect::<Vec<_>>())
        .into_iter()
        .chain(ids("s", &(1..=suspects).collect::<Vec<_>>()));
    let all: Vec<_> = everybody.map(person).collect();
    all.prop_map(|people| people.into_iter().flatten().collect())
}

fn intervention(
    anchor: Day,
    spread: i32,
    victims: usize,
    suspects: usize,
) -> impl Strategy<Value = Intervention> {
    let kinds = vec![
        "charge",
        "summons",
        "caution",
        "conviction",
        "conviction",
        "acquittal",
        "court-order",
    ];
    let concerns = prop_oneof![5 => Just(None), 1 => Just(Some("other".to_owned()))];
    (-spread..=spread, some_of("v", victims, 1), some_of("s", suspects, 1), select(kinds), concerns)
        .prop_map(move |(on, victims, suspects, kind, concerns)| Intervention {
            on: anchor.plus(on).to_string(),
            victim: victims[0].clone(),
            suspect: suspects[0].clone(),
            kind: kind.to_owned(),
            concerns,
        })
}

fn recorded_crime(
    anchor: Day,
    spread: i32,
    victims: usize,
    suspects: usize,
) -> impl Strategy<Value = RecordedCrime> {
    let last = prop_oneof![-spread..=spread, -94..=-86, -20..=0];
    let codes = [CONDUCT_CODES, CONDUCT_CODES, &["008/06", "008/72"]].concat();
    (last, some_of("v", victims, 1), some_of("s", suspects, 3), select(codes), 0..6).prop_map(
        move |(last, victims, suspects, code, accepted)| RecordedCrime {
            id: String::new(),
            code: code.to_owned(),
            victim: victims[0].clone(),
            suspects,
            last_incident_on: anchor.plus(last).to_string(),
            facts: [("longer_gap_accepted".to_owned(), Some(accepted == 0))].into(),
        },
    )
}

fn recording(scope: Scope, victims: usize) -> BoxedStrategy<Recording> {
    let facts = || {
        let fact = |name: &'static str| {
            let plain = !(name.starts_with("credible") || name.starts_with("crime_in"));
            let told = if plain { 3 } else { 1 };
            prop_oneof![9 => Just(None), told => any::<bool>().prop_map(Some)]
                .prop_map(move |v| (name, v))
        };
        let all: Vec<_> = RECORDING_FACTS.iter().map(|name| fact(name)).collect();
        all.prop_map(|facts| {
            let said = facts.into_iter().filter_map(|(name, v)| Some((name.to_owned(), Some(v?))));
            said.collect::<BTreeMap<String, Option<bool>>>()
        })
    };
    let reporters =
        vec!["victim", "parent-or-carer", "professional", "third-party", "third-party", "police"];
    let by =
        move || prop::option::of(select(reporters.clone())).prop_map(|by| by.map(str::to_owned));
    let one = move || (by(), facts());
    let of_victim = one().prop_map(|(reported_by, facts)| Recording {
        reported_by,
        facts,
        by_victim: BTreeMap::new(),
    });
    let by_victim =
        prop::collection::btree_map((1..=victims).prop_map(|v| format!("v{v}")), of_victim, 0..=2);
    let full = (one(), by_victim).prop_map(|((reported_by, facts), by_victim)| Recording {
        reported_by,
        facts,
        by_victim,
    });
    match scope {
        Scope::Simple => Just(Recording::default()).boxed(),
        Scope::Whole => prop_oneof![2 => Just(Recording::default()), 1 => full].boxed(),
    }
}
