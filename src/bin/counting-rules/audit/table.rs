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
        for (n, title) in titles.iter().enumerate() {
            if !title.is_empty() && titles.iter().take(n).any(|other| other == title) {
                wrong.push(format!("the column `{title}` stands twice"));
            } else if let Some(name) = NAMES.iter().find(|name| *name == title) {
                named.push((*name, n));
            } else if known.pair.iter().any(|name| name == title) {
                pair_facts.push(((*title).to_owned(), n));
            } else if known.recording.iter().any(|name| name == title) {
                recording.push(((*title).to_owned(), n));
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
    /// The first row of the next report, and the place before it.
    ahead: Option<Row>,
    place: (u64, u64),
    seen: Seen,
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

    fn is_new(&self, reference: &str) -> bool {
        !self.known.contains(&Seen::number(reference))
    }

    fn add(&mut self, reference: &str) {
        let number = Seen::number(reference);
        if reference.is_empty() || !self.known.insert(number) {
            return;
        }
        self.in_order.push_back(number);
        if self.in_order.len() > REMEMBERED
            && let Some(oldest) = self.in_order.pop_front()
        {
            self.known.remove(&oldest);
        }
    }
}

impl Table {
    pub(crate) fn new(input: Box<dyn BufRead>, known: &FactColumns) -> Result<Table, Failure> {
        let rows = Rows::new(input, |title| title.starts_with(OWN))?;
        let columns = Columns::new(&rows.titles().collect::<Vec<_>>(), known)?;
        let mut table = Table { rows, columns, ahead: None, place: (0, 0), seen: Seen::default() };
        table.ahead = table.row()?;
        Ok(table)
    }

    fn row(&mut self) -> io::Result<Option<Row>> {
        self.place = self.rows.place();
        self.rows.next()
    }

    fn reference(&self, row: &Row) -> String {
        self.columns.cell(row, "reference").unwrap_or("").to_owned()
    }

    /// The rows of the next report. One that cannot be read takes the others with it, since the report
    /// is not whole.
    pub(crate) fn next(&mut self) -> Result<Option<Raw>, Failure> {
        let Some(first) = self.ahead.take() else { return Ok(None) };
        let line = first.line;
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
        let wrong = rows.iter().find_map(|row| Some((row.line, row.wrong.as_ref()?)));
        let reason = match wrong {
            Some((at, wrong)) => format!("line {at}: {wrong}"),
            None if reference.is_empty() => "this row has no reference".to_owned(),
            None if !self.seen.is_new(&reference) => format!(
                "the reference `{reference}` comes back: the rows of a report must stand together"
            ),
            None => {
                self.seen.add(&reference);
                return Ok(Some(Raw::Rows { line, rows }));
            }
        };
        self.seen.add(&reference);
        Ok(Some(Raw::Bad { line, reason, text: as_text(&rows) }))
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
