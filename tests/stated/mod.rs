//! The cases: reports, and what editions must make of each.

#![allow(
    dead_code,
    unreachable_pub,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "test code fails by panicking, and each test uses its own part"
)]

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use counting_rules::{Edition, Report, Rules};
use serde::Deserialize;
use serde_json::Value;
use serde_json::value::RawValue;

pub struct Case {
    pub name: String,
    pub report: Value,
    /// What each edition that the case names must make of it, in the order of their months.
    pub expect: Vec<(String, Value)>,
}

impl Case {
    pub fn read(&self) -> Report {
        Report::from_json(&self.report.to_string()).unwrap_or_else(|e| panic!("{}: {e}", self.name))
    }
}

/// Every case of a folder whose report is decided.
pub fn cases(rules: &Rules, folder: &str) -> Vec<Case> {
    let refused = |case: &Case| case.expect.iter().all(|(_, wanted)| wanted["error"] == true);
    all_cases(rules, folder).into_iter().filter(|case| !refused(case)).collect()
}

/// Every case of a folder, with those whose report is refused.
pub fn all_cases(rules: &Rules, folder: &str) -> Vec<Case> {
    let all = ids(rules);
    let cases: Vec<Case> = files(folder).iter().map(|file| case(&all, file)).collect();
    assert!(!cases.is_empty(), "no case was found");
    cases
}

/// The report of one of `tests/cases`.
pub fn report(name: &str) -> Report {
    let case = value(Path::new(&format!("tests/cases/{name}.json")));
    Report::from_json(&case["report"].to_string()).unwrap()
}

pub fn files(folder: &str) -> Vec<PathBuf> {
    let files = std::fs::read_dir(folder).unwrap().map(|file| file.unwrap().path());
    let mut files: Vec<PathBuf> =
        files.filter(|file| file.extension().is_some_and(|ending| ending == "json")).collect();
    files.sort();
    files
}

fn value(file: &Path) -> Value {
    let text = std::fs::read_to_string(file).unwrap_or_else(|e| panic!("{file:?}: {e}"));
    serde_json::from_str(&text).unwrap_or_else(|e| panic!("{file:?}: {e}"))
}

fn case(all: &[&str], file: &Path) -> Case {
    let mut case = value(file);
    let name = file.file_stem().unwrap().to_str().unwrap().to_owned();
    let mut expect: Vec<(String, Value)> = Vec::new();
    for (names, wanted) in case["expect"].as_object().unwrap() {
        for edition in named(all, names).unwrap_or_else(|how| panic!("{name}: {how}")) {
            assert!(expect.iter().all(|(of, _)| of != edition), "{name} states {edition} twice");
            expect.push((edition.to_owned(), wanted.clone()));
        }
    }
    expect.sort_by_key(|(edition, _)| all.iter().position(|id| id == edition));
    Case { name, report: case["report"].take(), expect }
}

/// The ids of the editions, in the order of the months in them.
fn ids(rules: &Rules) -> Vec<&str> {
    let mut ids: Vec<&str> = rules.editions().iter().map(Edition::id).collect();
    ids.sort_by_key(|id| id.split_once('-').map(|(_, month)| month));
    ids
}

/// The editions of an entry: `A`, or `A to B` with all between them; several are parted by commas.
fn named<'r>(all: &[&'r str], names: &str) -> Result<Vec<&'r str>, String> {
    let at = |name: &str| {
        let found = all.iter().position(|id| *id == name);
        found.ok_or_else(|| format!("there is no edition {name:?}"))
    };
    let mut found = Vec::new();
    for part in names.split(", ") {
        let (from, to) = part.split_once(" to ").unwrap_or((part, part));
        let (from, to) = (at(from)?, at(to)?);
        if from > to {
            return Err(format!("nothing is from {part}"));
        }
        found.extend_from_slice(&all[from..=to]);
    }
    Ok(found)
}

/// The name of an entry for these editions: three or more neighbours are `A to B`.
fn name_of(all: &[&str], editions: &[&str]) -> String {
    let at: Vec<usize> = (0..all.len()).filter(|at| editions.contains(&all[*at])).collect();
    let runs = at.chunk_by(|before, after| before + 1 == *after).map(|run| match run {
        [from, _, .., to] => format!("{} to {}", all[*from], all[*to]),
        few => few.iter().map(|at| all[*at]).collect::<Vec<_>>().join(", "),
    });
    runs.collect::<Vec<_>>().join(", ")
}

/// A case that repeats itself: the names that its entries should have, and its text with them.
pub fn in_short(rules: &Rules, text: &str) -> Option<(Vec<String>, String)> {
    #[derive(Deserialize)]
    struct Expects<'t> {
        #[serde(borrow)]
        expect: &'t RawValue,
    }
    let all = ids(rules);
    let expect = serde_json::from_str::<Expects<'_>>(text).unwrap().expect.get();
    let entries: BTreeMap<String, &RawValue> = serde_json::from_str(expect).unwrap();
    let mut groups: Vec<(Value, &RawValue, Vec<&str>)> = Vec::new();
    for edition in &all {
        let states = |names: &str| named(&all, names).unwrap().contains(edition);
        let Some((_, text)) = entries.iter().find(|(names, _)| states(names)) else { continue };
        let value: Value = serde_json::from_str(text.get()).unwrap();
        match groups.iter_mut().find(|(same, ..)| *same == value) {
            Some((.., editions)) => editions.push(edition),
            None => groups.push((value, text, vec![edition])),
        }
    }
    let names: Vec<String> = groups.iter().map(|(.., of)| name_of(&all, of)).collect();
    if names.len() == entries.len() && names.iter().all(|name| entries.contains_key(name)) {
        return None;
    }
    let short: Vec<String> = names
        .iter()
        .zip(&groups)
        .map(|(name, (_, text, _))| format!("    \"{name}\": {}", text.get()))
        .collect();
    let short = format!("{{\n{}\n  }}", short.join(",\n"));
    Some((names, text.replacen(expect, &short, 1)))
}

/// Lists whose order is not part of a case.
const UNORDERED: [&str; 5] = ["suspects", "between", "related", "also_record", "incidents"];

/// How a decision is not what a case states of it. Questions are compared where it has some.
pub fn difference(decided: &Value, expected: &Value) -> Option<String> {
    if decided["outcome"] != expected["outcome"] {
        return Some(expected_and_got("outcome", &expected["outcome"], &decided["outcome"]));
    }
    let mut left = decided["crimes"].as_array().unwrap().clone();
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
    beside(decided, expected).or_else(|| questions(decided, expected))
}

/// How what is not a crime is not what a case states: codes, or how many there are.
fn beside(decided: &Value, expected: &Value) -> Option<String> {
    let list = |name: &str| decided.get(name).and_then(Value::as_array);
    let sorted = |mut codes: Vec<Value>| {
        codes.sort_by_key(Value::to_string);
        Value::from(codes)
    };
    for (name, field) in [("not_counted", "code"), ("not_recorded", "codes")] {
        let Some(want) = expected.get(name) else { continue };
        let got = list(name).into_iter().flatten().flat_map(|item| match &item[field] {
            Value::Array(codes) => codes.clone(),
            code => vec![code.clone()],
        });
        let (want, got) = (sorted(want.as_array().unwrap().clone()), sorted(got.collect()));
        if want != got {
            return Some(expected_and_got(name, &want, &got));
        }
    }
    let count = |name: &str| list(name).map(|list| Value::from(list.len()));
    if let (Some(want), Some(got)) = (expected.get("not_used"), count("not_used"))
        && *want != got
    {
        return Some(expected_and_got("not_used", want, &got));
    }
    let (want, got) = (expected.get("cautions")?, count("cautions")?);
    (want.as_u64() > got.as_u64()).then(|| expected_and_got("cautions", want, &got))
}

fn questions(decided: &Value, expected: &Value) -> Option<String> {
    let (Some(questions), Some(asked)) = (expected.get("questions"), decided.get("open_questions"))
    else {
        return None;
    };
    let asked: BTreeSet<&str> = asked
        .as_array()
        .unwrap()
        .iter()
        .map(|question| question["fact"].as_str().unwrap())
        .collect();
    let asked = Value::from_iter(asked);
    (*questions != asked).then(|| expected_and_got("questions", questions, &asked))
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
