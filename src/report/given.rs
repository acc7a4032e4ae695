//! An offence that the officer gives by its code.

use serde::de::value::MapAccessDeserializer;
use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};
use serde::{Serialize, Serializer};
use std::fmt;

use super::ReportErrors;
use super::json::Json;
use super::read::{Fields, wrong_type};
use super::value::Value;

/// An offence given by code, preceded by the class if the code has several: `008/06` or
/// `8S:008/06`.
///
/// In the JSON it is the code alone, or an object with those of the people of the incident whom it
/// concerns.
///
/// ```
/// use counting_rules::report::GivenOffence;
/// let of_all = GivenOffence::new("045/10");
/// let of_guard = GivenOffence::new("8T:008/06").victim("guard");
/// assert_eq!(serde_json::to_string(&of_all)?, r#""045/10""#);
/// assert_eq!(serde_json::to_string(&of_guard)?, r#"{"code":"8T:008/06","victims":["guard"]}"#);
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[non_exhaustive]
pub struct GivenOffence {
    /// The code, with its class if it has several.
    pub code: String,
    /// Its victims, if not all of the incident; an empty list if it is against nobody.
    pub victims: Option<Vec<String>>,
    /// Its suspects, if not all of the incident.
    pub suspects: Option<Vec<String>>,
}

impl GivenOffence {
    /// Creates one that concerns everybody of the incident.
    pub fn new(code: impl Into<String>) -> GivenOffence {
        GivenOffence { code: code.into(), ..GivenOffence::default() }
    }

    /// Names one of its victims; the others of the incident are then none.
    pub fn victim(mut self, id: impl Into<String>) -> GivenOffence {
        self.victims.get_or_insert_default().push(id.into());
        self
    }

    /// Names one of its suspects; the others of the incident are then none.
    pub fn suspect(mut self, id: impl Into<String>) -> GivenOffence {
        self.suspects.get_or_insert_default().push(id.into());
        self
    }

    /// Whether it concerns everybody of the incident.
    pub(crate) fn is_of_all(&self) -> bool {
        self.victims.is_none() && self.suspects.is_none()
    }

    const FIELDS: &'static [&'static str] = &["code", "victims", "suspects"];
}

/// The code, and whom of the people of the incident it concerns.
impl fmt::Display for GivenOffence {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.code)?;
        match &self.victims {
            Some(victims) if victims.is_empty() => f.write_str(" of nobody")?,
            Some(victims) => write!(f, " of {}", victims.join(", "))?,
            None => {}
        }
        self.suspects.iter().try_for_each(|suspects| write!(f, " by {}", suspects.join(", ")))
    }
}

impl<T: Into<String>> From<T> for GivenOffence {
    fn from(code: T) -> GivenOffence {
        GivenOffence::new(code)
    }
}

/// As an object, in which nothing is null.
#[derive(serde::Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
struct Object {
    code: String,
    #[serde(default, deserialize_with = "not_null", skip_serializing_if = "Option::is_none")]
    victims: Option<Vec<String>>,
    #[serde(default, deserialize_with = "not_null", skip_serializing_if = "Option::is_none")]
    suspects: Option<Vec<String>>,
}

fn not_null<'de, D: Deserializer<'de>>(from: D) -> Result<Option<Vec<String>>, D::Error> {
    Vec::deserialize(from).map(Some)
}

impl Serialize for GivenOffence {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        if self.is_of_all() {
            return to.serialize_str(&self.code);
        }
        let GivenOffence { code, victims, suspects } = self.clone();
        Object { code, victims, suspects }.serialize(to)
    }
}

impl Value for GivenOffence {
    fn careful(value: Json, path: &str, errors: &mut ReportErrors) -> Option<GivenOffence> {
        match value {
            Json::Text(code) => Some(GivenOffence::new(code)),
            Json::Object(_) => {
                let mut fields = Fields::of(value, path, Self::FIELDS, errors)?;
                let offence = GivenOffence {
                    code: fields.required("code"),
                    victims: fields.optional("victims"),
                    suspects: fields.optional("suspects"),
                };
                fields.no_others();
                Some(offence)
            }
            other => wrong_type(&other, path, "a code, or an object with one,", errors),
        }
    }

    fn quick<'de, D: Deserializer<'de>>(from: D) -> Result<GivenOffence, D::Error> {
        struct OfOffence;

        impl<'de> Visitor<'de> for OfOffence {
            type Value = GivenOffence;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a code or an object")
            }

            fn visit_str<E>(self, code: &str) -> Result<GivenOffence, E> {
                Ok(GivenOffence::new(code))
            }

            fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<GivenOffence, A::Error> {
                let Object { code, victims, suspects } =
                    Object::deserialize(MapAccessDeserializer::new(map))?;
                Ok(GivenOffence { code, victims, suspects })
            }
        }

        from.deserialize_any(OfOffence)
    }

    fn unread(path: &str) -> GivenOffence {
        GivenOffence::new(String::unread(path))
    }
}

#[cfg(feature = "schema")]
impl schemars::JsonSchema for GivenOffence {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "GivenOffence".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        let ids = |description: &str| {
            serde_json::json!({
                "type": "array", "items": { "type": "string" }, "description": description
            })
        };
        schemars::json_schema!({
            "description": "An offence by its code, preceded by the class if the code has several: `008/06` or `8S:008/06`.",
            "anyOf": [
                { "$ref": "#/$defs/GivenCode" },
                {
                    "type": "object",
                    "properties": {
                        "code": { "$ref": "#/$defs/GivenCode", "description": "The code, with its class if it has several." },
                        "victims": ids("Its victims, if not all of the incident; an empty list if it is against nobody."),
                        "suspects": ids("Its suspects, if not all of the incident.")
                    },
                    "required": ["code"],
                    "additionalProperties": false
                }
            ]
        })
    }
}
