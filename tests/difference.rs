//! What changes from one edition to another.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test fails by panicking"
)]

use std::sync::LazyLock;

use counting_rules::workshop::Difference;
use counting_rules::{Report, Rules, Text};

static RULES: LazyLock<Rules> = LazyLock::new(|| Rules::shipped().unwrap());

fn difference(before: &str, after: &str) -> Difference {
    RULES.edition(before).unwrap().difference(RULES.edition(after).unwrap())
}

/// The rules with one passage of one file replaced.
fn changed(file: &str, from: &str, to: &str) -> Rules {
    let mut texts = Rules::shipped_texts();
    let text: &mut Text = texts.iter_mut().find(|text| text.name == file).unwrap();
    assert_eq!(text.content.matches(from).count(), 1, "{from} in {file}");
    text.content = text.content.replace(from, to);
    Rules::load(texts).unwrap_or_else(|errors| panic!("{errors}"))
}

#[test]
fn recommendation_2_and_nothing_else() {
    let difference = difference("hocr-2016-04", "hmic-2017-07");
    let first = &difference.decisions[0];
    assert_eq!((first.before[0].as_str(), first.after[0].as_str()), ("008/72", "195/94"));
    for decision in &difference.decisions {
        assert!(decision.rules_after.contains(&"recommendation-2".to_owned()), "{decision:?}");
    }
    for pairs in &difference.pairs {
        let rules = [&pairs.rule_before, &pairs.rule_after].map(|rule| rule.as_deref());
        let known = |rule: &Option<&str>| {
            matches!(
                rule,
                Some("harassment-last" | "stalking-before-assaults" | "recommendation-2")
            )
        };
        assert!(rules.iter().any(known), "{pairs:?}");
    }
}

#[test]
fn every_example_is_decided_as_it_says() {
    for (before, after) in [
        ("hocr-2016-04", "hmic-2017-07"),
        ("hocr-2018-04", "hocr-2020-04"),
        ("hocr-2024-01", "hocr-2026-04"),
    ] {
        let (one, other) = (RULES.edition(before).unwrap(), RULES.edition(after).unwrap());
        let difference = difference(before, after);
        assert!(!difference.decisions.is_empty(), "{before} {after}");
        for decision in difference.decisions {
            // As a reader of the JSON would.
            let json = serde_json::to_string(&decision.report).unwrap();
            let report = Report::from_json(&json).unwrap();
            let again = one.changed(other, &report).unwrap().expect(&json);
            assert_eq!((again.before, again.after), (decision.before, decision.after), "{json}");
        }
    }
}

#[test]
fn from_2018_to_2020_only_former_partners_move() {
    let difference = difference("hocr-2018-04", "hocr-2020-04");
    assert!(difference.pairs.is_empty(), "{:?}", difference.pairs);
    for decision in difference.decisions {
        let relationship = decision.report.pairs[0].relationship.as_deref();
        assert_eq!(relationship, Some("former-partner"), "{:?}", decision.report);
    }
}

#[test]
fn an_edition_has_no_difference_from_itself() {
    for edition in RULES.editions() {
        assert!(edition.difference(edition).is_empty(), "{}", edition.id());
    }
}

#[test]
fn equal_rules_in_another_order_are_no_difference() {
    let texts = Rules::shipped_texts();
    let text = texts.iter().find(|text| text.name == "editions/hocr-2023-05.rules").unwrap();
    let tier = |name: &str| {
        let mut items = text.content.split_inclusive("\n\n");
        items.find(|item| item.contains(&format!("rule {name}\n"))).unwrap()
    };
    // The first sets have no offence in common, and neither rule covers the first set of the other.
    let (one, other) = (tier("conduct-tier-4"), tier("conduct-tier-5"));
    let rules =
        changed("editions/hocr-2023-05.rules", &format!("{one}{other}"), &format!("{other}{one}"));
    for edition in ["hocr-2023-05", "hocr-2026-04"] {
        let before = RULES.edition(edition).unwrap();
        let difference = before.difference(rules.edition(edition).unwrap());
        assert!(difference.is_empty(), "{difference:#?}");
    }
}

#[test]
fn an_exception_that_is_lost_is_seen() {
    let (from, to) =
        ("class 8N except 008/01 and 008/77, class 8R", "class 8N except 008/01, class 8R");
    let rules = changed("editions/hocr-2023-05.rules", from, to);
    let before = RULES.edition("hocr-2026-04").unwrap();
    let difference = before.difference(rules.edition("hocr-2026-04").unwrap());
    let pairs: Vec<_> = difference.pairs.iter().map(|pairs| (pairs.example, pairs.count)).collect();
    let code = |text: &str| text.parse().unwrap();
    assert_eq!(pairs, [([code("195/12"), code("008/77")], 2)]);
}
