//! A rule or an offence, by its name or code.

use std::io::{self, Write};
use std::process::ExitCode;

use clap::{Args, ValueEnum};
use counting_rules::show::Document;

use crate::Answer;
use crate::files::Files;
use crate::terminal::for_people;

/// Say what a rule or an offence is: its words, its source, and for an offence the rules that
/// speak of it
#[derive(Args)]
#[command(after_help = "Examples:\n  counting-rules explain conduct-tier-5\n  \
    counting-rules explain 195/12 --edition hocr-2018-04\n\n\
    Exit status: 0, or 2 where there is no such rule or offence.")]
pub(crate) struct Arguments {
    /// The name of a rule, such as conduct-tier-5, or the code of an offence, such as 195/12
    #[arg(value_name = "RULE|CODE")]
    name: String,
    /// Under this edition [default: the newest that has it]
    #[arg(long)]
    edition: Option<String>,
    /// How it is told
    #[arg(long, value_enum, default_value = "text")]
    format: Format,
}

#[derive(Clone, Copy, ValueEnum)]
enum Format {
    Text,
    Markdown,
    /// A piece of HTML
    Html,
    /// Its titles, headings, sentences and lists as data
    Json,
}

pub(crate) fn run(arguments: &Arguments, files: &Files) -> Answer {
    let rules = files.rules()?;
    let explained = match &arguments.edition {
        Some(edition) => rules.edition(edition)?.explain(&arguments.name)?,
        None => rules.explain(&arguments.name)?,
    };
    writeln!(io::stdout().lock(), "{}", told(&explained, arguments.format)?.trim_end())?;
    Ok(ExitCode::SUCCESS)
}

fn told(document: &Document, format: Format) -> serde_json::Result<String> {
    Ok(match format {
        Format::Text => for_people(document),
        Format::Markdown => document.markdown(),
        Format::Html => document.html(),
        Format::Json => serde_json::to_string_pretty(document)?,
    })
}
