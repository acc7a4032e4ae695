//! A decision while it is told, with texts by reference: written as JSON, it never becomes strings.

use serde::{Serialize, Serializer};
use smallvec::SmallVec;

use super::{Code, Sources};
use crate::words::fixed::Written;

/// Declares a part of a decision in two forms, from one list of fields: as callers get it, and as
/// it is told. After `=>` stands the type that a field has while it is told, if it is another. Both
/// forms are written as the same JSON.
macro_rules! part {
    (
        $(#[$about:meta])*
        pub struct $name:ident as $told:ident<$a:lifetime $(, $text:ident)?> { $($fields:tt)* }
    ) => {
        part! { @ told [] [] [] { $($fields)* } [ $(#[$about])* $name $told $a $($text)? ] }
    };
    (
        @ $value:ident [$($plain:tt)*] [$($told:tt)*] [$($into:tt)*]
        { $(#[$about:meta])* pub $field:ident: $type:ty => $other:ty, $($rest:tt)* } $head:tt
    ) => {
        part! {
            @ $value
            [$($plain)* $(#[$about])* pub $field: $type,]
            [$($told)* $(#[$about])* pub(crate) $field: $other,]
            [$($into)* $field: $crate::decision::told::Plain::plain($value.$field),]
            { $($rest)* } $head
        }
    };
    (
        @ $value:ident [$($plain:tt)*] [$($told:tt)*] [$($into:tt)*]
        { $(#[$about:meta])* pub $field:ident: $type:ty, $($rest:tt)* } $head:tt
    ) => {
        part! {
            @ $value
            [$($plain)* $(#[$about])* pub $field: $type,]
            [$($told)* $(#[$about])* pub(crate) $field: $type,]
            [$($into)* $field: $value.$field,]
            { $($rest)* } $head
        }
    };
    (
        @ $value:ident [$($plain:tt)*] [$($told:tt)*] [$($into:tt)*] {}
        [ $(#[$about:meta])* $name:ident $told_name:ident $a:lifetime $($text:ident)? ]
    ) => {
        $(#[$about])*
        #[derive(Debug, Clone, Serialize, Deserialize)]
        #[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
        #[non_exhaustive]
        pub struct $name { $($plain)* }

        $(#[$about])*
        #[derive(Serialize)]
        pub(crate) struct $told_name<$a $(, $text)?> { $($told)* }

        impl<$a $(, $text: $crate::decision::told::Plain<String>)?>
            $crate::decision::told::Plain<$name> for $told_name<$a $(, $text)?>
        {
            fn plain(self) -> $name {
                let $value = self;
                $name { $($into)* }
            }
        }
    };
}

/// Becomes what callers get.
pub(crate) trait Plain<P> {
    fn plain(self) -> P;
}

impl Plain<String> for &str {
    fn plain(self) -> String {
        self.to_owned()
    }
}

impl Plain<Code> for Code {
    fn plain(self) -> Code {
        self
    }
}

impl Plain<Sources> for Written<'_, Sources> {
    fn plain(self) -> Sources {
        Sources::clone(self.value())
    }
}

impl<T: Plain<P>, P> Plain<Option<P>> for Option<T> {
    fn plain(self) -> Option<P> {
        self.map(T::plain)
    }
}

impl<T: Plain<P>, P> Plain<Vec<P>> for Vec<T> {
    fn plain(self) -> Vec<P> {
        self.into_iter().map(T::plain).collect()
    }
}

impl<T: Plain<P>, P> Plain<Vec<P>> for Few<T> {
    fn plain(self) -> Vec<P> {
        self.0.into_iter().map(T::plain).collect()
    }
}

/// A list that is usually short.
#[derive(PartialEq, Eq)]
pub(crate) struct Few<T>(pub(crate) SmallVec<[T; 4]>);

impl<T> std::ops::Deref for Few<T> {
    type Target = [T];

    fn deref(&self) -> &[T] {
        &self.0
    }
}

impl<T> FromIterator<T> for Few<T> {
    fn from_iter<I: IntoIterator<Item = T>>(items: I) -> Few<T> {
        Few(items.into_iter().collect())
    }
}

impl<T: Serialize> Serialize for Few<T> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_seq(self.iter())
    }
}
