//! What went wrong, as a text for people and as JSON.

use counting_rules::report::{ReportProblem, ReportProblemCode};
use counting_rules::{NoEdition, ReportErrors, RuleErrors};
use serde::Serialize;

/// What is wrong where there is no answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// The report, or what was recorded of it.
    Report,
    /// There is no such edition, or none in force on that day.
    Edition,
    /// The texts of the rules.
    Rules,
    /// What else was asked, such as a form that there is not.
    Question,
    /// The library itself.
    Library,
}

/// Why there is no answer. As JSON: `{"error": "…", "problems": [{"code", "field", "incident",
/// "value", "message", "nearest"}]}`: no problems where it is not the report that is wrong, and
/// `help` beside the others where there is some.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Failure {
    /// What is wrong, for programs.
    #[serde(skip)]
    pub fault: Fault,
    /// All of it, for people.
    pub error: String,
    /// The mistakes of a report, in its order.
    pub problems: Vec<ReportProblem>,
}

impl Failure {
    /// Something was asked that has no answer, and this says why.
    pub fn new(error: impl Into<String>) -> Failure {
        Failure::of(Fault::Question, error)
    }

    /// Of which no more is to be said than what is wrong, and a text.
    pub fn of(fault: Fault, error: impl Into<String>) -> Failure {
        Failure { fault, error: error.into(), problems: Vec::new() }
    }

    /// That a text, or the field of that name, is not the JSON that it should be.
    pub fn not_json(field: &str, error: impl std::fmt::Display) -> Failure {
        let problem = ReportProblem::new(ReportProblemCode::NotJson, field, error.to_string());
        ReportErrors::from(problem).into()
    }

    /// As JSON on one line.
    pub fn to_json(&self) -> String {
        // Texts alone cannot fail to be written.
        serde_json::to_string(self).unwrap_or_default()
    }
}

impl std::fmt::Display for Failure {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.error)
    }
}

impl std::error::Error for Failure {}

impl From<ReportErrors> for Failure {
    fn from(errors: ReportErrors) -> Failure {
        Failure { fault: Fault::Report, error: errors.to_string(), problems: errors.problems }
    }
}

impl From<RuleErrors> for Failure {
    fn from(errors: RuleErrors) -> Failure {
        Failure::of(Fault::Rules, errors.to_string())
    }
}

impl From<NoEdition> for Failure {
    fn from(error: NoEdition) -> Failure {
        Failure::of(Fault::Edition, error.to_string())
    }
}
