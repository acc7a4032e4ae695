//! Examples in rule files.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test fails by panicking"
)]

mod shipped;

use counting_rules::workshop::ExampleRuns;
use counting_rules::{RuleErrors, Rules, Text};

/// The shipped files with one more example.
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
    assert!(runs.runs.len() >= 250);
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

/// The shipped files with only this example.
fn alone(example: &str) -> ExampleRuns {
    let mut texts = shipped::texts_as_kept();
    texts.retain(|text| !text.name.starts_with("editions/examples"));
    texts.push(Text::new("more.rules", example));
    Rules::load(texts).unwrap_or_else(|errors| panic!("{errors}")).run_examples()
}

/// The conditions whose names begin with `begin`, with what they never came to.
fn never(runs: &ExampleRuns, begin: &str) -> String {
    let all = runs.coverage.iter().filter(|c| c.condition.starts_with(begin));
    all.map(|c| format!("{}: {}\n", c.condition, c.never.join(", "))).collect()
}

#[test]
fn every_edition_has_examples_of_everything() {
    let rules = Rules::shipped().unwrap();
    let runs = rules.run_examples();
    for edition in rules.editions() {
        assert!(runs.coverage.iter().any(|c| c.edition == edition.id()), "{}", edition.id());
    }
    for condition in runs.coverage {
        assert!(condition.never.is_empty(), "{condition:?}");
    }
}

#[test]
fn the_coverage_tells_what_a_condition_never_was() {
    let runs = alone(&example(
        "  given pair stranger\n  given 2 times on 2026-06-01 to 2026-06-03 following, alarm\n",
        "195/94",
    ));
    assert_eq!(
        never(&runs, "limb"),
        "limb harassment: false\n\
         limb harassment-of-two-or-more: true\n\
         limb harassment-with-fear: true\n\
         limb stalking: true\n\
         limb stalking-with-fear: true, unknown\n\
         limb stalking-with-serious-alarm: true\n\
         limb aggravated-harassment: true\n\
         limb aggravated-harassment-of-two-or-more: true\n\
         limb aggravated-fear-of-violence: true, unknown\n\
         limb aggravated-serious-alarm: true\n\
         limb controlling-or-coercive-until-april-2023: true, unknown\n\
         limb controlling-or-coercive: true, unknown\n\
         limb indecent-or-grossly-offensive: true\n\
         limb threat-until-january-2024: true\n\
         limb falsehood-until-january-2024: true\n\
         limb false-communication-with-intent: true\n\
         limb threat-of-death-or-serious-harm: true\n"
    );
    // Stalking of a stranger whose state of mind is unknown: no rule presumes it, but it is
    // possible.
    assert_eq!(never(&runs, "condition amounts"), "condition amounts-to-stalking: true\n");
}

#[test]
fn the_coverage_goes_through_the_recording_test_up_to_the_step_that_stops() {
    let runs = alone(&example(
        "  given 2 times on 2026-06-01 to 2026-06-03 following, alarm\n  \
         given reported by third-party\n  given recording not victim-traced\n",
        "crime related incident",
    ));
    assert!(runs.runs[0].passed, "{:?}", runs.runs);
    assert_eq!(runs.runs[0].because[0].rule, "no-victim-traced");
    let steps = ["no-crime-in-law", "no-victim-traced", "victim-does-not-confirm"];
    let told: String = steps.iter().map(|s| never(&runs, &format!("when of rule {s}"))).collect();
    assert_eq!(
        told,
        "when of rule no-crime-in-law: true\n\
         when of rule no-victim-traced: false\n\
         when of rule victim-does-not-confirm: true, false\n"
    );
}

/// What never became of a recorded crime of 1 May 2026, given something more.
fn never_became(given: &str, records: &str) -> Vec<String> {
    let given = format!("  given recorded crime 195/94 on 2026-05-01\n{given}");
    let runs = alone(&example(&given, records));
    assert!(runs.runs[0].passed, "{:?}", runs.runs);
    let became = never(&runs, "rule finished-incident: ");
    let became = became.lines().filter(|line| !line.ends_with("true"));
    became.map(|line| line.trim_start_matches("rule finished-incident: ").to_owned()).collect()
}

#[test]
fn the_coverage_tells_what_became_of_a_recorded_crime() {
    let once = "  given on 2026-06-01 abusive-messages, distress\n";
    let single = "a single occasion after it goes to the registrar: false";
    assert_eq!(
        never_became(once, "added to the recorded crime"),
        ["the recorded crime is added to: false"]
    );
    let worse =
        "  given 2 times on 2026-06-01 to 2026-06-02 threatening-violence, fear-of-violence\n";
    assert_eq!(
        never_became(worse, "added to the recorded crime which becomes 008/30"),
        ["the recorded crime is added to: false", "it becomes a graver one: false"]
    );
    let charged = format!("  given summons on 2026-05-01\n{once}");
    assert_eq!(
        never_became(&charged, "referral between 195/94"),
        ["closed by summons: false", single]
    );
    let ended = format!("  given court-order on 2026-05-31\n{once}");
    assert_eq!(never_became(&ended, "nothing"), ["ended by court order: false"]);
    let later = "  given on 2026-08-01 abusive-messages, distress\n";
    assert_eq!(
        never_became(later, "referral between 195/94"),
        ["closed after 3 months: false", single]
    );
    let other = "  given on 2026-06-01 towards victim 2 abusive-messages, distress\n";
    let untried = never_became(other, "nothing");
    assert!(untried.len() == 15 && untried.iter().all(|line| line.ends_with(": true, false")));
}

#[test]
fn several_people_are_told_apart() {
    for (given, records) in [
        (
            "  given on 2026-06-01 towards victim 1 and victim 2 by suspect 2 008/06\n",
            "008/06 towards victim 1 by suspect 2\n  records 008/06 towards victim 2 by suspect 2",
        ),
        (
            "  given on 2026-06-01 by suspect 2 and suspect 1 008/06\n  \
               given on 2026-06-02 by suspect 3 008/06\n",
            "008/06 by suspect 1 and suspect 2\n  records 008/06 by suspect 3",
        ),
        ("  given on 2026-06-01 towards nobody 066/01\n", "066/01 towards nobody"),
        (
            "  given pair of victim 1 and suspect 2 acted-independently\n  \
               given on 2026-06-01 by suspect 1 and suspect 2 008/06\n",
            "008/06 by suspect 1\n  records 008/06 by suspect 2",
        ),
    ] {
        let runs = alone(&example(given, records));
        assert!(runs.runs[0].passed, "{}: {}", runs.runs[0].expected, runs.runs[0].got);
    }
}

#[test]
fn the_report_is_made_on_the_last_day_unless_another_is_given() {
    // Notifiable until 30 April 2023, by the list on the day of the report.
    let given = "  given on 2023-04-30 towards nobody 125/12\n";
    assert!(alone(&example(given, "125/12 towards nobody")).runs[0].passed);
    let later = format!("{given}  given reported on 2023-05-01\n");
    assert!(alone(&example(&later, "nothing")).runs[0].passed);
}
