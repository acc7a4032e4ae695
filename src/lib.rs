//! x
mod catalogue;
mod check;
mod conduct;
mod date;
mod decide;
mod decision;
mod diagnostic;
mod edition;
mod explain;
mod precedence;
mod report;
mod rules;
mod suggest;
mod syntax;
mod terms;
mod text;

pub use catalogue::{ClassPeriod, Days, ListedOffence, MaximumPeriod};
pub use date::{Date, NotADate};
pub use decision::*;
pub use diagnostic::{Diagnostic, Label, Problem, RuleErrors};
pub use edition::Edition;
pub use explain::explain;
pub use report::{
    Incident, Intervention, Pair, Person, RecordedCrime, Recording, Report, ReportErrors,
    ReportProblem,
};
pub use rules::{NoEdition, Rules};
pub use terms::{Basis, Code, NotACode, Sentence, Standing, Trial};
pub use text::{Span, Text};
