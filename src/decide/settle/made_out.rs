//! Offences made out: those whose definition an incident or a course of conduct satisfies under the
//! law at the time.

use crate::decide::read::condition::Situation;
use crate::decide::read::facts::{Facts, MaybeKnown, OfPerson};
use std::borrow::Cow;

use smallvec::smallvec;

use crate::checked::{Checked, CheckedIncident};
use crate::conduct::{Course, Numbers, Relation};
use crate::precedence::Members;
use crate::rules::compiled::law::{Condition, Limb, MadeOutBy, Offence};
use crate::rules::compiled::question::Question;
use crate::rules::compiled::{Edition, Form, Party};
use crate::words::date::Date;

/// An offence that the report discloses, between one victim and one group.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Disclosed {
    /// The row of the catalogue.
    pub(crate) row: usize,
    /// The day that determines the maximum sentence: the last one.
    pub(crate) day: Date,
    /// The incidents it is based on.
    pub(crate) incidents: Numbers,
    pub(crate) by: By,
}

impl Disclosed {
    /// Adds what the same offence is based on elsewhere: all the incidents, and the last day.
    pub(crate) fn also(&mut self, other: &Disclosed) {
        self.incidents.extend(other.incidents.iter().copied());
        self.incidents.sort_unstable();
        self.incidents.dedup();
        self.day = self.day.max(other.day);
    }

    /// Returns those who committed it, of the suspects of its incidents.
    pub(crate) fn suspects(&self, report: &Checked) -> Numbers {
        let incidents = self.incidents.iter().filter_map(|n| report.incidents.get(*n));
        let of = |incident| match self.by {
            By::Code => report.suspects_of(incident, self.row),
            _ => report.suspects(incident),
        };
        let mut suspects: Numbers = incidents.flat_map(of).copied().collect();
        suspects.sort_unstable();
        suspects.dedup();
        suspects
    }
}

/// How an offence came to be disclosed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum By {
    /// The officer gave its code.
    Code,
    /// A limb of its definition, by number, was satisfied by one incident.
    Incident(usize),
    /// A limb was satisfied by this many occasions, on the facts of a suspect.
    Course { limb: usize, occasions: u32, suspect: usize },
    /// It is the code of the recorded crime of this number.
    Recorded(usize),
}

/// A victim and one offender, and what is known about them.
pub(crate) struct Member<'a> {
    pub(crate) edition: &'a Edition,
    pub(crate) report: &'a Checked,
    pub(crate) suspect: usize,
    pub(crate) facts: Facts,
    /// Whether the victim is an individual.
    pub(crate) individual: bool,
}

impl<'a> Member<'a> {
    /// Creates the member for one suspect of a relation. What is unknown gets its assumed value:
    /// true for facts declared so, or else false.
    pub(crate) fn new(
        edition: &'a Edition,
        report: &'a Checked,
        relation: &Relation,
        suspect: usize,
    ) -> Member<'a> {
        let known = relation.victim.and_then(|victim| report.pairs.get(&(victim, suspect)));
        let taken = edition.law.taken;
        let recording = report.recording_of(relation.victim);
        let of_pair = known.map(|pair| pair.facts).unwrap_or_default();
        let incidents = relation.incidents.iter().filter_map(|n| report.incidents.get(*n));
        let theirs = incidents.filter(|incident| report.suspects(incident).contains(&suspect));
        let last = theirs.map(|incident| incident.last).max().unwrap_or(report.reported_on);
        let person = |who: Option<usize>| {
            let person = who.and_then(|n| report.people.get(n));
            let age = person.and_then(|person| person.age_on(last));
            let facts = person.map(|person| person.facts).unwrap_or_default().or(taken);
            OfPerson { age: age.map_or(MaybeKnown::None, MaybeKnown::Is), facts }
        };
        let facts = Facts {
            answers: of_pair.or(recording.facts).or(taken),
            relationship: known
                .and_then(|pair| pair.relationship)
                .map_or(MaybeKnown::None, MaybeKnown::Is),
            victim: person(relation.victim),
            suspect: person(Some(suspect)),
            of_incident: taken,
            reported_by: recording.reported_by.unwrap_or(0),
            state_based: relation.victim.is_none(),
        };
        let individual = report.is_individual(relation.victim);
        Member { edition, report, suspect, facts, individual }
    }

    /// Whether the report answers a question about a fact.
    pub(crate) fn is_given(&self, relation: &Relation, asked: Question) -> bool {
        let (report, victim) = (self.report, relation.victim);
        let person = |who: Party| match who {
            Party::Victim => victim.and_then(|n| report.people.get(n)),
            Party::Suspect => report.people.get(self.suspect),
        };
        let answer = match asked {
            Question::Fact(fact) => {
                let pair = victim.and_then(|victim| report.pairs.get(&(victim, self.suspect)));
                let of_pair = pair.map(|pair| pair.facts).unwrap_or_default();
                of_pair.or(report.recording_of(victim).facts).get(fact)
            }
            Question::OfPerson(who, fact) => person(who).and_then(|person| person.facts.get(fact)),
            Question::OfIncident(fact) => self
                .incidents(&relation.incidents)
                .find_map(|incident| report.incident_facts(incident).get(fact)),
            _ => None,
        };
        answer.is_some()
    }

    fn incidents<'n>(
        &self,
        numbers: &'n [usize],
    ) -> impl Iterator<Item = &'a CheckedIncident> + use<'a, 'n> {
        let report = self.report;
        numbers.iter().filter_map(move |n| report.incidents.get(*n))
    }

    /// Returns the situation of some incidents, with the presumptions of the edition.
    pub(crate) fn situation<'s>(&'s self, incidents: &'s [usize]) -> Situation<'s> {
        Situation::of(self.edition, self.report, self.facts, Cow::Borrowed(incidents))
    }

    /// Returns the situation in which a limb is evaluated for a course: that of the incidents on
    /// whose last day it was law.
    pub(crate) fn at_limb<'s>(
        &'s self,
        offence: &Offence,
        limb: &Limb,
        course: &'s Course,
        one_is_enough: bool,
    ) -> Situation<'s> {
        let lawful = |n: &usize| {
            self.report.incidents.get(*n).is_some_and(|i| offence.was_law(limb, i.last))
        };
        let mut situation = self.situation(&course.incidents);
        if !course.incidents.iter().all(lawful) {
            situation.incidents = course.incidents.iter().copied().filter(lawful).collect();
        }
        situation.one_is_enough = one_is_enough;
        situation
    }

    /// Whether conduct towards this victim counts for a limb that requires several victims.
    pub(crate) fn counts_towards(
        &self,
        offence: &Offence,
        limb: &Limb,
        condition: usize,
        course: &Course,
    ) -> bool {
        let situation = self.at_limb(offence, limb, course, false);
        !situation.incidents.is_empty() && situation.holds(&Condition::Named(condition))
    }

    /// Prepares a course for evaluating the limbs of offences.
    pub(crate) fn reading<'s>(&'s self, course: &'s Course, one_is_enough: bool) -> Reading<'s> {
        let last_days = || self.incidents(&course.incidents).map(|incident| incident.last);
        let days = last_days().min().zip(last_days().max());
        let mut whole = self.situation(&course.incidents);
        whole.one_is_enough = one_is_enough;
        Reading { member: self, course, days, whole }
    }

    /// Returns the offences that a course of conduct makes out. For limbs that require several
    /// victims, `several` says whether there are enough.
    pub(crate) fn by_course(
        &self,
        course: &Course,
        one_is_enough: bool,
        several: &dyn Fn(usize, usize) -> bool,
    ) -> Vec<Disclosed> {
        let reading = self.reading(course, one_is_enough);
        let mut disclosed = Vec::new();
        for (row, offence) in self.edition.law.rows(&self.edition.law.by_course) {
            let can_be_victim = self.individual || !offence.of_individuals;
            if can_be_victim && self.disapplied(row, course).is_none() {
                disclosed.extend(reading.made_out(row, offence, several));
            }
        }
        disclosed
    }

    /// Returns the rule of the edition that takes the offence out of the course, if there is one.
    pub(crate) fn disapplied(&self, row: usize, course: &Course) -> Option<usize> {
        let tables = self.edition.tables();
        if tables.disapplied.is_empty() {
            return None;
        }
        let key = tables.key(&self.edition.law, row, course.to);
        let applies = |(rule, members): &&(usize, Members)| {
            let form = self.edition.rules.get(*rule).map(|rule| &rule.form);
            let Some(Form::Disapply { when, .. }) = form else { return false };
            let of_set = members.get(key).copied().unwrap_or(false);
            of_set && self.situation(&course.incidents).holds(when)
        };
        tables.disapplied.iter().find(applies).map(|(rule, _)| *rule)
    }

    /// Returns the offences that single incidents make out.
    pub(crate) fn by_incidents(&self, incidents: &[usize]) -> Vec<Disclosed> {
        let mut disclosed = Vec::new();
        let needed = self.edition.law.marks_by_incident;
        let may = |incident: &&CheckedIncident| {
            incident.is_occasion && needed.is_none_or(|needed| incident.marks.meets(needed))
        };
        for n in incidents {
            if let Some(incident) = self.report.incidents.get(*n).filter(may) {
                disclosed.extend(self.on_day(*n, incident.last));
            }
        }
        disclosed
    }

    /// Returns the offences that an incident would make out under the law of a day.
    pub(crate) fn on_day(&self, n: usize, day: Date) -> Vec<Disclosed> {
        let one = [n];
        let situation = self.situation(&one);
        let mut disclosed = Vec::new();
        for (row, offence) in self.edition.law.rows(&self.edition.law.by_incident) {
            let satisfied = |(_, limb): &(usize, &Limb)| {
                let lawful = limb.by == MadeOutBy::Incident && offence.was_law(limb, day);
                lawful && situation.holds(&limb.when)
            };
            let limb = offence.limbs.iter().enumerate().find(satisfied);
            disclosed.extend(limb.map(|(limb, _)| Disclosed {
                row,
                day,
                incidents: smallvec![n],
                by: By::Incident(limb),
            }));
        }
        disclosed
    }
}

/// A course of conduct as seen for one member.
pub(crate) struct Reading<'s> {
    member: &'s Member<'s>,
    course: &'s Course,
    /// The earliest and the latest of the last days of its incidents.
    days: Option<(Date, Date)>,
    /// The situation for limbs that were law on all these days.
    whole: Situation<'s>,
}

impl Reading<'_> {
    /// Returns the offence if the course makes it out, whatever the edition takes out.
    pub(crate) fn made_out(
        &self,
        row: usize,
        offence: &Offence,
        several: &dyn Fn(usize, usize) -> bool,
    ) -> Option<Disclosed> {
        offence.limbs.iter().enumerate().find_map(|(n, limb)| {
            let enough = match limb.by {
                MadeOutBy::Incident => false,
                MadeOutBy::Course => true,
                MadeOutBy::Victims { .. } => several(row, n),
            };
            enough.then(|| self.limb(row, offence, n, limb))?
        })
    }

    fn limb(&self, row: usize, offence: &Offence, n: usize, limb: &Limb) -> Option<Disclosed> {
        let (first, last) = self.days?;
        // The limb was not law on any of these days.
        if !offence.in_force.overlaps(first, last) || !limb.in_force.overlaps(first, last) {
            return None;
        }
        let own;
        let (situation, day) = if offence.was_law(limb, first) && offence.was_law(limb, last) {
            (&self.whole, last)
        } else {
            own = self.member.at_limb(offence, limb, self.course, self.whole.one_is_enough);
            let lawful = self.member.incidents(&own.incidents);
            (&own, lawful.map(|incident| incident.last).max()?)
        };
        if !situation.holds(&limb.when) {
            return None;
        }
        let (occasions, suspect) = (situation.count(None), self.member.suspect);
        let by = By::Course { limb: n, occasions, suspect };
        Some(Disclosed { row, day, incidents: self.course.incidents.clone(), by })
    }
}
