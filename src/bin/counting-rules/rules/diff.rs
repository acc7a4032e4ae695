//! What changes between two editions, or between two folders of rule files.

use std::io::Write;
use std::process::ExitCode;

use clap::Args;
use counting_rules::workshop::Difference;

use super::{Answer, Format};
use crate::files::{Files, Named};

#[derive(Args)]
pub(crate) struct Diff {
    /// An edition, a folder of rule files, or one edition of a folder: FOLDER:EDITION
    before: String,
    /// Another edition, folder or FOLDER:EDITION
    after: String,
    /// Decide at most so many reports, and say what that leaves out
    #[arg(long)]
    reports: Option<usize>,
    /// How it is told
    #[arg(long, value_enum, default_value = "text")]
    format: Format,
}

pub(crate) fn diff(arguments: &Diff, files: &Files, out: &mut impl Write) -> Answer {
    let (before, after) =
        (Named::load(&arguments.before, files)?, Named::load(&arguments.after, files)?);
    let (one, other) = (&before.rules, &after.rules);
    let mut found = Vec::new();
    let mut new_or_gone = Vec::new();
    if let (Some(before), Some(after)) = (&before.edition, &after.edition) {
        let after = other.edition(after)?;
        found.push((one.edition(before)?.difference_within(after, arguments.reports), after));
    } else {
        // Of a folder beside an edition, the edition of that name.
        let only = before.edition.as_deref().or(after.edition.as_deref());
        for after in other.editions() {
            match one.edition(after.id()) {
                Ok(before) if only.is_none_or(|only| only == after.id()) => {
                    found.push((before.difference_within(after, arguments.reports), after));
                }
                Ok(_) => {}
                Err(_) => new_or_gone.push(format!("{} is new.", after.id())),
            }
        }
        for gone in one.editions().iter().filter(|e| other.edition(e.id()).is_err()) {
            new_or_gone.push(format!("{} is gone.", gone.id()));
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
