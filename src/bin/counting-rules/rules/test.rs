//! The examples that stand in rule files.

use std::io::Write;
use std::process::ExitCode;

use clap::Args;
use counting_rules::workshop::{ExampleRuns, Untested, untested};
use serde::Serialize;

use super::{Answer, Format};
use crate::files::{Files, Named};

#[derive(Args)]
pub(crate) struct Test {
    /// A folder of rule files, or FOLDER:EDITION [default: those that come with the library]
    folder: Option<String>,
    /// Only under this edition
    #[arg(long)]
    edition: Option<String>,
    /// How it is told
    #[arg(long, value_enum, default_value = "text")]
    format: Format,
}

/// The findings as data.
#[derive(Serialize)]
struct Told {
    #[serde(flatten)]
    found: ExampleRuns,
    /// The parts of lists that no example would miss; empty under one edition.
    untested: Vec<Untested>,
}

pub(crate) fn test(arguments: &Test, files: &Files, out: &mut impl Write) -> Answer {
    let Named { texts, rules, edition: named } =
        Named::folder(arguments.folder.as_deref(), arguments.edition.as_deref(), files)?;
    let mut found = rules.run_examples();
    let asked = |edition: &str| named.as_deref().is_none_or(|name| name == edition);
    found.runs.retain(|run| asked(&run.edition));
    found.coverage.retain(|condition| asked(&condition.edition));
    let failed = found.runs.iter().filter(|run| !run.passed).count();
    let editions = rules.editions().iter().map(|edition| edition.id()).filter(|id| asked(id));
    let untold: Vec<&str> =
        editions.filter(|id| found.runs.iter().all(|run| run.edition != *id)).collect();
    let left = match &named {
        Some(_) => Vec::new(),
        None => untested(&texts)?,
    };
    let exit = ExitCode::from(u8::from(failed > 0 || !untold.is_empty()));
    let untold = (!untold.is_empty()).then(|| {
        format!(
            "No example says anything of {}: write one in a rule file, `under all` or under its \
            name, and this runs it.",
            untold.join(", ")
        )
    });
    if let Format::Json = arguments.format {
        writeln!(out, "{}", serde_json::to_string_pretty(&Told { found, untested: left })?)?;
        // Beside the data, not in it.
        untold.iter().for_each(|line| eprintln!("{line}"));
        return Ok(exit);
    }
    let markdown = matches!(arguments.format, Format::Markdown);
    for run in found.runs.iter().filter(|run| !run.passed) {
        match markdown {
            true => writeln!(
                out,
                "\n## {} under {}\n\nIt says {}, and the rules say {}.\n",
                run.example, run.edition, run.expected, run.got
            )?,
            false => writeln!(out, "{}", run.draw(&texts))?,
        }
        let indent = if markdown { "" } else { "  " };
        for reason in &run.because {
            writeln!(out, "{indent}- {} [{}]", reason.says, reason.rule)?;
        }
        if !markdown {
            writeln!(out)?;
        }
    }
    let mut edition = "";
    for condition in found.coverage.iter().filter(|condition| !condition.never.is_empty()) {
        if condition.edition != edition {
            edition = &condition.edition;
            match markdown {
                true => writeln!(out, "\n## What the examples never made under {edition}\n")?,
                false => writeln!(out, "Under {edition} the examples never made:")?,
            }
        }
        let indent = if markdown { "" } else { "  " };
        writeln!(out, "{indent}- {}: {}", condition.condition, condition.never.join(", "))?;
    }
    match (left.is_empty(), markdown) {
        (true, _) => {}
        (_, true) => writeln!(out, "\n## What no example would miss, if it were taken out\n")?,
        (_, false) => writeln!(out, "If these were taken out, no example would miss them:")?,
    }
    for Untested { file, item, part } in &left {
        let indent = if markdown { "" } else { "  " };
        writeln!(out, "{indent}- {part}, of {item} ({file})")?;
    }
    if markdown {
        writeln!(out)?;
    }
    if failed > 0 {
        writeln!(
            out,
            "Where an edition is to change what an example says, its file says `remove example \
            NAME`, and has an example of its own."
        )?;
    }
    untold.iter().try_for_each(|line| writeln!(out, "{line}"))?;
    let whole = found.coverage.iter().filter(|condition| condition.never.is_empty()).count();
    writeln!(
        out,
        "{} of {} examples hold; {whole} of {} conditions were all that they can be: true, false, unknown.",
        found.runs.len() - failed,
        found.runs.len(),
        found.coverage.len()
    )?;
    Ok(exit)
}
