//! Every rule of every edition has a case in which it decides and a near miss: a case of the same
//! edition with a similar report in which it does not. A rule that an edition takes over unchanged
//! is covered by the cases of another edition that has it.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test fails by panicking"
)]

mod stated;

use std::collections::{BTreeMap, BTreeSet};

use counting_rules::{Decision, Edition, Rules};
use serde_json::Value;
use stated::cases;

/// The number of values in which the report of a near miss may differ: another code, another date
/// together with the day of the report, or one more incident.
const LITTLE: usize = 9;

/// A case under one of its editions: its report as paths and values, and the rules that decided.
struct Shown {
    name: String,
    places: BTreeSet<String>,
    spoke: BTreeSet<String>,
}

#[test]
fn every_rule_speaks_in_a_case_and_is_just_missed_by_another() {
    let rules = Rules::shipped().unwrap_or_else(|e| panic!("{e}"));
    let shown = shown(&rules);
    let mut wanting = BTreeMap::new();
    let mut well_shown = BTreeSet::new();
    for edition in rules.editions() {
        let none = Vec::new();
        let cases = shown.get(edition.id()).unwrap_or(&none);
        for (rule, text) in rules_of(edition) {
            let (speaking, silent): (Vec<_>, Vec<_>) =
                cases.iter().partition(|case| case.spoke.contains(&rule));
            let nearest = speaking
                .iter()
                .flat_map(|a| silent.iter().map(move |b| (distance(a, b), &a.name, &b.name)))
                .min();
            match nearest {
                Some((distance, _, _)) if distance <= LITTLE => {
                    well_shown.insert(text);
                    continue;
                }
                Some(near) => {
                    wanting.insert((edition.id(), rule), (text, format!("nearest {near:?}")))
                }
                None if speaking.is_empty() => {
                    wanting.insert((edition.id(), rule), (text, "speaks in no case".to_owned()))
                }
                None => {
                    wanting.insert((edition.id(), rule), (text, "is missed by no case".to_owned()))
                }
            };
        }
    }
    wanting.retain(|_, (text, _)| !well_shown.contains(text));
    let told: Vec<String> = wanting
        .iter()
        .map(|((edition, rule), (_, how))| format!("{edition} {rule}: {how}"))
        .collect();
    assert!(wanting.is_empty(), "{}", told.join("\n"));
}

/// The rules of an edition, by name and as printed.
fn rules_of(edition: &Edition) -> Vec<(String, String)> {
    let items = edition.printed().split("\n\n").map(|item| item.trim_start_matches('\n'));
    let rules = items.filter_map(|item| Some((item.strip_prefix("rule ")?, item)));
    rules
        .map(|(rest, item)| {
            let name = rest.split_whitespace().next().unwrap();
            (name.to_owned(), item.trim_end().to_owned())
        })
        .collect()
}

fn shown(rules: &Rules) -> BTreeMap<String, Vec<Shown>> {
    let mut shown: BTreeMap<String, Vec<Shown>> = BTreeMap::new();
    for case in cases(rules, "tests/cases") {
        let report = case.read();
        let mut places = BTreeSet::new();
        flatten(&case.report, String::new(), &mut places);
        for (edition, _) in &case.expect {
            let decision = rules.edition(edition).unwrap().decide(&report).unwrap();
            let (name, places) = (case.name.clone(), places.clone());
            let spoke = spoke(&decision);
            shown.entry(edition.clone()).or_default().push(Shown { name, places, spoke });
        }
    }
    shown
}

/// The rules that decided something.
fn spoke(decision: &Decision) -> BTreeSet<String> {
    let crimes = decision.crimes.iter().flat_map(|crime| &crime.because);
    let stopped = decision.not_recorded.iter().flat_map(|item| &item.because);
    let reasons = crimes.chain(stopped).map(|why| why.rule.clone());
    reasons.chain(decision.cautions.iter().map(|caution| caution.rule.clone())).collect()
}

/// Adds every value with its path, except for the reference.
fn flatten(value: &Value, place: String, places: &mut BTreeSet<String>) {
    match value {
        Value::Object(fields) => {
            for (name, value) in fields.iter().filter(|(name, _)| *name != "reference") {
                flatten(value, format!("{place}.{name}"), places);
            }
        }
        Value::Array(items) => {
            items.iter().enumerate().for_each(|(n, v)| flatten(v, format!("{place}[{n}]"), places));
        }
        value => drop(places.insert(format!("{place}={value}"))),
    }
}

/// The number of values in only one of the reports; a changed value counts once.
fn distance(a: &Shown, b: &Shown) -> usize {
    let only = |a: &Shown, b: &Shown| a.places.difference(&b.places).count();
    only(a, b).max(only(b, a))
}
