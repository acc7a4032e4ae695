//! What to show, whatever the format: headings, sentences, lists and tables.

use std::collections::BTreeSet;

use serde::Serialize;

use crate::decision::Sources;
pub(super) use crate::words::text::on_one_line;

/// A document that can be rendered as text, Markdown or HTML. It serialises as a list of titles,
/// headings, sentences, lists and tables.
///
/// ```
/// # let rules = counting_rules::Rules::shipped()?;
/// let why = rules.edition("hocr-2026-04")?.why_over("195/12".parse()?, "195/94".parse()?)?;
/// let document = why.document();
/// assert!(document.text().contains("195/12 is principal over 195/94."));
/// assert!(document.html().starts_with("<h2>"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub struct Document {
    pub(super) blocks: Vec<Block>,
    /// The ids of the sources that it cites.
    #[serde(skip)]
    cited: BTreeSet<String>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Block {
    /// The title of the document.
    Title(String),
    Heading(String),
    Sentence(String),
    List(Vec<Item>),
    Table {
        head: Vec<String>,
        rows: Vec<Vec<String>>,
    },
}

/// A list item, with nested items.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub(super) struct Item {
    pub(super) says: String,
    /// Where it comes from, shown after it and less prominently.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub(super) from: String,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) items: Vec<Item>,
    /// The sources that it cites.
    #[serde(skip)]
    cites: Sources,
}

impl Item {
    pub(super) fn new(says: impl Into<String>) -> Item {
        Item { says: says.into(), ..Item::default() }
    }

    pub(super) fn from(self, from: impl Into<String>) -> Item {
        Item { from: from.into(), ..self }
    }

    /// The same, with the sources that `from` names.
    pub(super) fn citing(self, from: impl Into<String>, sources: &Sources) -> Item {
        Item { from: from.into(), cites: sources.clone(), ..self }
    }

    pub(super) fn with(self, items: Vec<Item>) -> Item {
        Item { items, ..self }
    }
}

impl Document {
    pub(super) fn title(&mut self, title: impl Into<String>) {
        self.blocks.push(Block::Title(title.into()));
    }

    pub(super) fn heading(&mut self, heading: impl Into<String>) {
        self.blocks.push(Block::Heading(heading.into()));
    }

    pub(super) fn say(&mut self, sentence: impl Into<String>) {
        self.blocks.push(Block::Sentence(sentence.into()));
    }

    pub(super) fn list(&mut self, items: Vec<Item>) {
        if !items.is_empty() {
            items.iter().for_each(|item| self.cite_of(item));
            self.blocks.push(Block::List(items));
        }
    }

    fn cite_of(&mut self, item: &Item) {
        self.cite(&item.cites);
        item.items.iter().for_each(|inner| self.cite_of(inner));
    }

    /// Records the sources that it cites.
    pub(super) fn cite(&mut self, sources: &Sources) {
        self.cited.extend(sources.iter().map(|source| source.id.clone()));
    }

    /// Whether it cites the source of that id.
    pub(super) fn cites(&self, id: &str) -> bool {
        self.cited.contains(id)
    }

    /// Adds a heading and a list, unless the list is empty.
    pub(super) fn section(&mut self, heading: &str, items: Vec<Item>) {
        if !items.is_empty() {
            self.heading(heading);
            self.list(items);
        }
    }

    /// The items of all its lists.
    pub(super) fn lists_after_table(self) -> Vec<Item> {
        let items = self.blocks.into_iter().filter_map(|block| match block {
            Block::List(items) => Some(items),
            _ => None,
        });
        items.flatten().collect()
    }

    pub(super) fn table(&mut self, head: &[&str], rows: Vec<Vec<String>>) {
        let head = head.iter().map(|cell| (*cell).to_owned()).collect();
        self.blocks.push(Block::Table { head, rows });
    }
}
