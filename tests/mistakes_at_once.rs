//! All mistakes in a report are reported at once, whatever their kinds.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test fails by panicking"
)]

use std::collections::BTreeSet;
use std::sync::LazyLock;

use counting_rules::Rules;
use proptest::prelude::*;
use serde_json::Value;

static SHIPPED: LazyLock<Rules> = LazyLock::new(|| Rules::shipped().unwrap());
const REPORT: &str = include_str!("wrong-reports/base/right.json");

/// A mistake at one place in a report: what it makes of the value there, and its code.
type Planted = (&'static str, &'static str, &'static str, Option<&'static str>, &'static str);

/// The path of the object or list, the key, the field that is reported, the replacement (or
/// `None`), and the code. No two are at the same place.
const PLANTED: &[Planted] = &[
    ("", "format", "format", Some("3"), "unknown-format"),
    ("", "reference", "reference", Some("7"), "wrong-type"),
    ("", "reported_on", "reported_on", Some(r#""20 June""#), "not-a-date"),
    ("", "peeple", "peeple", Some("[]"), "unknown-field"),
    ("/people/0", "age", "people[0].age", Some("200"), "out-of-range"),
    ("/people/1", "born", "people[1].born", Some(r#""1971-13-01""#), "not-a-date"),
    ("/people/1", "id", "people[1].id", None, "missing-field"),
    ("/pairs/0", "relationship", "pairs[0].relationship", Some(r#""ex""#), "unknown-name"),
    ("/pairs/0/facts", "unwantd", "pairs[0].facts.unwantd", Some("true"), "unknown-name"),
    ("/pairs/0/facts", "unwanted", "pairs[0].facts.unwanted", Some("1"), "wrong-type"),
    ("/incidents/0", "on", "incidents[0].on", None, "missing-field"),
    ("/incidents/0/acts", "0", "incidents[0].acts[0]", Some("true"), "wrong-type"),
    ("/incidents/0/effects", "1", "incidents[0].effects[1]", Some(r#""fear""#), "unknown-name"),
    ("/incidents/0", "occasions", "incidents[0].occasions", Some("0"), "out-of-range"),
    ("/incidents/1", "acts", "incidents[1].acts", Some("{}"), "wrong-type"),
    ("/incidents/1", "victims", "incidents[1].victims", Some(r#""v""#), "wrong-type"),
    ("/incidents/1", "suspects", "incidents[1].suspects", Some("[]"), "missing-suspect"),
    ("/incidents/1/offences", "0", "incidents[1].offences[0]", Some(r#""8/99""#), "unknown-code"),
    ("/incidents/1/offences", "1", "incidents[1].offences[1]", Some("5"), "wrong-type"),
    ("/recorded_crimes/0", "code", "recorded_crimes[0].code", Some(r#""theft""#), "not-a-code"),
    ("/recorded_crimes/0", "colour", "recorded_crimes[0].colour", Some("5"), "unknown-field"),
    ("/interventions/0", "kind", "interventions[0].kind", Some(r#""fine""#), "unknown-name"),
    ("/recording", "unwanted", "recording.unwanted", Some("true"), "misplaced-fact"),
    ("/recording", "reported_by", "recording.reported_by", Some("[]"), "wrong-type"),
];

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(400) })]

    #[test]
    fn all_mistakes_are_told_in_one_round(
        planted in prop::sample::subsequence(PLANTED, 1..=PLANTED.len())
    ) {
        let right: Value = serde_json::from_str(REPORT).unwrap();
        SHIPPED.read(REPORT).unwrap();
        let mut wrong = right.clone();
        for (at, key, _, value, _) in &planted {
            let place = wrong.pointer_mut(at).unwrap();
            let value = value.map(|value| serde_json::from_str(value).unwrap());
            match (place, value) {
                (Value::Array(list), Some(value)) => list[key.parse::<usize>().unwrap()] = value,
                (Value::Object(fields), Some(value)) => drop(fields.insert((*key).to_owned(), value)),
                (Value::Object(fields), None) => drop(fields.remove(*key)),
                _ => panic!("{at}"),
            }
        }
        let errors = SHIPPED.read(&wrong.to_string()).unwrap_err();
        let told: BTreeSet<(&str, &str)> =
            errors.problems.iter().map(|p| (p.field.as_str(), p.code.code())).collect();
        let planted: BTreeSet<(&str, &str)> =
            planted.iter().map(|(_, _, field, _, code)| (*field, *code)).collect();
        prop_assert_eq!(errors.problems.len(), planted.len(), "{}", errors);
        prop_assert_eq!(told, planted);
        // Going from JSON to JSON in one step reports the same.
        let edition = &SHIPPED.editions()[0];
        prop_assert_eq!(edition.decide_json(&wrong.to_string()).unwrap_err(), errors);
    }
}
