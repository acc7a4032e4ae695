//! A document as HTML.

use maud::{Markup, html};

use super::document::{Block, Document, Item, on_one_line};

impl Document {
    /// The document as an HTML fragment whose top headings are of the second level. Values from the
    /// report are escaped.
    pub fn html(&self) -> String {
        self.markup().into_string()
    }

    pub(super) fn markup(&self) -> Markup {
        html! {
            @for block in &self.blocks {
                @match block {
                    Block::Title(words) => { h2 { (on_one_line(words)) } }
                    Block::Heading(words) => { h3 { (on_one_line(words)) } }
                    Block::Sentence(words) => { p { (on_one_line(words)) } }
                    Block::List(items) => { (list(items)) }
                    Block::Table { head, rows } => { (table(head, rows)) }
                }
                "\n"
            }
        }
    }
}

fn list(items: &[Item]) -> Markup {
    html! {
        ul {
            @for item in items {
                li {
                    (on_one_line(&item.says))
                    @if !item.from.is_empty() { " " cite { (on_one_line(&item.from)) } }
                    @if !item.items.is_empty() { (list(&item.items)) }
                }
            }
        }
    }
}

fn table(head: &[String], rows: &[Vec<String>]) -> Markup {
    html! {
        div class="table" { table {
            thead { tr { @for cell in head { th scope="col" { (on_one_line(cell)) } } } }
            tbody {
                @for row in rows {
                    tr { @for cell in row { td { (on_one_line(cell)) } } }
                }
            }
        } }
    }
}
