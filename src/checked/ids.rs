//! The ids, names and days that a report gives, and the numbers and dates they stand for.

use smallvec::SmallVec;

use crate::report::{
    Report, ReportErrors, ReportProblem as Problem, ReportProblemCode as Wrong, shown,
};
use crate::rules::compiled::Names;
use crate::words::date::Date;
use crate::words::nearest;

/// A list of numbers, usually one or two; no larger than a `Vec`.
pub(crate) type Few = SmallVec<[usize; 2]>;

/// The ids of all people, sorted and without duplicates.
pub(super) struct Ids<'r>(SmallVec<[&'r str; 16]>);

impl Ids<'_> {
    pub(super) fn all(&self) -> impl Iterator<Item = &str> {
        self.0.iter().copied()
    }

    pub(super) fn as_slice(&self) -> &[&str] {
        &self.0
    }

    pub(super) fn number(&self, id: &str) -> Option<usize> {
        self.0.binary_search_by(|known| (*known).cmp(id)).ok()
    }

    pub(super) fn numbers(&self, ids: &[String]) -> Few {
        let mut numbers: Few = ids.iter().filter_map(|id| self.number(id)).collect();
        numbers.sort_unstable();
        numbers.dedup();
        numbers
    }
}

impl<'r> Ids<'r> {
    /// Collects the ids of everybody whom the report names.
    pub(super) fn of(report: &'r Report) -> Ids<'r> {
        let mut ids: SmallVec<[&str; 16]> = SmallVec::new();
        // Usually the same few ids recur from incident to incident.
        let mut add = |id| {
            if !ids.iter().rev().take(4).any(|known| *known == id) {
                ids.push(id);
            }
        };
        for incident in &report.incidents {
            incident.victims.iter().chain(&incident.suspects).for_each(|id| add(id));
        }
        for pair in &report.pairs {
            [&pair.victim, &pair.suspect].into_iter().for_each(|id| add(id));
        }
        report.people.iter().for_each(|person| add(&person.id));
        for crime in &report.recorded_crimes {
            crime.suspects.iter().chain(&crime.victim).for_each(|id| add(id));
        }
        for intervention in &report.interventions {
            [&intervention.victim, &intervention.suspect].into_iter().for_each(|id| add(id));
        }
        ids.sort_unstable();
        ids.dedup();
        Ids(ids)
    }
}

/// The problem that something with an id, or a pair, is listed twice.
pub(super) fn twice(field: String, id: &str, message: String) -> Problem {
    Problem::new(Wrong::ListedTwice, field, message).value(id)
}

pub(super) fn date(
    text: &str,
    field: &dyn Fn() -> String,
    latest: Option<Date>,
    errors: &mut ReportErrors,
) -> Option<Date> {
    match text.parse::<Date>() {
        Ok(day) if day < Date::EARLIEST => {
            let message = format!("{day} is before {}", Date::EARLIEST);
            errors.add(Problem::new(Wrong::OutOfRange, field(), message).value(text));
            None
        }
        Ok(day) => match latest.filter(|latest| day > *latest) {
            Some(latest) => {
                let message = format!("{day} is after the day of the report, {latest}");
                errors.add(Problem::new(Wrong::AfterReport, field(), message).value(text));
                None
            }
            None => Some(day),
        },
        Err(error) => {
            errors.add(Problem::new(Wrong::NotADate, field(), error.to_string()).value(text));
            None
        }
    }
}

/// Looks up the number of a name in the vocabulary.
pub(super) fn number(
    name: &str,
    what: &str,
    known: &Names,
    field: &dyn Fn() -> String,
    errors: &mut ReportErrors,
) -> Option<usize> {
    let found = known.number(name);
    if found.is_none() {
        let all = || Some(format!("there are: {}", known.iter().collect::<Vec<_>>().join(", ")));
        let message = format!("there is no {what} `{}`", shown(name));
        let problem = Problem::new(Wrong::UnknownName, field(), message).value(name);
        let near = known.called(name).or_else(|| nearest::nearest(name, known.iter()));
        errors.add(problem.nearest_or(near, all));
    }
    found
}
