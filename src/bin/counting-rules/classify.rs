//! Reads reports and prints what is to be recorded, and why.

use std::fs::File;
use std::io::{self, BufRead, BufReader, IsTerminal, Read, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::{Args, ValueEnum};
use counting_rules::Code;

mod failure;
mod work;

use crate::Answer;
use crate::files::{Files, keep_apart, not_one};
use crate::names;
use failure::{Failure, OfFile, STDIN, as_json};
use work::{Work, told};

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

pub(crate) fn run(arguments: &Arguments, files: &Files) -> Answer {
    let in_json = arguments.format == Some(Format::Json);
    classify(arguments, files).map_err(|error| if in_json { as_json(error) } else { error })
}

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
    let of_file =
        |failure: Failure| -> Failure { OfFile { path: path.clone(), failure, help: None }.into() };
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
    let answer = work.answer(&text, false);
    let answer = answer.map_err(|failure| OfFile { path, failure, help: not_one(&text) })?;
    writeln!(out, "{answer}")?;
    Ok(ExitCode::SUCCESS)
}

fn open(path: &Path) -> io::Result<Box<dyn BufRead>> {
    if path == Path::new(STDIN) {
        return Ok(Box::new(io::stdin().lock()));
    }
    Ok(Box::new(BufReader::new(File::open(path)?)))
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
