//! Every rule of every edition has a case in which it speaks, and one that just misses it: a
//! case of the same edition whose report differs in little, and in which it does not speak.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test fails by panicking"
)]

use std::collections::{BTreeMap, BTreeSet};

use counting_rules::{Decision, Edition, Report, Rules};
use serde_json::Value;

/// In so many places the report of a near miss may differ: another code, another date with the
/// day of the report, one incident more.
const LITTLE: usize = 9;

/// A case under an edition that it states: its report as places and values, and the rules that
/// spoke.
struct Shown {
    name: String,
    places: BTreeSet<String>,
    spoke: BTreeSet<String>,
}

#[test]
fn every_rule_speaks_in_a_case_and_is_just_missed_by_another() {
    let rules = Rules::shipped().unwrap_or_else(|e| panic!("{e}"));
    let shown = shown(&rules);
    let mut wanting = Vec::new();
    for edition in rules.editions() {
        let cases = &shown[edition.id()];
        for rule in rules_of(edition) {
            let (speaking, silent): (Vec<_>, Vec<_>) =
                cases.iter().partition(|case| case.spoke.contains(&rule));
            let nearest = speaking
                .iter()
                .flat_map(|a| silent.iter().map(move |b| (distance(a, b), &a.name, &b.name)))
                .min();
            match nearest {
                Some((distance, _, _)) if distance <= LITTLE => {}
                Some(near) => wanting.push(format!("{} {rule}: nearest {near:?}", edition.id())),
                None if speaking.is_empty() => {
                    wanting.push(format!("{} {rule}: speaks in no case", edition.id()));
                }
                None => wanting.push(format!("{} {rule}: is missed by no case", edition.id())),
            }
        }
    }
    assert!(wanting.is_empty(), "{}", wanting.join("\n"));
}

fn rules_of(edition: &Edition) -> Vec<String> {
    let lines = edition.printed().lines().filter_map(|line| line.strip_prefix("rule "));
    lines.map(|rest| rest.split(' ').next().unwrap().to_owned()).collect()
}

fn shown(rules: &Rules) -> BTreeMap<String, Vec<Shown>> {
    let mut shown: BTreeMap<String, Vec<Shown>> = BTreeMap::new();
    for file in std::fs::read_dir("tests/cases").unwrap().map(|file| file.unwrap().path()) {
        let case: Value = serde_json::from_str(&std::fs::read_to_string(&file).unwrap()).unwrap();
        let report = Report::from_json(&case["report"].to_string()).unwrap();
        let mut places = BTreeSet::new();
        flatten(&case["report"], String::new(), &mut places);
        for edition in case["expect"].as_object().unwrap().keys() {
            let decision = rules.edition(edition).unwrap().decide(&report).unwrap();
            let name = file.file_stem().unwrap().to_string_lossy().into_owned();
            let (places, spoke) = (places.clone(), spoke(&decision));
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

/// Every value with the place where it stands, the reference left out.
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

/// How many values stand in one report and not in the other; a value changed counts once.
fn distance(a: &Shown, b: &Shown) -> usize {
    let only = |a: &Shown, b: &Shown| a.places.difference(&b.places).count();
    only(a, b).max(only(b, a))
}
