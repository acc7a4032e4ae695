//! Reports with the decision that each edition must give, and its reasons: `tests/cases/*.json`.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test fails by panicking"
)]

use counting_rules::{Report, Rules};
use serde_json::Value;

/// Lists whose order is not part of a case.
const UNORDERED: [&str; 4] = ["suspects", "between", "related", "also_record"];

#[test]
fn every_case_is_decided_as_it_says() {
    let rules = Rules::shipped().unwrap_or_else(|e| panic!("{e}"));
    let mut wrong = Vec::new();
    let mut held = 0;
    for file in std::fs::read_dir("tests/cases").expect("the cases").map(|f| f.unwrap().path()) {
        if file.extension().is_none_or(|ending| ending != "json") {
            continue;
        }
        let text = std::fs::read_to_string(&file).unwrap();
        let case: Value = serde_json::from_str(&text).unwrap_or_else(|e| panic!("{file:?}: {e}"));
        for (edition, expected) in case["expect"].as_object().unwrap() {
            match difference(&rules, edition, &case["report"], expected) {
                None => held += 1,
                Some(how) => wrong.push(format!(
                    "{} {edition}: {how}\n    {}",
                    file.file_stem().unwrap().display(),
                    case["why"].as_str().unwrap_or("")
                )),
            }
        }
    }
    let told: Vec<&str> = wrong.iter().take(10).map(String::as_str).collect();
    let count = wrong.len();
    assert!(wrong.is_empty(), "{held} held and {count} did not, such as\n{}", told.join("\n"));
    assert!(held > 0, "no case was found");
}

fn difference(rules: &Rules, edition: &str, report: &Value, expected: &Value) -> Option<String> {
    let edition = match rules.edition(edition) {
        Ok(edition) => edition,
        Err(error) => return Some(error.to_string()),
    };
    let decided =
        Report::from_json(&report.to_string()).and_then(|report| edition.decide_and_ask(&report));
    let decision = match decided {
        Ok(decision) => serde_json::to_value(decision).unwrap(),
        Err(errors) => return Some(errors.to_string()),
    };
    if decision["outcome"] != expected["outcome"] {
        return Some(expected_and_got("outcome", &expected["outcome"], &decision["outcome"]));
    }
    let mut left = decision["crimes"].as_array().unwrap().clone();
    let wanted = expected["crimes"].as_array().unwrap();
    let mut missing = Vec::new();
    for crime in wanted {
        match left.iter().position(|found| wrong_fields(crime, found).is_empty()) {
            Some(at) => drop(left.remove(at)),
            None => missing.push(crime),
        }
    }
    // Each is told beside the crime that is most like it.
    let mut told = Vec::new();
    for crime in missing {
        let nearest = (0..left.len()).min_by_key(|at| wrong_fields(crime, &left[*at]).len());
        let Some(found) = nearest.map(|at| left.remove(at)) else {
            told.push(format!("a crime is missing: {crime}"));
            continue;
        };
        let fields = wrong_fields(crime, &found).into_iter();
        told.extend(fields.map(|field| expected_and_got(field, &crime[field], &found[field])));
    }
    if !told.is_empty() {
        return Some(told.join("; "));
    }
    if let Some(crime) = left.first() {
        let [victim, action, principal] = ["victim", "action", "principal"].map(|f| &crime[f]);
        return Some(format!("one crime too many: victim {victim}, {action}, {principal}"));
    }
    let mut asked: Vec<&str> = decision["open_questions"]
        .as_array()
        .unwrap()
        .iter()
        .map(|q| q["fact"].as_str().unwrap())
        .collect();
    asked.sort_unstable();
    asked.dedup();
    let questions = expected.get("questions")?.as_array().unwrap();
    (questions.iter().map(|q| q.as_str().unwrap()).ne(asked.iter().copied()))
        .then(|| expected_and_got("questions", &expected["questions"], &asked.into()))
}

fn expected_and_got(field: &str, expected: &Value, got: &Value) -> String {
    format!("{field}: expected {expected}, got {got}").replace('"', "")
}

/// The fields of a crime that a case states otherwise.
fn wrong_fields<'e>(expected: &'e Value, found: &Value) -> Vec<&'e str> {
    let differs = |(field, want): &(&String, &Value)| {
        let got = found.get(field.as_str()).unwrap_or(&Value::Null);
        match UNORDERED.contains(&field.as_str()) {
            true => sorted(want) != sorted(got),
            false => *want != got,
        }
    };
    let fields = expected.as_object().unwrap().iter().filter(differs);
    fields.map(|(field, _)| field.as_str()).collect()
}

fn sorted(list: &Value) -> Vec<String> {
    let mut items: Vec<String> =
        list.as_array().into_iter().flatten().map(ToString::to_string).collect();
    items.sort();
    items
}
