//! Crimes recorded before: which occasions continue one and are added to it, and which stand by
//! themselves.

use std::collections::{BTreeMap, BTreeSet};

use smallvec::SmallVec;

use super::made_out::Member;
use crate::checked::{Checked, CheckedCrime, CheckedIncident};
use crate::conduct::{self, Course, Numbers, Relation};
use crate::precedence::Members;
use crate::rules::compiled::{Continuation, Edition, Form};
use crate::words::date::Date;

/// The occasions of a relation, divided by what becomes of them.
#[derive(Debug, Default)]
pub(crate) struct Sorted {
    /// The occasions that are added to each recorded crime, by day.
    pub(crate) added: BTreeMap<usize, Numbers>,
    /// The courses of what is not added.
    pub(crate) fresh: SmallVec<[Fresh; 1]>,
    /// The recorded crime that an occasion on the day of an incident would be added to, for each
    /// incident that is none and gives a conduct crime by code.
    pub(crate) joins: BTreeMap<usize, usize>,
    /// Recorded crimes with a gap that a judgement could bridge, and whether it did.
    pub(crate) judged: BTreeMap<usize, bool>,
    /// What became of recorded crimes.
    pub(crate) fates: BTreeSet<Fate>,
}

/// The occasions of a course that are not added to a recorded crime.
#[derive(Debug)]
pub(crate) struct Fresh {
    pub(crate) course: Course,
    /// For a single occasion, the recorded crime that was closed but not ended before it.
    pub(crate) closed: Option<usize>,
    /// The first and the last day of the course, with the occasions that are added; `None` if it is
    /// one occasion.
    pub(crate) time: Option<(Date, Date)>,
}

/// What became of a recorded crime.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Fate {
    /// An occasion was added to it.
    Added,
    /// It became a graver offence.
    Graver,
    /// The intervention of this number closed it.
    ClosedBy(usize),
    /// The intervention of this number ended the course.
    EndedBy(usize),
    /// The months had passed.
    MonthsPassed,
    /// The months had passed, but a judgement kept it open.
    KeptOpen,
    /// A single occasion after it was closed went to the registrar.
    Single,
    /// An offence is what was recorded.
    Same,
    /// It stands apart under the edition.
    Apart,
}

/// The state of a recorded crime for a new occasion.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    Open,
    /// The police have dealt with the offender, or the months have passed.
    Closed,
    /// A conviction, an acquittal or an order has ended the course.
    Ended,
}

/// Returns the edition's rule on conduct that continues a recorded crime, if it has one.
pub(crate) fn rule(edition: &Edition) -> Option<(usize, &Continuation)> {
    let n = edition.tables().continued.as_ref()?.rule;
    match &edition.rules.get(n)?.form {
        Form::Continue(continuation) => Some((n, continuation.as_ref())),
        _ => None,
    }
}

/// Returns the recorded conduct crimes of the victim and a member of the group that conduct between
/// them can continue.
pub(crate) fn matching(
    edition: &Edition,
    report: &Checked,
    relation: &Relation,
    members: &[Member<'_>],
) -> Vec<(usize, CheckedCrime)> {
    let Some((_, rule)) = rule(edition) else { return Vec::new() };
    let tables = edition.tables();
    let Some(continued) = &tables.continued else { return Vec::new() };
    let concerns = |crime: &CheckedCrime| {
        let is = |set: &Members| tables.is_in(&edition.law, set, crime.row, crime.last);
        let goes_on = continued.only.as_ref().filter(|only| is(only)).is_none_or(|_| {
            let when = rule.only.as_ref().map(|(_, when)| when);
            let holds = |member: &Member<'_>| {
                when.is_none_or(|when| member.situation(&relation.incidents).holds(when))
            };
            members.iter().any(holds)
        });
        is_between(crime, relation)
            && is(&continued.of)
            && report.can_be_victim(&edition.law, crime.row, crime.victim)
            && goes_on
    };
    let crimes = report.recorded_crimes.iter().enumerate();
    crimes.filter(|(_, crime)| concerns(crime)).map(|(n, crime)| (n, crime.clone())).collect()
}

/// Whether a recorded crime is one of the victim and a member of the group.
pub(crate) fn is_between(crime: &CheckedCrime, relation: &Relation) -> bool {
    crime.victim == relation.victim && crime.suspects.iter().any(|s| relation.suspects.contains(s))
}

/// Divides the occasions of a relation, in order of date.
pub(crate) fn sort_out(
    edition: &Edition,
    report: &Checked,
    relation: &Relation,
    members: &[Member<'_>],
) -> Sorted {
    let mut crimes = matching(edition, report, relation, members);
    let mut sorted = Sorted::default();
    let Some((_, rule)) = rule(edition).filter(|_| !crimes.is_empty()) else {
        let fresh =
            |whole: &Course| Fresh { course: whole.clone(), closed: None, time: time(whole) };
        sorted.fresh = relation.courses.iter().map(fresh).collect();
        return sorted;
    };
    let recorded: Vec<CheckedCrime> = crimes.iter().map(|(_, crime)| crime.clone()).collect();
    let mut closed_by: BTreeMap<usize, usize> = BTreeMap::new();
    let entries = relation.incidents.iter().filter_map(|n| Some((n, report.incidents.get(*n)?)));
    let mut entries: Vec<(&usize, &CheckedIncident)> = entries.collect();
    // Of two that begin on one day, the one that ends first moves the date of the other.
    entries.sort_by_key(|(_, entry)| (entry.first, entry.last));
    for (n, entry) in entries {
        let occasion = entry.is_occasion;
        if !occasion && !report.gives_conduct_crime(&edition.law, entry, &relation.suspects) {
            continue;
        }
        let mut states: Vec<(usize, State)> = Vec::new();
        for (place, (crime, original)) in crimes.iter().zip(&recorded).enumerate() {
            let state = state(edition, report, relation, rule, &crime.1, original, entry);
            if let Some(bridged) = state.1 {
                sorted.judged.insert(crime.0, bridged);
            }
            sorted.fates.extend(fates(edition, report, relation, rule, original, entry, &state));
            states.push((place, state.0));
        }
        let latest = |wanted: State| {
            let of_state =
                states.iter().filter(|(_, state)| *state == wanted).map(|(place, _)| *place);
            of_state
                .filter_map(|place| Some((place, crimes.get(place)?.1.last)))
                .rev()
                .max_by_key(|(_, last)| *last)
        };
        match latest(State::Open) {
            Some((place, _)) => {
                if let Some((crime, moved)) = crimes.get_mut(place) {
                    sorted.fates.insert(Fate::Added);
                    moved.last = moved.last.max(entry.last);
                    if occasion {
                        sorted.added.entry(*crime).or_default().push(*n);
                    } else {
                        sorted.joins.insert(*n, *crime);
                    }
                }
            }
            None => {
                if let Some((crime, _)) = latest(State::Closed).and_then(|(p, _)| crimes.get(p)) {
                    closed_by.insert(*n, *crime);
                }
            }
        }
    }
    let added: BTreeSet<usize> = sorted.added.values().flatten().copied().collect();
    for whole in &relation.courses {
        let fresh = whole.incidents.iter().copied().filter(|n| !added.contains(n)).collect();
        let Some(course) = conduct::course(report, fresh) else { continue };
        let single = course.incidents.first().filter(|_| course.occasions == 1);
        let closed = single.and_then(|n| closed_by.get(n)).copied();
        sorted.fresh.push(Fresh { course, closed, time: time(whole) });
    }
    sorted
}

/// Returns the first and the last day of a course of two occasions or more.
fn time(course: &Course) -> Option<(Date, Date)> {
    (course.occasions > 1).then_some((course.from, course.to))
}

/// Returns the state of a recorded crime, which is given as recorded and with what has been added
/// since. If the months have passed and a judgement can bridge them, also returns whether it does.
fn state(
    edition: &Edition,
    report: &Checked,
    relation: &Relation,
    rule: &Continuation,
    crime: &CheckedCrime,
    original: &CheckedCrime,
    occasion: &CheckedIncident,
) -> (State, Option<bool>) {
    let both = in_both(crime, relation);
    let ended =
        |after, before| conduct::ended(report, &edition.law, relation.victim, &both, after, before);
    if occasion.first < original.last {
        let state = if ended(occasion.last, original.last) { State::Ended } else { State::Open };
        return (state, None);
    }
    if ended(original.last, occasion.first) {
        return (State::Ended, None);
    }
    // What happened before it was recorded came to notice with it.
    if crime.recorded_on.is_some_and(|day| occasion.last <= day) {
        return (State::Open, None);
    }
    let between = |day: Date| original.last <= day && day < occasion.first;
    if dealt_with(edition, report, relation, &both, &rule.closed_by, &between) {
        return (State::Closed, None);
    }
    // The calendar ends: months after its last day are none.
    let passed =
        crime.last < occasion.first && crime.last.after_months(rule.months) <= occasion.first;
    if !passed {
        return (State::Open, None);
    }
    let bridged = accepted(edition, rule, crime);
    let state = if bridged { State::Open } else { State::Closed };
    (state, rule.unless.is_some().then_some(bridged))
}

/// The suspects of a recorded crime who are in the group.
pub(super) fn in_both(crime: &CheckedCrime, relation: &Relation) -> Vec<usize> {
    crime.suspects.iter().copied().filter(|s| relation.suspects.contains(s)).collect()
}

/// Whether each of some suspects was dealt with on one of some days, by an intervention of these
/// kinds or by one that ends a course.
pub(super) fn dealt_with(
    edition: &Edition,
    report: &Checked,
    relation: &Relation,
    suspects: &[usize],
    closed_by: &[usize],
    on: &dyn Fn(Date) -> bool,
) -> bool {
    let closes = |kind: usize| {
        let ends = edition.law.interventions.get(kind).is_some_and(|kind| kind.ends_course);
        ends || closed_by.contains(&kind)
    };
    suspects.iter().all(|suspect| {
        report.interventions.iter().any(|i| {
            let concerns = Some(i.victim) == relation.victim && i.suspect == *suspect;
            concerns && closes(i.kind) && on(i.on)
        })
    })
}

/// Whether the fact that keeps recorded crimes open for longer holds for this one.
pub(crate) fn accepted(edition: &Edition, rule: &Continuation, crime: &CheckedCrime) -> bool {
    let facts = crime.facts.or(edition.law.taken);
    rule.unless.is_some_and(|fact| facts.get(fact) == Some(true))
}

/// Returns what led to the state of a recorded crime.
fn fates(
    edition: &Edition,
    report: &Checked,
    relation: &Relation,
    rule: &Continuation,
    original: &CheckedCrime,
    occasion: &CheckedIncident,
    (state, bridged): &(State, Option<bool>),
) -> Vec<Fate> {
    match (state, bridged) {
        (_, Some(true)) => return vec![Fate::KeptOpen],
        (_, Some(false)) => return vec![Fate::MonthsPassed],
        (State::Open, None) => return Vec::new(),
        (State::Closed | State::Ended, None) => {}
    }
    let between = report.interventions.iter().filter(|i| {
        let of_group = original.suspects.contains(&i.suspect);
        let concerns = of_group && relation.suspects.contains(&i.suspect);
        let days = original.last.min(occasion.last)..original.last.max(occasion.first);
        concerns && Some(i.victim) == relation.victim && days.contains(&i.on)
    });
    let of_kind = |kind: usize| {
        let ends = edition.law.interventions.get(kind).is_some_and(|kind| kind.ends_course);
        match state {
            State::Ended => ends.then_some(Fate::EndedBy(kind)),
            _ => rule.closed_by.contains(&kind).then_some(Fate::ClosedBy(kind)),
        }
    };
    between.filter_map(|i| of_kind(i.kind)).collect()
}

/// Whether there is a recorded crime of the victim and a member of the group.
pub(crate) fn concerns_recorded_crime(report: &Checked, relation: &Relation) -> bool {
    report.recorded_crimes.iter().any(|crime| is_between(crime, relation))
}
