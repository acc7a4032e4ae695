//! The ids of people and incidents.

use crate::checked::Checked;

/// Returns the id of a person.
pub(crate) fn person(report: &Checked, number: usize) -> &str {
    report.people.get(number).map_or("", |person| &person.id)
}

pub(crate) fn people<'a, T: From<&'a str>>(report: &'a Checked, numbers: &[usize]) -> Vec<T> {
    numbers.iter().map(|n| person(report, *n).into()).collect()
}

/// Returns the ids of incidents; parts of one incident follow one another, and have one.
pub(crate) fn incidents<'a, C: FromIterator<&'a str>>(report: &'a Checked, numbers: &[usize]) -> C {
    let mut before = None;
    let incidents = numbers.iter().map(|n| report.incidents.get(*n));
    let ids = incidents.map(|incident| incident.map_or("", |incident| report.id(incident)));
    ids.filter(|id| before.replace(*id) != Some(*id)).collect()
}
