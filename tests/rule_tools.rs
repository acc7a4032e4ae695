//! The tools for rule files as people run them: `rules check`, `test`, `diff`, `replay`, `doc`, `fmt`.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test fails by panicking"
)]

mod program;

use program::{printed, rule_files, run};

const LATEST: &str = "editions/hocr-2026-04.rules";

/// The report of the README on one line.
fn messages() -> String {
    std::fs::read_to_string(MESSAGES).unwrap().replace('\n', " ")
}

const MESSAGES: &str = "examples/messages.json";
const NOTHING: &str = r#"{"reference":"a","reported_on":"2026-06-01","incidents":[]}"#;
const MESSAGES_IN_A_LINE: &str = r#"{"reference":"a","reported_on":"2026-06-01","incidents":[{"id":"i1","on":"2026-05-01","victims":["v1"],"suspects":["s1"],"acts":["following"],"effects":["alarm"]}]}"#;

runs! {
    rules_check: "rules" ["check", "--edition", "hocr-2026-04", "--kind", "against-the-table",
        "--kind", "circle"] "";
    rules_check_in_markdown: "rules" ["check", "--edition", "hocr-2023-05", "--kind", "not-used",
        "--format", "markdown"] "";
    rules_check_in_json: "rules" ["check", "--edition", "hmic-2017-07", "--kind", "circle",
        "--format", "json"] "";
    rules_check_nothing: "rules" ["check", "--kind", "never-speaks"] "";
    rules_check_unknown_kind: "rules" ["check", "--kind", "cirlce"] "";
    rules_check_no_rules: "rules" ["check", "tests/cases"] "";
    rules_fmt_check: "rules" ["fmt", "--check", "counting-rules"] "";
    rules_fmt_wrong: "rules" ["fmt", "--check", "README.md"] "";
    rules_diff: "rules" ["diff", "hocr-2016-04", "hmic-2017-07", "--reports", "500"] "";
    rules_diff_in_json:
        "rules" ["diff", "hocr-2016-04", "hmic-2017-07", "--reports", "500", "--format", "json"] "";
    rules_diff_with_itself: "rules" ["diff", "hocr-2026-04", "hocr-2026-04", "--reports", "500"] "";
    rules_replay: "rules" ["replay", "hocr-2016-04", "hmic-2017-07", "-"]
        format!("{NOTHING}\n{MESSAGES_IN_A_LINE}\n{{}}\n{}\n", messages());
    rules_replay_in_json: "rules" ["replay", "hocr-2016-04", "hmic-2017-07", "-", "--format", "json"]
        format!("{}\n{{}}\n", messages());
    rules_replay_in_markdown:
        "rules" ["replay", "hocr-2016-04", "hmic-2017-07", "-", "--format", "markdown"]
        format!("{}\n", messages()).repeat(7) + "{}\n";
    rules_replay_nothing_changes: "rules" ["replay", "hocr-2026-04", "hocr-2024-01", "-"]
        format!("{NOTHING}\n");
    rules_replay_nothing_read: "rules" ["replay", "hocr-2026-04", "hocr-2024-01", "-"] "{\n\n[]\n";
    rules_replay_edition_of_editions:
        "rules" ["replay", "hocr-2026-04", "hocr-2024-01", "-", "--edition", "hocr-2026-04"] "";
    rules_replay_no_such_edition: "rules" ["replay", "hocr-2026-04", "hocr-2024-02", "-"] "";
    rules_replay_no_file: "rules" ["replay", "hocr-2016-04", "hmic-2017-07", "nothing"] "";
    rules_diff_help: "rules" ["diff", "--help"] "";
    rules_replay_help: "rules" ["replay", "--help"] "";
    rules_test_of_all: "rules" ["test"] "";
    rules_test: "rules" ["test", "--edition", "hocr-2026-04"] "";
    rules_test_help: "rules" ["test", "--help"] "";
    rules_doc: "rules" ["doc", "hocr-2024-01"] "";
    rules_doc_no_edition: "rules" ["doc", "hmic-2017-70"] "";
    rules_doc_help: "rules" ["doc", "--help"] "";
    rules_fmt_help: "rules" ["fmt", "--help"] "";
    rules_fmt_check_in_json: "rules" ["fmt", "--check", "--format", "json", "counting-rules"] "";
    rules_test_in_json: "rules" ["test", "tests/wrong-rules/base", "--format", "json"] "";
    rules_test_no_edition: "rules" ["test", "--edition", "hocr-2026-05"] "";
    rules_help: "rules" ["--help"] "";
    rules_check_help: "rules" ["check", "--help"] "";
}

#[test]
fn reports_are_replayed_between_two_folders() {
    let before = rule_files(&[]);
    let after = rule_files(&[
        (LATEST, "or after 3 months", "or after 2 months"),
        ("editions/hocr-2018-04.rules", "from 2018-04-01 until", "from 2018-04-02 until"),
        ("editions/hocr-2016-04.rules", "until 2018-03-31", "until 2018-04-01"),
    ]);
    let [before, after] = [&before, &after].map(|folder| folder.path().to_str().unwrap());
    let report = |reference: &str, on: &str, recorded: &str, again: &str| {
        let who = r#""victims":["v"],"suspects":["s"]"#;
        format!(
            r#"{{"reference":"{reference}","reported_on":"{on}",{recorded}"incidents":[
            {{"id":"i1","on":"{again}",{who},"acts":["abusive-messages"],"effects":["distress"]}},
            {{"id":"i2","on":"{again}",{who},"acts":["indecent-or-grossly-offensive-communication"]}}
            ]}}"#
        )
        .replace('\n', " ")
    };
    let recorded = r#""recorded_crimes":[{"id":"C1","code":"195/94","victim":"v","suspects":["s"],"last_incident_on":"2026-05-01"}],"#;
    let lines = [
        report("ten-weeks", "2026-07-10", recorded, "2026-07-10"),
        report("five-weeks", "2026-06-05", recorded, "2026-06-05"),
        report("first-of-april", "2018-04-01", "", "2018-03-31"),
        report("second-of-april", "2018-04-02", "", "2018-03-31"),
        report("too-early", "2016-03-31", "", "2016-03-30"),
        report("misspelt", "2026-06-05", "", "2026-06-05").replace("abusive", "abbusive"),
    ];
    let lines = lines.join("\n").into_bytes();
    insta::with_settings!({ omit_expression => true }, {
        let told = run("rules", &["replay", before, after, "-"], &lines);
        insta::assert_snapshot!("rules_replay_folders", told);
        let options = ["replay", "--edition", "hocr-2018-04", before, after, "-"];
        insta::assert_snapshot!("rules_replay_folders_one_edition", run("rules", &options, &lines));
        let told = run("rules", &["replay", "hocr-2026-04", after, "-"], &lines);
        insta::assert_snapshot!("rules_replay_edition_and_folder", told);
        let told = run("rules", &["replay", before, after, "-", "--edition", "hocr-2018"], &lines);
        insta::assert_snapshot!("rules_replay_folders_no_edition", told);
    });
}

#[test]
fn an_edition_as_a_book_is_the_one_of_the_library() {
    let rules = counting_rules::Rules::shipped().unwrap();
    let book = rules.edition("hmic-2017-07").unwrap().book();
    let json = serde_json::to_string_pretty(&book).unwrap();
    for (form, expected) in [("text", book.text()), ("html", book.html()), ("json", json)] {
        let told = printed("rules", &["doc", "hmic-2017-07", "--format", form]);
        assert_eq!(told, format!("{}\n", expected.trim_end()), "{form}");
    }
}

#[test]
fn an_example_that_fails_and_what_was_never_tried_are_told_in_every_form() {
    let folder = rule_files(&[]);
    let example = "example fear-twice\n  cite pha-1997 \"s4A(1)(b)(i)\"\n  under hocr-2026-04\n  \
        given pair stranger, fixated-or-obsessed\n  \
        given 2 times on 2026-06-01 to 2026-06-08 following, fear-of-violence\n  records 008/66\n";
    std::fs::write(folder.path().join("editions/examples.rules"), example).unwrap();
    std::fs::remove_file(folder.path().join("editions/examples-of-lists.rules")).unwrap();
    let path = folder.path().to_str().unwrap();
    insta::with_settings!({ omit_expression => true }, {
        for (form, lines) in [("text", usize::MAX), ("markdown", 12), ("json", 12)] {
            let told = run("rules", &["test", path, "--format", form], b"");
            // The location of the folder does not matter.
            let told = told.replace(&path.replace('\\', "/"), "FOLDER");
            let never = "condition controlling-or-coercive-behaviour";
            assert!(told.contains(never), "{form}: {told}");
            let told = told.lines().take(lines).collect::<Vec<_>>().join("\n");
            insta::assert_snapshot!(format!("rules_test_fails_in_{form}"), told);
        }
    });
}

#[test]
fn a_file_is_rewritten_once() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("a.rules");
    std::fs::write(&file, "source   law-book\n \"The Law Book\"\n").unwrap();
    let path = folder.path().to_str().unwrap();
    let ends = |arguments: &[&str]| run("rules", arguments, b"").lines().next().unwrap().to_owned();
    assert_eq!(ends(&["fmt", "--check", path]), "exit 1");
    assert!(run("rules", &["fmt", path, "--format", "json"], b"").contains("a.rules\""));
    assert_eq!(std::fs::read_to_string(&file).unwrap(), "source law-book \"The Law Book\"\n");
    assert_eq!(run("rules", &["fmt", path], b""), "exit 0\n");
    assert_eq!(ends(&["fmt", "--check", path]), "exit 0");
}
