//! A document as text, for a terminal 100 columns wide.

use comfy_table::{ContentArrangement, Table, presets};

use super::document::{Block, Document, Item, on_one_line};

const WIDTH: usize = 100;

impl Document {
    /// The document as text, wrapped at 100 columns where words allow.
    pub fn text(&self) -> String {
        self.with_headings(|heading| heading)
    }

    /// The same for a terminal that knows ANSI escape codes: titles and headings are bold.
    ///
    /// ```
    /// # let rules = counting_rules::Rules::shipped()?;
    /// let book = rules.edition("hocr-2026-04")?.book();
    /// assert!(book.terminal().starts_with("\u{1b}[1mhocr-2026-04: "));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn terminal(&self) -> String {
        self.with_headings(|heading| format!("\u{1b}[1m{}\u{1b}[0m\n", heading.trim_end()))
    }

    fn with_headings(&self, heading: impl Fn(String) -> String) -> String {
        let mut text = String::new();
        for block in &self.blocks {
            match block {
                Block::Title(words) => text.push_str(&heading(wrapped(words, "", ""))),
                Block::Heading(words) => {
                    text.push('\n');
                    text.push_str(&heading(wrapped(words, "", "")));
                }
                Block::Sentence(words) => text.push_str(&wrapped(words, "", "")),
                Block::List(items) => items.iter().for_each(|i| item(i, "  ", &mut text)),
                Block::Table { head, rows } => text.push_str(&table(head, rows)),
            }
        }
        text
    }
}

fn item(item: &Item, indent: &str, text: &mut String) {
    let says = match item.from.as_str() {
        "" => item.says.clone(),
        from => format!("{} [{from}]", item.says),
    };
    text.push_str(&wrapped(&says, &format!("{indent}- "), &format!("{indent}  ")));
    item.items.iter().for_each(|inner| self::item(inner, &format!("{indent}  "), text));
}

fn wrapped(words: &str, first: &str, then: &str) -> String {
    let options = textwrap::Options::new(WIDTH)
        .initial_indent(first)
        .subsequent_indent(then)
        .break_words(false)
        .word_splitter(textwrap::WordSplitter::NoHyphenation)
        .word_separator(textwrap::WordSeparator::AsciiSpace);
    textwrap::fill(&on_one_line(words), options) + "\n"
}

fn table(head: &[String], rows: &[Vec<String>]) -> String {
    let mut table = Table::new();
    table
        .load_style(presets::ASCII_FULL_CONDENSED)
        .set_content_arrangement(ContentArrangement::Dynamic);
    table.set_width(u16::try_from(WIDTH).unwrap_or(u16::MAX));
    table.set_header(head);
    for row in rows {
        table.add_row(row.iter().map(|cell| on_one_line(cell)));
    }
    format!("\n{table}\n")
}

/// A text in lines of at most so many characters; at least one line.
pub(super) fn lines(text: &str, wide: usize) -> Vec<String> {
    let lines: Vec<String> = textwrap::wrap(text, wide).into_iter().map(Into::into).collect();
    if lines.is_empty() { vec![String::new()] } else { lines }
}
