//! Offences without a victim: separate crimes for each group and code, breaches recorded in
//! addition to the crime of their group, and offences that give way to another.

use super::counted::{Bundle, Counted};
use super::draft::{Breach, Drafts};
use super::given_by_code::{given, notifiable};
use super::inputs::Inputs;
use super::made_out::{By, Disclosed};
use super::{duplicate, recording_test};
use crate::conduct::Relation;
use crate::precedence::Members;

/// Adds the offences without a victim of every group: first the crimes of their own, then those that
/// give way to a crime on the same incident, then the breaches.
pub(crate) fn add(inputs: Inputs<'_>, relations: &[&Relation], drafts: &mut Drafts) {
    let (mut waiting, mut breaches) = (Vec::new(), Vec::new());
    for relation in relations {
        let mut all = given(inputs, relation, &mut drafts.not_counted);
        all.retain(|d| notifiable(inputs, relation, d, &mut drafts.not_counted));
        let (of_orders, all): (Vec<_>, Vec<_>) =
            all.into_iter().partition(|d| rule_on_breach(inputs, d).is_some());
        let (mut may_give_way, own): (Vec<_>, Vec<_>) =
            all.into_iter().partition(|d| rule_on_giving_way(inputs, d).is_some());
        let known = |d: &_, drafts: &mut _| {
            duplicate::is_one(inputs, relation, &relation.suspects, d, drafts)
        };
        may_give_way.retain(|d| !known(d, drafts));
        push_own(inputs, relation, own, drafts);
        waiting.push((*relation, may_give_way));
        breaches.push((*relation, of_orders));
    }
    for (relation, mut own) in waiting {
        own.retain(|d| !gives_way(inputs, d, drafts));
        push_own(inputs, relation, own, drafts);
    }
    drafts.sort(inputs.edition);
    for (relation, breaches) in breaches {
        add_breaches(inputs, relation, &breaches, drafts);
    }
}

/// Adds offences as crimes of the group, one of each code.
fn push_own(inputs: Inputs<'_>, relation: &Relation, own: Vec<Disclosed>, drafts: &mut Drafts) {
    let mut own = Bundle::of(own);
    own.disclosed.retain(|d| !duplicate::is_one(inputs, relation, &relation.suspects, d, drafts));
    own.one_entry_each();
    for disclosed in own.disclosed {
        push(inputs, relation, &relation.suspects, disclosed, drafts);
    }
}

/// Adds each breach to the first crime of its offender, or as a crime of its own.
fn add_breaches(
    inputs: Inputs<'_>,
    relation: &Relation,
    breaches: &[Disclosed],
    drafts: &mut Drafts,
) {
    let stopped = |disclosed: &Disclosed| {
        let keys = [key(inputs, disclosed)];
        recording_test::test(inputs.edition, inputs.report, None, &keys).stopped.is_some()
    };
    let mut alone = Vec::new();
    for offender in &relation.suspects {
        for breach in by_offender(inputs, relation, *offender, breaches, drafts) {
            let crime = drafts.crimes.iter_mut().find(|crime| crime.takes_breach_of(*offender));
            match crime.filter(|_| !stopped(&breach.disclosed)) {
                Some(crime) => crime.breaches.push(breach),
                None => alone.push(breach),
            }
        }
    }
    for Breach { offender, disclosed, .. } in alone {
        push(inputs, relation, &[offender], disclosed, drafts);
    }
}

/// Returns the breaches of one offender, one of each code.
fn by_offender(
    inputs: Inputs<'_>,
    relation: &Relation,
    offender: usize,
    breaches: &[Disclosed],
    drafts: &mut Drafts,
) -> Vec<Breach> {
    let theirs = breaches.iter().filter(|d| d.suspects(inputs.report).contains(&offender));
    let mut theirs = Bundle::of(theirs.cloned().collect());
    theirs.disclosed.retain(|d| !duplicate::is_one(inputs, relation, &[offender], d, drafts));
    theirs.one_entry_each();
    let with_rule = |disclosed: Disclosed| {
        Some(Breach { rule: rule_on_breach(inputs, &disclosed)?, offender, disclosed })
    };
    theirs.disclosed.into_iter().filter_map(with_rule).collect()
}

/// Returns the rule by which an offence without a victim is recorded in addition.
fn rule_on_breach(inputs: Inputs<'_>, disclosed: &Disclosed) -> Option<usize> {
    let mut rules = inputs.edition.tables().also_record.iter();
    rules.find(|(_, members)| is(inputs, disclosed, members)).map(|(rule, _)| *rule)
}

fn is(inputs: Inputs<'_>, disclosed: &Disclosed, members: &Members) -> bool {
    inputs.is_in(members, disclosed.row, disclosed.day)
}

fn key(inputs: Inputs<'_>, disclosed: &Disclosed) -> usize {
    inputs.edition.tables().key(&inputs.edition.law, disclosed.row, disclosed.day)
}

/// Adds an offence as a crime of its own.
fn push(
    inputs: Inputs<'_>,
    relation: &Relation,
    suspects: &[usize],
    disclosed: Disclosed,
    drafts: &mut Drafts,
) {
    let bundle = Bundle::of(vec![disclosed]);
    let counted = Counted::of_no_course(bundle);
    drafts.push(inputs, relation.victim, suspects, counted);
}

/// Returns the rule by which an offence gives way to others on the same incident: its number, and
/// which those are.
fn rule_on_giving_way<'e>(
    inputs: Inputs<'e>,
    disclosed: &Disclosed,
) -> Option<&'e (usize, Members, Members)> {
    let mut rules = inputs.edition.tables().counted.iter();
    rules.find(|(_, _, but_not)| is(inputs, disclosed, but_not))
}

/// Whether an offence gives way to a crime that rests on the same incident and counts instead. If
/// so, it becomes related to each such crime.
fn gives_way(inputs: Inputs<'_>, disclosed: &Disclosed, drafts: &mut Drafts) -> bool {
    let rule = rule_on_giving_way(inputs, disclosed);
    let incident = disclosed.incidents.first().and_then(|n| inputs.report.incidents.get(*n));
    let Some(((rule, counts, _), incident)) = rule.zip(incident) else { return false };
    let same_entry = |n: &usize| {
        let other = inputs.report.incidents.get(*n);
        other.is_some_and(|other| inputs.report.id(other) == inputs.report.id(incident))
    };
    let mut gave_way = false;
    for crime in &mut drafts.crimes {
        let bundle = &crime.counted.bundle;
        let mut held = bundle.disclosed.iter().chain(&bundle.merged).chain(&bundle.folded);
        let new = |d: &Disclosed| !matches!(d.by, By::Recorded(_));
        if held.any(|d| new(d) && is(inputs, d, counts)) && crime.incidents().iter().any(same_entry)
        {
            let of_row =
                |(known, d): &&mut (usize, Disclosed)| known == rule && d.row == disclosed.row;
            match crime.displaced.iter_mut().find(of_row) {
                Some((_, known)) => known.also(disclosed),
                None => crime.displaced.push((*rule, disclosed.clone())),
            }
            gave_way = true;
        }
    }
    gave_way
}
