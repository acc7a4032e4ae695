//! The exercises for registrars: their answers, the response to a wrong answer, and their wording.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test fails by panicking"
)]

use std::collections::BTreeSet;
use std::io::Write;
use std::process::{Command, Stdio};

use counting_rules::edition::Word;
use counting_rules::{Report, Rules};
use serde_json::Value;

fn run(arguments: &[&str], input: &str) -> String {
    let mut child = Command::new(env!("CARGO_BIN_EXE_counting-rules"))
        .arg("exercise")
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    // A program that does not read its input may be gone already.
    let _ = child.stdin.take().unwrap().write_all(input.as_bytes());
    let output = child.wait_with_output().unwrap();
    let told = [output.stdout, output.stderr].concat();
    String::from_utf8(told).unwrap().replace(".exe", "")
}

fn answers(name: &str) -> String {
    std::fs::read_to_string(format!("counting-rules/exercises/{name}.txt")).unwrap()
}

fn exercises() -> Vec<(String, Value)> {
    let files =
        std::fs::read_dir("counting-rules/exercises").unwrap().map(|file| file.unwrap().path());
    let json = files.filter(|path| path.extension().is_some_and(|ending| ending == "json"));
    let mut all: Vec<(String, Value)> = json
        .map(|path| {
            let name = path.file_stem().unwrap().to_str().unwrap().to_owned();
            (name, serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap())
        })
        .collect();
    all.sort_by(|one, other| one.0.cmp(&other.0));
    all
}

fn assert_reads(name: &str, text: &str) {
    insta::with_settings!({ omit_expression => true }, {
        insta::assert_snapshot!(name, text);
    });
}

/// The answers to exercises without the sentences of the rules, which `wrong` has.
fn without_reasons(told: &str) -> String {
    let mut of_rules = false;
    let rest = told.lines().filter(|line| {
        match line.trim_start() {
            "Because:" | "Where it parts:" => of_rules = true,
            start if start.is_empty() || start.starts_with("To remember:") => of_rules = false,
            _ => {}
        }
        !of_rules
    });
    rest.collect::<Vec<_>>().join("\n")
}

#[test]
fn right_answers_score_all() {
    let told = run(&[], &answers("right"));
    assert!(told.contains("Score: 30 of 30"), "{told}");
    assert!(!told.contains("Not so"), "{told}");
    assert_reads("right", &without_reasons(&told));
}

#[test]
fn wrong_answers_score_nothing_and_are_told_why() {
    let told = run(&[], &answers("wrong"));
    assert!(told.contains("Score: 0 of 30"), "{told}");
    for part in told.split("Exercise ").skip(1) {
        let why = part.split("Where it parts:\n").nth(1).expect(part);
        let why = why.split("To remember").next().unwrap();
        // A rule with its place in the sources.
        assert!(why.starts_with("  - ") && why.contains('[') && why.contains(": "), "{part}");
    }
    assert_reads("wrong", &told);
}

#[test]
fn an_answer_that_is_right_under_one_edition_is_wrong_under_another() {
    let set = ["--set", "07", "--edition"];
    let under = |edition| run(&[set.as_slice(), &[edition]].concat(), "008/72\n");
    assert!(under("hocr-2016-04").contains("Score: 1 of 1"));
    assert!(under("hocr-2026-04").contains("Score: 0 of 1"));
}

#[test]
fn the_set_covers_what_it_should() {
    let all = exercises();
    let mut levels: Vec<&str> = all.iter().map(|(_, e)| e["level"].as_str().unwrap()).collect();
    levels.sort_unstable();
    levels.dedup();
    assert_eq!(levels, ["disputed", "easy", "hard", "medium"]);
    let rules = Rules::shipped().unwrap();
    for (name, exercise) in &all {
        let point = exercise["point"].as_str().unwrap();
        let cites = ["page", "Page", "Recommendation", "Living in fear", "section", "history"];
        assert!(cites.iter().any(|word| point.contains(word)), "{name}: {point}");
        assert!(!exercise["teaches"].as_array().unwrap().is_empty(), "{name}");
        // The account tells everything that the answer depends on.
        let report = Report::from_json(&exercise["report"].to_string()).unwrap();
        let edition = rules.edition(exercise["edition"].as_str().unwrap()).unwrap();
        let open = edition.decide_and_ask(&report).unwrap().open_questions;
        let facts: Vec<&str> = open.iter().map(|question| question.fact.as_str()).collect();
        assert!(facts.is_empty(), "{name}: {facts:?}");
    }
}

#[test]
fn every_name_has_a_phrase_and_no_phrase_names_an_offence() {
    let phrases: Value =
        serde_json::from_str(include_str!("../src/bin/counting-rules/exercise/phrases.json"))
            .unwrap();
    let vocabulary = Rules::shipped().unwrap().vocabulary();
    let names = |words: &[Word]| words.iter().map(|w| w.name.clone()).collect::<BTreeSet<_>>();
    for (part, words) in [
        ("acts", &vocabulary.acts),
        ("effects", &vocabulary.effects),
        ("facts", &vocabulary.facts),
        ("relationships", &vocabulary.relationships),
        ("reporters", &vocabulary.reporters),
        ("recording", &vocabulary.recording),
        ("interventions", &vocabulary.interventions),
    ] {
        let told: BTreeSet<String> = phrases[part].as_object().unwrap().keys().cloned().collect();
        assert_eq!(told, names(words), "{part}");
    }
    for code in
        exercises().iter().flat_map(|(_, e)| e["report"]["incidents"].as_array().unwrap().clone())
    {
        for code in code["offences"].as_array().into_iter().flatten() {
            assert!(phrases["offences"][code.as_str().unwrap()].is_string(), "{code}");
        }
    }
    let text = phrases["acts"].to_string()
        + &phrases["offences"]
            .as_object()
            .unwrap()
            .values()
            .map(Value::to_string)
            .collect::<String>();
    for word in ["harass", "stalk", "assault", "malicious", "coerc", "section", "offence"] {
        assert!(
            !text.replace(&format!("\"{word}"), "").to_lowercase().contains(&format!(" {word}")),
            "{word}"
        );
    }
}

#[test]
fn what_else_is_told() {
    let told = [
        run(&["--list"], ""),
        run(&["--help"], ""),
        run(&["--set", "flying"], ""),
        run(&["--set", "01"], "195/1x\n"),
        run(&["--set", "01"], "195/13 | 008/06\n"),
        run(&["--set", "01"], "02-one-visit: none\n"),
        run(&["--set", "easy"], "195/12\nrefer\n"),
        run(&["--set", "01", "--edition", "hocr-2062-04"], ""),
        run(&["--from", "nowhere"], ""),
    ];
    assert_reads("else", &told.join("\n=====\n"));
}

#[test]
fn an_answer_that_cannot_be_read_is_not_marked() {
    let told = run(&["--set", "easy"], "195/1x\n");
    assert!(!told.contains("Not so") && !told.contains("The rules say"), "{told}");
    assert!(told.contains("Not marked, because the answer could not be read: 1"), "{told}");
}

#[test]
fn a_number_chooses_one_exercise() {
    for (n, name) in [("1", "01-followed-twice"), ("10", "10-the-registrar-has-looked")] {
        let told = run(&["--list", "--set", n], "");
        assert!(told.lines().count() == 1 && told.contains(name), "{told}");
    }
}

#[test]
fn one_number_makes_one_exercise() {
    let made = |n: u32| run(&["--seed", &n.to_string(), "--edition", "hocr-2026-04"], "none\n");
    let told: Vec<String> = (1..=6).map(made).collect();
    assert_eq!(told[0], made(1));
    let different: BTreeSet<&String> = told.iter().collect();
    assert_eq!(different.len(), told.len());
    assert_reads("random", &without_reasons(&told.join("\n=====\n")));
}

#[test]
fn the_paper_has_its_answers_on_a_page_of_their_own() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("paper.html");
    let told = run(&["--set", "disputed", "--sheet", out.to_str().unwrap()], "");
    assert_eq!(told, "");
    let paper = std::fs::read_to_string(out).unwrap();
    let (questions, answers) = paper.split_once("id=\"answers\"").unwrap();
    assert!(!questions.contains("195/12 is") && answers.contains("195/12 is"), "{paper}");
    assert!(paper.contains("break-before: page") && !paper.contains("<script"));
    assert_reads("paper", &paper);
}
