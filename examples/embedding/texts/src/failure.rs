//! What went wrong, as a text for people and as JSON.

use counting_rules::report::{ReportProblem, ReportProblemCode};
use counting_rules::{NoEdition, ReportErrors, RuleErrors};
use serde::Serialize;

/// Why there is no answer. As JSON: `{"error": "…", "problems": [{"code", "field", "incident",
/// "value", "message", "nearest"}]}`: no problems where it is not the report that is wrong, and
/// `help` beside the others where there is some.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Failure {
    /// All of it, for people.
    pub error: String,
    /// The mistakes of a report, in its order.
    pub problems: Vec<ReportProblem>,
}

impl Failure {
    /// Of which no more is to be said than a text.
    pub fn new(error: impl Into<String>) -> Failure {
        Failure { error: error.into(), problems: Vec::new() }
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
        Failure { error: errors.to_string(), problems: errors.problems }
    }
}

impl From<RuleErrors> for Failure {
    fn from(errors: RuleErrors) -> Failure {
        Failure::new(errors.to_string())
    }
}

impl From<NoEdition> for Failure {
    fn from(error: NoEdition) -> Failure {
        Failure::new(error.to_string())
    }
}
