//! The answer to one report, or to one report a line.

use std::io::{self, BufRead, Write};
use std::path::Path;
use std::process::ExitCode;

use counting_rules::report::{ReportProblem, ReportProblemCode};
use counting_rules::show::{Detail, Document, Picture, explain_why_not};
use counting_rules::{Date, Edition, ReportErrors, Rules};

use super::failure::{Failed, Failure};
use super::{Arguments, Format};
use crate::Answer;
use crate::files::{BOM, not_lines};
use crate::terminal::for_people;

/// What is asked of each report.
pub(super) struct Work<'a> {
    pub(super) rules: &'a Rules,
    pub(super) named: Option<&'a Edition>,
    pub(super) arguments: &'a Arguments,
}

impl Work<'_> {
    /// The answer to one report: what is recorded, or what would make an offence out.
    pub(super) fn answer(&self, text: &[u8], in_a_line: bool) -> Result<String, Failure> {
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
    pub(super) fn lines(
        &self,
        mut input: impl BufRead,
        of_file: &dyn Fn(Failure) -> Failure,
        out: &mut impl Write,
    ) -> Answer {
        let mut out = io::BufWriter::new(out);
        let (mut good, mut bad) = (0, 0);
        let mut line = Vec::new();
        let mut begins = true;
        for n in 1.. {
            line.clear();
            if input.read_until(b'\n', &mut line).map_err(|error| of_file(error.into()))? == 0 {
                break;
            }
            let text = line.strip_prefix(BOM).unwrap_or(&line).trim_ascii();
            if text.is_empty() {
                continue;
            }
            if std::mem::take(&mut begins)
                && let Some(what) = not_lines(text, input.fill_buf()?)
            {
                return Err(of_file(what.into()));
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
pub(super) fn told(
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
    std::fs::write(out, text).map_err(|error| format!("{}: {error}", out.display()))?;
    eprintln!("{} is written", out.display());
    Ok(())
}
