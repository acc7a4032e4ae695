//! Every mistake in a report at once: their order, and which of them stand.

use std::collections::BTreeSet;
use std::fmt;

use serde::ser::SerializeStruct;
use serde::{Serialize, Serializer};

use super::Report;
use super::json::{Json, shown};
use super::problem::{ReportProblem, ReportProblemCode};

/// Every mistake in a report.
#[derive(Clone, PartialEq, Eq, Default)]
#[non_exhaustive]
pub struct ReportErrors {
    /// The problems, in the order of the report.
    pub problems: Vec<ReportProblem>,
}

impl std::error::Error for ReportErrors {}

/// Same as `Display`, so that a `main` that returns this error prints it legibly.
impl fmt::Debug for ReportErrors {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// One problem per line.
impl fmt::Display for ReportErrors {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (n, problem) in self.problems.iter().enumerate() {
            if n > 0 {
                writeln!(f)?;
            }
            write!(f, "{problem}")?;
        }
        Ok(())
    }
}

/// As JSON: `{"error": "…", "problems": [ … ]}`, the whole message and each problem.
impl Serialize for ReportErrors {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let mut errors = to.serialize_struct("ReportErrors", 2)?;
        errors.serialize_field("error", &self.to_string())?;
        errors.serialize_field("problems", &self.problems)?;
        errors.end()
    }
}

impl From<ReportProblem> for ReportErrors {
    fn from(problem: ReportProblem) -> ReportErrors {
        ReportErrors { problems: vec![problem] }
    }
}

impl ReportErrors {
    pub(crate) fn add(&mut self, problem: ReportProblem) {
        self.problems.push(problem);
    }

    /// Sorts by the order of a report's fields, and adds the id of each problem's incident.
    pub(crate) fn of_report(mut self, report: &Report) -> ReportErrors {
        self.problems.sort_by_key(|problem| {
            let head = problem.field.split(['.', '[']).next().unwrap_or("");
            Report::FIELDS.iter().position(|name| *name == head)
        });
        for problem in &mut self.problems {
            let incident = incident_of(&problem.field).and_then(|n| report.incidents.get(n));
            let id = incident.map(|incident| incident.id.as_str());
            problem.incident = id.filter(|id| !id.trim().is_empty() && !is_unread(id)).map(shown);
        }
        self
    }

    /// Sorts by the order of the fields in the JSON; missing fields come last in their object.
    pub(super) fn in_order_of(mut self, json: &Json) -> ReportErrors {
        self.problems.sort_by_cached_key(|problem| json.places(&problem.field));
        self
    }

    /// Adds the mistakes found in what could be read of the same report. Placeholders for what
    /// could not be read have no mistakes of their own.
    pub(crate) fn with(mut self, found: ReportErrors) -> ReportErrors {
        let in_place = |problem: &&ReportProblem| {
            !matches!(problem.code, ReportProblemCode::UnknownField | ReportProblemCode::GivenTwice)
        };
        let unread: BTreeSet<String> =
            self.problems.iter().filter(in_place).map(|problem| problem.field.clone()).collect();
        let stands = |problem: &ReportProblem| {
            let in_place = around(&problem.field).any(|field| unread.contains(field));
            // If a field does not exist, the type of its value does not matter.
            !in_place || problem.code == ReportProblemCode::UnknownField
        };
        let found: Vec<ReportProblem> = found.problems.into_iter().filter(stands).collect();
        let none: BTreeSet<String> = found
            .iter()
            .filter(|problem| problem.code == ReportProblemCode::UnknownField)
            .map(|problem| problem.field.clone())
            .collect();
        self.problems.retain(|problem| !none.contains(&problem.field));
        self.problems.extend(found);
        self
    }
}

/// A field and everything that contains it, up to the whole report.
fn around(field: &str) -> impl Iterator<Item = &str> {
    let ends = field.match_indices(['.', '[']).map(|(end, _)| end);
    let parts = ends.chain([field.len()]).filter_map(|end| field.get(..end));
    std::iter::once("").chain(parts)
}

/// The index of the incident that contains a field.
fn incident_of(field: &str) -> Option<usize> {
    let (place, _) = field.strip_prefix("incidents[")?.split_once(']')?;
    place.parse().ok()
}

/// The placeholder for a text that could not be read: unique, and never a valid name.
pub(super) fn unread(path: &str) -> String {
    format!("\0{path}")
}

fn is_unread(text: &str) -> bool {
    text.starts_with('\0')
}
