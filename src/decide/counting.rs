//! From offences disclosed to crimes: what does not count, what belongs to which course of
//! conduct, and which forms are one offence.

use super::made_out::{By, Disclosed, Member};
use crate::conduct::{Course, Relation};
use crate::decision::NotCounted;
use crate::edition::Edition;
use crate::edition::law::Offence;
use crate::report::Checked;

/// The offences of one crime.
#[derive(Debug, Default)]
pub(super) struct Bundle {
    /// One entry for each row of the catalogue, by code.
    pub(super) disclosed: Vec<Disclosed>,
    /// Lesser forms of one of them.
    pub(super) merged: Vec<usize>,
}

/// The crimes of a victim and a group, and the offences that do not count.
pub(super) fn bundles(
    edition: &Edition,
    report: &Checked,
    relation: &Relation,
    not_counted: &mut Vec<NotCounted>,
) -> Vec<Bundle> {
    let members: Vec<Member<'_>> = relation
        .suspects
        .iter()
        .map(|suspect| Member::new(edition, report, relation, *suspect))
        .collect();
    let mut others: Vec<Disclosed> =
        members.iter().flat_map(|m| m.by_incidents(&relation.incidents)).collect();
    others.extend(given(edition, report, relation, not_counted));
    let mut courses: Vec<(Option<&Course>, Bundle)> = Vec::new();
    for course in &relation.courses {
        let made_out: Vec<Disclosed> = members.iter().flat_map(|m| m.by_course(course)).collect();
        if course.occasions > 1 || !made_out.is_empty() {
            courses.push((Some(course), Bundle { disclosed: made_out, merged: Vec::new() }));
        }
    }
    if courses.is_empty() {
        courses.push((None, Bundle::default()));
    }
    for other in others {
        let at = course_of(&other, &courses, report);
        if let Some((_, bundle)) = courses.get_mut(at) {
            bundle.disclosed.push(other);
        }
    }
    let mut bundles = Vec::new();
    for (course, mut bundle) in courses {
        bundle.join_conduct(edition, course);
        bundle.disclosed.retain(|d| notifiable(edition, report, relation, d, not_counted));
        bundle.one_entry_each();
        bundle.merge_forms(edition);
        if !bundle.disclosed.is_empty() {
            bundles.push(bundle);
        }
    }
    bundles
}

/// Which course an offence goes with: the one its incident is part of or in the time of, else
/// the latest begun before it, else the first.
fn course_of(other: &Disclosed, courses: &[(Option<&Course>, Bundle)], report: &Checked) -> usize {
    let incident = other.incidents.first();
    let part = |course: &Course| incident.is_some_and(|n| course.incidents.contains(n));
    let day = incident.and_then(|n| report.incidents.get(*n)).map_or(other.day, |i| i.first);
    let position = |is: &dyn Fn(&Course) -> bool| {
        courses.iter().rposition(|(course, _)| course.is_some_and(is))
    };
    position(&part)
        .or_else(|| position(&|course| (course.from..=course.to).contains(&day)))
        .or_else(|| position(&|course| course.from <= day))
        .unwrap_or(0)
}

/// The offences that the officer gave by code and that were law on a day of their entry.
fn given(
    edition: &Edition,
    report: &Checked,
    relation: &Relation,
    not_counted: &mut Vec<NotCounted>,
) -> Vec<Disclosed> {
    let mut disclosed = Vec::new();
    for n in &relation.incidents {
        let Some(incident) = report.incidents.get(*n) else { continue };
        for row in &incident.offences {
            let Some(offence) = edition.law.offences.get(*row) else { continue };
            if offence.in_force.overlaps(incident.first, incident.last) {
                let (day, incidents) = (incident.last, vec![*n]);
                disclosed.push(Disclosed { row: *row, day, incidents, by: By::Code });
            } else {
                let why = format!("it was not an offence then: {}", law_days(offence));
                not_counted.push(not_counted_at(report, relation, *n, offence, why));
            }
        }
    }
    disclosed
}

fn not_counted_at(
    report: &Checked,
    relation: &Relation,
    incident: usize,
    offence: &Offence,
    why: String,
) -> NotCounted {
    NotCounted {
        victim: relation.victim.and_then(|n| report.people.get(n)).map(|p| p.id.clone()),
        incident: report.incidents.get(incident).map(|i| i.id.clone()).unwrap_or_default(),
        code: offence.code,
        why,
    }
}

fn law_days(offence: &Offence) -> String {
    match (offence.in_force.from, offence.in_force.until) {
        (Some(from), Some(until)) => format!("it was law from {from} until {until}"),
        (Some(from), None) => format!("it is law since {from}"),
        (None, Some(until)) => format!("it was law until {until}"),
        (None, None) => "it always was".to_owned(),
    }
}

/// Whether an offence was on the list on the day of the report; if not, that is said.
fn notifiable(
    edition: &Edition,
    report: &Checked,
    relation: &Relation,
    disclosed: &Disclosed,
    not_counted: &mut Vec<NotCounted>,
) -> bool {
    let Some(offence) = edition.law.offences.get(disclosed.row) else { return false };
    if offence.notifiable.contains(report.reported_on) {
        return true;
    }
    let why = match (offence.notifiable.from, offence.notifiable.until) {
        (_, Some(until)) if until < report.reported_on => {
            format!("it is not notifiable since {}", until.day_after())
        }
        (Some(from), _) => format!("it became notifiable on {from}"),
        _ => "it is not notifiable".to_owned(),
    };
    for incident in &disclosed.incidents {
        not_counted.push(not_counted_at(report, relation, *incident, offence, why.clone()));
    }
    false
}

impl Bundle {
    /// A conduct crime given by code joins the course: its incidents and its last day.
    fn join_conduct(&mut self, edition: &Edition, course: Option<&Course>) {
        let Some(course) = course else { return };
        for disclosed in self.disclosed.iter_mut().filter(|d| d.by == By::Code) {
            let offence = edition.law.offences.get(disclosed.row);
            if offence.is_some_and(|o| o.limbs.iter().any(|limb| !limb.by_incident)) {
                disclosed.incidents.extend(&course.incidents);
                disclosed.day = disclosed.day.max(course.to);
            }
        }
    }

    /// Entries of one row become one: all their incidents, the last day, and of the ways in
    /// which it came to be disclosed the one that says most.
    fn one_entry_each(&mut self) {
        let how_much = |by: &By| match by {
            By::Course { .. } => 0,
            By::Incident(_) => 1,
            By::Code => 2,
        };
        self.disclosed.sort_by_key(|d| (d.row, how_much(&d.by), d.day));
        self.disclosed.dedup_by(|later, first| {
            let same = later.row == first.row;
            if same {
                first.incidents.append(&mut later.incidents);
                first.day = first.day.max(later.day);
            }
            same
        });
        for disclosed in &mut self.disclosed {
            disclosed.incidents.sort_unstable();
            disclosed.incidents.dedup();
        }
    }

    /// Of the forms of one offence the gravest stands; what the others rest on is its own.
    fn merge_forms(&mut self, edition: &Edition) {
        let form = |disclosed: &Disclosed| {
            let code = edition.law.offences.get(disclosed.row).map(|offence| offence.code);
            edition.law.forms.iter().position(|form| Some(*form) == code)
        };
        let gravest = self.disclosed.iter().filter_map(form).min();
        let (mut lesser, rest) =
            std::mem::take(&mut self.disclosed).into_iter().partition::<Vec<_>, _>(|disclosed| {
                form(disclosed).is_some_and(|form| Some(form) != gravest)
            });
        self.disclosed = rest;
        self.merged = lesser.iter().map(|disclosed| disclosed.row).collect();
        if let Some(stands) = self.disclosed.iter_mut().find(|d| form(d).is_some()) {
            lesser.iter_mut().for_each(|lesser| stands.incidents.append(&mut lesser.incidents));
            stands.incidents.sort_unstable();
            stands.incidents.dedup();
        }
    }
}
