//! The texts of a decision: names and texts of the rules and the report by reference, and what
//! follows from a rule, which becomes a sentence when it is read.

use super::follows::Follows;
use std::borrow::Cow;
use std::cmp::Ordering;
use std::fmt::{self, Display, Formatter, Write};

use serde_json::value::RawValue;

use crate::rules::compiled::Fixed;
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

impl From<Wording<'_>> for String {
    fn from(says: Wording<'_>) -> String {
        match says {
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

impl serde::Serialize for Wording<'_> {
    fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        match self {
            Wording::Text(says) => to.serialize_str(&says.text),
            says => to.collect_str(says),
        }
    }
}

/// A wording for JSON output: texts of the rule files use their prepared JSON.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Json<'a>(Wording<'a>);

impl<'a> From<&'a str> for Json<'a> {
    fn from(name: &'a str) -> Json<'a> {
        Json(name.into())
    }
}

impl<'a> From<Wording<'a>> for Json<'a> {
    fn from(says: Wording<'a>) -> Json<'a> {
        Json(says)
    }
}

impl serde::Serialize for Json<'_> {
    fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        Raw(&self.0).serialize(to)
    }
}

/// Serialises a wording with its prepared JSON, if there is any. Only for JSON output.
pub(crate) struct Raw<'w, 'a>(pub(crate) &'w Wording<'a>);

impl serde::Serialize for Raw<'_, '_> {
    fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        match self.0 {
            Wording::Text(Said { json: Some(json), .. }) => json.serialize(to),
            says => says.serialize(to),
        }
    }
}

/// The type of the texts of a decision: strings, or wordings by reference.
pub(crate) trait Words<'a>: From<&'a str> + From<Wording<'a>> + Ord {}

impl<'a, T: From<&'a str> + From<Wording<'a>> + Ord> Words<'a> for T {}
