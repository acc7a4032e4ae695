//! Counts disclosed offences as crimes: which belong to which course of conduct or recorded crime,
//! and which are forms of one offence.

use super::counted::{Bundle, Counted, CountsAs};
use super::draft::Drafts;
use super::earlier::Fresh;
use super::given_by_code::{given, listed, notifiable};
use super::inputs::{Inputs, is_conduct};
use super::made_out::Disclosed;
use super::parties::Parties;
use super::{duplicate, recorded};
use smallvec::SmallVec;

use crate::conduct::{self, Course};
use crate::words::date::Date;

/// Returns the crimes of a victim and a group. Offences that do not count go to the lists of
/// `drafts` for them.
pub(crate) fn count(
    inputs: Inputs<'_>,
    parties: &Parties<'_>,
    drafts: &mut Drafts,
) -> Vec<Counted> {
    let Parties { relation, members, .. } = parties;
    let mut others: Vec<Disclosed> =
        members.iter().flat_map(|member| member.by_incidents(&relation.incidents)).collect();
    others.extend(given(inputs, relation, &mut drafts.not_counted));
    let group = &relation.suspects;
    others.retain(|other| !duplicate::is_one(inputs, relation, group, other, drafts));
    let (conduct, others): (Vec<_>, Vec<_>) =
        others.into_iter().partition(|other| is_conduct(inputs, other));
    let mut counting = Counting { inputs, parties, all: Vec::new() };
    counting.courses(&conduct);
    let mut left = Vec::new();
    let conduct = counting.own_conduct(conduct);
    counting.drop_empty();
    conduct.into_iter().for_each(|other| counting.conduct(other, &mut left));
    counting.join_series();
    others.into_iter().for_each(|other| counting.other(other, &mut left));
    counting.own(left);
    let mut all = counting.all;
    for counted in &mut all {
        let not_counted = &mut drafts.not_counted;
        counted.bundle.disclosed.retain(|d| notifiable(inputs, relation, d, not_counted));
        counted.bundle.one_entry_each();
        rest_on_course(inputs, counted);
        counted.bundle.merge_forms(inputs);
    }
    all.retain(|counted| counted.goes_on || !counted.bundle.disclosed.is_empty());
    all.iter_mut().for_each(|counted| counted.beside_recorded(inputs));
    all
}

/// The crimes of a victim and a group while they are counted.
struct Counting<'i, 'p, 'm> {
    inputs: Inputs<'i>,
    parties: &'p Parties<'m>,
    all: Vec<Counted>,
}

impl Counting<'_, '_, '_> {
    /// Adds the courses with what they make out: conduct that continues a recorded crime, single
    /// occasions that are not settled, and courses that are crimes by themselves. An occasion is
    /// settled if the officer gave a conduct crime by code for it.
    fn courses(&mut self, given: &[Disclosed]) {
        let Parties { members, sorted, .. } = self.parties;
        let inputs = self.inputs;
        for (crime, incidents) in &sorted.added {
            if let Some(course) = conduct::course(inputs.report, incidents.clone()) {
                let made_out = inputs.by_course(members, &course, false);
                self.add(CountsAs::Added(*crime), course, None, made_out);
            }
        }
        for Fresh { course, closed, time } in &sorted.fresh {
            let is_given = given
                .iter()
                .any(|other| course.incidents.contains(&first(other)) && listed(inputs, other));
            let closed = closed.filter(|_| course.occasions == 1 && !is_given);
            let made_out = inputs.by_course(members, course, closed.is_some());
            match closed {
                Some(_) if made_out.is_empty() => {}
                Some(crime) => self.add(CountsAs::Single(crime), course.clone(), None, made_out),
                None => self.add(CountsAs::Crime, course.clone(), *time, made_out),
            }
        }
    }

    fn add(
        &mut self,
        counts_as: CountsAs,
        course: Course,
        time: Option<(Date, Date)>,
        disclosed: Vec<Disclosed>,
    ) {
        let goes_on = matches!(counts_as, CountsAs::Added(_));
        let bundle = Bundle::of(disclosed);
        self.all.push(Counted { counts_as, course: Some(course), time, bundle, goes_on });
    }

    /// Adds the conduct crimes given by code for an occasion to its course, or to the recorded crime
    /// that takes it. Returns the others.
    fn own_conduct(&mut self, conduct: Vec<Disclosed>) -> Vec<Disclosed> {
        let mut others = Vec::new();
        for mut other in conduct {
            let n = first(&other);
            if let Some(crime) = self.parties.sorted.joins.get(&n) {
                self.add_to(*crime, None, vec![other], true);
                continue;
            }
            let own = |counted: &&mut Counted| match counted.counts_as {
                CountsAs::Added(_) | CountsAs::Crime => counted.contains(n),
                CountsAs::Single(_) => false,
            };
            match self.all.iter_mut().find(own) {
                Some(counted) => {
                    join(&mut other, counted);
                    counted.bundle.disclosed.push(other);
                }
                None => others.push(other),
            }
        }
        others
    }

    /// Adds a conduct crime given by code for no occasion to the course in whose time it is.
    fn conduct(&mut self, mut other: Disclosed, left: &mut Vec<Disclosed>) {
        let near = |_: &Counted, days| self.in_time(&other, days);
        match self.course_of(&other, near).and_then(|at| self.all.get_mut(at)) {
            Some(counted) => {
                join(&mut other, counted);
                counted.bundle.disclosed.push(other);
            }
            None => left.push(other),
        }
    }

    /// Drops the single occasions that make nothing out.
    fn drop_empty(&mut self) {
        self.all.retain(|counted| {
            let course = counted.course.as_ref().is_some_and(|course| course.occasions > 1);
            counted.goes_on || course || !counted.bundle.disclosed.is_empty()
        });
    }

    /// Adds the courses that make something out to the recorded crime of whose series they are.
    fn join_series(&mut self) {
        for counted in std::mem::take(&mut self.all) {
            let alone = matches!(counted.counts_as, CountsAs::Crime);
            let course = counted.course.as_ref();
            let course = course.filter(|_| alone && !counted.bundle.disclosed.is_empty());
            let relation = &self.parties.relation;
            match course.and_then(|course| recorded::of_course(self.inputs, relation, course)) {
                Some(crime) => {
                    self.add_to(crime, counted.course, counted.bundle.disclosed, false);
                }
                None => self.all.push(counted),
            }
        }
    }

    /// Adds another offence to the course of its occasion, if it is part of one and of a kind that
    /// goes with its occasion; or else to the recorded crime of whose series it is; or else to the
    /// course in whose time it is.
    fn other(&mut self, other: Disclosed, left: &mut Vec<Disclosed>) {
        let n = first(&other);
        let on_occasion = |counted: &Counted| match counted.counts_as {
            CountsAs::Crime => self.makes_out(counted) && counted.contains(n),
            CountsAs::Added(_) | CountsAs::Single(_) => counted.contains(n),
        };
        let goes_with = self.inputs.goes_with_occasion(&other);
        let at = self.all.iter().position(|counted| goes_with && on_occasion(counted));
        if let Some(counted) = at.and_then(|at| self.all.get_mut(at)) {
            counted.bundle.disclosed.push(other);
            return;
        }
        let relation = &self.parties.relation;
        if let Some(crime) = recorded::of_offence(self.inputs, relation, &other, false) {
            return self.add_to(crime, None, vec![other], false);
        }
        match self.crime_of(&other).and_then(|at| self.all.get_mut(at)) {
            Some(counted) => counted.bundle.disclosed.push(other),
            None => left.push(other),
        }
    }

    /// Whether a course makes out or is given as a conduct crime.
    fn makes_out(&self, counted: &Counted) -> bool {
        counted.bundle.disclosed.iter().any(|disclosed| is_conduct(self.inputs, disclosed))
    }

    /// Adds the offences that belong to no course. If there are courses, those that something that
    /// ends a course parts are crimes of their own.
    fn own(&mut self, left: Vec<Disclosed>) {
        let relation = &self.parties.relation;
        let courses = self.has_course();
        let mut kept = Vec::new();
        for other in left {
            let conduct = is_conduct(self.inputs, &other);
            let crime = || recorded::of_offence(self.inputs, relation, &other, true);
            match conduct.then(crime).flatten() {
                Some(crime) => self.add_to(crime, None, vec![other], false),
                None => kept.push(other),
            }
        }
        kept.sort_by_key(first);
        let mut own: Vec<Vec<Disclosed>> = Vec::new();
        for other in kept {
            let together = own.last().and_then(|group| group.last()).is_some_and(|before| {
                let (before, after) = (self.days(before), self.days(&other));
                !courses || !self.ended(before.1, after.0)
            });
            match own.last_mut().filter(|_| together) {
                Some(group) => group.push(other),
                None => own.push(vec![other]),
            }
        }
        let crime = |disclosed| Counted::of_no_course(Bundle::of(disclosed));
        self.all.extend(own.into_iter().map(crime));
    }

    /// Adds offences, with the course that makes them out, to a recorded crime.
    fn add_to(
        &mut self,
        crime: usize,
        course: Option<Course>,
        disclosed: Vec<Disclosed>,
        goes_on: bool,
    ) {
        let added =
            |counted: &&mut Counted| matches!(counted.counts_as, CountsAs::Added(n) if n == crime);
        match self.all.iter_mut().find(added) {
            Some(counted) => {
                counted.course = counted.course.take().or(course);
                counted.goes_on |= goes_on;
                counted.bundle.disclosed.extend(disclosed);
            }
            None => self.all.push(Counted {
                counts_as: CountsAs::Added(crime),
                course,
                time: None,
                bundle: Bundle::of(disclosed),
                goes_on,
            }),
        }
    }

    /// Returns the crime with which another offence is settled: the course in whose time it is; the
    /// single occasion that nothing parts from it; or, since nothing is parted without a course, any.
    fn crime_of(&self, other: &Disclosed) -> Option<usize> {
        let in_course =
            |counted: &Counted, _| counted.time.is_some_and(|time| self.in_time(other, time));
        let beside = |counted: &Counted, days| counted.time.is_none() && self.in_time(other, days);
        let of_course = self.course_of(other, in_course);
        let of_single = || self.course_of(other, beside);
        let of_any = || self.course_of(other, |_, _| !self.has_course());
        of_course.or_else(of_single).or_else(of_any)
    }

    /// Returns one of the courses, each with its days, that are crimes by themselves: of several the
    /// latest begun before an offence, or else the first.
    fn course_of(
        &self,
        other: &Disclosed,
        is_one: impl Fn(&Counted, (Date, Date)) -> bool,
    ) -> Option<usize> {
        let courses = self.all.iter().enumerate().filter_map(|(n, counted)| {
            let alone = matches!(counted.counts_as, CountsAs::Crime);
            let course = counted.course.as_ref().filter(|_| alone)?;
            is_one(counted, (course.from, course.to)).then_some((n, course))
        });
        let mut courses: SmallVec<[(usize, &Course); 2]> = courses.collect();
        courses.sort_by_key(|(_, course)| course.from);
        let first_day = self.days(other).0;
        let begun = courses.iter().rev().find(|(_, course)| course.from <= first_day);
        begun.or(courses.first()).map(|(n, _)| *n)
    }

    /// Whether there is a course of conduct, added to a recorded crime or not.
    fn has_course(&self) -> bool {
        self.parties.relation.courses.iter().any(|course| course.occasions > 1)
    }

    /// Whether an offence is in the time of a course from one day to another, which reaches from
    /// what ended conduct before it to what ends it afterwards.
    fn in_time(&self, other: &Disclosed, (first, last): (Date, Date)) -> bool {
        let (from, to) = self.days(other);
        !self.ended(to, first) && !self.ended(last, from)
    }

    fn ended(&self, after: Date, before: Date) -> bool {
        let Inputs { edition, report, .. } = self.inputs;
        let relation = &self.parties.relation;
        let suspects = &relation.suspects;
        conduct::ended(report, &edition.law, relation.victim, suspects, after, before)
    }

    /// The first and the last day of the entry of an offence.
    fn days(&self, other: &Disclosed) -> (Date, Date) {
        let entry = self.inputs.report.incidents.get(first(other));
        entry.map_or((other.day, other.day), |entry| (entry.first, entry.last))
    }
}

/// The incident that an offence rests on before any are joined.
fn first(other: &Disclosed) -> usize {
    other.incidents.first().copied().unwrap_or(usize::MAX)
}

/// Moves a conduct crime given by code to the last day of its course, if that is later. A single
/// occasion is not a course, so the offence keeps the day of its own entry.
fn join(other: &mut Disclosed, counted: &Counted) {
    if let Some(course) = counted.course.as_ref().filter(|course| course.occasions > 1) {
        other.day = other.day.max(course.to);
    }
}

/// Adds the incidents of the course to its conduct crimes.
fn rest_on_course(inputs: Inputs<'_>, counted: &mut Counted) {
    let Some(course) = &counted.course else { return };
    let disclosed = counted.bundle.disclosed.iter_mut();
    for conduct in disclosed.filter(|disclosed| is_conduct(inputs, disclosed)) {
        conduct.incidents.extend(course.incidents.iter().copied());
        conduct.incidents.sort_unstable();
        conduct.incidents.dedup();
    }
}
