//! Reports: plain data, read from JSON, built in code and written as JSON.

mod build;
mod errors;
mod given;
mod json;
mod problem;
mod quick;
mod read;
#[macro_use]
mod table;
#[cfg(test)]
mod tests;
mod value;

use std::collections::BTreeMap;
use std::fmt;

use build::Give;
pub use errors::ReportErrors;
pub use given::GivenOffence;
use json::Json;
pub(crate) use json::shown;
pub(crate) use problem::format_not_read;
pub use problem::{ReportProblem, ReportProblemCode};
use read::Fields;
pub(crate) use read::{in_order, no_such_field};
use serde::Serialize;
use serde::de::{Deserializer, MapAccess, Visitor};
use value::Value;

/// The report formats that this version reads.
pub(crate) const FORMATS: [u64; 2] = [1, 2];

parts! {
    /// Everything reported at one time. Names, codes and dates are checked when the report is decided.
    ///
    /// It is read from JSON, or built in code:
    ///
    /// ```
    /// use counting_rules::report::{Incident, Pair};
    /// use counting_rules::{Date, Report, Rules};
    ///
    /// let date: Date = "2026-06-01".parse()?;
    /// let incident = |id| Incident::new(id, date).victim("v1").suspect("s1").effect("alarm");
    /// let report = Report::new("bank-worker", date.after_months(1))
    ///     .incident(incident("i1").act("following"))
    ///     .incident(incident("i2").act("loitering"))
    ///     .pair(Pair::new("v1", "s1").relationship("stranger").fact("fixated-or-obsessed", true));
    ///
    /// let decision = Rules::shipped()?.edition("hocr-2026-04")?.decide(&report)?;
    /// assert_eq!(decision.crimes[0].principal.map(|code| code.to_string()).as_deref(), Some("195/12"));
    /// assert_eq!(Report::from_json(&serde_json::to_string(&report)?)?, report);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[cfg_attr(
        feature = "schema",
        schemars(description = "What came to notice at one time. Names, codes and dates are checked when it is decided.")
    )]
    Report(reference, reported_on) {
        /// The format of the report, 1 or 2; may be omitted.
        #[serde(skip_serializing_if = "Option::is_none")]
        format: Option<u64> = optional "format",
        /// The caller's own reference, repeated in the decision.
        reference: String = required "reference",
        /// The day on which it was reported, `YYYY-MM-DD`.
        reported_on: String = required "reported_on",
        /// People, with their ages if known. Nobody has to be listed.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        people: Vec<Person> = optional "people"
            => person(person: Person),
        /// What is known about a victim and a suspect as a pair.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        pairs: Vec<Pair> = optional "pairs"
            => pair(pair: Pair),
        /// The incidents.
        incidents: Vec<Incident> = required "incidents"
            => incident(incident: Incident),
        /// Crimes recorded earlier.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        recorded_crimes: Vec<RecordedCrime> = optional "recorded_crimes"
            => recorded_crime(crime: RecordedCrime),
        /// What the police and courts did about a suspect.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        interventions: Vec<Intervention> = optional "interventions"
            => intervention(intervention: Intervention),
        /// The facts of the recording test.
        #[serde(default)]
        recording: Recording = optional "recording"
            => recording(recording: Recording),
    }

    /// A person.
    Person(id) {
        /// The id by which incidents and pairs refer to this person.
        id: String = required "id",
        /// Age in years on the day of the report.
        #[serde(skip_serializing_if = "Option::is_none")]
        age: Option<u64> = optional "age"
            => age(age: u64),
        /// Date of birth, `YYYY-MM-DD`; takes precedence over `age`.
        #[serde(skip_serializing_if = "Option::is_none")]
        born: Option<String> = optional "born"
            => born(day: impl Into<String>),
        /// `individual` (taken so if omitted), `organisation` or `state`.
        #[serde(skip_serializing_if = "Option::is_none")]
        kind: Option<String> = optional "kind"
            => kind(name: impl Into<String>),
        /// Declared facts about a person: true, false, or unknown.
        #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
        facts: BTreeMap<String, Option<bool>> = optional "facts"
            => fact(name: impl Into<String>, known: impl Into<Option<bool>>),
    }

    /// A victim and a suspect, and the facts about the two.
    Pair(victim, suspect) {
        /// The victim's id.
        victim: String = required "victim",
        /// The suspect's id.
        suspect: String = required "suspect",
        /// One of the declared relationships; none if unknown.
        #[serde(skip_serializing_if = "Option::is_none")]
        relationship: Option<String> = optional "relationship"
            => relationship(name: impl Into<String>),
        /// Declared facts: true, false, or unknown.
        #[serde(default)]
        facts: BTreeMap<String, Option<bool>> = optional "facts"
            => fact(name: impl Into<String>, known: impl Into<Option<bool>>),
    }

    /// One incident, or several similar ones in one entry.
    Incident(id, on) {
        /// Its id, unique in the report.
        id: String = required "id",
        /// The day, or the first day, `YYYY-MM-DD`.
        on: String = required "on",
        /// The last day, if different.
        #[serde(skip_serializing_if = "Option::is_none")]
        to: Option<String> = optional "to"
            => to(day: impl Into<String>),
        /// The number of separate occasions; 1 if omitted.
        #[serde(skip_serializing_if = "Option::is_none")]
        occasions: Option<u64> = optional "occasions"
            => occasions(number: u64),
        /// The victims' ids; empty only for offences without a victim.
        #[serde(default)]
        victims: Vec<String> = optional "victims"
            => victim(id: impl Into<String>),
        /// The suspects' ids, at least one.
        suspects: Vec<String> = optional "suspects"
            => suspect(id: impl Into<String>),
        /// Declared acts.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        acts: Vec<String> = optional "acts"
            => act(name: impl Into<String>),
        /// Declared effects on each of the victims. `None` if they are not known; an empty list says
        /// that there was none.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        effects: Option<Vec<String>> = nullable "effects"
            => effect(name: impl Into<String>),
        /// Other offences that it discloses.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        offences: Vec<GivenOffence> = optional "offences"
            => offence(offence: impl Into<GivenOffence>),
        /// Declared facts about an incident: true, false, or unknown.
        #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
        facts: BTreeMap<String, Option<bool>> = optional "facts"
            => fact(name: impl Into<String>, known: impl Into<Option<bool>>),
    }

    /// A crime recorded earlier.
    RecordedCrime(id, code, last_incident_on) {
        /// Its id.
        id: String = required "id",
        /// Its offence code.
        code: String = required "code",
        /// The victim's id; `None` for a state-based crime.
        victim: Option<String> = stated "victim"
            => victim(id: impl Into<String>),
        /// The suspects' ids.
        suspects: Vec<String> = optional "suspects"
            => suspect(id: impl Into<String>),
        /// The day of its last incident, `YYYY-MM-DD`.
        last_incident_on: String = required "last_incident_on",
        /// The day on which it was recorded, `YYYY-MM-DD`, if known.
        #[serde(skip_serializing_if = "Option::is_none")]
        recorded_on: Option<String> = optional "recorded_on"
            => recorded_on(day: impl Into<String>),
        /// Declared facts about a recorded crime, by name: true, false, or unknown.
        #[serde(flatten)]
        facts: BTreeMap<String, Option<bool>>
            => fact(name: impl Into<String>, known: impl Into<Option<bool>>),
    }

    /// A charge, a caution, a conviction, a court order, and so on.
    Intervention(on, victim, suspect, kind) {
        /// The day, `YYYY-MM-DD`.
        on: String = required "on",
        /// The victim's id.
        victim: String = required "victim",
        /// The suspect's id.
        suspect: String = required "suspect",
        /// The kind of intervention.
        kind: String = required "kind",
        /// `other` if it does not concern the conduct towards that victim.
        #[serde(skip_serializing_if = "Option::is_none")]
        concerns: Option<String> = optional "for"
            => concerns(other: impl Into<String>),
    }

    /// The facts of the recording test; omitted facts are taken as the rules say.
    Recording() {
        /// Who reported.
        #[serde(skip_serializing_if = "Option::is_none")]
        reported_by: Option<String> = optional "reported_by"
            => reported_by(name: impl Into<String>),
        /// Declared facts about the recording, by name: true, false, or unknown.
        #[serde(flatten)]
        facts: BTreeMap<String, Option<bool>>
            => fact(name: impl Into<String>, known: impl Into<Option<bool>>),
        /// What differs for one victim, by the victim's id.
        #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
        by_victim: BTreeMap<String, Recording> = optional "by_victim"
            => for_victim(id: impl Into<String>, own: Recording),
    }
}

impl Incident {
    /// Its effects, as far as they are known.
    pub fn effects(&self) -> impl Iterator<Item = &String> {
        self.effects.iter().flatten()
    }
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
            Some(report) => (report, ReportErrors::default()),
            None => read::report(text),
        }
    }
}
