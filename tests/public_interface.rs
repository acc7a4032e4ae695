//! What embedders rely on: the types, and the names in the JSON.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test fails by panicking"
)]

mod stated;

use std::collections::BTreeSet;

use counting_rules::{Decision, Edition, Report, RuleErrors, Rules};
use serde_json::Value;
use stated::cases;

fn shared<T: Send + Sync + 'static>() {}

#[test]
fn everything_can_be_shared_between_threads() {
    shared::<Rules>();
    shared::<Edition>();
    shared::<Report>();
    shared::<Decision>();
    shared::<RuleErrors>();
}

#[test]
fn threads_that_share_the_rules_decide_alike() {
    let rules = Rules::shipped().unwrap();
    let report = Report::from_json(include_str!("../examples/messages.json")).unwrap();
    let decide = || rules.edition("hocr-2026-04").unwrap().decide_and_ask(&report).unwrap();
    std::thread::scope(|scope| {
        let others: Vec<_> = (0..4).map(|_| scope.spawn(decide)).collect();
        for other in others {
            assert_eq!(other.join().unwrap(), decide());
        }
    });
}

#[test]
fn shipped_rules_pass_every_check_and_are_the_same_as_when_loaded() {
    let shipped = Rules::shipped().unwrap();
    let loaded = Rules::load(Rules::shipped_texts()).unwrap_or_else(|errors| panic!("{errors}"));
    let printed = |rules: &Rules| -> Vec<String> {
        rules.editions().iter().map(|edition| edition.printed().to_owned()).collect()
    };
    assert_eq!(printed(&shipped), printed(&loaded));
}

/// Each field with its path; the items of a list share one path.
fn fields(value: &Value, path: &str, found: &mut BTreeSet<String>) {
    match value {
        Value::Object(members) => {
            for (name, value) in members {
                // The keys of the answers to a question vary.
                let name = if path.ends_with(".answers") { "*" } else { name };
                fields(value, &format!("{path}.{name}"), found);
            }
        }
        Value::Array(items) => items.iter().for_each(|v| fields(v, &format!("{path}[]"), found)),
        _ => drop(found.insert(path.to_owned())),
    }
}

#[test]
fn the_fields_of_a_decision_are_these() {
    let rules = Rules::shipped().unwrap();
    let mut found = BTreeSet::new();
    for case in cases(&rules, "tests/cases") {
        let report = case.read();
        for (edition, _) in &case.expect {
            let decision = rules.edition(edition).unwrap().decide_and_ask(&report).unwrap();
            fields(&serde_json::to_value(decision).unwrap(), "", &mut found);
        }
    }
    let found: Vec<String> = found.into_iter().collect();
    insta::with_settings!({ omit_expression => true }, {
        insta::assert_snapshot!("fields", found.join("\n"));
    });
}
