//! Named texts and places in them.

use std::borrow::Cow;
use std::fmt;

use sha2::{Digest, Sha256};

/// A rule file: its name, as shown in messages, and its content.
#[derive(Clone, PartialEq, Eq)]
pub struct Text {
    /// The name shown in messages, such as `editions/hocr-2026-04.rules`.
    pub name: String,
    /// The whole content.
    pub content: String,
}

impl Text {
    /// Creates a text from its name and content.
    pub fn new(name: impl Into<String>, content: impl Into<String>) -> Text {
        Text { name: name.into(), content: content.into() }
    }

    /// Returns the 1-based line and column, in characters, of a byte offset.
    ///
    /// An offset past the end gives the end.
    pub fn line_and_column(&self, offset: usize) -> (usize, usize) {
        let before = self.content.get(..offset).unwrap_or(&self.content);
        let line = before.matches('\n').count() + 1;
        let column = before.rsplit('\n').next().unwrap_or("").chars().count() + 1;
        (line, column)
    }
}

/// Shows the name and the length instead of the content.
impl fmt::Debug for Text {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Text({}, {} bytes)", self.name, self.content.len())
    }
}

/// Returns the digest of some texts: the SHA-256, in hex, over the texts sorted by name. For each,
/// its name, a newline, and its content with LF line endings and the last line terminated are
/// hashed. The order in which the texts are given does not matter.
pub(crate) fn digest(texts: &[Text]) -> String {
    let mut in_order: Vec<&Text> = texts.iter().collect();
    in_order.sort_by_key(|text| (&text.name, &text.content));
    let mut hash = Sha256::new();
    for Text { name, content } in in_order {
        let content = match content.contains('\r') {
            true => Cow::Owned(content.replace("\r\n", "\n").replace('\r', "\n")),
            false => Cow::Borrowed(content),
        };
        hash.update(name);
        hash.update("\n");
        hash.update(content.as_bytes());
        if !content.is_empty() && !content.ends_with('\n') {
            hash.update("\n");
        }
    }
    hash.finalize().iter().map(|byte| format!("{byte:02x}")).collect()
}

/// A range in one of several texts read together: bytes `start..end` of text number `file`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Span {
    /// The index of the text.
    pub file: usize,
    /// The first byte.
    pub start: usize,
    /// The byte after the last.
    pub end: usize,
}

/// Returns a vocabulary name as words: `fear-of-violence` becomes "fear of violence". A date keeps its
/// hyphens.
pub(crate) fn in_words(name: &str) -> String {
    let mut words = String::with_capacity(name.len());
    let (mut letters, mut after_digit) = (name.chars().peekable(), false);
    while let Some(letter) = letters.next() {
        let in_date = after_digit && letters.peek().is_some_and(char::is_ascii_digit);
        words.push(if letter == '-' && !in_date { ' ' } else { letter });
        after_digit = letter.is_ascii_digit();
    }
    words
}

/// A value from a report on one line: without line breaks, other control characters, or characters
/// that change the direction of the text after them.
pub(crate) fn on_one_line(text: &str) -> String {
    let turns = |c: char| matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    let plain = |c: char| match c {
        '\n' | '\r' | '\t' | '\u{2028}' | '\u{2029}' => ' ',
        c if c.is_control() || turns(c) || matches!(c, '\u{fffe}' | '\u{ffff}') => '\u{fffd}',
        c => c,
    };
    text.chars().map(plain).collect()
}

#[cfg(test)]
mod tests {
    use super::{Text, digest};

    #[test]
    fn the_digest_is_what_sha256sum_says_of_names_and_texts_in_order() {
        // printf 'a\n1\nb\nx\ny\n' | sha256sum
        let known = "42b7bb0822f83308367c3e0f1aff7470a27300bec0c4c07fbca75e267fc4b019";
        for (a, b) in [("1\n", "x\ny\n"), ("1", "x\r\ny"), ("1\r", "x\ry\r\n")] {
            assert_eq!(digest(&[Text::new("b", b), Text::new("a", a)]), known);
        }
        assert_ne!(digest(&[Text::new("a", "1\n"), Text::new("b", "x\nz\n")]), known);
    }
}
