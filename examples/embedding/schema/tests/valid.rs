//! The schemas against real reports and decisions, and against reports that are wrong.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test fails by panicking"
)]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use counting_rules::workshop::property;
use counting_rules::{Decision, Report, Rules};
use jsonschema::Validator;
use proptest::strategy::{Strategy, ValueTree};
use proptest::test_runner::TestRunner;
use serde_json::{Value, json};

/// Mistakes that a schema cannot see: how the names of their files begin, and why.
const NOT_SEEN: [(&str, &str); 27] = [
    ("clash-", "fields that do not go together"),
    ("code-far-from-any", "the list of offences is no part of the report"),
    ("code-in-no-class", "the list of offences is no part of the report"),
    ("code-in-the-wrong-class", "the list of offences is no part of the report"),
    ("code-near-a-real-one", "the list of offences is no part of the report"),
    ("date-after-the-report", "two days compared"),
    ("date-backwards", "two days compared"),
    ("date-before-1900", "an earlier day is written like any other"),
    ("date-born-after-the-incident", "two days compared"),
    ("date-before-every-edition", "the editions are no part of the report"),
    ("date-born-in-the-future", "two days compared"),
    ("date-last-after-the-report", "two days compared"),
    ("id-blank", "an id is any text"),
    ("id-with-a-space-at-the-end", "an id is any text"),
    ("ids-of-incidents", "two ids compared"),
    ("ids-of-people", "two ids compared"),
    ("ids-of-recorded-crimes", "two ids compared"),
    ("recorded-crime-recorded-after", "two days compared"),
    ("intervention-after-the-report", "two days compared"),
    ("intervention-inside-an-entry", "two days compared"),
    ("recorded-crime-after-the-report", "two days compared"),
    ("recorded-crime-twice", "two ids compared"),
    ("recorded-crime-unknown-code", "the list of offences is no part of the report"),
    ("recording-unknown-victim", "ids compared"),
    ("reference-blank", "a reference is any text"),
    ("required-victims", "whether an offence has a victim stands in the list"),
    ("twice-", "ids compared; and of two fields of one name a validator is shown one"),
];

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../..")
}

/// The JSON files of a folder of the project, by name.
fn files(folder: &str) -> Vec<(String, String)> {
    let files = fs::read_dir(root().join(folder)).unwrap().map(|file| file.unwrap().path());
    let json = files.filter(|path| path.extension().is_some_and(|ending| ending == "json"));
    let name = |path: &Path| path.file_stem().unwrap().to_str().unwrap().to_owned();
    let mut found: Vec<_> =
        json.map(|path| (name(&path), fs::read_to_string(&path).unwrap())).collect();
    assert!(!found.is_empty(), "{folder}");
    found.sort();
    found
}

fn committed(name: &str) -> Value {
    let text = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(name)).unwrap();
    serde_json::from_str(&text).unwrap()
}

/// Days that the calendar does not have are seen by a validator that looks at formats.
fn validator(schema: &Value) -> Validator {
    jsonschema::draft202012::options().should_validate_formats(true).build(schema).unwrap()
}

#[track_caller]
fn assert_valid(validator: &Validator, name: &str, value: &Value) {
    let problems: Vec<String> = validator
        .iter_errors(value)
        .map(|problem| format!("{}: {problem}", problem.instance_path()))
        .collect();
    assert!(problems.is_empty(), "{name}: {}\n{value:#}", problems.join("\n"));
}

/// Both schemas; that of the decision closed, so that a field it does not know is found.
struct Schemas {
    report: Validator,
    decision: Validator,
    rules: Rules,
}

impl Schemas {
    fn load() -> Schemas {
        let mut decision = committed("decision.schema.json");
        let close = |schema: &mut Value| {
            if schema.get("properties").is_some() {
                schema["additionalProperties"] = json!(false);
            }
        };
        close(&mut decision);
        decision["$defs"].as_object_mut().unwrap().values_mut().for_each(close);
        Schemas {
            report: validator(&committed("report.schema.json")),
            decision: validator(&decision),
            rules: Rules::shipped().unwrap(),
        }
    }

    /// The report is valid, and so is its decision under every edition.
    #[track_caller]
    fn assert_valid(&self, name: &str, report: &Value) {
        assert_valid(&self.report, name, report);
        let read = Report::from_json(&report.to_string()).unwrap();
        for edition in self.rules.editions() {
            let decision = serde_json::to_value(edition.decide_and_ask(&read).unwrap()).unwrap();
            assert_valid(&self.decision, &format!("{name} under {}", edition.id()), &decision);
        }
    }
}

#[test]
fn the_committed_schemas_are_those_of_the_types_and_the_vocabulary() {
    let help = "write them again as the README says";
    let report = Rules::shipped().unwrap().report_schema();
    assert!(committed("report.schema.json") == report, "{help}");
    assert!(committed("decision.schema.json") == Decision::schema(), "{help}");
}

#[test]
fn they_are_schemas_of_the_draft() {
    for name in ["report.schema.json", "decision.schema.json"] {
        let schema = committed(name);
        assert_eq!(schema["$schema"], "https://json-schema.org/draft/2020-12/schema");
        jsonschema::draft202012::meta::validate(&schema).unwrap();
    }
}

#[test]
fn every_case_and_exercise_and_their_decisions_are_valid() {
    let schemas = Schemas::load();
    for (name, text) in files("tests/cases").into_iter().chain(files("counting-rules/exercises")) {
        let case: Value = serde_json::from_str(&text).unwrap();
        let refused = |expect: &serde_json::Map<String, Value>| {
            expect.values().all(|wanted| wanted["error"] == true)
        };
        if case["expect"].as_object().is_some_and(refused) {
            continue;
        }
        schemas.assert_valid(&name, &case["report"]);
    }
}

#[test]
fn random_reports_and_their_decisions_are_valid() {
    let schemas = Schemas::load();
    let reports = property::reports(&schemas.rules).strategy();
    let mut runner = TestRunner::deterministic();
    for n in 0..150 {
        let report = reports.new_tree(&mut runner).unwrap().current();
        schemas.assert_valid(&format!("random {n}"), &serde_json::to_value(report).unwrap());
    }
}

#[test]
fn wrong_reports_are_not_valid() {
    let report = validator(&committed("report.schema.json"));
    let mut used: BTreeSet<(&str, &str)> = BTreeSet::new();
    let mut surprises = Vec::new();
    for (name, text) in files("tests/wrong-reports") {
        // What is not JSON is never shown to a schema.
        let Ok(value) = serde_json::from_str(&text) else { continue };
        let not_seen = NOT_SEEN.iter().find(|(begins, _)| name.starts_with(begins));
        if report.is_valid(&value) != not_seen.is_some() {
            surprises.push(name);
        }
        used.extend(not_seen);
    }
    assert_eq!(surprises, [""; 0]);
    assert_eq!(used.len(), NOT_SEEN.len(), "{used:?}");
}

#[test]
fn a_caller_s_own_keys_may_hold_anything_wherever_the_reader_takes_them() {
    let own = json!({ "x-system": { "any": [1, null] }, "x-": null });
    let with = |mut value: Value| {
        value.as_object_mut().unwrap().extend(own.as_object().unwrap().clone());
        value
    };
    let pair = with(json!({ "victim": "v", "suspect": "s", "facts": with(json!({})) }));
    let incident = with(json!({ "id": "i", "on": "2026-06-01", "victims": ["v"],
        "suspects": ["s"], "acts": ["following"], "effects": ["alarm"] }));
    let crime = with(json!({ "id": "C", "code": "8L:195/94", "victim": "v", "suspects": ["s"],
        "last_incident_on": "2026-05-01" }));
    let recording = with(json!({ "by_victim": with(json!({ "v": with(json!({})) })) }));
    let report = with(json!({
        "reference": "x", "reported_on": "2026-06-20", "people": [with(json!({ "id": "v" }))],
        "pairs": [pair], "incidents": [incident], "recorded_crimes": [crime],
        "interventions": [with(json!({ "on": "2026-05-02", "victim": "v", "suspect": "s",
            "kind": "charge", "for": "other" }))],
        "recording": recording,
    }));
    Schemas::load().assert_valid("x", &report);
}
