//! A named text, and places in it.

use std::fmt;

/// A rule file: its name, used in messages, and what it says.
#[derive(Clone, PartialEq, Eq)]
pub struct Text {
    /// The name that messages show, such as `editions/hocr-2026-04.rules`.
    pub name: String,
    /// The whole content.
    pub content: String,
}

impl Text {
    /// A text from its name and content.
    pub fn new(name: impl Into<String>, content: impl Into<String>) -> Text {
        Text { name: name.into(), content: content.into() }
    }

    /// The line and column, both from 1 and in characters, of a byte offset.
    /// An offset past the end gives the end.
    pub fn line_and_column(&self, offset: usize) -> (usize, usize) {
        let before = self.content.get(..offset).unwrap_or(&self.content);
        let line = before.matches('\n').count() + 1;
        let column = before.rsplit('\n').next().unwrap_or("").chars().count() + 1;
        (line, column)
    }
}

/// Its name and length.
impl fmt::Debug for Text {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Text({}, {} bytes)", self.name, self.content.len())
    }
}

/// A stretch of one of the texts read together: bytes `start..end` of text number `file`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Span {
    /// Which of the texts, from 0.
    pub file: usize,
    /// The first byte.
    pub start: usize,
    /// The byte after the last.
    pub end: usize,
}

/// A name of the vocabulary as words: `fear-of-violence` is fear of violence.
pub(crate) fn in_words(name: &str) -> String {
    name.replace('-', " ")
}
