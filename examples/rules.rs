//! The tools of whoever keeps the rule files: what to see before an edition goes live.

use std::collections::BTreeMap;
use std::error::Error;
use std::io::{self, BufRead, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::{Args, Parser, Subcommand, ValueEnum};
use counting_rules::{Difference, Finding, FindingKind, Report, Rules, Text};

/// Check, format and compare rule files.
#[derive(Parser)]
#[command(after_help = "Examples:\n  rules check --edition hocr-2026-04\n  \
    rules fmt --check counting-rules\n\n\
    Exit status: 0; 1 where something was found that CI should stop at; 2 where nothing could be done.")]
struct Arguments {
    #[command(subcommand)]
    what: What,
}

#[derive(Subcommand)]
enum What {
    /// Everything that the rules show of themselves: faults, contradictions, gaps
    ///
    /// Exit status 1 where a rule never speaks or a condition never holds.
    #[command(after_help = "Example: rules check --edition hocr-2026-04 --kind circle")]
    Check(Check),
    /// What changes from one edition to another: pairs of offences, and decisions
    ///
    /// Exit status 1 where anything changes.
    #[command(after_help = "Examples:\n  rules diff hocr-2016-04 hmic-2017-07\n  \
        rules diff counting-rules changed-rules")]
    Diff(Diff),
    /// Which of these reports two editions decide in different ways, by rule
    ///
    /// Exit status 1 where any changes.
    #[command(after_help = "Example: rules replay hocr-2024-01 hocr-2026-04 reports.ndjson")]
    Replay(Replay),
    /// An edition as a book: each rule with its sources, and the order of offences
    #[command(after_help = "Example: rules doc hocr-2026-04 --format markdown")]
    Doc(Doc),
    /// Rewrite rule files in their canonical form; comments and blank lines are kept
    #[command(after_help = "Example: rules fmt --check counting-rules/editions")]
    Fmt(Fmt),
}

#[derive(Args)]
struct Check {
    /// A folder of rule files [default: those that come with the library]
    folder: Option<PathBuf>,
    /// Only what concerns this edition, and the law
    #[arg(long)]
    edition: Option<String>,
    /// Only findings of this kind, such as circle; may be given more than once
    #[arg(long)]
    kind: Vec<String>,
    /// How it is told
    #[arg(long, value_enum, default_value = "text")]
    format: Format,
}

#[derive(Args)]
struct Diff {
    /// An edition, or a folder of rule files
    before: String,
    /// Another edition, or a folder with other rule files
    after: String,
    /// With how many further facts reports are made: 2 takes some seconds, 1 less than one
    #[arg(long, default_value = "2")]
    facts: usize,
    /// How it is told
    #[arg(long, value_enum, default_value = "text")]
    format: Format,
}

#[derive(Args)]
struct Replay {
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

#[derive(Args)]
struct Doc {
    /// The edition
    edition: String,
    /// A folder of rule files [default: those that come with the library]
    folder: Option<PathBuf>,
    /// How it is told
    #[arg(long, value_enum, default_value = "markdown")]
    format: Book,
    /// Draw the order of offences (.svg)
    #[arg(long, value_name = "OUT")]
    picture: Option<PathBuf>,
}

#[derive(Clone, Copy, ValueEnum)]
enum Book {
    Text,
    Markdown,
    /// A piece of HTML
    Html,
}

#[derive(Args)]
struct Fmt {
    /// Rule files, or folders of them
    #[arg(required = true)]
    paths: Vec<PathBuf>,
    /// Change nothing; say which files would change, with exit status 1
    #[arg(long)]
    check: bool,
}

#[derive(Clone, Copy, ValueEnum)]
enum Format {
    /// With the lines of the rule files
    Text,
    /// For a page
    Markdown,
    Json,
}

type Answer = Result<ExitCode, Box<dyn Error>>;

fn main() -> ExitCode {
    let mut out = io::stdout().lock();
    let answer = match Arguments::parse().what {
        What::Check(arguments) => check(&arguments, &mut out),
        What::Diff(arguments) => diff(&arguments, &mut out),
        What::Replay(arguments) => replay(&arguments, &mut out),
        What::Doc(arguments) => doc(&arguments, &mut out),
        What::Fmt(arguments) => fmt(&arguments, &mut out),
    };
    answer.unwrap_or_else(|error| {
        let pipe = error.downcast_ref::<io::Error>().map(io::Error::kind);
        if pipe == Some(io::ErrorKind::BrokenPipe) {
            return ExitCode::SUCCESS;
        }
        let _ = writeln!(io::stderr(), "{error}");
        ExitCode::from(2)
    })
}

/// The rule files of a folder, those of the law first, or the shipped ones.
fn texts(folder: Option<&Path>) -> Result<Vec<Text>, Box<dyn Error>> {
    let Some(folder) = folder else { return Ok(Rules::shipped_texts()) };
    let mut paths = files(folder)?;
    paths.sort_by_key(|path| (path.starts_with(folder.join("editions")), path.clone()));
    if paths.is_empty() {
        return Err(format!("{}: there are no .rules files here", folder.display()).into());
    }
    paths.iter().map(|path| read(path)).collect()
}

fn read(path: &Path) -> Result<Text, Box<dyn Error>> {
    let content =
        std::fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()))?;
    Ok(Text::new(path.display().to_string().replace('\\', "/"), content))
}

/// A file, or every rule file below a folder.
fn files(path: &Path) -> Result<Vec<PathBuf>, Box<dyn Error>> {
    if !path.is_dir() {
        return Ok(vec![path.to_owned()]);
    }
    let mut found = Vec::new();
    for entry in std::fs::read_dir(path)? {
        let path = entry?.path();
        if path.is_dir() || path.extension().is_some_and(|ending| ending == "rules") {
            found.extend(files(&path)?);
        }
    }
    found.sort();
    Ok(found)
}

fn check(arguments: &Check, out: &mut impl Write) -> Answer {
    let texts = texts(arguments.folder.as_deref())?;
    let rules = Rules::load(texts.clone())?;
    if let Some(name) = &arguments.edition {
        rules.edition(name)?;
    }
    let known = |kind: &String| FindingKind::ALL.iter().any(|known| known.code() == kind);
    if let Some(wrong) = arguments.kind.iter().find(|kind| !known(kind)) {
        let all: Vec<&str> = FindingKind::ALL.iter().map(|kind| kind.code()).collect();
        return Err(format!("there is no kind `{wrong}`; there are: {}", all.join(", ")).into());
    }
    let wanted = |finding: &Finding| {
        let edition = arguments.edition.is_none()
            || finding.edition.is_none()
            || finding.edition == arguments.edition;
        let kind = finding.kind.code();
        edition && (arguments.kind.is_empty() || arguments.kind.iter().any(|k| k == kind))
    };
    let findings: Vec<Finding> = rules.findings().into_iter().filter(wanted).collect();
    match arguments.format {
        Format::Json => writeln!(out, "{}", serde_json::to_string_pretty(&findings)?)?,
        Format::Markdown => markdown(&findings, out)?,
        Format::Text => {
            for finding in &findings {
                if let Some(edition) = &finding.edition {
                    writeln!(out, "{edition}")?;
                }
                writeln!(out, "{}\n", finding.draw(&texts))?;
            }
            writeln!(out, "{}", counts(&findings))?;
        }
    }
    let faults = findings.iter().any(|finding| finding.kind.is_fault());
    Ok(ExitCode::from(u8::from(faults)))
}

/// How many there are of each kind.
fn counts(findings: &[Finding]) -> String {
    let of = |kind: &FindingKind| findings.iter().filter(|f| f.kind == *kind).count();
    let all = FindingKind::ALL.iter().filter(|kind| of(kind) > 0);
    let told: Vec<String> = all.map(|kind| format!("{} {}", of(kind), kind.code())).collect();
    if told.is_empty() {
        "Nothing was found.".to_owned()
    } else {
        format!("Found: {}.", told.join(", "))
    }
}

/// The findings as a page: a heading for each edition and kind, an item each.
fn markdown(findings: &[Finding], out: &mut impl Write) -> io::Result<()> {
    let mut before: Option<(&Option<String>, FindingKind)> = None;
    for finding in findings {
        if before.is_none_or(|(edition, _)| *edition != finding.edition) {
            let edition = finding.edition.as_deref().unwrap_or("The law");
            writeln!(out, "\n## {edition}")?;
            before = None;
        }
        if before.is_none_or(|(_, kind)| kind != finding.kind) {
            writeln!(out, "\n### {}\n", finding.kind.title())?;
        }
        writeln!(out, "- {}.", finding.says)?;
        for rule in &finding.rules {
            writeln!(out, "  - {rule}")?;
        }
        before = Some((&finding.edition, finding.kind));
    }
    writeln!(out, "\n{}", counts(findings))
}

fn diff(arguments: &Diff, out: &mut impl Write) -> Answer {
    let (before, after) = (Path::new(&arguments.before), Path::new(&arguments.after));
    let folders = (before.is_dir().then_some(before), after.is_dir().then_some(after));
    let (one, other) = (Rules::load(texts(folders.0)?)?, Rules::load(texts(folders.1)?)?);
    let mut found = Vec::new();
    match folders {
        (None, None) => {
            let after = other.edition(&arguments.after)?;
            found.push((one.edition(&arguments.before)?.difference(after, arguments.facts), after));
        }
        _ => {
            for after in other.editions() {
                match one.edition(after.id()) {
                    Ok(before) => found.push((before.difference(after, arguments.facts), after)),
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

/// Reports that two editions decide in different ways, by the rules that decide them.
#[derive(Default, serde::Serialize)]
struct Replayed {
    reports: usize,
    changed: usize,
    not_read: Vec<String>,
    /// Rules that decided, rules that decide: how many reports, and the references of some.
    by_rule: BTreeMap<String, (usize, Vec<String>)>,
}

fn replay(arguments: &Replay, out: &mut impl Write) -> Answer {
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

fn doc(arguments: &Doc, out: &mut impl Write) -> Answer {
    let rules = Rules::load(texts(arguments.folder.as_deref())?)?;
    let edition = rules.edition(&arguments.edition)?;
    if let Some(path) = &arguments.picture {
        let of_file = |error| format!("{}: {error}", path.display());
        std::fs::write(path, edition.order_as_picture()).map_err(of_file)?;
    }
    let book = edition.book();
    let told = match arguments.format {
        Book::Text => book.text(),
        Book::Markdown => book.markdown(),
        Book::Html => book.html(),
    };
    writeln!(out, "{}", told.trim_end())?;
    Ok(ExitCode::SUCCESS)
}

fn fmt(arguments: &Fmt, out: &mut impl Write) -> Answer {
    let mut changed = 0;
    let mut wrong = Vec::new();
    for path in &arguments.paths {
        for path in files(path)? {
            let text = read(&path)?;
            match text.formatted() {
                Ok(formatted) if formatted == text.content => {}
                Ok(formatted) => {
                    changed += 1;
                    if arguments.check {
                        writeln!(out, "{} is not in the canonical form", text.name)?;
                    } else {
                        std::fs::write(&path, formatted)?;
                        writeln!(out, "{} rewritten", text.name)?;
                    }
                }
                Err(error) => wrong.push(error.to_string()),
            }
        }
    }
    match wrong.is_empty() {
        true => Ok(ExitCode::from(u8::from(arguments.check && changed > 0))),
        false => Err(wrong.join("\n\n").into()),
    }
}
