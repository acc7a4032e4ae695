//! What is missing: facts that nobody gave, and what would make an offence out.

use serde::{Deserialize, Serialize};

use super::Sources;
use crate::words::terms::Code;

/// Occasions that make out no offence, not even the least one that needs a course of conduct.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct NotMadeOut {
    /// The victim.
    pub victim: String,
    /// The offender or the group.
    pub suspects: Vec<String>,
    /// The least offence that a course of conduct could be.
    pub code: Code,
    /// The smallest sets of facts that would make it out.
    pub ways: Vec<Vec<Need>>,
}

/// An unknown fact that could change the decision.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct OpenQuestion {
    /// The victim.
    pub victim: String,
    /// The suspect.
    pub suspect: String,
    /// The person it is about, if it is the age or a fact of one person.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub person: Option<String>,
    /// The incident it is about, if it is a fact of an incident.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub incident: Option<String>,
    /// The recorded crime it is about, if it is a fact of one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub recorded_crime: Option<String>,
    /// The fact.
    pub fact: String,
    /// The question to ask.
    pub question: String,
    /// The sources that make the fact matter, in one line.
    #[serde(default)]
    pub cites: String,
    /// The same sources as data.
    #[serde(default)]
    pub sources: Sources,
    /// For each answer, the principal crimes of the pair that remain possible, or `refer`, `add` or
    /// `none` if there is no principal crime.
    pub answers: std::collections::BTreeMap<String, Vec<String>>,
}

/// Why an offence is not made out between a victim and a suspect.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct WhyNot {
    /// The victim.
    pub victim: String,
    /// The suspect.
    pub suspect: String,
    /// The offence asked about.
    pub code: Code,
    /// Whether the rule files define it; any other offence is disclosed only if the officer says
    /// so.
    pub defined: bool,
    /// The smallest sets of facts that would make it out, shortest first: a single empty set if it
    /// is made out, and no sets if nothing could make it out.
    pub ways: Vec<Vec<Need>>,
}

/// A missing fact.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Need {
    /// What would have to be true.
    pub what: String,
    /// The rule that requires it.
    pub rule: String,
    /// Its sources, in one line.
    pub cites: String,
    /// Its sources.
    #[serde(default)]
    pub sources: Sources,
}
