//! The page on report and decision: its decisions are those that the library makes, and it leaves
//! no field and no kind of mistake out.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test fails by panicking"
)]

use std::collections::BTreeSet;

use counting_rules::Rules;
use counting_rules::report::ReportProblemCode;
use serde_json::Value;

const PAGE: &str = include_str!("../counting-rules/REPORT.md");
const REPORT: &str = include_str!("../examples/embedding/schema/report.schema.json");
const DECISION: &str = include_str!("../examples/embedding/schema/decision.schema.json");

/// The fences, each with what stands behind its backticks, and all that stands in none.
fn parts() -> (Vec<(String, String)>, String) {
    let (mut fences, mut prose) = (Vec::new(), String::new());
    let mut fence: Option<(String, String)> = None;
    for line in PAGE.lines() {
        fence = match (fence.take(), line.strip_prefix("```")) {
            (Some(whole), Some(_)) => {
                fences.push(whole);
                None
            }
            (Some((kind, text)), None) => Some((kind, format!("{text}{line}\n"))),
            (None, Some(kind)) => Some((kind.to_owned(), String::new())),
            (None, None) => {
                prose.push_str(line);
                prose.push('\n');
                None
            }
        };
    }
    assert!(fence.is_none(), "the last fence is open");
    (fences, prose)
}

/// What stands in backticks.
fn in_backticks(prose: &str) -> BTreeSet<&str> {
    prose.split('`').skip(1).step_by(2).collect()
}

#[test]
fn every_piece_of_json_is_json() {
    for (kind, text) in parts().0 {
        match kind.as_str() {
            "json" | "json report" | "json decision" => {
                serde_json::from_str::<Value>(&text).unwrap_or_else(|e| panic!("{e}\n{text}"));
            }
            other => assert_eq!(other, "text"),
        }
    }
}

#[test]
fn every_decision_is_that_of_the_report_before_it() {
    let rules = Rules::shipped().unwrap_or_else(|e| panic!("{e}"));
    let whole = |kind: &str| kind == "json report" || kind == "json decision";
    let fences: Vec<(String, String)> =
        parts().0.into_iter().filter(|(kind, _)| whole(kind)).collect();
    assert!(fences.len() >= 10, "{}", fences.len());
    for pair in fences.chunks(2) {
        assert_eq!((pair[0].0.as_str(), pair[1].0.as_str()), ("json report", "json decision"));
        let report = rules.read(&pair[0].1).unwrap_or_else(|e| panic!("{e}\n{}", pair[0].1));
        let mut told: Value = serde_json::from_str(&pair[1].1).unwrap();
        let edition = rules.edition(told["edition"].as_str().unwrap()).unwrap();
        let mut decided = serde_json::to_value(edition.decide_and_ask(&report).unwrap()).unwrap();
        // The digest changes with every rule file.
        assert!(told["rules"]["digest"].is_string());
        told["rules"] = Value::Null;
        decided["rules"] = Value::Null;
        assert_eq!(told, decided, "{}", report.reference);
    }
}

/// The names of the fields that a schema describes. Facts that the rule files declare stand under
/// definitions of their own and are not fields.
fn fields(schema: &Value, found: &mut BTreeSet<String>) {
    match schema {
        Value::Object(members) => {
            let own = members.get("properties").and_then(Value::as_object);
            found.extend(own.into_iter().flat_map(|own| own.keys().cloned()));
            let inside = members.iter().filter(|(name, _)| !name.ends_with("Facts"));
            inside.for_each(|(_, value)| fields(value, found));
        }
        Value::Array(items) => items.iter().for_each(|item| fields(item, found)),
        _ => {}
    }
}

#[test]
fn no_field_is_left_out() {
    let (_, prose) = parts();
    let told = in_backticks(&prose);
    for schema in [REPORT, DECISION] {
        let schema: Value = serde_json::from_str(schema).unwrap();
        let mut all = BTreeSet::new();
        fields(&schema, &mut all);
        assert!(all.len() > 20, "{all:?}");
        let missing: Vec<&String> =
            all.iter().filter(|name| !told.contains(name.as_str())).collect();
        assert!(missing.is_empty(), "{missing:?}");
    }
}

#[test]
fn no_kind_of_mistake_is_left_out() {
    let (_, prose) = parts();
    let rows = prose.lines().filter_map(|line| line.strip_prefix("| `"));
    let told: BTreeSet<&str> = rows.filter_map(|row| row.split('`').next()).collect();
    let all = ReportProblemCode::ALL.iter().map(|code| code.code());
    let missing: Vec<&str> = all.filter(|code| !told.contains(code)).collect();
    assert!(missing.is_empty(), "{missing:?}");
}
