//! Objects whose facts are flattened among their other fields.

use std::fmt;
use std::marker::PhantomData;

use serde::de::{Deserialize, Deserializer, Error, MapAccess, Visitor};

use super::{CLOSER, OfNames, Own, Text};
use crate::report::{OF_RECORDED_CRIME, OF_RECORDING, RecordedCrime, Recording};
use crate::words::nearest;

/// Whether a key is the caller's own, or may be a misspelt field.
fn is_no_fact(name: &str, fields: &[&str]) -> bool {
    name.starts_with("x-") || nearest::nearest(name, fields.iter().copied()).is_some()
}

impl<'de: 'a, 'a> Deserialize<'de> for Recording<Text<'a>> {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        from.deserialize_map(OfRecording(PhantomData))
    }
}

struct OfRecording<'a>(PhantomData<Text<'a>>);

impl<'de: 'a, 'a> Visitor<'de> for OfRecording<'a> {
    type Value = Recording<Text<'a>>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let mut recording = Recording::default();
        let mut by_victim = None;
        while let Some(name) = map.next_key::<Text<'a>>()? {
            let plain = match &*name.0 {
                "reported_by" => recording.reported_by.replace(map.next_value()?).is_none(),
                "by_victim" => {
                    let own = map.next_value_seed(OfNames(PhantomData))?;
                    by_victim.replace(own).is_none()
                }
                other if is_no_fact(other, &OF_RECORDING) => false,
                _ => recording.facts.insert(name, map.next_value()?).is_none(),
            };
            if !plain {
                return Err(A::Error::custom(CLOSER));
            }
        }
        recording.by_victim = by_victim.unwrap_or_default();
        // What is given for one victim cannot give anything for others.
        match recording.by_victim.values().any(|own| !own.by_victim.is_empty()) {
            true => Err(A::Error::custom(CLOSER)),
            false => Ok(recording),
        }
    }
}

impl<'de: 'a, 'a> Deserialize<'de> for RecordedCrime<Text<'a>> {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        from.deserialize_map(OfRecordedCrime(PhantomData))
    }
}

struct OfRecordedCrime<'a>(PhantomData<Text<'a>>);

impl<'de: 'a, 'a> Visitor<'de> for OfRecordedCrime<'a> {
    type Value = RecordedCrime<Text<'a>>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let mut crime = RecordedCrime::default();
        let (mut id, mut code, mut victim, mut last) = (None, None, None, None);
        let mut suspects = None;
        while let Some(name) = map.next_key::<Text<'a>>()? {
            let plain = match &*name.0 {
                "id" => id.replace(map.next_value()?).is_none(),
                "code" => code.replace(map.next_value()?).is_none(),
                "victim" => victim.replace(map.next_value()?).is_none(),
                "suspects" => suspects.replace(map.next_value()?).is_none(),
                "last_incident_on" => last.replace(map.next_value()?).is_none(),
                other if is_no_fact(other, &OF_RECORDED_CRIME) => false,
                _ => crime.facts.insert(name, map.next_value()?).is_none(),
            };
            if !plain {
                return Err(A::Error::custom(CLOSER));
            }
        }
        let (Some(id), Some(code), Some(victim), Some(last_incident_on)) = (id, code, victim, last)
        else {
            return Err(A::Error::custom(CLOSER));
        };
        let suspects = suspects.unwrap_or_default();
        Ok(RecordedCrime { id, code, victim, suspects, last_incident_on, ..crime })
    }
}

impl Own for Recording<Text<'_>> {
    type Own = Recording;

    fn own(self) -> Recording {
        Recording {
            reported_by: self.reported_by.own(),
            facts: self.facts.own(),
            by_victim: self.by_victim.own(),
        }
    }
}

impl Own for RecordedCrime<Text<'_>> {
    type Own = RecordedCrime;

    fn own(self) -> RecordedCrime {
        RecordedCrime {
            id: self.id.own(),
            code: self.code.own(),
            victim: self.victim.own(),
            suspects: self.suspects.own(),
            last_incident_on: self.last_incident_on.own(),
            facts: self.facts.own(),
        }
    }
}
