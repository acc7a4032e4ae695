//! A mistake in a report, for programs and for people.

use std::fmt;

use serde::{Serialize, Serializer};

use super::FORMATS;
use super::json::shown;
use crate::words::terms::Code;
use crate::words::text::on_one_line;

/// The kind of mistake in a report. Each kind has a code, such as `unknown-name`, that stays the
/// same even if the wording of messages changes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum ReportProblemCode {
    /// The text is empty.
    EmptyReport,
    /// The text is not JSON, or not UTF-8.
    NotJson,
    /// A field holds a value of the wrong type, such as a string instead of a list.
    WrongType,
    /// A required field is missing.
    MissingField,
    /// There is no such field.
    UnknownField,
    /// A field is given twice.
    GivenTwice,
    /// This version does not read the format of the report.
    UnknownFormat,
    /// A number is out of range.
    OutOfRange,
    /// A text is not a date, or the day does not exist.
    NotADate,
    /// A day is after the day of the report.
    AfterReport,
    /// Somebody named in an incident was born after it.
    BornLater,
    /// The last day of an incident is before the first.
    EndsBeforeStart,
    /// A name is not declared in the rule files.
    UnknownName,
    /// A fact is given about something other than what it was declared for.
    MisplacedFact,
    /// A text is not an offence code.
    NotACode,
    /// An offence code is not in the list.
    UnknownCode,
    /// An offence code does not count under the class given with it.
    WrongClass,
    /// An id is blank, or has a space at an end; or the reference is blank.
    NotAnId,
    /// Two ids differ only in capitals, spaces or Unicode form.
    IdsAlike,
    /// Two incidents, people or recorded crimes share an id, or a pair is listed twice.
    ListedTwice,
    /// An id belongs to nobody in the report, or to nobody to whom it can refer here.
    UnknownPerson,
    /// An incident names no victim but needs one.
    MissingVictim,
    /// An incident or a recorded crime names no suspect.
    MissingSuspect,
    /// The same person is both victim and suspect.
    VictimIsSuspect,
    /// An effect that must stand alone is given with something that excludes it.
    EffectStandsAlone,
    /// An intervention falls inside an entry.
    SpansIntervention,
    /// The report was checked against other rules than those that are to decide it.
    OtherRules,
    /// No edition of the rules is in force on the day of the report.
    NoEdition,
}

impl ReportProblemCode {
    /// Every kind, in order.
    pub const ALL: &'static [ReportProblemCode] = &[
        ReportProblemCode::EmptyReport,
        ReportProblemCode::NotJson,
        ReportProblemCode::WrongType,
        ReportProblemCode::MissingField,
        ReportProblemCode::UnknownField,
        ReportProblemCode::GivenTwice,
        ReportProblemCode::UnknownFormat,
        ReportProblemCode::OutOfRange,
        ReportProblemCode::NotADate,
        ReportProblemCode::AfterReport,
        ReportProblemCode::BornLater,
        ReportProblemCode::EndsBeforeStart,
        ReportProblemCode::UnknownName,
        ReportProblemCode::MisplacedFact,
        ReportProblemCode::NotACode,
        ReportProblemCode::UnknownCode,
        ReportProblemCode::WrongClass,
        ReportProblemCode::NotAnId,
        ReportProblemCode::IdsAlike,
        ReportProblemCode::ListedTwice,
        ReportProblemCode::UnknownPerson,
        ReportProblemCode::MissingVictim,
        ReportProblemCode::MissingSuspect,
        ReportProblemCode::VictimIsSuspect,
        ReportProblemCode::EffectStandsAlone,
        ReportProblemCode::SpansIntervention,
        ReportProblemCode::OtherRules,
        ReportProblemCode::NoEdition,
    ];

    /// The code, as written in JSON.
    pub fn code(self) -> &'static str {
        match self {
            ReportProblemCode::EmptyReport => "empty-report",
            ReportProblemCode::NotJson => "not-json",
            ReportProblemCode::WrongType => "wrong-type",
            ReportProblemCode::MissingField => "missing-field",
            ReportProblemCode::UnknownField => "unknown-field",
            ReportProblemCode::GivenTwice => "given-twice",
            ReportProblemCode::UnknownFormat => "unknown-format",
            ReportProblemCode::OutOfRange => "out-of-range",
            ReportProblemCode::NotADate => "not-a-date",
            ReportProblemCode::AfterReport => "after-report",
            ReportProblemCode::BornLater => "born-later",
            ReportProblemCode::EndsBeforeStart => "ends-before-start",
            ReportProblemCode::UnknownName => "unknown-name",
            ReportProblemCode::MisplacedFact => "misplaced-fact",
            ReportProblemCode::NotACode => "not-a-code",
            ReportProblemCode::UnknownCode => "unknown-code",
            ReportProblemCode::WrongClass => "wrong-class",
            ReportProblemCode::NotAnId => "not-an-id",
            ReportProblemCode::IdsAlike => "ids-alike",
            ReportProblemCode::ListedTwice => "listed-twice",
            ReportProblemCode::UnknownPerson => "unknown-person",
            ReportProblemCode::MissingVictim => "missing-victim",
            ReportProblemCode::MissingSuspect => "missing-suspect",
            ReportProblemCode::VictimIsSuspect => "victim-is-suspect",
            ReportProblemCode::EffectStandsAlone => "effect-stands-alone",
            ReportProblemCode::SpansIntervention => "spans-intervention",
            ReportProblemCode::OtherRules => "other-rules",
            ReportProblemCode::NoEdition => "no-edition",
        }
    }
}

impl Serialize for ReportProblemCode {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(self.code())
    }
}

/// A mistake in a report.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct ReportProblem {
    /// The kind of mistake.
    pub code: ReportProblemCode,
    /// The path of the field, such as `incidents[1].acts[0]`; empty for the whole report.
    pub field: String,
    /// The id of the incident that the field is in, if it is in one that has an id.
    pub incident: Option<String>,
    /// The offending text or number, truncated if very long.
    pub value: Option<String>,
    /// What is wrong, and what was expected.
    pub message: String,
    /// The nearest known name, code or field, if one is close enough.
    pub nearest: Option<String>,
    /// How to fix it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub help: Option<String>,
}

impl ReportProblem {
    /// Creates a problem with nothing but a code, a field and a message.
    pub fn new(
        code: ReportProblemCode,
        field: impl Into<String>,
        message: impl Into<String>,
    ) -> ReportProblem {
        // A name in it may hold characters that would colour or turn a terminal's text.
        let (field, message) = (field.into(), on_one_line(&message.into()));
        ReportProblem {
            code,
            field,
            incident: None,
            value: None,
            message,
            nearest: None,
            help: None,
        }
    }

    pub(crate) fn value(mut self, value: impl AsRef<str>) -> ReportProblem {
        self.value = Some(shown(value.as_ref()));
        self
    }

    pub(crate) fn help(mut self, help: impl Into<String>) -> ReportProblem {
        self.help = Some(help.into());
        self
    }

    /// Suggests a code, if there is one, with the question whether it is meant.
    pub(crate) fn meant(mut self, code: Option<(Code, String)>) -> ReportProblem {
        (self.nearest, self.help) = code.map(|(code, help)| (code.to_string(), help)).unzip();
        self
    }

    /// Suggests the nearest name if there is one, and otherwise gives other help.
    pub(crate) fn nearest_or(
        mut self,
        nearest: Option<impl Into<String>>,
        other: impl FnOnce() -> Option<String>,
    ) -> ReportProblem {
        self.nearest = nearest.map(Into::into);
        self.help = match &self.nearest {
            Some(name) => Some(format!("did you mean `{name}`?")),
            None => other(),
        };
        self
    }
}

/// Shows the field, the incident, the message and the help.
impl fmt::Display for ReportProblem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if !self.field.is_empty() {
            f.write_str(&on_one_line(&self.field))?;
            self.incident.iter().try_for_each(|id| write!(f, " (incident {id})"))?;
            f.write_str(": ")?;
        }
        f.write_str(&self.message)?;
        self.help.iter().try_for_each(|help| write!(f, " ({help})"))
    }
}

/// The problem with a format, or `None` if this version reads it.
pub(crate) fn format_not_read(format: u64) -> Option<ReportProblem> {
    if FORMATS.contains(&format) {
        return None;
    }
    let message = format!("there is no format {format}");
    let read = FORMATS.map(|format| format.to_string()).join(" and ");
    let problem = ReportProblem::new(ReportProblemCode::UnknownFormat, "format", message)
        .value(format.to_string());
    Some(problem.help(format!("this version reads the formats {read}")))
}
