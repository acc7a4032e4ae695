//! What happened before and around the report: recorded crimes, interventions, and the facts
//! of the recording test.

use std::collections::BTreeMap;

use super::facts::facts;
use super::ids::{Few, Ids, date, number, twice};
use super::incident::{no_suspect, offence};
use super::named::{CheckedIncident, Named};
use crate::report::shown;
use crate::report::{
    Recording as Written, Report, ReportErrors, ReportProblem as Problem,
    ReportProblemCode as Wrong,
};
use crate::rules::compiled::answers::Answers;
use crate::rules::compiled::law::{About, Law};
use crate::words::date::Date;
use crate::words::nearest;

/// A crime recorded earlier.
#[derive(Debug, Clone)]
pub(crate) struct CheckedCrime {
    pub(crate) id: String,
    /// Its row in the catalogue.
    pub(crate) row: usize,
    pub(crate) victim: usize,
    pub(crate) suspects: Few,
    pub(crate) last: Date,
    pub(crate) facts: Answers,
}

/// What police or a court did about the conduct of a suspect towards a victim.
#[derive(Debug, Clone, Copy)]
pub(crate) struct CheckedIntervention {
    pub(crate) on: Date,
    pub(crate) victim: usize,
    pub(crate) suspect: usize,
    /// The number of its kind.
    pub(crate) kind: usize,
}

/// The facts of the recording test.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct CheckedRecording {
    /// The number of the kind of person who reported.
    pub(crate) reported_by: Option<usize>,
    pub(crate) facts: Answers,
}

/// The recorded crimes, sorted by id.
pub(super) fn recorded_crimes<T: AsRef<str>>(
    report: &Report<T>,
    ids: &Ids<'_>,
    law: &Law,
    today: Option<Date>,
    errors: &mut ReportErrors,
) -> Vec<CheckedCrime> {
    let mut crimes: Vec<CheckedCrime> = Vec::new();
    for (n, written) in report.recorded_crimes.iter().enumerate() {
        let field = |name: &str| format!("recorded_crimes[{n}].{name}");
        let id = written.id.as_ref();
        if crimes.iter().any(|earlier| earlier.id == id) {
            let message = format!("there are two recorded crimes `{}`", shown(id));
            errors.add(twice(field("id"), id, message));
        }
        if written.suspects.is_empty() {
            errors.add(no_suspect(field("suspects")));
        }
        let row = offence(written.code.as_ref(), &|| field("code"), law);
        let row = row.map_err(|problem| errors.add(*problem));
        let last =
            date(written.last_incident_on.as_ref(), &|| field("last_incident_on"), today, errors);
        let of_crime = || format!("recorded_crimes[{n}]");
        let facts = facts(&written.facts, About::RecordedCrime, &of_crime, law, errors);
        let victim = ids.number(written.victim.as_ref());
        let (Ok(row), Some(last), Some(victim)) = (row, last, victim) else {
            continue;
        };
        crimes.push(CheckedCrime {
            id: id.to_owned(),
            row,
            victim,
            suspects: ids.numbers(&written.suspects),
            last,
            facts,
        });
    }
    crimes.sort_by(|a, b| a.id.cmp(&b.id));
    crimes
}

/// The interventions that concern the conduct towards their victim.
pub(super) fn interventions<T: AsRef<str>>(
    report: &Report<T>,
    ids: &Ids<'_>,
    law: &Law,
    today: Option<Date>,
    errors: &mut ReportErrors,
) -> Vec<CheckedIntervention> {
    let mut interventions = Vec::new();
    for (n, written) in report.interventions.iter().enumerate() {
        let field = |name: &str| format!("interventions[{n}].{name}");
        let known = &law.names.interventions;
        let kind =
            number(written.kind.as_ref(), "kind of intervention", known, &|| field("kind"), errors);
        let on = date(written.on.as_ref(), &|| field("on"), today, errors);
        let concerns = written.concerns.as_ref().map(AsRef::as_ref);
        if let Some(concerns) = concerns.filter(|concerns| *concerns != "other") {
            let message = "only `other` can stand here";
            let problem = Problem::new(Wrong::UnknownName, field("for"), message).value(concerns);
            let help = "leave it out where it concerns the conduct towards the victim";
            errors.add(problem.help(help));
        }
        let [victim, suspect] =
            [&written.victim, &written.suspect].map(|id| ids.number(id.as_ref()));
        if let (Some(on), Some(kind), None, Some(victim), Some(suspect)) =
            (on, kind, concerns, victim, suspect)
        {
            interventions.push(CheckedIntervention { on, victim, suspect, kind });
        }
    }
    interventions
}

/// Rejects an entry that spans an intervention: it does not say what came before and what after.
pub(super) fn no_entry_spans(
    incident: &CheckedIncident,
    named: &Named,
    field: &dyn Fn() -> String,
    interventions: &[CheckedIntervention],
    law: &Law,
    errors: &mut ReportErrors,
) {
    let spans = |i: &&CheckedIntervention| {
        let concerns = named.victims(incident).contains(&i.victim)
            && named.suspects(incident).contains(&i.suspect);
        concerns && incident.first <= i.on && i.on < incident.last
    };
    if let Some(within) = interventions.iter().find(spans) {
        let kind = law.interventions.get(within.kind).map_or("", |kind| kind.term.name.as_str());
        let message = format!("the {kind} of {} falls inside this entry", within.on);
        let problem = Problem::new(Wrong::SpansIntervention, field(), message);
        let help = "split the entry into what came before and what came after";
        errors.add(problem.value(within.on.to_string()).help(help));
    }
}

/// The facts of the recording test, for the report and for single victims.
pub(super) fn recording<T: AsRef<str>>(
    report: &Report<T>,
    ids: &Ids<'_>,
    law: &Law,
    errors: &mut ReportErrors,
) -> (CheckedRecording, BTreeMap<usize, CheckedRecording>) {
    let common = recorded(&report.recording, "recording", law, errors);
    let mut by_victim = BTreeMap::new();
    for (id, written) in &report.recording.by_victim {
        let id = id.as_ref();
        let field = format!("recording.by_victim.{}", shown(id));
        let known = ids.number(id);
        if known.is_none() && id.starts_with("x-") {
            continue;
        }
        let own = recorded(written, &field, law, errors);
        match known {
            Some(victim) => {
                let facts = own.facts.or(common.facts);
                let reported_by = own.reported_by.or(common.reported_by);
                by_victim.insert(victim, CheckedRecording { reported_by, facts });
            }
            None => {
                let message = format!("nobody in the report is `{}`", shown(id));
                let problem = Problem::new(Wrong::UnknownPerson, field, message).value(id);
                errors.add(problem.nearest_or(nearest::nearest(id, ids.all()), || None));
            }
        }
    }
    (common, by_victim)
}

fn recorded<T: AsRef<str>>(
    written: &Written<T>,
    field: &str,
    law: &Law,
    errors: &mut ReportErrors,
) -> CheckedRecording {
    let facts = facts(&written.facts, About::Recording, &|| field.to_owned(), law, errors);
    let known = &law.names.reporters;
    let field = || format!("{field}.reported_by");
    let reported_by = written.reported_by.as_ref().map(AsRef::as_ref);
    let reported_by = reported_by
        .and_then(|name| number(name, "kind of person who reports", known, &field, errors));
    CheckedRecording { reported_by, facts }
}
