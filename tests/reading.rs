//! What people read, as snapshots: decisions in words, and what changes from one edition to the
//! next. `printed.rs` checks whole editions.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test fails by panicking"
)]

mod shipped;

use std::sync::LazyLock;

use counting_rules::show::{Detail, explain_why_not};
use counting_rules::{Report, Rules};
use serde_json::Value;
use similar::TextDiff;

static RULES: LazyLock<Rules> = LazyLock::new(|| Rules::shipped().unwrap());

fn report(case: &str) -> (Report, String) {
    let text = std::fs::read_to_string(format!("tests/cases/{case}.json")).unwrap();
    let case: Value = serde_json::from_str(&text).unwrap();
    let why = case["why"].as_str().unwrap_or("").to_owned();
    (Report::from_json(&case["report"].to_string()).unwrap(), why)
}

fn assert_reads(name: &str, text: &str) {
    insta::with_settings!({ omit_expression => true, prepend_module_to_snapshot => false }, {
        insta::assert_snapshot!(name, text);
    });
}

/// Cases that together show every part of a decision in words.
const CASES: &[(&str, &str)] = &[
    ("lif-37-messages", "hocr-2016-04"),
    ("lif-37-messages", "hmic-2017-07"),
    ("lif-37-messages", "hocr-2026-04"),
    ("lif-46-bank-worker", "hocr-2026-04"),
    ("circle-008-56-008-77-005-30", "hocr-2026-04"),
    ("tier-5-threatening-message-is-referred", "hocr-2026-04"),
    ("escalation-to-stalking-with-fear", "hocr-2026-04"),
    ("continuation-with-theft", "hocr-2026-04"),
    ("three-months-single-act-is-referred", "hocr-2026-04"),
    ("conviction-between-two-courses", "hocr-2026-04"),
    ("breach-with-stalking", "hocr-2026-04"),
    ("slavery-with-stalking", "hocr-2026-04"),
    ("two-crimes-most-serious-of-several", "hocr-2018-04"),
    ("hmic-harassment-before-rape", "hmic-2017-07"),
    ("test-third-party-victim-not-traced", "hocr-2026-04"),
    ("test-unconfirmed-but-appropriate", "hocr-2026-04"),
    ("not-counted-beside-stalking", "hocr-2026-04"),
    ("anniversary-gap-accepted", "hocr-2026-04"),
    ("former-partner-registrar-satisfied-but-fixated", "hocr-2026-04"),
    ("former-partner-given-as-harassment", "hocr-2026-04"),
    ("group-fear-from-two-members", "hocr-2026-04"),
    ("persuading-two-victims-once-each", "hocr-2026-04"),
    ("y2016-partner-control-no-1997-act", "hocr-2016-04"),
    ("threat-messages-astride-31-january-2024", "hocr-2024-01"),
    ("affray-with-assault", "hocr-2026-04"),
    ("drugs-beside-stalking", "hocr-2026-04"),
    ("open-relationship-and-registrar", "hocr-2026-04"),
    ("harassment-needs-two-occasions", "hocr-2026-04"),
];

#[test]
fn a_decision_in_words() {
    for (case, edition) in CASES {
        let (report, why) = report(case);
        let edition = RULES.edition(edition).unwrap();
        let working = edition.working(&report).unwrap();
        let text = format!("{why}\n\n{}", working.document(Detail::Lines).text());
        assert_reads(&format!("decision {case} {}", edition.id()), &text);
    }
}

#[test]
fn what_is_wanting_in_words() {
    for (case, code) in [
        ("lif-37-messages", "195/12"),
        ("harassment-needs-two-occasions", "008/65"),
        ("section-76-not-repeated", "008/67"),
        ("persuading-one-victim-only-anxious", "195/94"),
        ("stalking-needs-fixation", "008/06"),
    ] {
        let (report, _) = report(case);
        let edition = RULES.edition("hocr-2026-04").unwrap();
        let answers = edition.why_not(&report, code.parse().unwrap()).unwrap();
        let name = format!("why-not {} {case}", code.replace('/', "-"));
        assert_reads(&name, &explain_why_not(edition, &answers).text());
    }
}

/// From one edition to another, as the names of the snapshots say.
#[test]
fn the_editions_read_as_a_history() {
    let names = std::fs::read_dir("tests/snapshots").unwrap().filter_map(|file| {
        let name = file.unwrap().file_name().into_string().unwrap();
        name.strip_suffix(".snap").map(str::to_owned)
    });
    let history: Vec<String> = names.filter(|name| name.starts_with("history ")).collect();
    assert!(history.len() >= 6, "{history:?}");
    for name in history {
        let [_, before, after] = name.split(' ').collect::<Vec<_>>()[..] else { panic!("{name}") };
        let printed = |id| RULES.edition(id).unwrap().printed();
        let diff = TextDiff::from_lines(printed(before), printed(after));
        let text = diff.unified_diff().context_radius(1).header(before, after).to_string();
        assert_reads(&name, &text);
    }
}

#[test]
fn an_edition_that_is_not_there() {
    let rules = shipped::as_kept();
    let errors = [
        rules.edition("hocr-2026").unwrap_err().to_string(),
        rules.edition("").unwrap_err().to_string(),
        rules.edition_on("2016-03-31".parse().unwrap()).unwrap_err().to_string(),
    ];
    assert_reads("no edition", &errors.join("\n"));
}

#[test]
fn a_report_and_its_errors_go_through_serde() {
    let text = include_str!("../examples/messages.json");
    let report: counting_rules::Report = serde_json::from_str(text).unwrap();
    assert_eq!(report, counting_rules::Report::from_json(text).unwrap());
    let wrong = r#"{ "reference": 1, "reported_on": "2026-06-20", "incidnts": [] }"#;
    let errors = counting_rules::Report::from_json(wrong).unwrap_err();
    let told = serde_json::from_str::<counting_rules::Report>(wrong).unwrap_err().to_string();
    assert!(told.starts_with(errors.to_string().lines().next().unwrap()), "{told}");
    let json = serde_json::to_value(&errors).unwrap();
    assert_eq!(json["error"], errors.to_string());
    assert_eq!(json["problems"].as_array().unwrap().len(), errors.problems.len());
}

#[test]
fn rules_decide_by_the_edition_of_the_day_or_say_why_not() {
    let rules = counting_rules::Rules::shipped().unwrap();
    let mut report =
        counting_rules::Report::from_json(include_str!("../examples/messages.json")).unwrap();
    let edition = rules.edition_on(report.reported_on.parse().unwrap()).unwrap();
    assert_eq!(rules.decide(&report), edition.decide(&report));
    for (day, code) in [("2016-03-31", "no-edition"), ("2016-02-30", "not-a-date")] {
        report.reported_on = day.to_owned();
        let errors = rules.decide(&report).unwrap_err();
        assert_eq!(
            (errors.problems[0].code.code(), &*errors.problems[0].field),
            (code, "reported_on")
        );
    }
}
