//! From the bytes of a table to its rows: separators, quotes, line endings and encodings. What
//! cannot be read is a row too, with the reason.

use std::collections::VecDeque;
use std::io::{self, BufRead, Read};

use csv_core::{ReadRecordResult, ReaderBuilder, Terminator};
use encoding_rs::WINDOWS_1252;

use super::Failure;
use super::lines::{lossy, skip_line};
use crate::files::{BOM, is_utf16};

/// A cell that goes over more lines than this has lost a quote.
const MOST_LINES: usize = 100;

/// A line longer than this is no row.
const MOST_BYTES: u64 = 1 << 20;

const UNCLOSED: &str = "a quote is opened in this line and not closed before the next row";

/// A row of a table.
pub(crate) struct Row {
    /// The number of its first line.
    pub(crate) line: u64,
    /// Its lines, as they stand in the file.
    pub(crate) text: String,
    /// Its cells, without the spaces around them.
    cells: Vec<String>,
    /// Why it cannot be read; then it has no cells.
    pub(crate) wrong: Option<String>,
    /// Whether it is the header once more.
    pub(crate) is_header: bool,
}

impl Row {
    fn unread(line: u64, text: String, wrong: Option<String>) -> Row {
        Row { line, text, cells: Vec::new(), wrong, is_header: false }
    }

    /// A cell, `None` if it is empty.
    pub(crate) fn cell(&self, n: usize) -> Option<&str> {
        self.cells.get(n).map(String::as_str).filter(|cell| !cell.is_empty())
    }
}

/// A line with its ending.
struct Line {
    number: u64,
    byte: u64,
    text: String,
    wrong: Option<String>,
}

/// What text beyond ASCII has turned out to be.
#[derive(Clone, Copy, PartialEq)]
enum Encoding {
    NotKnown,
    Utf8,
    Windows1252,
}

pub(crate) struct Rows {
    input: Box<dyn BufRead>,
    /// Lines that were read as part of a row and do not belong to it.
    ahead: VecDeque<Line>,
    /// The bytes and the lines read so far.
    byte: u64,
    line: u64,
    separator: u8,
    encoding: Encoding,
    /// The titles, and whether the cells below each are free text, which may go over several lines.
    header: Vec<(String, bool)>,
}

impl Rows {
    /// Opens a table. `is_free` says of a title whether the cells below it are free text.
    pub(crate) fn new(input: Box<dyn BufRead>, is_free: fn(&str) -> bool) -> Result<Rows, Failure> {
        let (ahead, header) = (VecDeque::new(), Vec::new());
        let encoding = Encoding::NotKnown;
        let mut rows = Rows { input, ahead, byte: 0, line: 0, separator: b',', encoding, header };
        if let Some(what) = not_a_table(rows.input.fill_buf()?) {
            return Err(what.into());
        }
        let mut first = rows.physical()?.ok_or("the table is empty")?;
        match first.text.trim().strip_prefix("sep=").map(str::as_bytes) {
            // Some spreadsheets write the separator in a line of its own.
            Some([separator]) => {
                rows.separator = *separator;
                first = rows.physical()?.ok_or("the table has no header")?;
            }
            _ => rows.separator = separator(&first.text)?,
        }
        let header = rows.row(first)?;
        if let Some(reason) = header.wrong {
            return Err(format!("line {}, the header: {reason}", header.line).into());
        }
        let is_title = |title: &String| !title.is_empty();
        let count = header.cells.iter().rposition(is_title).map_or(0, |last| last + 1);
        let titles = header.cells.into_iter().take(count);
        rows.header = titles.map(|title| (title.clone(), is_free(&title))).collect();
        Ok(rows)
    }

    pub(crate) fn titles(&self) -> impl Iterator<Item = &str> {
        self.header.iter().map(|(title, _)| title.as_str())
    }

    /// The next row in which something stands.
    pub(crate) fn next(&mut self) -> io::Result<Option<Row>> {
        while let Some(line) = self.physical()? {
            let row = self.row(line)?;
            if row.wrong.is_some() || row.cells.iter().any(|cell| !cell.is_empty()) {
                return Ok(Some(row));
            }
        }
        Ok(None)
    }

    /// The bytes and the lines before the next row.
    pub(crate) fn place(&self) -> (u64, u64) {
        self.ahead.front().map_or((self.byte, self.line), |line| (line.byte, line.number - 1))
    }

    /// The next line in which something stands. Of one that is too long, the beginning is kept.
    fn physical(&mut self) -> io::Result<Option<Line>> {
        if let Some(line) = self.ahead.pop_front() {
            return Ok(Some(line));
        }
        loop {
            let (byte, mut bytes) = (self.byte, Vec::new());
            let read = self.input.by_ref().take(MOST_BYTES).read_until(b'\n', &mut bytes)? as u64;
            if read == 0 {
                return Ok(None);
            }
            self.byte += read;
            self.line += 1;
            let too_long = read == MOST_BYTES && !bytes.ends_with(b"\n");
            if too_long {
                self.byte += skip_line(&mut self.input)?;
                bytes.truncate(1000);
            }
            if self.line == 1 && bytes.starts_with(BOM) {
                bytes.drain(..BOM.len());
                self.encoding = Encoding::Utf8;
            }
            if bytes.trim_ascii().is_empty() {
                continue;
            }
            let (text, wrong) = self.decode(bytes);
            let too_long =
                too_long.then(|| format!("the line is longer than {} MB", MOST_BYTES >> 20));
            let nul = text.contains('\0').then(|| "there is a NUL in the line".to_owned());
            let wrong = too_long.or(nul).or(wrong);
            return Ok(Some(Line { number: self.line, byte, text, wrong }));
        }
    }

    /// A line as text. A file is UTF-8 or Windows-1252 all through; a line of the other kind could
    /// be either, and is wrong.
    fn decode(&mut self, bytes: Vec<u8>) -> (String, Option<String>) {
        match (String::from_utf8(bytes), self.encoding) {
            (Ok(text), _) if text.is_ascii() => (text, None),
            (Ok(text), Encoding::Windows1252) => {
                (text, Some("the line is UTF-8, and lines before are Windows-1252".to_owned()))
            }
            (Ok(text), _) => {
                self.encoding = Encoding::Utf8;
                (text, None)
            }
            (Err(error), Encoding::Utf8) => {
                let at = error.utf8_error().valid_up_to() + 1;
                let reason = format!("the line is not UTF-8 as lines before are: byte {at}");
                (lossy(error.as_bytes()), Some(reason))
            }
            (Err(error), _) => {
                self.encoding = Encoding::Windows1252;
                let (text, _) = WINDOWS_1252.decode_without_bom_handling(error.as_bytes());
                (text.into_owned(), None)
            }
        }
    }

    /// The row that begins with a line: that line, or several where a quoted cell of free text goes
    /// on. Where a quote is not closed, or is closed by one of another row, the line is wrong by
    /// itself and those after it are read anew.
    fn row(&mut self, first: Line) -> io::Result<Row> {
        let Line { number, text, wrong, .. } = first;
        if wrong.is_some() {
            return Ok(Row::unread(number, text, wrong));
        }
        let mut cutter = Cutter::new(self.separator);
        let mut cells = cutter.add(&text);
        let mut more: Vec<Line> = Vec::new();
        while cells.is_none() {
            match self.physical()? {
                Some(line) if line.wrong.is_none() && more.len() < MOST_LINES => {
                    cells = cutter.add(&line.text);
                    more.push(line);
                }
                next => {
                    more.extend(next);
                    break;
                }
            }
        }
        let reason = match &cells {
            Some(cells) => self.misread(cells, &more),
            None => Some(UNCLOSED.to_owned()),
        };
        match (cells, reason) {
            (Some(cells), None) => {
                let text = std::iter::once(text).chain(more.into_iter().map(|line| line.text));
                let is_header = self.is_header(&cells);
                Ok(Row { line: number, text: text.collect(), cells, wrong: None, is_header })
            }
            (_, reason) => {
                more.into_iter().rev().for_each(|line| self.ahead.push_front(line));
                Ok(Row::unread(number, text, reason))
            }
        }
    }

    fn is_header(&self, cells: &[String]) -> bool {
        let titles = self.header.iter().map(|(title, _)| title);
        !self.header.is_empty() && cells.iter().take(self.header.len()).eq(titles)
    }

    /// Why some lines are not one row.
    fn misread(&self, cells: &[String], more: &[Line]) -> Option<String> {
        let wide = self.header.len();
        if self.header.is_empty() {
            return (!more.is_empty()).then(|| UNCLOSED.to_owned());
        }
        let breaks = |(n, cell): (usize, &String)| {
            cell.contains(['\n', '\r']) && !self.header.get(n).is_some_and(|(_, free)| *free)
        };
        if cells.iter().enumerate().any(breaks) {
            return Some(match more {
                [] => "a line break without a line feed stands in a cell".to_owned(),
                _ => UNCLOSED.to_owned(),
            });
        }
        // A line of prose has not nearly as many separators as a row.
        let row = (wide * 2 / 3).max(5).min(wide);
        let parts = |line: &Line| line.text.split(char::from(self.separator)).count();
        if more.iter().any(|line| parts(line) >= row) {
            return Some(UNCLOSED.to_owned());
        }
        let count = cells.len();
        let misfits = count < wide || cells.iter().skip(wide).any(|cell| !cell.is_empty());
        let is_empty = cells.iter().all(String::is_empty);
        (misfits && !is_empty)
            .then(|| format!("the row has {count} cells, and the header has {wide}"))
    }
}

/// Cuts lines into cells, until a row is whole.
struct Cutter {
    reader: csv_core::Reader,
    cells: Vec<u8>,
    ends: Vec<usize>,
    written: usize,
    ended: usize,
}

impl Cutter {
    fn new(separator: u8) -> Cutter {
        let mut reader = ReaderBuilder::new();
        let reader = reader.delimiter(separator).terminator(Terminator::Any(b'\n')).build();
        Cutter { reader, cells: Vec::new(), ends: Vec::new(), written: 0, ended: 0 }
    }

    /// The cells, if the row ends with this line.
    fn add(&mut self, line: &str) -> Option<Vec<String>> {
        let line = format!("{}\n", line.strip_suffix('\n').unwrap_or(line));
        let mut input = line.as_bytes();
        // No cell is longer than what it is cut from, nor are there more of them.
        self.cells.resize(self.written + input.len() + 1, 0);
        self.ends.resize(self.ended + input.len() + 1, 0);
        while !input.is_empty() {
            let (cells, ends) =
                (self.cells.get_mut(self.written..)?, self.ends.get_mut(self.ended..)?);
            let (result, read, written, ended) = self.reader.read_record(input, cells, ends);
            input = input.get(read..)?;
            self.written += written;
            self.ended += ended;
            if result == ReadRecordResult::Record {
                return Some(self.told());
            }
        }
        None
    }

    fn told(&self) -> Vec<String> {
        let mut from = 0;
        let cell = |end: &usize| {
            let cell = self.cells.get(from..*end).unwrap_or_default();
            from = *end;
            lossy(cell).trim().to_owned()
        };
        self.ends.iter().take(self.ended).map(cell).collect()
    }
}

/// What a file is that is no table, and what to do.
fn not_a_table(begin: &[u8]) -> Option<&'static str> {
    let trimmed = begin.strip_prefix(BOM).unwrap_or(begin).trim_ascii_start();
    let head = begin.get(..200).unwrap_or(begin);
    if begin.starts_with(b"PK\x03\x04") {
        Some("this is a workbook and not a table; save it as CSV (UTF-8)")
    } else if is_utf16(begin) {
        Some("this is UTF-16 text; save it as CSV (UTF-8)")
    } else if trimmed.starts_with(b"{") || trimmed.starts_with(b"[") {
        Some("this is JSON and not a table; a file of one report a line ends in .ndjson")
    } else if head.contains(&b'\r') && !begin.contains(&b'\n') {
        Some("the lines end in CR alone; save the table with CRLF or LF at the end of each")
    } else {
        None
    }
}

/// What parts the titles of a header.
fn separator(header: &str) -> Result<u8, Failure> {
    let count = |separator: &u8| header.bytes().filter(|byte| byte == separator).count();
    let found = [b',', b';', b'\t'].into_iter().max_by_key(count).filter(|found| count(found) > 0);
    let one = "the header has one column; columns are parted by commas, semicolons or tabs";
    found.ok_or_else(|| one.into())
}
