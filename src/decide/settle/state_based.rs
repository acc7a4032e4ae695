//! Offences without a victim: separate crimes for each group and code, breaches recorded in
//! addition to the crime of their group, and offences that give way to another.

use super::counted::{Bundle, Counted, Place};
use super::draft::{Draft, Drafts};
use super::given_by_code::{given, notifiable};
use super::made_out::Disclosed;
use super::matter::Matter;
use super::recording_test;
use crate::conduct::Relation;
use crate::precedence::Members;

/// Adds the offences without a victim of one group.
pub(crate) fn add(matter: Matter<'_>, relation: &Relation, drafts: &mut Drafts) {
    let disclosed = given(matter, relation, &mut drafts.not_counted);
    let mut bundle = Bundle { disclosed, merged: Vec::new() };
    bundle.disclosed.retain(|d| notifiable(matter, relation, d, &mut drafts.not_counted));
    let mut waiting = Vec::new();
    give_way(matter, drafts, &mut bundle, &mut waiting);
    bundle.one_entry_each();
    let also = |d: &Disclosed| {
        let rules = matter.edition.tables().also_record.iter();
        rules.into_iter().find(|(_, members)| is(matter, d, members)).map(|(rule, _)| *rule)
    };
    let (breaches, own): (Vec<_>, Vec<_>) =
        bundle.disclosed.into_iter().map(|d| (also(&d), d)).partition(|(rule, _)| rule.is_some());
    for (_, disclosed) in own {
        push(matter, relation, disclosed, drafts);
    }
    drafts.sort(matter.edition);
    let stopped = recording_test::test(matter.edition, matter.report, None).stopped.is_some();
    let mut alone = Vec::new();
    for (rule, disclosed) in breaches {
        let crime =
            drafts.crimes.iter_mut().find(|crime| crime.takes_breaches_of(&relation.suspects));
        match (crime, rule) {
            (Some(crime), Some(rule)) if !stopped => crime.breaches.push((rule, disclosed)),
            _ => alone.push(disclosed),
        }
    }
    alone.into_iter().for_each(|disclosed| push(matter, relation, disclosed, drafts));
}

fn is(matter: Matter<'_>, disclosed: &Disclosed, members: &Members) -> bool {
    let key = matter.edition.tables().key(&matter.edition.law, disclosed.row, disclosed.day);
    members.get(key).copied().unwrap_or(false)
}

/// Adds an offence as a crime of its own.
fn push(matter: Matter<'_>, relation: &Relation, disclosed: Disclosed, drafts: &mut Drafts) {
    let bundle = Bundle { disclosed: vec![disclosed], merged: Vec::new() };
    let counted = Counted { place: Place::Crime, course: None, bundle };
    drafts.push(matter, relation, counted);
}

/// Removes the offences that give way: if their incident also lists an offence that counts instead,
/// they become related to the crimes of that one, recorded or not.
fn give_way(
    matter: Matter<'_>,
    drafts: &mut Drafts,
    bundle: &mut Bundle,
    kept: &mut Vec<Disclosed>,
) {
    for disclosed in std::mem::take(&mut bundle.disclosed) {
        let rules = matter.edition.tables().counted.iter();
        let rule = rules.into_iter().find(|(_, _, but_not)| is(matter, &disclosed, but_not));
        let incident = disclosed.incidents.first().copied();
        let mut gave_way = false;
        if let (Some((rule, offences, _)), Some(incident)) = (rule, incident) {
            let drafts = drafts.crimes.iter_mut().chain(&mut drafts.stopped);
            for crime in drafts.filter(|crime| lists(matter, crime, incident, offences)) {
                crime.displaced.push((*rule, disclosed.clone()));
                gave_way = true;
            }
        }
        if !gave_way {
            kept.push(disclosed);
        }
    }
    bundle.disclosed = std::mem::take(kept);
}

/// Whether a crime against a victim includes one of the offences that the incident lists by code.
fn lists(matter: Matter<'_>, crime: &Draft, incident: usize, offences: &Members) -> bool {
    let Some(entry) = matter.report.incidents.get(incident) else { return false };
    let bundle = &crime.counted.bundle;
    let listed = |row: &usize| {
        let was_law = matter.offence(*row).is_some_and(|offence| {
            let notifiable = offence.notifiable.contains(matter.report.reported_on);
            notifiable && offence.in_force.overlaps(entry.first, entry.last)
        });
        let held = bundle.disclosed.iter().chain(&bundle.merged);
        let here = |d: &Disclosed| d.row == *row && d.incidents.contains(&incident);
        let key = matter.edition.tables().key(&matter.edition.law, *row, entry.last);
        was_law && held.into_iter().any(here) && offences.get(key).copied().unwrap_or(false)
    };
    let here = crime.victim.is_some() && crime.incidents().contains(&incident);
    here && matter.report.offences(entry).iter().any(listed)
}
