//! Examples in the rule files, as reports with their expected results.

use super::law::Support;
use crate::report::Report;
use crate::words::terms::Code;

/// A report with what editions must decide about it.
#[derive(Debug, Clone)]
pub(crate) struct Example {
    pub(crate) name: String,
    pub(crate) support: Support,
    /// The editions that it applies to.
    pub(crate) under: Vec<String>,
    pub(crate) report: Report,
    /// Empty if nothing is recorded.
    pub(crate) expected: Vec<Expected>,
}

/// An expected result: one crime, or one that the recording test stops.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Expected {
    /// The number of the victim; `None` for nobody.
    pub(crate) victim: Option<u16>,
    /// The numbers of the suspects.
    pub(crate) suspects: Vec<u16>,
    pub(crate) what: ExpectedOutcome,
}

#[derive(Debug, Clone, PartialEq)]
pub(crate) enum ExpectedOutcome {
    CrimeRelatedIncident,
    NoCrime,
    Added { becomes: Option<Code> },
    Referral(Vec<Code>),
    Crime { principal: Code, with: Vec<Code> },
}

/// Returns the id of a victim in the report of an example.
pub(crate) fn victim(number: u16) -> String {
    format!("v{number}")
}

/// Returns the id of a suspect in the report of an example.
pub(crate) fn suspect(number: u16) -> String {
    format!("s{number}")
}

/// Returns the number of a victim or suspect of an example.
pub(crate) fn number(id: &str) -> Option<u16> {
    id.get(1..).and_then(|number| number.parse().ok())
}
