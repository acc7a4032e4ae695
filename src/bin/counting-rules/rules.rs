//! The tools of those who keep the rule files: what to see before an edition goes live.

use std::io;

use clap::{Args, Subcommand, ValueEnum};

mod check;
mod diff;
mod doc;
mod fmt;
mod replay;
mod test;

use crate::Answer;
use crate::files::{FOLDERS, Files};

/// Check, format and compare rule files
#[derive(Args)]
#[command(after_help = "Examples:\n  counting-rules rules check --edition hocr-2026-04\n  \
    counting-rules rules fmt --check counting-rules\n\n\
    Exit status: 0; 1 where something was found that CI should stop at; 2 where nothing could be done.")]
pub(crate) struct Arguments {
    #[command(subcommand)]
    what: What,
}

#[derive(Subcommand)]
enum What {
    /// Everything that the rules show of themselves: faults, contradictions, gaps
    ///
    /// Exit status 1 where a rule never speaks or a condition never holds.
    #[command(after_help = format!(
        "{FOLDERS}\n\nExamples:\n  counting-rules rules check --edition hocr-2026-04 --kind circle\n  \
        counting-rules rules check DRAFT:hocr-2027-04"
    ))]
    Check(check::Check),
    /// Run the examples that stand in the rule files; which conditions they never tried
    ///
    /// Exit status 1 where an example does not hold, or none says anything of an edition.
    #[command(after_help = format!(
        "{FOLDERS}\n\nExamples:\n  counting-rules rules test --edition hocr-2026-04\n  \
        counting-rules rules test DRAFT:hocr-2027-04"
    ))]
    Test(test::Test),
    /// What changes from one edition to another: pairs of offences, and decisions
    ///
    /// Exit status 1 where anything changes.
    #[command(after_help = format!(
        "Two folders are compared edition by edition.\n{FOLDERS}\n\n\
        Examples:\n  counting-rules rules diff hocr-2016-04 hmic-2017-07\n  \
        counting-rules rules diff counting-rules changed-rules\n  \
        counting-rules rules diff hocr-2026-04 DRAFT:hocr-2027-04\n  \
        counting-rules rules diff counting-rules:hocr-2026-04 DRAFT:hocr-2027-04"
    ))]
    Diff(diff::Diff),
    /// Which of these reports change between two editions, or two folders, by rule
    ///
    /// Exit status 1 where any changes or cannot be read, 2 where none can be read.
    #[command(after_help = format!(
        "{FOLDERS}\n\nExamples:\n  counting-rules rules replay hocr-2024-01 hocr-2026-04 reports.ndjson\n  \
        counting-rules rules replay hocr-2026-04 DRAFT:hocr-2027-04 reports.ndjson\n  \
        counting-rules rules replay --edition hocr-2026-04 counting-rules changed-rules reports.ndjson"
    ))]
    Replay(replay::Replay),
    /// An edition as a book: each rule with its sources, and the order of offences
    ///
    /// Exit status 0, or 2 where there is no such edition.
    #[command(after_help = format!(
        "{FOLDERS}\n\nExamples:\n  counting-rules rules doc hocr-2026-04 --format markdown\n  \
        counting-rules rules doc DRAFT:hocr-2027-04"
    ))]
    Doc(doc::Doc),
    /// Rewrite rule files in their canonical form; comments and blank lines are kept
    ///
    /// Exit status 1 where --check finds a file to rewrite, 2 where one cannot be read.
    #[command(after_help = "Example: counting-rules rules fmt --check counting-rules/editions")]
    Fmt(fmt::Fmt),
}

#[derive(Clone, Copy, ValueEnum)]
enum Format {
    /// With the lines of the rule files
    Text,
    /// For a page
    Markdown,
    Json,
}

pub(crate) fn run(arguments: &Arguments, files: &Files) -> Answer {
    let mut out = io::stdout().lock();
    match &arguments.what {
        What::Check(arguments) => check::check(arguments, files, &mut out),
        What::Test(arguments) => test::test(arguments, files, &mut out),
        What::Diff(arguments) => diff::diff(arguments, files, &mut out),
        What::Replay(arguments) => replay::replay(arguments, files, &mut out),
        What::Doc(arguments) => doc::doc(arguments, files, &mut out),
        What::Fmt(arguments) => fmt::fmt(arguments, &mut out),
    }
}
