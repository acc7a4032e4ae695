//! Values from the rule files that are repeated in every decision.

use std::fmt::{self, Display, Formatter};
use std::ops::Deref;

use serde::{Serialize, Serializer};
use serde_json::value::{self, RawValue};

/// A value from the rule files, with its JSON serialised in advance.
#[derive(Debug, Clone, Default)]
pub(crate) struct Fixed<T = String> {
    value: T,
    json: Option<Box<RawValue>>,
}

/// Serialises a fixed value as its prepared JSON.
#[derive(PartialEq, Eq)]
pub(crate) struct Written<'a, T>(&'a Fixed<T>);

impl<T> Fixed<T> {
    /// Returns the prepared JSON, if there is any.
    pub(crate) fn json(&self) -> Option<&RawValue> {
        self.json.as_deref()
    }

    /// Wraps the value so that its prepared JSON is used. Only for JSON output.
    pub(crate) fn written(&self) -> Written<'_, T> {
        Written(self)
    }
}

impl<T: Serialize> From<T> for Fixed<T> {
    fn from(value: T) -> Fixed<T> {
        let json = value::to_raw_value(&value).ok();
        Fixed { value, json }
    }
}

impl<T> Deref for Fixed<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.value
    }
}

impl<'a, T> Written<'a, T> {
    pub(crate) fn value(&self) -> &'a T {
        self.0
    }
}

impl<T: Serialize> Serialize for Written<'_, T> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        match self.0.json() {
            Some(json) => json.serialize(to),
            None => self.0.value.serialize(to),
        }
    }
}

impl Display for Fixed {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.write_str(&self.value)
    }
}

impl<T: PartialEq> PartialEq for Fixed<T> {
    fn eq(&self, other: &Fixed<T>) -> bool {
        self.value == other.value
    }
}

impl<T: Eq> Eq for Fixed<T> {}
