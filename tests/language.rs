//! The page on the rule language: its examples are rules in the one layout, and it leaves no word
//! of the language out.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test fails by panicking"
)]

use std::collections::BTreeSet;

use counting_rules::Text;
use regex::Regex;

const PAGE: &str = include_str!("../counting-rules/LANGUAGE.md");

/// The files that read the language.
const GRAMMAR: [&str; 7] = [
    include_str!("../src/rules/syntax/item.rs"),
    include_str!("../src/rules/syntax/offence.rs"),
    include_str!("../src/rules/syntax/vocabulary.rs"),
    include_str!("../src/rules/syntax/condition.rs"),
    include_str!("../src/rules/syntax/set.rs"),
    include_str!("../src/rules/syntax/rule.rs"),
    include_str!("../src/rules/syntax/example.rs"),
];

/// The page as pieces of rules and as all the rest.
fn parts() -> (Vec<String>, String) {
    let (mut fences, mut prose) = (Vec::new(), String::new());
    let mut fence: Option<String> = None;
    for line in PAGE.lines() {
        fence = match fence.take() {
            Some(text) if line == "```" => {
                fences.push(text);
                None
            }
            Some(text) => Some(format!("{text}{line}\n")),
            None if line == "```rules" => Some(String::new()),
            None => {
                assert!(!line.starts_with("```"), "another kind of fence: {line}");
                prose.push_str(line);
                prose.push('\n');
                None
            }
        };
    }
    assert!(fence.is_none(), "the last fence is open");
    (fences, prose)
}

/// Every word that stands in backticks.
fn words_in_backticks(prose: &str) -> BTreeSet<&str> {
    let spans = prose.split('`').skip(1).step_by(2);
    spans
        .flat_map(str::split_whitespace)
        .map(|word| word.trim_matches(|c: char| ",()".contains(c)))
        .collect()
}

/// The keywords, as the source lists them.
fn keywords() -> Vec<&'static str> {
    let source = include_str!("../src/rules/syntax/lexical.rs");
    let list = source.split("KEYWORDS: &[&str] = &[").nth(1).unwrap().split("];").next().unwrap();
    list.split('"').skip(1).step_by(2).collect()
}

#[test]
fn every_example_is_complete_and_in_the_one_layout() {
    let (fences, _) = parts();
    assert!(fences.len() > 40, "{}", fences.len());
    for fence in fences {
        match Text::new("LANGUAGE.md", fence.as_str()).formatted() {
            Ok(formatted) => assert_eq!(formatted, fence),
            Err(errors) => panic!("{errors}\n{fence}"),
        }
    }
}

#[test]
fn the_page_ends_with_every_keyword_by_the_alphabet() {
    let list = PAGE.split("\n## Keywords\n").nth(1).unwrap();
    let rows = list.lines().filter_map(|line| line.strip_prefix("| `"));
    let listed: Vec<&str> = rows.map(|row| row.split('`').next().unwrap()).collect();
    assert!(listed.len() > 80);
    assert_eq!(listed, keywords());
}

#[test]
fn no_word_that_the_grammar_reads_is_left_out() {
    let reads = r#"\b(?:words|after|window|flag|with_head|with_any_head|feature)\(\s*"([^"]+)""#;
    let reads = Regex::new(reads).unwrap();
    let read = GRAMMAR.iter().flat_map(|source| reads.captures_iter(source));
    let phrases: Vec<String> = read.map(|found| found[1].to_owned()).collect();
    assert!(phrases.len() > 100, "{}", phrases.len());
    let (_, prose) = parts();
    let told = words_in_backticks(&prose);
    let all = phrases.iter().flat_map(|phrase| phrase.split(' ')).chain(keywords());
    let missing: BTreeSet<&str> = all.filter(|word| !told.contains(word)).collect();
    assert!(missing.is_empty(), "{missing:?}");
}
