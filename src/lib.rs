//! The Home Office Counting Rules for conduct crimes as rules that a crime registrar can
//! read, and the engine that applies them to a report and shows its working.
//!
//! ```text
//! rule files ─▶ syntax ─▶ check ─▶ Edition
//!                                     │
//! report (JSON) ─▶ report ─▶ conduct ─▶ offences made out ─▶ precedence ─▶ Decision ─▶ show
//! ```
//!
//! There is no I/O and no global state: text goes in, values come out. The rule files that
//! come with the library are embedded, and anyone may load their own instead.
//!
//! ```
//! use counting_rules::{Detail, Report, Rules};
//!
//! let rules = Rules::shipped()?;
//! let report = Report::from_json(include_str!("../examples/messages.json"))?;
//! let edition = rules.edition_on(report.reported_on.parse()?)?;
//! let decision = edition.decide(&report)?;
//! for crime in &decision.crimes {
//!     println!("{:?}: {:?}, related {:?}", crime.victim, crime.principal, crime.related);
//! }
//! println!("{}", edition.working(&report)?.document(Detail::Lines).text());
//! println!("{}", serde_json::to_string(&decision)?);
//! # assert_eq!(decision.crimes[0].principal, Some("008/72".parse()?));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! A decision supports whoever records the crime; the force crime registrar decides.

mod text;

mod diagnostic;

mod answers;
mod date;
mod terms;

mod suggest;

mod syntax;

mod check;

mod edition;

mod rules;

#[cfg(feature = "schema")]
mod schema;

mod settle;

mod catalogue;

mod report;

mod conduct;

mod decide;

mod precedence;

mod decision;

pub mod audit;

mod batch;

#[doc(hidden)]
pub mod measure;

mod difference;

mod findings;

mod examples;

#[cfg(feature = "proptest")]
pub mod property;

#[cfg(feature = "show")]
mod show;

pub use batch::Classified;
pub use catalogue::{ClassPeriod, Days, ListedOffence, MaximumPeriod};
pub use date::{Date, NotADate};
pub use decision::{
    Action, Caution, Cited, CourseOfConduct, Crime, DecidedBy, Decision, Did, Discretion, From,
    Need, NotCounted, NotMadeOut, NotRecorded, OpenQuestion, Outcome, Reason, Source, Sources,
    Step, WhyNot,
};
pub use diagnostic::{Diagnostic, Label, Problem, RuleErrors};
pub use difference::{ChangedDecision, ChangedPairs, ChangedRule, Difference};
pub use edition::{Edition, Vocabulary, Word};
pub use examples::{Coverage, ExampleRun, ExampleRuns};
pub use findings::{Finding, FindingKind};
pub use report::{
    Incident, Intervention, Pair, Person, RecordedCrime, Recording, Report, ReportErrors,
    ReportProblem, ReportProblemCode,
};
pub use rules::{NoEdition, Rules};
pub use settle::{CheckedReport, Settled};
#[cfg(feature = "show")]
pub use show::{
    Change, Detail, Document, NotExplained, NotListed, Picture, SideBySide, Verdict, WhyOver,
    Working, explain_why_not,
};
pub use terms::{Basis, Code, NotACode, Sentence, Standing, Trial};
pub use text::{Span, Text};

/// The README's code runs as a test.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
