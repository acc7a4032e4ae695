//! A fact declared in a rule file can be given in a report; no Rust code knows any of them.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test fails by panicking"
)]

use std::sync::LazyLock;

use counting_rules::workshop::property;
use counting_rules::{Report, Rules, Text};
use proptest::strategy::{Strategy, ValueTree};
use proptest::test_runner::TestRunner;

const DECLARED: &str = r#"
fact emergency-worker
  cite crr-2026 "p. 1"
  question "Is this an emergency worker?"
  about a person

fact entered-as-trespasser
  cite crr-2026 "p. 1"
  question "Did the suspect enter as a trespasser?"
  about an incident

fact told-by-letter
  cite crr-2026 "p. 1"
  question "Was it told by letter?"
  taken as false
  about the recording

fact closed-in-error
  cite crr-2026 "p. 1"
  question "Was it closed in error?"
  about a recorded crime

fact in-one-household
  cite crr-2026 "p. 1"
  question "Are the two of one household?"
"#;

static RULES: LazyLock<Rules> = LazyLock::new(|| {
    let declared = Text::new("law/declared.rules", DECLARED);
    Rules::load(Rules::shipped_texts().into_iter().chain([declared])).unwrap()
});

const REPORT: &str = r#"{"format":2,"reference":"a","reported_on":"2026-06-20",
  "people":[{"id":"v","facts":{"emergency-worker":true}},{"id":"s","facts":{"emergency-worker":null}}],
  "pairs":[{"victim":"v","suspect":"s","facts":{"in-one-household":false}}],
  "incidents":[{"id":"i1","on":"2026-06-01","victims":["v"],"suspects":["s"],"acts":["following"],
    "effects":["alarm"],"facts":{"entered-as-trespasser":true}}],
  "recorded_crimes":[{"id":"C1","code":"195/94","victim":"v","suspects":["s"],
    "last_incident_on":"2026-05-01","closed_in_error":true,"longer_gap_accepted":null}],
  "recording":{"told_by_letter":false,"by_victim":{"v":{"told_by_letter":null}}}}"#;

#[test]
fn a_fact_of_every_kind_is_read_decided_and_written_back() {
    let report = RULES.read(REPORT).unwrap();
    assert_eq!(report, Report::from_json(REPORT).unwrap());
    assert_eq!(report.people[0].facts["emergency-worker"], Some(true));
    assert_eq!(report.people[1].facts["emergency-worker"], None);
    assert_eq!(report.incidents[0].facts["entered-as-trespasser"], Some(true));
    assert_eq!(report.recorded_crimes[0].facts["closed_in_error"], Some(true));
    assert_eq!(report.recording.facts["told_by_letter"], Some(false));
    let written = serde_json::to_string(&report).unwrap();
    assert_eq!(written, REPORT.split('\n').map(str::trim_start).collect::<String>());
    // The full reader, which a key of the caller's own forces, reads the same.
    let closely = REPORT.replacen('{', r#"{"x-own":1,"#, 1);
    assert_eq!(Report::from_json(&closely).unwrap(), report);
    let edition = RULES.edition("hocr-2026-04").unwrap();
    assert_eq!(edition.decide_json(REPORT).unwrap(), edition.decide_json(&closely).unwrap());
    edition.decide(&report).unwrap();
}

#[test]
fn what_is_empty_is_not_written() {
    let report = r#"{"reference":"a","reported_on":"2026-06-20","people":[{"id":"v"}],"incidents":[],"recording":{}}"#;
    assert_eq!(serde_json::to_string(&RULES.read(report).unwrap()).unwrap(), report);
}

#[test]
fn the_report_as_it_was_given_shows_them() {
    let report = RULES.read(REPORT).unwrap();
    let told = RULES.page(RULES.edition("hocr-2026-04").unwrap(), &report).unwrap();
    for line in [
        "Is this an emergency worker? Yes.",
        "Is this an emergency worker? Not known.",
        "Did the suspect enter as a trespasser? Yes.",
        "Was it told by letter? No.",
        "Was it closed in error? Yes.",
        "Are the two of one household? No.",
    ] {
        assert!(told.contains(line), "{line}\n{told}");
    }
}

#[test]
fn random_reports_give_them() {
    let reports = property::reports(&RULES).strategy();
    let mut runner = TestRunner::deterministic();
    let mut told = String::new();
    for _ in 0..200 {
        let report = reports.new_tree(&mut runner).unwrap().current();
        RULES.editions()[0].decide(&report).unwrap();
        told += &serde_json::to_string(&report).unwrap();
    }
    for given in [
        r#""emergency-worker":true"#,
        r#""entered-as-trespasser":false"#,
        r#""told_by_letter":true"#,
        r#""closed_in_error":true"#,
        r#""in-one-household":true"#,
    ] {
        assert!(told.contains(given), "{given}");
    }
}

#[test]
fn a_fact_in_the_wrong_place_is_told_where_it_belongs() {
    let facts = [
        ("emergency-worker", "write `emergency-worker` under `facts` of a person, in `people`"),
        ("entered-as-trespasser", "write `entered-as-trespasser` under `facts` of an incident"),
        ("told_by_letter", "write `told_by_letter` in `recording`"),
        (
            "closed_in_error",
            "write `closed_in_error` beside the other fields of a crime in `recorded_crimes`",
        ),
        ("in-one-household", "write `in-one-household` under `facts` of a pair, in `pairs`"),
    ];
    let places = [
        r#""people":[{"id":"v","facts":{FACT}}]"#,
        r#""incidents":[{"id":"i","on":"2026-06-01","victims":["v"],"suspects":["s"],"facts":{FACT}}]"#,
        r#""recording":{FACT}"#,
        r#""recorded_crimes":[{"id":"C","code":"195/94","victim":"v","suspects":["s"],"last_incident_on":"2026-05-01",FACT}]"#,
        r#""pairs":[{"victim":"v","suspect":"s","facts":{FACT}}]"#,
        // Places where there are no facts.
        r#"FACT"#,
        r#""pairs":[{"victim":"v","suspect":"s",FACT}]"#,
    ];
    for (n, (fact, help)) in facts.iter().enumerate() {
        for (m, place) in places.iter().enumerate() {
            let place = place.replace("FACT", &format!(r#""{fact}":true"#));
            let incidents = if m == 1 { "" } else { r#","incidents":[]"# };
            let report =
                format!(r#"{{"reference":"a","reported_on":"2026-06-20",{place}{incidents}}}"#);
            let told = RULES.read(&report).map_err(|errors| errors.problems);
            if n == m {
                // The fact is where it belongs.
                told.unwrap_or_else(|problems| panic!("{fact} {place} {problems:?}"));
                continue;
            }
            let problems = told.expect_err(&place);
            assert_eq!(problems.len(), 1, "{problems:?}");
            assert_eq!(problems[0].code.code(), "misplaced-fact", "{problems:?}");
            assert_eq!(problems[0].value.as_deref(), Some(*fact));
            assert_eq!(problems[0].help.as_deref(), Some(*help));
        }
    }
}

#[cfg(feature = "schema")]
#[test]
fn the_schema_has_them() {
    let schema = RULES.report_schema();
    for path in [
        "/$defs/PersonFacts/properties/emergency-worker",
        "/$defs/IncidentFacts/properties/entered-as-trespasser",
        "/$defs/Recording/properties/told_by_letter",
        "/$defs/RecordingOfVictim/properties/told_by_letter",
        "/$defs/RecordedCrime/properties/closed_in_error",
        "/$defs/PairFacts/properties/in-one-household",
    ] {
        let fact = schema.pointer(path).unwrap_or_else(|| panic!("{path}"));
        assert_eq!(fact["type"], serde_json::json!(["boolean", "null"]));
    }
}
