//! The strategies generate what they promise, and the properties find what is wrong.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test fails by panicking"
)]

mod shipped;

use std::collections::BTreeSet;
use std::sync::LazyLock;

use counting_rules::workshop::property::{self, Unproved};
use counting_rules::{Action, Code, Report, Rules, Text};
use proptest::prelude::*;

static RULES: LazyLock<Rules> = LazyLock::new(shipped::as_kept);

fn with(name: &str, content: &str) -> Rules {
    let mut texts = shipped::texts_as_kept();
    texts.push(Text::new(name, content));
    Rules::load(texts).unwrap()
}

/// What a strategy generates in this many tries.
fn made<S: Strategy>(strategy: &S, many: u32) -> Vec<S::Value>
where
    S::Value: Clone,
{
    let all = std::cell::RefCell::new(Vec::new());
    property::for_all(strategy, many, |value| {
        all.borrow_mut().push(value.clone());
        Ok(())
    })
    .unwrap();
    all.into_inner()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_report_is_valid_under_every_edition(report in property::reports(&RULES).strategy()) {
        for edition in RULES.editions() {
            edition.decide(&report)?;
        }
        prop_assert_eq!(&Report::from_json(&serde_json::to_string(&report)?)?, &report);
    }
}

#[test]
fn reports_use_every_name_and_reach_every_outcome() {
    let reports = made(&property::reports(&RULES).strategy(), 800);
    let text = serde_json::to_string(&reports).unwrap();
    let words = RULES.vocabulary();
    let lists = [&words.acts, &words.effects, &words.facts, &words.relationships, &words.reporters];
    for word in lists.into_iter().chain([&words.recording, &words.interventions]).flatten() {
        assert!(text.contains(&format!("\"{}\"", word.name)), "{}", word.name);
    }
    let edition = RULES.edition("hocr-2026-04").unwrap();
    let mut seen = BTreeSet::new();
    let mut principals = BTreeSet::new();
    for report in &reports {
        let decision = edition.decide(report).unwrap();
        seen.insert(format!("{:?}", decision.outcome));
        seen.extend(decision.crimes.iter().map(|crime| format!("{:?}", crime.action)));
        principals.extend(decision.crimes.iter().filter_map(|crime| crime.principal));
        let also = decision.crimes.iter().any(|crime| !crime.also_record.is_empty());
        let courses = decision.courses_of_conduct.len();
        let flags = [("also", also), ("course", courses > 0), ("courses", courses > 1)];
        seen.extend(flags.iter().filter(|flag| flag.1).map(|flag| flag.0.to_owned()));
    }
    let all = [
        "AddToExisting",
        "CrimeRelatedIncident",
        "NoCrime",
        "Record",
        "ReferToRegistrar",
        "also",
        "course",
        "courses",
    ];
    assert_eq!(seen.iter().map(String::as_str).collect::<Vec<_>>(), all);
    for form in ["008/58", "008/65", "008/66", "008/30", "008/67", "008/56", "195/12", "195/94"] {
        assert!(principals.contains(&form.parse::<Code>().unwrap()), "{form}");
    }
}

#[test]
fn reports_keep_to_what_was_asked_for() {
    let (first, last) = ("2026-04-01", "2026-06-30");
    let stalking: Code = "195/12".parse().unwrap();
    let asked = property::simple_reports(&RULES)
        .between(first.parse().unwrap(), last.parse().unwrap())
        .incidents(2)
        .offences(&[stalking]);
    let reports = made(&asked.strategy(), 200);
    assert!(reports.iter().any(|report| report.incidents.len() == 2));
    assert!(reports.iter().any(|report| report.incidents.iter().any(|i| !i.offences.is_empty())));
    for report in reports {
        assert!(report.incidents.len() <= 2 && report.interventions.is_empty());
        assert!((first..=last).contains(&report.reported_on.as_str()));
        for incident in report.incidents {
            assert!(incident.on.as_str() >= first && incident.victims == ["v1"]);
            assert!(incident.offences.iter().all(|given| given.code == "195/12"));
        }
    }
}

#[test]
fn a_report_shrinks_to_what_matters() {
    let edition = RULES.edition("hocr-2026-04").unwrap();
    let failed = property::for_all(&property::reports(&RULES).strategy(), 500, |report| {
        let decision = edition.decide(report)?;
        match decision.crimes.iter().any(|crime| crime.action == Action::ReferToRegistrar) {
            true => Err("referred".into()),
            false => Ok(()),
        }
    });
    let smallest = failed.unwrap_err().smallest.unwrap();
    insta::assert_json_snapshot!("referred", smallest);
}

#[test]
fn the_shipped_recommendation_raises_nothing_but_its_classes() {
    let (before, after) =
        (RULES.edition("hocr-2016-04").unwrap(), RULES.edition("hmic-2017-07").unwrap());
    property::for_all(&property::reports(&RULES).strategy(), 400, |report| {
        Ok(property::nothing_rises_but(before, after, report, &["8L", "8M", "8Q", "8U"])?)
    })
    .unwrap();
}

#[test]
fn a_change_that_does_too_much_is_found_with_a_small_report() {
    let rules = with(
        "wrong.rules",
        "edition wrong \"Wrong\"\n  cite lif-2017\n  amends hocr-2016-04\n  counted as of 2017-07-05\n\nadd before harassment-last rule wrong\n  cite lif-2017\n  principal class 8R\n  over class 8N\n",
    );
    let (before, after) = (rules.edition("hocr-2016-04").unwrap(), rules.edition("wrong").unwrap());
    let failed = property::for_all(&property::simple_reports(&rules).strategy(), 2000, |report| {
        Ok(property::nothing_moves_but(before, after, report, &["8L", "8R"])?)
    });
    insta::assert_snapshot!("does_too_much", failed.unwrap_err().says);
}

#[test]
fn the_same_rules_in_other_words_decide_alike() {
    let edition = RULES.edition("hocr-2026-04").unwrap();
    let texts = Rules::shipped_texts().into_iter().map(|text| {
        let content = text.formatted().unwrap();
        Text::new(text.name, content)
    });
    let again = Rules::load(texts).unwrap();
    let again = again.edition("hocr-2026-04").unwrap();
    let before = RULES.edition("hocr-2024-01").unwrap();
    let all = property::reports(&RULES).strategy();
    property::for_all(&all, 100, |report| Ok(property::same_decisions(edition, again, report)?))
        .unwrap();
    let other = property::for_all(&all, 500, |report| {
        Ok(property::same_decisions(before, edition, report)?)
    });
    assert!(other.unwrap_err().says.starts_with("the editions do not decide alike:\n"));
}

#[test]
fn a_report_that_cannot_be_decided_is_no_proof() {
    let edition = RULES.edition("hocr-2026-04").unwrap();
    let error = property::same_decisions(edition, edition, &Report::default()).unwrap_err();
    assert!(matches!(error, Unproved::Report(_)), "{error}");
}

#[test]
fn a_stranger_who_is_none_is_told_with_both_decisions() {
    let edition = RULES.edition("hocr-2026-04").unwrap();
    let json = include_str!("../examples/messages.json").replace("\"s1\"", "\"stranger-s1\"");
    let report = Report::from_json(&json).unwrap();
    let nobody = Report::new("nobody", &report.reported_on);
    let error = property::strangers_change_nothing(edition, &report, &nobody);
    let says = error.unwrap_err().to_string();
    assert!(says.starts_with("strangers change the decision:\none decision: {"), "{says}");
    assert!(says.contains("\nthe other report: {"), "{says}");
}

#[test]
fn rule_books_load_and_their_reports_are_valid() {
    property::for_all(&property::rule_files(), 100, |text| {
        let rules = Rules::load([text.clone()])?;
        let edition = rules.edition("small-edition")?;
        for report in made(&property::reports(&rules).strategy(), 5) {
            edition.decide(&report)?;
        }
        rules.findings();
        Ok(())
    })
    .unwrap();
}

#[test]
fn amendments_load_and_change_something() {
    let base = RULES.edition("hocr-2026-04").unwrap();
    let texts = made(&property::amendments(base), 10);
    let mut changed = 0;
    for text in texts {
        let mut all = Rules::shipped_texts();
        all.push(text.clone());
        let rules = Rules::load(all).unwrap_or_else(|e| panic!("{}\n{e}", text.content));
        let after = rules.edition("random-edition").unwrap();
        changed += usize::from(after.printed() != base.printed());
    }
    assert!(changed >= 9, "{changed}");
}

#[test]
fn damaged_texts_give_rules_or_errors() {
    let book = made(&property::rule_files(), 1).remove(0);
    let mut wrong = 0;
    property::for_all(&property::damaged(&book), 300, |text| wrong_or_right(text).map(drop))
        .unwrap();
    for text in made(&property::damaged(&book), 100) {
        wrong += usize::from(Rules::load([text]).is_err());
    }
    assert!(wrong > 50, "{wrong}");
}

fn wrong_or_right(text: &Text) -> Result<bool, Box<dyn std::error::Error>> {
    match Rules::load([text.clone()]) {
        Ok(_) => Ok(true),
        Err(errors) if errors.to_string().is_empty() => Err("no message".into()),
        Err(_) => Ok(false),
    }
}

#[test]
fn small_changes_say_what_they_did() {
    let texts = Rules::shipped_texts();
    let changes = property::small_changes(&texts, "editions/hocr-2026-04").unwrap();
    let says: BTreeSet<String> =
        made(&changes, 300).into_iter().map(|change| change.says).collect();
    let says: Vec<String> = says.into_iter().collect();
    insta::assert_snapshot!("small_changes", says.join("\n"));
}

#[test]
fn a_small_change_changes_one_file_and_loads_or_tells_why() {
    let texts = Rules::shipped_texts();
    let changes = property::small_changes(&texts, "editions/").unwrap();
    for change in made(&changes, 8) {
        let same = texts.iter().zip(&change.texts).filter(|(a, b)| a == b).count();
        assert_eq!(same, texts.len() - 1, "{change:?}");
        if let Err(errors) = change.load() {
            assert!(!errors.diagnostics.is_empty(), "{change:?}");
        }
    }
}

#[test]
fn what_is_no_rule_file_has_no_small_changes() {
    let wrong = [Text::new("a.rules", "rule\n")];
    assert!(property::small_changes(&wrong, "a").is_err());
    let none = property::small_changes(&wrong, "b").unwrap();
    assert!(property::for_all(&none, 1, |_| Ok(())).unwrap_err().smallest.is_none());
}
