//! The macro behind the table of a report's fields.

/// Makes the parts of a report from a table of their fields: the public types, what builds them in
/// code, and both ways in which they are read.
///
/// A part names the fields that `new` takes. A row gives a field, its type, whether the JSON must
/// have it, its name there and, after `=>`, what sets it in code. A row without a name in the JSON
/// takes every key that is no other field's.
macro_rules! parts {
    ($(
        $(#[$of_part:meta])*
        $part:ident($($new:ident),*) {$(
            $(#[$of_field:meta])*
            $field:ident: $type:ty $(= $how:ident $json:literal)?
                $(=> $set:ident($($arg:ident: $given:ty),+))?,
        )*}
    )*) => {$(
        #[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
        #[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
        $(#[$of_part])*
        #[non_exhaustive]
        pub struct $part {$(
            $(#[$of_field])*
            $(#[serde(rename = $json)])?
            pub $field: $type,
        )*}

        impl $part {
            /// The names of its fields in the JSON.
            pub(crate) const FIELDS: &'static [&'static str] = &[$($($json,)?)*];

            /// Creates one with these fields and no others.
            pub fn new($($new: impl Into<String>),*) -> Self {
                Self { $($new: $new.into(),)* ..Self::default() }
            }

            $($(
                #[doc = concat!("Sets [`", stringify!($field), "`](field@Self::", stringify!($field), "), ")]
                #[doc = "or adds to it if it is a list or a map."]
                pub fn $set(mut self, $($arg: $given),+) -> Self {
                    self.$field.give(($($arg.into(),)+));
                    self
                }
            )?)*
        }

        impl Value for $part {
            fn careful(json: Json, path: &str, errors: &mut ReportErrors) -> Option<Self> {
                let mut fields = Fields::of(json, path, Self::FIELDS, errors)?;
                let part = Self { $($field: careful!(fields $($how $json)?),)* };
                fields.no_others();
                Some(part)
            }

            fn quick<'de, D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
                struct OfFields;

                impl<'de> Visitor<'de> for OfFields {
                    type Value = $part;

                    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                        f.write_str("an object")
                    }

                    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<$part, A::Error> {
                        $($(unread!($field: $type, $json);)?)*
                        let mut others = BTreeMap::new();
                        while let Some(name) = map.next_key::<&str>()? {
                            match name {
                                $($($json => quick::once(&mut $field, &mut map)?,)?)*
                                _ => quick::other(name, $part::FIELDS, &mut others, &mut map)?,
                            }
                        }
                        let part = $part { $($field: quick!($field others $($how)?),)* };
                        if others.is_empty() { Ok(part) } else { Err(quick::closer()) }
                    }
                }

                from.deserialize_map(OfFields)
            }
        }
    )*};
}

/// Reads one field carefully.
macro_rules! careful {
    ($fields:ident $how:ident $json:literal) => {
        $fields.$how($json)
    };
    ($fields:ident) => {
        $fields.others()
    };
}

/// Nothing read yet of a field that has a name of its own.
macro_rules! unread {
    ($field:ident: $type:ty, $json:literal) => {
        let mut $field: Option<$type> = None;
    };
}

/// What was read of one field quickly.
macro_rules! quick {
    ($field:ident $others:ident required) => {
        $field.ok_or_else(quick::closer)?
    };
    ($field:ident $others:ident stated) => {
        $field.ok_or_else(quick::closer)?
    };
    ($field:ident $others:ident $optional:ident) => {
        $field.unwrap_or_default()
    };
    ($field:ident $others:ident) => {
        std::mem::take(&mut $others)
    };
}
