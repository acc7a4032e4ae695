//! What is unknown about a victim and a suspect, and which of it a rule in play could use.

use super::unknown::{Unknown, set};
use crate::decide::read::truth::Truth;
use crate::decide::settle::made_out::Member;
use crate::decide::settle::{earlier, recording_test, settle};
use std::collections::{BTreeMap, BTreeSet};

use crate::checked::Checked;
use crate::conduct::{self, Course, Relation};
use crate::rules::compiled::law::{About, Condition, Limb, MadeOutBy};
use crate::rules::compiled::question::{Answer, Question, ages};
use crate::rules::compiled::{Edition, Form, Party};

/// Something unknown that a rule could use, with its possible answers.
#[derive(Debug, Clone)]
pub(crate) struct Open {
    pub(crate) unknown: Unknown,
    pub(crate) answers: Vec<Answer>,
}

/// Unknowns that rules could use, each with the age limits asked about.
type Used = BTreeMap<Unknown, BTreeSet<u16>>;

/// Returns the unknown facts of a pair that a rule in play could use.
pub(crate) fn in_play(
    edition: &Edition,
    report: &Checked,
    victim: usize,
    suspect: usize,
) -> Vec<Open> {
    let unknowns = unknowns(edition, report, victim, suspect);
    let mut used = Used::new();
    let together = report.incidents.iter().any(|i| {
        let suspects = report.suspects(i);
        report.victims(i).contains(&victim) && suspects.contains(&suspect) && suspects.len() > 1
    });
    let mut variants = vec![report.clone()];
    for unknown in unknowns.iter().filter(|unknown| unknown.shapes_courses(&edition.law)) {
        let matters = match unknown.question {
            Question::OfRecordedCrime(fact) => keeps_open(edition, fact),
            Question::OfIncident(_) => report.may_be_part(&edition.law, unknown.of),
            Question::OfEffects(_) => true,
            _ => together,
        };
        if matters {
            let mut variant = report.clone();
            set(edition, &mut variant, (victim, suspect), *unknown, &Answer::Is(true));
            variants.push(variant);
            used.entry(*unknown).or_default();
        }
    }
    for variant in &variants {
        let relations = conduct::relations(variant, &edition.law);
        for relation in relations.iter().filter(|r| r.victim == Some(victim)) {
            if relation.suspects.contains(&suspect) {
                used_by_rules(edition, variant, relation, suspect, &unknowns, &mut used);
            }
        }
        for part in recording_test::open_parts(edition, variant, victim) {
            note(part, &unknowns, &mut used);
        }
    }
    for unknown in &unknowns {
        if another_occasion(edition, report, (victim, suspect), *unknown) {
            used.entry(*unknown).or_default();
        }
    }
    for unknown in &unknowns {
        let (Question::Age(who) | Question::OfPerson(who, _)) = unknown.question else { continue };
        let person = if who == Party::Victim { victim } else { suspect };
        if !used.contains_key(unknown) {
            let of_others = |variant| used_of_person(edition, variant, *unknown, who, person);
            used.extend(variants.iter().find_map(of_others).map(|limits| (*unknown, limits)));
        }
    }
    let open = |unknown: Unknown| {
        let limits = used.get(&unknown)?;
        let answers = match unknown.question {
            Question::Relationship => {
                (0..edition.law.relationships.len()).map(Answer::Relationship).collect()
            }
            Question::Age(_) => ages(limits).into_iter().map(Answer::Age).collect(),
            _ => vec![Answer::Is(false), Answer::Is(true)],
        };
        Some(Open { unknown, answers })
    };
    unknowns.into_iter().filter_map(open).collect()
}

/// Whether it asks of an incident that would be what was recorded whether it is another occasion.
fn another_occasion(
    edition: &Edition,
    report: &Checked,
    (victim, suspect): (usize, usize),
    unknown: Unknown,
) -> bool {
    let rule = edition.tables().once_a_day.as_ref();
    let rule = rule.and_then(|(rule, _)| edition.rules.get(*rule)).map(|rule| &rule.form);
    let Some(Form::OnceADay { unless, .. }) = rule else { return false };
    let asks = unknown.question == Question::OfIncident(*unless);
    asks && settle(edition, report).drafts.duplicates.iter().any(|duplicate| {
        let of_pair = duplicate.victim == Some(victim) && duplicate.suspects.contains(&suspect);
        of_pair && duplicate.incident == unknown.of
    })
}

/// Whether the edition asks this fact about recorded crimes.
fn keeps_open(edition: &Edition, fact: usize) -> bool {
    earlier::rule(edition).is_some_and(|(_, rule)| rule.unless == Some(fact))
}

/// Returns the age limits asked about, if anything between a person and anybody depends on what is
/// unknown about the person. It is unknown for each pair that the person is in.
fn used_of_person(
    edition: &Edition,
    report: &Checked,
    unknown: Unknown,
    who: Party,
    person: usize,
) -> Option<BTreeSet<u16>> {
    let relations = conduct::relations(report, &edition.law);
    let turns = |relation: &Relation, victim: usize, suspect: usize| {
        let theirs = unknowns(edition, report, victim, suspect);
        let mut used = Used::new();
        used_by_rules(edition, report, relation, suspect, &theirs, &mut used);
        used.remove(&unknown)
    };
    relations.iter().find_map(|relation| {
        let victim = relation.victim?;
        let mut suspects = relation.suspects.iter().copied();
        match who {
            Party::Victim if victim == person => {
                suspects.find_map(|suspect| turns(relation, victim, suspect))
            }
            Party::Suspect if relation.suspects.contains(&person) => {
                turns(relation, victim, person)
            }
            _ => None,
        }
    })
}

/// Returns everything unknown about a pair that has no assumed value.
fn unknowns(edition: &Edition, report: &Checked, victim: usize, suspect: usize) -> Vec<Unknown> {
    let law = &edition.law;
    let pair = report.pairs.get(&(victim, suspect));
    let person =
        |who: Party| report.people.get(if who == Party::Victim { victim } else { suspect });
    let parties = [Party::Victim, Party::Suspect];
    let mut found = Vec::new();
    let mut add = |question, of| found.push(Unknown { question, of });
    if pair.is_none_or(|pair| pair.relationship.is_none()) {
        add(Question::Relationship, 0);
    }
    for n in law.asked_about(About::Pair) {
        if pair.is_none_or(|pair| pair.facts.get(n).is_none()) {
            add(Question::Fact(n), 0);
        }
    }
    for n in law.asked_about(About::Recording) {
        if report.recording_of(Some(victim)).facts.get(n).is_none() {
            add(Question::Fact(n), 0);
        }
    }
    for n in law.asked_about(About::Person) {
        for who in parties {
            if person(who).is_some_and(|person| person.facts.get(n).is_none()) {
                add(Question::OfPerson(who, n), 0);
            }
        }
    }
    for n in law.asked_about(About::Incident) {
        for (of, incident) in report.incidents.iter().enumerate() {
            let between = report.victims(incident).contains(&victim)
                && report.suspects(incident).contains(&suspect);
            if between && report.incident_facts(incident).get(n).is_none() {
                add(Question::OfIncident(n), of);
            }
        }
    }
    for (of, incident) in report.incidents.iter().enumerate() {
        let between = report.victims(incident).contains(&victim)
            && report.suspects(incident).contains(&suspect);
        for asked in law.effect_questions.iter().filter(|_| between && !incident.effects_known) {
            add(Question::OfEffects(asked.effects), of);
        }
    }
    for n in law.asked_about(About::RecordedCrime) {
        for (of, crime) in report.recorded_crimes.iter().enumerate() {
            let between = crime.victim == Some(victim) && crime.suspects.contains(&suspect);
            if between && crime.facts.get(n).is_none() {
                add(Question::OfRecordedCrime(n), of);
            }
        }
    }
    for who in parties {
        if person(who).is_some_and(|person| person.age.is_none() && person.born.is_none()) {
            add(Question::Age(who), 0);
        }
    }
    found
}

/// Leaves open what is unknown about a member and the victim.
pub(crate) fn open(member: &mut Member<'_>, relation: &Relation) {
    let Some(victim) = relation.victim else { return };
    let unknowns = unknowns(member.edition, member.report, victim, member.suspect);
    unknowns.into_iter().for_each(|unknown| member.facts.open(unknown.question));
}

/// Leaves the unknown facts open, and collects those that the truth of a condition depends on.
fn used_by_rules(
    edition: &Edition,
    report: &Checked,
    relation: &Relation,
    suspect: usize,
    unknowns: &[Unknown],
    used: &mut Used,
) {
    let mut member = Member::new(edition, report, relation, suspect);
    unknowns.iter().for_each(|unknown| member.facts.open(unknown.question));
    let sorted = earlier::sort_out(edition, report, relation, std::slice::from_ref(&member));
    let fresh = sorted.fresh.iter().map(|fresh| (fresh.course.clone(), fresh.closed.is_some()));
    let added = sorted.added.values().filter_map(|ids| conduct::course(report, ids.clone()));
    let whole = relation.courses.iter().cloned();
    let courses = fresh.chain(added.chain(whole).map(|course| (course, false)));
    let mut found = Vec::new();
    for (course, one) in courses {
        open_of_course(&member, &course, one, &mut found);
    }
    for n in &relation.incidents {
        open_of_incident(&member, *n, &mut found);
    }
    found.into_iter().for_each(|part| note(part, unknowns, used));
}

/// Adds the unknowns that an open part of a condition asks about.
fn note(part: &Condition, unknowns: &[Unknown], used: &mut Used) {
    for unknown in unknowns.iter().filter(|unknown| part.asks() == Some(unknown.question)) {
        let limits = used.entry(*unknown).or_default();
        if let Condition::Under(_, age) = part {
            limits.insert(*age);
        }
    }
}

fn open_of_course<'a>(
    member: &Member<'a>,
    course: &Course,
    one: bool,
    found: &mut Vec<&'a Condition>,
) {
    let edition = member.edition;
    let whole = member.situation(&course.incidents);
    for rule in &edition.rules {
        if let Form::Disapply { when, .. } = &rule.form {
            whole.open_parts(&edition.law, when, found);
        }
    }
    for (_, offence) in edition.law.rows(&edition.law.defined) {
        for limb in offence.limbs.iter().filter(|limb| limb.by != MadeOutBy::Incident) {
            if victims_enough(member, limb) {
                let situation = member.at_limb(offence, limb, course, one);
                if situation.truth(&limb.when) == Truth::Unknown {
                    situation.open_parts_of(edition, &limb.when, found);
                }
            }
        }
    }
}

fn open_of_incident<'a>(member: &Member<'a>, n: usize, found: &mut Vec<&'a Condition>) {
    let edition = member.edition;
    let incident = member.report.incidents.get(n).filter(|incident| incident.is_occasion);
    let Some(day) = incident.map(|incident| incident.last) else { return };
    let one = [n];
    let situation = member.situation(&one);
    for (_, offence) in edition.law.rows(&edition.law.by_incident) {
        let limbs = offence.limbs.iter().filter(|limb| limb.by == MadeOutBy::Incident);
        for limb in limbs.filter(|limb| offence.was_law(limb, day)) {
            if situation.truth(&limb.when) == Truth::Unknown {
                situation.open_parts_of(edition, &limb.when, found);
            }
        }
    }
}

/// Whether the suspect has as many victims as a limb requires.
fn victims_enough(member: &Member<'_>, limb: &Limb) -> bool {
    let Some(at_least) = limb.by.victims() else { return true };
    let report = member.report;
    let theirs = report.incidents.iter().filter(|i| report.suspects(i).contains(&member.suspect));
    let victims: BTreeSet<usize> = theirs.flat_map(|i| report.victims(i)).copied().collect();
    victims.len() >= usize::from(at_least)
}
