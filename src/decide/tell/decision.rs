//! Puts what was settled into words: the decision that callers get.

use super::reasons::{Decided, reasons};
use super::step::Node;
use super::stopped;
use super::wording::{Wording, Words};
use super::{cautions, working};
use crate::checked::Checked;
use crate::conduct::Relation;
use crate::decide::ask::why_not;
use crate::decide::read::ids::{incidents, people, person};
use crate::decide::settle::counted::Place;
use crate::decide::settle::draft::{Draft, Drafts};
use crate::decide::settle::matter::Matter;
use crate::decide::settle::parties::Parties;
use crate::decide::settle::{Settled, draft, principal};
#[cfg(feature = "show")]
use crate::decision::Step;
use crate::decision::{
    Caution, CourseOfConduct, Crime, DecidedBy, Decision, Discretion, FORMAT, NotMadeOut,
    NotRecorded, Outcome,
};
use crate::rules::compiled::Stop;

/// The working of each crime of a decision, and of each one that is not recorded.
#[cfg(feature = "show")]
#[derive(Debug, Default)]
pub(crate) struct Trees {
    pub(crate) crimes: Vec<Vec<Step>>,
    pub(crate) not_recorded: Vec<Vec<Step>>,
}

impl Settled<'_> {
    /// Returns the decision, with each rule that decided.
    pub(crate) fn decision<'s, T: Words<'s>, R: From<Decided<'s>>>(
        &'s self,
        reference: &'s str,
    ) -> Decision<T, R> {
        let (crimes, stopped) = self.nodes(false);
        self.told(reference, crimes, stopped)
    }

    /// Returns the decision, and the working down to the facts.
    #[cfg(feature = "show")]
    pub(crate) fn decision_with_working(&self, reference: &str) -> (Decision, Trees) {
        let (crimes, stopped) = self.nodes(true);
        let decision = self.told(reference, crimes.clone(), stopped.clone());
        let steps = |all: Vec<Vec<Node<'_>>>| -> Vec<Vec<Step>> {
            let step = |node: Node<'_>| node.step(self.edition);
            all.into_iter().map(|nodes| nodes.into_iter().map(step).collect()).collect()
        };
        (decision, Trees { crimes: steps(crimes), not_recorded: steps(stopped) })
    }

    /// Returns the steps of each crime, and of each that was stopped: with the facts that rules
    /// depend on, or rules alone.
    fn nodes(&self, facts: bool) -> (Vec<Vec<Node<'_>>>, Vec<Vec<Node<'_>>>) {
        let (matter, drafts) = (self.matter(), &self.drafts);
        let steps = |draft| -> Vec<Node<'_>> {
            let draft: &Draft = draft;
            let sought = draft.parties();
            let place = |parties: &Parties<'_>| {
                draft::order(parties.relation.victim, &parties.relation.suspects).cmp(&sought)
            };
            let found = self.parties.binary_search_by(place);
            let parties = found.ok().and_then(|n| self.parties.get(n));
            let Some(Parties { relation, members, .. }) = parties else { return Vec::new() };
            working::Working { matter, relation, members, draft, facts }.steps()
        };
        let stop = |draft: &Draft| -> Vec<Node<'_>> {
            stopped::step(self.edition, self.report, draft, facts).into_iter().collect()
        };
        (drafts.crimes.iter().map(steps).collect(), drafts.stopped.iter().map(stop).collect())
    }

    fn told<'s, T: Words<'s>, R: From<Decided<'s>>>(
        &'s self,
        reference: &'s str,
        crimes: Vec<Vec<Node<'s>>>,
        stopped: Vec<Vec<Node<'s>>>,
    ) -> Decision<T, R> {
        let (matter, drafts) = (self.matter(), &self.drafts);
        let (cautions, discretion) = self.review();
        let mut not_counted = drafts.not_counted.clone();
        not_counted.sort();
        not_counted.dedup();
        let crimes = drafts.crimes.iter().zip(crimes);
        let stopped = drafts.stopped.iter().zip(stopped);
        Decision {
            reference: reference.into(),
            edition: self.edition.id.as_str().into(),
            format: FORMAT,
            rules: DecidedBy {
                engine: env!("CARGO_PKG_VERSION").into(),
                digest: Wording::from(&self.edition.law.digest).into(),
            },
            outcome: outcome(drafts),
            crimes: crimes.map(|(draft, nodes)| crime(matter, draft, nodes)).collect(),
            courses_of_conduct: courses(self.report, &self.parties),
            not_recorded: stopped
                .filter_map(|(draft, nodes)| not_recorded(matter, draft, nodes))
                .collect(),
            not_made_out: not_made_out(matter, &self.parties, drafts),
            not_counted,
            cautions,
            discretion,
            open_questions: Vec::new(),
            open_questions_complete: false,
        }
    }

    fn review<'s, T: Words<'s>>(&'s self) -> (Vec<Caution<T>>, Vec<Discretion>) {
        let matter = self.matter();
        let (mut cautions, mut discretion) = (Vec::new(), Vec::new());
        for parties in &self.parties {
            let relation = &parties.relation;
            let crimes = of_relation(&self.drafts.crimes, relation);
            let stopped = of_relation(&self.drafts.stopped, relation);
            let all: Vec<&Draft> = crimes.iter().chain(stopped).collect();
            for draft in crimes {
                cautions::of_crime(matter, parties, draft, &mut cautions);
                cautions::of_added(matter, relation, draft, &mut cautions);
            }
            for draft in stopped {
                cautions::of_stopped(matter, relation, draft, &mut cautions);
            }
            cautions::ended(matter, relation, &mut cautions);
            cautions::recorded_crimes(matter, relation, &mut cautions);
            cautions::disapplied(matter, parties, &mut cautions);
            cautions::changes_of_law(matter, parties, &all, &mut cautions);
            cautions::discretion(matter, parties, &all, &mut discretion);
        }
        cautions::reviewed(matter, &mut cautions);
        cautions.sort();
        cautions.dedup();
        discretion.sort();
        discretion.dedup();
        (cautions, discretion)
    }
}

/// Returns the crimes of a victim and a group from a sorted list.
fn of_relation<'d>(drafts: &'d [Draft], relation: &Relation) -> &'d [Draft] {
    let sought = draft::order(relation.victim, &relation.suspects);
    let from = drafts.partition_point(|draft| draft.parties() < sought);
    let to = drafts.partition_point(|draft| draft.parties() <= sought);
    drafts.get(from..to).unwrap_or_default()
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

fn courses<'a, T: Words<'a>>(
    report: &'a Checked,
    parties: &[Parties<'_>],
) -> Vec<CourseOfConduct<T>> {
    let mut courses = Vec::new();
    for Parties { relation, .. } in parties {
        let Some(victim) = relation.victim else { continue };
        for course in relation.courses.iter().filter(|course| course.occasions > 1) {
            courses.push(CourseOfConduct {
                victim: person(report, victim).into(),
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

/// Returns the id of the recorded crime that something is added to.
fn existing<'a, T: Words<'a>>(report: &'a Checked, draft: &Draft) -> Option<T> {
    match draft.counted.place {
        Place::Added(crime) => {
            report.recorded_crimes.get(crime).map(|crime| crime.id.as_str().into())
        }
        Place::Crime | Place::Single(_) => None,
    }
}

/// Returns the victims and groups whose occasions came to nothing.
fn not_made_out(matter: Matter<'_>, parties: &[Parties<'_>], drafts: &Drafts) -> Vec<NotMadeOut> {
    let Some(least) = matter.edition.law.forms.last() else { return Vec::new() };
    let mut found = Vec::new();
    for Parties { relation, members, .. } in parties {
        if relation.courses.is_empty() {
            continue;
        }
        let Some(victim) = relation.victim else { continue };
        let [crimes, stopped] =
            [&drafts.crimes, &drafts.stopped].map(|list| of_relation(list, relation));
        if crimes.is_empty() && stopped.is_empty() {
            let ways = members.iter().map(|member| why_not::ways(matter, member, relation, *least));
            let ways = ways.min_by_key(|ways| ways.first().map(Vec::len)).unwrap_or_default();
            // What is made out but not disclosed is something that the edition does not apply.
            if ways.first().is_some_and(Vec::is_empty) {
                continue;
            }
            found.push(NotMadeOut {
                victim: person(matter.report, victim).to_owned(),
                suspects: people(matter.report, &relation.suspects),
                code: *least,
                ways,
            });
        }
    }
    found
}

fn crime<'a, T: Words<'a>, R: From<Decided<'a>>>(
    matter: Matter<'a>,
    draft: &Draft,
    nodes: Vec<Node<'a>>,
) -> Crime<T, R> {
    let (edition, report) = (matter.edition, matter.report);
    let becomes = draft.reclassify_to.and_then(|place| {
        principal::codes(edition, &draft.counted.bundle, &[place]).first().copied()
    });
    Crime {
        victim: draft.victim.map(|victim| person(report, victim).into()),
        suspects: people(report, &draft.suspects),
        action: draft.action,
        principal: draft.principal(edition),
        between: draft.between(edition),
        existing: existing(report, draft),
        reclassify_to: becomes,
        also_record: draft.also_record(edition),
        related: draft.related(edition),
        incidents: incidents(report, &draft.incidents()),
        because: reasons(edition, report, nodes),
    }
}

fn not_recorded<'a, T: Words<'a>, R: From<Decided<'a>>>(
    matter: Matter<'a>,
    draft: &Draft,
    nodes: Vec<Node<'a>>,
) -> Option<NotRecorded<T, R>> {
    let outcome = match draft.tested.stopped?.1 {
        Stop::NoCrime => Outcome::NoCrime,
        Stop::CrimeRelatedIncident => Outcome::CrimeRelatedIncident,
    };
    Some(NotRecorded {
        victim: draft.victim.map(|victim| person(matter.report, victim).into()),
        suspects: people(matter.report, &draft.suspects),
        codes: draft.codes(matter.edition),
        existing: existing(matter.report, draft),
        incidents: incidents(matter.report, &draft.incidents()),
        outcome,
        because: reasons(matter.edition, matter.report, nodes),
    })
}
