//! From JSON text to a [`Report`] the short way, where nothing is wrong with it. Whatever is
//! not plainly right, keys of the caller's own too, is left to `read`, which says what is
//! wrong and where; a test holds the two to the same reports.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt;
use std::marker::PhantomData;

use serde::de::{Deserialize, Deserializer, Error, MapAccess, Visitor};

use super::{Incident, Intervention, Pair, Person, RecordedCrime, Recording, Report};
use crate::suggest;

/// Nobody reads it: `read` says what is wrong.
const CLOSER: &str = "for a closer look";

/// The report, or nothing where it has to be read more closely.
pub(super) fn report<'a, T: From<Text<'a>> + Ord>(text: &'a str) -> Option<Report<T>> {
    serde_json::from_str::<Written<'a>>(text).ok().map(Report::from)
}

/// A text of the JSON, as it stands there where nothing in it is escaped.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Text<'a>(Cow<'a, str>);

impl AsRef<str> for Text<'_> {
    fn as_ref(&self) -> &str {
        &self.0
    }
}

impl From<Text<'_>> for String {
    fn from(text: Text<'_>) -> String {
        text.0.into_owned()
    }
}

impl<'de: 'a, 'a> Deserialize<'de> for Text<'a> {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Text<'a>, D::Error> {
        from.deserialize_str(OfText)
    }
}

struct OfText;

impl<'de> Visitor<'de> for OfText {
    type Value = Text<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a text")
    }

    fn visit_borrowed_str<E>(self, text: &'de str) -> Result<Text<'de>, E> {
        Ok(Text(Cow::Borrowed(text)))
    }

    fn visit_str<E>(self, text: &str) -> Result<Text<'de>, E> {
        Ok(Text(Cow::Owned(text.to_owned())))
    }
}

/// A type as JSON has it, and how it becomes one of the report: the same fields, each once,
/// no others, and none that is null.
macro_rules! written {
    ($(struct $written:ident is $read:ident {
        $($(#[$how:meta])* $field:ident: $type:ty,)*
    })*) => {$(
        #[derive(serde::Deserialize)]
        #[serde(deny_unknown_fields, bound(deserialize = "'de: 'a"))]
        struct $written<'a> {
            $($(#[$how])* $field: $type,)*
        }

        impl<'a, T: From<Text<'a>> + Ord> From<$written<'a>> for $read<T> {
            fn from(written: $written<'a>) -> $read<T> {
                $read { $($field: written.$field.read(),)* }
            }
        }
    )*};
}

written! {
    struct Written is Report {
        reference: Text<'a>,
        reported_on: Text<'a>,
        #[serde(default)]
        people: Vec<WrittenPerson<'a>>,
        #[serde(default)]
        pairs: Vec<WrittenPair<'a>>,
        incidents: Vec<WrittenIncident<'a>>,
        #[serde(default)]
        recorded_crimes: Vec<WrittenCrime<'a>>,
        #[serde(default)]
        interventions: Vec<WrittenIntervention<'a>>,
        #[serde(default)]
        recording: WrittenRecording<'a>,
    }

    struct WrittenPerson is Person {
        id: Text<'a>,
        #[serde(default, deserialize_with = "not_null")]
        age: Option<u64>,
        #[serde(default, deserialize_with = "not_null")]
        born: Option<Text<'a>>,
    }

    struct WrittenPair is Pair {
        victim: Text<'a>,
        suspect: Text<'a>,
        #[serde(default, deserialize_with = "not_null")]
        relationship: Option<Text<'a>>,
        #[serde(default)]
        facts: Named<'a, Option<bool>>,
    }

    struct WrittenIncident is Incident {
        id: Text<'a>,
        on: Text<'a>,
        #[serde(default, deserialize_with = "not_null")]
        to: Option<Text<'a>>,
        #[serde(default, deserialize_with = "not_null")]
        occasions: Option<u64>,
        #[serde(default)]
        victims: Vec<Text<'a>>,
        #[serde(default)]
        suspects: Vec<Text<'a>>,
        #[serde(default)]
        acts: Vec<Text<'a>>,
        #[serde(default)]
        effects: Vec<Text<'a>>,
        #[serde(default)]
        offences: Vec<Text<'a>>,
    }

    struct WrittenCrime is RecordedCrime {
        id: Text<'a>,
        code: Text<'a>,
        victim: Text<'a>,
        #[serde(default)]
        suspects: Vec<Text<'a>>,
        last_incident_on: Text<'a>,
        #[serde(default)]
        longer_gap_accepted: bool,
    }

    struct WrittenIntervention is Intervention {
        on: Text<'a>,
        victim: Text<'a>,
        suspect: Text<'a>,
        kind: Text<'a>,
        #[serde(default, rename = "for", deserialize_with = "not_null")]
        concerns: Option<Text<'a>>,
    }
}

/// A field that may be absent, but not null.
fn not_null<'de, D: Deserializer<'de>, T: Deserialize<'de>>(
    from: D,
) -> Result<Option<T>, D::Error> {
    T::deserialize(from).map(Some)
}

/// From what was written to what the report holds.
trait Read<R> {
    fn read(self) -> R;
}

impl<'a, T: From<Text<'a>>> Read<T> for Text<'a> {
    fn read(self) -> T {
        self.into()
    }
}

impl<'a, T: From<Text<'a>>> Read<Option<T>> for Option<Text<'a>> {
    fn read(self) -> Option<T> {
        self.map(T::from)
    }
}

impl<W, R: From<W>> Read<Vec<R>> for Vec<W> {
    fn read(self) -> Vec<R> {
        self.into_iter().map(R::from).collect()
    }
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

as_it_is!(bool, Option<bool>, Option<u64>);

/// An object of names in their order, each once and none of the caller's own.
struct Named<'a, V>(Vec<(Text<'a>, V)>);

impl<V> Default for Named<'_, V> {
    fn default() -> Self {
        Named(Vec::new())
    }
}

impl<'a, V> Named<'a, V> {
    /// Nothing where a name stands twice.
    fn of(mut named: Vec<(Text<'a>, V)>) -> Option<Named<'a, V>> {
        named.sort_unstable_by(|(one, _), (other, _)| one.cmp(other));
        let again = |two: &[(Text<'a>, V)]| matches!(two, [(one, _), (other, _)] if one == other);
        (!named.windows(2).any(again)).then_some(Named(named))
    }
}

impl<'a, T: From<Text<'a>> + Ord, V: Read<R>, R> Read<BTreeMap<T, R>> for Named<'a, V> {
    fn read(self) -> BTreeMap<T, R> {
        self.0.into_iter().map(|(name, value)| (name.into(), value.read())).collect()
    }
}

impl<'de: 'a, 'a, V: Deserialize<'de>> Deserialize<'de> for Named<'a, V> {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Named<'a, V>, D::Error> {
        from.deserialize_map(OfNames(PhantomData))
    }
}

struct OfNames<'a, V>(PhantomData<Named<'a, V>>);

impl<'de: 'a, 'a, V: Deserialize<'de>> Visitor<'de> for OfNames<'a, V> {
    type Value = Named<'a, V>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Named<'a, V>, A::Error> {
        let mut named = Vec::new();
        while let Some((name, value)) = map.next_entry::<Text<'a>, V>()? {
            if name.0.starts_with("x-") {
                return Err(A::Error::custom(CLOSER));
            }
            named.push((name, value));
        }
        Named::of(named).ok_or_else(|| A::Error::custom(CLOSER))
    }
}

/// The facts of the recording test.
#[derive(Default)]
struct WrittenRecording<'a> {
    reported_by: Option<Text<'a>>,
    facts: Named<'a, bool>,
    by_victim: Option<Named<'a, WrittenRecording<'a>>>,
}

impl<'a, T: From<Text<'a>> + Ord> Read<Recording<T>> for WrittenRecording<'a> {
    fn read(self) -> Recording<T> {
        Recording {
            reported_by: self.reported_by.read(),
            facts: self.facts.read(),
            by_victim: self.by_victim.unwrap_or_default().read(),
        }
    }
}

impl<'de: 'a, 'a> Deserialize<'de> for WrittenRecording<'a> {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<WrittenRecording<'a>, D::Error> {
        from.deserialize_map(OfRecording(PhantomData))
    }
}

struct OfRecording<'a>(PhantomData<WrittenRecording<'a>>);

impl<'de: 'a, 'a> Visitor<'de> for OfRecording<'a> {
    type Value = WrittenRecording<'a>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<WrittenRecording<'a>, A::Error> {
        let mut recording = WrittenRecording::default();
        let mut facts = Vec::new();
        while let Some(name) = map.next_key::<Text<'a>>()? {
            let plain = match &*name.0 {
                "reported_by" => recording.reported_by.replace(map.next_value()?).is_none(),
                "by_victim" => {
                    let own: Named<'a, WrittenRecording<'a>> = map.next_value()?;
                    // Of one victim there are no others.
                    let nested = own.0.iter().any(|(_, own)| own.names_victims());
                    recording.by_victim.replace(own).is_none() && !nested
                }
                other if other.starts_with("x-") || is_near_a_field(other) => false,
                _ => {
                    facts.push((name, map.next_value()?));
                    true
                }
            };
            if !plain {
                return Err(A::Error::custom(CLOSER));
            }
        }
        recording.facts = Named::of(facts).ok_or_else(|| A::Error::custom(CLOSER))?;
        Ok(recording)
    }
}

impl WrittenRecording<'_> {
    fn names_victims(&self) -> bool {
        self.by_victim.as_ref().is_some_and(|own| !own.0.is_empty())
    }
}

fn is_near_a_field(name: &str) -> bool {
    suggest::did_you_mean(name, ["reported_by", "by_victim"]).is_some()
}
