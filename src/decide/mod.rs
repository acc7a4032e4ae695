//! The steps of deciding, one call each.

mod condition;
mod counting;
mod draft;
mod earlier;
mod facts;
mod made_out;
mod node;
mod outcomes;
mod principal;
mod questions;
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

#[cfg(feature = "show")]
pub(crate) use facts::some;
pub(crate) use outcomes::{conditions, outcomes};
pub(crate) use questions::open_questions;
pub(crate) use settled::{Settled, settle};
pub(crate) use split::{Answer, Mark, cases};
#[cfg(feature = "show")]
pub(crate) use steps::order;
pub(crate) use why_not::why_not;

use crate::report::Checked;

fn person(report: &Checked, number: usize) -> String {
    report.people.get(number).map(|person| person.id.clone()).unwrap_or_default()
}

fn people(report: &Checked, numbers: &[usize]) -> Vec<String> {
    numbers.iter().map(|n| person(report, *n)).collect()
}

fn incidents(report: &Checked, numbers: &[usize]) -> Vec<String> {
    let ids = numbers.iter().filter_map(|n| report.incidents.get(*n));
    ids.map(|incident| incident.id.clone()).collect()
}
