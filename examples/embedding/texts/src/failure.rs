//! What went wrong, as a text for people and as JSON.

use counting_rules::{NoEdition, ReportErrors, RuleErrors};
use serde::Serialize;

/// Why there is no answer. As JSON: `{"error": "…", "problems": [{"field": "…", "message": "…",
/// "help": "…"}]}`; `problems` is there where a report is wrong, `help` where there is some.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Failure {
    /// All of it, for people.
    pub error: String,
    /// The mistakes of a report, in its order.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub problems: Vec<Problem>,
}

/// One mistake of a report.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Problem {
    /// The field, such as `incidents[1].acts[0]`; empty for the whole report.
    pub field: String,
    /// What is wrong, and what was expected.
    pub message: String,
    /// What to do about it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub help: Option<String>,
}

impl Failure {
    /// Of which no more is to be said than a text.
    pub fn new(error: impl Into<String>) -> Failure {
        Failure { error: error.into(), problems: Vec::new() }
    }

    /// Of one field of a report.
    pub fn of(field: &str, error: impl std::fmt::Display) -> Failure {
        let (field, message) = (field.to_owned(), error.to_string());
        let error = format!("{field}: {message}");
        Failure { error, problems: vec![Problem { field, message, help: None }] }
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
        let error = errors.to_string();
        let problem = |p: counting_rules::ReportProblem| Problem {
            field: p.field,
            message: p.message,
            help: p.help,
        };
        Failure { error, problems: errors.problems.into_iter().map(problem).collect() }
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
