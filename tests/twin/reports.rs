//! Random valid reports that cluster around what the rules turn on.

use counting_rules::Report;
use proptest::prelude::*;
use proptest::sample::{select, subsequence};
use serde_json::{Map, Value, json};

use super::day::Day;
use super::history::{intervention, recorded_crime, recording};
use super::offered::{Content, content, listed};
use super::read::{list, text};

/// Whether reports use the fields and facts of format 2. Switched on when the library reads them.
pub const REVISED: bool = true;

/// How much of the format a report uses.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scope {
    /// One suspect per incident, victim based offences, no history and no recording facts.
    Simple,
    /// Everything.
    Whole,
}

/// Where and among how many people the incidents of a report lie.
#[derive(Debug, Clone, Copy)]
pub struct Setting {
    pub scope: Scope,
    pub anchor: Day,
    pub spread: i32,
    pub victims: usize,
    pub suspects: usize,
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
const REVISED_FACTS: &[&str] = &["occasions-linked", "lawful-or-reasonable"];
/// Facts that are taken as true unless denied.
const PRESUMED: &[&str] = &["unwanted", "knew-or-ought-to-know", "occasions-linked"];
/// Facts that are seldom told.
const RARE: &[&str] =
    &["acted-independently", "registrar-satisfied-harassment-only", "lawful-or-reasonable"];
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

/// Days on which the law, the list or an edition changed, and ordinary days.
fn anchors() -> impl Strategy<Value = Day> {
    select(vec![
        Day(1997, 6, 16),
        Day(1998, 9, 30),
        Day(2001, 5, 11),
        Day(2005, 7, 1),
        Day(2012, 11, 25),
        Day(2015, 4, 13),
        Day(2015, 12, 29),
        Day(2016, 8, 1),
        Day(2017, 4, 3),
        Day(2018, 11, 13),
        Day(2020, 2, 29),
        Day(2022, 6, 7),
        Day(2022, 6, 28),
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
    let read = |json: Value| Report::from_json(&json.to_string()).unwrap();
    written_reports(scope).prop_map(read).boxed()
}

/// Valid reports, as JSON.
pub fn written_reports(scope: Scope) -> impl Strategy<Value = Value> {
    let whole = usize::from(scope == Scope::Whole);
    (1..=3usize, 1..=3usize, anchors(), select(vec![2, 30, 120, 400]))
        .prop_flat_map(move |(victims, suspects, anchor, spread)| {
            let setting = Setting { scope, anchor, spread, victims, suspects };
            (
                prop::collection::vec(incident(setting), 0..=7),
                pairs(setting),
                people(setting),
                prop::collection::vec(intervention(setting), 0..=4 * whole),
                prop::collection::vec(recorded_crime(setting), 0..=3 * whole),
                recording(setting),
                0..60i32,
            )
        })
        .prop_map(|(incidents, pairs, people, interventions, recorded, recording, later)| {
            let report = json!({
                "reference": "twin", "people": people, "pairs": pairs, "incidents": incidents,
                "recorded_crimes": recorded, "interventions": interventions,
                "recording": recording,
            });
            made_valid(report, later)
        })
}

/// Numbers incidents, and makes their spans and the day of the report valid.
fn made_valid(mut report: Value, later: i32) -> Value {
    for (n, incident) in report["incidents"].as_array_mut().unwrap().iter_mut().enumerate() {
        incident["id"] = json!(format!("i{}", n + 1));
    }
    for (n, crime) in report["recorded_crimes"].as_array_mut().unwrap().iter_mut().enumerate() {
        crime["id"] = json!(format!("C{}", 3 - n));
    }
    let incidents = report["incidents"].as_array().unwrap().clone();
    let named = |id: &str| incidents.iter().any(|i| list(&i["victims"]).any(|v| v == id));
    let by_victim = report.pointer_mut("/recording/by_victim").and_then(Value::as_object_mut);
    if let Some(by_victim) = by_victim {
        by_victim.retain(|id, _| named(id));
    }
    report["interventions"].as_array_mut().unwrap().retain(|i| {
        let on = text(&i["on"]);
        let within = |e: &Value| {
            list(&e["victims"]).any(|v| *v == i["victim"])
                && text(&e["on"]) <= on
                && e["to"].as_str().is_some_and(|to| on.as_str() < to)
        };
        !incidents.iter().any(within)
    });
    let fields = ["on", "to", "last_incident_on", "recorded_on"];
    let last = ["incidents", "interventions", "recorded_crimes"]
        .iter()
        .flat_map(|kind| list(&report[*kind]))
        .flat_map(|one| fields.iter().filter_map(|field| one[*field].as_str()))
        .max()
        .unwrap_or("2026-06-20");
    report["reported_on"] = json!(Day::read(last).plus(later).to_string());
    report
}

pub fn ids(letter: &str, numbers: &[usize]) -> Vec<String> {
    numbers.iter().map(|n| format!("{letter}{n}")).collect()
}

pub fn some_of(
    letter: &'static str,
    of: usize,
    at_most: usize,
) -> impl Strategy<Value = Vec<String>> {
    let all: Vec<usize> = (1..=of).collect();
    subsequence(all, 1..=at_most.min(of)).prop_map(move |numbers| ids(letter, &numbers))
}

/// Without its null fields.
pub fn object(value: Value) -> Value {
    let fields = value.as_object().unwrap().clone();
    fields.into_iter().filter(|(_, v)| !v.is_null()).collect::<Map<_, _>>().into()
}

fn incident(setting: Setting) -> impl Strategy<Value = Value> {
    let Setting { scope, anchor, spread, victims, suspects } = setting;
    let most = if scope == Scope::Whole { 3 } else { 1 };
    let suspects = some_of("s", suspects, most);
    let on = prop_oneof![-spread..=spread, -2..=2];
    let length = prop_oneof![5 => Just(None), 1 => (0..=spread / 2 + 1).prop_map(Some)];
    let occasions = prop_oneof![4 => Just(None), 1 => (1..=3u64).prop_map(Some)];
    let people = (some_of("v", victims, 3), suspects);
    (on, length, occasions, people, content(scope), revised_facts(), any::<u64>()).prop_map(
        move |(on, length, occasions, (victims, suspects), content, facts, seed)| {
            let Content { acts, effects, codes, nobody } = content;
            let victims = if nobody { Vec::new() } else { victims };
            object(json!({
                "id": "",
                "on": anchor.plus(on).to_string(),
                "to": length.map(|days| anchor.plus(on).plus(days).to_string()),
                "occasions": occasions,
                "offences": listed(codes, &victims, &suspects, seed),
                "victims": victims,
                "suspects": suspects,
                "acts": acts,
                "effects": effects,
                "facts": facts,
            }))
        },
    )
}

/// The facts of an incident.
fn revised_facts() -> BoxedStrategy<Option<Value>> {
    if !REVISED {
        return Just(None).boxed();
    }
    let fact = || prop_oneof![4 => Just(None), 2 => Just(Some(true)), 1 => Just(Some(false))];
    (fact(), fact())
        .prop_map(|(part, another)| {
            Some(object(json!({ "part-of-course": part, "another-occasion": another })))
        })
        .boxed()
}

/// True, false, said to be unknown, or not said.
fn fact(name: &'static str) -> impl Strategy<Value = Option<(String, Value)>> {
    let no = if PRESUMED.contains(&name) || name.starts_with("registrar") { 1 } else { 3 };
    let yes = if RARE.contains(&name) { 2 } else { 5 };
    prop_oneof![
        3 => Just(None),
        yes => Just(Some(json!(true))),
        no => Just(Some(json!(false))),
        1 => Just(Some(Value::Null)),
    ]
    .prop_map(move |value| Some((name.to_owned(), value?)))
}

fn pairs(setting: Setting) -> impl Strategy<Value = Vec<Value>> {
    let whole = setting.scope == Scope::Whole;
    let mut names = FACTS.to_vec();
    names.extend(WHOLE_FACTS.iter().filter(|_| whole));
    names.extend(REVISED_FACTS.iter().filter(|_| REVISED));
    let pair = |victim: usize, suspect: usize| {
        let facts: Vec<_> = names.iter().map(|name| fact(name)).collect();
        (prop::option::of(select(RELATIONSHIPS)), facts, 0..10).prop_map(
            move |(relationship, facts, known)| {
                let facts: Map<String, Value> = facts.into_iter().flatten().collect();
                let pair = object(json!({
                    "victim": format!("v{victim}"), "suspect": format!("s{suspect}"),
                    "relationship": relationship, "facts": facts,
                }));
                (known > 0).then_some(pair)
            },
        )
    };
    let all: Vec<_> = (1..=setting.victims)
        .flat_map(|v| (1..=setting.suspects).map(move |s| (v, s)))
        .map(|(v, s)| pair(v, s))
        .collect();
    all.prop_map(|pairs| pairs.into_iter().flatten().collect())
}

fn people(setting: Setting) -> impl Strategy<Value = Vec<Value>> {
    let anchor = setting.anchor;
    let person = |id: String| {
        let age = prop_oneof![Just(None), select(vec![9, 15, 16, 17, 40]).prop_map(Some)];
        let born = prop_oneof![
            3 => Just(None),
            1 => (-200..200i32).prop_map(move |d| {
                let day = Day(anchor.0 - 16, anchor.1, anchor.2.min(28)).plus(d);
                Some(day.to_string())
            }),
        ];
        let kind = select(vec![None, None, None, Some("individual"), Some("organisation")]);
        (age, born, kind, 0..5).prop_map(move |(age, born, kind, known)| {
            let kind = kind.filter(|_| REVISED && id.starts_with('v'));
            (known > 0).then(|| object(json!({ "id": id, "age": age, "born": born, "kind": kind })))
        })
    };
    let everybody = ids("v", &(1..=setting.victims).collect::<Vec<_>>())
        .into_iter()
        .chain(ids("s", &(1..=setting.suspects).collect::<Vec<_>>()));
    let all: Vec<_> = everybody.map(person).collect();
    all.prop_map(|people| people.into_iter().flatten().collect())
}
