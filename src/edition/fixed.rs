//! Texts that stand in the rule files and are said again in every decision.

use std::fmt::{self, Display, Formatter};
use std::ops::Deref;

use serde_json::value::{self, RawValue};

/// A text of the rule files, and how JSON writes it.
#[derive(Debug, Clone, Default)]
pub(crate) struct Fixed {
    text: String,
    json: Option<Box<RawValue>>,
}

impl Fixed {
    pub(crate) fn as_str(&self) -> &str {
        &self.text
    }

    /// Nothing where JSON is not made beforehand.
    pub(crate) fn json(&self) -> Option<&RawValue> {
        self.json.as_deref()
    }
}

impl From<String> for Fixed {
    fn from(text: String) -> Fixed {
        let json = value::to_raw_value(&text).ok();
        Fixed { text, json }
    }
}

impl Deref for Fixed {
    type Target = str;

    fn deref(&self) -> &str {
        &self.text
    }
}

impl Display for Fixed {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

impl PartialEq for Fixed {
    fn eq(&self, other: &Fixed) -> bool {
        self.text == other.text
    }
}
