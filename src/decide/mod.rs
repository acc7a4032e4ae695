//! The steps of deciding, one call each.

mod condition;
mod counting;
mod draft;
mod earlier;
mod facts;
mod made_out;
mod outcomes;
mod principal;
mod questions;
mod recording;
mod review;
mod several;
mod split;
mod state;
mod steps;
mod truth;
mod unknowns;
mod went;
mod why_not;

#[cfg(feature = "show")]
pub(crate) use facts::some;
pub(crate) use outcomes::{conditions, outcomes};
pub(crate) use questions::open_questions;
pub(crate) use split::{Answer, Mark, cases};
#[cfg(feature = "show")]
pub(crate) use steps::order;
pub(crate) use why_not::why_not;

use std::collections::BTreeMap;

use counting::{Matter, Place};
use draft::{Draft, Drafts};
use earlier::Sorted;
use several::Several;

use crate::conduct::{self, Relation};
use crate::decision::{
    Caution, CourseOfConduct, Crime, Decision, Discretion, NotMadeOut, NotRecorded, Outcome, Step,
    reasons,
};
use crate::edition::{Edition, Stop};
use crate::report::Checked;

/// Decides a checked report under an edition.
pub(crate) fn decide(edition: &Edition, reference: &str, report: &Checked) -> Decision {
    decide_with_working(edition, reference, report).0
}

/// The working of each crime of a decision, and of each that is not recorded.
#[derive(Debug, Default)]
pub(crate) struct Trees {
    pub(crate) crimes: Vec<Vec<Step>>,
    pub(crate) not_recorded: Vec<Vec<Step>>,
}

/// Decides a checked report, and keeps the working.
pub(crate) fn decide_with_working(
    edition: &Edition,
    reference: &str,
    report: &Checked,
) -> (Decision, Trees) {
    let relations = conduct::relations(report, &edition.law);
    let several = Several::count(edition, report, &relations);
    let matter = Matter { edition, report, several: &several };
    let sorted: Vec<Sorted> =
        relations.iter().map(|relation| earlier::sort_out(edition, report, relation)).collect();
    let drafts = drafts(matter, &relations, &sorted);
    let (cautions, discretion) = review(matter, &relations, &sorted, &drafts);
    let mut not_counted = drafts.not_counted.clone();
    not_counted.sort();
    not_counted.dedup();
    let trees = trees(matter, &relations, &drafts);
    let crimes = drafts.crimes.iter().zip(&trees.crimes);
    let stopped = drafts.stopped.iter().zip(&trees.not_recorded);
    let decision = Decision {
        reference: reference.to_owned(),
        edition: edition.id.clone(),
        outcome: outcome(&drafts),
        crimes: crimes.map(|(draft, steps)| crime(matter, draft, steps)).collect(),
        courses_of_conduct: courses(report, &relations),
        not_recorded: stopped
            .filter_map(|(draft, steps)| not_recorded(matter, draft, steps))
            .collect(),
        not_made_out: not_made_out(matter, &relations, &drafts),
        not_counted,
        cautions,
        discretion,
        open_questions: Vec::new(),
        open_questions_complete: false,
    };
    (decision, trees)
}

fn trees(matter: Matter<'_>, relations: &[Relation], drafts: &Drafts) -> Trees {
    let by_place: BTreeMap<(Option<usize>, &[usize]), &Relation> =
        relations.iter().map(|r| ((r.victim, r.suspects.as_slice()), r)).collect();
    let steps = |draft: &Draft| {
        let relation = by_place.get(&(draft.victim, draft.suspects.as_slice()));
        relation.map(|r| steps::Working { matter, relation: r, draft }.steps()).unwrap_or_default()
    };
    let stop = |draft: &Draft| {
        let stopped = draft.tested.stopped;
        let step =
            stopped.and_then(|s| recording::step(matter.edition, matter.report, draft.victim, s));
        step.into_iter().collect()
    };
    Trees {
        crimes: drafts.crimes.iter().map(steps).collect(),
        not_recorded: drafts.stopped.iter().map(stop).collect(),
    }
}

/// What is done about each crime, in numbers.
fn drafts(matter: Matter<'_>, relations: &[Relation], sorted: &[Sorted]) -> Drafts {
    let mut drafts = Drafts::default();
    let of_victims = relations.iter().zip(sorted).filter(|(relation, _)| relation.victim.is_some());
    for (relation, sorted) in of_victims {
        for counted in counting::count(matter, relation, sorted, &mut drafts.not_counted) {
            drafts.push(matter, relation, counted);
        }
    }
    drafts.sort(matter.edition);
    for relation in relations.iter().filter(|relation| relation.victim.is_none()) {
        state::add(matter, relation, &mut drafts);
    }
    drafts.sort(matter.edition);
    drafts
}

fn outcome(drafts: &Drafts) -> Outcome {
    let related_incident =
        |draft: &Draft| matches!(draft.tested.stopped, Some((_, Stop::CrimeRelatedIncident)));
    if !drafts.crimes.is_empty() {
        Outcome::Record
    } else if drafts.stopped.iter().any(related_incident) {
        Outcome::CrimeRelatedIncident
    } else {
        Outcome::NoCrime
    }
}

fn review(
    matter: Matter<'_>,
    relations: &[Relation],
    sorted: &[Sorted],
    drafts: &Drafts,
) -> (Vec<Caution>, Vec<Discretion>) {
    let (mut cautions, mut discretion) = (Vec::new(), Vec::new());
    for (relation, sorted) in relations.iter().zip(sorted) {
        let of_relation =
            |d: &&Draft| d.victim == relation.victim && d.suspects == relation.suspects;
        let crimes: Vec<&Draft> = drafts.crimes.iter().filter(of_relation).collect();
        let stopped: Vec<&Draft> = drafts.stopped.iter().filter(of_relation).collect();
        let all: Vec<&Draft> = crimes.iter().chain(&stopped).copied().collect();
        for draft in &crimes {
            review::of_crime(matter, relation, draft, &mut cautions);
            review::of_added(matter, relation, draft, &mut cautions);
        }
        for draft in &stopped {
            review::of_stopped(matter, relation, draft, &mut cautions);
        }
        review::ended(matter, relation, &mut cautions);
        review::recorded_crimes(matter, relation, &mut cautions);
        review::disapplied(matter, relation, &mut cautions);
        review::changes_of_law(matter, relation, &all, &mut cautions);
        review::discretion(matter, relation, sorted, &all, &mut discretion);
    }
    cautions.sort();
    cautions.dedup();
    discretion.sort();
    discretion.dedup();
    (cautions, discretion)
}

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

fn courses(report: &Checked, relations: &[Relation]) -> Vec<CourseOfConduct> {
    let mut courses = Vec::new();
    for relation in relations {
        let Some(victim) = relation.victim else { continue };
        for course in relation.courses.iter().filter(|course| course.occasions > 1) {
            courses.push(CourseOfConduct {
                victim: person(report, victim),
                suspects: people(report, &relation.suspects),
                incidents: incidents(report, &course.incidents),
                occasions: course.occasions,
                from: course.from,
                to: course.to,
            });
        }
    }
    courses
}

/// The recorded crime that something is added to.
fn existing(report: &Checked, draft: &Draft) -> Option<String> {
    match draft.counted.place {
        Place::Added(crime) => report.recorded_crimes.get(crime).map(|crime| crime.id.clone()),
        Place::Crime | Place::Single(_) => None,
    }
}

/// Victims and groups with occasions of which nothing came.
fn not_made_out(matter: Matter<'_>, relations: &[Relation], drafts: &Drafts) -> Vec<NotMadeOut> {
    let Some(least) = matter.edition.law.forms.last() else { return Vec::new() };
    let mut found = Vec::new();
    for relation in relations.iter().filter(|relation| !relation.courses.is_empty()) {
        let of_relation =
            |d: &Draft| d.victim == relation.victim && d.suspects == relation.suspects;
        let Some(victim) = relation.victim else { continue };
        if !drafts.crimes.iter().chain(&drafts.stopped).any(of_relation) {
            let members = matter.members(relation);
            let ways = members.iter().map(|member| why_not::ways(matter, member, relation, *least));
            let ways = ways.min_by_key(|ways| ways.first().map(Vec::len)).unwrap_or_default();
            // What is made out and yet not disclosed, the edition does not apply.
            if ways.first().is_some_and(Vec::is_empty) {
                continue;
            }
            found.push(NotMadeOut {
                victim: person(matter.report, victim),
                suspects: people(matter.report, &relation.suspects),
                code: *least,
                ways,
            });
        }
    }
    found
}

fn crime(matter: Matter<'_>, draft: &Draft, steps: &[Step]) -> Crime {
    let (edition, report) = (matter.edition, matter.report);
    let becomes = draft.reclassify_to.and_then(|place| {
        principal::codes(edition, &draft.counted.bundle, &[place]).first().copied()
    });
    Crime {
        victim: draft.victim.map(|victim| person(report, victim)),
        suspects: people(report, &draft.suspects),
        action: draft.action,
        principal: draft.principal(edition),
        between: draft.between(edition),
        existing: existing(report, draft),
        reclassify_to: becomes,
        also_record: draft.also_record(edition),
        related: draft.related(edition),
        incidents: incidents(report, &draft.incidents()),
        because: reasons(edition, steps),
    }
}

fn not_recorded(matter: Matter<'_>, draft: &Draft, steps: &[Step]) -> Option<NotRecorded> {
    let outcome = match draft.tested.stopped?.1 {
        Stop::NoCrime => Outcome::NoCrime,
        Stop::CrimeRelatedIncident => Outcome::CrimeRelatedIncident,
    };
    Some(NotRecorded {
        victim: draft.victim.map(|victim| person(matter.report, victim)),
        suspects: people(matter.report, &draft.suspects),
        codes: draft.codes(matter.edition),
        existing: existing(matter.report, draft),
        incidents: incidents(matter.report, &draft.incidents()),
        outcome,
        because: steps
            .first()
            .map(|step| reasons(matter.edition, std::slice::from_ref(step)))
            .unwrap_or_default(),
    })
}
