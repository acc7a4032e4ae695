//! Checks a report against the vocabulary and the list of offences: names become numbers, texts
//! become dates, and every mistake is collected.

use std::collections::{BTreeMap, BTreeSet};

use smallvec::SmallVec;

use super::alike;
use super::facts::{facts, told_as_facts};
use super::history;
use super::ids::{Ids, date, number, twice};
use super::incident::{Around, incident};
use super::named::{CheckedIncident, Named, in_time};
use super::not_used::not_used;
use super::{Checked, CheckedPair, CheckedPerson};
use crate::report::{
    Pair as WrittenPair, Report, ReportErrors, ReportProblem as Problem, ReportProblemCode as Wrong,
};
use crate::report::{format_not_read, in_order, shown};
use crate::rules::compiled::answers::Answers;
use crate::rules::compiled::law::{About, Law};
use crate::words::date::Date;
use crate::words::nearest;

/// The ids seen so far; `None` if the list has no duplicates.
struct SeenIds<'r>(Option<BTreeSet<&'r str>>);

impl<'r> SeenIds<'r> {
    fn of(ids: impl Iterator<Item = &'r str>) -> SeenIds<'r> {
        let mut ids: SmallVec<[&str; 8]> = ids.collect();
        ids.sort_unstable();
        let twice = ids.windows(2).any(|two| matches!(two, [one, other] if one == other));
        SeenIds(twice.then(BTreeSet::new))
    }

    fn again(&mut self, id: &'r str) -> bool {
        self.0.as_mut().is_some_and(|known| !known.insert(id))
    }
}

pub(crate) fn check(report: &Report, law: &Law) -> Result<Checked, ReportErrors> {
    let mut errors = ReportErrors::default();
    errors.problems.extend(report.format.and_then(format_not_read));
    if report.reference.trim().is_empty() {
        let message = "the reference is blank: nobody could find the report by it";
        errors.add(Problem::new(Wrong::NotAnId, "reference", message).value(&report.reference));
    }
    let field = || "reported_on".to_owned();
    // If the day of the report is unknown, no date is too late.
    let reported_on = date(&report.reported_on, &field, None, &mut errors);
    let ids = Ids::of(report);
    alike::ids(report, ids.as_slice(), &mut errors);
    let people = people(report, &ids, law, reported_on, &mut errors);
    let pairs = pairs(report, &ids, law, &mut errors);
    let recorded_crimes = history::recorded_crimes(report, &ids, law, reported_on, &mut errors);
    let interventions = history::interventions(report, &ids, law, reported_on, &mut errors);
    let (recording, recording_by_victim) = history::recording(report, &ids, law, &mut errors);
    let mut incidents = Vec::with_capacity(report.incidents.len());
    let mut named = Named::of(report.incidents.len());
    let apart = |victim: usize, suspect: usize| {
        pairs.get(&(victim, suspect)).is_some_and(|pair: &CheckedPair| pair.independent)
    };
    let around = Around { ids: &ids, law, today: reported_on, apart: &apart };
    let mut known = SeenIds::of(report.incidents.iter().map(|incident| incident.id.as_str()));
    for (n, written) in report.incidents.iter().enumerate() {
        if known.again(&written.id) {
            let (field, id) = (format!("incidents[{n}].id"), &written.id);
            errors.add(twice(field, id, format!("there are two incidents `{}`", shown(id))));
        }
        let field = || format!("incidents[{n}]");
        let before = incidents.len();
        incident(written, &field, &around, (&mut incidents, &mut named), &mut errors);
        let parts = incidents.get(before..).unwrap_or_default();
        errors.problems.extend(parts.iter().find_map(|of| born_later(of, &named, &people, &field)));
        let ends = |of: &CheckedIncident| {
            history::no_entry_spans(of, &named, &field, &interventions, &recorded_crimes, law)
        };
        errors.problems.extend(parts.iter().find_map(ends));
    }
    in_time(&mut incidents, &named);
    match reported_on.filter(|_| errors.problems.is_empty()) {
        Some(reported_on) => Ok(Checked {
            not_used: not_used(report, &ids, &incidents, &named),
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

/// Rejects an incident that names somebody who was born after it.
fn born_later(
    incident: &CheckedIncident,
    named: &Named,
    people: &[CheckedPerson],
    field: &dyn Fn() -> String,
) -> Option<Problem> {
    let everybody = named.victims(incident).iter().chain(named.suspects(incident));
    let born = everybody.filter_map(|n| people.get(*n)).map(|person| (person, person.born));
    let later = |(person, born): (&CheckedPerson, Option<Date>)| {
        let born = born.filter(|born| *born > incident.last)?;
        let id = shown(&person.id);
        let message = format!("`{id}`, born on {born}, was born after this incident");
        Some(Problem::new(Wrong::BornLater, field(), message).value(&person.id))
    };
    born.into_iter().find_map(later)
}

fn people(
    report: &Report,
    ids: &Ids<'_>,
    law: &Law,
    today: Option<Date>,
    errors: &mut ReportErrors,
) -> Vec<CheckedPerson> {
    let blank = |id: &str| {
        let (id, facts) = (id.to_owned(), Answers::default());
        CheckedPerson { id, age: None, born: None, facts, is_individual: true }
    };
    let mut people: Vec<CheckedPerson> = ids.all().map(blank).collect();
    let mut known = SeenIds::of(report.people.iter().map(|person| person.id.as_str()));
    for (n, written) in report.people.iter().enumerate() {
        let field = |name: &str| format!("people[{n}].{name}");
        let id = written.id.as_str();
        if known.again(id) {
            errors.add(twice(field("id"), id, format!("`{}` is listed twice", shown(id))));
        }
        let age = written.age.and_then(|age| u16::try_from(age).ok().filter(|age| *age <= 130));
        if let Some(wrong) = written.age.filter(|_| age.is_none()) {
            let message = format!("{wrong} is not an age: write full years, up to 130");
            let problem = Problem::new(Wrong::OutOfRange, field("age"), message);
            errors.add(problem.value(wrong.to_string()));
        }
        let born = written.born.as_deref();
        let born = born.and_then(|day| date(day, &|| field("born"), today, errors));
        let facts = facts(&written.facts, About::Person, &|| field("facts"), law, errors);
        let kind = kind(written.kind.as_deref(), &|| field("kind"), errors);
        if let Some(person) = ids.number(id).and_then(|n| people.get_mut(n)) {
            person.is_individual = kind;
            person.age = age;
            person.born = born;
            person.facts = facts;
        }
    }
    people
}

/// Reads the kind of a person, and returns whether it is an individual.
fn kind(kind: Option<&str>, field: &dyn Fn() -> String, errors: &mut ReportErrors) -> bool {
    const KINDS: [&str; 3] = ["individual", "organisation", "state"];
    let Some(kind) = kind else { return true };
    if !KINDS.contains(&kind) {
        let all = || Some(format!("there are: {}", KINDS.join(", ")));
        let message = format!("there is no kind of person `{}`", shown(kind));
        let problem = Problem::new(Wrong::UnknownName, field(), message).value(kind);
        errors.add(problem.nearest_or(nearest::nearest(kind, KINDS), all));
    }
    kind == "individual"
}

fn pairs(
    report: &Report,
    ids: &Ids<'_>,
    law: &Law,
    errors: &mut ReportErrors,
) -> BTreeMap<(usize, usize), CheckedPair> {
    let mut pairs = BTreeMap::new();
    for (n, written) in report.pairs.iter().enumerate() {
        let field = || format!("pairs[{n}]");
        let pair = pair(written, &field, law, errors);
        let (victim_id, suspect_id) = (written.victim.as_str(), written.suspect.as_str());
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

fn pair(
    written: &WrittenPair,
    field: &dyn Fn() -> String,
    law: &Law,
    errors: &mut ReportErrors,
) -> CheckedPair {
    let of_facts = || format!("{}.facts", field());
    let facts = facts(&written.facts, About::Pair, &of_facts, law, errors);
    let known = &law.names.relationships;
    let field = || format!("{}.relationship", field());
    let relationship = written.relationship.as_deref();
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
