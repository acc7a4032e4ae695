//! The JSON Schema of what goes in and of what comes out.

use std::io::{self, Write};
use std::process::ExitCode;

use clap::{Args, ValueEnum};
use counting_rules::Decision;

use crate::Answer;
use crate::files::Files;

/// Print the JSON Schema (draft 2020-12) of a report or of a decision
#[derive(Args)]
#[command(after_help = "Example: counting-rules schema report > report.schema.json")]
pub(crate) struct Arguments {
    /// Of which
    #[arg(value_enum)]
    of: Of,
}

#[derive(Clone, Copy, ValueEnum)]
enum Of {
    /// What goes in, with the names that the rule files declare
    Report,
    /// What comes out
    Decision,
}

pub(crate) fn run(arguments: &Arguments, files: &Files) -> Answer {
    let schema = match arguments.of {
        Of::Report => files.rules()?.report_schema(),
        Of::Decision => Decision::schema(),
    };
    writeln!(io::stdout().lock(), "{}", serde_json::to_string_pretty(&schema)?)?;
    Ok(ExitCode::SUCCESS)
}
