//! `counting-rules`: what is to be recorded, and why; and the tools of those who audit by the
//! rules, train with them and keep them.
//!
//! Without a subcommand it shows a built-in report under every edition, side by side.

mod audit;
mod classify;
mod exercise;
mod explain;
mod files;
mod generate;
mod names;
mod offences;
mod rules;
mod schema;
mod terminal;

use std::error::Error;
use std::io::{self, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{CommandFactory, Parser, Subcommand};
use clap_complete::Shell;

use files::Files;
use terminal::ended;

/// The Home Office Counting Rules: what is to be recorded, and why.
///
/// Without a subcommand it shows a built-in report under every edition, side by side.
#[derive(Parser)]
#[command(name = "counting-rules", version, arg_required_else_help = false)]
#[command(after_help = "Example: counting-rules classify report.json")]
struct Arguments {
    #[command(subcommand)]
    what: Option<What>,
    /// Rule files of your own: a file or a folder, in place of those that come with the program;
    /// drafts alone are read together with those
    #[arg(long, global = true, value_name = "PATH")]
    rules: Option<PathBuf>,
}

#[derive(Subcommand)]
enum What {
    Classify(classify::Arguments),
    Audit(audit::Arguments),
    Rules(rules::Arguments),
    Exercise(exercise::Arguments),
    Offences(offences::Arguments),
    Explain(explain::Arguments),
    Generate(generate::Arguments),
    Schema(schema::Arguments),
    /// Print what a shell needs to complete the names of subcommands and options
    #[command(after_help = "Example: counting-rules completions bash > counting-rules.bash")]
    Completions {
        /// The shell
        shell: Shell,
    },
}

/// How a subcommand ends: with an exit status, or with what went wrong.
type Answer = Result<ExitCode, Box<dyn Error>>;

fn main() -> ExitCode {
    let Arguments { what, rules } = Arguments::parse();
    let files = Files::new(rules);
    ended(match &what {
        None => classify::every_edition(&files),
        Some(What::Classify(arguments)) => classify::run(arguments, &files),
        Some(What::Audit(arguments)) => audit::run(arguments, &files),
        Some(What::Rules(arguments)) => rules::run(arguments, &files),
        Some(What::Exercise(arguments)) => exercise::run(arguments, &files),
        Some(What::Offences(arguments)) => offences::run(arguments, &files),
        Some(What::Explain(arguments)) => explain::run(arguments, &files),
        Some(What::Generate(arguments)) => generate::run(arguments, &files),
        Some(What::Schema(arguments)) => schema::run(arguments, &files),
        Some(What::Completions { shell }) => completions(*shell),
    })
}

fn completions(shell: Shell) -> Answer {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut Arguments::command(), "counting-rules", &mut script);
    io::stdout().lock().write_all(&script)?;
    Ok(ExitCode::SUCCESS)
}
