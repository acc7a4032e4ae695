//! Reports: plain data, read from JSON and written as JSON.

mod json;
mod problem;
mod quick;
mod read;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

pub(crate) use json::shown;
pub(crate) use problem::format_not_read;
pub use problem::{ReportErrors, ReportProblem, ReportProblemCode};
use quick::{Own, Text};
pub(crate) use read::{in_order, no_such_field};
use serde::Serialize;

/// The report formats that this version reads.
pub(crate) const FORMATS: [u64; 2] = [1, 2];

/// The fields of a recorded crime that are not facts.
pub(crate) const OF_RECORDED_CRIME: [&str; 5] =
    ["id", "code", "victim", "suspects", "last_incident_on"];

/// The fields of the recording test that are not facts.
pub(crate) const OF_RECORDING: [&str; 2] = ["reported_by", "by_victim"];

// Here and below, `#[serde(default)]` marks what a report may omit; only the schema uses it.
/// Everything reported at one time. Names, codes and dates are checked when the report is decided.
///
/// `T` is the type of the strings: `String`, except where the library reads JSON and borrows
/// strings from its text.
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
    /// The format of the report, 1 or 2; may be omitted.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub format: Option<u64>,
    /// The caller's own reference, repeated in the decision.
    pub reference: T,
    /// The day on which it was reported, `YYYY-MM-DD`.
    pub reported_on: T,
    /// People, with their ages if known. Nobody has to be listed.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub people: Vec<Person<T>>,
    /// What is known about a victim and a suspect as a pair.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub pairs: Vec<Pair<T>>,
    /// The incidents.
    pub incidents: Vec<Incident<T>>,
    /// Crimes recorded earlier.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub recorded_crimes: Vec<RecordedCrime<T>>,
    /// What the police and courts did about a suspect.
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
    /// The id by which incidents and pairs refer to this person.
    pub id: T,
    /// Age in years on the day of the report.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub age: Option<u64>,
    /// Date of birth, `YYYY-MM-DD`; takes precedence over `age`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub born: Option<T>,
    /// Declared facts about a person: true, false, or unknown.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub facts: BTreeMap<T, Option<bool>>,
}

/// A victim and a suspect, and the facts about the two.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename = "Pair"))]
pub struct Pair<T = String> {
    /// The victim's id.
    pub victim: T,
    /// The suspect's id.
    pub suspect: T,
    /// One of the declared relationships; none if unknown.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub relationship: Option<T>,
    /// Declared facts: true, false, or unknown.
    #[serde(default)]
    pub facts: BTreeMap<T, Option<bool>>,
}

/// One incident, or several similar ones in one entry.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
#[cfg_attr(
    feature = "schema",
    derive(schemars::JsonSchema),
    schemars(rename = "Incident", bound = "T: schemars::JsonSchema + Serialize")
)]
pub struct Incident<T = String> {
    /// Its id, unique in the report.
    pub id: T,
    /// The day, or the first day, `YYYY-MM-DD`.
    pub on: T,
    /// The last day, if different.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub to: Option<T>,
    /// The number of separate occasions; 1 if omitted.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub occasions: Option<u64>,
    /// The victims' ids; empty only for offences without a victim.
    #[serde(default)]
    pub victims: Vec<T>,
    /// The suspects' ids, at least one.
    pub suspects: Vec<T>,
    /// Declared acts.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub acts: Vec<T>,
    /// Declared effects on each of the victims.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub effects: Vec<T>,
    /// Other offences that it discloses, by code, preceded by the class if a code has several:
    /// `008/06` or `8S:008/06`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub offences: Vec<T>,
    /// Declared facts about an incident: true, false, or unknown.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub facts: BTreeMap<T, Option<bool>>,
}

/// A crime recorded earlier.
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
    /// Declared facts about a recorded crime, by name: true, false, or unknown.
    #[serde(flatten)]
    pub facts: BTreeMap<T, Option<bool>>,
}

/// A charge, a caution, a conviction, a court order, and so on.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename = "Intervention"))]
pub struct Intervention<T = String> {
    /// The day, `YYYY-MM-DD`.
    pub on: T,
    /// The victim's id.
    pub victim: T,
    /// The suspect's id.
    pub suspect: T,
    /// The kind of intervention.
    pub kind: T,
    /// `other` if it does not concern the conduct towards that victim.
    #[serde(rename = "for", skip_serializing_if = "Option::is_none")]
    pub concerns: Option<T>,
}

/// The facts of the recording test; omitted facts are taken as the rules say.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename = "Recording"))]
pub struct Recording<T = String> {
    /// Who reported.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reported_by: Option<T>,
    /// Declared facts about the recording, by name: true, false, or unknown.
    #[serde(flatten)]
    pub facts: BTreeMap<T, Option<bool>>,
    /// What differs for one victim, by the victim's id.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub by_victim: BTreeMap<T, Recording<T>>,
}

impl Report {
    /// Reads a report from its JSON text.
    ///
    /// No rules are involved: dates, names and codes are only checked when the report is decided.
    /// [`Rules::read`](crate::Rules::read) finds both kinds of mistakes at once.
    ///
    /// # Errors
    ///
    /// Returns every mistake at once, each with its path: text that is not JSON, a missing required
    /// field, a field of the wrong type, an unknown field (unless its name begins with `x-`), or a
    /// field given twice.
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
        let (report, errors) = Report::parse(text);
        if errors.problems.is_empty() { Ok(report) } else { Err(in_order(errors, text)) }
    }

    /// Reads as much of a report as can be read, with what cannot.
    pub(crate) fn parse(text: &str) -> (Report, ReportErrors) {
        match quick::report(text) {
            Some(report) => (report.own(), ReportErrors::default()),
            None => read::report(text),
        }
    }
}

impl<'a> Report<Text<'a>> {
    /// Reads a report that borrows its strings from `text`; `None` if it needs a closer look.
    pub(crate) fn quick(text: &'a str) -> Option<Report<Text<'a>>> {
        quick::report(text)
    }
}
