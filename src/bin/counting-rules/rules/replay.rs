//! Which of some reports two editions, or two folders of rule files, decide in different ways.

use std::collections::BTreeMap;
use std::error::Error;
use std::io::{self, BufRead, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use clap::Args;
use counting_rules::decision::Caution;
use counting_rules::workshop::ChangedDecision;
use counting_rules::{Edition, Report, Rules};
use serde::Serialize;

use super::{Answer, Format};
use crate::files::{Files, Named};

/// So many reports are named for each pair of rules; JSON names all.
const NAMED: usize = 5;

#[derive(Args)]
pub(crate) struct Replay {
    /// An edition, a folder of rule files, or one edition of a folder: FOLDER:EDITION
    before: String,
    /// Another edition, folder or FOLDER:EDITION
    after: String,
    /// Reports in JSON, one a line; - for standard input
    reports: PathBuf,
    /// The edition of a folder [default: for each report the one in force on its day]
    #[arg(long)]
    edition: Option<String>,
    /// How it is told
    #[arg(long, value_enum, default_value = "text")]
    format: Format,
}

/// What decides before, or after: one edition, or that of the day of each report.
struct Side {
    rules: Rules,
    edition: Option<String>,
}

impl Side {
    fn of(named: Named, of_folder: Option<&String>) -> Result<Side, Box<dyn Error>> {
        let Named { rules, edition, .. } = named;
        let edition = edition.or(of_folder.cloned());
        edition.as_ref().map(|name| rules.edition(name)).transpose()?;
        Ok(Side { rules, edition })
    }

    fn edition(&self, report: &Report) -> Result<&Edition, Box<dyn Error>> {
        Ok(match &self.edition {
            Some(name) => self.rules.edition(name)?,
            None => self.rules.edition_on(report.reported_on.parse()?)?,
        })
    }
}

#[derive(Default, Serialize)]
struct Replayed {
    reports: usize,
    changed: usize,
    not_read: Vec<NotRead>,
    /// The most frequent first.
    by_rule: Vec<ByRule>,
    /// Cautions that some reports no longer have, or have now, by their rule.
    cautions: Vec<ByCaution>,
}

#[derive(Serialize)]
struct NotRead {
    line: usize,
    error: String,
}

/// Reports that lose or gain a caution.
#[derive(Serialize)]
struct ByCaution {
    rule: String,
    /// The references of the reports that had it and do not have it now.
    gone: Vec<String>,
    /// Those that have it now and did not have it.
    new: Vec<String>,
}

/// Reports that change between the same rules.
#[derive(Serialize)]
struct ByRule {
    /// The rules that decided before and do so no more.
    rules_before: Vec<String>,
    /// The rules that decide now and did not before.
    rules_after: Vec<String>,
    count: usize,
    reports: Vec<Changed>,
}

#[derive(Serialize)]
struct Changed {
    line: usize,
    reference: String,
    before: Vec<String>,
    after: Vec<String>,
}

pub(crate) fn replay(arguments: &Replay, files: &Files, out: &mut impl Write) -> Answer {
    let (before, after) =
        (Named::load(&arguments.before, files)?, Named::load(&arguments.after, files)?);
    if before.edition.is_some() && after.edition.is_some() && arguments.edition.is_some() {
        return Err("--edition is for folders: these are two editions".into());
    }
    let before = Side::of(before, arguments.edition.as_ref())?;
    let after = Side::of(after, arguments.edition.as_ref())?;
    let of_file = |error: io::Error| format!("{}: {error}", arguments.reports.display());
    let input: Box<dyn BufRead> = match arguments.reports.to_str() {
        Some("-") => Box::new(io::stdin().lock()),
        _ => {
            Box::new(io::BufReader::new(std::fs::File::open(&arguments.reports).map_err(of_file)?))
        }
    };
    let mut all = Replayed::default();
    let mut by_rule: BTreeMap<(Vec<String>, Vec<String>), Vec<Changed>> = BTreeMap::new();
    let mut cautions: BTreeMap<String, (Vec<String>, Vec<String>)> = BTreeMap::new();
    for (n, line) in input.split(b'\n').enumerate() {
        let line = line.map_err(of_file)?;
        if line.trim_ascii().is_empty() {
            continue;
        }
        all.reports += 1;
        match compared(&before, &after, &line) {
            Ok(Compared { reference, changed, gone, new }) => {
                gone.into_iter()
                    .for_each(|rule| cautions.entry(rule).or_default().0.push(reference.clone()));
                new.into_iter()
                    .for_each(|rule| cautions.entry(rule).or_default().1.push(reference.clone()));
                let Some(ChangedDecision { rules_before, rules_after, before, after, .. }) =
                    changed
                else {
                    continue;
                };
                all.changed += 1;
                let changed = Changed { line: n + 1, reference, before, after };
                by_rule.entry((rules_before, rules_after)).or_default().push(changed);
            }
            Err(error) => all.not_read.push(NotRead { line: n + 1, error: error.to_string() }),
        }
    }
    all.by_rule = by_rule
        .into_iter()
        .map(|((rules_before, rules_after), reports)| ByRule {
            rules_before,
            rules_after,
            count: reports.len(),
            reports,
        })
        .collect();
    all.by_rule.sort_by_key(|by_rule| std::cmp::Reverse(by_rule.count));
    let of_rule = |(rule, (gone, new))| ByCaution { rule, gone, new };
    all.cautions = cautions.into_iter().map(of_rule).collect();
    match arguments.format {
        Format::Json => writeln!(out, "{}", serde_json::to_string_pretty(&all)?)?,
        Format::Markdown => all.markdown(out)?,
        Format::Text => all.text(out)?,
    }
    Ok(ExitCode::from(match all.not_read.len() {
        0 => u8::from(all.changed > 0 || !all.cautions.is_empty()),
        wrong if wrong == all.reports => 2,
        _ => 1,
    }))
}

/// What becomes of a report.
struct Compared {
    reference: String,
    changed: Option<ChangedDecision>,
    /// The rules of the cautions that it had and does not have now, and the other way round.
    gone: Vec<String>,
    new: Vec<String>,
}

fn compared(before: &Side, after: &Side, line: &[u8]) -> Result<Compared, Box<dyn Error>> {
    let text = std::str::from_utf8(line).map_err(|_| "this is not UTF-8")?;
    let report = before.rules.read(text)?;
    let (before, after) = (before.edition(&report)?, after.edition(&report)?);
    let changed = before.changed(after, &report)?;
    let (was, is) = (before.decide(&report)?.cautions, after.decide(&report)?.cautions);
    let only = |these: &[Caution], those: &[Caution]| -> Vec<String> {
        let told = |caution: &&Caution| {
            let same = |other: &Caution| {
                (&other.rule, &other.victim, &other.suspects, &other.says)
                    == (&caution.rule, &caution.victim, &caution.suspects, &caution.says)
            };
            those.iter().any(same)
        };
        let mut rules: Vec<String> =
            these.iter().filter(|one| !told(one)).map(|caution| caution.rule.clone()).collect();
        rules.dedup();
        rules
    };
    let (gone, new) = (only(&was, &is), only(&is, &was));
    Ok(Compared { reference: report.reference, changed, gone, new })
}

impl Replayed {
    fn counts(&self) -> String {
        let read = match self.not_read.len() {
            0 => String::new(),
            1 => "; 1 could not be read".to_owned(),
            more => format!("; {more} could not be read"),
        };
        format!("{} of {} reports change{read}.", self.changed, self.reports)
    }

    fn text(&self, out: &mut impl Write) -> io::Result<()> {
        writeln!(out, "{}", self.counts())?;
        for by_rule in &self.by_rule {
            writeln!(out, "\n{}: {}", by_rule.count, by_rule.rules())?;
            for one in by_rule.reports.iter().take(NAMED) {
                writeln!(out, "  - {}: {}", one_line(&one.reference), one.told())?;
            }
            by_rule.more().map_or(Ok(()), |more| writeln!(out, "  - {more}"))?;
        }
        if !self.cautions.is_empty() {
            writeln!(out, "\nCautions:")?;
        }
        self.cautions.iter().try_for_each(|caution| writeln!(out, "  - {}", caution.told()))?;
        if !self.not_read.is_empty() {
            writeln!(out, "\nNot read:")?;
        }
        self.not_read.iter().try_for_each(|wrong| writeln!(out, "  - {}", wrong.told()))
    }

    fn markdown(&self, out: &mut impl Write) -> io::Result<()> {
        writeln!(out, "{}", self.counts())?;
        for by_rule in &self.by_rule {
            writeln!(out, "\n## {}: {}\n", by_rule.count, by_rule.rules())?;
            for one in by_rule.reports.iter().take(NAMED) {
                let reference = one_line(&one.reference).replace('`', "'");
                writeln!(out, "- `{reference}`: {}", one.told())?;
            }
            by_rule.more().map_or(Ok(()), |more| writeln!(out, "- {more}"))?;
        }
        if !self.cautions.is_empty() {
            writeln!(out, "\n## Cautions\n")?;
        }
        self.cautions.iter().try_for_each(|caution| writeln!(out, "- {}", caution.told()))?;
        if !self.not_read.is_empty() {
            writeln!(out, "\n## Not read\n")?;
        }
        self.not_read.iter().try_for_each(|wrong| writeln!(out, "- {}", wrong.told()))
    }
}

impl ByRule {
    fn rules(&self) -> String {
        let told = |rules: &[String]| match rules {
            [] => "no other rule".to_owned(),
            rules => rules.join(", "),
        };
        format!("{} -> {}", told(&self.rules_before), told(&self.rules_after))
    }

    fn more(&self) -> Option<String> {
        let more = self.count.saturating_sub(NAMED);
        (more > 0).then(|| format!("and {more} more"))
    }
}

impl ByCaution {
    fn told(&self) -> String {
        let told = |what: &str, references: &[String]| {
            let named = references.iter().take(NAMED).map(|reference| one_line(reference));
            let named = named.collect::<Vec<_>>().join(", ");
            let more = if references.len() > NAMED { ", …" } else { "" };
            format!("{} {what} ({named}{more})", references.len())
        };
        let mut parts = Vec::new();
        parts.extend((!self.gone.is_empty()).then(|| told("no longer have it", &self.gone)));
        parts.extend((!self.new.is_empty()).then(|| told("have it now", &self.new)));
        format!("{}: {}", self.rule, parts.join("; "))
    }
}

impl Changed {
    fn told(&self) -> String {
        format!("{} -> {}", self.before.join("; "), self.after.join("; "))
    }
}

impl NotRead {
    fn told(&self) -> String {
        format!("line {}: {}", self.line, self.error.replace('\n', "; "))
    }
}

fn one_line(text: &str) -> String {
    text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect()
}
