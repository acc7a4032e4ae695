//! From JSON text to a [`Report`] the short way, where nothing is wrong with it. Whatever is
//! not plainly right, keys of the caller's own too, is left to `read`, which says what is
//! wrong and where; a test holds the two to the same reports.

use std::collections::BTreeMap;
use std::fmt;
use std::marker::PhantomData;

use serde::de::{Deserialize, Deserializer, Error, MapAccess, Visitor};

use super::{Incident, Intervention, Pair, Person, RecordedCrime, Recording, Report};
use crate::suggest;

/// Nobody reads it: `read` says what is wrong.
const CLOSER: &str = "for a closer look";

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
        facts: Named<Option<bool>>,
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

/// An object of names, each once and none of the caller's own.
struct Named<T>(BTreeMap<String, T>);

impl<T> Default for Named<T> {
    fn default() -> Named<T> {
        Named(BTreeMap::new())
    }
}

impl Read<BTreeMap<String, Option<bool>>> for Named<Option<bool>> {
    fn read(self) -> BTreeMap<String, Option<bool>> {
        self.0
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Named<T> {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Named<T>, D::Error> {
        from.deserialize_map(OfNames(PhantomData))
    }
}

struct OfNames<T>(PhantomData<T>);

impl<'de, T: Deserialize<'de>> Visitor<'de> for OfNames<T> {
    type Value = Named<T>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Named<T>, A::Error> {
        let mut named = BTreeMap::new();
        while let Some((name, value)) = map.next_entry::<String, T>()? {
            if name.starts_with("x-") || named.insert(name, value).is_some() {
                return Err(A::Error::custom(CLOSER));
            }
        }
        Ok(Named(named))
    }
}

/// The facts of the recording test.
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
        let mut single = false;
        let others = ["reported_by", "by_victim"];
        while let Some(name) = map.next_key::<String>()? {
            let known = if name == "reported_by" {
                recording.reported_by.replace(map.next_value()?).is_some()
            } else if name == "by_victim" {
                let own: Named<WrittenRecording> = map.next_value()?;
                let own = own.0.into_iter().map(|(victim, own)| (victim, own.0));
                let known = std::mem::replace(&mut single, true);
                recording.by_victim = own.collect();
                // Of one victim there are no others.
                known || recording.by_victim.values().any(|own| !own.by_victim.is_empty())
            } else if name.starts_with("x-") || suggest::did_you_mean(&name, others).is_some() {
                true
            } else {
                recording.facts.insert(name, map.next_value()?).is_some()
            };
            if known {
                return Err(A::Error::custom(CLOSER));
            }
        }
        Ok(recording)
    }
}
