//! Counts disclosed offences as crimes: which belong to which course of conduct, and which are
//! forms of one offence.

use super::counted::{Bundle, Counted, Place};
use super::earlier::Sorted;
use super::given_by_code::{given, listed, notifiable};
use super::made_out::{Disclosed, Member};
use super::matter::{Matter, is_conduct};
use super::parties::Parties;
use smallvec::SmallVec;

use crate::conduct::{self, Course};
use crate::decision::NotCounted;

/// Returns the crimes of a victim and a group. Offences that do not count go to `not_counted`.
pub(crate) fn count(
    matter: Matter<'_>,
    Parties { relation, members, sorted }: &Parties<'_>,
    not_counted: &mut Vec<NotCounted>,
) -> Vec<Counted> {
    let mut others: Vec<Disclosed> =
        members.iter().flat_map(|member| member.by_incidents(&relation.incidents)).collect();
    others.extend(given(matter, relation, not_counted));
    let mut places = courses(matter, members, sorted, &others);
    let mut own = Counted { place: Place::Crime, course: None, bundle: Bundle::default() };
    for mut other in others {
        let conduct = is_conduct(matter, &other);
        let folded = places.iter().position(|counted| folded(matter, &other, counted));
        let at = folded.or_else(|| course_of(matter, &other, conduct, &places));
        let counted = at.and_then(|at| places.get_mut(at)).unwrap_or(&mut own);
        if conduct {
            join(&mut other, counted);
        }
        counted.bundle.disclosed.push(other);
    }
    places.push(own);
    for counted in &mut places {
        counted.bundle.disclosed.retain(|d| notifiable(matter, relation, d, not_counted));
        counted.bundle.one_entry_each();
        rest_on_course(matter, counted);
        counted.bundle.merge_forms(matter);
    }
    let added = |counted: &Counted| matches!(counted.place, Place::Added(_));
    places.retain(|counted| added(counted) || !counted.bundle.disclosed.is_empty());
    places
}

/// Returns the courses of the relation with what they make out: courses that are crimes by
/// themselves, conduct that continues a recorded crime, and single occasions that are not settled.
/// An occasion for which the officer gave a conduct crime by code is settled.
fn courses(
    matter: Matter<'_>,
    members: &[Member<'_>],
    sorted: &Sorted,
    others: &[Disclosed],
) -> Vec<Counted> {
    let mut places = Vec::new();
    let mut place = |place: Place, course: &Course, disclosed: Vec<Disclosed>| {
        let bundle = Bundle { disclosed, merged: Vec::new() };
        places.push(Counted { place, course: Some(course.clone()), bundle });
    };
    for (crime, incidents) in &sorted.added {
        if let Some(course) = conduct::course(matter.report, incidents.clone()) {
            place(Place::Added(*crime), &course, matter.by_course(members, &course, false));
        }
    }
    for (course, closed) in &sorted.fresh {
        let made_out = matter.by_course(members, course, false);
        let given = others.iter().any(|other| {
            let here = other.incidents.iter().any(|n| course.incidents.contains(n));
            here && is_conduct(matter, other) && listed(matter, other)
        });
        match closed.filter(|_| course.occasions == 1 && !given) {
            Some(crime) => {
                let if_enough = matter.by_course(members, course, true);
                if !if_enough.is_empty() {
                    place(Place::Single(crime), course, if_enough);
                }
            }
            None if course.occasions > 1 || given || !made_out.is_empty() => {
                place(Place::Crime, course, made_out);
            }
            None => {}
        }
    }
    places
}

/// Moves a conduct crime given by code to the last day of its course, if that is later. A single
/// occasion is not a course, so the offence keeps the day of its own entry.
fn join(other: &mut Disclosed, counted: &Counted) {
    if let Some(course) = counted.course.as_ref().filter(|course| course.occasions > 1) {
        other.day = other.day.max(course.to);
    }
}

/// Adds the incidents of the course to its conduct crimes.
fn rest_on_course(matter: Matter<'_>, counted: &mut Counted) {
    let Some(course) = &counted.course else { return };
    let disclosed = counted.bundle.disclosed.iter_mut();
    for conduct in disclosed.filter(|disclosed| is_conduct(matter, disclosed)) {
        conduct.incidents.extend(course.incidents.iter().copied());
        conduct.incidents.sort_unstable();
        conduct.incidents.dedup();
    }
}

/// Whether an offence becomes part of a recorded crime: the rule includes it, and its incidents are
/// added to that crime.
fn folded(matter: Matter<'_>, other: &Disclosed, counted: &Counted) -> bool {
    let tables = matter.edition.tables();
    let Some((_, _, including)) = &tables.continued else { return false };
    let key = tables.key(&matter.edition.law, other.row, other.day);
    let added = matches!(counted.place, Place::Added(_));
    let course = counted.course.as_ref().map(|c| c.incidents.as_slice()).unwrap_or_default();
    let part = other.incidents.iter().all(|n| course.contains(n));
    added && part && including.get(key).copied().unwrap_or(false)
}

/// Returns the course an offence goes with: the one that contains its incident or overlaps it in
/// time, or else the latest begun before it, or else the first. Conduct that continues a recorded
/// crime takes conduct crimes only, and a single occasion that is not settled takes nothing.
fn course_of(
    matter: Matter<'_>,
    other: &Disclosed,
    conduct: bool,
    places: &[Counted],
) -> Option<usize> {
    let candidates = places.iter().enumerate();
    let candidates = candidates.filter(|(_, counted)| match counted.place {
        Place::Crime => true,
        Place::Added(_) => conduct,
        Place::Single(_) => false,
    });
    let mut courses: SmallVec<[(usize, &Course); 2]> =
        candidates.filter_map(|(n, counted)| Some((n, counted.course.as_ref()?))).collect();
    courses.sort_by_key(|(_, course)| course.from);
    let number = other.incidents.first();
    let incident = number.and_then(|n| matter.report.incidents.get(*n));
    let (first, last) = incident.map_or((other.day, other.day), |i| (i.first, i.last));
    let part = |course: &Course| number.is_some_and(|n| course.incidents.contains(n));
    let in_time = |course: &Course| course.from <= last && first <= course.to;
    let find = |is: &dyn Fn(&Course) -> bool| courses.iter().find(|(_, course)| is(course));
    let begun_before = || courses.iter().rev().find(|(_, course)| course.from <= first);
    let found = find(&part).or_else(|| find(&in_time)).or_else(begun_before);
    found.or(courses.first()).map(|(n, _)| *n)
}
