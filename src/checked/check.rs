//! Checks a report against the vocabulary and the list of offences: names become numbers, texts
//! become dates, and every mistake is collected.

use std::collections::{BTreeMap, BTreeSet};

use smallvec::SmallVec;

use super::facts::{facts, told_as_facts};
use super::history;
use super::ids::{Ids, date, number, twice};
use super::in_time::in_time;
use super::incident::incident;
use super::named::Named;
use super::{Checked, CheckedPair, CheckedPerson};
use crate::report::{
    Pair as WrittenPair, Report, ReportErrors, ReportProblem as Problem, ReportProblemCode as Wrong,
};
use crate::report::{format_not_read, in_order, shown};
use crate::rules::compiled::answers::Answers;
use crate::rules::compiled::law::{About, Law};
use crate::words::date::Date;

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
    let ids = Ids::of(report);
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

fn people<T: AsRef<str>>(
    report: &Report<T>,
    ids: &Ids<'_>,
    law: &Law,
    today: Option<Date>,
    errors: &mut ReportErrors,
) -> Vec<CheckedPerson> {
    let blank = |id: &str| {
        let (id, facts) = (id.to_owned(), Answers::default());
        CheckedPerson { id, age: None, born: None, facts }
    };
    let mut people: Vec<CheckedPerson> = ids.all().map(blank).collect();
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
) -> BTreeMap<(usize, usize), CheckedPair> {
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
) -> CheckedPair {
    let of_facts = || format!("{}.facts", field());
    let facts = facts(&written.facts, About::Pair, &of_facts, law, errors);
    let known = &law.names.relationships;
    let field = || format!("{}.relationship", field());
    let relationship = written.relationship.as_ref().map(AsRef::as_ref);
    let relationship =
        relationship.and_then(|name| number(name, "relationship", known, &field, errors));
    let independent = law.parts_group.iter().any(|fact| facts.get(*fact) == Some(true));
    CheckedPair { relationship, facts, independent }
}

/// Reads a report and checks it against the rules, collecting every mistake of either kind.
pub(crate) fn read(text: &str, law: &Law) -> Result<Report, ReportErrors> {
    let (report, errors) = Report::parse(text);
    let errors = match check(&report, law) {
        Ok(_) => errors,
        Err(found) => errors.with(found),
    };
    match errors.problems.is_empty() {
        true => Ok(report),
        false => Err(in_order(told_as_facts(errors, law), text)),
    }
}
