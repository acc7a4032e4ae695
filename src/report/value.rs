//! The kinds of values that fields have, each with a careful and a quick way of reading it.

use std::collections::BTreeMap;

use serde::de::{Deserialize, Deserializer};

use super::errors::unread;
use super::json::{Json, shown};
use super::read::{given_twice, no_such_field, wrong_type};
use super::{Recording, ReportErrors, ReportProblem as Problem, ReportProblemCode as Wrong, quick};

/// Declared facts by name: true, false, or unknown.
pub(super) type Facts = BTreeMap<String, Option<bool>>;

/// The value of a field. Unless its kind says otherwise, an unread one is blank.
pub(super) trait Value: Default {
    /// Reads the value, or says what is wrong with it.
    fn careful(value: Json, path: &str, errors: &mut ReportErrors) -> Option<Self>;

    /// Reads a value without mistakes.
    fn quick<'de, D: Deserializer<'de>>(from: D) -> Result<Self, D::Error>;

    /// A placeholder for something that could not be read.
    fn unread(_path: &str) -> Self {
        Self::default()
    }
}

impl Value for String {
    fn careful(value: Json, path: &str, errors: &mut ReportErrors) -> Option<String> {
        match value {
            Json::Text(text) => Some(text),
            other => wrong_type(&other, path, "a text", errors),
        }
    }

    fn quick<'de, D: Deserializer<'de>>(from: D) -> Result<String, D::Error> {
        String::deserialize(from)
    }

    fn unread(path: &str) -> String {
        unread(path)
    }
}

impl Value for u64 {
    fn careful(value: Json, path: &str, errors: &mut ReportErrors) -> Option<u64> {
        match value {
            Json::Whole(number) => Some(number),
            other => wrong_type(&other, path, "a whole number from 0", errors),
        }
    }

    fn quick<'de, D: Deserializer<'de>>(from: D) -> Result<u64, D::Error> {
        u64::deserialize(from)
    }
}

/// What is known of a fact.
impl Value for Option<bool> {
    fn careful(value: Json, path: &str, errors: &mut ReportErrors) -> Option<Option<bool>> {
        match value {
            Json::Null => Some(None),
            Json::Bool(value) => Some(Some(value)),
            other => wrong_type(&other, path, "true, false or null", errors),
        }
    }

    fn quick<'de, D: Deserializer<'de>>(from: D) -> Result<Option<bool>, D::Error> {
        Option::deserialize(from)
    }
}

/// Values that may be left out, but not null.
macro_rules! may_be_left_out {
    ($($type:ty),*) => {$(
        impl Value for Option<$type> {
            fn careful(value: Json, path: &str, errors: &mut ReportErrors) -> Option<Self> {
                <$type>::careful(value, path, errors).map(Some)
            }

            fn quick<'de, D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
                <$type>::quick(from).map(Some)
            }
        }
    )*};
}

may_be_left_out!(String, u64, Vec<String>);

impl<T: Value> Value for Vec<T> {
    fn careful(value: Json, path: &str, errors: &mut ReportErrors) -> Option<Vec<T>> {
        let Json::List(values) = value else {
            return wrong_type(&value, path, "a list", errors);
        };
        let mut read = Vec::new();
        for (n, value) in values.into_iter().enumerate() {
            let path = format!("{path}[{n}]");
            read.push(T::careful(value, &path, errors).unwrap_or_else(|| T::unread(&path)));
        }
        Some(read)
    }

    fn quick<'de, D: Deserializer<'de>>(from: D) -> Result<Vec<T>, D::Error> {
        quick::list(from)
    }

    /// A list of one item: an empty list would cause errors of its own.
    fn unread(path: &str) -> Vec<T> {
        vec![T::unread(path)]
    }
}

/// Whether the names are declared is checked later, against the rules.
impl Value for Facts {
    fn careful(value: Json, path: &str, errors: &mut ReportErrors) -> Option<Facts> {
        let Json::Object(fields) = value else {
            return wrong_type(&value, path, "an object", errors);
        };
        let mut facts = Facts::new();
        for (name, value) in fields.into_iter().filter(|(name, _)| !name.starts_with("x-")) {
            add_fact(&mut facts, name, value, |name| format!("{path}.{name}"), errors);
        }
        Some(facts)
    }

    fn quick<'de, D: Deserializer<'de>>(from: D) -> Result<Facts, D::Error> {
        quick::named(from)
    }
}

/// Adds one fact to those of the same object.
pub(super) fn add_fact(
    facts: &mut Facts,
    name: String,
    value: Json,
    path: impl FnOnce(&str) -> String,
    errors: &mut ReportErrors,
) {
    let path = path(&shown(&name));
    let known = Value::careful(value, &path, errors).unwrap_or_default();
    if facts.insert(name, known).is_some() {
        errors.add(given_twice(path));
    }
}

/// What differs for single victims, by id.
impl Value for BTreeMap<String, Recording> {
    fn careful(value: Json, path: &str, errors: &mut ReportErrors) -> Option<Self> {
        let Json::Object(victims) = value else {
            return wrong_type(&value, path, "an object", errors);
        };
        let mut all = BTreeMap::new();
        for (victim, value) in victims {
            let path = format!("{path}.{}", shown(&victim));
            // Either the id of a victim, or a key of the caller's own, which may hold anything.
            if victim.starts_with("x-") {
                let mut ignored = ReportErrors::default();
                let own = of_victim(value, &path, &mut ignored);
                all.extend(own.filter(|_| ignored.problems.is_empty()).map(|own| (victim, own)));
            } else if let Some(own) = of_victim(value, &path, errors)
                && all.insert(victim, own).is_some()
            {
                let message = "this victim is given twice";
                errors.add(Problem::new(Wrong::GivenTwice, path, message));
            }
        }
        Some(all)
    }

    fn quick<'de, D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let all: Self = quick::named(from)?;
        match all.values().any(|own| !own.by_victim.is_empty()) {
            true => Err(quick::closer()),
            false => Ok(all),
        }
    }
}

/// Reads what is given for one victim, which cannot give anything for others.
fn of_victim(mut value: Json, path: &str, errors: &mut ReportErrors) -> Option<Recording> {
    if let Json::Object(fields) = &mut value {
        let (nested, own) = std::mem::take(fields).into_iter().partition(|f| f.0 == NESTED);
        *fields = own;
        let nested: Vec<(String, Json)> = nested;
        for _ in nested {
            let problem = no_such_field(format!("{path}.{NESTED}"), NESTED);
            errors.add(problem.nearest_or(Some(NESTED), || None));
        }
    }
    Recording::careful(value, path, errors)
}

const NESTED: &str = "by_victim";
