//! Prints the catalogue of notifiable offences: text, CSV or JSON, filtered by code, class,
//! Act or words of the title.

use std::io::{self, Write};
use std::process::ExitCode;

use clap::{Args, ValueEnum};
use comfy_table::{ContentArrangement, Table, presets};
use counting_rules::Code;
use counting_rules::workshop::{Days, ListedOffence};

use crate::Answer;
use crate::files::Files;

/// Print the notifiable offences, one row for each code in a class
#[derive(Args)]
#[command(after_help = "Example: counting-rules offences --class 8Q --format csv\n\n\
    Exit status: 0, 1 where none is found, or 2 where something could not be read.")]
pub(crate) struct Arguments {
    /// Only this code, such as 195/12
    #[arg(long)]
    code: Option<Code>,
    /// Only this class, such as 8N
    #[arg(long)]
    class: Option<String>,
    /// Only Acts with these words in their name
    #[arg(long)]
    act: Option<String>,
    /// A table for people, CSV, or JSON
    #[arg(long, value_enum, default_value = "text")]
    format: Format,
    /// Only titles with all these words
    words: Vec<String>,
}

#[derive(Clone, Copy, ValueEnum)]
enum Format {
    Text,
    Csv,
    Json,
}

pub(crate) fn run(arguments: &Arguments, files: &Files) -> Answer {
    let rules = files.rules()?;
    let found: Vec<ListedOffence> = rules.offences().filter(|o| wanted(arguments, o)).collect();
    let mut out = io::stdout().lock();
    match arguments.format {
        Format::Text if found.is_empty() => {}
        Format::Text => writeln!(out, "{}", table(&found))?,
        Format::Csv => csv(&found, &mut out)?,
        Format::Json => writeln!(out, "{}", serde_json::to_string_pretty(&found)?)?,
    }
    if found.is_empty() {
        eprintln!(
            "no offence of the list is like that: try fewer words, or --code, --class or --act alone"
        );
        return Ok(ExitCode::FAILURE);
    }
    Ok(ExitCode::SUCCESS)
}

fn wanted(arguments: &Arguments, offence: &ListedOffence) -> bool {
    let has = |text: &str, words: &str| text.to_lowercase().contains(&words.to_lowercase());
    arguments.code.is_none_or(|code| offence.code == code)
        && arguments.act.as_ref().is_none_or(|act| has(&offence.act, act))
        && arguments.words.iter().all(|word| has(&offence.title, word))
        && arguments.class.as_ref().is_none_or(|wanted| {
            offence.classes.iter().any(|period| period.class.eq_ignore_ascii_case(wanted))
        })
}

fn table(found: &[ListedOffence]) -> Table {
    let mut table = Table::new();
    table.load_style(presets::ASCII_FULL_CONDENSED).set_width(120);
    table.set_content_arrangement(ContentArrangement::Dynamic);
    table.set_header(["code", "class", "offence", "Act", "trial", "maximum", "basis", "law"]);
    for offence in found {
        table.add_row(fields(offence).into_iter().take(8));
    }
    table
}

const COLUMNS: [&str; 10] = [
    "code",
    "class",
    "offence",
    "act",
    "trial",
    "maximum",
    "basis",
    "law",
    "notifiable",
    "section",
];

fn csv(found: &[ListedOffence], out: &mut impl Write) -> io::Result<()> {
    // Out of its wrapping, so that a closed pipe is seen for what it is.
    let plain = |error: csv::Error| match error.into_kind() {
        csv::ErrorKind::Io(error) => error,
        other => io::Error::other(format!("{other:?}")),
    };
    let mut writer = csv::Writer::from_writer(out);
    writer.write_record(COLUMNS).map_err(plain)?;
    found.iter().try_for_each(|offence| writer.write_record(fields(offence))).map_err(plain)?;
    writer.flush()
}

fn fields(offence: &ListedOffence) -> [String; 10] {
    let class = |p: &counting_rules::workshop::ClassPeriod| p.class.clone() + &days(p.days);
    let maximum = |p: &counting_rules::workshop::MaximumPeriod| {
        let other = (p.trial != offence.trial).then(|| format!(", {}", p.trial));
        format!("{}{}{}", p.maximum, days(p.days), other.unwrap_or_default())
    };
    [
        offence.code.to_string(),
        offence.classes.iter().map(class).collect::<Vec<_>>().join("; "),
        offence.title.clone(),
        offence.act.clone(),
        offence.trial.to_string(),
        offence.maxima.iter().map(maximum).collect::<Vec<_>>().join("; "),
        offence.basis.to_string(),
        days(offence.in_force).trim_start().to_owned(),
        days(offence.notifiable).trim_start().to_owned(),
        offence.section.clone().unwrap_or_default(),
    ]
}

fn days(days: Days) -> String {
    let from = days.from.map(|day| format!(" from {day}")).unwrap_or_default();
    let until = days.until.map(|day| format!(" until {day}")).unwrap_or_default();
    from + &until
}
