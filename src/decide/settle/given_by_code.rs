//! Offences that the officer gives by code, and offences that do not count because they were not
//! law on their day or are not notifiable on the day of the report.

use super::made_out::{By, Disclosed};
use super::matter::Matter;
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
    matter: Matter<'_>,
    relation: &Relation,
    not_counted: &mut Vec<NotCounted>,
) -> Vec<Disclosed> {
    let mut disclosed = Vec::new();
    for n in &relation.incidents {
        let Some(incident) = matter.report.incidents.get(*n) else { continue };
        for row in matter.report.offences(incident) {
            let Some(offence) = matter.offence(*row) else { continue };
            if has_victim(offence, !matter.report.victims(incident).is_empty())
                != relation.victim.is_some()
            {
                continue;
            }
            if offence.in_force.overlaps(incident.first, incident.last) {
                let (day, incidents) = (incident.last, smallvec![*n]);
                disclosed.push(Disclosed { row: *row, day, incidents, by: By::Code });
            } else {
                let why = format!("it was not an offence then: {}", law_days(offence));
                not_counted.push(not_counted_at(matter, relation, *n, offence, why));
            }
        }
    }
    disclosed
}

fn not_counted_at(
    matter: Matter<'_>,
    relation: &Relation,
    incident: usize,
    offence: &Offence,
    why: String,
) -> NotCounted {
    let report = matter.report;
    NotCounted {
        victim: relation.victim.and_then(|n| report.people.get(n)).map(|p| p.id.clone()),
        incident: report.incidents.get(incident).map_or(String::new(), |i| report.id(i).to_owned()),
        code: offence.code,
        why,
    }
}

fn law_days(offence: &Offence) -> String {
    let never: Option<Date> = "9999-12-31".parse().ok();
    match (offence.in_force.from, offence.in_force.until) {
        (from, _) if from.is_some() && from == never => {
            "no day of its commencement is known".to_owned()
        }
        (Some(from), Some(until)) => format!("it was law from {from} until {until}"),
        (Some(from), None) => format!("it is law since {from}"),
        (None, Some(until)) => format!("it was law until {until}"),
        (None, None) => "it always was".to_owned(),
    }
}

/// Whether an offence was on the list on the day of the report.
pub(crate) fn listed(matter: Matter<'_>, disclosed: &Disclosed) -> bool {
    let offence = matter.offence(disclosed.row);
    offence.is_some_and(|offence| offence.notifiable.contains(matter.report.reported_on))
}

/// The same, but also adds an offence that was not on the list to `not_counted`.
pub(crate) fn notifiable(
    matter: Matter<'_>,
    relation: &Relation,
    disclosed: &Disclosed,
    not_counted: &mut Vec<NotCounted>,
) -> bool {
    if listed(matter, disclosed) {
        return true;
    }
    let Some(offence) = matter.offence(disclosed.row) else { return false };
    let today = matter.report.reported_on;
    let why = match (offence.notifiable.from, offence.notifiable.until) {
        (_, Some(until)) if until < today => {
            format!("it is not notifiable since {}", until.day_after())
        }
        (Some(from), _) => format!("it became notifiable on {from}"),
        _ => "it is not notifiable".to_owned(),
    };
    for incident in &disclosed.incidents {
        not_counted.push(not_counted_at(matter, relation, *incident, offence, why.clone()));
    }
    false
}
