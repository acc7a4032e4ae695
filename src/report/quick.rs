//! The fast path from JSON text to a [`Report`] without mistakes. Anything unusual, including the
//! caller's own keys, is left to `read`, which says what is wrong and where; a test checks that
//! both read the same reports.

mod flattened;

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt;
use std::marker::PhantomData;

use serde::de::{Deserialize, DeserializeSeed, Deserializer, Error, MapAccess, Visitor};

use super::{FORMATS, Incident, Intervention, Pair, Person, RecordedCrime, Recording, Report};

/// Never shown: `read` says what is wrong.
const CLOSER: &str = "for a closer look";

/// Reads the report; `None` if it needs a closer look.
pub(super) fn report(text: &str) -> Option<Report<Text<'_>>> {
    serde_json::from_str(text).ok()
}

/// A string of the JSON, borrowed unless it contains escapes.
#[derive(Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Text<'a>(Cow<'a, str>);

impl AsRef<str> for Text<'_> {
    fn as_ref(&self) -> &str {
        &self.0
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

/// Implements reading for a type of the report: exactly its fields, each at most once and none
/// null.
macro_rules! written {
    ($($read:ident { $($(#[$how:meta])* $field:ident: $type:ty,)* })*) => {$(
        const _: () = {
            type Read<'a> = $read<Text<'a>>;

            #[derive(serde::Deserialize)]
            #[serde(remote = "Read", deny_unknown_fields, bound(deserialize = "'de: 'a"))]
            struct Written<'a> {
                $($(#[$how])* $field: $type,)*
            }

            impl<'de: 'a, 'a> Deserialize<'de> for $read<Text<'a>> {
                fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
                    Written::deserialize(OnlyObject(from))
                }
            }
        };

        impl Own for $read<Text<'_>> {
            type Own = $read;

            fn own(self) -> $read {
                $read { $($field: self.$field.own(),)* }
            }
        }
    )*};
}

written! {
    Report {
        #[serde(default, deserialize_with = "format")]
        format: Option<u64>,
        reference: Text<'a>,
        reported_on: Text<'a>,
        #[serde(default)]
        people: Vec<Person<Text<'a>>>,
        #[serde(default)]
        pairs: Vec<Pair<Text<'a>>>,
        incidents: Vec<Incident<Text<'a>>>,
        #[serde(default)]
        recorded_crimes: Vec<RecordedCrime<Text<'a>>>,
        #[serde(default)]
        interventions: Vec<Intervention<Text<'a>>>,
        #[serde(default)]
        recording: Recording<Text<'a>>,
    }

    Person {
        id: Text<'a>,
        #[serde(default, deserialize_with = "not_null")]
        age: Option<u64>,
        #[serde(default, deserialize_with = "not_null")]
        born: Option<Text<'a>>,
        #[serde(default, deserialize_with = "named")]
        facts: BTreeMap<Text<'a>, Option<bool>>,
    }

    Pair {
        victim: Text<'a>,
        suspect: Text<'a>,
        #[serde(default, deserialize_with = "not_null")]
        relationship: Option<Text<'a>>,
        #[serde(default, deserialize_with = "named")]
        facts: BTreeMap<Text<'a>, Option<bool>>,
    }

    Incident {
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
        #[serde(default, deserialize_with = "named")]
        facts: BTreeMap<Text<'a>, Option<bool>>,
    }

    Intervention {
        on: Text<'a>,
        victim: Text<'a>,
        suspect: Text<'a>,
        kind: Text<'a>,
        #[serde(default, rename = "for", deserialize_with = "not_null")]
        concerns: Option<Text<'a>>,
    }
}

/// Accepts only an object: derived implementations would also read a list, field by field.
struct OnlyObject<D>(D);

impl<'de, D: Deserializer<'de>> Deserializer<'de> for OnlyObject<D> {
    type Error = D::Error;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, D::Error> {
        self.0.deserialize_map(visitor)
    }

    serde::forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf option
        unit unit_struct newtype_struct seq tuple tuple_struct map struct enum identifier
        ignored_any
    }
}

/// Reads a field that may be absent but not null.
fn not_null<'de, D: Deserializer<'de>, T: Deserialize<'de>>(
    from: D,
) -> Result<Option<T>, D::Error> {
    T::deserialize(from).map(Some)
}

/// Reads a format that this version supports.
fn format<'de, D: Deserializer<'de>>(from: D) -> Result<Option<u64>, D::Error> {
    let format = u64::deserialize(from)?;
    match FORMATS.contains(&format) {
        true => Ok(Some(format)),
        false => Err(D::Error::custom(CLOSER)),
    }
}

/// Reads an object whose keys are unique and not the caller's own.
fn named<'de: 'a, 'a, D: Deserializer<'de>, V: Deserialize<'de>>(
    from: D,
) -> Result<BTreeMap<Text<'a>, V>, D::Error> {
    OfNames(PhantomData).deserialize(from)
}

struct OfNames<'a, V>(PhantomData<BTreeMap<Text<'a>, V>>);

impl<'de: 'a, 'a, V: Deserialize<'de>> DeserializeSeed<'de> for OfNames<'a, V> {
    type Value = BTreeMap<Text<'a>, V>;

    fn deserialize<D: Deserializer<'de>>(self, from: D) -> Result<Self::Value, D::Error> {
        from.deserialize_map(self)
    }
}

impl<'de: 'a, 'a, V: Deserialize<'de>> Visitor<'de> for OfNames<'a, V> {
    type Value = BTreeMap<Text<'a>, V>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let mut named = BTreeMap::new();
        while let Some((name, value)) = map.next_entry::<Text<'a>, V>()? {
            let own = name.0.starts_with("x-");
            if own || named.insert(name, value).is_some() {
                return Err(A::Error::custom(CLOSER));
            }
        }
        Ok(named)
    }
}

/// Conversion to a type that owns its strings instead of borrowing them from the JSON.
pub(super) trait Own {
    type Own;

    fn own(self) -> Self::Own;
}

impl Own for Text<'_> {
    type Own = String;

    fn own(self) -> String {
        self.0.into_owned()
    }
}

impl<T: Own> Own for Option<T> {
    type Own = Option<T::Own>;

    fn own(self) -> Self::Own {
        self.map(T::own)
    }
}

impl<T: Own> Own for Vec<T> {
    type Own = Vec<T::Own>;

    fn own(self) -> Self::Own {
        self.into_iter().map(T::own).collect()
    }
}

impl<V: Own> Own for BTreeMap<Text<'_>, V> {
    type Own = BTreeMap<String, V::Own>;

    fn own(self) -> Self::Own {
        self.into_iter().map(|(name, value)| (name.own(), value.own())).collect()
    }
}

macro_rules! as_it_is {
    ($($type:ty),*) => {$(
        impl Own for $type {
            type Own = $type;

            fn own(self) -> $type {
                self
            }
        }
    )*};
}

as_it_is!(bool, u64);
