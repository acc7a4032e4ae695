//! What people read, as snapshots: decisions in words, and what changes from one edition to the
//! next. `printed.rs` checks whole editions.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test fails by panicking"
)]

mod shipped;
mod stated;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::sync::LazyLock;

use counting_rules::decision::Reason;
use counting_rules::show::{Detail, explain_why_not};
use counting_rules::{Code, Rules};
use similar::TextDiff;
use stated::{cases, report};

static RULES: LazyLock<Rules> = LazyLock::new(|| Rules::shipped().unwrap());

fn assert_reads(name: &str, text: &str) {
    insta::with_settings!({ omit_expression => true, prepend_module_to_snapshot => false }, {
        insta::assert_snapshot!(name, text);
    });
}

/// Cases that together have every part of a decision in words.
const IN_WORDS: [(&str, &str); 10] = [
    ("lif-37-messages", "hocr-2016-04"),
    ("circle-008-56-008-77-005-30", "hocr-2026-04"),
    ("escalation-to-stalking-with-fear", "hocr-2026-04"),
    ("three-months-single-act-is-referred", "hocr-2026-04"),
    ("test-third-party-victim-not-traced", "hocr-2026-04"),
    ("anniversary-gap-accepted", "hocr-2026-04"),
    ("not-counted-beside-stalking", "hocr-2026-04"),
    ("former-partner-registrar-satisfied-but-fixated", "hocr-2026-04"),
    ("open-relationship-and-registrar", "hocr-2026-04"),
    ("harassment-needs-two-occasions", "hocr-2026-04"),
];

#[test]
fn a_decision_in_words() {
    for (case, edition) in IN_WORDS {
        let working = RULES.edition(edition).unwrap().working(&report(case)).unwrap();
        let text = working.document(Detail::Lines).text();
        assert_reads(&format!("decision {case} {edition}"), &text);
    }
}

/// Each rule with what it did, and a sentence: that of the first case under the latest edition in
/// which it did so.
#[test]
fn what_each_rule_says() {
    let mut says: BTreeMap<String, String> = BTreeMap::new();
    for case in cases(&RULES, "tests/cases") {
        let report = case.read();
        for (edition, _) in case.expect.iter().rev() {
            let decision = RULES.edition(edition).unwrap().decide_and_ask(&report).unwrap();
            let stopped = decision.not_recorded.into_iter().flat_map(|stopped| stopped.because);
            for reason in decision.crimes.into_iter().flat_map(|c| c.because).chain(stopped) {
                let did = format!("{:?}", reason.did.unwrap());
                let did = did.split(' ').next().unwrap();
                says.entry(format!("{}, {did}", named(&reason.rule))).or_insert(reason.says);
            }
            for caution in decision.cautions {
                says.entry(format!("{}, caution", named(&caution.rule))).or_insert(caution.says);
            }
        }
    }
    let lines = says.iter().map(|(rule, says)| format!("{rule}: {says}\n"));
    assert_reads("what each rule says", &lines.collect::<String>());
}

/// The name of a rule. An offence that is given by its code is its own: all of them say the same.
fn named(rule: &str) -> &str {
    if rule.parse::<Code>().is_ok() { "a code" } else { rule }
}

/// Every case under the last edition that it states, in codes and names.
#[test]
fn which_rules_decide() {
    let mut text = String::new();
    for case in cases(&RULES, "tests/cases") {
        let (edition, _) = case.expect.last().unwrap();
        let decision = RULES.edition(edition).unwrap().decide_and_ask(&case.read()).unwrap();
        writeln!(text, "{} {edition}", case.name).unwrap();
        let crimes = decision.crimes.iter().map(|crime| &crime.because);
        for because in crimes.chain(decision.not_recorded.iter().map(|stopped| &stopped.because)) {
            let rules: Vec<String> = because.iter().map(in_names).collect();
            writeln!(text, "  {}", rules.join(", ")).unwrap();
        }
        let review = decision.cautions.iter().map(|caution| &*caution.rule);
        let judged = decision.discretion.iter().map(|judged| &*judged.fact);
        let asked = decision.open_questions.iter().map(|question| &*question.fact);
        for (what, names) in [
            ("review", review.collect::<BTreeSet<_>>()),
            ("judged", judged.collect()),
            ("asked", asked.collect()),
        ] {
            if !names.is_empty() {
                writeln!(text, "  {what}: {}", Vec::from_iter(names).join(", ")).unwrap();
            }
        }
    }
    assert_reads("which rules decide", &text);
}

/// A rule with the offences that it is about.
fn in_names(reason: &Reason) -> String {
    let codes = reason.codes.iter().map(ToString::to_string).filter(|code| *code != reason.rule);
    let names: Vec<String> = std::iter::once(reason.rule.clone()).chain(codes).collect();
    names.join(" ")
}

#[test]
fn what_is_wanting_in_words() {
    for (case, code) in [
        ("lif-37-messages", "195/12"),
        ("harassment-needs-two-occasions", "008/65"),
        ("section-76-not-repeated", "008/67"),
        ("persuading-one-victim-only-anxious", "195/94"),
        ("stalking-needs-fixation", "008/06"),
    ] {
        let edition = RULES.edition("hocr-2026-04").unwrap();
        let answers = edition.why_not(&report(case), code.parse().unwrap()).unwrap();
        let name = format!("why-not {} {case}", code.replace('/', "-"));
        assert_reads(&name, &explain_why_not(edition, &answers).text());
    }
}

/// From one edition to another, as the names of the snapshots say.
#[test]
fn the_editions_read_as_a_history() {
    let names = std::fs::read_dir("tests/snapshots").unwrap().filter_map(|file| {
        let name = file.unwrap().file_name().into_string().unwrap();
        name.strip_suffix(".snap").map(str::to_owned)
    });
    let history: Vec<String> = names.filter(|name| name.starts_with("history ")).collect();
    assert!(history.len() >= 6, "{history:?}");
    for name in history {
        let [_, before, after] = name.split(' ').collect::<Vec<_>>()[..] else { panic!("{name}") };
        let printed = |id| RULES.edition(id).unwrap().printed();
        let diff = TextDiff::from_lines(printed(before), printed(after));
        let text = diff.unified_diff().context_radius(1).header(before, after).to_string();
        assert_reads(&name, &text);
    }
}

#[test]
fn an_edition_that_is_not_there() {
    let rules = shipped::as_kept();
    let errors = [
        rules.edition("hocr-2026").unwrap_err().to_string(),
        rules.edition("").unwrap_err().to_string(),
        rules.edition_on("2016-03-31".parse().unwrap()).unwrap_err().to_string(),
    ];
    assert_reads("no edition", &errors.join("\n"));
}

#[test]
fn a_report_and_its_errors_go_through_serde() {
    let text = include_str!("../examples/messages.json");
    let report: counting_rules::Report = serde_json::from_str(text).unwrap();
    assert_eq!(report, counting_rules::Report::from_json(text).unwrap());
    let wrong = r#"{ "reference": 1, "reported_on": "2026-06-20", "incidnts": [] }"#;
    let errors = counting_rules::Report::from_json(wrong).unwrap_err();
    let told = serde_json::from_str::<counting_rules::Report>(wrong).unwrap_err().to_string();
    assert!(told.starts_with(errors.to_string().lines().next().unwrap()), "{told}");
    let json = serde_json::to_value(&errors).unwrap();
    assert_eq!(json["error"], errors.to_string());
    assert_eq!(json["problems"].as_array().unwrap().len(), errors.problems.len());
}

#[test]
fn mistakes_in_rule_files_go_through_serde() {
    let mut texts = Rules::shipped_texts();
    texts.push(counting_rules::Text::new(
        "mine.rules",
        "# My own.\nact following\n  cite pha-1997 \"s2A(3)(a)\"\n  question \"Was it so?\"\n",
    ));
    let errors = Rules::load(texts).unwrap_err();
    let json = serde_json::to_value(&errors).unwrap();
    assert_eq!(json["error"], errors.to_string());
    assert_eq!(
        json["problems"],
        serde_json::json!([{
            "code": "duplicate-name",
            "file": "mine.rules",
            "line": 2,
            "column": 5,
            "message": "`following` is declared twice",
            "help": "give one of them another name",
            "also": [{
                "file": "law/vocabulary.rules",
                "line": 3,
                "column": 5,
                "says": "first declared here",
            }],
        }])
    );
}

#[test]
fn rules_decide_by_the_edition_of_the_day_or_say_why_not() {
    let rules = counting_rules::Rules::shipped().unwrap();
    let mut report =
        counting_rules::Report::from_json(include_str!("../examples/messages.json")).unwrap();
    let edition = rules.edition_on(report.reported_on.parse().unwrap()).unwrap();
    assert_eq!(rules.decide(&report), edition.decide(&report));
    for (day, code) in [("2016-03-31", "no-edition"), ("2016-02-30", "not-a-date")] {
        report.reported_on = day.to_owned();
        let errors = rules.decide(&report).unwrap_err();
        assert_eq!(
            (errors.problems[0].code.code(), &*errors.problems[0].field),
            (code, "reported_on")
        );
    }
}
