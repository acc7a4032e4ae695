//! The report that callers send: plain data, read from JSON and written as JSON.

mod check;
mod history;
mod in_time;
mod incident;
mod json;
mod named;
mod quick;
mod read;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;
use std::fmt;

pub(crate) use check::{Checked, check};
pub(crate) use history::{RecordedCrime as CheckedCrime, Recording as CheckedRecording};
pub(crate) use in_time::in_time;
pub(crate) use named::{Incident as CheckedIncident, Named};

use quick::{Own, Text};
use serde::Serialize;

use crate::date::Date;

// Here and below `default` marks what a report may leave out; only the schema reads it.
/// What came to notice at one time. Names, codes and dates are checked when it is decided.
///
/// `T` is what its texts are: `String`, but where the library reads JSON and leaves texts where
/// they stand.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
#[cfg_attr(
    feature = "schema",
    derive(schemars::JsonSchema),
    schemars(
        rename = "Report",
        description = "What came to notice at one time. Names, codes and dates are checked when it is decided.",
        bound = "T: schemars::JsonSchema + Default + Serialize"
    )
)]
pub struct Report<T = String> {
    /// The caller's own reference; the decision repeats it.
    pub reference: T,
    /// The day on which it was reported, `YYYY-MM-DD`.
    pub reported_on: T,
    /// People, with their ages where known. Nobody need be listed.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub people: Vec<Person<T>>,
    /// What is known of a victim and a suspect together.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub pairs: Vec<Pair<T>>,
    /// What happened.
    pub incidents: Vec<Incident<T>>,
    /// Crimes that were recorded before.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub recorded_crimes: Vec<RecordedCrime<T>>,
    /// What police and courts did about a suspect.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub interventions: Vec<Intervention<T>>,
    /// The facts of the recording test.
    #[serde(default)]
    pub recording: Recording<T>,
}

/// A person.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename = "Person"))]
pub struct Person<T = String> {
    /// The name by which incidents and pairs mean this person.
    pub id: T,
    /// Age in years on the day of the report.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub age: Option<u64>,
    /// Day of birth, `YYYY-MM-DD`; it wins over `age`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub born: Option<T>,
}

/// A victim and a suspect, and the facts of the two.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename = "Pair"))]
pub struct Pair<T = String> {
    /// The victim's id.
    pub victim: T,
    /// The suspect's id.
    pub suspect: T,
    /// One of the declared relationships; nothing where unknown.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub relationship: Option<T>,
    /// Declared facts: true, false, or unknown.
    #[serde(default)]
    pub facts: BTreeMap<T, Option<bool>>,
}

/// One incident, or several alike in one entry.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
#[cfg_attr(
    feature = "schema",
    derive(schemars::JsonSchema),
    schemars(rename = "Incident", bound = "T: schemars::JsonSchema + Serialize")
)]
pub struct Incident<T = String> {
    /// Its id, unlike any other in the report.
    pub id: T,
    /// The day, or the first day, `YYYY-MM-DD`.
    pub on: T,
    /// The last day, where it is another.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub to: Option<T>,
    /// How many separate occasions it counts; 1 where not said.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub occasions: Option<u64>,
    /// The victims' ids; none only for offences without a victim.
    #[serde(default)]
    pub victims: Vec<T>,
    /// The suspects' ids, at least one.
    pub suspects: Vec<T>,
    /// Declared acts.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub acts: Vec<T>,
    /// Declared effects, on each victim named.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub effects: Vec<T>,
    /// Other offences that it discloses, by code, with the class before it where one code
    /// has several: `008/06` or `8S:008/06`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub offences: Vec<T>,
}

/// A crime recorded before.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename = "RecordedCrime"))]
pub struct RecordedCrime<T = String> {
    /// Its id.
    pub id: T,
    /// Its offence code.
    pub code: T,
    /// The victim's id.
    pub victim: T,
    /// The suspects' ids.
    pub suspects: Vec<T>,
    /// The day of its last incident, `YYYY-MM-DD`.
    pub last_incident_on: T,
    /// Whether the registrar has accepted a gap of over three months.
    #[serde(default)]
    pub longer_gap_accepted: bool,
}

/// A charge, a caution, a conviction, an order of a court, and so on.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename = "Intervention"))]
pub struct Intervention<T = String> {
    /// The day, `YYYY-MM-DD`.
    pub on: T,
    /// The victim's id.
    pub victim: T,
    /// The suspect's id.
    pub suspect: T,
    /// What it was.
    pub kind: T,
    /// `other` where it does not concern the conduct towards that victim.
    #[serde(rename = "for", skip_serializing_if = "Option::is_none")]
    pub concerns: Option<T>,
}

/// The facts of the recording test; what is absent is taken as the rules say.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename = "Recording"))]
pub struct Recording<T = String> {
    /// Who reported.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reported_by: Option<T>,
    /// The other facts, by name.
    #[serde(flatten)]
    pub facts: BTreeMap<T, bool>,
    /// What differs for one victim, by the victim's id.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub by_victim: BTreeMap<T, Recording<T>>,
}

/// One thing that is wrong with a report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReportProblem {
    /// The field, such as `incidents[1].acts[0]`; empty for the whole report.
    pub field: String,
    /// What is wrong, and what was expected.
    pub message: String,
    /// What to do about it.
    pub help: Option<String>,
}

/// Everything that is wrong with a report, at once.
#[derive(Clone, PartialEq, Eq, Default)]
pub struct ReportErrors {
    /// The problems, in the order of the report.
    pub problems: Vec<ReportProblem>,
}

impl std::error::Error for ReportErrors {}

/// What `Display` prints: a `main` that returns the error tells the mistakes as people read them.
impl fmt::Debug for ReportErrors {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl fmt::Display for ReportErrors {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (n, problem) in self.problems.iter().enumerate() {
            if n > 0 {
                writeln!(f)?;
            }
            if !problem.field.is_empty() {
                write!(f, "{}: ", problem.field)?;
            }
            write!(f, "{}", problem.message)?;
            problem.help.iter().try_for_each(|help| write!(f, " ({help})"))?;
        }
        Ok(())
    }
}

impl ReportErrors {
    pub(crate) fn add(&mut self, field: impl Into<String>, message: impl Into<String>) {
        self.add_with(field, message, None);
    }

    fn add_with(
        &mut self,
        field: impl Into<String>,
        message: impl Into<String>,
        help: Option<String>,
    ) {
        let (field, message) = (field.into(), message.into());
        self.problems.push(ReportProblem { field, message, help });
    }
}

impl Report {
    /// Reads a report from its JSON text. Dates, names and codes are only checked against the
    /// rules when the report is decided.
    ///
    /// # Errors
    ///
    /// Text that is not JSON, a required field that is absent, a field of the wrong type, one
    /// that the format does not know (unless it begins with `x-`) or one given twice: all of
    /// them at once, each with its path.
    ///
    /// ```
    /// use counting_rules::Report;
    /// let errors = Report::from_json(r#"{ "reference": "a", "incidnts": [] }"#).unwrap_err();
    /// assert_eq!(
    ///     errors.to_string(),
    ///     "incidnts: there is no such field (did you mean `incidents`?)\n\
    ///      reported_on: this field is required\n\
    ///      incidents: this field is required"
    /// );
    /// ```
    pub fn from_json(text: &str) -> Result<Report, ReportErrors> {
        quick::report(text).map_or_else(|| Report::closely(text), |report| Ok(report.own()))
    }

    /// The same, of what cannot be read the quick way.
    pub(crate) fn closely(text: &str) -> Result<Report, ReportErrors> {
        read::report(text)
    }
}

impl<'a> Report<Text<'a>> {
    /// The report with its texts where they stand, if nothing is wrong with the JSON.
    pub(crate) fn quick(text: &'a str) -> Option<Report<Text<'a>>> {
        quick::report(text)
    }
}

impl<T: AsRef<str>> Report<T> {
    /// The day of the report, if it is one.
    pub(crate) fn day(&self) -> Result<Date, ReportErrors> {
        self.reported_on.as_ref().parse().map_err(|error: crate::date::NotADate| {
            let mut errors = ReportErrors::default();
            errors.add("reported_on", error.to_string());
            errors
        })
    }
}
