//! What can be wrong with a report, as data and as people read it.

use std::collections::BTreeSet;
use std::fmt;

use serde::{Serialize, Serializer};

use super::Report;
use super::json::Json;

/// What kind of mistake is in a report. Each has one code, such as `unknown-name`, which stays the
/// same where the words of a message do not.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum ReportProblemCode {
    /// There is no text.
    EmptyReport,
    /// The text is not JSON, or not UTF-8.
    NotJson,
    /// A field holds another type of value than it should, such as a text for a list.
    WrongType,
    /// A required field is absent.
    MissingField,
    /// There is no such field.
    UnknownField,
    /// One field is given twice.
    GivenTwice,
    /// The report is of a format that this version does not read.
    UnknownFormat,
    /// A number is larger or smaller than can be meant.
    OutOfRange,
    /// A text is not a date, or there is no such day.
    NotADate,
    /// A day comes after the day of the report.
    AfterReport,
    /// The last day of an incident comes before the first.
    EndsBeforeStart,
    /// A name was not declared in the rule files.
    UnknownName,
    /// A fact is given about another kind of thing than it was declared of.
    MisplacedFact,
    /// A text is not an offence code.
    NotACode,
    /// An offence code is not in the list.
    UnknownCode,
    /// An offence code does not count under the class before it.
    WrongClass,
    /// Two incidents, two people or two recorded crimes have one id, or a pair is listed twice.
    ListedTwice,
    /// An id is nobody's, or nobody's of whom it may be said.
    UnknownPerson,
    /// An incident names no victim, and should.
    MissingVictim,
    /// An incident or a recorded crime names no suspect.
    MissingSuspect,
    /// One person is victim and suspect at once.
    VictimIsSuspect,
    /// An effect stands beside what it cannot stand beside.
    EffectStandsAlone,
    /// An entry begins before an intervention and ends after it.
    SpansIntervention,
    /// The report was checked by other rules than those that are to decide it.
    OtherRules,
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
        ReportProblemCode::EndsBeforeStart,
        ReportProblemCode::UnknownName,
        ReportProblemCode::MisplacedFact,
        ReportProblemCode::NotACode,
        ReportProblemCode::UnknownCode,
        ReportProblemCode::WrongClass,
        ReportProblemCode::ListedTwice,
        ReportProblemCode::UnknownPerson,
        ReportProblemCode::MissingVictim,
        ReportProblemCode::MissingSuspect,
        ReportProblemCode::VictimIsSuspect,
        ReportProblemCode::EffectStandsAlone,
        ReportProblemCode::SpansIntervention,
        ReportProblemCode::OtherRules,
    ];

    /// The code that JSON holds.
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
            ReportProblemCode::EndsBeforeStart => "ends-before-start",
            ReportProblemCode::UnknownName => "unknown-name",
            ReportProblemCode::MisplacedFact => "misplaced-fact",
            ReportProblemCode::NotACode => "not-a-code",
            ReportProblemCode::UnknownCode => "unknown-code",
            ReportProblemCode::WrongClass => "wrong-class",
            ReportProblemCode::ListedTwice => "listed-twice",
            ReportProblemCode::UnknownPerson => "unknown-person",
            ReportProblemCode::MissingVictim => "missing-victim",
            ReportProblemCode::MissingSuspect => "missing-suspect",
            ReportProblemCode::VictimIsSuspect => "victim-is-suspect",
            ReportProblemCode::EffectStandsAlone => "effect-stands-alone",
            ReportProblemCode::SpansIntervention => "spans-intervention",
            ReportProblemCode::OtherRules => "other-rules",
        }
    }
}

impl Serialize for ReportProblemCode {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(self.code())
    }
}

/// One thing that is wrong with a report.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ReportProblem {
    /// What kind of mistake it is.
    pub code: ReportProblemCode,
    /// The field, such as `incidents[1].acts[0]`; empty for the whole report.
    pub field: String,
    /// The id of the incident in which the field stands, if it stands in one that has an id.
    pub incident: Option<String>,
    /// The text or number that is wrong, cut short where it is very long.
    pub value: Option<String>,
    /// What is wrong, and what was expected.
    pub message: String,
    /// The nearest known name, code or field, if one is near enough to be meant.
    pub nearest: Option<String>,
    /// What to do about it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub help: Option<String>,
}

impl ReportProblem {
    /// A problem of which no more is to be said than where it is and what is wrong.
    pub fn new(
        code: ReportProblemCode,
        field: impl Into<String>,
        message: impl Into<String>,
    ) -> ReportProblem {
        let (field, message) = (field.into(), message.into());
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

    /// With the nearest name, where one is near; else with other help.
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

/// The field, the incident, what is wrong, and what to do about it.
impl fmt::Display for ReportProblem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if !self.field.is_empty() {
            f.write_str(&self.field)?;
            self.incident.iter().try_for_each(|id| write!(f, " (incident {id})"))?;
            f.write_str(": ")?;
        }
        f.write_str(&self.message)?;
        self.help.iter().try_for_each(|help| write!(f, " ({help})"))
    }
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

/// A problem a line.
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

impl From<ReportProblem> for ReportErrors {
    fn from(problem: ReportProblem) -> ReportErrors {
        ReportErrors { problems: vec![problem] }
    }
}

/// The fields of a report, in their order.
const ORDER: [&str; 9] = [
    "format",
    "reference",
    "reported_on",
    "people",
    "pairs",
    "incidents",
    "recorded_crimes",
    "interventions",
    "recording",
];

impl ReportErrors {
    pub(crate) fn add(&mut self, problem: ReportProblem) {
        self.problems.push(problem);
    }

    /// In the order of the fields of a report, each with the id of its incident.
    pub(super) fn of_report<T: AsRef<str>>(mut self, report: &Report<T>) -> ReportErrors {
        self.problems.sort_by_key(|problem| {
            let head = problem.field.split(['.', '[']).next().unwrap_or("");
            ORDER.iter().position(|name| *name == head)
        });
        for problem in &mut self.problems {
            let incident = incident_of(&problem.field).and_then(|n| report.incidents.get(n));
            let id = incident.map(|incident| incident.id.as_ref());
            problem.incident = id.filter(|id| !id.is_empty() && !is_unread(id)).map(shown);
        }
        self
    }

    /// In the order in which the fields stand in the JSON; those that are missing come last in
    /// their object.
    pub(super) fn in_order_of(mut self, json: &Json) -> ReportErrors {
        self.problems.sort_by_cached_key(|problem| json.places(&problem.field));
        self
    }

    /// Mistakes of types together with those that were found in what was read of the same report.
    /// What stands in place of something that could not be read has no mistakes of its own.
    pub(super) fn with(mut self, found: ReportErrors) -> ReportErrors {
        let in_place = |problem: &&ReportProblem| {
            !matches!(problem.code, ReportProblemCode::UnknownField | ReportProblemCode::GivenTwice)
        };
        let unread: BTreeSet<String> =
            self.problems.iter().filter(in_place).map(|problem| problem.field.clone()).collect();
        let stands = |problem: &ReportProblem| {
            let in_place = around(&problem.field).any(|field| unread.contains(field));
            // Where there is no such field, the type of what it holds does not matter.
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

/// A field, and all in which it stands, up to the whole report.
fn around(field: &str) -> impl Iterator<Item = &str> {
    let ends = field.match_indices(['.', '[']).map(|(end, _)| end);
    let parts = ends.chain([field.len()]).filter_map(|end| field.get(..end));
    std::iter::once("").chain(parts)
}

/// The place of the incident in which a field stands.
fn incident_of(field: &str) -> Option<usize> {
    let (place, _) = field.strip_prefix("incidents[")?.split_once(']')?;
    place.parse().ok()
}

/// What stands in place of a text that could not be read: like no other, and no name of anything.
pub(super) fn unread(path: &str) -> String {
    format!("\0{path}")
}

fn is_unread(text: &str) -> bool {
    text.starts_with('\0')
}

/// A name of the report, cut short where it is too long to show.
pub(super) fn shown(name: &str) -> String {
    match name.char_indices().nth(60) {
        Some((end, _)) => format!("{}…", name.get(..end).unwrap_or("")),
        None => name.to_owned(),
    }
}
