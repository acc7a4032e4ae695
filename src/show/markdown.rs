//! A document as Markdown (CommonMark with GitHub tables).

use super::document::{Block, Document, Item, on_one_line};

impl Document {
    /// The document as Markdown. Values from the report are escaped.
    pub fn markdown(&self) -> String {
        let mut text = String::new();
        for block in &self.blocks {
            if !text.is_empty() {
                text.push('\n');
            }
            match block {
                Block::Title(words) => text.push_str(&format!("## {}\n", plain(words))),
                Block::Heading(words) => text.push_str(&format!("### {}\n", plain(words))),
                Block::Sentence(words) => text.push_str(&format!("{}\n", plain(words))),
                Block::List(items) => items.iter().for_each(|i| item(i, 0, &mut text)),
                Block::Table { head, rows } => {
                    row(head, &mut text);
                    let rule: Vec<&str> = head.iter().map(|_| "---").collect();
                    text.push_str(&format!("| {} |\n", rule.join(" | ")));
                    rows.iter().for_each(|cells| row(cells, &mut text));
                }
            }
        }
        text
    }
}

fn item(item: &Item, depth: usize, text: &mut String) {
    let indent = "  ".repeat(depth);
    let from = match item.from.as_str() {
        "" => String::new(),
        from => format!(" *{}*", plain(from)),
    };
    text.push_str(&format!("{indent}- {}{from}\n", plain(&item.says)));
    item.items.iter().for_each(|inner| self::item(inner, depth + 1, text));
}

fn row(cells: &[String], text: &mut String) {
    let cells: Vec<String> = cells.iter().map(|cell| plain(cell)).collect();
    text.push_str(&format!("| {} |\n", cells.join(" | ")));
}

/// Escapes everything that has a meaning in Markdown.
fn plain(words: &str) -> String {
    let mut text = String::new();
    for c in on_one_line(words).trim().chars() {
        // Between digits and letters a full stop, a hyphen or a bracket has no special meaning, but
        // at the start of a line it may begin a list.
        let head = text.chars().all(|c| c.is_ascii_digit());
        let special = matches!(
            c,
            '\\' | '`'
                | '*'
                | '_'
                | '['
                | ']'
                | '<'
                | '>'
                | '|'
                | '~'
                | '&'
                | '#'
                | '!'
                | '$'
                | '@'
        );
        if special || (head && matches!(c, '-' | '+' | '.' | ')' | '=' | ':')) {
            text.push('\\');
        }
        text.push(c);
    }
    text
}
