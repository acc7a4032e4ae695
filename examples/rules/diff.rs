//! What changes between two editions, or between two folders of rule files.

use std::collections::BTreeMap;
use std::io::{self, BufRead, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::Args;
use counting_rules::{Difference, Report, Rules};

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

#[derive(Args)]
pub(crate) struct Replay {
    /// An edition
    before: String,
    /// Another edition
    after: String,
    /// Reports in JSON, one a line; - for standard input
    reports: PathBuf,
    /// How it is told
    #[arg(long, value_enum, default_value = "text")]
    format: Format,
}

/// Reports that two editions decide in different ways, by the rules that decide them.
#[derive(Default, serde::Serialize)]
struct Replayed {
    reports: usize,
    changed: usize,
    not_read: Vec<String>,
    /// Rules that decided, rules that decide: how many reports, and the references of some.
    by_rule: BTreeMap<String, (usize, Vec<String>)>,
}

pub(crate) fn diff(arguments: &Diff, out: &mut impl Write) -> Answer {
    let (before, after) = (Path::new(&arguments.before), Path::new(&arguments.after));
    let folders = (before.is_dir().then_some(before), after.is_dir().then_some(after));
    let (one, other) = (Rules::load(texts(folders.0)?)?, Rules::load(texts(folders.1)?)?);
    let mut found = Vec::new();
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
                        found.push((before.difference_within(after, arguments.reports), after))
                    }
                    Err(_) => writeln!(out, "{} is new.", after.id())?,
                }
            }
            for gone in one.editions().iter().filter(|e| other.edition(e.id()).is_err()) {
                writeln!(out, "{} is gone.", gone.id())?;
            }
        }
    }
    let changed = found.iter().any(|(difference, _)| !difference.is_empty());
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

pub(crate) fn replay(arguments: &Replay, out: &mut impl Write) -> Answer {
    let rules = Rules::shipped()?;
    let (before, after) = (rules.edition(&arguments.before)?, rules.edition(&arguments.after)?);
    let input: Box<dyn BufRead> = match arguments.reports.to_str() {
        Some("-") => Box::new(io::stdin().lock()),
        _ => {
            let of_file = |error| format!("{}: {error}", arguments.reports.display());
            Box::new(io::BufReader::new(std::fs::File::open(&arguments.reports).map_err(of_file)?))
        }
    };
    let mut all = Replayed::default();
    for (n, line) in input.lines().enumerate() {
        let line = line?;
        if line.trim().is_empty() {
            continue;
        }
        all.reports += 1;
        let changed = Report::from_json(&line)
            .map_err(|error| error.to_string())
            .and_then(|report| before.changed(after, &report).map_err(|error| error.to_string()));
        match changed {
            Ok(None) => {}
            Ok(Some(changed)) => {
                all.changed += 1;
                let rules = format!(
                    "{} -> {}",
                    changed.rules_before.join(", "),
                    changed.rules_after.join(", ")
                );
                let (count, references) = all.by_rule.entry(rules).or_default();
                *count += 1;
                if references.len() < 5 {
                    references.push(changed.report.reference);
                }
            }
            Err(error) => all.not_read.push(format!("line {}: {error}", n + 1)),
        }
    }
    if let Format::Json = arguments.format {
        writeln!(out, "{}", serde_json::to_string_pretty(&all)?)?;
    } else {
        writeln!(out, "{} of {} reports change.", all.changed, all.reports)?;
        for (rules, (count, references)) in &all.by_rule {
            writeln!(out, "- {count}: {rules}\n  such as {}", references.join(", "))?;
        }
        for error in &all.not_read {
            writeln!(out, "- not read: {error}")?;
        }
    }
    Ok(ExitCode::from(u8::from(all.changed > 0)))
}
