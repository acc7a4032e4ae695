//! Every form in which a decision is shown, as snapshots; and values from a report are escaped.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test fails by panicking"
)]

mod shipped;

use std::sync::LazyLock;

use counting_rules::show::Detail;
use counting_rules::{Report, Rules};
use serde_json::Value;

static RULES: LazyLock<Rules> = LazyLock::new(shipped::as_kept);

fn report(case: &str) -> Report {
    let text = std::fs::read_to_string(format!("tests/cases/{case}.json")).unwrap();
    let case: Value = serde_json::from_str(&text).unwrap();
    Report::from_json(&case["report"].to_string()).unwrap()
}

fn assert_reads(name: &str, text: &str) {
    insta::with_settings!({ omit_expression => true, prepend_module_to_snapshot => false }, {
        insta::assert_snapshot!(name, text);
    });
}

const CASES: [(&str, &str); 10] = [
    ("lif-37-messages", "hocr-2016-04"),
    ("lif-46-bank-worker", "hocr-2026-04"),
    ("circle-008-56-008-77-005-30", "hocr-2026-04"),
    ("escalation-to-stalking-with-fear", "hocr-2026-04"),
    ("three-months-single-act-is-referred", "hocr-2026-04"),
    ("conviction-between-two-courses", "hocr-2026-04"),
    ("breach-with-stalking", "hocr-2026-04"),
    ("two-crimes-most-serious-of-several", "hocr-2018-04"),
    ("test-third-party-victim-not-traced", "hocr-2026-04"),
    ("group-fear-from-two-members", "hocr-2026-04"),
];

#[test]
fn ten_cases_in_every_form() {
    for (case, edition) in CASES {
        let report = report(case);
        let edition = RULES.edition(edition).unwrap();
        let working = edition.working(&report).unwrap();
        let side_by_side = RULES.side_by_side(&report).unwrap();
        let picture = edition.picture(&report).unwrap();
        let (lines, whole) = (working.document(Detail::Lines), working.document(Detail::Whole));
        for (form, text) in [
            ("whole", whole.text()),
            ("lines markdown", lines.markdown()),
            ("whole html", whole.html()),
            ("side by side", side_by_side.document().text()),
            ("side by side markdown", side_by_side.document().markdown()),
            ("timeline", picture.timeline()),
            ("graph", picture.graph()),
            ("graph mermaid", picture.mermaid()),
            ("graph dot", picture.dot()),
            ("page", RULES.page(edition, &report).unwrap()),
        ] {
            assert_reads(&format!("show {case} {form}"), &text);
        }
    }
}

#[test]
fn a_cause_used_twice_is_told_once() {
    let mut report = report("conviction-between-two-courses");
    report.interventions.clear();
    let mut second = report.incidents.clone();
    for incident in &mut second {
        incident.victims = vec!["another".to_owned()];
        incident.id.push('b');
    }
    report.incidents.extend(second);
    let working = RULES.edition("hocr-2026-04").unwrap().working(&report).unwrap();
    let text = working.document(Detail::Whole).text();
    for number in text.split("(as in cause ").skip(1) {
        let number = number.split(')').next().unwrap();
        assert_eq!(text.matches(&format!("(cause {number})")).count(), 1, "{text}");
    }
}

#[test]
fn values_of_a_report_stay_text() {
    let mut report = report("lif-37-messages");
    let script = "<script>alert(\"x\")</script> & | `*_[a](b)\n# head\u{1}\u{202e}";
    report.reference = script.to_owned();
    report.incidents[0].id = script.to_owned();
    for incident in &mut report.incidents {
        incident.suspects = vec![script.to_owned()];
    }
    report.pairs.clear();
    let edition = RULES.edition("hocr-2026-04").unwrap();
    let document = edition.working(&report).unwrap().document(Detail::Whole);
    let picture = edition.picture(&report).unwrap();
    let page = RULES.page(edition, &report).unwrap();
    for text in [document.html(), picture.timeline(), picture.graph(), picture.mermaid(), page] {
        assert!(!text.contains("<script"), "{text}");
        assert!(text.contains("script"), "{text}");
        assert!(text.chars().all(|c| c == '\n' || !c.is_control() && c != '\u{202e}'), "{text}");
    }
    let markdown = document.markdown();
    assert!(markdown.contains("\\<script\\>") && !markdown.contains("\n# head"), "{markdown}");
    assert!(!document.text().contains('\u{202e}'));
}

#[test]
fn there_is_a_picture_of_nothing_and_of_the_ends_of_the_calendar() {
    let edition = RULES.edition("hocr-2026-04").unwrap();
    let mut report = report("lif-37-messages");
    report.reported_on = "9999-12-31".to_owned();
    report.incidents[0].on = "0001-01-01".to_owned();
    report.incidents[1].on = "9999-12-31".to_owned();
    report.incidents[1].to = None;
    let picture = edition.picture(&report).unwrap();
    assert!(picture.timeline().contains("9999-12-31"));
    report.incidents.clear();
    let picture = edition.picture(&report).unwrap();
    assert!(picture.timeline().contains("There is nothing to show."));
    assert!(picture.graph().starts_with("<svg"));
}
