//! What the rules found, as data, and the words for it.

mod cautions;
mod decision;
mod follows;
pub(crate) mod reasons;
mod recorded_crime;
mod step;
mod stopped;
pub(crate) mod why;
pub(crate) mod wording;
pub(crate) mod working;
