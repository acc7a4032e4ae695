//! A report against the vocabulary and the list of offences: every name becomes a number,
//! every date a date, and everything that is wrong is said at once.

use std::collections::{BTreeMap, BTreeSet};

use smallvec::SmallVec;

use super::history::{self, Intervention, RecordedCrime, Recording};
use super::in_time::in_time;
use super::incident::incident;
use super::named::{Incident, Named};
use super::read::shown;
use super::{Pair as WrittenPair, Report, ReportErrors};
use crate::answers::Answers;
use crate::date::Date;
use crate::edition::Names;
use crate::edition::law::Law;
use crate::suggest;

/// A report that the rules can be read against. People are numbered in the order of their
/// ids, and incidents stand by first day and id, whatever the order of the report.
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
    /// Facts of the recording test that are another victim's than the report's.
    pub(crate) recording_by_victim: BTreeMap<usize, Recording>,
}

#[derive(Debug, Clone)]
pub(crate) struct Person {
    pub(crate) id: String,
    pub(crate) age: Option<u16>,
    pub(crate) born: Option<Date>,
}

impl Person {
    /// The age of somebody whose day of birth is known on that day, else the age given.
    pub(crate) fn age_on(&self, day: Date) -> Option<u16> {
        self.born.map(|born| born.age_on(day)).or(self.age)
    }
}

#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Pair {
    pub(crate) relationship: Option<usize>,
    pub(crate) facts: Answers,
    /// Whether the suspect stands outside the group of those named with them.
    pub(crate) independent: bool,
}

/// One or two numbers, mostly; no longer than a list.
pub(crate) type Few = SmallVec<[usize; 2]>;

/// The names of the people, before their facts are known.
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

/// The ids met so far, if any comes twice.
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
    let reported_on = report.day()?;
    let mut errors = ReportErrors::default();
    let ids = ids(report);
    let people = people(report, &ids, reported_on, &mut errors);
    let pairs = pairs(report, &ids, law, &mut errors);
    let recorded_crimes = history::recorded_crimes(report, &ids, law, reported_on, &mut errors);
    let interventions = history::interventions(report, &ids, law, reported_on, &mut errors);
    let (recording, recording_by_victim) = history::recording(report, &ids, law, &mut errors);
    let mut incidents = Vec::with_capacity(report.incidents.len());
    let mut named = Named::of(report.incidents.len());
    let mut known = Known::of(report.incidents.iter().map(|incident| incident.id.as_ref()));
    for (n, written) in report.incidents.iter().enumerate() {
        if known.again(written.id.as_ref()) {
            let field = format!("incidents[{n}].id");
            errors.add(field, format!("there are two incidents `{}`", written.id.as_ref()));
        }
        let field = || format!("incidents[{n}]");
        let checked = incident(written, &field, &ids, law, reported_on, &mut named, &mut errors);
        if let Some(incident) = &checked {
            history::no_entry_spans(incident, &named, &field, &interventions, law, &mut errors);
        }
        incidents.extend(checked);
    }
    in_time(&mut incidents, &named);
    match errors.problems.is_empty() {
        true => Ok(Checked {
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
        false => Err(errors),
    }
}

fn ids<T: AsRef<str>>(report: &Report<T>) -> Ids<'_> {
    let mut ids: SmallVec<[&str; 16]> = SmallVec::new();
    // Mostly it is the same few in one incident after another.
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
    latest: Date,
    errors: &mut ReportErrors,
) -> Option<Date> {
    match text.parse::<Date>() {
        Ok(day) if day > latest => {
            errors.add(field(), format!("{day} is after the day of the report, {latest}"));
            None
        }
        Ok(day) => Some(day),
        Err(error) => {
            errors.add(field(), error.to_string());
            None
        }
    }
}

fn people<T: AsRef<str>>(
    report: &Report<T>,
    ids: &Ids<'_>,
    today: Date,
    errors: &mut ReportErrors,
) -> Vec<Person> {
    let blank = |id: &&str| Person { id: (*id).to_owned(), age: None, born: None };
    let mut people: Vec<Person> = ids.0.iter().map(blank).collect();
    let mut known = Known::of(report.people.iter().map(|person| person.id.as_ref()));
    for (n, written) in report.people.iter().enumerate() {
        let field = |name: &str| format!("people[{n}].{name}");
        let id = written.id.as_ref();
        if known.again(id) {
            errors.add(field("id"), format!("`{id}` is listed twice"));
        }
        let age = written.age.and_then(|age| u16::try_from(age).ok().filter(|age| *age <= 130));
        if let Some(wrong) = written.age.filter(|_| age.is_none()) {
            errors.add(field("age"), format!("{wrong} is not an age: write full years, up to 130"));
        }
        let born = written.born.as_ref().map(AsRef::as_ref);
        let born = born.and_then(|day| date(day, &|| field("born"), today, errors));
        if let Some(person) = ids.number(id).and_then(|n| people.get_mut(n)) {
            person.age = age;
            person.born = born;
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
            errors.add(field(), format!("`{victim_id}` is victim and suspect of one pair"));
        }
        if pairs.insert((victim, suspect), pair).is_some() {
            let message = format!("the pair of `{victim_id}` and `{suspect_id}` is listed twice");
            errors.add(field(), message);
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
    let mut facts = Answers::default();
    for (name, value) in &written.facts {
        let name = name.as_ref();
        let field = || format!("{}.facts.{}", field(), shown(name));
        if let Some(fact) = number(name, "fact", &law.names.pair, &field, errors) {
            facts.set(fact, *value);
        }
    }
    let known = &law.names.relationships;
    let field = || format!("{}.relationship", field());
    let relationship = written.relationship.as_ref().map(AsRef::as_ref);
    let relationship =
        relationship.and_then(|name| number(name, "relationship", known, &field, errors));
    let independent = law.parts_group.iter().any(|fact| facts.get(*fact) == Some(true));
    Pair { relationship, facts, independent }
}

/// The number of a name of the vocabulary.
pub(super) fn number(
    name: &str,
    what: &str,
    known: &Names,
    field: &dyn Fn() -> String,
    errors: &mut ReportErrors,
) -> Option<usize> {
    let found = known.number(name);
    if found.is_none() {
        let all = known.iter().collect::<Vec<_>>().join(", ");
        let help = suggest::did_you_mean(name, known.iter());
        let help = help.unwrap_or_else(|| format!("there are: {all}"));
        errors.add_with(field(), format!("there is no {what} `{}`", shown(name)), Some(help));
    }
    found
}
