//! The steps of deciding, one call each.

mod asked;
mod condition;
mod counting;
mod draft;
mod earlier;
mod facts;
mod follows;
mod given;
mod made_out;
mod node;
mod outcomes;
mod principal;
mod questions;
mod reasons;
mod recording;
mod review;
mod settled;
mod several;
mod split;
mod state;
mod steps;
mod told;
mod truth;
mod unknowns;
mod went;
mod why_not;
mod wording;

pub(crate) use asked::said;
#[cfg(feature = "show")]
pub(crate) use facts::some;
pub(crate) use outcomes::{conditions, outcomes};
pub(crate) use questions::open_questions;
pub(crate) use reasons::Decided;
pub(crate) use settled::{Settled, settle};
pub(crate) use split::{Mark, Said, cases};
#[cfg(feature = "show")]
pub(crate) use steps::order;
pub(crate) use why_not::why_not;
pub(crate) use wording::{Json, Wording};

use crate::report::Checked;

/// Returns the id of a person.
fn person(report: &Checked, number: usize) -> &str {
    report.people.get(number).map_or("", |person| &person.id)
}

fn people<'a, T: From<&'a str>>(report: &'a Checked, numbers: &[usize]) -> Vec<T> {
    numbers.iter().map(|n| person(report, *n).into()).collect()
}

/// Returns the ids of incidents.
fn incidents<'a, T: From<&'a str>>(report: &'a Checked, numbers: &[usize]) -> Vec<T> {
    let mut ids = Vec::with_capacity(numbers.len());
    let known = numbers.iter().filter_map(|n| report.incidents.get(*n));
    ids.extend(known.map(|incident| report.id(incident).into()));
    ids
}
