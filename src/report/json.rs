//! JSON as written: fields keep their order, and duplicates are kept.

use std::fmt;

use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};

use crate::words::text::on_one_line;

#[derive(Debug, Clone, PartialEq)]
pub(super) enum Json {
    Null,
    Bool(bool),
    /// A non-negative integer.
    Whole(u64),
    /// Any other number, as displayed.
    Number(String),
    Text(String),
    List(Vec<Json>),
    Object(Vec<(String, Json)>),
}

impl Json {
    /// The kind of value, in words.
    pub(super) fn kind(&self) -> &'static str {
        match self {
            Json::Null => "null",
            Json::Bool(_) => "true or false",
            Json::Whole(_) | Json::Number(_) => "a number",
            Json::Text(_) => "a text",
            Json::List(_) => "a list",
            Json::Object(_) => "an object",
        }
    }

    /// The value as text; `None` for lists and objects.
    pub(super) fn value(&self) -> Option<String> {
        match self {
            Json::Null => Some("null".to_owned()),
            Json::Bool(value) => Some(value.to_string()),
            Json::Whole(number) => Some(number.to_string()),
            Json::Number(shown) => Some(shown.clone()),
            Json::Text(text) => Some(text.clone()),
            Json::List(_) | Json::Object(_) => None,
        }
    }

    /// The position of a field such as `incidents[1].acts[0]`: its index in each object and list on
    /// the way. A missing field sorts last.
    pub(super) fn places(&self, field: &str) -> Vec<usize> {
        let (mut here, mut left) = (self, field);
        let mut places = Vec::new();
        while !left.is_empty() {
            let Some((place, inside, rest)) = here.step(left) else {
                places.push(usize::MAX);
                break;
            };
            places.push(place);
            (here, left) = (inside, rest);
        }
        places
    }

    /// The first step towards a field: its index, the value there, and the rest of the path.
    fn step<'p>(&self, way: &'p str) -> Option<(usize, &Json, &'p str)> {
        match self {
            Json::List(items) => {
                let (place, rest) = way.strip_prefix('[')?.split_once(']')?;
                let place = place.parse().ok()?;
                Some((place, items.get(place)?, rest))
            }
            Json::Object(fields) => {
                let way = way.strip_prefix('.').unwrap_or(way);
                let named = fields.iter().enumerate().filter_map(|(place, (name, inside))| {
                    let rest = way.strip_prefix(shown(name).as_str())?;
                    let whole = rest.is_empty() || rest.starts_with(['.', '[']);
                    whole.then_some((place, inside, rest))
                });
                // A name may contain dots: take the longest match.
                named.min_by_key(|(_, _, rest)| rest.len())
            }
            _ => None,
        }
    }
}

struct Any;

impl<'de> Visitor<'de> for Any {
    type Value = Json;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("any JSON")
    }

    fn visit_unit<E>(self) -> Result<Json, E> {
        Ok(Json::Null)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Json, E> {
        Ok(Json::Bool(value))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Json, E> {
        Ok(Json::Whole(value))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Json, E> {
        Ok(Json::Number(value.to_string()))
    }

    fn visit_f64<E>(self, value: f64) -> Result<Json, E> {
        Ok(Json::Number(value.to_string()))
    }

    fn visit_str<E>(self, value: &str) -> Result<Json, E> {
        Ok(Json::Text(value.to_owned()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut from: A) -> Result<Json, A::Error> {
        let mut list = Vec::new();
        while let Some(value) = from.next_element()? {
            list.push(value);
        }
        Ok(Json::List(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut from: A) -> Result<Json, A::Error> {
        let mut fields = Vec::new();
        while let Some(field) = from.next_entry()? {
            fields.push(field);
        }
        Ok(Json::Object(fields))
    }
}

impl<'de> Deserialize<'de> for Json {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Json, D::Error> {
        from.deserialize_any(Any)
    }
}

/// A name from the report, truncated if too long to show, and without control characters.
pub(crate) fn shown(name: &str) -> String {
    match name.char_indices().nth(60) {
        Some((end, _)) => format!("{}…", on_one_line(name.get(..end).unwrap_or(""))),
        None => on_one_line(name),
    }
}
