//! The texts of a decision: names and texts of the rules and the report by reference, and what
//! follows from a rule, which becomes a sentence when it is read.

use super::follows::Follows;
use std::borrow::Cow;
use std::cmp::Ordering;
use std::fmt::{self, Display, Formatter, Write};

use serde_json::value::RawValue;

use crate::decision::told::Plain;
use crate::words::fixed::Fixed;
use crate::words::terms::Code;

/// The usual capacity of a sentence in bytes.
const USUAL: usize = 96;

/// A statement or a name. `Display` omits the full stop at the end of a sentence.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Wording<'a> {
    /// A name, an id, a source, or a fact in its own words.
    Text(Said<'a>),
    /// An offence by itself.
    Offence(Code),
    /// What follows from a rule.
    Follows(Follows<'a>),
}

/// A text and, if it comes from the rule files, its JSON.
#[derive(Debug, Clone)]
pub(crate) struct Said<'a> {
    text: Cow<'a, str>,
    json: Option<&'a RawValue>,
}

impl Ord for Said<'_> {
    fn cmp(&self, other: &Self) -> Ordering {
        self.text.cmp(&other.text)
    }
}

impl PartialOrd for Said<'_> {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for Said<'_> {
    fn eq(&self, other: &Self) -> bool {
        self.text == other.text
    }
}

impl Eq for Said<'_> {}

impl Wording<'_> {
    /// Returns what follows from a rule, if it is that.
    pub(crate) fn follows(&self) -> Option<&Follows<'_>> {
        match self {
            Wording::Follows(follows) => Some(follows),
            Wording::Text(_) | Wording::Offence(_) => None,
        }
    }

    /// Returns a whole sentence.
    #[cfg(feature = "show")]
    pub(crate) fn sentence(&self) -> String {
        match self {
            Wording::Text(says) => says.text.to_string(),
            says => format!("{says}."),
        }
    }
}

impl Display for Wording<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Wording::Text(says) => f.write_str(&says.text),
            Wording::Offence(code) => code.fmt(f),
            Wording::Follows(follows) => follows.fmt(f),
        }
    }
}

impl<'a> From<&'a str> for Wording<'a> {
    fn from(name: &'a str) -> Wording<'a> {
        Wording::Text(Said { text: Cow::Borrowed(name), json: None })
    }
}

impl<'a> From<&'a Fixed> for Wording<'a> {
    fn from(fixed: &'a Fixed) -> Wording<'a> {
        Wording::Text(Said { text: Cow::Borrowed(fixed), json: fixed.json() })
    }
}

impl<'a> From<Follows<'a>> for Wording<'a> {
    fn from(follows: Follows<'a>) -> Wording<'a> {
        Wording::Follows(follows)
    }
}

impl From<String> for Wording<'_> {
    fn from(says: String) -> Self {
        Wording::Text(Said { text: Cow::Owned(says), json: None })
    }
}

impl Plain<String> for Wording<'_> {
    fn plain(self) -> String {
        match self {
            Wording::Text(says) => says.text.into_owned(),
            says => {
                let mut sentence = String::with_capacity(USUAL);
                // Writing to memory cannot fail.
                let _ = write!(sentence, "{says}");
                sentence
            }
        }
    }
}

/// As a string; a text of the rule files by its prepared JSON, so only for JSON output.
impl serde::Serialize for Wording<'_> {
    fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        match self {
            Wording::Text(Said { json: Some(json), .. }) => json.serialize(to),
            Wording::Text(says) => to.serialize_str(&says.text),
            says => to.collect_str(says),
        }
    }
}
