//! The fields of an object, each read once, and values of the types that fields can have.

use std::collections::BTreeMap;

use crate::report::json::Json;
use crate::report::json::shown;
use crate::report::problem::unread;
use crate::report::{
    Incident, Intervention, Pair, Person, RecordedCrime, ReportErrors, ReportProblem as Problem,
    ReportProblemCode as Wrong,
};
use crate::words::nearest;

/// A placeholder for something that could not be read.
pub(super) trait Unread {
    fn unread(path: &str) -> Self;
}

impl Unread for String {
    fn unread(path: &str) -> String {
        unread(path)
    }
}

/// A list of one item: an empty list would cause errors of its own.
impl<T: Unread> Unread for Vec<T> {
    fn unread(path: &str) -> Vec<T> {
        vec![T::unread(path)]
    }
}

macro_rules! unread_is_blank {
    ($($type:ty),*) => {$(
        impl Unread for $type {
            fn unread(_: &str) -> $type {
                <$type>::default()
            }
        }
    )*};
}

unread_is_blank!(Person, Pair, Incident, RecordedCrime, Intervention);

/// The fields of one object that have not been read yet.
pub(super) struct Fields<'e> {
    path: String,
    left: Vec<(String, Json)>,
    known: Vec<&'static str>,
    errors: &'e mut ReportErrors,
    late: ReportErrors,
}

impl<'e> Fields<'e> {
    pub(super) fn of(value: Json, path: &str, errors: &'e mut ReportErrors) -> Option<Fields<'e>> {
        match value {
            Json::Object(left) => {
                let (path, known) = (path.to_owned(), Vec::new());
                Some(Fields { path, left, known, errors, late: ReportErrors::default() })
            }
            other => {
                wrong_type(&other, path, "an object", errors);
                None
            }
        }
    }

    pub(super) fn path_to(&self, name: &str) -> String {
        if self.path.is_empty() { name.to_owned() } else { format!("{}.{name}", self.path) }
    }

    pub(super) fn take(&mut self, name: &'static str) -> Option<Json> {
        self.known.push(name);
        let mut found = None;
        let mut twice = false;
        self.left.retain_mut(|(key, value)| {
            if key != name {
                return true;
            }
            twice |= found.replace(std::mem::replace(value, Json::Null)).is_some();
            false
        });
        if twice {
            self.errors.add(given_twice(self.path_to(name)));
        }
        found
    }

    pub(super) fn optional<T>(
        &mut self,
        name: &'static str,
        read: impl FnOnce(Json, &str, &mut ReportErrors) -> Option<T>,
    ) -> Option<T> {
        let value = self.take(name)?;
        let path = self.path_to(name);
        read(value, &path, self.errors)
    }

    pub(super) fn required<T: Unread>(
        &mut self,
        name: &'static str,
        read: impl FnOnce(Json, &str, &mut ReportErrors) -> Option<T>,
    ) -> T {
        let path = self.path_to(name);
        match self.take(name) {
            Some(value) => read(value, &path, self.errors).unwrap_or_else(|| T::unread(&path)),
            None => {
                let absent = T::unread(&path);
                self.late.add(Problem::new(Wrong::MissingField, path, "this field is required"));
                absent
            }
        }
    }

    pub(super) fn list<T: Unread>(
        &mut self,
        name: &'static str,
        one: impl Fn(Json, &str, &mut ReportErrors) -> Option<T>,
    ) -> Vec<T> {
        let Some(value) = self.take(name) else { return Vec::new() };
        let path = self.path_to(name);
        list_of(value, &path, self.errors, one).unwrap_or_else(|| Vec::unread(&path))
    }

    /// Reads every remaining field as a fact; the rules decide which facts exist. A name close to
    /// one of `fields` is taken for a misspelling of it.
    pub(super) fn facts(&mut self, fields: &[&'static str]) -> BTreeMap<String, Option<bool>> {
        let mut facts = BTreeMap::new();
        for (name, value) in std::mem::take(&mut self.left) {
            if name.starts_with("x-") {
                continue;
            }
            let path = self.path_to(&shown(&name));
            if let Some(near) = nearest::nearest(&name, fields.iter().copied()) {
                self.errors.add(no_such_field(path, &name).nearest_or(Some(near), || None));
                continue;
            }
            let known = fact_of(value, &path, self.errors);
            if facts.insert(name, known).is_some() {
                self.errors.add(given_twice(path));
            }
        }
        facts
    }

    /// Reports every remaining field, unless it is the caller's own.
    pub(super) fn no_others(mut self) {
        let left = std::mem::take(&mut self.left);
        for (name, _) in left.iter().filter(|(name, _)| !name.starts_with("x-")) {
            let near = nearest::nearest(name, self.known.iter().copied());
            let others = || Some(format!("the fields here are: {}", self.known.join(", ")));
            let path = self.path_to(&shown(name));
            self.errors.add(no_such_field(path, name).nearest_or(near, others));
        }
        self.errors.problems.append(&mut self.late.problems);
    }
}

pub(crate) fn no_such_field(path: String, name: &str) -> Problem {
    Problem::new(Wrong::UnknownField, path, "there is no such field").value(name)
}

pub(super) fn given_twice(path: String) -> Problem {
    Problem::new(Wrong::GivenTwice, path, "this field is given twice")
}

pub(super) fn wrong_type(found: &Json, path: &str, wanted: &str, errors: &mut ReportErrors) {
    let kind = match found {
        Json::Number(_) if wanted.starts_with("a whole") => {
            "a number below 0, not whole or too large"
        }
        found => found.kind(),
    };
    let message = format!("this is {kind}, where {wanted} is expected");
    let mut problem = Problem::new(Wrong::WrongType, path, message);
    if matches!(found, Json::Null) && !path.is_empty() {
        problem = problem.help("leave out what is not known");
    }
    if let Some(value) = found.value() {
        problem = problem.value(value);
    }
    errors.add(problem);
}

pub(super) fn text_of(value: Json, path: &str, errors: &mut ReportErrors) -> Option<String> {
    match value {
        Json::Text(text) => Some(text),
        other => {
            wrong_type(&other, path, "a text", errors);
            None
        }
    }
}

pub(super) fn whole_of(value: Json, path: &str, errors: &mut ReportErrors) -> Option<u64> {
    match value {
        Json::Whole(number) => Some(number),
        other => {
            wrong_type(&other, path, "a whole number from 0", errors);
            None
        }
    }
}

/// Reads what is known of a fact, if anything.
pub(super) fn fact_of(value: Json, path: &str, errors: &mut ReportErrors) -> Option<bool> {
    match value {
        Json::Null => None,
        Json::Bool(value) => Some(value),
        other => {
            wrong_type(&other, path, "true, false or null", errors);
            None
        }
    }
}

pub(super) fn list_of<T: Unread>(
    value: Json,
    path: &str,
    errors: &mut ReportErrors,
    one: impl Fn(Json, &str, &mut ReportErrors) -> Option<T>,
) -> Option<Vec<T>> {
    let Json::List(values) = value else {
        wrong_type(&value, path, "a list", errors);
        return None;
    };
    let mut read = Vec::new();
    for (n, value) in values.into_iter().enumerate() {
        let path = format!("{path}[{n}]");
        read.push(one(value, &path, errors).unwrap_or_else(|| T::unread(&path)));
    }
    Some(read)
}
