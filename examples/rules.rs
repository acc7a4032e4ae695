//! The tools of whoever keeps the rule files: what to see before an edition goes live.

use std::error::Error;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::{Args, Parser, Subcommand, ValueEnum};
use counting_rules::{Finding, FindingKind, Rules, Text};

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
