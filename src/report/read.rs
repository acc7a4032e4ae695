//! Reads JSON text as a [`Report`]: checks the shape of every field and collects all mistakes.

use serde::de::{Deserialize, Deserializer, Error};

use super::json::{Json, shown};
use super::problem::format_not_read;
use super::value::{Facts, Value, add_fact};
use super::{Report, ReportErrors, ReportProblem as Problem, ReportProblemCode as Wrong};
use crate::words::nearest;

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
    let report = Report::careful(json, "", &mut errors).unwrap_or_default();
    errors.problems.extend(report.format.and_then(format_not_read));
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

/// The fields of one object that have not been read yet.
pub(super) struct Fields<'e> {
    path: String,
    left: Vec<(String, Json)>,
    known: &'static [&'static str],
    errors: &'e mut ReportErrors,
    late: ReportErrors,
}

impl<'e> Fields<'e> {
    pub(super) fn of(
        value: Json,
        path: &str,
        known: &'static [&'static str],
        errors: &'e mut ReportErrors,
    ) -> Option<Fields<'e>> {
        let Json::Object(left) = value else {
            return wrong_type(&value, path, "an object", errors);
        };
        Some(Fields { path: path.to_owned(), left, known, errors, late: ReportErrors::default() })
    }

    /// Reads a field that must be there.
    pub(super) fn required<T: Value>(&mut self, name: &str) -> T {
        self.read(name).unwrap_or_else(|| {
            let path = path_to(&self.path, name);
            let absent = T::unread(&path);
            self.late.add(Problem::new(Wrong::MissingField, path, "this field is required"));
            absent
        })
    }

    /// Reads a field that may be left out.
    pub(super) fn optional<T: Value>(&mut self, name: &str) -> T {
        self.read(name).unwrap_or_default()
    }

    /// Reads a field that may be left out or null.
    pub(super) fn nullable<T: Value>(&mut self, name: &str) -> T {
        self.drop_null(name);
        self.optional(name)
    }

    /// Reads a field that must be there, and may be null.
    pub(super) fn stated<T: Value>(&mut self, name: &str) -> T {
        if self.drop_null(name) { T::default() } else { self.required(name) }
    }

    /// Drops a field that is null, and returns whether it was.
    fn drop_null(&mut self, name: &str) -> bool {
        let null = |(key, value): &(String, Json)| key == name && *value == Json::Null;
        let before = self.left.len();
        self.left.retain(|field| !null(field));
        self.left.len() < before
    }

    fn read<T: Value>(&mut self, name: &str) -> Option<T> {
        let path = path_to(&self.path, name);
        let mut given = self.left.extract_if(.., |(key, _)| key == name).map(|(_, value)| value);
        let (first, again) = (given.next(), given.last());
        if again.is_some() {
            self.errors.add(given_twice(path.clone()));
        }
        let value = again.or(first)?;
        Some(T::careful(value, &path, self.errors).unwrap_or_else(|| T::unread(&path)))
    }

    /// Reads every field without a name of its own as a fact; the rules decide which facts exist. A
    /// name close to a field is taken for a misspelling of it.
    pub(super) fn others(&mut self) -> Facts {
        let mut facts = Facts::new();
        let others = self.left.extract_if(.., |(name, _)| !self.known.contains(&name.as_str()));
        for (name, value) in others.filter(|(name, _)| !name.starts_with("x-")) {
            match nearest::nearest(&name, self.known.iter().copied()) {
                Some(near) => {
                    let path = path_to(&self.path, &shown(&name));
                    let problem = no_such_field(path, &name);
                    self.errors.add(problem.nearest_or(Some(near), || None));
                }
                None => {
                    let path = |name: &str| path_to(&self.path, name);
                    add_fact(&mut facts, name, value, path, self.errors);
                }
            }
        }
        facts
    }

    /// Reports every remaining field, unless it is the caller's own.
    pub(super) fn no_others(mut self) {
        for (name, _) in self.left.iter().filter(|(name, _)| !name.starts_with("x-")) {
            let near = nearest::nearest(name, self.known.iter().copied());
            let others = || Some(format!("the fields here are: {}", self.known.join(", ")));
            let path = path_to(&self.path, &shown(name));
            self.errors.add(no_such_field(path, name).nearest_or(near, others));
        }
        self.errors.problems.append(&mut self.late.problems);
    }
}

fn path_to(path: &str, name: &str) -> String {
    if path.is_empty() { name.to_owned() } else { format!("{path}.{name}") }
}

pub(crate) fn no_such_field(path: String, name: &str) -> Problem {
    Problem::new(Wrong::UnknownField, path, "there is no such field").value(name)
}

pub(super) fn given_twice(path: String) -> Problem {
    Problem::new(Wrong::GivenTwice, path, "this field is given twice")
}

/// Says that another type of value was expected.
pub(super) fn wrong_type<T>(
    found: &Json,
    path: &str,
    wanted: &str,
    errors: &mut ReportErrors,
) -> Option<T> {
    let kind = match found {
        Json::Number(_) if wanted.starts_with("a whole") => {
            "a number below 0, not whole or too large"
        }
        found => found.kind(),
    };
    let message = format!("this is {kind}, where {wanted} is expected");
    let mut problem = Problem::new(Wrong::WrongType, path, message);
    if matches!(found, Json::Null) && !path.is_empty() {
        problem = problem.help("leave out what is not known");
    }
    if let Some(value) = found.value() {
        problem = problem.value(value);
    }
    errors.add(problem);
    None
}
