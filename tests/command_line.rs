//! The program as people run it: what it prints, where, and how it ends.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test fails by panicking"
)]

mod program;

use std::io::Read;
use std::path::PathBuf;
use std::process::{Command, Stdio};

use counting_rules::show::Detail;
use program::{printed, program, rule_files, run};

const MESSAGES: &str = "examples/messages.json";
const NOTHING: &str = r#"{"reference":"a","reported_on":"2026-06-01","incidents":[]}"#;
const MESSAGES_IN_A_LINE: &str = r#"{"reference":"a","reported_on":"2026-06-01","incidents":[{"id":"i1","on":"2026-05-01","victims":["v1"],"suspects":["s1"],"acts":["following"],"effects":["alarm"]}]}"#;
/// One mistake of type, one of date and one of name.
const WRONG: &str = include_str!("wrong-reports/three-rounds.json");
const BEFORE: &str = r#"{"reference":"b","reported_on":"2016-03-31","incidents":[]}"#;

runs! {
    classify_from_a_pipe: "classify" [] NOTHING;
    classify_lines_from_a_pipe: "classify" ["--ndjson"] NOTHING;
    classify_nothing_from_a_pipe: "classify" [] "";
    explain_a_rule: "explain" ["conduct-tier-5"] "";
    explain_a_rule_of_a_draft: "explain" ["--rules", "tests/trial", "conduct-tier-5"] "";
    explain_an_offence: "explain" ["195/12", "--edition", "hocr-2026-04"] "";
    explain_a_misspelt_rule: "explain" ["conduct-teir-5"] "";
    explain_no_such_code: "explain" ["195/99"] "";
    help: "--help" [] "";
    version: "--version" [] "";
    no_such_subcommand: "clasify" [MESSAGES] "";
    classify_from_standard_input: "classify" ["-"] NOTHING;
    classify_lines: "classify" ["--ndjson", "-"]
        [b"\xef\xbb\xbf", NOTHING.as_bytes(), b"\r\n\n\xff\xfe\n{}\n", BEFORE.as_bytes(), b"\n",
            NOTHING.as_bytes()].concat();
    classify_lines_in_text: "classify" ["--ndjson", "--format", "text", "-"] NOTHING;
    classify_no_good_line: "classify" ["--ndjson", "-"] "{\n{}\n";
    classify_a_wrong_report_in_json: "classify" ["--format", "json", "-"] WRONG;
    classify_an_early_report_in_json: "classify" ["--format", "json", "-"] BEFORE;
    classify_a_wrong_line: "classify" ["--ndjson", "-"] WRONG.replace('\n', " ");
    classify_no_line_at_all: "classify" ["--ndjson", "-"] "\n";
    classify_why_not: "classify" ["--why-not", "195/12", MESSAGES] "";
    classify_why_not_in_lines: "classify" ["--why-not", "195/12", "--ndjson", "-"] MESSAGES_IN_A_LINE;
    classify_why_over: "classify" ["--edition", "hocr-2026-04", "--why-over", "195/12", "008/06"] "";
    classify_why_over_unknown: "classify" ["--edition", "hocr-2026-04", "--why-over", "195/12", "008/99"] "";
    classify_why_not_unknown: "classify" ["--why-not", "999/99", MESSAGES] "";
    classify_no_such_file: "classify" ["nothing.json"] "";
    classify_no_such_edition: "classify" ["--edition", "hocr-2026", MESSAGES] "";
    classify_before_the_first_edition: "classify" ["-"] BEFORE;
    classify_wrong_report: "classify" ["-"]
        r#"{"reference":"a","reported_on":"2026-06-31","incidents":[{"id":"i1","on":"2026-06-01",
            "victims":["v1"],"suspects":["s1"],"acts":["folowing"],"effect":["alarm"]}]}"#;
    classify_a_list: "classify" ["-"] "[{}]";
    classify_several_lines: "classify" ["-"] format!("{NOTHING}\n{NOTHING}\n");
    classify_utf16: "classify" ["-"] b"\xff\xfe{\0}\0";
    classify_lines_over_several: "classify" ["--ndjson", "-"] "{ \"a\":\n \"b\" }";
    classify_no_json: "classify" ["-"] "{ \"reference\": \"a\",\n  reported_on }";
    classify_print_edition_in_json:
        "classify" ["--edition", "hocr-2026-04", "--print-edition", "--format", "json"] "";
    classify_help: "classify" ["--help"] "";
    offences_by_code: "offences" ["--code", "195/12"] "";
    offences_by_class: "offences" ["--class", "8q"] "";
    offences_by_words: "offences" ["fear", "violence", "--format", "csv"] "";
    offences_by_act: "offences" ["--act", "serious crime act 2015", "--format", "csv"] "";
    offences_in_json: "offences" ["--code", "8/72", "--format", "json"] "";
    offences_not_found: "offences" ["unicorn"] "";
    offences_help: "offences" ["--help"] "";
}

#[test]
fn the_readme_prints_the_decision_of_its_report() {
    let readme = std::fs::read_to_string("README.md").unwrap();
    let block = |begin: &str| readme.split_once(begin).unwrap().1.split_once("\n```").unwrap().0;
    let told = run("classify", &[MESSAGES], b"");
    let shown = block("reported in 2016:\n\n```text\n");
    assert!(told.contains(shown), "{told}");
    let report = std::fs::read_to_string(MESSAGES).unwrap();
    assert_eq!(block("The report:\n\n```json\n"), report.trim_end());
}

#[test]
fn an_edition_prints_as_the_library_prints_it() {
    let rules = counting_rules::Rules::shipped().unwrap();
    let told = run("classify", &["--edition", "hocr-2024-01", "--print-edition"], b"");
    let printed = rules.edition("hocr-2024-01").unwrap().printed();
    assert_eq!(told, format!("exit 0\n\n-- out\n{printed}"));
}

#[test]
fn a_file_of_lines_is_known_by_its_name() {
    let folder = tempfile::tempdir().unwrap();
    let file: PathBuf = folder.path().join("reports.ndjson");
    std::fs::write(&file, format!("{NOTHING}\n{NOTHING}")).unwrap();
    let told = run("classify", &[file.to_str().unwrap()], b"");
    assert!(told.starts_with("exit 0"), "{told}");
    assert_eq!(told.lines().filter(|line| line.starts_with('{')).count(), 2, "{told}");
}

#[test]
fn a_reader_that_goes_away_is_no_failure() {
    for arguments in [["--format", "csv"], ["--format", "json"], ["--format", "text"]] {
        let mut child = program("offences").args(arguments).stdout(Stdio::piped()).spawn().unwrap();
        let mut out = child.stdout.take().unwrap();
        out.read_exact(&mut [0]).unwrap();
        drop(out);
        assert!(child.wait().unwrap().success(), "{arguments:?}");
    }
}

#[test]
fn pictures_and_the_page_are_written_as_the_library_draws_them() {
    let rules = counting_rules::Rules::shipped().unwrap();
    let edition = rules.edition("hocr-2026-04").unwrap();
    let text = std::fs::read_to_string(MESSAGES).unwrap();
    let report = counting_rules::Report::from_json(&text).unwrap();
    let picture = edition.picture(&report).unwrap();
    let folder = tempfile::tempdir().unwrap();
    for (option, name, expected) in [
        ("--picture", "timeline.svg", picture.timeline()),
        ("--graph", "graph.svg", picture.graph()),
        ("--graph", "graph.mmd", picture.mermaid()),
        ("--graph", "graph.dot", picture.dot()),
        ("--html", "page.html", rules.page(edition, &report).unwrap()),
    ] {
        let out = folder.path().join(name);
        let out = out.to_str().unwrap();
        let told = run("classify", &["--edition", "hocr-2026-04", option, out, MESSAGES], b"");
        assert!(told.starts_with("exit 0"), "{told}");
        assert!(told.contains(&format!("{out} is written")), "{told}");
        assert_eq!(std::fs::read_to_string(out).unwrap(), expected, "{name}");
    }
    let told = run("classify", &["--picture", "out.png", MESSAGES], b"");
    assert!(told.starts_with("exit 2") && told.contains(".svg, .mmd or .dot"), "{told}");
}

#[test]
fn a_report_is_shown_as_the_library_shows_it() {
    let rules = counting_rules::Rules::shipped().unwrap();
    let text = std::fs::read_to_string(MESSAGES).unwrap();
    let report = counting_rules::Report::from_json(&text).unwrap();
    let edition = rules.edition("hocr-2016-04").unwrap();
    let working = edition.working(&report).unwrap();
    let [lines, whole] = [Detail::Lines, Detail::Whole].map(|detail| working.document(detail));
    let later = rules.edition("hocr-2026-04").unwrap().working(&report).unwrap();
    let decision = edition.decide_and_ask(&report).unwrap();
    let json = serde_json::to_string_pretty(&decision).unwrap();
    let table = rules.side_by_side(&report).unwrap().document().text();
    for (options, expected) in [
        (&[][..], lines.text()),
        (&["--edition", "hocr-2026-04"], later.document(Detail::Lines).text()),
        (&["--whole"], whole.text()),
        (&["--format", "markdown"], lines.markdown()),
        (&["--format", "html", "--whole"], whole.html()),
        (&["--format", "json"], json.replace(rules.digest(), "(digest)")),
        (&["--side-by-side"], table.clone()),
    ] {
        let told = printed("classify", &[options, &[MESSAGES]].concat());
        assert_eq!(told, format!("{}\n", expected.trim_end()), "{options:?}");
    }
    let draft = ["--rules", "tests/trial", "--edition", "hocr-2027-04", MESSAGES];
    assert!(printed("classify", &draft).contains("\nUnder hocr-2027-04: A trial of April 2027"));
    let output = Command::new(env!("CARGO_BIN_EXE_counting-rules")).output().unwrap();
    let told = String::from_utf8(output.stdout).unwrap();
    assert!(told.contains(&table), "{told}");
    insta::with_settings!({ omit_expression => true }, {
        let told = told.replace(&table, "(the table)\n");
        insta::assert_snapshot!("without_arguments", told);
    });
}

#[test]
fn every_subcommand_takes_rule_files_of_ones_own() {
    let before = "editions/hocr-2016-04.rules";
    let folder = rule_files(&[(before, "Home Office Counting Rules, April 2016", "Our own rules")]);
    let path = folder.path().to_str().unwrap();
    let of = |subcommand, arguments: &[&str]| {
        let told = run(subcommand, &[&["--rules", path], arguments].concat(), b"");
        assert!(told.starts_with("exit 0"), "{subcommand}: {told}");
        told
    };
    assert!(of("classify", &[MESSAGES]).contains("Our own rules"));
    assert!(of("rules", &["doc", "hocr-2016-04"]).contains("Our own rules"));
    of("exercise", &["--list"]);
    of("offences", &["--code", "195/12"]);
    of("generate", &["--count", "1"]);
    of("explain", &["195/12"]);
    of("schema", &["report"]);
    let told = run("audit", &["--rules", "nowhere", MESSAGES], b"");
    assert!(told.starts_with("exit 2") && told.contains("nowhere"), "{told}");
}

#[test]
fn schemas_and_completions_are_printed() {
    let schema = run("schema", &["decision"], b"");
    assert!(schema.contains("\"open_questions\""), "{schema}");
    for shell in ["bash", "elvish", "fish", "powershell", "zsh"] {
        let script = run("completions", &[shell], b"");
        assert!(script.starts_with("exit 0") && script.contains("classify"), "{shell}");
    }
}

#[test]
fn nothing_is_written_over_what_is_read() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name).to_str().unwrap().to_owned();
    let (report, out) = (path("report.json"), path("out.html"));
    std::fs::copy(MESSAGES, &report).unwrap();
    for (subcommand, arguments) in [
        ("classify", ["--html", &report, "--picture", "a.svg"]),
        ("audit", ["--worklist", &report, "--html", &out]),
        ("audit", ["--html", &out, "--rejects", &out]),
    ] {
        let told = run(subcommand, &[&[report.as_str()], &arguments[..]].concat(), b"");
        assert!(told.starts_with("exit 2") && told.contains("name another file"), "{told}");
    }
    assert_eq!(std::fs::read(&report).unwrap(), std::fs::read(MESSAGES).unwrap());
}

#[test]
fn what_shows_one_report_is_refused_for_lines_however_they_are_named() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("reports.ndjson");
    std::fs::write(&file, format!("{NOTHING}\n{NOTHING}")).unwrap();
    for options in [&["--whole"][..], &["--side-by-side"], &["--html", "out.html"]] {
        let told = run("classify", &[&[file.to_str().unwrap()], options].concat(), b"");
        assert!(told.starts_with("exit 2") && told.contains("is for one report"), "{told}");
    }
}
