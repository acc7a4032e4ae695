//! What is not known of a victim and a suspect, and which of it a rule in play could use.

use std::collections::BTreeSet;

use super::condition::{Known, Situation};
use super::earlier;
use super::made_out::Member;
use super::truth::Truth;
use crate::conduct::{self, Course, Relation};
use crate::edition::law::{About, Condition, Law, Limb, MadeOutBy};
use crate::edition::{Edition, Form};
use crate::report::Checked;

/// Something that is not known of a pair.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Unknown {
    Relationship,
    Fact(usize),
    VictimUnder16,
    SuspectUnder16,
}

impl Unknown {
    /// Whether its answer can part a group of offenders.
    pub(super) fn parts_group(self, law: &Law) -> bool {
        match self {
            Unknown::Fact(n) => law.facts.get(n).is_some_and(|fact| fact.parts_group),
            _ => false,
        }
    }

    /// Whether its answer can also change what is made out between other people: it parts a
    /// group, is an age, or counts towards offences against several victims.
    pub(super) fn reaches_others(self, law: &Law) -> bool {
        match self {
            Unknown::VictimUnder16 | Unknown::SuspectUnder16 => true,
            Unknown::Relationship => false,
            Unknown::Fact(n) => {
                let counts =
                    |with: usize| law.conditions.get(with).is_some_and(|c| uses(&c.when, n, law));
                let limbs = law.defined.iter().filter_map(|row| law.offences.get(*row));
                self.parts_group(law)
                    || limbs.flat_map(|offence| &offence.limbs).any(|limb| match limb.by {
                        MadeOutBy::Victims { with, .. } => counts(with),
                        MadeOutBy::Incident | MadeOutBy::Course => false,
                    })
            }
        }
    }
}

/// Whether a condition uses a fact, itself or through another.
fn uses(condition: &Condition, fact: usize, law: &Law) -> bool {
    match condition {
        Condition::Fact(n) => *n == fact,
        Condition::Named(n) => law.conditions.get(*n).is_some_and(|c| uses(&c.when, fact, law)),
        Condition::Not(inner) => uses(inner, fact, law),
        Condition::All(parts) | Condition::Any(parts) => {
            parts.iter().any(|part| uses(part, fact, law))
        }
        _ => false,
    }
}

/// The unknown facts of a pair that a rule in play could use.
pub(super) fn in_play(
    edition: &Edition,
    report: &Checked,
    victim: usize,
    suspect: usize,
) -> Vec<Unknown> {
    let unknowns = unknowns(edition, report, victim, suspect);
    let mut used = BTreeSet::new();
    let together = report.incidents.iter().any(|i| {
        let suspects = report.suspects(i);
        report.victims(i).contains(&victim) && suspects.contains(&suspect) && suspects.len() > 1
    });
    let parting: Vec<Unknown> =
        unknowns.iter().copied().filter(|u| together && u.parts_group(&edition.law)).collect();
    let mut variants = vec![report.clone()];
    for unknown in &parting {
        let mut variant = report.clone();
        set(edition, &mut variant, (victim, suspect), *unknown, 1);
        variants.push(variant);
        used.insert(*unknown);
    }
    for variant in &variants {
        let relations = conduct::relations(variant, &edition.law);
        for relation in relations.iter().filter(|r| r.victim == Some(victim)) {
            if relation.suspects.contains(&suspect) {
                used_by_rules(edition, variant, relation, suspect, &unknowns, &mut used);
            }
        }
    }
    for (age, person) in [(Unknown::VictimUnder16, victim), (Unknown::SuspectUnder16, suspect)] {
        if unknowns.contains(&age) && !used.contains(&age) {
            let of_others =
                variants.iter().any(|variant| age_in_play(edition, variant, age, person));
            used.extend(of_others.then_some(age));
        }
    }
    unknowns.into_iter().filter(|unknown| used.contains(unknown)).collect()
}

/// Whether anything between a person and anybody turns on the person's age: it is a fact of
/// each pair that the person is in.
fn age_in_play(edition: &Edition, report: &Checked, age: Unknown, person: usize) -> bool {
    let relations = conduct::relations(report, &edition.law);
    let turns = |relation: &Relation, victim: usize, suspect: usize| {
        let theirs = unknowns(edition, report, victim, suspect);
        let mut used = BTreeSet::new();
        used_by_rules(edition, report, relation, suspect, &theirs, &mut used);
        used.contains(&age)
    };
    relations.iter().any(|relation| {
        let Some(victim) = relation.victim else { return false };
        let mut suspects = relation.suspects.iter().copied();
        match age {
            Unknown::VictimUnder16 if victim == person => {
                suspects.any(|suspect| turns(relation, victim, suspect))
            }
            Unknown::SuspectUnder16 if relation.suspects.contains(&person) => {
                turns(relation, victim, person)
            }
            _ => false,
        }
    })
}

fn unknowns(edition: &Edition, report: &Checked, victim: usize, suspect: usize) -> Vec<Unknown> {
    let pair = report.pairs.get(&(victim, suspect));
    let mut unknowns = Vec::new();
    if pair.is_none_or(|pair| pair.relationship.is_none()) {
        unknowns.push(Unknown::Relationship);
    }
    for (n, fact) in edition.law.facts.iter().enumerate() {
        let known = pair.and_then(|pair| pair.facts.get(n));
        if fact.about == About::Pair && fact.taken.is_none() && known.is_none() {
            unknowns.push(Unknown::Fact(n));
        }
    }
    let no_age =
        |n: usize| report.people.get(n).is_some_and(|p| p.age.is_none() && p.born.is_none());
    unknowns.extend(no_age(victim).then_some(Unknown::VictimUnder16));
    unknowns.extend(no_age(suspect).then_some(Unknown::SuspectUnder16));
    unknowns
}

/// Leaves the unknown facts open and collects those on which the truth of a condition rests.
fn used_by_rules(
    edition: &Edition,
    report: &Checked,
    relation: &Relation,
    suspect: usize,
    unknowns: &[Unknown],
    used: &mut BTreeSet<Unknown>,
) {
    let mut member = Member::new(edition, report, relation, suspect);
    for unknown in unknowns {
        match unknown {
            Unknown::Relationship => member.facts.relationship = Known::Open,
            Unknown::VictimUnder16 => member.facts.victim_age = Known::Open,
            Unknown::SuspectUnder16 => member.facts.suspect_age = Known::Open,
            Unknown::Fact(n) => {
                member.facts.answers.set(*n, None);
            }
        }
    }
    let sorted = earlier::sort_out(edition, report, relation);
    let fresh = sorted.fresh.iter().map(|(course, closed)| (course.clone(), closed.is_some()));
    let added = sorted.added.values().filter_map(|ids| conduct::course(report, ids.clone()));
    let whole = relation.courses.iter().cloned();
    let courses = fresh.chain(added.chain(whole).map(|course| (course, false)));
    for (course, one) in courses {
        used_by_course(&member, &course, one, used);
    }
}

fn used_by_course(member: &Member<'_>, course: &Course, one: bool, used: &mut BTreeSet<Unknown>) {
    let edition = member.edition;
    let whole = member.situation(&course.incidents);
    let mut open = Vec::new();
    for rule in &edition.rules {
        if let Form::Disapply { when, .. } = &rule.form {
            whole.open_parts(when, &mut open);
        }
    }
    used.extend(open.iter().filter_map(|part| unknown_of(part)));
    for row in &edition.law.defined {
        let Some(offence) = edition.law.offences.get(*row) else { continue };
        for limb in offence.limbs.iter().filter(|limb| limb.by != MadeOutBy::Incident) {
            if !victims_enough(member, limb) {
                continue;
            }
            let situation = member.at_limb(offence, limb, course, one);
            if situation.truth(&limb.when) != Truth::Unknown {
                continue;
            }
            let mut open = Vec::new();
            open_parts(edition, &situation, &limb.when, &mut open);
            used.extend(open.iter().filter_map(|part| unknown_of(part)));
        }
    }
}

/// The parts of a condition that are open, and those of the presumptions that it rests on.
pub(super) fn open_parts<'c>(
    edition: &'c Edition,
    situation: &'c Situation<'_>,
    condition: &'c Condition,
    open: &mut Vec<&'c Condition>,
) {
    situation.open_parts(condition, open);
    for presumption in &edition.tables().presumptions {
        if condition.names(presumption.condition, &edition.law) {
            situation.open_parts(&presumption.when, open);
            presumption.unless.iter().for_each(|unless| situation.open_parts(unless, open));
        }
    }
}

/// Whether the suspect has as many victims as a limb asks for.
fn victims_enough(member: &Member<'_>, limb: &Limb) -> bool {
    let Some(at_least) = limb.by.victims() else { return true };
    let report = member.report;
    let theirs = report.incidents.iter().filter(|i| report.suspects(i).contains(&member.suspect));
    let victims: BTreeSet<usize> = theirs.flat_map(|i| report.victims(i)).copied().collect();
    victims.len() >= usize::from(at_least)
}

fn unknown_of(part: &Condition) -> Option<Unknown> {
    match part {
        Condition::Fact(n) => Some(Unknown::Fact(*n)),
        Condition::Relationship(_) => Some(Unknown::Relationship),
        Condition::VictimUnder(_) => Some(Unknown::VictimUnder16),
        Condition::SuspectUnder(_) => Some(Unknown::SuspectUnder16),
        _ => None,
    }
}

/// Sets an unknown fact to one of its answers, by number: false and true, or a relationship.
pub(super) fn set(
    edition: &Edition,
    report: &mut Checked,
    pair: (usize, usize),
    unknown: Unknown,
    answer: usize,
) {
    let age = Some(if answer == 1 { 15 } else { 18 });
    let mut set_age = |n: usize| report.people.iter_mut().skip(n).take(1).for_each(|p| p.age = age);
    match unknown {
        Unknown::VictimUnder16 => set_age(pair.0),
        Unknown::SuspectUnder16 => set_age(pair.1),
        Unknown::Relationship => {
            report.pairs.entry(pair).or_default().relationship = Some(answer);
        }
        Unknown::Fact(n) => {
            let known = report.pairs.entry(pair).or_default();
            known.facts.set(n, Some(answer == 1));
            if edition.law.facts.get(n).is_some_and(|fact| fact.parts_group) {
                known.independent = answer == 1;
            }
        }
    }
}
