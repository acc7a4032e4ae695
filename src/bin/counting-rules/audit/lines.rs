//! Reports in JSON, one a line: `{"report": …, "recorded": [{"victim": …, "codes": […]}]}`.

use std::io::{self, BufRead, Read};

use counting_rules::Rules;
use counting_rules::audit::Recorded;
use serde::Deserialize;
use serde_json::value::RawValue;

use super::Failure;
use super::input::{Case, Raw};
use crate::files::{BOM, not_lines};

/// A line longer than this is not held in memory.
const LONGEST: u64 = 16 << 20;

pub(crate) struct Lines {
    input: Box<dyn BufRead>,
    /// The bytes read so far.
    pub(crate) offset: u64,
    pub(crate) line: u64,
    /// Whether nothing has been read yet.
    begins: bool,
}

impl Lines {
    pub(crate) fn new(input: Box<dyn BufRead>, offset: u64, line: u64) -> Lines {
        Lines { input, offset, line, begins: offset == 0 }
    }

    /// The next line that is not empty.
    pub(crate) fn next(&mut self) -> Result<Option<Raw>, Failure> {
        loop {
            let mut text = Vec::new();
            let read = self.input.by_ref().take(LONGEST).read_until(b'\n', &mut text)?;
            if read == 0 {
                return Ok(None);
            }
            self.offset += read as u64;
            self.line += 1;
            if read as u64 == LONGEST && !text.ends_with(b"\n") {
                self.offset += skip_line(&mut self.input)?;
                text.truncate(1000);
                let reason = format!("the line is longer than {} MB", LONGEST >> 20);
                return Ok(Some(Raw::Bad { line: self.line, reason, text: lossy(&text) }));
            }
            let trimmed = text.strip_prefix(BOM).unwrap_or(&text).trim_ascii();
            if !trimmed.is_empty() {
                if std::mem::take(&mut self.begins)
                    && let Some(what) = not_lines(trimmed, self.input.fill_buf()?)
                {
                    return Err(what.into());
                }
                return Ok(Some(Raw::Line { line: self.line, text: trimmed.to_vec() }));
            }
        }
    }
}

/// Reads to the end of the line and keeps nothing of it.
pub(crate) fn skip_line(input: &mut dyn BufRead) -> io::Result<u64> {
    let mut skipped = 0;
    loop {
        let some = input.fill_buf()?;
        if some.is_empty() {
            return Ok(skipped);
        }
        let end = some.iter().position(|byte| *byte == b'\n');
        let used = end.map_or(some.len(), |at| at + 1);
        input.consume(used);
        skipped += used as u64;
        if end.is_some() {
            return Ok(skipped);
        }
    }
}

pub(crate) fn lossy(text: &[u8]) -> String {
    String::from_utf8_lossy(text).into_owned()
}

/// What a line holds; other fields are the caller's own.
#[derive(Deserialize)]
struct Line<'a> {
    #[serde(borrow)]
    report: &'a RawValue,
    recorded: Vec<Recorded>,
    #[serde(rename = "x-planted", default)]
    planted: Option<String>,
    #[serde(rename = "x-not-asked", default)]
    not_asked: Vec<String>,
}

/// A line as a case, or what is wrong with it.
pub(crate) fn case(rules: &Rules, text: &[u8]) -> Result<Case, String> {
    let text = std::str::from_utf8(text).map_err(|error| {
        format!("this is not UTF-8 text: byte {} is wrong", error.valid_up_to() + 1)
    })?;
    let line: Line<'_> = serde_json::from_str(text).map_err(|error| match error.is_data() {
        true => error.to_string(),
        false if error.is_eof() => format!("the report does not end in this line: {error}"),
        false => format!("this is not JSON: {error}"),
    })?;
    let report = rules.read(line.report.get()).map_err(|error| error.to_string())?;
    Ok(Case {
        report,
        recorded: line.recorded,
        planted: line.planted,
        all_asked: line.not_asked.is_empty(),
    })
}
