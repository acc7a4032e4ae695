//! The examples that stand in rule files.

use std::io::Write;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::Args;
use counting_rules::Rules;

use crate::{Answer, Format, texts};

#[derive(Args)]
pub(crate) struct Test {
    /// A folder of rule files [default: those that come with the library]
    folder: Option<PathBuf>,
    /// Only under this edition
    #[arg(long)]
    edition: Option<String>,
    /// How it is told
    #[arg(long, value_enum, default_value = "text")]
    format: Format,
}

pub(crate) fn test(arguments: &Test, out: &mut impl Write) -> Answer {
    let texts = texts(arguments.folder.as_deref())?;
    let rules = Rules::load(texts.clone())?;
    let mut found = rules.run_examples();
    if let Some(name) = &arguments.edition {
        rules.edition(name)?;
        found.runs.retain(|run| run.edition == *name);
        found.coverage.retain(|condition| condition.edition == *name);
    }
    let failed = found.runs.iter().filter(|run| !run.passed).count();
    if let Format::Json = arguments.format {
        writeln!(out, "{}", serde_json::to_string_pretty(&found)?)?;
        return Ok(ExitCode::from(u8::from(failed > 0)));
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
    if markdown {
        writeln!(out)?;
    }
    let whole = found.coverage.iter().filter(|condition| condition.never.is_empty()).count();
    writeln!(
        out,
        "{} of {} examples hold; {whole} of {} conditions were all that they can be: true, false, unknown.",
        found.runs.len() - failed,
        found.runs.len(),
        found.coverage.len()
    )?;
    Ok(ExitCode::from(u8::from(failed > 0)))
}
