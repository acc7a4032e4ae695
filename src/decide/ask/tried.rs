//! How each condition of an edition and each step of the recording test turned out in a report, and
//! what became of recorded crimes.

use super::recorded_crimes::Tried;
use super::{recorded_crimes, unknowns};
use crate::checked::Checked;
use crate::conduct::Relation;
use crate::decide::read::condition::Situation;
use crate::decide::read::truth::Truth;
use crate::decide::settle::draft::{Draft, Drafts};
use crate::decide::settle::inputs::Inputs;
use crate::decide::settle::made_out::Member;
use crate::decide::settle::parties::Parties;
use crate::decide::settle::settle;
use crate::rules::compiled::law::{Condition, Limb, MadeOutBy, Offence};
use crate::rules::compiled::{Edition, Form};

/// Returns every condition of the law and of the rules of an edition, by name, and whether a report
/// may leave it unknown. Limbs that became law after the edition are left out.
pub(crate) fn conditions(edition: &Edition) -> Vec<(String, bool)> {
    let law = &edition.law;
    let named = law.conditions.iter().map(|c| (format!("condition {}", c.name), &c.when));
    let limbs = limbs(edition).map(|(_, _, _, limb)| (name_of(limb), &limb.when));
    let about_people = named.chain(limbs).chain(of_rules(edition));
    let about_people = about_people.map(|(name, when)| (name, when.can_be_unknown(law)));
    let others = steps(edition).map(|(_, name)| name).chain(recorded_crimes::names(edition));
    about_people.chain(others.map(|name| (name, false))).collect()
}

/// Returns how the conditions of an edition turned out in a report.
pub(crate) fn outcomes(edition: &Edition, report: &Checked) -> Vec<Tried> {
    let settled = settle(edition, report);
    let inputs = settled.inputs();
    let mut found = Vec::new();
    for Parties { relation, .. } in &settled.parties {
        of_people(inputs, relation, &mut found);
    }
    of_steps(edition, &settled.drafts, &mut found);
    for parties in &settled.parties {
        recorded_crimes::outcomes(inputs, parties, &settled.drafts, &mut found);
    }
    found.sort_unstable();
    found.dedup();
    found
}

/// Adds the conditions about a victim and a suspect, for each course and occasion.
fn of_people(inputs: Inputs<'_>, relation: &Relation, found: &mut Vec<Tried>) {
    let Inputs { edition, report, several } = inputs;
    let law = &edition.law;
    for suspect in &relation.suspects {
        let decided = Member::new(edition, report, relation, *suspect);
        let mut open = Member::new(edition, report, relation, *suspect);
        unknowns::open(&mut open, relation);
        let mut came_to = |name: String, holds: bool, truth: Truth| {
            let unknown = (truth == Truth::Unknown).then_some("unknown");
            let words = [Some(if holds { "true" } else { "false" }), unknown];
            found.extend(words.into_iter().flatten().map(|word| (name.clone(), word)));
        };
        for course in &relation.courses {
            let read = |member: &Member<'_>, when: &Condition| {
                member.situation(&course.incidents).truth(when)
            };
            let named = law.conditions.iter().map(|c| (format!("condition {}", c.name), &c.when));
            for (name, when) in named.chain(of_rules(edition)) {
                came_to(name, read(&decided, when) == Truth::True, read(&open, when));
            }
            for (row, n, offence, limb) in limbs(edition) {
                let enough = match limb.by {
                    MadeOutBy::Incident => continue,
                    MadeOutBy::Course => true,
                    MadeOutBy::Victims { .. } => several.enough(row, n, *suspect),
                };
                let read = |member: &Member<'_>| {
                    let situation = member.at_limb(offence, limb, course, false);
                    if situation.incidents.is_empty() {
                        Truth::False
                    } else {
                        situation.truth(&limb.when)
                    }
                };
                came_to(name_of(limb), enough && read(&decided) == Truth::True, read(&open));
            }
        }
        let occasions = relation.courses.iter().flat_map(|course| &course.incidents);
        for n in occasions {
            let Some(incident) = report.incidents.get(*n) else { continue };
            let of_incidents = limbs(edition).filter(|(.., limb)| limb.by == MadeOutBy::Incident);
            for (_, _, offence, limb) in of_incidents {
                let day = incident.last;
                let was_law = offence.was_law(limb, day);
                let read = |member: &Member<'_>| {
                    let one = [*n];
                    let situation: Situation<'_> = member.situation(&one);
                    if was_law { situation.truth(&limb.when) } else { Truth::False }
                };
                came_to(name_of(limb), read(&decided) == Truth::True, read(&open));
            }
        }
    }
}

/// Adds each step of the recording test, for each crime that it was applied to.
fn of_steps(edition: &Edition, drafts: &Drafts, found: &mut Vec<Tried>) {
    let all = drafts.crimes.iter().chain(&drafts.stopped);
    for Draft { tested, .. } in all {
        let stopped = tested.stopped.map(|(rule, _)| rule);
        for (rule, name) in steps(edition) {
            found.push((name, if stopped == Some(rule) { "true" } else { "false" }));
            if stopped == Some(rule) {
                break;
            }
        }
    }
}

/// Returns the limbs that were law before the edition ended, with the row and number of each.
fn limbs(edition: &Edition) -> impl Iterator<Item = (usize, usize, &Offence, &Limb)> {
    let law = &edition.law;
    let defined = law.defined.iter().filter_map(|row| Some((*row, law.offences.get(*row)?)));
    let all = defined.flat_map(|(row, offence)| {
        offence.limbs.iter().enumerate().map(move |(n, limb)| (row, n, offence, limb))
    });
    let until = edition.in_force.until;
    all.filter(move |(_, _, offence, limb)| {
        let from = offence.in_force.from.max(limb.in_force.from);
        until.is_none_or(|until| from.is_none_or(|from| from <= until))
    })
}

fn name_of(limb: &Limb) -> String {
    format!("limb {}", limb.name)
}

/// Returns the conditions of rules that are about a victim and a suspect.
fn of_rules(edition: &Edition) -> impl Iterator<Item = (String, &Condition)> {
    edition.rules.iter().flat_map(|rule| {
        let (when, unless) = match &rule.form {
            Form::Presume { when, unless, .. } => (Some(when), unless.as_ref()),
            Form::Disapply { when, .. } => (Some(when), None),
            Form::Caution { when, .. } => (when.as_ref(), None),
            _ => (None, None),
        };
        let when = when.map(|when| (format!("when of rule {}", rule.name), when));
        let unless = unless.map(|unless| (format!("unless of rule {}", rule.name), unless));
        when.into_iter().chain(unless)
    })
}

/// Returns the steps of the recording test: the number of the rule, and a name.
fn steps(edition: &Edition) -> impl Iterator<Item = (usize, String)> {
    edition.rules.iter().enumerate().filter_map(|(n, rule)| {
        let step = matches!(rule.form, Form::Stop { .. });
        step.then(|| (n, format!("when of rule {}", rule.name)))
    })
}
