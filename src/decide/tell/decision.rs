//! Puts what was settled into words: the decision that callers get.

use super::cautions::{of_crime, recorded, unsaid};
use super::offences::offences;
use super::reasons::reasons;
use super::step::Node;
use super::stopped;
use super::wording::Wording;
use super::{cautions, working};
use crate::checked::Checked;
use crate::conduct::{self, Relation};
use crate::decide::ask::why_not;
use crate::decide::read::ids::{incidents, people, person};
use crate::decide::settle::draft::{Draft, Drafts};
use crate::decide::settle::inputs::Inputs;
use crate::decide::settle::parties::Parties;
use crate::decide::settle::{Settled, draft};
#[cfg(feature = "show")]
use crate::decision::Step;
use crate::decision::told::Plain;
use crate::decision::{
    CourseOfConduct, Decision, Discretion, FORMAT, NotMadeOut, Outcome, Role, ToldCourse,
    ToldCrime, ToldDecidedBy, ToldDecision, ToldNotRecorded,
};
use crate::rules::compiled::law::Law;
use crate::rules::compiled::{Form, Stop};

/// The working of each crime of a decision, and of each one that is not recorded.
#[cfg(feature = "show")]
#[derive(Debug, Default)]
pub(crate) struct Trees {
    pub(crate) crimes: Vec<Vec<Step>>,
    pub(crate) not_recorded: Vec<Vec<Step>>,
}

impl Settled<'_> {
    /// Returns the decision, with each rule that decided.
    pub(crate) fn decision(&self, reference: &str) -> Decision {
        self.told(reference).plain()
    }

    /// Returns the same, with texts by reference.
    pub(crate) fn told<'s>(&'s self, reference: &'s str) -> ToldDecision<'s, Wording<'s>> {
        let (crimes, stopped) = self.nodes(false);
        self.tell(reference, crimes, stopped)
    }

    /// Returns the decision, and the working down to the facts.
    #[cfg(feature = "show")]
    pub(crate) fn decision_with_working(&self, reference: &str) -> (Decision, Trees) {
        let (crimes, stopped) = self.nodes(true);
        let decision = self.tell(reference, crimes.clone(), stopped.clone()).plain();
        let steps = |all: Vec<Vec<Node<'_>>>| -> Vec<Vec<Step>> {
            let step = |node: Node<'_>| node.step(self.edition);
            all.into_iter().map(|nodes| nodes.into_iter().map(step).collect()).collect()
        };
        (decision, Trees { crimes: steps(crimes), not_recorded: steps(stopped) })
    }

    /// Returns the steps of each crime, and of each that was stopped: with the facts that rules
    /// depend on, or rules alone.
    fn nodes(&self, facts: bool) -> (Vec<Vec<Node<'_>>>, Vec<Vec<Node<'_>>>) {
        let (inputs, drafts) = (self.inputs(), &self.drafts);
        let steps = |draft| -> Vec<Node<'_>> {
            let draft: &Draft = draft;
            let sought = draft.parties();
            let place = |parties: &Parties<'_>| {
                draft::order(parties.relation.victim, &parties.relation.suspects).cmp(&sought)
            };
            let found = self.parties.binary_search_by(place).ok();
            // A breach is of one offender of a group.
            let of_one = || {
                let of_group = |parties: &Parties<'_>| {
                    let Relation { victim, suspects, .. } = &parties.relation;
                    *victim == draft.victim && draft.suspects.iter().all(|s| suspects.contains(s))
                };
                self.parties.iter().position(of_group)
            };
            let parties = found.or_else(of_one).and_then(|n| self.parties.get(n));
            let Some(Parties { relation, members, .. }) = parties else { return Vec::new() };
            working::Working { inputs, relation, members, draft, facts }.steps()
        };
        let stop = |draft: &Draft| -> Vec<Node<'_>> {
            stopped::step(self.edition, self.report, draft, facts).into_iter().collect()
        };
        (drafts.crimes.iter().map(steps).collect(), drafts.stopped.iter().map(stop).collect())
    }

    fn tell<'s>(
        &'s self,
        reference: &'s str,
        crimes: Vec<Vec<Node<'s>>>,
        stopped: Vec<Vec<Node<'s>>>,
    ) -> ToldDecision<'s, Wording<'s>> {
        let (inputs, drafts) = (self.inputs(), &self.drafts);
        let (cautions, discretion) = self.review();
        let mut not_counted = drafts.not_counted.clone();
        not_counted.sort();
        not_counted.dedup();
        let crimes = drafts.crimes.iter().zip(crimes);
        let stopped = drafts.stopped.iter().zip(stopped);
        ToldDecision {
            reference,
            edition: &self.edition.id,
            format: FORMAT,
            rules: ToldDecidedBy {
                engine: env!("CARGO_PKG_VERSION"),
                digest: (&self.edition.law.digest).into(),
            },
            outcome: outcome(drafts),
            crimes: crimes.map(|(draft, nodes)| crime(inputs, draft, nodes)).collect(),
            courses_of_conduct: courses(
                self.report,
                &self.edition.law,
                self.parties.iter().map(|p| &p.relation),
            ),
            not_recorded: stopped
                .filter_map(|(draft, nodes)| not_recorded(inputs, draft, nodes))
                .collect(),
            not_made_out: not_made_out(inputs, &self.parties, drafts),
            not_counted,
            not_used: self.report.not_used.clone(),
            cautions,
            discretion,
            open_questions: Vec::new(),
            open_questions_complete: false,
        }
    }

    fn review(&self) -> (Vec<cautions::Caution<'_>>, Vec<Discretion>) {
        let inputs = self.inputs();
        let unsaid = unsaid::Unsaid::of(self);
        let (mut cautions, mut discretion) = (Vec::new(), Vec::new());
        for parties in &self.parties {
            let relation = &parties.relation;
            let crimes = of_relation(&self.drafts.crimes, relation);
            let stopped = of_relation(&self.drafts.stopped, relation);
            let all: Vec<&Draft> = crimes.iter().chain(&stopped).copied().collect();
            let mut told = Vec::new();
            for draft in crimes {
                told.extend(of_crime::of_crime(inputs, parties, draft, &mut cautions));
                recorded::of_added(inputs, relation, draft, &mut cautions);
            }
            unsaid::nothing_recorded(self, parties, &all, &mut cautions);
            unsaid::part_of_course(self, &unsaid, parties, &mut cautions);
            unsaid::recorded_on(self, &unsaid, parties, &mut cautions);
            recorded::duplicates(inputs, relation, &self.drafts.duplicates, &mut cautions);
            recorded::single_occasions(inputs, parties, &all, &told, &mut cautions);
            cautions::ended(inputs, relation, &mut cautions);
            if relation.victim.is_some() || !all.is_empty() {
                recorded::recorded_crimes(inputs, relation, &mut cautions);
            }
            cautions::disapplied(inputs, parties, &mut cautions);
            cautions::changes_of_law(inputs, parties, &all, &mut cautions);
            cautions::discretion(inputs, parties, &all, &mut discretion);
        }
        cautions::reviewed(inputs, &mut cautions);
        cautions.sort();
        cautions.dedup();
        // A course that is missed is the gravest fault of all.
        let rule = Wording::from(&self.edition.law.occasion.name);
        cautions.sort_by_key(|caution| caution.rule != rule);
        discretion.sort();
        discretion.dedup();
        (cautions, discretion)
    }
}

/// Returns the crimes of a victim and a group, or of some of the group, from a sorted list.
fn of_relation<'d>(drafts: &'d [Draft], relation: &Relation) -> Vec<&'d Draft> {
    let key = |draft: &Draft| (draft.victim.is_none(), draft.victim);
    let sought = (relation.victim.is_none(), relation.victim);
    let from = drafts.partition_point(|draft| key(draft) < sought);
    let of_victim = drafts.iter().skip(from).take_while(|draft| key(draft) == sought);
    let theirs = |draft: &&Draft| draft.suspects.iter().all(|s| relation.suspects.contains(s));
    of_victim.filter(theirs).collect()
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

/// Returns the courses of conduct of a report: they depend on the law, and on no edition.
pub(crate) fn courses_of_conduct(report: &Checked, law: &Law) -> Vec<CourseOfConduct> {
    courses(report, law, conduct::relations(report, law).iter()).plain()
}

fn courses<'a, 'r>(
    report: &'a Checked,
    law: &Law,
    relations: impl Iterator<Item = &'r Relation>,
) -> Vec<ToldCourse<'a>> {
    let mut courses = Vec::new();
    for relation in relations.filter(|relation| is_linked(report, law, relation)) {
        let Some(victim) = relation.victim else { continue };
        for course in relation.courses.iter().filter(|course| course.occasions > 1) {
            courses.push(ToldCourse {
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

/// Whether the occasions of a relation are linked, as far as the report says, for some suspect.
fn is_linked(report: &Checked, law: &Law, relation: &Relation) -> bool {
    let linked = |suspect: &usize| {
        let pair = relation.victim.and_then(|victim| report.pairs.get(&(victim, *suspect)));
        pair.is_none_or(|pair| {
            law.links_occasions.iter().all(|fact| pair.facts.get(*fact) != Some(false))
        })
    };
    relation.suspects.iter().any(linked)
}

/// Returns the id of the recorded crime that something is added to.
fn existing<'a>(report: &'a Checked, draft: &Draft) -> Option<&'a str> {
    let crime = draft.existing().and_then(|crime| report.recorded_crimes.get(crime));
    crime.map(|crime| crime.id.as_str())
}

/// Returns the victims and groups whose occasions came to nothing.
fn not_made_out(inputs: Inputs<'_>, parties: &[Parties<'_>], drafts: &Drafts) -> Vec<NotMadeOut> {
    let Some(least) = inputs.edition.law.forms.last() else { return Vec::new() };
    let mut found = Vec::new();
    for Parties { relation, members, .. } in parties {
        if relation.courses.is_empty() {
            continue;
        }
        let Some(victim) = relation.victim else { continue };
        let [crimes, stopped] =
            [&drafts.crimes, &drafts.stopped].map(|list| of_relation(list, relation));
        if crimes.is_empty() && stopped.is_empty() {
            let ways = members.iter().map(|member| why_not::ways(inputs, member, relation, *least));
            let ways = ways.min_by_key(|ways| ways.first().map(Vec::len)).unwrap_or_default();
            // What is made out but not disclosed is something that the edition does not apply.
            if ways.first().is_some_and(Vec::is_empty) {
                continue;
            }
            found.push(NotMadeOut {
                victim: person(inputs.report, victim).to_owned(),
                suspects: people(inputs.report, &relation.suspects),
                code: *least,
                ways,
            });
        }
    }
    found
}

fn crime<'a>(
    inputs: Inputs<'a>,
    draft: &Draft,
    nodes: Vec<Node<'a>>,
) -> ToldCrime<'a, Wording<'a>> {
    let (edition, report) = (inputs.edition, inputs.report);
    let offences = offences(inputs, draft);
    let principal = offences.iter().find(|offence| offence.role == Role::Principal);
    ToldCrime {
        victim: draft.victim.map(|victim| person(report, victim)),
        victims: people(report, draft.victim.as_slice()),
        suspects: people(report, &draft.suspects),
        action: draft.action,
        principal: draft.principal(edition),
        class: principal.map(|offence| offence.class),
        between: draft.between(edition),
        existing: existing(report, draft),
        reclassify_to: draft.becomes(edition),
        also_record: draft.also_record(edition),
        related: draft.related(edition),
        offences,
        incidents: incidents(report, &draft.incidents()),
        because: reasons(edition, report, nodes),
    }
}

fn not_recorded<'a>(
    inputs: Inputs<'a>,
    draft: &Draft,
    nodes: Vec<Node<'a>>,
) -> Option<ToldNotRecorded<'a, Wording<'a>>> {
    let (step, stop) = draft.tested.stopped?;
    let outcome = match stop {
        Stop::NoCrime => Outcome::NoCrime,
        Stop::CrimeRelatedIncident => Outcome::CrimeRelatedIncident,
    };
    let record = match &inputs.edition.rule(step)?.form {
        Form::Stop { record, .. } => record.as_deref(),
        _ => None,
    };
    Some(ToldNotRecorded {
        victim: draft.victim.map(|victim| person(inputs.report, victim)),
        suspects: people(inputs.report, &draft.suspects),
        codes: draft.codes(inputs.edition),
        existing: existing(inputs.report, draft),
        incidents: incidents(inputs.report, &draft.incidents()),
        outcome,
        record,
        because: reasons(inputs.edition, inputs.report, nodes),
    })
}
