//! Reports with the decision that each edition must give: `tests/cases/*.json`.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test fails by panicking"
)]

mod stated;

use counting_rules::Rules;
use stated::{all_cases, difference, files, in_short};

const FOLDER: &str = "tests/cases";

#[test]
fn every_case_is_decided_as_it_says() {
    let rules = Rules::shipped().unwrap_or_else(|e| panic!("{e}"));
    let mut wrong = Vec::new();
    let mut held = 0;
    for case in all_cases(&rules, FOLDER) {
        let report = rules.read(&case.report.to_string());
        for (edition, expected) in &case.expect {
            let how = match (&report, expected["error"] == true) {
                (Err(_), true) => None,
                (Err(errors), false) => Some(errors.to_string()),
                (Ok(_), true) => Some("an error was expected".to_owned()),
                (Ok(report), false) => {
                    let decided = rules.edition(edition).unwrap().decide_and_ask(report).unwrap();
                    difference(&serde_json::to_value(decided).unwrap(), expected)
                }
            };
            match how {
                None => held += 1,
                Some(how) => wrong.push(format!("{} {edition}: {how}", case.name)),
            }
        }
    }
    let told: Vec<&str> = wrong.iter().take(10).map(String::as_str).collect();
    let count = wrong.len();
    assert!(wrong.is_empty(), "{held} held and {count} did not, such as\n{}", told.join("\n"));
}

/// With `UPDATE_CASES` set, those that do are written in short.
#[test]
fn no_case_states_the_same_twice() {
    let rules = Rules::shipped().unwrap_or_else(|e| panic!("{e}"));
    let mut long = Vec::new();
    for file in files(FOLDER) {
        let text = std::fs::read_to_string(&file).unwrap();
        let Some((names, short)) = in_short(&rules, &text) else { continue };
        match std::env::var_os("UPDATE_CASES") {
            Some(_) => std::fs::write(&file, short).unwrap(),
            None => long.push(format!("{}: write {names:?}", file.display())),
        }
    }
    let help = "UPDATE_CASES=1 cargo test --test cases twice writes it";
    assert!(long.is_empty(), "these repeat themselves; {help}:\n{}", long.join("\n"));
}
