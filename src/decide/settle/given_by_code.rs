//! Offences that the officer gives by code, and offences that do not count because they were not
//! law on their day or are not notifiable on the day of the report.

use super::inputs::Inputs;
use super::made_out::{By, Disclosed};
use smallvec::smallvec;

use crate::conduct::Relation;
use crate::decision::NotCounted;
use crate::rules::compiled::law::Offence;
use crate::words::date::Date;
use crate::words::terms::Basis;

/// Whether an offence is victim based, on an incident with or without victims.
fn has_victim(offence: &Offence, victims: bool) -> bool {
    match offence.basis {
        Basis::Victim => true,
        Basis::State => false,
        Basis::Either => victims,
    }
}

/// Returns the offences that the officer gave by code and that were law on a day of their entry:
/// those with a victim if the relation has one, or else those without.
pub(crate) fn given(
    inputs: Inputs<'_>,
    relation: &Relation,
    not_counted: &mut Vec<NotCounted>,
) -> Vec<Disclosed> {
    let mut disclosed = Vec::new();
    for n in &relation.incidents {
        let Some(incident) = inputs.report.incidents.get(*n) else { continue };
        for row in inputs.report.offences(incident) {
            let Some(offence) = inputs.offence(*row) else { continue };
            if has_victim(offence, !inputs.report.victims(incident).is_empty())
                != relation.victim.is_some()
            {
                continue;
            }
            let theirs = inputs.report.suspects_of(incident, *row);
            if !theirs.iter().any(|suspect| relation.suspects.contains(suspect)) {
                continue;
            }
            if !inputs.report.can_be_victim(&inputs.edition.law, *row, relation.victim) {
                let why = "only an individual can be its victim".to_owned();
                not_counted.push(not_counted_at(inputs, relation, *n, offence, why));
            } else if offence.in_force.overlaps(incident.first, incident.last) {
                let (day, incidents) = (incident.last, smallvec![*n]);
                disclosed.push(Disclosed { row: *row, day, incidents, by: By::Code });
            } else {
                let why = format!("it was not an offence then: {}", law_days(offence));
                not_counted.push(not_counted_at(inputs, relation, *n, offence, why));
            }
        }
    }
    disclosed
}

pub(super) fn not_counted_at(
    inputs: Inputs<'_>,
    relation: &Relation,
    incident: usize,
    offence: &Offence,
    why: String,
) -> NotCounted {
    let report = inputs.report;
    NotCounted {
        victim: relation.victim.and_then(|n| report.people.get(n)).map(|p| p.id.clone()),
        incident: report.incidents.get(incident).map_or(String::new(), |i| report.id(i).to_owned()),
        code: offence.code,
        why,
    }
}

fn law_days(offence: &Offence) -> String {
    match (offence.in_force.from, offence.in_force.until) {
        (Some(from), _) if from == Date::LAST => "no day of its commencement is known".to_owned(),
        (Some(from), Some(until)) => format!("it was law from {from} until {until}"),
        (Some(from), None) => format!("it is law since {from}"),
        (None, Some(until)) => format!("it was law until {until}"),
        (None, None) => "it always was".to_owned(),
    }
}

/// Whether an offence was on the list on the day of the report.
pub(crate) fn listed(inputs: Inputs<'_>, disclosed: &Disclosed) -> bool {
    let offence = inputs.offence(disclosed.row);
    offence.is_some_and(|offence| offence.notifiable.contains(inputs.report.reported_on))
}

/// The same, but also adds an offence that was not on the list to `not_counted`.
pub(crate) fn notifiable(
    inputs: Inputs<'_>,
    relation: &Relation,
    disclosed: &Disclosed,
    not_counted: &mut Vec<NotCounted>,
) -> bool {
    if listed(inputs, disclosed) {
        return true;
    }
    let Some(offence) = inputs.offence(disclosed.row) else { return false };
    let today = inputs.report.reported_on;
    let why = match (offence.notifiable.from, offence.notifiable.until) {
        (_, Some(until)) if until < today => {
            format!("it is not notifiable since {}", until.day_after())
        }
        (Some(from), _) => format!("it became notifiable on {from}"),
        _ => "it is not notifiable".to_owned(),
    };
    for incident in &disclosed.incidents {
        not_counted.push(not_counted_at(inputs, relation, *incident, offence, why.clone()));
    }
    false
}
