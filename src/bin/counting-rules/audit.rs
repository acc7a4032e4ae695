//! Audits a force's crimes: what was recorded against what the rules say.
//!
//! Reports come as JSON, one a line, or as a table; `audit/README.md` describes both.

use std::error::Error;
use std::io::{self, Write};
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use clap::{Args, ValueEnum};
use counting_rules::Rules;
use indicatif::{ProgressBar, ProgressStyle};

mod charts;
mod input;
mod kinds;
mod lines;
mod lock;
mod output;
mod page;
mod rows;
mod score;
mod summary;
mod table;
mod text;
mod work;

use crate::Answer;
use crate::files::{Files, keep_apart};
use input::Source;
use lock::Lock;
use output::{Checkpoint, Output};
use work::{HEADER, Part, Work};

/// Audit what was recorded against what the rules say
#[derive(Args)]
#[command(
    after_help = "A line of JSON is {\"report\": ..., \"recorded\": [{\"victim\": \"v1\", \"codes\": [\"195/94\"]}]}.\n\
A table ends in .csv and has one row an incident; the rows of a report stand together. Its columns:\n  \
reference, reported_on, on, victim, suspect (these it must have), incident, to, occasions, acts,\n  \
effects, offences, intervention, relationship, victim_age, suspect_age, recorded, crime_number,\n  \
and any fact of the vocabulary (yes, no, or empty where nobody asked). Lists are parted by ;\n\
\n\
Example: counting-rules audit year.ndjson --worklist work.csv --html audit.html\n\n\
Exit status: 0 where all that is settled agrees, 1 where something disagrees or could not be read,\n\
2 where the audit could not be made or was broken off."
)]
pub(crate) struct Arguments {
    /// Reports with what was recorded: .ndjson, or a table in .csv; - for standard input
    file: PathBuf,
    /// Audit under this edition [default: the one in force on the day of each report]
    #[arg(long)]
    edition: Option<String>,
    /// The input is a table, whatever the name of the file
    #[arg(long)]
    table: bool,
    /// How the summary is told
    #[arg(long, value_enum, default_value = "text")]
    format: Format,
    /// Write what the registrar has to look at, one row a victim
    #[arg(long, value_name = "OUT.csv")]
    worklist: Option<PathBuf>,
    /// Write a page with charts
    #[arg(long, value_name = "OUT.html")]
    html: Option<PathBuf>,
    /// Write what could not be read, with the reason, one a line
    #[arg(long, value_name = "OUT.ndjson")]
    rejects: Option<PathBuf>,
    /// Where to keep how far it got [default: the worklist's name with .checkpoint]
    #[arg(long, value_name = "FILE")]
    checkpoint: Option<PathBuf>,
    /// Go on from where the same audit was broken off
    #[arg(long)]
    resume: bool,
    /// Say how well planted misrecordings were found, by x-planted and x-not-asked
    #[arg(long)]
    score: bool,
    /// Break off after so many reports, as Ctrl-C does
    #[arg(long, value_name = "COUNT", hide = true)]
    stop_after: Option<u64>,
    /// So many reports are held at once
    #[arg(long, value_name = "COUNT", default_value = "4096", hide = true)]
    at_once: usize,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For people
    Text,
    /// The findings as data
    Json,
}

pub(crate) type Failure = Box<dyn Error + Send + Sync>;

pub(crate) fn run(arguments: &Arguments, files: &Files) -> Answer {
    audit(arguments, files).map_err(|error| -> Box<dyn Error> { error })
}

fn audit(arguments: &Arguments, files: &Files) -> Result<ExitCode, Failure> {
    let rules = files.rules().map_err(|error| error.to_string())?;
    let named = arguments.edition.as_deref().map(|name| rules.edition(name)).transpose()?;
    let work = Work { rules: &rules, named };
    let mut audit = Audit::open(arguments, &rules)?;
    let stop = Arc::new(AtomicBool::new(false));
    let asked = Arc::clone(&stop);
    ctrlc::set_handler(move || asked.store(true, Ordering::Relaxed))?;
    let bar = progress(audit.length, audit.done.offset);
    loop {
        let some = audit.source.some(arguments.at_once);
        let some = some.map_err(|error| format!("{}: {error}", arguments.file.display()))?;
        if some.is_empty() {
            break;
        }
        let parts = work.audit(&some, audit.source.columns())?;
        let written = audit.add(&parts);
        let count = audit.done.findings.tally.reports + audit.done.findings.rejects;
        bar.set_position(audit.done.offset);
        bar.set_message(format!("{} a second", rate(count - audit.before, &bar)));
        let enough = arguments.stop_after.is_some_and(|most| count >= most);
        if written.is_err() || enough || stop.load(Ordering::Relaxed) {
            bar.abandon();
            let why = written.err().map_or("broken off".to_owned(), |error| error.to_string());
            return Err(audit.broken_off(&why, count).into());
        }
    }
    bar.finish_and_clear();
    finish(arguments, &rules, &audit)
}

fn finish(arguments: &Arguments, rules: &Rules, audit: &Audit) -> Result<ExitCode, Failure> {
    let findings = &audit.done.findings;
    let about = summary::About::new(rules, findings, arguments.score);
    if let Some(path) = &arguments.html {
        let of_file = |error| format!("{}: {error}", path.display());
        std::fs::write(path, page::page(&about)).map_err(of_file)?;
        eprintln!("{} is written", path.display());
    }
    let mut out = io::stdout().lock();
    match arguments.format {
        Format::Text => write!(out, "{}", about.text())?,
        Format::Json => writeln!(out, "{}", serde_json::to_string_pretty(findings)?)?,
    }
    if let Some(path) = &audit.checkpoint {
        // It is done: there is nothing to go on from.
        let _ = std::fs::remove_file(path);
    }
    let wrong = findings.tally.verdicts.disagrees > 0 || findings.rejects > 0;
    Ok(ExitCode::from(u8::from(wrong)))
}

/// An audit on its way: what it reads, what it writes and what it has found.
struct Audit {
    source: Source,
    length: Option<u64>,
    worklist: Option<Output>,
    rejects: Option<Output>,
    checkpoint: Option<PathBuf>,
    done: Checkpoint,
    /// The reports that were done before it went on.
    before: u64,
    /// What is written, held until the end.
    #[expect(dead_code, reason = "it is held")]
    locks: Vec<Option<Lock>>,
}

impl Audit {
    fn open(arguments: &Arguments, rules: &Rules) -> Result<Audit, Failure> {
        let outputs = [
            ("--worklist", arguments.worklist.as_ref()),
            ("--html", arguments.html.as_ref()),
            ("--rejects", arguments.rejects.as_ref()),
            ("--checkpoint", arguments.checkpoint.as_ref()),
        ];
        keep_apart(&arguments.file, &outputs)?;
        let paths = outputs.into_iter().filter_map(|(_, path)| path);
        let locks = paths.map(|path| Lock::of(path)).collect::<Result<Vec<_>, _>>()?;
        let table =
            arguments.table || arguments.file.extension().is_some_and(|ending| ending == "csv");
        let checkpoint = arguments.checkpoint.clone().or_else(|| {
            let mut name = arguments.worklist.clone()?.into_os_string();
            name.push(".checkpoint");
            Some(PathBuf::from(name))
        });
        let of = format!(
            "{} under {}, {}",
            arguments.file.display(),
            arguments.edition.as_deref().unwrap_or("the edition of the day"),
            if table { "a table" } else { "lines" }
        );
        let file = |path: &Option<PathBuf>| {
            path.as_ref().map_or("none".to_owned(), |path| path.display().to_string())
        };
        let (rows, bad) = (file(&arguments.worklist), file(&arguments.rejects));
        let of = format!("{of}, worklist {rows}, rejects {bad}");
        let done = match (arguments.resume, &checkpoint) {
            (false, _) => Checkpoint { of, ..Checkpoint::default() },
            (true, Some(path)) => Checkpoint::read(path, &of)?,
            (true, None) => return Err("say with --worklist or --checkpoint what to resume".into()),
        };
        let known = table::FactColumns::of(rules);
        let place = (done.offset, done.line);
        let (source, length) = Source::open(&arguments.file, table, &known, place)?;
        let open = |path: &Option<PathBuf>, length| {
            path.as_ref().map(|path| Output::open(path, length)).transpose()
        };
        let mut worklist = open(&arguments.worklist, done.worklist)?;
        let rejects = open(&arguments.rejects, done.rejects)?;
        if let (Some(output), false) = (&mut worklist, arguments.resume) {
            output.add(format!("{}\n", HEADER.join(",")).as_bytes())?;
        }
        let before = done.findings.tally.reports + done.findings.rejects;
        Ok(Audit { source, length, worklist, rejects, checkpoint, done, before, locks })
    }

    /// Adds what was found. Where a file cannot take it nothing of it stays.
    fn add(&mut self, parts: &[Part]) -> Result<(), Failure> {
        let old = self.done.clone();
        let added = self.try_to_add(parts);
        if added.is_err() {
            let lengths = [(&mut self.worklist, old.worklist), (&mut self.rejects, old.rejects)];
            for (output, length) in lengths {
                output.iter_mut().for_each(|output| output.back_to(length));
            }
            self.done = old;
        }
        added
    }

    fn try_to_add(&mut self, parts: &[Part]) -> Result<(), Failure> {
        for part in parts {
            self.worklist.iter_mut().try_for_each(|output| output.add(&part.worklist))?;
            self.rejects.iter_mut().try_for_each(|output| output.add(&part.rejects))?;
            self.done.findings.merge(&part.findings);
        }
        self.done.worklist = self.worklist.as_ref().map_or(0, |output| output.length);
        self.done.rejects = self.rejects.as_ref().map_or(0, |output| output.length);
        (self.done.offset, self.done.line) = self.source.place();
        self.checkpoint.as_ref().map_or(Ok(()), |path| self.done.write(path))
    }

    fn broken_off(&self, why: &str, count: u64) -> String {
        let next = match &self.checkpoint {
            Some(path) if path.exists() => {
                format!("The same with --resume goes on from {}.", path.display())
            }
            Some(_) => "There is nothing yet to go on from.".to_owned(),
            None => "With --worklist or --checkpoint it could go on with --resume.".to_owned(),
        };
        format!("{why}: {count} reports are audited, to line {}. {next}", self.done.line)
    }
}

/// A bar on a terminal; nothing in a pipe.
fn progress(length: Option<u64>, done: u64) -> ProgressBar {
    let bar = match length {
        Some(length) => ProgressBar::new(length),
        None => ProgressBar::new_spinner(),
    };
    let style = "{bar:40} {percent:>3} %  {bytes} of {total_bytes}  {msg}  {eta} left";
    if let (Ok(style), true) = (ProgressStyle::with_template(style), length.is_some()) {
        bar.set_style(style);
    }
    bar.set_position(done);
    bar.reset_eta();
    bar
}

fn rate(count: u64, bar: &ProgressBar) -> u64 {
    (count as f64 / bar.elapsed().as_secs_f64().max(0.001)) as u64
}
