//! Reports in a table: one row an incident, the rows of a report one after another.

use std::collections::{HashSet, VecDeque};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::io::{self, BufRead};

use counting_rules::Rules;
use counting_rules::edition::{Vocabulary, Word};

use super::Failure;
use super::input::{Case, Raw};
use super::rows;
use super::text::{Row, Rows};

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

/// A column of the caller's own begins so.
const OWN: &str = "x-";

const HEADER_AGAIN: &str = "the header stands here again";

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
    /// What each title is, or everything that is wrong with them.
    fn new(titles: &[&str], known: &FactColumns) -> Result<Columns, Failure> {
        let (mut named, mut pair_facts, mut recording) = (Vec::new(), Vec::new(), Vec::new());
        let mut wrong = Vec::new();
        let is = |name: &str, title: &str| plain(name) == plain(title);
        for (n, title) in titles.iter().enumerate() {
            if !title.is_empty() && titles.iter().take(n).any(|other| is(other, title)) {
                wrong.push(format!("the column `{title}` stands twice"));
            } else if let Some(name) = NAMES.iter().find(|name| is(name, title)) {
                named.push((*name, n));
            } else if let Some(name) = known.pair.iter().find(|name| is(name, title)) {
                pair_facts.push((name.clone(), n));
            } else if let Some(name) = known.recording.iter().find(|name| is(name, title)) {
                recording.push((name.clone(), n));
            } else if title.is_empty() {
                wrong.push(format!("column {} has no title", n + 1));
            } else if !title.starts_with(OWN) {
                let meant = nearest(title, known)
                    .map(|near| format!(" (did you mean `{near}`?)"))
                    .unwrap_or_default();
                wrong.push(format!(
                    "there is no column `{title}`{meant}; one of your own begins with {OWN}"
                ));
            }
        }
        let columns = Columns { named, pair_facts, recording };
        let missing: Vec<&str> =
            NAMES[..5].iter().filter(|name| columns.number(name).is_none()).copied().collect();
        if !missing.is_empty() {
            wrong.push(format!("the header lacks these columns: {}", missing.join(", ")));
        }
        if wrong.is_empty() { Ok(columns) } else { Err(wrong.join("\n").into()) }
    }

    fn number(&self, name: &str) -> Option<usize> {
        self.named.iter().find(|(other, _)| *other == name).map(|(_, n)| *n)
    }

    /// A cell, `None` if it is empty.
    pub(crate) fn cell<'a>(&self, row: &'a Row, name: &str) -> Option<&'a str> {
        row.cell(self.number(name)?)
    }

    pub(crate) fn case(&self, rows: &[Row]) -> Result<Case, String> {
        rows::case(self, rows)
    }
}

/// A title without what people write otherwise: capitals, and spaces for hyphens.
fn plain(title: &str) -> String {
    title.to_lowercase().replace([' ', '-'], "_")
}

/// The title that a misspelt one is near to.
fn nearest<'a>(title: &str, known: &'a FactColumns) -> Option<&'a str> {
    let facts = known.pair.iter().chain(&known.recording).map(String::as_str);
    let near = NAMES.iter().copied().chain(facts);
    let near = near.map(|name| (strsim::damerau_levenshtein(name, title), name));
    near.min().filter(|(distance, name)| distance * 3 <= name.len()).map(|(_, name)| name)
}

pub(crate) struct Table {
    rows: Rows,
    pub(crate) columns: Columns,
    /// The next row, and the place before it.
    ahead: Option<Row>,
    place: (u64, u64),
    /// The line of the last row, if it could not be read, and whether only one row came after it:
    /// that may be the rest of it, cut off.
    unread: Option<(u64, bool)>,
    seen: Seen,
    /// The references of reports whose rows do not stand together.
    torn: HashSet<u64>,
}

/// The last references, as numbers.
#[derive(Default)]
struct Seen {
    known: HashSet<u64>,
    in_order: VecDeque<u64>,
}

impl Seen {
    fn number(reference: &str) -> u64 {
        let mut hasher = DefaultHasher::new();
        reference.hash(&mut hasher);
        hasher.finish()
    }

    /// Whether it is new.
    fn add(&mut self, reference: &str) -> bool {
        let number = Seen::number(reference);
        if !self.known.insert(number) {
            return false;
        }
        self.in_order.push_back(number);
        if self.in_order.len() > REMEMBERED
            && let Some(oldest) = self.in_order.pop_front()
        {
            self.known.remove(&oldest);
        }
        true
    }
}

impl Table {
    pub(crate) fn new(input: Box<dyn BufRead>, known: &FactColumns) -> Result<Table, Failure> {
        let rows = Rows::new(input, |title| title.starts_with(OWN))?;
        let columns = Columns::new(&rows.titles().collect::<Vec<_>>(), known)?;
        let (seen, torn) = (Seen::default(), HashSet::new());
        let mut table =
            Table { rows, columns, ahead: None, place: (0, 0), unread: None, seen, torn };
        table.ahead = table.row()?;
        Ok(table)
    }

    /// The references that come back later in a table, which is read once for them.
    pub(crate) fn torn(mut self) -> Result<HashSet<u64>, Failure> {
        while let Some(first) = self.ahead.take() {
            let reference = self.reference(&first);
            let (rows, _) = self.rows_of(first, &reference)?;
            if rows.iter().all(|row| row.wrong.is_none()) && !self.seen.add(&reference) {
                self.torn.insert(Seen::number(&reference));
            }
        }
        Ok(self.torn)
    }

    pub(crate) fn knowing(self, torn: HashSet<u64>) -> Table {
        Table { torn, ..self }
    }

    /// The next row. One whose reference cannot be trusted is none that can be read.
    fn row(&mut self) -> io::Result<Option<Row>> {
        self.place = self.rows.place();
        let mut row = self.rows.next()?;
        if let Some(row) = row.as_mut().filter(|row| row.wrong.is_none()) {
            row.wrong = match self.reference(row).as_str() {
                "" => Some("this row has no reference".to_owned()),
                some if some.contains('"') => Some("a quote stands in the reference".to_owned()),
                _ => None,
            };
        }
        Ok(row)
    }

    fn reference(&self, row: &Row) -> String {
        self.columns.cell(row, "reference").unwrap_or("").to_owned()
    }

    /// The rows of a report from its first one on, and headers that stand among them.
    fn rows_of(&mut self, first: Row, reference: &str) -> io::Result<(Vec<Row>, Vec<Row>)> {
        let alone = first.wrong.is_some() || first.is_header;
        let (mut rows, mut headers) = (vec![first], Vec::new());
        while let Some(row) = self.row()? {
            if !alone && row.is_header {
                headers.push(row);
            } else if !alone && row.wrong.is_none() && self.reference(&row) == reference {
                rows.push(row);
            } else {
                self.ahead = Some(row);
                break;
            }
        }
        Ok((rows, headers))
    }

    /// The next report, and headers among its rows; nothing at the end. A report beside a row that
    /// cannot be read may not be whole, and cannot be read either.
    pub(crate) fn next(&mut self) -> Result<Vec<Raw>, Failure> {
        let Some(first) = self.ahead.take() else { return Ok(Vec::new()) };
        let (line, wrong, is_header) = (first.line, first.wrong.clone(), first.is_header);
        let reference = self.reference(&first);
        let (rows, headers) = self.rows_of(first, &reference)?;
        let bad =
            |row: &[Row], line: u64, reason: String| Raw::Bad { line, reason, text: as_text(row) };
        let again = |row: &Row| bad(std::slice::from_ref(row), row.line, HEADER_AGAIN.to_owned());
        if is_header {
            return Ok(rows.iter().map(again).collect());
        }
        let unread = self.unread.take();
        let before = unread.map(|(line, _)| line);
        if let Some(reason) = wrong {
            self.unread = Some((line, false));
            return Ok(vec![bad(&rows, line, format!("line {line}: {reason}"))]);
        }
        let is_rest = |(_, rest): &(u64, bool)| !rest && rows.len() == 1;
        self.unread = unread.filter(is_rest).map(|(line, _)| (line, true));
        let after = self.ahead.as_ref().filter(|row| row.wrong.is_some()).map(|row| row.line);
        let is_new = self.seen.add(&reference) && !self.torn.contains(&Seen::number(&reference));
        let report = match before.or(after) {
            Some(beside) => bad(
                &rows,
                line,
                format!(
                    "line {beside}, beside the rows of this report, cannot be read, and may be one of them"
                ),
            ),
            None if is_new => Raw::Rows { line, rows },
            None => bad(
                &rows,
                line,
                format!(
                    "the reference `{reference}` comes back: the rows of a report must stand together"
                ),
            ),
        };
        Ok(std::iter::once(report).chain(headers.iter().map(again)).collect())
    }

    /// Goes on to a place where an audit was broken off, and remembers what came before.
    pub(crate) fn skip_to(&mut self, offset: u64) -> Result<(), Failure> {
        while self.place().0 < offset {
            if self.next()?.is_empty() {
                break;
            }
        }
        Ok(())
    }

    /// The bytes and lines before the next report.
    pub(crate) fn place(&self) -> (u64, u64) {
        match self.ahead {
            Some(_) => self.place,
            None => self.rows.place(),
        }
    }
}

/// Rows as they stand in a table.
pub(crate) fn as_text(rows: &[Row]) -> String {
    rows.iter().map(|row| row.text.as_str()).collect()
}
