//! Examples that stand in rule files.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test fails by panicking"
)]

use counting_rules::{RuleErrors, Rules, Text};

/// The shipped files with one more.
fn with(example: &str) -> (Vec<Text>, Result<Rules, RuleErrors>) {
    let mut texts = Rules::shipped_texts();
    texts.push(Text::new("more.rules", example));
    (texts.clone(), Rules::load(texts))
}

fn example(given: &str, records: &str) -> String {
    format!("example mine\n  cite crr-2026\n  under hocr-2026-04\n{given}  records {records}\n")
}

#[test]
fn the_shipped_examples_hold() {
    let runs = Rules::shipped().unwrap().run_examples();
    assert!(runs.runs.len() >= 20);
    for run in runs.runs {
        assert!(run.passed, "{}: {} and not {}", run.example, run.expected, run.got);
    }
}

#[test]
fn one_that_does_not_hold_is_drawn_with_its_place_and_reasons() {
    let (texts, rules) =
        with(&example("  given 2 times on 2026-06-01 to 2026-06-03 following, alarm\n", "195/12"));
    let runs = rules.unwrap().run_examples();
    let mine = runs.runs.iter().find(|run| run.example == "mine").unwrap();
    assert!(!mine.passed);
    assert!(mine.because.iter().any(|reason| reason.rule == "harassment"));
    insta::with_settings!({ omit_expression => true }, {
        insta::assert_snapshot!("fails", mine.draw(&texts));
    });
}

#[test]
fn what_cannot_be_reported_fails_and_says_why() {
    let (_, rules) = with(&example("  given on 2026-06-01 nuisance-only, alarm\n", "nothing"));
    let runs = rules.unwrap().run_examples();
    let mine = runs.runs.iter().find(|run| run.example == "mine").unwrap();
    assert!(!mine.passed && mine.got.contains("nuisance-only"), "{}", mine.got);
}

#[test]
fn wrong_names_are_refused_all_at_once() {
    let text = "example mine\n  cite crr-2026\n  under hocr-2062-04\n  \
        given pair neighbor, not fixated\n  given on 2026-06-01 folowing, 008/99\n  records 195/13\n";
    let (_, rules) = with(text);
    let errors = rules.unwrap_err();
    insta::with_settings!({ omit_expression => true }, {
        insta::assert_snapshot!("wrong names", errors.to_string());
    });
    assert_eq!(errors.diagnostics.len(), 6, "{errors}");
}

#[test]
fn the_coverage_tells_what_a_condition_never_was() {
    let runs = Rules::shipped().unwrap().run_examples();
    let of = |condition: &str| {
        let mut all = runs.coverage.iter();
        all.find(|c| c.edition == "hocr-2026-04" && c.condition == condition).unwrap().never.clone()
    };
    assert_eq!(of("condition amounts-to-stalking"), [""; 0]);
    assert_eq!(of("limb aggravated-fear-of-violence"), ["true"]);
}
