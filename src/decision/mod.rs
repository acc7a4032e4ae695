//! Decisions as plain data, in the format that `counting-rules/REPORT.md` describes.

#[macro_use]
pub(crate) mod told;

mod did;
mod offences;
mod reason;
mod sources;
mod step;
mod wanted;

pub use did::Did;
pub(crate) use offences::ToldCrimeOffence;
pub use offences::{CrimeOffence, Role};
pub(crate) use reason::{AnyOf, List};
pub use sources::{Source, Sources};
pub use step::{Cited, From, Step};
pub use wanted::{Need, NotMadeOut, OpenQuestion, WhyNot};

use std::fmt;

use serde::{Deserialize, Serialize};
use told::Few;

use crate::words::date::Date;
use crate::words::fixed::Written;
use crate::words::terms::{Code, Standing};

/// The format in which decisions are written. Additions leave it unchanged.
pub(crate) const FORMAT: u32 = 2;

/// The format of decisions that do not state theirs.
fn first_format() -> u32 {
    1
}

part! {
    /// What to record for a report under one edition, and why.
    ///
    /// Decisions written by an earlier version can be read: fields added since are blank or empty,
    /// and fields of a later version are ignored.
    #[derive(PartialEq, Eq)]
    pub struct Decision as ToldDecision<'a, T> {
        /// The report's own reference.
        pub reference: String => &'a str,
        /// The edition that decided.
        pub edition: String => &'a str,
        /// The format of the decision: 2.
        #[serde(default = "first_format")]
        pub format: u32,
        /// Identifies the rules that decided.
        #[serde(default)]
        pub rules: DecidedBy => ToldDecidedBy<'a, T>,
        /// The outcome of the whole report.
        pub outcome: Outcome,
        /// What is recorded, added to a recorded crime, or referred; sorted by victim (offences
        /// without a victim last), suspects, action and principal crime.
        pub crimes: Vec<Crime> => Vec<ToldCrime<'a, T>>,
        /// Courses of conduct of two or more occasions.
        #[serde(default)]
        pub courses_of_conduct: Vec<CourseOfConduct> => Vec<ToldCourse<'a>>,
        /// What the recording test stopped.
        #[serde(default)]
        pub not_recorded: Vec<NotRecorded> => Vec<ToldNotRecorded<'a, T>>,
        /// Victims and suspects with occasions that make out nothing, and what is missing.
        #[serde(default)]
        pub not_made_out: Vec<NotMadeOut>,
        /// Offences that were not law on the day, or are not notifiable.
        #[serde(default)]
        pub not_counted: Vec<NotCounted>,
        /// What the report says of people that no incident joins.
        #[serde(default)]
        pub not_used: Vec<NotUsed>,
        /// What to review.
        #[serde(default)]
        pub cautions: Vec<Caution> => Vec<ToldCaution<'a, T>>,
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
}

part! {
    /// Identifies the rules that decided, so that years later their exact text can be shown.
    #[derive(Default, PartialEq, Eq)]
    pub struct DecidedBy as ToldDecidedBy<'a, T> {
        /// The version of this library; blank if the decision does not say.
        pub engine: String => &'a str,
        /// The digest of the rule files, [`crate::Rules::digest`]; blank if the decision does not
        /// say.
        pub digest: String => T,
    }
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

part! {
    /// A crime against one victim, by one offender or group of offenders.
    #[derive(PartialEq, Eq)]
    pub struct Crime as ToldCrime<'a, T> {
        /// The victim; none for an offence without a victim.
        pub victim: Option<String> => Option<&'a str>,
        /// All victims for whom it counts; `victim` is the first.
        #[serde(default)]
        pub victims: Vec<String> => Vec<&'a str>,
        /// The offender or the group.
        pub suspects: Vec<String> => Vec<&'a str>,
        /// What is done.
        pub action: Action,
        /// What is counted, if it is recorded.
        pub principal: Option<Code>,
        /// The class under which it is counted, if it is recorded.
        #[serde(default)]
        pub class: Option<String> => Option<&'a str>,
        /// If it is referred, the offences that nothing outside their own circle outranks.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        pub between: Vec<Code>,
        /// The recorded crime that it is added to.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub existing: Option<String> => Option<&'a str>,
        /// The graver offence that the recorded crime becomes.
        #[serde(default)]
        pub reclassify_to: Option<Code>,
        /// What is recorded in addition.
        pub also_record: Vec<Code>,
        /// What is disclosed but not counted.
        pub related: Vec<Code>,
        /// Each offence newly disclosed in it, by role and then as in the lists of codes.
        #[serde(default)]
        pub offences: Vec<CrimeOffence> => Vec<ToldCrimeOffence<'a>>,
        /// The incidents that it rests on, by date and then id.
        pub incidents: Vec<String> => Vec<&'a str>,
        /// Each rule that decided.
        pub because: Vec<Reason> => Vec<ToldReason<'a, T>>,
    }
}

part! {
    /// One rule that decided, and what it decided here.
    #[derive(PartialEq, Eq)]
    pub struct Reason as ToldReason<'a, T> {
        /// The name of the rule.
        pub rule: String => T,
        /// What follows from it here, in a sentence.
        pub says: String => T,
        /// Its sources, in one line.
        pub cites: String => T,
        /// How well its source is known.
        pub standing: Standing,
        /// The offences it is about, in the order in which the sentence names them; empty if it
        /// defines something other than an offence.
        #[serde(default)]
        pub codes: Vec<Code> => Few<Code>,
        /// The incidents that it rests on, by date and then id.
        #[serde(default)]
        pub incidents: Vec<String> => Few<&'a str>,
        /// Its sources.
        #[serde(default)]
        pub sources: Sources => Written<'a, Sources>,
        /// The declared names of the facts that it rests on directly; those behind a named
        /// condition are given with that condition.
        #[serde(default, skip_serializing_if = "<[_]>::is_empty")]
        pub facts: Vec<String> => Few<&'a str>,
        /// What the rule did; `None` in a decision that was read back.
        #[serde(skip)]
        pub did: Option<Did>,
    }
}

part! {
    /// A course of conduct.
    #[derive(PartialEq, Eq)]
    pub struct CourseOfConduct as ToldCourse<'a> {
        /// The victim.
        pub victim: String => &'a str,
        /// The offender or the group.
        pub suspects: Vec<String> => Vec<&'a str>,
        /// Its incidents, by date and then id.
        pub incidents: Vec<String> => Vec<&'a str>,
        /// The number of occasions.
        pub occasions: u32,
        /// The first day.
        pub from: Date,
        /// The last day.
        pub to: Date,
    }
}

part! {
    /// A crime that the recording test stopped.
    #[derive(PartialEq, Eq)]
    pub struct NotRecorded as ToldNotRecorded<'a, T> {
        /// The victim, if there is one.
        pub victim: Option<String> => Option<&'a str>,
        /// The offender or the group.
        pub suspects: Vec<String> => Vec<&'a str>,
        /// The offences disclosed.
        pub codes: Vec<Code>,
        /// The recorded crime that it would have been added to.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub existing: Option<String> => Option<&'a str>,
        /// The incidents that it rests on, by date and then id.
        #[serde(default)]
        pub incidents: Vec<String> => Vec<&'a str>,
        /// A crime related incident, or no crime.
        pub outcome: Outcome,
        /// The name under which the incident is recorded, such as `N100/03`, if it has one.
        #[serde(default)]
        pub record: Option<String> => Option<&'a str>,
        /// The step that stopped it.
        pub because: Vec<Reason> => Vec<ToldReason<'a, T>>,
    }
}

/// An offence that does not count.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
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

/// Something that the report says of people that no incident joins, and that decides nothing.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct NotUsed {
    /// The field of the report, such as `pairs`.
    pub field: String,
    /// Whom it names, and why it is not used.
    pub says: String,
    /// The nearest id of somebody who could be meant.
    pub nearest: Option<String>,
}

part! {
    /// Something to review.
    #[derive(PartialEq, Eq, PartialOrd, Ord)]
    pub struct Caution as ToldCaution<'a, T> {
        /// The victim, if there is one.
        pub victim: Option<String> => Option<&'a str>,
        /// The offender or the group.
        pub suspects: Vec<String> => Vec<&'a str>,
        /// The name of the rule, the offence whose law changed, or the edition to review.
        #[serde(default)]
        pub rule: String => T,
        /// What to review.
        pub says: String => T,
        /// Its sources, in one line.
        pub cites: String => T,
        /// How well its source is known.
        #[serde(default)]
        pub standing: Standing,
        /// Its sources.
        #[serde(default)]
        pub sources: Sources,
    }
}

/// A person's judgement that a rule turned on.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
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
