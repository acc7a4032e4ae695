//! From JSON text to a [`Report`] the short way, where nothing is wrong with it. Whatever is
//! not plainly right, keys of the caller's own too, is left to `read`, which says what is
//! wrong and where; a test holds the two to the same reports.

use std::collections::BTreeMap;
use std::fmt;

use serde::de::{Deserialize, Deserializer, Error, MapAccess, Visitor};

use super::{Incident, Intervention, Pair, Person, RecordedCrime, Recording, Report};
use crate::suggest;

/// The report, or nothing where it has to be read more closely.
pub(super) fn report(text: &str) -> Option<Report> {
    serde_json::from_str::<Written>(text).ok().map(Report::from)
}

/// A type as JSON has it, and how it becomes one of the report: the same fields, each once,
/// no others, and none that is null.
macro_rules! written {
    ($(struct $written:ident is $read:ident {
        $($(#[$how:meta])* $field:ident: $type:ty,)*
    })*) => {$(
        #[derive(serde::Deserialize)]
        #[serde(deny_unknown_fields)]
        struct $written {
            $($(#[$how])* $field: $type,)*
        }

        impl From<$written> for $read {
            fn from(written: $written) -> $read {
                $read { $($field: written.$field.read(),)* }
            }
        }
    )*};
}

written! {
    struct Written is Report {
        reference: String,
        reported_on: String,
        #[serde(default)]
        people: Vec<WrittenPerson>,
        #[serde(default)]
        pairs: Vec<WrittenPair>,
        incidents: Vec<WrittenIncident>,
        #[serde(default)]
        recorded_crimes: Vec<WrittenCrime>,
        #[serde(default)]
        interventions: Vec<WrittenIntervention>,
        #[serde(default)]
        recording: WrittenRecording,
    }

    struct WrittenPerson is Person {
        id: String,
        #[serde(default, deserialize_with = "not_null")]
        age: Option<u64>,
        #[serde(default, deserialize_with = "not_null")]
        born: Option<String>,
    }

    struct WrittenPair is Pair {
        victim: String,
        suspect: String,
        #[serde(default, deserialize_with = "not_null")]
        relationship: Option<String>,
        #[serde(default)]
        facts: Facts,
    }

    struct WrittenIncident is Incident {
        id: String,
        on: String,
        #[serde(default, deserialize_with = "not_null")]
        to: Option<String>,
        #[serde(default, deserialize_with = "not_null")]
        occasions: Option<u64>,
        #[serde(default)]
        victims: Vec<String>,
        #[serde(default)]
        suspects: Vec<String>,
        #[serde(default)]
        acts: Vec<String>,
        #[serde(default)]
        effects: Vec<String>,
        #[serde(default)]
        offences: Vec<String>,
    }

    struct WrittenCrime is RecordedCrime {
        id: String,
        code: String,
        victim: String,
        #[serde(default)]
        suspects: Vec<String>,
        last_incident_on: String,
        #[serde(default)]
        longer_gap_accepted: bool,
    }

    struct WrittenIntervention is Intervention {
        on: String,
        victim: String,
        suspect: String,
        kind: String,
        #[serde(default, rename = "for", deserialize_with = "not_null")]
        concerns: Option<String>,
    }
}

/// A field that may be absent, but not null.
fn not_null<'de, D: Deserializer<'de>, T: Deserialize<'de>>(
    from: D,
) -> Result<Option<T>, D::Error> {
    T::deserialize(from).map(Some)
}

/// From what was written to what the report holds.
trait Read<T> {
    fn read(self) -> T;
}

macro_rules! as_it_is {
    ($($type:ty),*) => {$(
        impl Read<$type> for $type {
            fn read(self) -> $type {
                self
            }
        }
    )*};
}

as_it_is!(String, bool, Option<u64>, Option<String>);

impl<W, T: From<W>> Read<Vec<T>> for Vec<W> {
    fn read(self) -> Vec<T> {
        self.into_iter().map(T::from).collect()
    }
}

/// Facts of a pair.
#[derive(Default)]
struct Facts(BTreeMap<String, Option<bool>>);

impl Read<BTreeMap<String, Option<bool>>> for Facts {
    fn read(self) -> BTreeMap<String, Option<bool>> {
        self.0
    }
}

impl<'de> Deserialize<'de> for Facts {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Facts, D::Error> {
        from.deserialize_map(OfPair)
    }
}

/// The facts of the recording test. Those of single victims are for `read`.
#[derive(Default)]
struct WrittenRecording(Recording);

impl Read<Recording> for WrittenRecording {
    fn read(self) -> Recording {
        self.0
    }
}

impl<'de> Deserialize<'de> for WrittenRecording {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<WrittenRecording, D::Error> {
        from.deserialize_map(OfRecording).map(WrittenRecording)
    }
}

struct OfRecording;

impl<'de> Visitor<'de> for OfRecording {
    type Value = Recording;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Recording, A::Error> {
        let mut recording = Recording::default();
        let others = ["reported_by", "by_victim"];
        while let Some(name) = map.next_key::<String>()? {
            let known = if name == "reported_by" {
                recording.reported_by.replace(map.next_value()?).is_some()
            } else if name.starts_with("x-") || suggest::did_you_mean(&name, others).is_some() {
                true
            } else {
                recording.facts.insert(name, map.next_value()?).is_some()
            };
            if known {
                return Err(A::Error::custom("for a closer look"));
            }
        }
        Ok(recording)
    }
}

/// The facts of a pair.
struct OfPair;

impl<'de> Visitor<'de> for OfPair {
    type Value = Facts;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Facts, A::Error> {
        let mut facts = BTreeMap::new();
        while let Some((name, value)) = map.next_entry::<String, Option<bool>>()? {
            if name.starts_with("x-") || facts.insert(name, value).is_some() {
                return Err(A::Error::custom("for a closer look"));
            }
        }
        Ok(Facts(facts))
    }
}
