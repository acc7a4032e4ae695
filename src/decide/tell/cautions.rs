//! What to review: cautions, and judgements that a rule depended on.

use super::wording::{Wording, Words};
use crate::decide::read::ids::{people, person};
use crate::decide::read::truth::Truth;
use crate::decide::settle::counted::Place;
use crate::decide::settle::draft::Draft;
use crate::decide::settle::earlier;
use crate::decide::settle::earlier::concerns_recorded_crime;
use crate::decide::settle::made_out::{By, Disclosed, Member};
use crate::decide::settle::matter::Matter;
use crate::decide::settle::parties::Parties;
use std::collections::BTreeMap;

use crate::conduct::{Course, Relation};
use crate::decision::{Action, Caution, Discretion, List};
use crate::rules::compiled::law::{Fact, Support};
use crate::rules::compiled::{Beside, Form, Rule};
use crate::words::terms::Code;
use crate::words::text::in_words;

fn caution<'a, T: Words<'a>>(
    matter: Matter<'a>,
    relation: &Relation,
    rule: impl Into<Wording<'a>>,
    support: &'a Support,
    says: impl Into<Wording<'a>>,
) -> Caution<T> {
    Caution {
        victim: relation.victim.map(|victim| person(matter.report, victim).into()),
        suspects: people(matter.report, &relation.suspects),
        rule: rule.into().into(),
        says: says.into().into(),
        cites: Wording::from(matter.edition.law.cites(support)).into(),
        standing: matter.edition.standing(support),
        sources: matter.edition.law.sources_of(support),
    }
}

/// Adds a caution if the report is later than the days for which the edition was reviewed.
pub(crate) fn reviewed<'a, T: Words<'a>>(matter: Matter<'a>, cautions: &mut Vec<Caution<T>>) {
    let (edition, today) = (matter.edition, matter.report.reported_on);
    let Some(to) = edition.reviewed_to.filter(|to| *to < today) else { return };
    let says = format!(
        "the rules of this edition were last reviewed for reports up to {to}, and this report is of {today}: check that they still apply"
    );
    cautions.push(Caution {
        victim: None,
        suspects: Vec::new(),
        rule: edition.id.as_str().into(),
        says: Wording::from(says).into(),
        cites: Wording::from(edition.law.cites(&edition.support)).into(),
        standing: edition.standing(&edition.support),
        sources: edition.law.sources_of(&edition.support),
    });
}

/// Adds the cautions that the edition has for a crime, recorded or referred.
pub(crate) fn of_crime<'a, T: Words<'a>>(
    matter: Matter<'a>,
    Parties { relation, members, .. }: &Parties<'_>,
    draft: &Draft,
    cautions: &mut Vec<Caution<T>>,
) {
    if draft.action == Action::AddToExisting {
        return;
    }
    let tables = matter.edition.tables();
    let is = |place: &usize, members: &Vec<bool>| {
        let key = draft.ranked.keys.get(*place);
        key.and_then(|key| members.get(*key)).copied().unwrap_or(false)
    };
    for (number, of, beside) in &tables.cautions {
        let Some(Rule { form: Form::Caution { says, when, .. }, support, name }) =
            matter.edition.rules.get(*number)
        else {
            continue;
        };
        let principal = || draft.ranked.top.iter().filter(|_| draft.action == Action::Record);
        let speaks = || match beside {
            Some((how, other)) => {
                let others = match how {
                    Beside::Over => &draft.ranked.related,
                    Beside::With => &draft.ranked.also,
                };
                principal().any(|place| is(place, of)) && others.iter().any(|p| is(p, other))
            }
            None => (0..draft.counted.bundle.disclosed.len()).any(|place| is(&place, of)),
        };
        let holds = |when| {
            let course = draft.counted.course.as_ref();
            let incidents = course.map_or_else(|| draft.incidents(), |c| c.incidents.clone());
            members.iter().any(|member| member.situation(&incidents).holds(when))
        };
        if speaks() && when.as_ref().is_none_or(holds) {
            cautions.push(caution(matter, relation, name, support, says));
        }
    }
}

/// Adds a caution if conduct added to a recorded crime does not make it graver by itself.
pub(crate) fn of_added<'a, T: Words<'a>>(
    matter: Matter<'a>,
    relation: &Relation,
    draft: &Draft,
    cautions: &mut Vec<Caution<T>>,
) {
    let (Place::Added(crime), None) = (&draft.counted.place, draft.reclassify_to) else { return };
    let recorded = matter.report.recorded_crimes.get(*crime);
    let rule = earlier::rule(matter.edition).and_then(|(n, _)| matter.edition.rules.get(n));
    if let Some((rule, recorded)) = rule.zip(recorded) {
        let says = format!(
            "the new occasions by themselves make out nothing graver than {}: review with those before whether it is to be reclassified",
            recorded.id
        );
        cautions.push(caution(matter, relation, &rule.name, &rule.support, says));
    }
}

/// Adds a caution about each offence that gave way to one that the recording test then stopped.
pub(crate) fn of_stopped<'a, T: Words<'a>>(
    matter: Matter<'a>,
    relation: &Relation,
    draft: &Draft,
    cautions: &mut Vec<Caution<T>>,
) {
    for (rule, displaced) in &draft.displaced {
        let rule = matter.edition.rules.get(*rule).zip(matter.offence(displaced.row));
        if let Some((rule, offence)) = rule {
            let says = format!(
                "{} gave way to an offence that is not recorded: review whether it is to be recorded",
                offence.code
            );
            cautions.push(caution(matter, relation, &rule.name, &rule.support, says));
        }
    }
}

/// Adds a caution if there are recorded crimes that play no part under this edition.
pub(crate) fn recorded_crimes<'a, T: Words<'a>>(
    matter: Matter<'a>,
    relation: &Relation,
    cautions: &mut Vec<Caution<T>>,
) {
    let concerns = concerns_recorded_crime(matter.report, relation);
    for rule in matter.edition.rules.iter().filter(|_| concerns) {
        if let Form::StandApart { says } = &rule.form {
            cautions.push(caution(matter, relation, &rule.name, &rule.support, says));
        }
    }
}

/// Adds a caution about each intervention that split occasions into courses.
pub(crate) fn ended<'a, T: Words<'a>>(
    matter: Matter<'a>,
    relation: &Relation,
    cautions: &mut Vec<Caution<T>>,
) {
    let mut courses: Vec<&Course> = relation.courses.iter().collect();
    courses.sort_by_key(|course| course.from);
    let between = courses.iter().zip(courses.iter().skip(1));
    for (before, after) in between {
        for intervention in &matter.report.interventions {
            let concerns = Some(intervention.victim) == relation.victim
                && relation.suspects.contains(&intervention.suspect)
                && (before.to..after.from).contains(&intervention.on);
            let kind = matter.edition.law.interventions.get(intervention.kind);
            let Some(kind) = kind.filter(|kind| concerns && kind.ends_course) else { continue };
            let says = format!(
                "the {} of {} ended a course of conduct: what came before and what came after are counted apart",
                in_words(&kind.term.name),
                intervention.on
            );
            cautions.push(caution(
                matter,
                relation,
                kind.term.name.as_str(),
                &kind.term.support,
                says,
            ));
        }
    }
}

/// Adds a caution about offences that a course makes out but the edition does not apply to it.
pub(crate) fn disapplied<'a, T: Words<'a>>(
    matter: Matter<'a>,
    Parties { relation, members, .. }: &Parties<'_>,
    cautions: &mut Vec<Caution<T>>,
) {
    if matter.edition.tables().disapplied.is_empty() {
        return;
    }
    for member in members {
        for course in &relation.courses {
            let several = |row, limb| matter.several.enough(row, limb, member.suspect);
            let mut by_rule: BTreeMap<usize, Vec<Code>> = BTreeMap::new();
            for (row, offence) in matter.edition.law.rows(&matter.edition.law.by_course) {
                let rule = member.disapplied(row, course).filter(|_| {
                    member.reading(course, false).made_out(row, offence, &several).is_some()
                });
                rule.into_iter()
                    .for_each(|rule| by_rule.entry(rule).or_default().push(offence.code));
            }
            for (rule, codes) in by_rule {
                let Some(rule) = matter.edition.rules.get(rule) else { continue };
                let says = format!(
                    "this edition does not apply {} to the course of conduct",
                    List(&codes)
                );
                cautions.push(caution(matter, relation, &rule.name, &rule.support, says));
            }
        }
    }
}

/// Adds a caution about each entry that spans a change of the law that matters to it.
pub(crate) fn changes_of_law<'a, T: Words<'a>>(
    matter: Matter<'a>,
    Parties { relation, members, .. }: &Parties<'_>,
    drafts: &[&Draft],
    cautions: &mut Vec<Caution<T>>,
) {
    for n in &relation.incidents {
        let Some(incident) = matter.report.incidents.get(*n).filter(|i| i.first < i.last) else {
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
            of_crimes.filter(|d| d.incidents.contains(n) && began_within(matter, d, *n));
        let mut rows: Vec<usize> = changed.chain(of_crimes.map(|d| d.row)).collect();
        rows.sort_unstable();
        rows.dedup();
        for offence in rows.iter().filter_map(|row| matter.offence(*row)) {
            let says = format!(
                "{} spans a change of the law on {}: split it at the change",
                matter.report.id(incident),
                offence.code
            );
            let code = offence.code.to_string();
            cautions.push(caution(matter, relation, code, &offence.support, says));
        }
    }
}

/// Whether an offence, with its limb, was law on the first or the last day of an incident only.
fn began_within(matter: Matter<'_>, disclosed: &Disclosed, n: usize) -> bool {
    let incident = matter.report.incidents.get(n);
    incident.zip(matter.offence(disclosed.row)).is_some_and(|(incident, offence)| {
        let limb = match &disclosed.by {
            By::Course { limb, .. } => offence.limbs.get(*limb),
            By::Code | By::Incident(_) => None,
        };
        let on = |day| {
            offence.in_force.contains(day) && limb.is_none_or(|limb| limb.in_force.contains(day))
        };
        on(incident.first) != on(incident.last)
    })
}

/// Adds judgements that decided, or that could have decided otherwise.
pub(crate) fn discretion(
    matter: Matter<'_>,
    Parties { relation, members, sorted }: &Parties<'_>,
    drafts: &[&Draft],
    found: &mut Vec<Discretion>,
) {
    let mut add = |rule: &str, fact: String, used: bool| {
        found.push(Discretion {
            victim: relation.victim.map(|victim| person(matter.report, victim).to_owned()),
            suspects: people(matter.report, &relation.suspects),
            rule: rule.to_owned(),
            fact,
            used,
        });
    };
    let law = &matter.edition.law;
    let name = |fact: usize| law.facts.get(fact).map_or(String::new(), Fact::field);
    let rule = |n: usize| matter.edition.rules.get(n).map_or("", |rule| rule.name.as_str());
    for draft in drafts {
        for (number, fact, used) in &draft.tested.judged {
            add(rule(*number), name(*fact), *used);
        }
    }
    if let Some((number, continuation)) = earlier::rule(matter.edition) {
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
