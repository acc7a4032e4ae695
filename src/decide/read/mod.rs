//! What is known about a victim and an offender, and what conditions make of it.

pub(crate) mod condition;
pub(crate) mod facts;
pub(crate) mod ids;
pub(crate) mod truth;
