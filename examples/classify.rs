//! Reads reports and prints what is to be recorded, and why.
//!
//! Without a file it decides a built-in report under every edition, side by side.

use std::fs::File;
use std::io::{self, BufRead, BufReader, Read, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::{Parser, ValueEnum};
use comfy_table::{ContentArrangement, Table, presets};
use counting_rules::{Code, Date, Edition, Report, Rules, explain, explain_why_not};

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
    /// Text for people, or the decision as JSON [default: text; for one report a line json]
    #[arg(long, value_enum, requires = "file")]
    format: Option<Format>,
    /// One report a line, whatever the name of the file
    #[arg(long, requires = "file")]
    ndjson: bool,
    /// Say what would make an offence out, such as 195/12, instead of deciding
    #[arg(long, value_name = "CODE", requires = "file")]
    why_not: Option<Code>,
    /// Print the edition itself, in the rule language, and stop
    #[arg(long, requires = "edition", conflicts_with_all = ["file", "format", "ndjson", "why_not"])]
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
            // Nobody may be listening.
            let _ = writeln!(io::stderr(), "{error}");
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
    let named = arguments.edition.as_ref().map(|name| rules.edition(name)).transpose()?;
    if let (true, Some(edition)) = (arguments.print_edition, named) {
        write!(out, "{}", edition.printed())?;
        return Ok(ExitCode::SUCCESS);
    }
    if let Some(code) = arguments.why_not.filter(|code| !rules.offences().any(|o| o.code == *code))
    {
        return Err(format!("--why-not {code}: there is no such offence in the list").into());
    }
    let Some(path) = &arguments.file else {
        side_by_side(&rules, named, include_str!("messages.json"), &mut out)?;
        return Ok(ExitCode::SUCCESS);
    };
    let of_file = |error: Failure| -> Failure { format!("{}: {error}", path.display()).into() };
    let input = open(path).map_err(|error| of_file(error.into()))?;
    let work = Work { rules: &rules, named, arguments };
    if arguments.ndjson || path.extension().is_some_and(|ending| ending == "ndjson") {
        return work.lines(input, &of_file, &mut out);
    }
    let mut text = Vec::new();
    BufReader::new(input).read_to_end(&mut text).map_err(|error| of_file(error.into()))?;
    writeln!(out, "{}", work.answer(&text, false).map_err(of_file)?)?;
    Ok(ExitCode::SUCCESS)
}

fn open(path: &Path) -> io::Result<Box<dyn BufRead>> {
    if path == Path::new("-") {
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
        let text = std::str::from_utf8(text).map_err(|error| {
            format!("this is not UTF-8 text: byte {} is wrong", error.valid_up_to() + 1)
        })?;
        let report = Report::from_json(text)?;
        let edition = match self.named {
            Some(edition) => edition,
            None => {
                let day = report.reported_on.parse::<Date>();
                self.rules.edition_on(day.map_err(|error| format!("reported_on: {error}"))?)?
            }
        };
        let usual = if in_a_line { Format::Json } else { Format::Text };
        let text = self.arguments.format.unwrap_or(usual) == Format::Text;
        if let Some(code) = self.arguments.why_not {
            let answers = edition.why_not(&report, code)?;
            return match text {
                true => Ok(explain_why_not(&answers).to_string().trim_end().to_owned()),
                false => json(&answers, in_a_line),
            };
        }
        let decision = edition.decide_and_ask(&report)?;
        match text {
            true => Ok(explain(edition, &decision).to_string().trim_end().to_owned()),
            false => json(&decision, in_a_line),
        }
    }

    /// One report a line, one answer a line. A line that cannot be read gets its error.
    fn lines(
        &self,
        mut input: impl BufRead,
        of_file: &dyn Fn(Failure) -> Failure,
        out: &mut impl Write,
    ) -> Result<ExitCode, Failure> {
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
                    let error = serde_json::to_string(&error.to_string())?;
                    writeln!(out, "{{\"line\":{n},\"error\":{error}}}")?;
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

fn json(answer: &impl serde::Serialize, in_a_line: bool) -> Result<String, Failure> {
    Ok(match in_a_line {
        true => serde_json::to_string(answer)?,
        false => serde_json::to_string_pretty(answer)?,
    })
}

fn list(codes: &[Code]) -> String {
    codes.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ")
}

/// One report under every edition, or the one that is named.
fn side_by_side(
    rules: &Rules,
    named: Option<&Edition>,
    text: &str,
    out: &mut impl Write,
) -> Result<(), Failure> {
    let report = Report::from_json(text)?;
    let mut table = Table::new();
    table
        .load_style(presets::ASCII_FULL_CONDENSED)
        .set_content_arrangement(ContentArrangement::Dynamic);
    table.set_width(100);
    table.set_header(["edition", "recorded", "in addition", "related", "what decided"]);
    for edition in rules.editions().iter().filter(|e| named.is_none_or(|n| n.id() == e.id())) {
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
