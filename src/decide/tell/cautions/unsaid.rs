//! Cautions about what the report does not say, where saying it would change the decision.

use super::{Caution, caution};
use crate::checked::Checked;
use crate::conduct::Relation;
use crate::decide::read::ids::incidents;
use crate::decide::settle::draft::{Draft, Drafts, Visible};
use crate::decide::settle::earlier::is_between;
use crate::decide::settle::parties::Parties;
use crate::decide::settle::{Settled, settle};
use crate::decide::tell::why::some;
use crate::decision::List;
use crate::rules::compiled::Form;
use crate::rules::compiled::law::Support;

/// Adds a caution about the incidents that disclose other crimes, if they would change what is
/// recorded as part of a course of conduct.
pub(crate) fn part_of_course<'a>(
    settled: &'a Settled<'_>,
    Parties { relation, .. }: &Parties<'_>,
    cautions: &mut Vec<Caution<'a>>,
) {
    let (law, report) = (&settled.edition.law, settled.report);
    let Some(fact) = law.occasion.part_of_course else { return };
    let asked: Vec<usize> =
        relation.incidents.iter().copied().filter(|n| report.may_be_part(law, *n)).collect();
    let counted = relation.incidents.iter().filter_map(|n| report.incidents.get(*n).zip(Some(n)));
    let may_count = counted.filter(|(i, n)| i.is_occasion || asked.contains(n));
    let occasions = may_count.map(|(incident, _)| u64::from(incident.occasions)).sum::<u64>();
    let earlier = report.recorded_crimes.iter().any(|crime| is_between(crime, relation));
    // One occasion is no course, unless there are others elsewhere.
    let alone = occasions < 2 && !earlier && report.people.len() < 3;
    if asked.is_empty() || relation.victim.is_none() || alone {
        return;
    }
    let mut variant = report.clone();
    asked.iter().for_each(|n| variant.set_incident_fact(law, *n, fact, Some(true)));
    let change = changes(settled, &variant, relation);
    if change != Change::None {
        let ids: Vec<&str> = asked
            .iter()
            .filter_map(|n| report.incidents.get(*n))
            .map(|incident| report.id(incident))
            .collect();
        let (are, they_are) = if ids.len() == 1 { ("Is", "it is") } else { ("Are", "they are") };
        let then = match change {
            Change::Codes => "what is recorded changes",
            Change::None | Change::Incidents => "the crime rests on other incidents",
        };
        let says = format!(
            "{are} {} part of a course of conduct? The report does not say; if {they_are}, {then}: ask before it is closed",
            List(&ids)
        );
        let occasion = &law.occasion;
        cautions.push(caution(settled.inputs(), relation, &occasion.name, &occasion.support, says));
    }
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

/// Adds a caution about each recorded crime that does not say when it was recorded, if some day
/// would change what is recorded now.
pub(crate) fn recorded_on<'a>(
    settled: &'a Settled<'_>,
    Parties { relation, .. }: &Parties<'_>,
    cautions: &mut Vec<Caution<'a>>,
) {
    let (edition, report) = (settled.edition, settled.report);
    let Some((rule, _)) = &edition.tables().series else { return };
    let Some(rule) = edition.rules.get(*rule) else { return };
    let Form::Series { closed_by, .. } = &rule.form else { return };
    for (n, crime) in report.recorded_crimes.iter().enumerate() {
        if crime.recorded_on.is_some() || !is_between(crime, relation) {
            continue;
        }
        // What the offender was dealt with for had been recorded.
        let of_crime = report.interventions.iter().filter(|i| {
            let theirs = Some(i.victim) == crime.victim && crime.suspects.contains(&i.suspect);
            theirs && closed_by.contains(&i.kind)
        });
        let dealt_with = of_crime.map(|i| i.on).filter(|on| *on >= crime.last).min();
        let latest = dealt_with.unwrap_or(report.reported_on);
        let mut variant = report.clone();
        let known = variant.recorded_crimes.get_mut(n);
        known.into_iter().for_each(|crime| crime.recorded_on = Some(latest));
        if changes(settled, &variant, relation) != Change::None {
            let says = format!(
                "the report does not say when {id} was recorded: give the day, since what happened no later belongs to {id}",
                id = crime.id
            );
            cautions.push(caution(settled.inputs(), relation, &rule.name, &rule.support, says));
        }
    }
}

/// What changes for a victim and a group.
#[derive(PartialEq, Eq)]
enum Change {
    None,
    /// Only the incidents on which crimes rest.
    Incidents,
    /// Crimes, or their codes.
    Codes,
}

/// Returns what changes for a victim and a group in a variant of the report.
fn changes(settled: &Settled<'_>, variant: &Checked, relation: &Relation) -> Change {
    let other = settle(settled.edition, variant);
    let visible = |drafts: &[Draft]| -> Vec<Visible> {
        let theirs = drafts.iter().filter(|draft| draft.victim == relation.victim);
        theirs.map(|draft| draft.visible(settled.edition)).collect()
    };
    let of = |drafts: &Drafts| [visible(&drafts.crimes), visible(&drafts.stopped)];
    let (mut before, mut after) = (of(&settled.drafts), of(&other.drafts));
    if before == after {
        return Change::None;
    }
    for visible in before.iter_mut().chain(&mut after).flatten() {
        visible.5.clear();
    }
    if before == after { Change::Incidents } else { Change::Codes }
}
