//! The fast path from JSON text to a [`Report`] without mistakes. Anything unusual, including the
//! caller's own keys, is left to `read`, which says what is wrong and where; a test checks that
//! both read the same reports.

use std::collections::BTreeMap;
use std::fmt;
use std::marker::PhantomData;

use serde::de::{DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Visitor};

use super::value::{Facts, Value};
use super::{FORMATS, Report};
use crate::words::nearest;

/// Reads the report; `None` if it needs a closer look.
pub(super) fn report(text: &str) -> Option<Report> {
    let mut from = serde_json::Deserializer::from_str(text);
    let report = Report::quick(&mut from).ok()?;
    from.end().ok()?;
    report.format.is_none_or(|format| FORMATS.contains(&format)).then_some(report)
}

/// An error that is never shown: `read` says what is wrong.
pub(super) fn closer<E: Error>() -> E {
    E::custom("for a closer look")
}

/// Reads a value in its quick way.
struct Quick<T>(PhantomData<T>);

impl<'de, T: Value> DeserializeSeed<'de> for Quick<T> {
    type Value = T;

    fn deserialize<D: Deserializer<'de>>(self, from: D) -> Result<T, D::Error> {
        T::quick(from)
    }
}

/// Reads the value of a field that was not read before.
pub(super) fn once<'de, T: Value, A: MapAccess<'de>>(
    field: &mut Option<T>,
    map: &mut A,
) -> Result<(), A::Error> {
    match field.replace(map.next_value_seed(Quick(PhantomData))?) {
        None => Ok(()),
        Some(_) => Err(closer()),
    }
}

/// Reads a fact among the fields, unless its name may be a misspelling of one of these.
pub(super) fn other<'de, A: MapAccess<'de>>(
    name: &str,
    fields: &[&str],
    others: &mut Facts,
    map: &mut A,
) -> Result<(), A::Error> {
    let misspelt = || nearest::nearest(name, fields.iter().copied()).is_some();
    if name.starts_with("x-") || misspelt() {
        return Err(closer());
    }
    match others.insert(name.to_owned(), map.next_value()?) {
        None => Ok(()),
        Some(_) => Err(closer()),
    }
}

/// Reads a list.
pub(super) fn list<'de, T: Value, D: Deserializer<'de>>(from: D) -> Result<Vec<T>, D::Error> {
    struct List<T>(PhantomData<T>);

    impl<'de, T: Value> Visitor<'de> for List<T> {
        type Value = Vec<T>;

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("a list")
        }

        fn visit_seq<A: SeqAccess<'de>>(self, mut from: A) -> Result<Vec<T>, A::Error> {
            let mut list = Vec::new();
            while let Some(value) = from.next_element_seed(Quick(PhantomData))? {
                list.push(value);
            }
            Ok(list)
        }
    }

    from.deserialize_seq(List(PhantomData))
}

/// Reads an object whose keys are unique and not the caller's own.
pub(super) fn named<'de, T: Value, D: Deserializer<'de>>(
    from: D,
) -> Result<BTreeMap<String, T>, D::Error> {
    struct Named<T>(PhantomData<T>);

    impl<'de, T: Value> Visitor<'de> for Named<T> {
        type Value = BTreeMap<String, T>;

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("an object")
        }

        fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
            let mut named = BTreeMap::new();
            while let Some(name) = map.next_key::<String>()? {
                let own = name.starts_with("x-");
                let value = map.next_value_seed(Quick(PhantomData))?;
                if own || named.insert(name, value).is_some() {
                    return Err(closer());
                }
            }
            Ok(named)
        }
    }

    from.deserialize_map(Named(PhantomData))
}
