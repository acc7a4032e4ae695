//! What random reports say of crimes recorded earlier, of interventions and of the recording test.

use proptest::prelude::*;
use proptest::sample::select;
use serde_json::{Map, Value, json};

use super::offered::recorded_code;
use super::reports::{REVISED, Scope, Setting, object, some_of};

const RECORDING_FACTS: &[&str] = &[
    "crime_in_law_on_balance",
    "credible_evidence_to_contrary",
    "victim_traced",
    "victim_confirms",
    "appropriate_to_record_unconfirmed",
    "another_force_recording",
    "schools_protocol_applies",
];
const REVISED_RECORDING_FACTS: &[&str] = &["serious_consequences", "another_rule_directs"];

const KINDS: &[&str] =
    &["charge", "summons", "caution", "conviction", "conviction", "acquittal", "court-order"];
const REVISED_KINDS: &[&str] = &[
    "charge",
    "conditional-caution",
    "community-resolution",
    "penalty-notice",
    "other-disposal",
    "conviction",
    "conviction",
    "acquittal",
    "court-order",
];

pub fn intervention(setting: Setting) -> impl Strategy<Value = Value> {
    let Setting { anchor, spread, victims, suspects, .. } = setting;
    let kinds = if REVISED { REVISED_KINDS } else { KINDS };
    let concerns = prop_oneof![5 => Just(None), 1 => Just(Some("other"))];
    (-spread..=spread, some_of("v", victims, 1), some_of("s", suspects, 1), select(kinds), concerns)
        .prop_map(move |(on, victims, suspects, kind, concerns)| {
            object(json!({
                "on": anchor.plus(on).to_string(), "victim": victims[0], "suspect": suspects[0],
                "kind": kind, "for": concerns,
            }))
        })
}

pub fn recorded_crime(setting: Setting) -> impl Strategy<Value = Value> {
    let Setting { anchor, spread, victims, suspects, .. } = setting;
    let last = prop_oneof![-spread..=spread, -94..=-86, -20..=0, -2..=2];
    let notice = prop_oneof![2 => Just(None), 1 => (0..3i32).prop_map(Some),
        1 => (-spread..=spread).prop_map(Some)];
    let people = (some_of("v", victims, 1), some_of("s", suspects, 3));
    (last, notice, people, recorded_code(), 0..6).prop_map(
        move |(last, notice, (victims, suspects), (code, has_victim), accepted)| {
            let last = anchor.plus(last);
            let recorded_on = notice.filter(|_| REVISED).map(|days| last.plus(days).to_string());
            let mut crime = object(json!({
                "id": "", "code": code, "suspects": suspects,
                "last_incident_on": last.to_string(), "recorded_on": recorded_on,
                "longer_gap_accepted": accepted == 0,
            }));
            crime["victim"] = if has_victim { json!(victims[0]) } else { Value::Null };
            crime
        },
    )
}

/// Who reported, and the facts of the recording test.
fn facts() -> impl Strategy<Value = Map<String, Value>> {
    let fact = |name: &'static str| {
        let plain = !(name.starts_with("credible") || name.starts_with("crime_in"));
        let told = if plain { 3 } else { 1 };
        prop_oneof![9 => Just(None), told => any::<bool>().prop_map(Some)]
            .prop_map(move |v| Some((name.to_owned(), json!(v?))))
    };
    let revised = REVISED_RECORDING_FACTS.iter().filter(|_| REVISED);
    let all: Vec<_> = RECORDING_FACTS.iter().chain(revised).map(|name| fact(name)).collect();
    let reporters =
        vec!["victim", "parent-or-carer", "professional", "third-party", "third-party", "police"];
    (prop::option::of(select(reporters)), all).prop_map(|(by, facts)| {
        let by = by.map(|by| ("reported_by".to_owned(), json!(by)));
        by.into_iter().chain(facts.into_iter().flatten()).collect()
    })
}

pub fn recording(setting: Setting) -> BoxedStrategy<Value> {
    let victim = (1..=setting.victims).prop_map(|v| format!("v{v}"));
    let by_victim = prop::collection::btree_map(victim, facts(), 0..=2);
    let full = (facts(), by_victim).prop_map(|(mut facts, by_victim)| {
        facts.insert("by_victim".to_owned(), json!(by_victim));
        Value::Object(facts)
    });
    match setting.scope {
        Scope::Simple => Just(json!({})).boxed(),
        Scope::Whole => prop_oneof![2 => Just(json!({})), 1 => full].boxed(),
    }
}
