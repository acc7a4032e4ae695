//! The words that everything else is said in: texts, dates, codes and the terms of the law.

pub(crate) mod date;
pub(crate) mod diagnostic;
pub(crate) mod fixed;
pub(crate) mod nearest;
pub(crate) mod terms;
pub(crate) mod text;

pub use date::{Date, NotADate};
pub use terms::{Basis, Code, NotACode, Sentence, Standing, Trial};
