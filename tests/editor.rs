//! The grammar for editors covers every shipped file, and knows every word of the language.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    reason = "a test fails by panicking"
)]

use counting_rules::Rules;
use regex::Regex;
use serde_json::Value;

const GRAMMAR: &str = include_str!("../counting-rules/editor/counting-rules.tmLanguage.json");

/// The patterns in order: name, scope, expression.
fn patterns() -> Vec<(String, String, Regex)> {
    let grammar: Value = serde_json::from_str(GRAMMAR).unwrap();
    let included = grammar["patterns"].as_array().unwrap().iter();
    included
        .map(|pattern| {
            let name = pattern["include"].as_str().unwrap().trim_start_matches('#').to_owned();
            let rule = &grammar["repository"][&name];
            let scope = rule["name"].as_str().unwrap_or("item").to_owned();
            (name, scope, Regex::new(rule["match"].as_str().unwrap()).unwrap())
        })
        .collect()
}

/// Splits a line as an editor does, by the earliest match and then the first pattern, and also
/// returns what no pattern matches.
fn pieces<'a>(patterns: &'a [(String, String, Regex)], line: &'a str) -> Vec<(&'a str, &'a str)> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < line.len() {
        let matches = patterns.iter().filter_map(|(name, _, regex)| {
            let found = regex.find_at(line, at)?;
            (!found.is_empty()).then_some((found.start(), name, found))
        });
        let Some((start, name, piece)) = matches.min_by_key(|(start, _, _)| *start) else { break };
        if !line[at..start].trim().is_empty() {
            found.push(("nothing", &line[at..start]));
        }
        found.push((name.as_str(), piece.as_str()));
        at = piece.end();
    }
    if !line[at..].trim().is_empty() {
        found.push(("nothing", &line[at..]));
    }
    found
}

#[test]
fn every_shipped_file_is_covered() {
    let patterns = patterns();
    for text in Rules::shipped_texts() {
        for (n, line) in text.content.lines().enumerate() {
            let pieces = pieces(&patterns, line);
            let uncovered = pieces.iter().find(|(name, _)| *name == "nothing");
            assert!(uncovered.is_none(), "{}:{}: {uncovered:?} in {pieces:?}", text.name, n + 1);
            // The first word of an unindented line begins an item.
            let begins = line.starts_with(|c: char| c.is_ascii_lowercase());
            if begins {
                assert_eq!(pieces[0].0, "item", "{}:{}: {pieces:?}", text.name, n + 1);
            }
        }
    }
}

#[test]
fn every_word_of_the_language_is_known() {
    let source = include_str!("../src/rules/syntax/lexical.rs");
    let list = source.split("KEYWORDS: &[&str] = &[").nth(1).unwrap().split("];").next().unwrap();
    let words: Vec<&str> = list.split('"').skip(1).step_by(2).collect();
    assert!(words.len() > 80);
    let patterns = patterns();
    for word in words {
        let scope = pieces(&patterns, word)[0].0;
        assert!(matches!(scope, "keyword" | "look-up" | "item"), "{word} is {scope}");
    }
}

#[test]
fn a_rule_is_told_piece_by_piece() {
    let patterns = patterns();
    let told = |line| pieces(&patterns, line);
    assert_eq!(
        told("  over class 8N except 008/01 and up-to-and-including-8n"),
        [
            ("keyword", "over"),
            ("keyword", "class"),
            ("class", "8N"),
            ("keyword", "except"),
            ("code", "008/01"),
            ("keyword", "and"),
            ("name", "up-to-and-including-8n"),
        ]
    );
    assert_eq!(told("remove example one-visit"), [("item", "remove example one-visit")]);
    assert_eq!(
        told("  under all from hocr-2020-04")[1..3],
        [("keyword", "all"), ("keyword", "from")]
    );
    assert_eq!(told("  cite crr-2026 \"p. 14\" # no")[2].0, "string");
    assert_eq!(told("  in force from 2026-04-01").last().unwrap(), &("date", "2026-04-01"));
}
