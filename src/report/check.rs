//! Checks a report against the vocabulary and the list of offences: names become numbers, texts
//! become dates, and every mistake is collected.

use std::collections::{BTreeMap, BTreeSet};

use smallvec::SmallVec;

use super::facts::facts;
use super::history::{self, Intervention, RecordedCrime, Recording};
use super::in_time::in_time;
use super::incident::incident;
use super::named::{Incident, Named};
use super::problem::shown;
use super::{
    FORMATS, Pair as WrittenPair, Report, ReportErrors, ReportProblem as Problem,
    ReportProblemCode as Wrong,
};
use crate::rules::compiled::Names;
use crate::rules::compiled::answers::Answers;
use crate::rules::compiled::law::{About, Law};
use crate::words::date::Date;
use crate::words::nearest;

/// A report that can be decided. People are numbered in the order of their ids, and incidents are
/// sorted by first day and id, whatever their order in the report.
#[derive(Debug, Clone)]
pub(crate) struct Checked {
    pub(crate) reported_on: Date,
    pub(crate) people: Vec<Person>,
    pub(crate) pairs: BTreeMap<(usize, usize), Pair>,
    pub(crate) incidents: Vec<Incident>,
    pub(crate) named: Named,
    pub(crate) recorded_crimes: Vec<RecordedCrime>,
    pub(crate) interventions: Vec<Intervention>,
    pub(crate) recording: Recording,
    /// The facts of the recording test for victims who have some of their own.
    pub(crate) recording_by_victim: BTreeMap<usize, Recording>,
}

#[derive(Debug, Clone)]
pub(crate) struct Person {
    pub(crate) id: String,
    pub(crate) age: Option<u16>,
    pub(crate) born: Option<Date>,
    pub(crate) facts: Answers,
}

impl Person {
    /// The age on that day if the date of birth is known, else the age given.
    pub(crate) fn age_on(&self, day: Date) -> Option<u16> {
        self.born.map(|born| born.age_on(day)).or(self.age)
    }
}

#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Pair {
    pub(crate) relationship: Option<usize>,
    pub(crate) facts: Answers,
    /// Whether the suspect is outside the group of those named with them.
    pub(crate) independent: bool,
}

/// A list of numbers, usually one or two; no larger than a `Vec`.
pub(crate) type Few = SmallVec<[usize; 2]>;

/// The ids of all people, sorted and without duplicates.
pub(super) struct Ids<'r>(SmallVec<[&'r str; 16]>);

impl Ids<'_> {
    pub(super) fn all(&self) -> impl Iterator<Item = &str> {
        self.0.iter().copied()
    }

    pub(super) fn number(&self, id: &str) -> Option<usize> {
        self.0.binary_search_by(|known| (*known).cmp(id)).ok()
    }

    pub(super) fn numbers<T: AsRef<str>>(&self, ids: &[T]) -> Few {
        let mut numbers: Few = ids.iter().filter_map(|id| self.number(id.as_ref())).collect();
        numbers.sort_unstable();
        numbers.dedup();
        numbers
    }
}

/// The ids seen so far; `None` if the list has no duplicates.
struct Known<'r>(Option<BTreeSet<&'r str>>);

impl<'r> Known<'r> {
    fn of(ids: impl Iterator<Item = &'r str>) -> Known<'r> {
        let mut ids: SmallVec<[&str; 8]> = ids.collect();
        ids.sort_unstable();
        let twice = ids.windows(2).any(|two| matches!(two, [one, other] if one == other));
        Known(twice.then(BTreeSet::new))
    }

    fn again(&mut self, id: &'r str) -> bool {
        self.0.as_mut().is_some_and(|known| !known.insert(id))
    }
}

pub(crate) fn check<T: AsRef<str>>(report: &Report<T>, law: &Law) -> Result<Checked, ReportErrors> {
    let mut errors = ReportErrors::default();
    errors.problems.extend(report.format.and_then(format_not_read));
    let field = || "reported_on".to_owned();
    // If the day of the report is unknown, no date is too late.
    let reported_on = date(report.reported_on.as_ref(), &field, None, &mut errors);
    let ids = ids(report);
    let people = people(report, &ids, law, reported_on, &mut errors);
    let pairs = pairs(report, &ids, law, &mut errors);
    let recorded_crimes = history::recorded_crimes(report, &ids, law, reported_on, &mut errors);
    let interventions = history::interventions(report, &ids, law, reported_on, &mut errors);
    let (recording, recording_by_victim) = history::recording(report, &ids, law, &mut errors);
    let mut incidents = Vec::with_capacity(report.incidents.len());
    let mut named = Named::of(report.incidents.len());
    let mut known = Known::of(report.incidents.iter().map(|incident| incident.id.as_ref()));
    for (n, written) in report.incidents.iter().enumerate() {
        if known.again(written.id.as_ref()) {
            let (field, id) = (format!("incidents[{n}].id"), written.id.as_ref());
            errors.add(twice(field, id, format!("there are two incidents `{}`", shown(id))));
        }
        let field = || format!("incidents[{n}]");
        let checked = incident(written, &field, &ids, law, reported_on, &mut named, &mut errors);
        if let Some(incident) = &checked {
            history::no_entry_spans(incident, &named, &field, &interventions, law, &mut errors);
        }
        incidents.extend(checked);
    }
    in_time(&mut incidents, &named);
    match reported_on.filter(|_| errors.problems.is_empty()) {
        Some(reported_on) => Ok(Checked {
            reported_on,
            people,
            pairs,
            incidents,
            named,
            recorded_crimes,
            interventions,
            recording,
            recording_by_victim,
        }),
        None => Err(errors.of_report(report)),
    }
}

/// The problem with a format, or `None` if this version reads it.
pub(super) fn format_not_read(format: u64) -> Option<Problem> {
    if FORMATS.contains(&format) {
        return None;
    }
    let message = format!("there is no format {format}");
    let read = FORMATS.map(|format| format.to_string()).join(" and ");
    let problem = Problem::new(Wrong::UnknownFormat, "format", message).value(format.to_string());
    Some(problem.help(format!("this version reads the formats {read}")))
}

/// The problem that something with an id, or a pair, is listed twice.
pub(super) fn twice(field: String, id: &str, message: String) -> Problem {
    Problem::new(Wrong::ListedTwice, field, message).value(id)
}

fn ids<T: AsRef<str>>(report: &Report<T>) -> Ids<'_> {
    let mut ids: SmallVec<[&str; 16]> = SmallVec::new();
    // Usually the same few ids recur from incident to incident.
    let mut add = |id| {
        if !ids.iter().rev().take(4).any(|known| *known == id) {
            ids.push(id);
        }
    };
    for incident in &report.incidents {
        incident.victims.iter().chain(&incident.suspects).for_each(|id| add(id.as_ref()));
    }
    for pair in &report.pairs {
        [&pair.victim, &pair.suspect].into_iter().for_each(|id| add(id.as_ref()));
    }
    report.people.iter().for_each(|person| add(person.id.as_ref()));
    for crime in &report.recorded_crimes {
        crime.suspects.iter().chain([&crime.victim]).for_each(|id| add(id.as_ref()));
    }
    for intervention in &report.interventions {
        [&intervention.victim, &intervention.suspect].into_iter().for_each(|id| add(id.as_ref()));
    }
    ids.sort_unstable();
    ids.dedup();
    Ids(ids)
}

pub(super) fn date(
    text: &str,
    field: &dyn Fn() -> String,
    latest: Option<Date>,
    errors: &mut ReportErrors,
) -> Option<Date> {
    match text.parse::<Date>() {
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

fn people<T: AsRef<str>>(
    report: &Report<T>,
    ids: &Ids<'_>,
    law: &Law,
    today: Option<Date>,
    errors: &mut ReportErrors,
) -> Vec<Person> {
    let blank = |id: &&str| {
        let (id, facts) = ((*id).to_owned(), Answers::default());
        Person { id, age: None, born: None, facts }
    };
    let mut people: Vec<Person> = ids.0.iter().map(blank).collect();
    let mut known = Known::of(report.people.iter().map(|person| person.id.as_ref()));
    for (n, written) in report.people.iter().enumerate() {
        let field = |name: &str| format!("people[{n}].{name}");
        let id = written.id.as_ref();
        if known.again(id) {
            errors.add(twice(field("id"), id, format!("`{}` is listed twice", shown(id))));
        }
        let age = written.age.and_then(|age| u16::try_from(age).ok().filter(|age| *age <= 130));
        if let Some(wrong) = written.age.filter(|_| age.is_none()) {
            let message = format!("{wrong} is not an age: write full years, up to 130");
            let problem = Problem::new(Wrong::OutOfRange, field("age"), message);
            errors.add(problem.value(wrong.to_string()));
        }
        let born = written.born.as_ref().map(AsRef::as_ref);
        let born = born.and_then(|day| date(day, &|| field("born"), today, errors));
        let facts = facts(&written.facts, About::Person, &|| field("facts"), law, errors);
        if let Some(person) = ids.number(id).and_then(|n| people.get_mut(n)) {
            person.age = age;
            person.born = born;
            person.facts = facts;
        }
    }
    people
}

fn pairs<T: AsRef<str>>(
    report: &Report<T>,
    ids: &Ids<'_>,
    law: &Law,
    errors: &mut ReportErrors,
) -> BTreeMap<(usize, usize), Pair> {
    let mut pairs = BTreeMap::new();
    for (n, written) in report.pairs.iter().enumerate() {
        let field = || format!("pairs[{n}]");
        let pair = pair(written, &field, law, errors);
        let (victim_id, suspect_id) = (written.victim.as_ref(), written.suspect.as_ref());
        let (Some(victim), Some(suspect)) = (ids.number(victim_id), ids.number(suspect_id)) else {
            continue;
        };
        if victim == suspect {
            let message = format!("`{}` is victim and suspect of one pair", shown(victim_id));
            errors.add(Problem::new(Wrong::VictimIsSuspect, field(), message).value(victim_id));
        }
        if pairs.insert((victim, suspect), pair).is_some() {
            let (victim, suspect) = (shown(victim_id), shown(suspect_id));
            let message = format!("the pair of `{victim}` and `{suspect}` is listed twice");
            errors.add(Problem::new(Wrong::ListedTwice, field(), message));
        }
    }
    pairs
}

fn pair<T: AsRef<str>>(
    written: &WrittenPair<T>,
    field: &dyn Fn() -> String,
    law: &Law,
    errors: &mut ReportErrors,
) -> Pair {
    let of_facts = || format!("{}.facts", field());
    let facts = facts(&written.facts, About::Pair, &of_facts, law, errors);
    let known = &law.names.relationships;
    let field = || format!("{}.relationship", field());
    let relationship = written.relationship.as_ref().map(AsRef::as_ref);
    let relationship =
        relationship.and_then(|name| number(name, "relationship", known, &field, errors));
    let independent = law.parts_group.iter().any(|fact| facts.get(*fact) == Some(true));
    Pair { relationship, facts, independent }
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
        errors.add(problem.nearest_or(nearest::nearest(name, known.iter()), all));
    }
    found
}
