//! What happened before and around the report: recorded crimes, interventions, and the facts
//! of the recording test.

use std::collections::BTreeMap;

use super::facts::facts;
use super::given::offence;
use super::ids::{Few, Ids, date, number, twice};
use super::incident::no_suspect;
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
    /// `None` for a state-based one.
    pub(crate) victim: Option<usize>,
    pub(crate) suspects: Few,
    pub(crate) last: Date,
    /// The day on which it was recorded.
    pub(crate) recorded_on: Option<Date>,
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
pub(super) fn recorded_crimes(
    report: &Report,
    ids: &Ids<'_>,
    law: &Law,
    today: Option<Date>,
    errors: &mut ReportErrors,
) -> Vec<CheckedCrime> {
    let mut crimes: Vec<CheckedCrime> = Vec::new();
    for (n, written) in report.recorded_crimes.iter().enumerate() {
        let field = |name: &str| format!("recorded_crimes[{n}].{name}");
        let id = written.id.as_str();
        if crimes.iter().any(|earlier| earlier.id == id) {
            let message = format!("there are two recorded crimes `{}`", shown(id));
            errors.add(twice(field("id"), id, message));
        }
        if written.suspects.is_empty() {
            errors.add(no_suspect(field("suspects")));
        }
        let row = offence(&written.code, &|| field("code"), law);
        let row = row.map_err(|problem| errors.add(*problem));
        let last = date(&written.last_incident_on, &|| field("last_incident_on"), today, errors);
        let of_crime = || format!("recorded_crimes[{n}]");
        let facts = facts(&written.facts, About::RecordedCrime, &of_crime, law, errors);
        let day = |text: &String| date(text, &|| field("recorded_on"), today, errors);
        let recorded_on = written.recorded_on.as_ref().and_then(day);
        let victim = written.victim.as_ref().and_then(|victim| ids.number(victim));
        let (Ok(row), Some(last)) = (row, last) else { continue };
        crimes.push(CheckedCrime {
            id: id.to_owned(),
            row,
            victim,
            suspects: ids.numbers(&written.suspects),
            last,
            recorded_on,
            facts,
        });
    }
    crimes.sort_by(|a, b| a.id.cmp(&b.id));
    crimes
}

/// The interventions that concern the conduct towards their victim.
pub(super) fn interventions(
    report: &Report,
    ids: &Ids<'_>,
    law: &Law,
    today: Option<Date>,
    errors: &mut ReportErrors,
) -> Vec<CheckedIntervention> {
    let mut interventions = Vec::new();
    for (n, written) in report.interventions.iter().enumerate() {
        let field = |name: &str| format!("interventions[{n}].{name}");
        let known = &law.names.interventions;
        let kind = number(&written.kind, "kind of intervention", known, &|| field("kind"), errors);
        let on = date(&written.on, &|| field("on"), today, errors);
        let concerns = written.concerns.as_deref();
        if let Some(concerns) = concerns.filter(|concerns| *concerns != "other") {
            let message = "only `other` can stand here";
            let problem = Problem::new(Wrong::UnknownName, field("for"), message).value(concerns);
            let help = "leave it out where it concerns the conduct towards the victim";
            errors.add(problem.help(help));
        }
        let [victim, suspect] = [&written.victim, &written.suspect].map(|id| ids.number(id));
        if let (Some(on), Some(kind), None, Some(victim), Some(suspect)) =
            (on, kind, concerns, victim, suspect)
        {
            interventions.push(CheckedIntervention { on, victim, suspect, kind });
        }
    }
    interventions
}

/// Rejects an entry that spans an intervention which closes or ends something between its people: it
/// does not say what came before and what after.
pub(super) fn no_entry_spans(
    incident: &CheckedIncident,
    named: &Named,
    field: &dyn Fn() -> String,
    interventions: &[CheckedIntervention],
    recorded: &[CheckedCrime],
    law: &Law,
) -> Option<Problem> {
    let closes = |i: &CheckedIntervention| {
        let known = |crime: &CheckedCrime| {
            let between = crime.victim == Some(i.victim) && crime.suspects.contains(&i.suspect);
            between && crime.last <= i.on
        };
        let ends = law.interventions.get(i.kind).is_some_and(|kind| kind.ends_course);
        ends || recorded.iter().any(known)
    };
    let spans = |i: &&CheckedIntervention| {
        let concerns = named.victims(incident).contains(&i.victim)
            && named.suspects(incident).contains(&i.suspect);
        concerns && incident.first <= i.on && i.on < incident.last && closes(i)
    };
    let within = interventions.iter().find(spans)?;
    let kind = law.interventions.get(within.kind).map_or("", |kind| kind.term.name.as_str());
    let message = format!("the {kind} of {} falls inside this entry", within.on);
    let problem = Problem::new(Wrong::SpansIntervention, field(), message);
    let help = "split the entry into what came before and what came after";
    Some(problem.value(within.on.to_string()).help(help))
}

/// The facts of the recording test, for the report and for single victims.
pub(super) fn recording(
    report: &Report,
    ids: &Ids<'_>,
    law: &Law,
    errors: &mut ReportErrors,
) -> (CheckedRecording, BTreeMap<usize, CheckedRecording>) {
    let common = recorded(&report.recording, "recording", law, errors);
    let mut by_victim = BTreeMap::new();
    for (id, written) in &report.recording.by_victim {
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

fn recorded(
    written: &Written,
    field: &str,
    law: &Law,
    errors: &mut ReportErrors,
) -> CheckedRecording {
    let facts = facts(&written.facts, About::Recording, &|| field.to_owned(), law, errors);
    let known = &law.names.reporters;
    let field = || format!("{field}.reported_by");
    let reported_by = written.reported_by.as_deref();
    let reported_by = reported_by
        .and_then(|name| number(name, "kind of person who reports", known, &field, errors));
    CheckedRecording { reported_by, facts }
}
