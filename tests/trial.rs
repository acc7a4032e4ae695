//! A new edition is just a file: an invented one for 2027, read with the shipped files. It changes
//! two rules, and needs nothing but its file and its cases.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test fails by panicking"
)]

mod stated;

use std::collections::BTreeSet;
use std::sync::LazyLock;

use counting_rules::workshop::{ChangedDecision, property};
use counting_rules::{Date, Edition, Rules, Text};
use serde_json::Value;
use stated::cases;

const BEFORE: &str = "hocr-2026-04";
const TRIAL: &str = "hocr-2027-04";
const PERIOD: &str = "finished-incident";
const ORDER: &str = "threatening-communication-or-conduct";

/// The shipped files, and the trial edition if it is not among them.
static RULES: LazyLock<Rules> = LazyLock::new(|| {
    let mut texts = Rules::shipped_texts();
    let trial = include_str!("trial/hocr-2027-04.rules");
    if texts.iter().all(|text| text.content != trial) {
        texts.push(Text::new("hocr-2027-04.rules", trial));
    }
    Rules::load(texts).unwrap_or_else(|errors| panic!("{errors}"))
});

fn edition(id: &str) -> &'static Edition {
    RULES.edition(id).unwrap()
}

fn day(text: &str) -> Date {
    text.parse().unwrap()
}

#[test]
fn its_first_day_closes_the_edition_before() {
    assert_eq!(edition(BEFORE).in_force(), Some((day("2026-04-01"), Some(day("2027-03-31")))));
    assert_eq!(edition(TRIAL).in_force(), Some((day("2027-04-01"), None)));
    assert_eq!(RULES.edition_on(day("2027-03-31")).unwrap().id(), BEFORE);
    assert_eq!(RULES.edition_on(day("2027-04-01")).unwrap().id(), TRIAL);
    assert_eq!(RULES.edition_on(day("2030-01-01")).unwrap().id(), TRIAL);
    // What it prints is the current law, whatever comes after it.
    assert!(edition(BEFORE).printed().contains("  in force from 2026-04-01\n"));
}

#[test]
fn its_cases_are_decided_as_they_say() {
    let mut count = 0;
    for case in cases(&RULES, "tests/trial/cases") {
        let (name, report) = (&case.name, case.read());
        for (id, expected) in &case.expect {
            let decision = serde_json::to_value(edition(id).decide(&report).unwrap()).unwrap();
            assert_eq!(decision["crimes"].as_array().unwrap().len(), 1, "{name} {id}");
            for (field, want) in expected["crimes"][0].as_object().unwrap() {
                let got = decision["crimes"][0].get(field).unwrap_or(&Value::Null);
                assert_eq!(want, got, "{name} {id} {field}");
            }
            count += 1;
        }
    }
    assert!(count >= 8);
}

/// Whether one of its two rules decided before, or decides now.
fn by_its_rules(changed: &ChangedDecision) -> bool {
    let rules = changed.rules_before.iter().chain(&changed.rules_after);
    rules.into_iter().any(|rule| rule == PERIOD || rule == ORDER)
}

#[test]
fn decisions_change_where_its_rules_say_and_nowhere_else() {
    let reports = property::reports(&RULES).strategy();
    property::for_all(&reports, 400, |report| {
        let changed = edition(BEFORE).changed(edition(TRIAL), report)?;
        match changed {
            Some(changed) if !by_its_rules(&changed) => Err(format!("{changed:?}").into()),
            _ => Ok(()),
        }
    })
    .unwrap_or_else(|failed| panic!("{}", failed.says));
}

#[test]
fn the_difference_is_its_two_rules_with_the_smallest_reports() {
    let difference = edition(BEFORE).difference(edition(TRIAL));
    let rules: Vec<&str> = difference.rules.iter().map(|rule| rule.item.as_str()).collect();
    assert_eq!(rules, [format!("rule {PERIOD}"), format!("rule {ORDER}")]);
    for rule in &difference.rules {
        assert!(rule.decisions > 0, "{rule:?}");
    }
    assert!(difference.decisions.iter().all(by_its_rules), "{:?}", difference.decisions);
    let pairs: BTreeSet<String> = difference
        .pairs
        .iter()
        .map(|pair| pair.example.map(|code| code.to_string()).join(" "))
        .collect();
    assert!(pairs.iter().all(|pair| pair.contains("005/28")), "{pairs:?}");
    let smallest = |rule: &str| {
        let of = difference.decisions.iter().find(|decision| {
            decision.rules_before.iter().chain(&decision.rules_after).any(|name| name == rule)
        });
        of.unwrap_or_else(|| panic!("no report for {rule}"))
    };
    let (period, order) = (smallest(PERIOD), smallest(ORDER));
    assert!(period.report.incidents.len() <= 1, "{:?}", period.report);
    assert_eq!(period.report.recorded_crimes.len(), 1);
    assert!(order.report.incidents.len() <= 2, "{:?}", order.report);
}

#[test]
fn the_examples_hold_under_it_those_of_the_editions_before_too() {
    let found = RULES.run_examples();
    for run in &found.runs {
        assert!(run.passed, "{} under {}: {}", run.example, run.edition, run.got);
    }
    let of = |id: &str| -> BTreeSet<&str> {
        let runs = found.runs.iter().filter(|run| run.edition == id);
        runs.map(|run| run.example.as_str()).collect()
    };
    let (before, trial) = (of(BEFORE), of(TRIAL));
    let gone: Vec<&&str> = before.difference(&trial).collect();
    let removed = [
        "a-threat-and-aggravated-harassment",
        "a-threat-within-harassment",
        "once-three-months-later",
        "three-months-later",
    ];
    assert_eq!(gone, removed.iter().collect::<Vec<_>>());
    assert!(trial.contains("former-partner-rings") && trial.contains("six-months-later"));
    for condition in found.coverage.iter().filter(|condition| condition.edition == TRIAL) {
        assert!(condition.never.is_empty(), "{condition:?}");
    }
}
