//! The ids of people and incidents.

use crate::checked::Checked;

/// Returns the id of a person.
pub(crate) fn person(report: &Checked, number: usize) -> &str {
    report.people.get(number).map_or("", |person| &person.id)
}

pub(crate) fn people<'a, T: From<&'a str>>(report: &'a Checked, numbers: &[usize]) -> Vec<T> {
    numbers.iter().map(|n| person(report, *n).into()).collect()
}

/// Returns the ids of incidents.
pub(crate) fn incidents<'a, T: From<&'a str>>(report: &'a Checked, numbers: &[usize]) -> Vec<T> {
    let mut ids = Vec::with_capacity(numbers.len());
    let known = numbers.iter().filter_map(|n| report.incidents.get(*n));
    ids.extend(known.map(|incident| report.id(incident).into()));
    ids
}
