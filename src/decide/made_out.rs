//! Offences made out: those given by code, and those whose definition an incident or a
//! course of conduct satisfies under the law of its days.

use super::condition::Situation;
use crate::conduct::{Course, Relation};
use crate::date::Date;
use crate::edition::law::{Law, Limb, Offence};
use crate::edition::{Edition, Form};
use crate::report::{Checked, CheckedPair};

/// An offence that the report discloses, between one victim and one group.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Disclosed {
    /// The row of the catalogue.
    pub(super) row: usize,
    /// The day whose maximum sentence counts: the last.
    pub(super) day: Date,
    /// The incidents it rests on.
    pub(super) incidents: Vec<usize>,
    pub(super) by: By,
}

/// How an offence came to be disclosed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum By {
    /// The officer gave its code.
    Code,
    /// A limb (its number) of its definition was satisfied by one incident.
    Incident(usize),
    /// A limb was satisfied by so many occasions; the named conditions it rests on, and the
    /// rules that presumed others.
    Course { limb: usize, occasions: u32, rests_on: Vec<usize>, presumed: Vec<usize> },
}

/// Everything read for one victim and one offender.
pub(super) struct Member<'a> {
    edition: &'a Edition,
    report: &'a Checked,
    facts: Vec<bool>,
    relationship: Option<usize>,
    victim_age: Option<u16>,
    suspect_age: Option<u16>,
}

impl<'a> Member<'a> {
    /// A victim and one suspect of a relation.
    pub(super) fn new(
        edition: &'a Edition,
        report: &'a Checked,
        relation: &Relation,
        suspect: usize,
    ) -> Member<'a> {
        let law = &edition.law;
        let known = relation.victim.and_then(|victim| report.pairs.get(&(victim, suspect)));
        let known = known.cloned().unwrap_or_else(CheckedPair::default);
        let fact = |n: usize| known.facts.get(n).copied().flatten();
        let facts = law.facts.iter().enumerate();
        let facts = facts.map(|(n, f)| fact(n).unwrap_or(f.taken_as_true)).collect();
        let incidents = relation.incidents.iter().filter_map(|n| report.incidents.get(*n));
        let theirs = incidents.filter(|incident| incident.suspects.contains(&suspect));
        let last = theirs.map(|incident| incident.last).max().unwrap_or(report.reported_on);
        let age = |who: Option<usize>| {
            who.and_then(|n| report.people.get(n)).and_then(|person| person.age_on(last))
        };
        Member {
            edition,
            report,
            facts,
            relationship: known.relationship,
            victim_age: age(relation.victim),
            suspect_age: age(Some(suspect)),
        }
    }

    /// The situation of some of the incidents, with what the edition presumes of it, and the
    /// rules that do.
    fn situation(&self, incidents: &[usize]) -> (Situation<'_>, Vec<usize>) {
        let occasions = incidents.iter().filter_map(|n| self.report.incidents.get(*n));
        let mut situation = Situation {
            law: &self.edition.law,
            occasions: occasions.map(|incident| (incident.marks, incident.occasions)).collect(),
            facts: &self.facts,
            relationship: self.relationship,
            victim_age: self.victim_age,
            suspect_age: self.suspect_age,
            presumed: Vec::new(),
        };
        let mut rules = Vec::new();
        for (n, rule) in self.edition.rules.iter().enumerate() {
            if let Form::Presume { condition, when, unless } = &rule.form {
                let lifted = unless.as_ref().is_some_and(|unless| situation.holds(unless));
                if situation.holds(when) && !lifted {
                    situation.presumed.push(*condition);
                    rules.push(n);
                }
            }
        }
        (situation, rules)
    }

    /// The offences that a course of conduct makes out, and the rules that took some out.
    pub(super) fn by_course(&self, course: &Course) -> Vec<Disclosed> {
        let (whole, _) = self.situation(&course.incidents);
        let disapplied = |row: usize| {
            self.edition.tables.disapplied.iter().any(|(rule, members)| {
                let key = self.edition.tables.key(&self.edition.law, row, course.to);
                let Some(Form::Disapply { when, .. }) =
                    self.edition.rules.get(*rule).map(|rule| &rule.form)
                else {
                    return false;
                };
                members.get(key).copied().unwrap_or(false) && whole.holds(when)
            })
        };
        let mut disclosed = Vec::new();
        for (row, offence) in offences(&self.edition.law, false) {
            let made_out = offence.limbs.iter().enumerate().find_map(|(n, limb)| {
                (!limb.by_incident).then(|| self.limb_by_course(row, offence, n, limb, course))?
            });
            disclosed.extend(made_out.filter(|_| !disapplied(row)));
        }
        disclosed
    }

    fn limb_by_course(
        &self,
        row: usize,
        offence: &Offence,
        n: usize,
        limb: &Limb,
        course: &Course,
    ) -> Option<Disclosed> {
        let was_law = |day: Date| offence.in_force.contains(day) && limb.in_force.contains(day);
        let counted: Vec<usize> = course
            .incidents
            .iter()
            .copied()
            .filter(|n| {
                self.report.incidents.get(*n).is_some_and(|incident| was_law(incident.last))
            })
            .collect();
        let (situation, presumed) = self.situation(&counted);
        if !situation.holds(&limb.when) {
            return None;
        }
        let incidents = counted.iter().filter_map(|n| self.report.incidents.get(*n));
        let day = incidents.clone().map(|incident| incident.last).max()?;
        let occasions = incidents.fold(0u32, |sum, i| sum.saturating_add(i.occasions));
        let mut rests_on = Vec::new();
        situation.rests_on(&limb.when, &mut rests_on);
        let by = By::Course { limb: n, occasions, rests_on, presumed };
        Some(Disclosed { row, day, incidents: course.incidents.clone(), by })
    }

    /// The offences that single incidents make out.
    pub(super) fn by_incidents(&self, incidents: &[usize]) -> Vec<Disclosed> {
        let mut disclosed = Vec::new();
        for n in incidents {
            let Some(incident) = self.report.incidents.get(*n).filter(|i| i.is_occasion) else {
                continue;
            };
            let (situation, _) = self.situation(&[*n]);
            for (row, offence) in offences(&self.edition.law, true) {
                let satisfied = |(_, limb): &(usize, &Limb)| {
                    let day = incident.last;
                    let was_law = offence.in_force.contains(day) && limb.in_force.contains(day);
                    limb.by_incident && was_law && situation.holds(&limb.when)
                };
                let limb = offence.limbs.iter().enumerate().find(satisfied);
                disclosed.extend(limb.map(|(limb, _)| Disclosed {
                    row,
                    day: incident.last,
                    incidents: vec![*n],
                    by: By::Incident(limb),
                }));
            }
        }
        disclosed
    }
}

/// The offences with a limb of the kind: made out by an incident, or by a course.
fn offences(law: &Law, by_incident: bool) -> impl Iterator<Item = (usize, &Offence)> {
    law.offences.iter().enumerate().filter(move |(_, offence)| {
        offence.limbs.iter().any(|limb| limb.by_incident == by_incident)
    })
}
