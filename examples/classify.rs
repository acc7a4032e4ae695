//! Reads reports and prints what is to be recorded, and why.
//!
//! Without a file it decides a built-in report under every edition, side by side.

use std::fs::File;
use std::io::{self, BufRead, BufReader, Read, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::{Parser, ValueEnum};
use comfy_table::{ContentArrangement, Table, presets};
use counting_rules::{Code, Date, Decision, Edition, Report, Rules, explain, explain_why_not};

/// The principal crime of a report, under the Home Office Counting Rules.
#[derive(Parser)]
#[command(
    after_help = "Exit status: 0, or 1 where a line could not be read, or 2 where nothing could."
)]
struct Arguments {
    /// A report in JSON; one report a line where it ends in .ndjson; - for standard input
    file: Option<PathBuf>,
    /// The edition, such as hocr-2026-04 [default: the one in force on the day of the report]
    #[arg(long)]
    edition: Option<String>,
    /// Text for people, or the decision as JSON
    #[arg(long, value_enum, default_value = "text")]
    format: Format,
    /// One report a line, whatever the name of the file
    #[arg(long)]
    ndjson: bool,
    /// Say what would make an offence out, such as 195/12, instead of deciding
    #[arg(long, value_name = "CODE")]
    why_not: Option<Code>,
    /// Print the edition itself, in the rule language, and stop
    #[arg(long, requires = "edition")]
    print_edition: bool,
}

#[derive(Clone, Copy, PartialEq, ValueEnum)]
enum Format {
    Text,
    Json,
}

type Failure = Box<dyn std::error::Error>;

fn main() -> ExitCode {
    match run(&Arguments::parse()) {
        Ok(code) => code,
        Err(error) if is_broken_pipe(error.as_ref()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::from(2)
        }
    }
}

fn is_broken_pipe(error: &(dyn std::error::Error + 'static)) -> bool {
    error.downcast_ref::<io::Error>().is_some_and(|e| e.kind() == io::ErrorKind::BrokenPipe)
}

fn run(arguments: &Arguments) -> Result<ExitCode, Failure> {
    let rules = Rules::shipped()?;
    let mut out = io::stdout().lock();
    if let (true, Some(name)) = (arguments.print_edition, &arguments.edition) {
        write!(out, "{}", rules.edition(name)?.printed())?;
        return Ok(ExitCode::SUCCESS);
    }
    let Some(path) = &arguments.file else {
        side_by_side(&rules, include_str!("messages.json"), &mut out)?;
        return Ok(ExitCode::SUCCESS);
    };
    let named = |error: Failure| -> Failure { format!("{}: {error}", path.display()).into() };
    let mut input = open(path).map_err(|error| named(error.into()))?;
    if arguments.ndjson || path.extension().is_some_and(|ending| ending == "ndjson") {
        return lines(&rules, arguments, input, &mut out);
    }
    let mut text = String::new();
    input.read_to_string(&mut text).map_err(|error| named(error.into()))?;
    if let Some(code) = arguments.why_not {
        let (edition, report) = read(&rules, arguments, &text).map_err(named)?;
        let answers = edition.why_not(&report, code).map_err(|error| named(error.into()))?;
        match arguments.format {
            Format::Text => write!(out, "{}", explain_why_not(&answers))?,
            Format::Json => writeln!(out, "{}", serde_json::to_string_pretty(&answers)?)?,
        }
        return Ok(ExitCode::SUCCESS);
    }
    let (edition, decision) = decide(&rules, arguments, &text).map_err(named)?;
    match arguments.format {
        Format::Text => write!(out, "{}", explain(edition, &decision))?,
        Format::Json => writeln!(out, "{}", serde_json::to_string_pretty(&decision)?)?,
    }
    Ok(ExitCode::SUCCESS)
}

fn open(path: &Path) -> io::Result<Box<dyn BufRead>> {
    if path == Path::new("-") {
        return Ok(Box::new(io::stdin().lock()));
    }
    Ok(Box::new(BufReader::new(File::open(path)?)))
}

/// A report, with the edition asked for or in force on its day.
fn read<'a>(
    rules: &'a Rules,
    arguments: &Arguments,
    text: &str,
) -> Result<(&'a Edition, Report), Failure> {
    let report = Report::from_json(text.trim_start_matches('\u{feff}'))?;
    let edition = match &arguments.edition {
        Some(name) => rules.edition(name)?,
        None => {
            let day = report.reported_on.parse::<Date>();
            rules.edition_on(day.map_err(|error| format!("reported_on: {error}"))?)?
        }
    };
    Ok((edition, report))
}

fn decide<'a>(
    rules: &'a Rules,
    arguments: &Arguments,
    text: &str,
) -> Result<(&'a Edition, Decision), Failure> {
    let (edition, report) = read(rules, arguments, text)?;
    Ok((edition, edition.decide_and_ask(&report)?))
}

/// One report a line, one decision a line. A line that cannot be read gets its error.
fn lines(
    rules: &Rules,
    arguments: &Arguments,
    mut input: impl BufRead,
    out: &mut impl Write,
) -> Result<ExitCode, Failure> {
    if let Some(name) = &arguments.edition {
        rules.edition(name)?;
    }
    let mut out = io::BufWriter::new(out);
    let (mut good, mut bad) = (0, 0);
    let mut line = Vec::new();
    for n in 1.. {
        line.clear();
        if input.read_until(b'\n', &mut line)? == 0 {
            break;
        }
        if line.trim_ascii().is_empty() {
            continue;
        }
        let text = std::str::from_utf8(&line).map_err(Failure::from);
        match text.and_then(|text| decide(rules, arguments, text)) {
            Ok((edition, decision)) => {
                good += 1;
                match arguments.format {
                    Format::Text => writeln!(out, "{}", explain(edition, &decision))?,
                    Format::Json => writeln!(out, "{}", serde_json::to_string(&decision)?)?,
                }
            }
            Err(error) => {
                bad += 1;
                let error = serde_json::json!({ "line": n, "error": error.to_string() });
                writeln!(out, "{error}")?;
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

fn list(codes: &[Code]) -> String {
    codes.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ")
}

/// One report under every edition.
fn side_by_side(rules: &Rules, text: &str, out: &mut impl Write) -> Result<(), Failure> {
    let report = Report::from_json(text)?;
    let mut table = Table::new();
    table
        .load_style(presets::ASCII_FULL_CONDENSED)
        .set_content_arrangement(ContentArrangement::Dynamic);
    table.set_width(100);
    table.set_header(["edition", "recorded", "in addition", "related", "what decided"]);
    for edition in rules.editions() {
        let decision = edition.decide(&report)?;
        for crime in &decision.crimes {
            let recorded = crime.principal.map_or("referred".to_owned(), |code| code.to_string());
            let decided = crime.because.last();
            let decided = decided.map(|why| format!("{} ({})", why.says, why.rule));
            table.add_row([
                edition.id(),
                &recorded,
                &list(&crime.also_record),
                &list(&crime.related),
                &decided.unwrap_or_default(),
            ]);
        }
    }
    writeln!(
        out,
        "{}, reported on {}: a series of abusive messages",
        report.reference, report.reported_on
    )?;
    for incident in &report.incidents {
        writeln!(out, "  {} {}: {}", incident.on, incident.id, incident.acts.join(", "))?;
    }
    writeln!(out, "\n{table}\n")?;
    writeln!(
        out,
        "195/94 is harassment (section 2 of the 1997 Act), 008/72 a malicious communication."
    )?;
    writeln!(
        out,
        "Give a file to see the reasons: cargo run --release --example classify -- FILE"
    )?;
    Ok(())
}
