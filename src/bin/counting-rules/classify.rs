//! Reads reports and prints what is to be recorded, and why.

use std::fmt;
use std::fs::File;
use std::io::{self, BufRead, BufReader, IsTerminal, Read, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::{Args, ValueEnum};
use counting_rules::report::{ReportProblem, ReportProblemCode};
use counting_rules::show::{Detail, Document, Picture, explain_why_not};
use counting_rules::{Code, Date, Edition, ReportErrors, Rules};
use serde::Serialize;

use crate::Answer;
use crate::files::{Files, keep_apart};
use crate::names;
use crate::terminal::for_people;

const AFTER_HELP: &str = "\
Examples:
  counting-rules classify report.json
  counting-rules classify --edition hocr-2026-04 --format json reports.ndjson

Exit status: 0, or 1 where a line could not be read, or 2 where nothing could.
With --format json what went wrong is told as JSON too: {\"error\", \"problems\"} on standard error, \
or {\"line\", \"error\", \"problems\"} in place of the decision on a line.";

/// Decide reports: what is to be recorded, and why
///
/// Without a file the report comes from standard input; on a terminal a built-in one is decided.
#[derive(Args)]
#[command(after_help = AFTER_HELP, after_long_help = format!("{AFTER_HELP}\n\n{}", names::listed()))]
pub(crate) struct Arguments {
    /// A report in JSON; one report a line where it ends in .ndjson; - for standard input
    file: Option<PathBuf>,
    /// The edition, such as hocr-2026-04 [default: the one in force on the day of the report]
    #[arg(long)]
    edition: Option<String>,
    /// How the answer is told [default: text; for one report a line json]
    #[arg(long, value_enum)]
    format: Option<Format>,
    /// One report a line, whatever the name of the file
    #[arg(long)]
    ndjson: bool,
    /// Say what would make an offence out, such as 195/12, instead of deciding
    #[arg(long, value_name = "CODE")]
    why_not: Option<Code>,
    /// Show the whole working, down to the facts of the report
    #[arg(long, conflicts_with_all = ["why_not", "ndjson"])]
    whole: bool,
    /// Show the report under every edition, side by side
    #[arg(long, conflicts_with_all = ["why_not", "ndjson", "whole"])]
    side_by_side: bool,
    /// Draw the report: the timeline (.svg), or the course-of-conduct graph (.mmd, .dot)
    #[arg(long, value_name = "OUT", conflicts_with = "ndjson")]
    picture: Option<PathBuf>,
    /// Draw the course-of-conduct graph (.svg, .mmd or .dot)
    #[arg(long, value_name = "OUT", conflicts_with = "ndjson")]
    graph: Option<PathBuf>,
    /// Write the report page: decision, reasons, pictures, every edition and the whole working
    #[arg(long, value_name = "OUT", conflicts_with = "ndjson")]
    html: Option<PathBuf>,
    /// Say why one offence is principal over another under the edition, and stop
    #[arg(long, num_args = 2, value_names = ["CODE", "CODE"], requires = "edition")]
    #[arg(conflicts_with_all = ["file", "ndjson", "why_not", "print_edition"])]
    why_over: Option<Vec<Code>>,
    /// Print the edition itself, in the rule language, and stop
    #[arg(long, requires = "edition", conflicts_with_all = ["file", "format", "ndjson", "why_not"])]
    print_edition: bool,
}

#[derive(Clone, Copy, PartialEq, ValueEnum)]
enum Format {
    /// For people
    Text,
    /// For documents
    Markdown,
    /// For pages: a piece of HTML
    Html,
    /// The decision as data
    Json,
}

type Failure = Box<dyn std::error::Error>;

pub(crate) fn run(arguments: &Arguments, files: &Files) -> Answer {
    let in_json = arguments.format == Some(Format::Json);
    classify(arguments, files).map_err(|error| if in_json { as_json(error) } else { error })
}

/// What went wrong, as data.
#[derive(Serialize)]
struct Failed<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    line: Option<usize>,
    error: String,
    /// What is wrong with the report, if it is that.
    problems: &'a [ReportProblem],
}

impl Failed<'_> {
    fn of(line: Option<usize>, failure: &Failure) -> Failed<'_> {
        let source = failure.downcast_ref::<OfFile>().map_or(failure, |of_file| &of_file.failure);
        let problems = source.downcast_ref::<ReportErrors>().map_or(&[][..], |e| &e.problems);
        Failed { line, error: failure.to_string(), problems }
    }
}

/// The same failure, printed as JSON; a reader who stopped early is still known.
fn as_json(failure: Failure) -> Failure {
    if failure.is::<io::Error>() {
        return failure;
    }
    serde_json::to_string(&Failed::of(None, &failure)).map_or(failure, Failure::from)
}

/// What went wrong with a file.
#[derive(Debug)]
struct OfFile {
    path: PathBuf,
    failure: Failure,
}

impl fmt::Display for OfFile {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.path == Path::new(STDIN) {
            true => write!(f, "standard input: {}", self.failure),
            false => write!(f, "{}: {}", self.path.display(), self.failure),
        }
    }
}

impl std::error::Error for OfFile {}

fn classify(arguments: &Arguments, files: &Files) -> Answer {
    let rules = files.rules()?;
    let mut out = io::stdout().lock();
    let named = arguments.edition.as_ref().map(|name| rules.edition(name)).transpose()?;
    if let (true, Some(edition)) = (arguments.print_edition, named) {
        write!(out, "{}", edition.printed())?;
        return Ok(ExitCode::SUCCESS);
    }
    if let (Some([one, other]), Some(edition)) = (arguments.why_over.as_deref(), named) {
        let why = edition.why_over(*one, *other)?;
        let answer = told(arguments.format.unwrap_or(Format::Text), &why, || why.document())?;
        writeln!(out, "{answer}")?;
        return Ok(ExitCode::SUCCESS);
    }
    if let Some(code) = arguments.why_not {
        // Of a code that is not in the list it says which one is near.
        rules.editions().iter().take(1).try_for_each(|e| e.why_over(code, code).map(drop))?;
    }
    let work = Work { rules: &rules, named, arguments };
    let path = match &arguments.file {
        Some(path) => path.clone(),
        None if io::stdin().is_terminal() => {
            writeln!(out, "{}", work.answer(BUILT_IN.as_bytes(), false)?)?;
            // Nobody shall take it for a report of their own.
            eprintln!("\nThis was a built-in example: counting-rules classify FILE reads yours.");
            return Ok(ExitCode::SUCCESS);
        }
        None => PathBuf::from(STDIN),
    };
    let of_file = |failure: Failure| -> Failure { OfFile { path: path.clone(), failure }.into() };
    let input = open(&path).map_err(|error| of_file(error.into()))?;
    let outputs = [
        ("--picture", arguments.picture.as_ref()),
        ("--graph", arguments.graph.as_ref()),
        ("--html", arguments.html.as_ref()),
    ];
    keep_apart(&path, &outputs)?;
    if arguments.ndjson || path.extension().is_some_and(|ending| ending == "ndjson") {
        let of_one = [("--whole", arguments.whole), ("--side-by-side", arguments.side_by_side)];
        let of_one = of_one.into_iter().chain(outputs.map(|(option, out)| (option, out.is_some())));
        if let Some((option, _)) = of_one.into_iter().find(|(_, given)| *given) {
            return Err(format!("{option} is for one report, and this is one report a line").into());
        }
        return work.lines(input, &of_file, &mut out);
    }
    let mut text = Vec::new();
    BufReader::new(input).read_to_end(&mut text).map_err(|error| of_file(error.into()))?;
    writeln!(out, "{}", work.answer(&text, false).map_err(of_file)?)?;
    Ok(ExitCode::SUCCESS)
}

/// Names standard input in place of a file.
const STDIN: &str = "-";

fn open(path: &Path) -> io::Result<Box<dyn BufRead>> {
    if path == Path::new(STDIN) {
        return Ok(Box::new(io::stdin().lock()));
    }
    Ok(Box::new(BufReader::new(File::open(path)?)))
}

/// What some programs write at the beginning of a file.
const BOM: &[u8] = "\u{feff}".as_bytes();

/// What is asked of each report.
struct Work<'a> {
    rules: &'a Rules,
    named: Option<&'a Edition>,
    arguments: &'a Arguments,
}

impl Work<'_> {
    /// The answer to one report: what is recorded, or what would make an offence out.
    fn answer(&self, text: &[u8], in_a_line: bool) -> Result<String, Failure> {
        let text = text.strip_prefix(BOM).unwrap_or(text);
        let report = self.rules.read(utf8(text)?)?;
        let edition = match self.named {
            Some(edition) => edition,
            None => {
                let day = report.reported_on.parse::<Date>();
                self.rules.edition_on(day.map_err(|error| format!("reported_on: {error}"))?)?
            }
        };
        for (out, of_graph) in [(&self.arguments.picture, false), (&self.arguments.graph, true)] {
            if let Some(out) = out {
                draw(&edition.picture(&report)?, out, of_graph)?;
            }
        }
        if let Some(out) = &self.arguments.html {
            write_file(out, self.rules.page(edition, &report)?)?;
        }
        let usual = if in_a_line { Format::Json } else { Format::Text };
        let format = self.arguments.format.unwrap_or(usual);
        if let Some(code) = self.arguments.why_not {
            let answers = edition.why_not(&report, code)?;
            return match format {
                Format::Json => json(&answers, in_a_line),
                format => told(format, &answers, || explain_why_not(edition, &answers)),
            };
        }
        if self.arguments.side_by_side {
            let side_by_side = self.rules.side_by_side(&report)?;
            return told(format, &side_by_side, || side_by_side.document());
        }
        match format {
            Format::Json => json(&edition.decide_and_ask(&report)?, in_a_line),
            format => {
                let working = edition.working(&report)?;
                let detail = if self.arguments.whole { Detail::Whole } else { Detail::Lines };
                told(format, &(), || working.document(detail))
            }
        }
    }

    /// One report a line, one answer a line. A line that cannot be read gets its error.
    fn lines(
        &self,
        mut input: impl BufRead,
        of_file: &dyn Fn(Failure) -> Failure,
        out: &mut impl Write,
    ) -> Answer {
        let mut out = io::BufWriter::new(out);
        let (mut good, mut bad) = (0, 0);
        let mut line = Vec::new();
        for n in 1.. {
            line.clear();
            if input.read_until(b'\n', &mut line).map_err(|error| of_file(error.into()))? == 0 {
                break;
            }
            let text = line.strip_prefix(BOM).unwrap_or(&line).trim_ascii();
            if text.is_empty() {
                continue;
            }
            match self.answer(text, true) {
                Ok(answer) => {
                    good += 1;
                    writeln!(out, "{answer}")?;
                }
                Err(error) => {
                    bad += 1;
                    writeln!(out, "{}", serde_json::to_string(&Failed::of(Some(n), &error))?)?;
                }
            }
        }
        out.flush()?;
        Ok(ExitCode::from(match (good, bad) {
            (_, 0) => 0,
            (0, _) => 2,
            _ => 1,
        }))
    }
}

fn utf8(bytes: &[u8]) -> Result<&str, ReportErrors> {
    std::str::from_utf8(bytes).map_err(|error| {
        let message = format!("this is not UTF-8 text: byte {} is wrong", error.valid_up_to() + 1);
        ReportProblem::new(ReportProblemCode::NotJson, "", message).into()
    })
}

fn json(answer: &impl serde::Serialize, in_a_line: bool) -> Result<String, Failure> {
    Ok(match in_a_line {
        true => serde_json::to_string(answer)?,
        false => serde_json::to_string_pretty(answer)?,
    })
}

/// An answer for people, in the form that is asked for, or as data.
fn told(
    format: Format,
    data: &impl serde::Serialize,
    document: impl FnOnce() -> Document,
) -> Result<String, Failure> {
    let text = match format {
        Format::Text => for_people(&document()),
        Format::Markdown => document().markdown(),
        Format::Html => document().html(),
        Format::Json => json(data, false)?,
    };
    Ok(text.trim_end().to_owned())
}

/// Writes a picture in the form that the name of the file asks for.
fn draw(picture: &Picture, out: &Path, of_graph: bool) -> Result<(), Failure> {
    let drawn = match out.extension().and_then(|ending| ending.to_str()) {
        Some("svg") if of_graph => picture.graph(),
        Some("svg") => picture.timeline(),
        Some("mmd") => picture.mermaid(),
        Some("dot") => picture.dot(),
        _ => return Err(format!("{}: a picture ends in .svg, .mmd or .dot", out.display()).into()),
    };
    write_file(out, drawn)
}

fn write_file(out: &Path, text: String) -> Result<(), Failure> {
    std::fs::write(out, text).map_err(|error| format!("{}: {error}", out.display()).into())
}

/// The built-in report.
const BUILT_IN: &str = include_str!("../../../examples/messages.json");

/// Shows the built-in report under every edition, side by side.
pub(crate) fn every_edition(files: &Files) -> Answer {
    let rules = files.rules()?;
    let report = rules.read(BUILT_IN)?;
    let mut out = io::stdout().lock();
    writeln!(
        out,
        "{}, reported on {}: a series of abusive messages",
        report.reference, report.reported_on
    )?;
    for incident in &report.incidents {
        writeln!(out, "  {} {}: {}", incident.on, incident.id, incident.acts.join(", "))?;
    }
    writeln!(out, "\n{}", rules.side_by_side(&report)?.document().text())?;
    writeln!(out, "Give a file to see the reasons: counting-rules classify FILE")?;
    Ok(ExitCode::SUCCESS)
}
