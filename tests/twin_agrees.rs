//! The engine and its slow, obvious twin agree, and the twin decides the cases as expected.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    reason = "a test fails by panicking"
)]

mod twin;

use std::cell::Cell;
use std::collections::BTreeSet;
use std::panic::{self, AssertUnwindSafe};
use std::sync::{LazyLock, Once};

use counting_rules::workshop::{ListedOffence, property};
use counting_rules::{Edition, Report, Rules};
use proptest::prelude::*;
use serde_json::{Value, json};
use twin::Twin;
use twin::reports::{Scope, reports};

static RULES: LazyLock<Rules> = LazyLock::new(|| Rules::shipped().unwrap());
static LIST: LazyLock<Vec<ListedOffence>> = LazyLock::new(|| RULES.offences().collect());

/// The editions that the twin was written from.
fn editions() -> impl Iterator<Item = &'static Edition> {
    RULES.editions().iter().filter(|edition| twin::book::knows(edition))
}

/// How many failures are shown in full.
const TOLD: usize = 5;

thread_local! {
    static QUIET: Cell<bool> = const { Cell::new(false) };
}

/// Treats a panic in a property as an ordinary failure: it is reported once, and not for each of
/// the thousands of reports tried while shrinking.
fn quietly(property: impl FnOnce() -> Result<(), TestCaseError>) -> Result<(), TestCaseError> {
    static HOOK: Once = Once::new();
    HOOK.call_once(|| {
        let usual = panic::take_hook();
        panic::set_hook(Box::new(move |info| {
            if !QUIET.get() {
                usual(info);
            }
        }));
    });
    QUIET.set(true);
    let done = panic::catch_unwind(AssertUnwindSafe(property));
    QUIET.set(false);
    done.unwrap_or_else(|thrown| {
        let text = thrown.downcast_ref::<String>().map(String::as_str);
        let text = text.or(thrown.downcast_ref::<&str>().copied()).unwrap_or("no text");
        Err(TestCaseError::fail(format!("a panic: {text}")))
    })
}

/// Checks that the engine and the twin agree on a report under each edition.
fn agree(report: &Report) -> Result<(), TestCaseError> {
    for edition in editions() {
        let decision = edition.decide(report);
        let decision =
            decision.map_err(|e| TestCaseError::fail(format!("{}: {e}", edition.id())))?;
        let twin = twin::decide(report, edition, &LIST);
        prop_assert_eq!(Twin::from(&decision), twin, "{}", edition.id());
        let engine: Vec<_> = decision.crimes.iter().map(twin::printed_crime).collect();
        let places: Vec<_> = engine.iter().map(twin::TwinCrime::place).collect();
        prop_assert!(places.is_sorted(), "crimes in order: {:?}", places);
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig {
        failure_persistence: None,
        max_shrink_iters: 4000,
        ..ProptestConfig::default()
    })]

    #[test]
    fn engine_and_twin_agree_on_simple_reports(report in reports(Scope::Simple)) {
        quietly(|| agree(&report))?;
    }

    #[test]
    fn engine_and_twin_agree_on_all_reports(report in reports(Scope::Whole)) {
        quietly(|| agree(&report))?;
    }

    #[test]
    fn engine_and_twin_agree_on_reports_of_the_library(
        report in property::reports(&RULES).strategy(),
    ) {
        quietly(|| agree(&report))?;
    }

    #[test]
    fn the_twin_does_not_mind_the_order_of_a_report(report in reports(Scope::Whole)) {
        let mut turned = report.clone();
        turned.incidents.reverse();
        turned.pairs.reverse();
        turned.people.reverse();
        turned.interventions.reverse();
        turned.recorded_crimes.reverse();
        quietly(|| {
            for edition in editions() {
                let twin = twin::decide(&report, edition, &LIST);
                prop_assert_eq!(twin.crimes.is_empty(), twin.outcome != "record");
                prop_assert_eq!(twin, twin::decide(&turned, edition, &LIST));
            }
            Ok(())
        })?;
    }
}

/// Whether a field is as a case states; what a case does not state is not compared.
fn field_holds(field: &str, want: &Value, got: &Value) -> bool {
    let set = |v: &Value| -> BTreeSet<String> {
        v.as_array().into_iter().flatten().map(|v| v.as_str().unwrap().to_owned()).collect()
    };
    match field {
        "suspects" | "between" | "related" | "also_record" => set(want) == set(got),
        _ => want == got,
    }
}

fn crimes_hold(want: &[Value], got: &Twin) -> bool {
    let mut left: Vec<Value> = got
        .crimes
        .iter()
        .map(|c| {
            json!({
                "victim": c.victim, "suspects": c.suspects, "action": c.action,
                "principal": c.principal, "between": c.between, "existing": c.existing,
                "reclassify_to": c.reclassify_to, "also_record": c.also_record,
                "related": c.related, "incidents": c.incidents,
            })
        })
        .collect();
    let all_found = want.iter().all(|crime| {
        let fields = crime.as_object().unwrap();
        let hit =
            left.iter().position(|got| fields.iter().all(|(k, v)| field_holds(k, v, &got[k])));
        hit.map(|n| left.remove(n)).is_some()
    });
    all_found && left.is_empty()
}

#[test]
fn the_twin_knows_what_is_shipped_today() {
    assert!(editions().count() >= 7);
}

#[test]
fn the_twin_gives_what_the_cases_expect() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/cases");
    let mut wrong = Vec::new();
    let mut count = 0;
    for file in std::fs::read_dir(folder).unwrap() {
        let path = file.unwrap().path();
        if path.extension().is_none_or(|e| e != "json") {
            continue;
        }
        let case: Value = serde_json::from_str(&std::fs::read_to_string(&path).unwrap()).unwrap();
        let report = Report::from_json(&case["report"].to_string()).unwrap();
        for (edition, want) in case["expect"].as_object().unwrap() {
            let edition = RULES.edition(edition).unwrap();
            if !twin::book::knows(edition) {
                continue;
            }
            count += 1;
            let got = twin::decide(&report, edition, &LIST);
            let crimes = want["crimes"].as_array().unwrap();
            if want["outcome"] != got.outcome.as_str() || !crimes_hold(crimes, &got) {
                let (edition, path) = (edition.id(), path.display());
                wrong.push(format!("{edition} {path}: wants {want}, got {got:#?}"));
            }
        }
    }
    let told: Vec<&str> = wrong.iter().take(TOLD).map(String::as_str).collect();
    assert!(wrong.is_empty(), "{} are wrong, such as\n{}", wrong.len(), told.join("\n"));
    assert!(count > 0);
}
