//! The engine and its slow, obvious twin agree, and the twin decides the cases as expected.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    reason = "a test fails by panicking"
)]

mod stated;
mod twin;

use std::cell::Cell;
use std::collections::{BTreeMap, BTreeSet};
use std::panic::{self, AssertUnwindSafe};
use std::sync::{LazyLock, Once};

use counting_rules::workshop::{ListedOffence, property};
use counting_rules::{Edition, Report, Rules};
use proptest::prelude::*;
use serde_json::{Value, json};
use stated::{cases, difference};
use twin::reports::{Scope, reports, written_reports};
use twin::{Twin, TwinCrime};

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

/// Leaves out what the format does not settle: of a code given under two classes, which counts; and
/// whether a recorded crime that is referred with new offences is among the offences of the crime.
fn settled_rows(of: &mut Twin, report: &Report) {
    let given = report.incidents.iter().flat_map(|incident| &incident.offences);
    let mut codes: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for given in given {
        let (class, code) = given.code.split_once(':').unwrap_or(("", &given.code));
        codes.entry(code).or_default().insert(class);
    }
    let twice = |code: &str| codes.get(code).is_some_and(|classes| classes.len() > 1);
    for crime in &mut of.crimes {
        let referred = crime.existing.is_some();
        crime.offences.retain(|(role, code, _)| {
            let is_between = referred && role == "between";
            !twice(code) && !is_between
        });
        if crime.principal.as_deref().is_some_and(twice) {
            crime.class = None;
        }
    }
}

/// Checks that the engine and the twin agree on a report under each edition.
fn agree(report: &Report) -> Result<(), TestCaseError> {
    for edition in editions() {
        let decision = edition.decide(report);
        let decision =
            decision.map_err(|e| TestCaseError::fail(format!("{}: {e}", edition.id())))?;
        let (mut engine, mut twin) = (Twin::from(&decision), twin::decide(report, edition, &LIST));
        [&mut engine, &mut twin].into_iter().for_each(|of| settled_rows(of, report));
        prop_assert_eq!(engine, twin, "{}", edition.id());
        let decision = serde_json::to_value(&decision).unwrap();
        let engine = decision["crimes"].as_array().unwrap().iter().map(twin::printed_crime);
        let places: Vec<_> = engine.map(|c| c.place()).collect();
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
    fn the_twin_does_not_mind_the_order_of_a_report(report in written_reports(Scope::Whole)) {
        let mut turned = report.clone();
        for list in turned.as_object_mut().unwrap().values_mut().filter_map(Value::as_array_mut) {
            list.reverse();
        }
        quietly(|| {
            for edition in editions() {
                let twin = twin::decide_json(&report, edition, &LIST);
                prop_assert_eq!(twin.crimes.is_empty(), twin.outcome != "record");
                prop_assert_eq!(twin, twin::decide_json(&turned, edition, &LIST));
            }
            Ok(())
        })?;
    }
}

/// What the twin decides, as a case states it. Questions and cautions are the engine's alone.
fn as_stated(got: &Twin) -> Value {
    let crime = |c: &TwinCrime| {
        json!({
            "victim": c.victim, "suspects": c.suspects, "action": c.action,
            "principal": c.principal, "class": c.class, "between": c.between,
            "existing": c.existing, "reclassify_to": c.reclassify_to,
            "also_record": c.also_record, "related": c.related, "incidents": c.incidents,
        })
    };
    let crimes: Vec<Value> = got.crimes.iter().map(crime).collect();
    let not_counted = got.not_counted.iter().map(|(_, _, code)| json!({ "code": code }));
    let not_recorded = got.not_recorded.iter().map(|n| json!({ "codes": n.codes }));
    json!({
        "outcome": got.outcome, "crimes": crimes,
        "not_counted": not_counted.collect::<Vec<_>>(),
        "not_recorded": not_recorded.collect::<Vec<_>>(),
        "not_used": vec![Value::Null; got.not_used],
    })
}

#[test]
fn the_twin_knows_what_is_shipped_today() {
    assert!(editions().count() >= 7);
}

#[test]
fn the_twin_gives_what_the_cases_expect() {
    let mut wrong = Vec::new();
    let mut count = 0;
    for case in cases(&RULES, "tests/cases") {
        for (id, want) in &case.expect {
            let edition = RULES.edition(id).unwrap();
            if !twin::book::knows(edition) || want["error"] == true {
                continue;
            }
            count += 1;
            let got = twin::decide_json(&case.report, edition, &LIST);
            if let Some(how) = difference(&as_stated(&got), want) {
                wrong.push(format!("{} {id}: {how}", case.name));
            }
        }
    }
    let told: Vec<&str> = wrong.iter().take(TOLD).map(String::as_str).collect();
    assert!(wrong.is_empty(), "{} are wrong, such as\n{}", wrong.len(), told.join("\n"));
    assert!(count > 0);
}
