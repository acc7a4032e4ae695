//! What to review: cautions, and judgements that a rule depended on.

pub(super) mod of_crime;
pub(super) mod recorded;
pub(super) mod unsaid;

use std::collections::BTreeMap;

use super::why::some;
use super::wording::Wording;
use crate::conduct::{Course, Relation};
use crate::decide::read::ids::{incidents, people, person};
use crate::decide::read::truth::Truth;
use crate::decide::settle::draft::Draft;
use crate::decide::settle::earlier;
use crate::decide::settle::inputs::Inputs;
use crate::decide::settle::made_out::{By, Disclosed, Member};
use crate::decide::settle::parties::Parties;
use crate::decision::{Discretion, List, ToldCaution};
use crate::rules::compiled::law::{Fact, Support};
use crate::words::terms::Code;
use crate::words::text::in_words;

/// A caution while it is told.
pub(crate) type Caution<'a> = ToldCaution<'a, Wording<'a>>;

fn caution<'a>(
    inputs: Inputs<'a>,
    relation: &Relation,
    rule: impl Into<Wording<'a>>,
    support: &'a Support,
    says: impl Into<Wording<'a>>,
) -> Caution<'a> {
    ToldCaution {
        victim: relation.victim.map(|victim| person(inputs.report, victim)),
        suspects: people(inputs.report, &relation.suspects),
        rule: rule.into(),
        says: says.into(),
        cites: inputs.edition.cites(support).into(),
        standing: inputs.edition.standing(support),
        sources: inputs.edition.sources_of(support),
    }
}

/// Adds a caution if the report is later than the days for which the edition was reviewed.
pub(crate) fn reviewed<'a>(inputs: Inputs<'a>, cautions: &mut Vec<Caution<'a>>) {
    let (edition, today) = (inputs.edition, inputs.report.reported_on);
    let Some(to) = edition.reviewed_to.filter(|to| *to < today) else { return };
    let says = format!(
        "the rules of this edition were last reviewed for reports up to {to}, and this report is of {today}: check that they still apply"
    );
    cautions.push(ToldCaution {
        victim: None,
        suspects: Vec::new(),
        rule: edition.id.as_str().into(),
        says: says.into(),
        cites: edition.cites(&edition.support).into(),
        standing: edition.standing(&edition.support),
        sources: edition.sources_of(&edition.support),
    });
}

/// Adds a caution about each intervention that split occasions into courses.
pub(crate) fn ended<'a>(inputs: Inputs<'a>, relation: &Relation, cautions: &mut Vec<Caution<'a>>) {
    let mut courses: Vec<&Course> = relation.courses.iter().collect();
    courses.sort_by_key(|course| course.from);
    let between = courses.iter().zip(courses.iter().skip(1));
    for (before, after) in between {
        for intervention in &inputs.report.interventions {
            let concerns = Some(intervention.victim) == relation.victim
                && relation.suspects.contains(&intervention.suspect)
                && (before.to..after.from).contains(&intervention.on);
            let kind = inputs.edition.law.interventions.get(intervention.kind);
            let Some(kind) = kind.filter(|kind| concerns && kind.ends_course) else { continue };
            let says = format!(
                "the {} of {} ended a course of conduct: what came before and what came after are counted apart",
                in_words(&kind.term.name),
                intervention.on
            );
            cautions.push(caution(
                inputs,
                relation,
                kind.term.name.as_str(),
                &kind.term.support,
                says,
            ));
        }
    }
}

/// Adds a caution about offences that a course makes out but the edition does not apply to it.
pub(crate) fn disapplied<'a>(
    inputs: Inputs<'a>,
    Parties { relation, members, .. }: &Parties<'_>,
    cautions: &mut Vec<Caution<'a>>,
) {
    if inputs.edition.tables().disapplied.is_empty() {
        return;
    }
    for member in members {
        for course in &relation.courses {
            let several = |row, limb| inputs.several.enough(row, limb, member.suspect);
            let mut by_rule: BTreeMap<usize, Vec<Code>> = BTreeMap::new();
            for (row, offence) in inputs.edition.law.rows(&inputs.edition.law.by_course) {
                let rule = member.disapplied(row, course).filter(|_| {
                    member.reading(course, false).made_out(row, offence, &several).is_some()
                });
                rule.into_iter()
                    .for_each(|rule| by_rule.entry(rule).or_default().push(offence.code));
            }
            for (rule, codes) in by_rule {
                let Some(rule) = inputs.edition.rules.get(rule) else { continue };
                let says = format!(
                    "this edition does not apply {} to the course of conduct ({})",
                    List(&codes),
                    some(&incidents::<Vec<_>>(inputs.report, &course.incidents))
                );
                cautions.push(caution(inputs, relation, &rule.name, &rule.support, says));
            }
        }
    }
}

/// Adds a caution about each entry that spans a change of the law that matters to it.
pub(crate) fn changes_of_law<'a>(
    inputs: Inputs<'a>,
    Parties { relation, members, .. }: &Parties<'_>,
    drafts: &[&Draft],
    cautions: &mut Vec<Caution<'a>>,
) {
    for n in &relation.incidents {
        let Some(incident) = inputs.report.incidents.get(*n).filter(|i| i.first < i.last) else {
            continue;
        };
        let Some(member) = members.first() else { continue };
        let rows = |found: Vec<Disclosed>| found.into_iter().map(|d| d.row).collect::<Vec<_>>();
        // An incident by itself makes out only offences with a victim.
        let on = |day| match relation.victim {
            Some(_) => rows(member.on_day(*n, day)),
            None => Vec::new(),
        };
        let (before, after) = (on(incident.first), on(incident.last));
        let changed = before.iter().chain(&after).copied();
        let changed = changed.filter(|row| before.contains(row) != after.contains(row));
        let of_crimes = drafts.iter().flat_map(|draft| &draft.counted.bundle.disclosed);
        let of_crimes =
            of_crimes.filter(|d| d.incidents.contains(n) && began_within(inputs, d, *n));
        let mut rows: Vec<usize> = changed.chain(of_crimes.map(|d| d.row)).collect();
        rows.sort_unstable();
        rows.dedup();
        for offence in rows.iter().filter_map(|row| inputs.offence(*row)) {
            let says = format!(
                "{} spans a change of the law on {}: split it at the change",
                inputs.report.id(incident),
                offence.code
            );
            let code = offence.code.to_string();
            cautions.push(caution(inputs, relation, code, &offence.support, says));
        }
    }
}

/// Whether an offence, with its limb, was law on the first or the last day of an incident only.
fn began_within(inputs: Inputs<'_>, disclosed: &Disclosed, n: usize) -> bool {
    let incident = inputs.report.incidents.get(n);
    incident.zip(inputs.offence(disclosed.row)).is_some_and(|(incident, offence)| {
        let limb = match &disclosed.by {
            By::Course { limb, .. } => offence.limbs.get(*limb),
            By::Code | By::Incident(_) | By::Recorded(_) => None,
        };
        let on = |day| {
            offence.in_force.contains(day) && limb.is_none_or(|limb| limb.in_force.contains(day))
        };
        on(incident.first) != on(incident.last)
    })
}

/// Adds judgements that decided, or that could have decided otherwise.
pub(crate) fn discretion(
    inputs: Inputs<'_>,
    Parties { relation, members, sorted }: &Parties<'_>,
    drafts: &[&Draft],
    found: &mut Vec<Discretion>,
) {
    let mut add = |rule: &str, fact: String, used: bool| {
        found.push(Discretion {
            victim: relation.victim.map(|victim| person(inputs.report, victim).to_owned()),
            suspects: people(inputs.report, &relation.suspects),
            rule: rule.to_owned(),
            fact,
            used,
        });
    };
    let law = &inputs.edition.law;
    let name = |fact: usize| law.facts.get(fact).map_or(String::new(), Fact::field);
    let rule = |n: usize| inputs.edition.rules.get(n).map_or("", |rule| rule.name.as_str());
    for draft in drafts {
        for (number, fact, used) in &draft.tested.judged {
            add(rule(*number), name(*fact), *used);
        }
    }
    if let Some((number, continuation)) = earlier::rule(inputs.edition) {
        let judged = |fact: &usize| law.facts.get(*fact).is_some_and(|fact| fact.judgement);
        if let Some(fact) = continuation.unless.filter(judged) {
            sorted.judged.values().for_each(|used| add(rule(number), name(fact), *used));
        }
    }
    for member in members {
        for draft in drafts {
            for (number, fact, used) in presumptions(member, draft) {
                add(rule(number), name(fact), used);
            }
        }
    }
}

/// Returns the presumptions of a course that depended on a judgement: the rule, the fact, and its
/// value.
fn presumptions(member: &Member<'_>, draft: &Draft) -> Vec<(usize, usize, bool)> {
    let by_course = |d: &Disclosed| matches!(d.by, By::Course { .. });
    let Some(course) = &draft.counted.course else { return Vec::new() };
    if !draft.counted.bundle.disclosed.iter().any(by_course) {
        return Vec::new();
    }
    let situation = member.situation(&course.incidents);
    let mut turned = Vec::new();
    for fact in member.edition.law.judged_of_pair.iter().copied() {
        let used = member.facts.answers.get(fact) == Some(true);
        let [open, with, without] =
            [None, Some(true), Some(false)].map(|answer| situation.with(fact, answer));
        for (number, presumption) in member.edition.tables().presumptions.iter().enumerate() {
            let hangs_on_it = open.presumed(number) == Truth::Unknown;
            if hangs_on_it && with.presumed(number) != without.presumed(number) {
                turned.push((presumption.rule, fact, used));
            }
        }
    }
    turned
}
