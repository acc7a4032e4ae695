//! What the setters of a report's parts do: an optional value is replaced, a list gets one more.

use std::collections::BTreeMap;

use super::Recording;
use crate::words::date::Date;
use crate::words::terms::Code;

/// Something that a setter gives a value to.
pub(super) trait Give<V> {
    fn give(&mut self, value: V);
}

macro_rules! replaced {
    ($($type:ty),*) => {$(
        impl Give<($type,)> for Option<$type> {
            fn give(&mut self, (value,): ($type,)) {
                *self = Some(value);
            }
        }
    )*};
}

replaced!(String, u64);

impl<T> Give<(T,)> for Vec<T> {
    fn give(&mut self, (value,): (T,)) {
        self.push(value);
    }
}

impl Give<(String,)> for Option<Vec<String>> {
    fn give(&mut self, (value,): (String,)) {
        self.get_or_insert_default().push(value);
    }
}

impl<V> Give<(String, V)> for BTreeMap<String, V> {
    fn give(&mut self, (name, value): (String, V)) {
        self.insert(name, value);
    }
}

impl Give<(Recording,)> for Recording {
    fn give(&mut self, (value,): (Recording,)) {
        *self = value;
    }
}

/// As a report gives it.
impl From<Date> for String {
    fn from(day: Date) -> String {
        day.to_string()
    }
}

/// As a report gives it.
impl From<Code> for String {
    fn from(code: Code) -> String {
        code.to_string()
    }
}
