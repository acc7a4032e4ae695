//! Mistakes in rule files and in reports: one per file, with the message in a file beside it.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    reason = "a test fails by panicking"
)]

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::sync::LazyLock;

use counting_rules::report::{ReportProblem, ReportProblemCode};
use counting_rules::rules::Problem;
use counting_rules::{Date, Report, ReportErrors, RuleErrors, Rules, Text};
use proptest::prelude::*;

static SHIPPED: LazyLock<Rules> = LazyLock::new(|| Rules::shipped().unwrap());
const BASE: &str = include_str!("wrong-rules/base/base.rules");

fn stem(path: &Path) -> &str {
    path.file_stem().unwrap().to_str().unwrap()
}

/// Compares with the message in the file of the same name beside it.
#[track_caller]
fn assert_message(path: &Path, message: &str) {
    let mut settings = insta::Settings::clone_current();
    settings.remove_snapshot_suffix();
    settings.set_snapshot_path(path.parent().unwrap());
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.remove_input_file();
    settings.bind(|| insta::assert_snapshot!(stem(path), message));
}

fn load(name: &str, content: String) -> Result<Rules, RuleErrors> {
    let base = Text::new("base.rules", BASE);
    let wrong = Text::new("wrong.rules", content);
    let texts = if name.starts_with("alone-") { vec![wrong] } else { vec![base, wrong] };
    Rules::load(texts)
}

/// The code of the mistake that a file is named after.
#[track_caller]
fn code_of(name: &str) -> &'static str {
    let name = name.trim_start_matches("alone-");
    let codes = Problem::ALL.iter().map(|problem| problem.code());
    let begins = codes.filter(|code| name.starts_with(code));
    begins.max_by_key(|code| code.len()).unwrap_or_else(|| panic!("{name}"))
}

#[test]
fn the_base_is_right() {
    assert_eq!(load("nothing", String::new()).unwrap().editions().len(), 1);
    Rules::load(SMALL.iter().map(|name| shipped(name))).unwrap();
    report(REPORT).unwrap();
}

#[test]
fn a_mistake_in_a_rule_file_gives_its_message() {
    insta::glob!("wrong-rules/*.rules", |path| {
        let name = stem(path);
        let errors = load(name, fs::read_to_string(path).unwrap()).expect_err(name);
        assert_message(path, &errors.to_string());
        let codes: Vec<&str> = errors.diagnostics.iter().map(|d| d.problem.code()).collect();
        match name.strip_prefix("three-") {
            Some(_) => assert_eq!(codes.len(), 3, "{name}"),
            None => assert_eq!(codes, [code_of(name)], "{name}"),
        }
    });
}

#[test]
fn every_kind_of_mistake_has_a_file() {
    let files = fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/wrong-rules"));
    let names = files.unwrap().map(|file| file.unwrap().file_name().into_string().unwrap());
    let one = names.filter(|name| name.ends_with(".rules") && !name.starts_with("three-"));
    let given: BTreeSet<&str> = one.map(|name| code_of(&name)).collect();
    assert_eq!(given, Problem::ALL.iter().map(|problem| problem.code()).collect());
}

/// What a caller of the library sees: every mistake in the report, then the edition.
fn report(text: &str) -> Result<(), (Vec<ReportProblem>, String)> {
    let told = |e: ReportErrors| (e.problems.clone(), e.to_string());
    let report = SHIPPED.read(text).map_err(told)?;
    let day = report.reported_on.parse::<Date>().unwrap();
    let edition = SHIPPED.edition_on(day).map_err(|e| (Vec::new(), e.to_string()))?;
    edition.decide(&report).map(drop).map_err(told)
}

/// A problem as data, without what its message contains.
fn data(problem: &ReportProblem) -> String {
    let mut data = problem.code.code().to_owned();
    for (name, value) in
        [("incident", &problem.incident), ("value", &problem.value), ("nearest", &problem.nearest)]
    {
        data += &value.as_ref().map(|value| format!(", {name} {value}")).unwrap_or_default();
    }
    data
}

#[test]
fn a_mistake_in_a_report_gives_its_message() {
    let mut codes: BTreeSet<ReportProblemCode> = BTreeSet::new();
    insta::glob!("wrong-reports/*.json", |path| {
        let name = stem(path);
        let (problems, message) = report(&fs::read_to_string(path).unwrap()).expect_err(name);
        let data: Vec<String> = problems.iter().map(data).collect();
        assert_message(path, format!("{message}\n\n{}", data.join("\n")).trim_end());
        let count = if name.starts_with("three-") { 3 } else { 1 };
        assert_eq!(problems.len().max(1), count, "{name}");
    });
    for file in
        fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/wrong-reports")).unwrap()
    {
        let path = file.unwrap().path();
        if path.extension().is_some_and(|ending| ending == "json") {
            let told = report(&fs::read_to_string(path).unwrap());
            codes.extend(told.unwrap_err().0.iter().map(|problem| problem.code));
        }
    }
    // No text of a report causes these: tested where the library gives them (`Edition::settle`,
    // `Rules::decide`).
    codes.extend([ReportProblemCode::OtherRules, ReportProblemCode::NoEdition]);
    assert_eq!(codes, ReportProblemCode::ALL.iter().copied().collect());
}

#[test]
fn a_problem_is_written_with_all_its_keys() {
    let text = include_str!("wrong-reports/name-act.json");
    let (problems, _) = report(text).unwrap_err();
    let written = serde_json::to_string(&problems).unwrap();
    let wanted = concat!(
        r#"[{"code":"unknown-name","field":"incidents[0].acts[0]","incident":"i1","#,
        r#""value":"folowing","message":"there is no act `folowing`","nearest":"following","#,
        r#""help":"did you mean `following`?"}]"#
    );
    assert_eq!(written, wanted);
    let written = serde_json::to_string(&report("{").unwrap_err().0).unwrap();
    assert!(written.starts_with(
        r#"[{"code":"not-json","field":"","incident":null,"value":null,"message":"this"#
    ));
    assert!(written.ends_with(r#""nearest":null}]"#), "{written}");
}

/// What a `main` that returns the error prints.
#[test]
fn what_is_wrong_is_short_as_a_program_ends_with_it() {
    let mut texts = Rules::shipped_texts();
    let law = texts.iter_mut().find(|text| text.name == "law/vocabulary.rules").unwrap();
    law.content = law.content.replacen("  question", "  qestion", 1);
    let debug = format!("{law:?}");
    assert_eq!(debug, format!("Text(law/vocabulary.rules, {} bytes)", law.content.len()));
    let errors = Rules::load(texts).unwrap_err();
    let debug = format!("{errors:?}");
    assert_eq!(debug, errors.to_string());
    assert!(debug.contains("qestion") && debug.len() < 2000, "{debug}");
    let debug = format!("{:?} {:?}", *SHIPPED, SHIPPED.editions()[0]);
    assert!(debug.contains("hocr-2026-04") && debug.len() < 2000, "{debug}");
    let errors = Report::from_json("{}").unwrap_err();
    assert_eq!(format!("{errors:?}"), errors.to_string());
}

#[test]
fn a_mark_at_the_beginning_of_a_file_is_no_mistake() {
    load("mark", format!("\u{feff}{}", "# nothing\n")).unwrap();
    let empty = r#"{ "reference": "a", "reported_on": "2026-06-20", "incidents": [] }"#;
    report(&format!("\u{feff}{empty}")).unwrap();
}

#[test]
fn brackets_are_read_up_to_a_depth_and_refused_beyond_without_a_crash() {
    let nested = |depth| {
        let (open, close) = ("(".repeat(depth), ")".repeat(depth));
        load("deep", format!("condition deep cite law-book when {open}fixated{close}\n"))
    };
    nested(50).unwrap();
    nested(100_000).unwrap_err();
    let not = "not ".repeat(100_000);
    load("deep", format!("condition deep cite law-book when {not}fixated\n")).unwrap_err();
}

/// A piece of a text deleted, duplicated or overwritten; positions are fractions of the text.
#[derive(Debug, Clone)]
enum Slip {
    Out,
    Twice,
    Over(String),
}

fn slip() -> impl Strategy<Value = (f64, usize, Slip)> {
    let over = prop_oneof![
        ".{0,6}".prop_map(Slip::Over),
        prop::sample::select(WORDS).prop_map(|word| Slip::Over(format!(" {word} "))),
    ];
    (0.0..1.0, 0..40usize, prop_oneof![Just(Slip::Out), Just(Slip::Twice), over])
}

const WORDS: &[&str] = &[
    "(",
    ")",
    "\"",
    "#",
    ",",
    "[",
    "{",
    "null",
    "-1",
    "0",
    "and",
    "not",
    "or",
    "when",
    "except",
    "with",
    "all",
    "class 8L",
    "195/94",
    "1 to 2",
    "at least 0 occasions",
    "until 0000-01-01",
    "from 9999-12-31",
    "65536",
    "limb",
    "amends",
    "rule",
    "\u{feff}",
    "\u{0}",
    "é",
];

/// What is left of a text after some slips.
fn slipped(text: &str, slips: &[(f64, usize, Slip)]) -> String {
    let mut chars: Vec<char> = text.chars().collect();
    for (share, length, slip) in slips {
        let from = (*share * chars.len() as f64) as usize;
        let to = (from + length).min(chars.len());
        let new: Vec<char> = match slip {
            Slip::Out => Vec::new(),
            Slip::Twice => [&chars[from..to], &chars[from..to]].concat(),
            Slip::Over(new) => new.chars().collect(),
        };
        chars.splice(from..to, new);
    }
    chars.into_iter().collect()
}

/// Loads the texts and renders whatever is wrong; a valid edition is printed.
fn load_and_draw(texts: Vec<Text>) {
    match Rules::load(texts) {
        Ok(rules) => {
            rules.editions().iter().for_each(|edition| assert!(!edition.printed().is_empty()))
        }
        Err(errors) => assert!(!errors.to_string().is_empty()),
    }
}

fn shipped(name: &str) -> Text {
    Rules::shipped_texts().into_iter().find(|text| text.name == name).unwrap()
}

/// Files that can be read without the long lists of offences.
const SMALL: [&str; 5] = [
    "law/sources.rules",
    "law/vocabulary.rules",
    "law/classes.rules",
    "law/harassment.rules",
    "law/communications.rules",
];

const REPORT: &str = include_str!("wrong-reports/base/right.json");

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(200) })]

    #[test]
    fn any_bytes_as_rules_or_report_do_no_harm(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        let text = String::from_utf8_lossy(&bytes).into_owned();
        let _ = report(&text);
        load_and_draw(vec![Text::new("base.rules", BASE), Text::new("any.rules", text)]);
    }

    #[test]
    fn words_of_the_language_in_any_order_do_no_harm(
        words in prop::collection::vec(prop::sample::select(WORDS), 0..40)
    ) {
        let text = words.join(" ");
        let _ = report(&text);
        load_and_draw(vec![Text::new("base.rules", format!("{BASE}{text}"))]);
    }

    #[test]
    fn a_slip_in_a_small_rule_book_does_no_harm(slips in prop::collection::vec(slip(), 1..4)) {
        load_and_draw(vec![Text::new("base.rules", slipped(BASE, &slips))]);
    }

    #[test]
    fn a_slip_in_a_report_does_no_harm(slips in prop::collection::vec(slip(), 1..3)) {
        let _ = report(&slipped(REPORT, &slips));
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(40) })]

    #[test]
    fn a_slip_in_a_shipped_law_does_no_harm(
        which in 0..SMALL.len(), slips in prop::collection::vec(slip(), 1..4)
    ) {
        let mut texts: Vec<Text> = SMALL.iter().map(|name| shipped(name)).collect();
        texts[which].content = slipped(&texts[which].content, &slips);
        load_and_draw(texts);
    }

    #[test]
    fn a_slip_in_a_shipped_edition_does_no_harm(
        which in prop::sample::select(&["editions/sets.rules", "editions/hmic-2017-07.rules",
            "editions/hocr-2016-04.rules", "editions/hocr-2026-04.rules"][..]),
        slips in prop::collection::vec(slip(), 1..4),
    ) {
        let slipped = slipped(&shipped(which).content, &slips);
        load_and_draw(vec![Text::new("base.rules", BASE), Text::new(which, slipped)]);
    }
}
