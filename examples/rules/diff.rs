//! What changes between two editions, or between two folders of rule files.

use std::io::Write;
use std::path::Path;
use std::process::ExitCode;

use clap::Args;
use counting_rules::{Difference, Rules};

use crate::{Answer, Format, texts};

#[derive(Args)]
pub(crate) struct Diff {
    /// An edition, or a folder of rule files
    before: String,
    /// Another edition, or a folder with other rule files
    after: String,
    /// Decide at most so many reports, and say what that leaves out
    #[arg(long)]
    reports: Option<usize>,
    /// How it is told
    #[arg(long, value_enum, default_value = "text")]
    format: Format,
}

pub(crate) fn diff(arguments: &Diff, out: &mut impl Write) -> Answer {
    let (before, after) = (Path::new(&arguments.before), Path::new(&arguments.after));
    let folders = (before.is_dir().then_some(before), after.is_dir().then_some(after));
    let (one, other) = (Rules::load(texts(folders.0)?)?, Rules::load(texts(folders.1)?)?);
    let mut found = Vec::new();
    let mut new_or_gone = Vec::new();
    match folders {
        (None, None) => {
            let after = other.edition(&arguments.after)?;
            found.push((
                one.edition(&arguments.before)?.difference_within(after, arguments.reports),
                after,
            ));
        }
        _ => {
            for after in other.editions() {
                match one.edition(after.id()) {
                    Ok(before) => {
                        found.push((before.difference_within(after, arguments.reports), after));
                    }
                    Err(_) => new_or_gone.push(format!("{} is new.", after.id())),
                }
            }
            for gone in one.editions().iter().filter(|e| other.edition(e.id()).is_err()) {
                new_or_gone.push(format!("{} is gone.", gone.id()));
            }
        }
    }
    let changed =
        !new_or_gone.is_empty() || found.iter().any(|(difference, _)| !difference.is_empty());
    for line in &new_or_gone {
        // Beside the data, not in it.
        match arguments.format {
            Format::Json => eprintln!("{line}"),
            _ => writeln!(out, "{line}")?,
        }
    }
    match arguments.format {
        Format::Json => {
            let all: Vec<&Difference> = found.iter().map(|(difference, _)| difference).collect();
            writeln!(out, "{}", serde_json::to_string_pretty(&all)?)?;
        }
        format => {
            for (difference, after) in &found {
                let document = difference.document(after);
                let told = match format {
                    Format::Markdown => document.markdown(),
                    _ => document.text(),
                };
                writeln!(out, "{told}")?;
            }
        }
    }
    Ok(ExitCode::from(u8::from(changed)))
}
