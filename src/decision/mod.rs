//! Decisions as plain data, in the format that `counting-rules/REPORT.md` describes.

mod did;
mod reason;
mod sources;
mod step;
mod wanted;

pub use did::Did;
pub(crate) use reason::List;
pub use sources::{Source, Sources};
pub use step::{Cited, From, Step};
pub use wanted::{Need, NotMadeOut, OpenQuestion, WhyNot};

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::words::date::Date;
use crate::words::terms::{Code, Standing};

/// The format in which decisions are written. Additions leave it unchanged.
pub(crate) const FORMAT: u32 = 2;

/// The format of decisions that do not state theirs.
fn first_format() -> u32 {
    1
}

/// What to record for a report under one edition, and why.
///
/// Decisions written by an earlier version can be read: fields added since are blank or empty, and
/// fields of a later version are ignored.
///
/// `T` is the type of the strings and `R` that of the reasons: `String` and [`Reason`], except
/// where the library writes JSON straight from the strings of the report and the rules.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(
    feature = "schema",
    schemars(
        rename = "Decision",
        description = "What is to be recorded of a report under one edition, and why.",
        bound = "T: schemars::JsonSchema + Default + Serialize, R: schemars::JsonSchema + Serialize"
    )
)]
#[serde(bound(deserialize = "T: Deserialize<'de> + Default, R: Deserialize<'de>"))]
pub struct Decision<T = String, R = Reason<T>> {
    /// The report's own reference.
    pub reference: T,
    /// The edition that decided.
    pub edition: T,
    /// The format of the decision: 2.
    #[serde(default = "first_format")]
    pub format: u32,
    /// Identifies the rules that decided.
    #[serde(default)]
    pub rules: DecidedBy<T>,
    /// The outcome of the whole report.
    pub outcome: Outcome,
    /// What is recorded, added to a recorded crime, or referred; sorted by victim (offences without
    /// a victim last), suspects, action and principal crime.
    pub crimes: Vec<Crime<T, R>>,
    /// Courses of conduct of two or more occasions.
    #[serde(default)]
    pub courses_of_conduct: Vec<CourseOfConduct<T>>,
    /// What the recording test stopped.
    #[serde(default)]
    pub not_recorded: Vec<NotRecorded<T, R>>,
    /// Victims and suspects with occasions that make out nothing, and what is missing.
    #[serde(default)]
    pub not_made_out: Vec<NotMadeOut>,
    /// Offences that were not law on the day, or are not notifiable.
    #[serde(default)]
    pub not_counted: Vec<NotCounted>,
    /// What to review.
    #[serde(default)]
    pub cautions: Vec<Caution<T>>,
    /// Where a rule turned on a person's judgement.
    #[serde(default)]
    pub discretion: Vec<Discretion>,
    /// Unknown facts that could change the decision, if they were asked for.
    #[serde(default)]
    pub open_questions: Vec<OpenQuestion>,
    /// Whether the open questions were asked for and every unknown fact was examined.
    #[serde(default)]
    pub open_questions_complete: bool,
}

/// Identifies the rules that decided, so that years later their exact text can be shown.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(
    feature = "schema",
    derive(schemars::JsonSchema),
    schemars(rename = "DecidedBy", bound = "T: schemars::JsonSchema + Default + Serialize")
)]
pub struct DecidedBy<T = String> {
    /// The version of this library; blank if the decision does not say.
    pub engine: T,
    /// The digest of the rule files, [`crate::Rules::digest`]; blank if the decision does not say.
    pub digest: T,
}

/// The outcome of a report.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Outcome {
    /// Something is recorded, added or referred.
    Record,
    /// The recording test ended in a crime related incident.
    CrimeRelatedIncident,
    /// There is no crime to record.
    NoCrime,
}

/// What is done about a crime.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Action {
    /// It continues a recorded crime and is added to it.
    AddToExisting,
    /// A new crime is recorded.
    Record,
    /// The rules do not settle the principal crime.
    ReferToRegistrar,
}

/// In words: `add to an existing crime`.
impl fmt::Display for Action {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Action::AddToExisting => "add to an existing crime",
            Action::Record => "record",
            Action::ReferToRegistrar => "refer to the registrar",
        })
    }
}

/// In words: `a crime related incident`.
impl fmt::Display for Outcome {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Outcome::Record => "a crime is recorded",
            Outcome::CrimeRelatedIncident => "a crime related incident",
            Outcome::NoCrime => "no crime",
        })
    }
}

/// A crime against one victim, by one offender or group of offenders.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(
    feature = "schema",
    derive(schemars::JsonSchema),
    schemars(
        rename = "Crime",
        bound = "T: schemars::JsonSchema + Default + Serialize, R: schemars::JsonSchema + Serialize"
    )
)]
#[serde(bound(deserialize = "T: Deserialize<'de> + Default, R: Deserialize<'de>"))]
pub struct Crime<T = String, R = Reason<T>> {
    /// The victim; none for an offence without a victim.
    pub victim: Option<T>,
    /// The offender or the group.
    pub suspects: Vec<T>,
    /// What is done.
    pub action: Action,
    /// What is counted, if it is recorded.
    pub principal: Option<Code>,
    /// If it is referred, the offences that nothing outside their own circle outranks.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub between: Vec<Code>,
    /// The recorded crime that it is added to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub existing: Option<T>,
    /// The graver offence that the recorded crime becomes.
    #[serde(default)]
    pub reclassify_to: Option<Code>,
    /// What is recorded in addition.
    pub also_record: Vec<Code>,
    /// What is disclosed but not counted.
    pub related: Vec<Code>,
    /// The incidents that it rests on, by date and then id.
    pub incidents: Vec<T>,
    /// Each rule that decided.
    pub because: Vec<R>,
}

/// One rule that decided, and what it decided here.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(
    feature = "schema",
    derive(schemars::JsonSchema),
    schemars(rename = "Reason", bound = "T: schemars::JsonSchema + Default + Serialize")
)]
#[serde(bound(deserialize = "T: Deserialize<'de>"))]
pub struct Reason<T = String> {
    /// The name of the rule.
    pub rule: T,
    /// What follows from it here, in a sentence.
    pub says: T,
    /// Its sources, in one line.
    pub cites: T,
    /// How well its source is known.
    pub standing: Standing,
    /// The offences it is about, in the order in which the sentence names them; empty if it defines
    /// something other than an offence.
    #[serde(default)]
    pub codes: Vec<Code>,
    /// The incidents that it rests on, by date and then id.
    #[serde(default)]
    pub incidents: Vec<T>,
    /// Its sources.
    #[serde(default)]
    pub sources: Sources,
    /// The declared names of the facts that it rests on directly; those behind a named condition
    /// are given with that condition.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub facts: Vec<T>,
    /// What the rule did; `None` in a decision that was read back.
    #[serde(skip)]
    pub did: Option<Did>,
}

/// A course of conduct.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename = "CourseOfConduct"))]
pub struct CourseOfConduct<T = String> {
    /// The victim.
    pub victim: T,
    /// The offender or the group.
    pub suspects: Vec<T>,
    /// Its incidents, by date and then id.
    pub incidents: Vec<T>,
    /// The number of occasions.
    pub occasions: u32,
    /// The first day.
    pub from: Date,
    /// The last day.
    pub to: Date,
}

/// A crime that the recording test stopped.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(
    feature = "schema",
    derive(schemars::JsonSchema),
    schemars(
        rename = "NotRecorded",
        bound = "T: schemars::JsonSchema + Default + Serialize, R: schemars::JsonSchema + Serialize"
    )
)]
#[serde(bound(deserialize = "T: Deserialize<'de> + Default, R: Deserialize<'de>"))]
pub struct NotRecorded<T = String, R = Reason<T>> {
    /// The victim, if there is one.
    pub victim: Option<T>,
    /// The offender or the group.
    pub suspects: Vec<T>,
    /// The offences disclosed.
    pub codes: Vec<Code>,
    /// The recorded crime that it would have been added to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub existing: Option<T>,
    /// The incidents that it rests on, by date and then id.
    #[serde(default)]
    pub incidents: Vec<T>,
    /// A crime related incident, or no crime.
    pub outcome: Outcome,
    /// The step that stopped it.
    pub because: Vec<R>,
}

/// An offence that does not count.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct NotCounted {
    /// The victim, if there is one.
    pub victim: Option<String>,
    /// The incident.
    pub incident: String,
    /// The offence.
    pub code: Code,
    /// Why it does not count.
    pub why: String,
}

/// Something to review.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(
    feature = "schema",
    derive(schemars::JsonSchema),
    schemars(rename = "Caution", bound = "T: schemars::JsonSchema + Default + Serialize")
)]
#[serde(bound(deserialize = "T: Deserialize<'de> + Default"))]
pub struct Caution<T = String> {
    /// The victim, if there is one.
    pub victim: Option<T>,
    /// The offender or the group.
    pub suspects: Vec<T>,
    /// The name of the rule, the offence whose law changed, or the edition to review.
    #[serde(default)]
    pub rule: T,
    /// What to review.
    pub says: T,
    /// Its sources, in one line.
    pub cites: T,
    /// How well its source is known.
    #[serde(default)]
    pub standing: Standing,
    /// Its sources.
    #[serde(default)]
    pub sources: Sources,
}

/// A person's judgement that a rule turned on.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Discretion {
    /// The victim, if there is one.
    pub victim: Option<String>,
    /// The offender or the group.
    pub suspects: Vec<String>,
    /// The rule.
    pub rule: String,
    /// The fact that records the judgement.
    pub fact: String,
    /// Whether it was used.
    pub used: bool,
}
