//! A batch gives the same decisions as single reports, in the same order, with and without the
//! feature `rayon`.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod twin;

use std::sync::LazyLock;

use counting_rules::{Report, Rules};
use proptest::prelude::*;
use twin::reports::{Scope, reports};

static RULES: LazyLock<Rules> = LazyLock::new(|| Rules::shipped().unwrap());

/// Reports, some of them invalid.
fn some() -> impl Strategy<Value = Vec<Report>> {
    let one = (reports(Scope::Whole), prop::bool::weighted(0.2)).prop_map(|(mut report, wrong)| {
        if wrong {
            report.reported_on = "yesterday".to_owned();
        }
        report
    });
    prop::collection::vec(one, 0..12)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, ..ProptestConfig::default() })]

    #[test]
    fn all_at_once_are_as_one_by_one(list in some(), n in any::<prop::sample::Index>()) {
        let edition = n.get(RULES.editions());
        let decided: Vec<_> = list.iter().map(|report| edition.decide(report)).collect();
        prop_assert_eq!(&edition.classify_all(&list), &decided);
        let borrowed: Vec<&Report> = list.iter().collect();
        prop_assert_eq!(&edition.classify_all(&borrowed), &decided);
        prop_assert_eq!(&edition.classify_each(&list).collect::<Vec<_>>(), &decided);
        let asked: Vec<_> = list.iter().map(|report| edition.decide_and_ask(report)).collect();
        prop_assert_eq!(&edition.classify_and_ask_all(&list), &asked);
        prop_assert_eq!(&edition.classify_and_ask_each(list).collect::<Vec<_>>(), &asked);
    }
}

#[test]
fn reports_are_read_as_they_are_wanted() {
    let report = Report::from_json(include_str!("../examples/messages.json")).unwrap();
    let edition = RULES.edition("hocr-2026-04").unwrap();
    // More than are read ahead, from an endless iterator.
    let answers = edition.classify_each(std::iter::repeat(report)).take(1500);
    assert_eq!(answers.filter(Result::is_ok).count(), 1500);
}
