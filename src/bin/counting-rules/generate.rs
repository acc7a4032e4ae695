//! A year of a force: reports by seed, with what was recorded, and misrecordings planted at known
//! rates, in the form that `audit` reads. How many, how digital, how domestic and how long they
//! go on is what *Living in fear* counts.

use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use clap::Args;
use counting_rules::audit::Recorded;
use counting_rules::{Date, Edition, Report, Rules};
use jiff::ToSpan;
use rand::{RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;
use rayon::prelude::*;

mod figures;
mod plant;
mod story;

use crate::Answer;
use crate::files::Files;
use plant::{KINDS, Truth};

/// Make up a year of reports, and what was recorded of them
#[derive(Args)]
#[command(after_help = "Example: counting-rules generate --count 2000 --out year.ndjson\n\n\
    A line is {\"report\": ..., \"recorded\": [...]}. A misrecording adds \"x-planted\" with its kind,\n\
    and facts that nobody asked for add \"x-not-asked\".\n\n\
    Exit status: 0, or 2 where it could not go on.")]
pub(crate) struct Arguments {
    /// How many reports
    #[arg(long, default_value_t = u64::from(figures::HARASSMENT))]
    count: u64,
    /// The same number gives the same year, byte by byte
    #[arg(long, default_value_t = 2017)]
    seed: u64,
    /// Recorded under this edition, in its first year [default: the one in force on the day, in
    /// the year from April 2016]
    #[arg(long)]
    edition: Option<String>,
    /// Where to [default: standard output]
    #[arg(long, value_name = "OUT")]
    out: Option<PathBuf>,
    /// List the kinds of misrecording with their rates, and stop
    #[arg(long)]
    kinds: bool,
}

type Failure = Box<dyn std::error::Error + Send + Sync>;

pub(crate) fn run(arguments: &Arguments, files: &Files) -> Answer {
    year(arguments, files).map_err(|error| -> Box<dyn std::error::Error> { error })?;
    Ok(ExitCode::SUCCESS)
}

/// So many are made together.
const CHUNK: u64 = 4096;

fn year(arguments: &Arguments, files: &Files) -> Result<(), Failure> {
    if arguments.kinds {
        let mut out = io::stdout().lock();
        for kind in &KINDS {
            writeln!(out, "{:28} {:3.0} %  {}", kind.name, kind.share * 100.0, kind.what)?;
        }
        return Ok(());
    }
    let rules = files.rules().map_err(|error| error.to_string())?;
    let named = arguments.edition.as_deref().map(|name| rules.edition(name)).transpose()?;
    let first = match named.and_then(Edition::in_force) {
        Some((day, _)) => day,
        None => "2016-04-01".parse()?,
    };
    let year = Year { rules: &rules, named, first, seed: arguments.seed };
    let mut out: Box<dyn Write> = match &arguments.out {
        Some(path) => {
            let of_file = |error| format!("{}: {error}", path.display());
            Box::new(BufWriter::new(File::create(path).map_err(of_file)?))
        }
        None => Box::new(BufWriter::new(io::stdout().lock())),
    };
    let mut next = 0;
    while next < arguments.count {
        let until = arguments.count.min(next + CHUNK);
        let lines: Result<Vec<String>, Failure> =
            (next..until).into_par_iter().map(|number| year.line(number + 1)).collect();
        for line in lines? {
            writeln!(out, "{line}")?;
        }
        next = until;
    }
    out.flush()?;
    Ok(())
}

/// A line of the year.
#[derive(serde::Serialize)]
struct Line<'a> {
    report: &'a Report,
    recorded: Vec<Recorded>,
    #[serde(rename = "x-planted", skip_serializing_if = "Option::is_none")]
    planted: Option<&'static str>,
    #[serde(rename = "x-not-asked", skip_serializing_if = "Vec::is_empty")]
    not_asked: Vec<&'static str>,
}

struct Year<'a> {
    rules: &'a Rules,
    named: Option<&'a Edition>,
    first: Date,
    seed: u64,
}

impl Year<'_> {
    /// The report of a number, which hangs on the seed and on nothing else.
    fn line(&self, number: u64) -> Result<String, Failure> {
        let mut chance = ChaCha8Rng::seed_from_u64(self.seed);
        chance.set_stream(number);
        let first: jiff::civil::Date = self.first.to_string().parse()?;
        let day = first.saturating_add(chance.random_range(0..365_i64).days());
        let mut report = story::story(number, day, &mut chance);
        let edition = match self.named {
            Some(edition) => edition,
            None => self.rules.edition_on(report.reported_on.parse()?)?,
        };
        let record = edition.to_record(&report)?;
        let truth = Truth { edition, report: &report, record };
        let (recorded, planted) = plant::plant(&truth, &mut chance)?;
        let not_asked = forget(&mut report, &mut chance);
        let line = Line { report: &report, recorded, planted, not_asked };
        Ok(serde_json::to_string(&line)?)
    }
}

/// Takes out the facts that were not asked for. What was recorded was recorded of the whole.
fn forget(report: &mut Report, chance: &mut ChaCha8Rng) -> Vec<&'static str> {
    let domestic = ["partner", "former-partner", "family"];
    let domestic = report
        .pairs
        .iter()
        .any(|pair| pair.relationship.as_deref().is_some_and(|how| domestic.contains(&how)));
    let share = if domestic { figures::NOT_ASKED_DOMESTIC } else { figures::NOT_ASKED };
    if !chance.random_bool(share) {
        return Vec::new();
    }
    let facts = ["fixated-or-obsessed", "serious-alarm-or-distress", "substantial-adverse-effect"];
    // A domestic case has its form; only the questions on stalking are left out.
    let facts = if domestic { &facts[..1] } else { &facts[..] };
    for pair in &mut report.pairs {
        pair.facts.retain(|fact, _| !facts.contains(&fact.as_str()));
    }
    facts.to_vec()
}
