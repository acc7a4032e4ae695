//! Where reports come from, in pieces, so that memory does not grow with the file.

use std::collections::HashSet;
use std::fs::File;
use std::io::{self, BufReader, Seek, SeekFrom};
use std::path::Path;

use counting_rules::audit::Recorded;
use counting_rules::{Report, Rules};

use super::Failure;
use super::lines::{self, Lines};
use super::table::{self, Columns, Table};
use super::text::Row;

/// A report before it is read.
pub(crate) enum Raw {
    /// A line of JSON.
    Line { line: u64, text: Vec<u8> },
    /// The rows of a table that belong together.
    Rows { line: u64, rows: Vec<Row> },
    /// What cannot even be cut into reports.
    Bad { line: u64, reason: String, text: String },
}

/// A report with what was recorded of it.
pub(crate) struct Case {
    pub(crate) report: Report,
    pub(crate) recorded: Vec<Recorded>,
    /// The kind of misrecording that was planted, to score the audit.
    pub(crate) planted: Option<String>,
    /// Whether every fact was asked for, as far as the one who planted it knows.
    pub(crate) all_asked: bool,
}

/// The input: lines of JSON, or a table.
pub(crate) enum Source {
    Lines(Lines),
    Table(Box<Table>),
}

/// So many bytes are held at once.
const MOST_BYTES: usize = 8 << 20;

impl Source {
    /// Opens a file, at the place where an audit was broken off.
    pub(crate) fn open(
        path: &Path,
        table: bool,
        known: &table::FactColumns,
        (offset, line): (u64, u64),
    ) -> Result<(Source, Option<u64>), Failure> {
        let of_file = |error: Failure| -> Failure { format!("{}: {error}", path.display()).into() };
        if path == Path::new("-") {
            if offset > 0 {
                return Err("standard input cannot be resumed; give a file".into());
            }
            let input = Box::new(BufReader::with_capacity(1 << 20, io::stdin()));
            return Ok(match table {
                true => (Source::Table(Box::new(Table::new(input, known)?)), None),
                false => (Source::Lines(Lines::new(input, 0, 0)), None),
            });
        }
        let mut file = File::open(path).map_err(|error| of_file(error.into()))?;
        let length = file.metadata().map_err(|error| of_file(error.into()))?.len();
        if table {
            // Read once for the references that come back, and then for the reports. What is no
            // regular file can be read only once.
            let mut torn = HashSet::new();
            if file.metadata().is_ok_and(|found| found.is_file()) {
                let first = File::open(path).map_err(|error| of_file(error.into()))?;
                let first = Table::new(Box::new(BufReader::new(first)), known).map_err(of_file)?;
                torn = first.torn().map_err(of_file)?;
            }
            let table = Table::new(Box::new(BufReader::new(file)), known).map_err(of_file)?;
            let mut table = table.knowing(torn);
            table.skip_to(offset).map_err(of_file)?;
            return Ok((Source::Table(Box::new(table)), Some(length)));
        }
        file.seek(SeekFrom::Start(offset)).map_err(|error| of_file(error.into()))?;
        let input = Box::new(BufReader::with_capacity(1 << 20, file));
        Ok((Source::Lines(Lines::new(input, offset, line)), Some(length)))
    }

    /// The next reports, at most so many, in order; none at the end.
    pub(crate) fn some(&mut self, most: usize) -> Result<Vec<Raw>, Failure> {
        let (mut found, mut bytes) = (Vec::new(), 0);
        while found.len() < most && bytes < MOST_BYTES {
            let next = match self {
                Source::Lines(lines) => lines.next()?.into_iter().collect(),
                Source::Table(table) => table.next()?,
            };
            if next.is_empty() {
                break;
            }
            bytes += next.iter().map(Raw::bytes).sum::<usize>();
            found.extend(next);
        }
        Ok(found)
    }

    /// The bytes and the lines behind what was given out.
    pub(crate) fn place(&self) -> (u64, u64) {
        match self {
            Source::Lines(lines) => (lines.offset, lines.line),
            Source::Table(table) => table.place(),
        }
    }

    pub(crate) fn columns(&self) -> Option<&Columns> {
        match self {
            Source::Lines(_) => None,
            Source::Table(table) => Some(&table.columns),
        }
    }
}

impl Raw {
    /// The case, or the line, the reason and the text of what cannot be read.
    pub(crate) fn case(&self, rules: &Rules, columns: Option<&Columns>) -> Result<Case, Rejected> {
        let (line, read) = match self {
            Raw::Line { line, text } => (*line, lines::case(rules, text)),
            Raw::Rows { line, rows } => match columns {
                Some(columns) => (*line, columns.case(rows)),
                None => (*line, Err("there is no header".to_owned())),
            },
            Raw::Bad { line, reason, .. } => (*line, Err(reason.clone())),
        };
        read.map_err(|reason| self.rejected(line, reason))
    }

    fn bytes(&self) -> usize {
        match self {
            Raw::Line { text, .. } => text.len(),
            Raw::Rows { rows, .. } => rows.iter().map(|row| row.text.len()).sum(),
            Raw::Bad { text, .. } => text.len(),
        }
    }

    /// The rows of a table that it holds.
    pub(crate) fn rows(&self) -> u64 {
        match self {
            Raw::Rows { rows, .. } => rows.len() as u64,
            Raw::Line { .. } | Raw::Bad { .. } => 0,
        }
    }

    pub(crate) fn line(&self) -> u64 {
        match self {
            Raw::Line { line, .. } | Raw::Rows { line, .. } | Raw::Bad { line, .. } => *line,
        }
    }

    pub(crate) fn rejected(&self, line: u64, reason: String) -> Rejected {
        let text = match self {
            Raw::Line { text, .. } => lines::lossy(text),
            Raw::Rows { rows, .. } => table::as_text(rows),
            Raw::Bad { text, .. } => text.clone(),
        };
        Rejected { line, error: reason, input: text }
    }
}

/// A line of the file of rejects.
#[derive(serde::Serialize)]
pub(crate) struct Rejected {
    line: u64,
    error: String,
    input: String,
}
