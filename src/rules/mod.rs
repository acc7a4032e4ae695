//! Rule files: from their text to a compiled edition.
//!
//! `syntax` knows text and places in it, and nothing of crime; `check` resolves names and refuses
//! what makes no sense; `compiled` is what an edition decides by.

pub(crate) mod check;
pub(crate) mod compiled;
pub(crate) mod shipped;
pub(crate) mod syntax;

pub use crate::words::diagnostic::{Diagnostic, Label, Problem, RuleErrors};
pub use crate::words::text::{Span, Text};
