//! What stands in the rule files and is said again in every decision.

use std::fmt::{self, Display, Formatter};
use std::ops::Deref;

use serde::{Serialize, Serializer};
use serde_json::value::{self, RawValue};

/// A text of the rule files, or something else of them, and how JSON writes it.
#[derive(Debug, Clone, Default)]
pub(crate) struct Fixed<T = String> {
    value: T,
    json: Option<Box<RawValue>>,
}

/// Something fixed, as it goes into JSON.
pub(crate) struct Written<'a, T>(&'a Fixed<T>);

impl<T> Fixed<T> {
    /// Nothing where JSON is not made beforehand.
    pub(crate) fn json(&self) -> Option<&RawValue> {
        self.json.as_deref()
    }

    /// As it goes into JSON, and into nothing else.
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
