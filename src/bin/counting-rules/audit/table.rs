//! Reports in a table: one row an incident, the rows of a report one after another.

use std::collections::{HashSet, VecDeque};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::io::BufRead;

use counting_rules::Rules;
use counting_rules::edition::{Vocabulary, Word};
use csv::StringRecord;

use super::Failure;
use super::input::{Case, Raw};
use super::rows;

/// The columns that are no facts. The first five a table must have.
const NAMES: [&str; 17] = [
    "reference",
    "reported_on",
    "on",
    "victim",
    "suspect",
    "incident",
    "to",
    "occasions",
    "acts",
    "effects",
    "offences",
    "intervention",
    "relationship",
    "victim_age",
    "suspect_age",
    "recorded",
    "crime_number",
];

/// So many references are remembered, to see that one comes back.
const REMEMBERED: usize = 1 << 20;

/// The names that columns may have besides: facts of the pair and of the recording.
pub(crate) struct FactColumns {
    pub(crate) pair: Vec<String>,
    pub(crate) recording: Vec<String>,
}

impl FactColumns {
    pub(crate) fn of(rules: &Rules) -> FactColumns {
        let Vocabulary { facts, recording, .. } = rules.vocabulary();
        let names = |words: Vec<Word>| words.into_iter().map(|word| word.name);
        let recording = names(recording).chain(["reported_by".to_owned()]).collect();
        FactColumns { pair: names(facts).collect(), recording }
    }
}

/// Which column is what.
pub(crate) struct Columns {
    named: Vec<(&'static str, usize)>,
    pub(crate) pair_facts: Vec<(String, usize)>,
    pub(crate) recording: Vec<(String, usize)>,
}

impl Columns {
    fn new(header: &StringRecord, known: &FactColumns) -> Result<Columns, Failure> {
        let (mut named, mut pair_facts, mut recording) = (Vec::new(), Vec::new(), Vec::new());
        for (n, title) in header.iter().enumerate() {
            let title = title.trim().trim_start_matches('\u{feff}');
            if let Some(name) = NAMES.iter().find(|name| **name == title) {
                named.push((*name, n));
            } else if known.pair.iter().any(|name| name == title) {
                pair_facts.push((title.to_owned(), n));
            } else if known.recording.iter().any(|name| name == title) {
                recording.push((title.to_owned(), n));
            } else if !title.starts_with("x-") && !title.is_empty() {
                let all = NAMES.iter().copied();
                let all = all.chain(known.pair.iter().map(String::as_str));
                let near = all
                    .chain(known.recording.iter().map(String::as_str))
                    .min_by_key(|name| strsim::damerau_levenshtein(name, title));
                let near = near.unwrap_or_default();
                return Err(format!(
                    "there is no column `{title}` (did you mean `{near}`?); one of your own begins with x-"
                )
                .into());
            }
        }
        let columns = Columns { named, pair_facts, recording };
        let missing: Vec<&str> =
            NAMES[..5].iter().filter(|name| columns.number(name).is_none()).copied().collect();
        match missing.as_slice() {
            [] => Ok(columns),
            some => Err(format!("the header lacks these columns: {}", some.join(", ")).into()),
        }
    }

    fn number(&self, name: &str) -> Option<usize> {
        self.named.iter().find(|(other, _)| *other == name).map(|(_, n)| *n)
    }

    /// A cell, without the spaces around it; nothing where it is empty.
    pub(crate) fn cell<'a>(&self, row: &'a StringRecord, name: &str) -> Option<&'a str> {
        at(row, self.number(name)?)
    }

    pub(crate) fn case(&self, rows: &[StringRecord]) -> Result<Case, String> {
        rows::case(self, rows)
    }
}

pub(crate) fn at(row: &StringRecord, n: usize) -> Option<&str> {
    row.get(n).map(str::trim).filter(|cell| !cell.is_empty())
}

pub(crate) struct Table {
    reader: csv::Reader<Box<dyn BufRead>>,
    pub(crate) columns: Columns,
    /// The first row of the next report.
    ahead: Option<StringRecord>,
    seen: Seen,
}

/// The last references, as numbers.
#[derive(Default)]
struct Seen {
    known: HashSet<u64>,
    in_order: VecDeque<u64>,
}

impl Seen {
    /// Whether it is new.
    fn add(&mut self, reference: &str) -> bool {
        let mut hasher = DefaultHasher::new();
        reference.hash(&mut hasher);
        let number = hasher.finish();
        let new = self.known.insert(number);
        if new {
            self.in_order.push_back(number);
            if self.in_order.len() > REMEMBERED
                && let Some(oldest) = self.in_order.pop_front()
            {
                self.known.remove(&oldest);
            }
        }
        new
    }
}

impl Table {
    pub(crate) fn new(input: Box<dyn BufRead>, known: &FactColumns) -> Result<Table, Failure> {
        let mut reader = csv::ReaderBuilder::new().flexible(true).from_reader(input);
        let columns = Columns::new(reader.headers()?, known)?;
        let mut table = Table { reader, columns, ahead: None, seen: Seen::default() };
        table.ahead = table.row()?;
        Ok(table)
    }

    fn row(&mut self) -> csv::Result<Option<StringRecord>> {
        let mut row = StringRecord::new();
        // Text that is not UTF-8 is read as far as it can be.
        let mut bytes = csv::ByteRecord::new();
        if !self.reader.read_byte_record(&mut bytes)? {
            return Ok(None);
        }
        row.set_position(bytes.position().cloned());
        bytes.iter().for_each(|cell| row.push_field(&String::from_utf8_lossy(cell)));
        Ok(Some(row))
    }

    fn reference(&self, row: &StringRecord) -> String {
        self.columns.cell(row, "reference").unwrap_or("").to_owned()
    }

    /// The rows of the next report.
    pub(crate) fn next(&mut self) -> Result<Option<Raw>, Failure> {
        let Some(first) = self.ahead.take() else { return Ok(None) };
        let line = first.position().map_or(0, csv::Position::line);
        let reference = self.reference(&first);
        let mut rows = vec![first];
        while let Some(row) = self.row()? {
            // A row without a reference belongs to nobody.
            if reference.is_empty() || self.reference(&row) != reference {
                self.ahead = Some(row);
                break;
            }
            rows.push(row);
        }
        if reference.is_empty() {
            let reason = "this row has no reference".to_owned();
            return Ok(Some(Raw::Bad { line, reason, text: as_text(&rows) }));
        }
        if !self.seen.add(&reference) {
            let reason = format!(
                "the reference `{reference}` comes back: the rows of a report must stand together"
            );
            return Ok(Some(Raw::Bad { line, reason, text: as_text(&rows) }));
        }
        Ok(Some(Raw::Rows { line, rows }))
    }

    /// Goes on to a place where an audit was broken off, and remembers what came before.
    pub(crate) fn skip_to(&mut self, offset: u64) -> Result<(), Failure> {
        while self.place().0 < offset {
            if self.next()?.is_none() {
                break;
            }
        }
        Ok(())
    }

    pub(crate) fn place(&self) -> (u64, u64) {
        let ahead = self.ahead.as_ref().and_then(StringRecord::position);
        let place = ahead.unwrap_or_else(|| self.reader.position());
        (place.byte(), place.line())
    }
}

/// Rows as they stand in a table.
pub(crate) fn as_text(rows: &[StringRecord]) -> String {
    let mut writer = csv::Writer::from_writer(Vec::new());
    for row in rows {
        // Into memory: it cannot fail.
        let _ = writer.write_byte_record(row.as_byte_record());
    }
    writer
        .into_inner()
        .map(|bytes| String::from_utf8_lossy(&bytes).into_owned())
        .unwrap_or_default()
}
