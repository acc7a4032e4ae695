//! From JSON text to a [`Report`]: the shape of every field, all mistakes at once.

mod recording;

use std::collections::BTreeMap;

use super::json::Json;
use super::{Incident, Intervention, Pair, Person, RecordedCrime, Report, ReportErrors};
use crate::suggest;
use recording::recording;

pub(super) fn report(text: &str) -> Result<Report, ReportErrors> {
    let mut errors = ReportErrors::default();
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let json = match serde_json::from_str::<Json>(text) {
        Ok(json) => json,
        Err(_) if text.trim().is_empty() => {
            errors.add("", "the report is empty");
            return Err(errors);
        }
        Err(error) => {
            errors.add("", not_json(&error));
            return Err(errors);
        }
    };
    let mut report = Report::default();
    if let Some(mut fields) = Fields::of(json, "", &mut errors) {
        report = Report {
            reference: fields.required("reference", text_of),
            reported_on: fields.required("reported_on", text_of),
            people: fields.list("people", person),
            pairs: fields.list("pairs", pair),
            incidents: fields.required("incidents", |value, path, errors| {
                list_of(value, path, errors, incident)
            }),
            recorded_crimes: fields.list("recorded_crimes", recorded_crime),
            interventions: fields.list("interventions", intervention),
            recording: fields.optional("recording", recording).unwrap_or_default(),
        };
        fields.no_others();
    }
    if errors.problems.is_empty() { Ok(report) } else { Err(errors) }
}

/// What is wrong with the JSON, and where.
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

/// A name of the report, cut short where it is too long to show.
pub(super) fn shown(name: &str) -> String {
    match name.char_indices().nth(60) {
        Some((end, _)) => format!("{}…", name.get(..end).unwrap_or("")),
        None => name.to_owned(),
    }
}

/// The fields of one object that were not read yet.
struct Fields<'e> {
    path: String,
    left: Vec<(String, Json)>,
    known: Vec<&'static str>,
    errors: &'e mut ReportErrors,
    late: ReportErrors,
}

impl<'e> Fields<'e> {
    fn of(value: Json, path: &str, errors: &'e mut ReportErrors) -> Option<Fields<'e>> {
        match value {
            Json::Object(left) => {
                let (path, known) = (path.to_owned(), Vec::new());
                Some(Fields { path, left, known, errors, late: ReportErrors::default() })
            }
            other => {
                wrong_type(&other, path, "an object", errors);
                None
            }
        }
    }

    fn path_to(&self, name: &str) -> String {
        if self.path.is_empty() { name.to_owned() } else { format!("{}.{name}", self.path) }
    }

    fn take(&mut self, name: &'static str) -> Option<Json> {
        self.known.push(name);
        let mut found = None;
        let mut twice = false;
        self.left.retain_mut(|(key, value)| {
            if key != name {
                return true;
            }
            twice |= found.replace(std::mem::replace(value, Json::Null)).is_some();
            false
        });
        if twice {
            let path = self.path_to(name);
            self.errors.add(path, "this field is given twice");
        }
        found
    }

    fn optional<T>(
        &mut self,
        name: &'static str,
        read: impl FnOnce(Json, &str, &mut ReportErrors) -> Option<T>,
    ) -> Option<T> {
        let value = self.take(name)?;
        let path = self.path_to(name);
        read(value, &path, self.errors)
    }

    fn required<T: Default>(
        &mut self,
        name: &'static str,
        read: impl FnOnce(Json, &str, &mut ReportErrors) -> Option<T>,
    ) -> T {
        let path = self.path_to(name);
        match self.take(name) {
            Some(value) => read(value, &path, self.errors).unwrap_or_default(),
            None => {
                self.late.add(path, "this field is required");
                T::default()
            }
        }
    }

    fn list<T>(
        &mut self,
        name: &'static str,
        one: impl Fn(Json, &str, &mut ReportErrors) -> Option<T>,
    ) -> Vec<T> {
        let read = |value, path: &str, errors: &mut ReportErrors| list_of(value, path, errors, one);
        self.optional(name, read).unwrap_or_default()
    }

    /// Whatever is left is a mistake, unless it is the caller's own.
    fn no_others(mut self) {
        let left = std::mem::take(&mut self.left);
        for (name, _) in left.iter().filter(|(name, _)| !name.starts_with("x-")) {
            let help = suggest::did_you_mean(name, self.known.iter().copied())
                .unwrap_or_else(|| format!("the fields here are: {}", self.known.join(", ")));
            let path = self.path_to(&shown(name));
            self.errors.add_with(path, "there is no such field", Some(help));
        }
        self.errors.problems.append(&mut self.late.problems);
    }
}

fn wrong_type(found: &Json, path: &str, wanted: &str, errors: &mut ReportErrors) {
    let kind = match found {
        Json::Number if wanted.starts_with("a whole") => "a number below 0, not whole or too large",
        found => found.kind(),
    };
    let unknown = matches!(found, Json::Null) && !path.is_empty();
    let help = unknown.then(|| "leave out what is not known".to_owned());
    errors.add_with(path, format!("this is {kind}, where {wanted} is expected"), help);
}

fn text_of(value: Json, path: &str, errors: &mut ReportErrors) -> Option<String> {
    match value {
        Json::Text(text) => Some(text),
        other => {
            wrong_type(&other, path, "a text", errors);
            None
        }
    }
}

fn whole_of(value: Json, path: &str, errors: &mut ReportErrors) -> Option<u64> {
    match value {
        Json::Whole(number) => Some(number),
        other => {
            wrong_type(&other, path, "a whole number from 0", errors);
            None
        }
    }
}

fn bool_of(value: Json, path: &str, errors: &mut ReportErrors) -> Option<bool> {
    match value {
        Json::Bool(value) => Some(value),
        other => {
            wrong_type(&other, path, "true or false", errors);
            None
        }
    }
}

fn list_of<T>(
    value: Json,
    path: &str,
    errors: &mut ReportErrors,
    one: impl Fn(Json, &str, &mut ReportErrors) -> Option<T>,
) -> Option<Vec<T>> {
    let Json::List(values) = value else {
        wrong_type(&value, path, "a list", errors);
        return None;
    };
    let mut read = Vec::new();
    for (n, value) in values.into_iter().enumerate() {
        read.extend(one(value, &format!("{path}[{n}]"), errors));
    }
    Some(read)
}

fn person(value: Json, path: &str, errors: &mut ReportErrors) -> Option<Person> {
    let mut fields = Fields::of(value, path, errors)?;
    let person = Person {
        id: fields.required("id", text_of),
        age: fields.optional("age", whole_of),
        born: fields.optional("born", text_of),
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

/// Facts by name; which names there are is the rules' affair.
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
        let path = format!("{path}.{name}");
        let known = match value {
            Json::Null => None,
            Json::Bool(value) => Some(value),
            other => {
                wrong_type(&other, &path, "true, false or null", errors);
                continue;
            }
        };
        if facts.insert(name, known).is_some() {
            errors.add(path, "this field is given twice");
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
        longer_gap_accepted: fields.optional("longer_gap_accepted", bool_of).unwrap_or_default(),
    };
    fields.no_others();
    Some(crime)
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
