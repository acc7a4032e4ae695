//! Which incidents are occasions of conduct, as the rules say, and what could make one of another.

use super::{Checked, CheckedIncident};
use crate::rules::compiled::law::{Law, MadeOutBy, Marks, Offence};
use crate::words::date::Date;
use crate::words::terms::Basis;

/// What an incident gives by code.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Gives {
    /// Any offence.
    pub(crate) any: bool,
    /// A victim-based crime other than conduct or a communication, which was law and is notifiable.
    pub(crate) crime: bool,
}

impl Gives {
    /// Reads the rows of an entry of these days, reported on `today`.
    pub(super) fn of(
        rows: &[usize],
        victims: bool,
        law: &Law,
        days: [Date; 2],
        today: Date,
    ) -> Gives {
        let other = |offence: &&Offence| {
            let of_victim = victims && offence.basis != Basis::State;
            let conduct = offence.limbs.iter().any(|limb| limb.by != MadeOutBy::Incident);
            let communication = law.acts.iter().any(|act| act.given_as == Some(offence.code));
            of_victim && offence.counts(days, today) && !conduct && !communication
        };
        let mut offences = rows.iter().filter_map(|row| law.offences.get(*row));
        Gives { any: !rows.is_empty(), crime: offences.any(|offence| other(&offence)) }
    }
}

/// Whether an incident is an occasion; `part` is whether it is said to be part of a course.
pub(super) fn is_occasion(law: &Law, marks: Marks, gives: Gives, part: Option<bool>) -> bool {
    let occasion = &law.occasion;
    let shown = marks.meets(occasion.marks)
        || !gives.crime && marks.meets(occasion.alone)
        || gives.any && part == Some(true);
    shown && !marks.meets(occasion.never)
}

impl Checked {
    /// Whether an incident is no occasion, and would be one if it were said to be part of a course.
    pub(crate) fn may_be_part(&self, law: &Law, n: usize) -> bool {
        let (Some(incident), Some(fact)) = (self.incidents.get(n), law.occasion.part_of_course)
        else {
            return false;
        };
        let said = self.incident_facts(incident).get(fact);
        let or_is = is_occasion(law, incident.marks, incident.gives, Some(true));
        said.is_none() && or_is && !incident.is_occasion
    }

    /// Sets or clears a fact of the incident with that number.
    pub(crate) fn set_incident_fact(&mut self, law: &Law, n: usize, fact: usize, is: Option<bool>) {
        for n in self.whole(n) {
            if let Some(incident) = self.incidents.get(n) {
                self.named.set_fact(incident, fact, is);
            }
            self.read_again(law, n);
        }
    }

    /// Says whether the incident with that number had these effects.
    pub(crate) fn set_effects(&mut self, law: &Law, n: usize, effects: Marks, had: bool) {
        for n in self.whole(n) {
            let against_somebody =
                self.incidents.get(n).is_some_and(|incident| !self.victims(incident).is_empty());
            if let Some(incident) = self.incidents.get_mut(n).filter(|_| against_somebody) {
                let marks = &mut incident.marks;
                *marks = if had { marks.union(effects) } else { marks.without(effects) };
            }
            self.read_again(law, n);
        }
    }

    /// Every part of the incident of which that number is a part.
    fn whole(&self, n: usize) -> Vec<usize> {
        let Some(incident) = self.incidents.get(n).filter(|incident| incident.is_part) else {
            return vec![n];
        };
        let same = |other: &CheckedIncident| self.id(other) == self.id(incident);
        let all = self.incidents.iter().enumerate();
        all.filter(|(_, other)| same(other)).map(|(n, _)| n).collect()
    }

    /// Reads again whether an incident is an occasion.
    fn read_again(&mut self, law: &Law, n: usize) {
        let facts = self.incidents.get(n).map(|incident| self.incident_facts(incident));
        let part = facts.zip(law.occasion.part_of_course);
        let part = part.and_then(|(facts, fact)| facts.get(fact));
        if let Some(incident) = self.incidents.get_mut(n) {
            incident.is_occasion = is_occasion(law, incident.marks, incident.gives, part);
        }
    }

    /// Whether an incident gives a conduct crime by code, by one of some suspects, that was law and
    /// is notifiable.
    pub(crate) fn gives_conduct_crime(
        &self,
        law: &Law,
        of: &CheckedIncident,
        by: &[usize],
    ) -> bool {
        let theirs = |row: usize| self.suspects_of(of, row).iter().any(|s| by.contains(s));
        let mut conduct =
            law.rows(&law.by_course).filter(|(row, _)| self.offences(of).contains(row));
        conduct.any(|(row, offence)| {
            theirs(row) && offence.counts([of.first, of.last], self.reported_on)
        })
    }

    /// Whether somebody can be the victim of an offence.
    pub(crate) fn can_be_victim(&self, law: &Law, row: usize, victim: Option<usize>) -> bool {
        let of_individuals = law.offences.get(row).is_some_and(|offence| offence.of_individuals);
        !of_individuals || self.is_individual(victim)
    }

    /// Whether a victim is an individual.
    pub(crate) fn is_individual(&self, victim: Option<usize>) -> bool {
        let person = victim.and_then(|victim| self.people.get(victim));
        person.is_some_and(|person| person.is_individual)
    }
}
