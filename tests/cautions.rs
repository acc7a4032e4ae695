//! Each caution of the rules: a report that gives rise to it, and reports that nearly do.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test fails by panicking"
)]

mod cautioned;

use std::collections::BTreeSet;

use cautioned::{DAYS, Row, TODAY, dealt_with, merged, report, rows};
use counting_rules::{Report, Rules};
use serde_json::{Value, json};

/// What the caution of a rule says, if the decision of an edition carries it.
fn says(edition: &str, rule: &str, report: &Value) -> Option<String> {
    let report = Report::from_json(&report.to_string()).unwrap();
    let decision = Rules::shipped().unwrap().edition(edition).unwrap().decide(&report).unwrap();
    decision.cautions.into_iter().find(|caution| caution.rule == rule).map(|caution| caution.says)
}
#[test]
fn a_caution_is_given_where_something_gives_rise_to_it_and_names_it() {
    let mut wrong = Vec::new();
    for Row { rule, edition, with, names, without } in rows() {
        let Some(says) = says(edition, rule, &with) else {
            wrong.push(format!("{rule}: none of {with}"));
            continue;
        };
        let missing = names.iter().filter(|name| !says.contains(**name));
        wrong.extend(missing.map(|name| format!("{rule}: {name} is not named: {says}")));
        let found = without.iter().filter_map(|report| {
            self::says(edition, rule, report).map(|says| format!("{rule}: {says}: {report}"))
        });
        wrong.extend(found);
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn each_caution_of_the_rule_files_has_a_row() {
    let with_rows: BTreeSet<&str> = rows().iter().map(|row| row.rule).collect();
    let texts = Rules::shipped_texts();
    let mut missing = Vec::new();
    for text in texts.iter().filter(|text| text.name.contains("editions/")) {
        let mut rule = "";
        for line in text.content.lines() {
            if let Some((_, name)) = line.split_once("rule ").filter(|_| !line.starts_with(' ')) {
                rule = name;
            }
            let cautions = line.starts_with("  caution ") || line.contains(" stand apart ");
            if cautions && !with_rows.contains(rule) {
                missing.push(rule.to_owned());
            }
        }
    }
    assert_eq!(missing, [""; 0], "write a row for it in tests/cautioned/mod.rs");
}

fn recorded_undated(code: &str, last: &str) -> Value {
    json!({ "recorded_crimes": [{ "id": "C1", "code": code, "victim": "v", "suspects": ["s"],
                                  "last_incident_on": last }] })
}

#[test]
fn the_day_of_recording_is_asked_where_it_can_matter() {
    let abusive = json!({ "acts": ["abusive-messages"], "effects": ["distress"] });
    let crime = recorded_undated("195/94", "2026-01-10");
    let late = report(&[(DAYS[0], abusive)], &crime);
    assert!(says(TODAY, "series", &late).is_some_and(|says| says.contains("C1")));
    // A charge shows that it was recorded by then.
    let charged = merged(late, &dealt_with("charge", "2026-02-01"));
    assert_eq!(says(TODAY, "series", &charged), None);
}

#[test]
fn what_changes_is_said_where_crimes_may_be_part_of_a_course() {
    let burglary = json!({ "offences": ["028/03"], "effects": ["distress"] });
    let abusive = json!({ "acts": ["abusive-messages"], "effects": ["distress"] });
    let entries = |first: &Value, rest: &Value| {
        report(&[(DAYS[0], first.clone()), (DAYS[1], burglary.clone())], rest)
    };
    let codes = says(TODAY, "occasion-of-conduct", &entries(&abusive, &json!({}))).unwrap();
    assert!(codes.contains("i2") && codes.contains("what is recorded changes"), "{codes}");
}
