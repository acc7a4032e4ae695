//! What went wrong with a file or a line, for people and as data.

use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

use counting_rules::ReportErrors;
use counting_rules::report::ReportProblem;
use serde::Serialize;

pub(super) type Failure = Box<dyn std::error::Error>;

/// Names standard input in place of a file.
pub(super) const STDIN: &str = "-";

/// What went wrong, as data.
#[derive(Serialize)]
pub(super) struct Failed<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    line: Option<usize>,
    error: String,
    /// What is wrong with the report, if it is that.
    problems: &'a [ReportProblem],
}

impl Failed<'_> {
    pub(super) fn of(line: Option<usize>, failure: &Failure) -> Failed<'_> {
        let source = failure.downcast_ref::<OfFile>().map_or(failure, |of_file| &of_file.failure);
        let problems = source.downcast_ref::<ReportErrors>().map_or(&[][..], |e| &e.problems);
        Failed { line, error: failure.to_string(), problems }
    }
}

/// The same failure, printed as JSON; a reader who stopped early is still known.
pub(super) fn as_json(failure: Failure) -> Failure {
    if failure.is::<io::Error>() {
        return failure;
    }
    serde_json::to_string(&Failed::of(None, &failure)).map_or(failure, Failure::from)
}

/// What went wrong with a file.
#[derive(Debug)]
pub(super) struct OfFile {
    pub(super) path: PathBuf,
    pub(super) failure: Failure,
    /// What the file is, if it is not what was expected, and what to do.
    pub(super) help: Option<&'static str>,
}

impl fmt::Display for OfFile {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.path == Path::new(STDIN) {
            true => write!(f, "standard input: {}", self.failure)?,
            false => write!(f, "{}: {}", self.path.display(), self.failure)?,
        }
        self.help.iter().try_for_each(|help| write!(f, "\n{help}"))
    }
}

impl std::error::Error for OfFile {}
