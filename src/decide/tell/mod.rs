//! What the rules found, as data, and the words for it.

mod cautions;
pub(crate) mod decision;
mod follows;
mod offences;
mod reasons;
mod recorded_crime;
mod step;
mod stopped;
pub(crate) mod why;
mod wording;
pub(crate) mod working;
