//! What is not known and matters: open questions, the cases that two editions tell apart, and why
//! an offence is not made out.

pub(crate) mod cases;
pub(crate) mod questions;
mod recorded_crimes;
pub(crate) mod tried;
mod unknown;
mod unknowns;
pub(crate) mod why_not;
pub(crate) mod wording;
