//! Reads JSON text as a [`Report`]: checks the shape of every field and collects all mistakes.

mod fields;
mod recording;

use std::collections::BTreeMap;

use serde::de::{Deserialize, Deserializer, Error};

use super::json::{Json, shown};
use super::problem::format_not_read;
use super::{
    Incident, Intervention, OF_RECORDED_CRIME, Pair, Person, RecordedCrime, Report, ReportErrors,
    ReportProblem as Problem, ReportProblemCode as Wrong,
};
pub(crate) use fields::no_such_field;
use fields::{Fields, fact_of, given_twice, list_of, text_of, whole_of, wrong_type};
use recording::recording;

/// Reads as much of the report as possible, and says what could not be read. Placeholders stand in
/// for what could not be read, so that list indices do not shift.
pub(super) fn report(text: &str) -> (Report, ReportErrors) {
    match json(text) {
        Err(problem) => (Report::default(), (*problem).into()),
        Ok(json) => of_json(json),
    }
}

fn of_json(json: Json) -> (Report, ReportErrors) {
    let mut errors = ReportErrors::default();
    let report = Fields::of(json, "", &mut errors).map(whole).unwrap_or_default();
    let errors = errors.of_report(&report);
    (report, errors)
}

/// Reads a report from any format that describes itself, with every mistake of its fields in one
/// error. [`Report::from_json`] is faster, and gives the mistakes as data.
impl<'de> Deserialize<'de> for Report {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Report, D::Error> {
        let json = Json::deserialize(from)?;
        let (report, errors) = of_json(json.clone());
        match errors.problems.is_empty() {
            true => Ok(report),
            false => Err(Error::custom(errors.in_order_of(&json))),
        }
    }
}

/// Sorts problems into the order of their fields in the text.
pub(crate) fn in_order(errors: ReportErrors, text: &str) -> ReportErrors {
    match json(text) {
        Ok(json) => errors.in_order_of(&json),
        Err(_) => errors,
    }
}

fn json(text: &str) -> Result<Json, Box<Problem>> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    serde_json::from_str::<Json>(text).map_err(|error| {
        Box::new(match text.trim().is_empty() {
            true => Problem::new(Wrong::EmptyReport, "", "the report is empty"),
            false => Problem::new(Wrong::NotJson, "", not_json(&error)),
        })
    })
}

fn whole(mut fields: Fields<'_>) -> Report {
    let report = Report {
        format: fields.optional("format", format_of),
        reference: fields.required("reference", text_of),
        reported_on: fields.required("reported_on", text_of),
        people: fields.list("people", person),
        pairs: fields.list("pairs", pair),
        incidents: fields
            .required("incidents", |value, path, errors| list_of(value, path, errors, incident)),
        recorded_crimes: fields.list("recorded_crimes", recorded_crime),
        interventions: fields.list("interventions", intervention),
        recording: fields.optional("recording", recording).unwrap_or_default(),
    };
    fields.no_others();
    report
}

/// Describes what is wrong with the JSON, and where.
fn not_json(error: &serde_json::Error) -> String {
    let told = error.to_string();
    let told = told.split(" at line ").next().unwrap_or("");
    let told = match told {
        _ if error.is_eof() => "the text ends before the report does",
        "expected value" => "a value is expected here",
        "expected ident" => "a value is expected here: a text stands in straight double quotes",
        "key must be a string" => {
            "the name of a field, in straight double quotes, is expected here"
        }
        "trailing characters" => "something follows the end of the report",
        "trailing comma" => "a comma stands before a closing bracket",
        "recursion limit exceeded" => "brackets stand too deep in one another",
        told => told,
    };
    format!("this is not JSON: line {}, column {}: {told}", error.line(), error.column())
}

/// Reads the format, and reports one that this version does not read.
fn format_of(value: Json, path: &str, errors: &mut ReportErrors) -> Option<u64> {
    let format = whole_of(value, path, errors)?;
    errors.problems.extend(format_not_read(format));
    Some(format)
}

fn person(value: Json, path: &str, errors: &mut ReportErrors) -> Option<Person> {
    let mut fields = Fields::of(value, path, errors)?;
    let person = Person {
        id: fields.required("id", text_of),
        age: fields.optional("age", whole_of),
        born: fields.optional("born", text_of),
        facts: fields.optional("facts", facts).unwrap_or_default(),
    };
    fields.no_others();
    Some(person)
}

fn pair(value: Json, path: &str, errors: &mut ReportErrors) -> Option<Pair> {
    let mut fields = Fields::of(value, path, errors)?;
    let pair = Pair {
        victim: fields.required("victim", text_of),
        suspect: fields.required("suspect", text_of),
        relationship: fields.optional("relationship", text_of),
        facts: fields.optional("facts", facts).unwrap_or_default(),
    };
    fields.no_others();
    Some(pair)
}

/// Reads facts by name; whether the names are declared is checked later, against the rules.
fn facts(
    value: Json,
    path: &str,
    errors: &mut ReportErrors,
) -> Option<BTreeMap<String, Option<bool>>> {
    let Json::Object(fields) = value else {
        wrong_type(&value, path, "an object", errors);
        return None;
    };
    let mut facts = BTreeMap::new();
    for (name, value) in fields.into_iter().filter(|(name, _)| !name.starts_with("x-")) {
        let path = format!("{path}.{}", shown(&name));
        let known = fact_of(value, &path, errors);
        if facts.insert(name, known).is_some() {
            errors.add(given_twice(path));
        }
    }
    Some(facts)
}

fn incident(value: Json, path: &str, errors: &mut ReportErrors) -> Option<Incident> {
    let mut fields = Fields::of(value, path, errors)?;
    let incident = Incident {
        id: fields.required("id", text_of),
        on: fields.required("on", text_of),
        to: fields.optional("to", text_of),
        occasions: fields.optional("occasions", whole_of),
        victims: fields.list("victims", text_of),
        suspects: fields.list("suspects", text_of),
        acts: fields.list("acts", text_of),
        effects: fields.list("effects", text_of),
        offences: fields.list("offences", text_of),
        facts: fields.optional("facts", facts).unwrap_or_default(),
    };
    fields.no_others();
    Some(incident)
}

fn recorded_crime(value: Json, path: &str, errors: &mut ReportErrors) -> Option<RecordedCrime> {
    let mut fields = Fields::of(value, path, errors)?;
    let crime = RecordedCrime {
        id: fields.required("id", text_of),
        code: fields.required("code", text_of),
        victim: fields.required("victim", text_of),
        suspects: fields.list("suspects", text_of),
        last_incident_on: fields.required("last_incident_on", text_of),
        facts: BTreeMap::new(),
    };
    let facts = fields.facts(&OF_RECORDED_CRIME);
    fields.no_others();
    Some(RecordedCrime { facts, ..crime })
}

fn intervention(value: Json, path: &str, errors: &mut ReportErrors) -> Option<Intervention> {
    let mut fields = Fields::of(value, path, errors)?;
    let intervention = Intervention {
        on: fields.required("on", text_of),
        victim: fields.required("victim", text_of),
        suspect: fields.required("suspect", text_of),
        kind: fields.required("kind", text_of),
        concerns: fields.optional("for", text_of),
    };
    fields.no_others();
    Some(intervention)
}
