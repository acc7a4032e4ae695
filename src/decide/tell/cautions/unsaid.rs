//! Cautions about what the report does not say, where saying it would change the decision.

use std::collections::{BTreeMap, BTreeSet};

use super::{Caution, caution};
use crate::checked::{Checked, CheckedCrime};
use crate::conduct::{Numbers, Relation};
use crate::decide::read::ids::incidents;
use crate::decide::settle::draft::{Draft, Drafts, Visible};
use crate::decide::settle::earlier::is_between;
use crate::decide::settle::parties::Parties;
use crate::decide::settle::{Settled, settle};
use crate::decide::tell::why::some;
use crate::decision::List;
use crate::rules::compiled::law::Support;
use crate::rules::compiled::{Edition, Form, Rule};

/// What would change for each victim and group if the report said what it does not.
pub(crate) struct Unsaid {
    /// If each incident that may be part of a course of conduct were part of one.
    parts: Changes,
    /// If each recorded crime had been recorded on the latest day that it can have been.
    dated: Changes,
}

type Changes = BTreeMap<(Option<usize>, Numbers), Change>;

/// What changes for a victim and a group.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Change {
    /// Only the incidents on which crimes rest.
    Incidents,
    /// Crimes, or their codes.
    Codes,
}

impl Unsaid {
    pub(crate) fn of(settled: &Settled<'_>) -> Unsaid {
        Unsaid { parts: if_parts(settled), dated: if_dated(settled) }
    }
}

fn if_parts(settled: &Settled<'_>) -> Changes {
    let law = &settled.edition.law;
    let of_parties = |parties: &Parties<'_>| may_be_parts(settled, &parties.relation);
    let asked: BTreeSet<usize> = settled.parties.iter().flat_map(of_parties).collect();
    let Some(fact) = law.occasion.part_of_course.filter(|_| !asked.is_empty()) else {
        return Changes::new();
    };
    let mut variant = settled.report.clone();
    asked.iter().for_each(|n| variant.set_incident_fact(law, *n, fact, Some(true)));
    changes(settled, &variant)
}

fn if_dated(settled: &Settled<'_>) -> Changes {
    let report = settled.report;
    let undated = |crime: &CheckedCrime| crime.recorded_on.is_none();
    let Some((_, closed_by)) = series(settled.edition) else { return Changes::new() };
    if !report.recorded_crimes.iter().any(undated) {
        return Changes::new();
    }
    let mut variant = report.clone();
    for crime in variant.recorded_crimes.iter_mut().filter(|crime| undated(crime)) {
        // What the offender was dealt with for had been recorded.
        let of_crime = report.interventions.iter().filter(|i| {
            let theirs = Some(i.victim) == crime.victim && crime.suspects.contains(&i.suspect);
            theirs && closed_by.contains(&i.kind)
        });
        let dealt_with = of_crime.map(|i| i.on).filter(|on| *on >= crime.last).min();
        crime.recorded_on = Some(dealt_with.unwrap_or(report.reported_on));
    }
    changes(settled, &variant)
}

/// Returns the edition's rule on the series of a recorded crime, and what closes one.
fn series(edition: &Edition) -> Option<(&Rule, &[usize])> {
    let rule = edition.rules.get(edition.tables().series.as_ref()?.0)?;
    match &rule.form {
        Form::Series { closed_by, .. } => Some((rule, closed_by)),
        _ => None,
    }
}

/// Returns what changes for each victim and group in a variant of the report.
fn changes(settled: &Settled<'_>, variant: &Checked) -> Changes {
    let of = |drafts: &Drafts| {
        let mut by_parties: BTreeMap<_, [Vec<Visible>; 2]> = BTreeMap::new();
        for (n, list) in [&drafts.crimes, &drafts.stopped].into_iter().enumerate() {
            for draft in list {
                let parties = (draft.victim, draft.suspects.clone());
                let lists = by_parties.entry(parties).or_default();
                lists.get_mut(n).into_iter().for_each(|l| l.push(draft.visible(settled.edition)));
            }
        }
        by_parties
    };
    let (before, after) = (of(&settled.drafts), of(&settle(settled.edition, variant).drafts));
    let all: BTreeSet<_> = before.keys().chain(after.keys()).collect();
    let changed = |parties: &(Option<usize>, Numbers)| {
        let [mut before, mut after] =
            [&before, &after].map(|all| all.get(parties).cloned().unwrap_or_default());
        if before == after {
            return None;
        }
        for visible in before.iter_mut().chain(&mut after).flatten() {
            visible.5.clear();
        }
        let change = if before == after { Change::Incidents } else { Change::Codes };
        Some((parties.clone(), change))
    };
    all.into_iter().filter_map(changed).collect()
}

fn parties(relation: &Relation) -> (Option<usize>, Numbers) {
    (relation.victim, relation.suspects.iter().copied().collect())
}

/// Returns the incidents of a victim and a group of which the report does not say whether they are
/// part of a course of conduct, if there can be one.
fn may_be_parts(settled: &Settled<'_>, relation: &Relation) -> Vec<usize> {
    let (law, report) = (&settled.edition.law, settled.report);
    let may_be = |n: &usize| report.may_be_part(law, *n);
    let asked: Vec<usize> = relation.incidents.iter().copied().filter(may_be).collect();
    if asked.is_empty() || relation.victim.is_none() {
        return Vec::new();
    }
    let counted = relation.incidents.iter().filter_map(|n| report.incidents.get(*n).zip(Some(n)));
    let may_count = counted.filter(|(i, n)| i.is_occasion || asked.binary_search(n).is_ok());
    let occasions = may_count.map(|(incident, _)| u64::from(incident.occasions)).sum::<u64>();
    let earlier = report.recorded_crimes.iter().any(|crime| is_between(crime, relation));
    // One occasion is no course, unless there are others elsewhere.
    let alone = occasions < 2 && !earlier && report.people.len() < 3;
    if alone { Vec::new() } else { asked }
}

/// Adds a caution about the incidents that disclose other crimes, if they would change what is
/// recorded as part of a course of conduct.
pub(crate) fn part_of_course<'a>(
    settled: &'a Settled<'_>,
    unsaid: &Unsaid,
    Parties { relation, .. }: &Parties<'_>,
    cautions: &mut Vec<Caution<'a>>,
) {
    let then = match unsaid.parts.get(&parties(relation)) {
        Some(Change::Codes) => "what is recorded changes",
        Some(Change::Incidents) => "the crime rests on other incidents",
        None => return,
    };
    let ids: Vec<&str> = incidents(settled.report, &may_be_parts(settled, relation));
    if ids.is_empty() {
        return;
    }
    let (are, they_are) = if ids.len() == 1 { ("Is", "it is") } else { ("Are", "they are") };
    let says = format!(
        "{are} {} part of a course of conduct? The report does not say; if {they_are}, {then}: ask before it is closed",
        List(&ids)
    );
    let occasion = &settled.edition.law.occasion;
    cautions.push(caution(settled.inputs(), relation, &occasion.name, &occasion.support, says));
}

/// Adds why nothing is recorded of incidents that are no occasions and give no offence.
pub(crate) fn nothing_recorded<'a>(
    settled: &'a Settled<'_>,
    Parties { relation, .. }: &Parties<'_>,
    drafts: &[&Draft],
    cautions: &mut Vec<Caution<'a>>,
) {
    let (law, report) = (&settled.edition.law, settled.report);
    if !drafts.is_empty() || !relation.courses.is_empty() {
        return;
    }
    // It is told to the victim and the group, if there are any.
    let of_nobody = relation.victim.is_none();
    let empty = |n: &usize| {
        let incident = report.incidents.get(*n);
        incident.is_some_and(|i| {
            let elsewhere = of_nobody && !report.victims(i).is_empty();
            !i.is_occasion && report.offences(i).is_empty() && !elsewhere
        })
    };
    let never = law.occasion.never;
    let (nuisance, others): (Vec<usize>, Vec<usize>) = {
        let empty = relation.incidents.iter().copied().filter(empty);
        empty.partition(|n| report.incidents.get(*n).is_some_and(|i| i.marks.meets(never)))
    };
    let mut add = |on: &[usize], name: &'a str, support: &'a Support, why: &str| {
        if !on.is_empty() {
            let says = format!("{}: {why}", some(&incidents::<Vec<_>>(report, on)));
            cautions.push(caution(settled.inputs(), relation, name, support, says));
        }
    };
    let effect = law.effects.iter().find(|effect| effect.alone).map(|effect| &effect.term);
    if let Some(term) = effect {
        let why = "no crime is recorded of a nuisance or an inconvenience that was nothing more: record an incident of anti-social behaviour, by the National Standard for Incident Recording";
        add(&nuisance, &term.name, &term.support, why);
    }
    let why =
        "no crime is recorded: no act, no alarm, distress or fear, and no offence is reported";
    add(&others, &law.occasion.name, &law.occasion.support, why);
}

/// Adds a caution about the recorded crimes that do not say when they were recorded, if some day
/// would change what is recorded now.
pub(crate) fn recorded_on<'a>(
    settled: &'a Settled<'_>,
    unsaid: &Unsaid,
    Parties { relation, .. }: &Parties<'_>,
    cautions: &mut Vec<Caution<'a>>,
) {
    let Some((rule, _)) = series(settled.edition) else { return };
    if !unsaid.dated.contains_key(&parties(relation)) {
        return;
    }
    let crimes = settled.report.recorded_crimes.iter();
    let undated = crimes.filter(|crime| crime.recorded_on.is_none() && is_between(crime, relation));
    let ids: Vec<&str> = undated.map(|crime| crime.id.as_str()).collect();
    let (was, day) = if ids.len() == 1 { ("was", "day") } else { ("were", "days") };
    if !ids.is_empty() {
        let says = format!(
            "the report does not say when {ids} {was} recorded: give the {day}, since what happened no later belongs to {ids}",
            ids = List(&ids)
        );
        cautions.push(caution(settled.inputs(), relation, &rule.name, &rule.support, says));
    }
}
