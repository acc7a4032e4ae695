//! Crimes recorded before: which occasions continue one and are added to it, and which stand by
//! themselves.

use std::collections::{BTreeMap, BTreeSet};

use smallvec::SmallVec;

use crate::checked::{Checked, CheckedCrime, CheckedIncident};
use crate::conduct::{self, Course, Numbers, Relation};
use crate::rules::compiled::{Continuation, Edition, Form};

/// The occasions of a relation, divided by what becomes of them.
#[derive(Debug, Default)]
pub(crate) struct Sorted {
    /// The occasions that are added to each recorded crime, by day.
    pub(crate) added: BTreeMap<usize, Numbers>,
    /// The courses of what is not added. A single occasion after a recorded crime that was closed
    /// but not ended comes with the number of that crime.
    pub(crate) fresh: SmallVec<[(Course, Option<usize>); 1]>,
    /// Recorded crimes with a gap that a judgement could bridge, and whether it did.
    pub(crate) judged: BTreeMap<usize, bool>,
    /// What became of recorded crimes.
    pub(crate) went: BTreeSet<Went>,
}

/// What became of a recorded crime.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Went {
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
    let (n, ..) = edition.tables().continued.as_ref()?;
    match &edition.rules.get(*n)?.form {
        Form::Continue(continuation) => Some((*n, continuation.as_ref())),
        _ => None,
    }
}

/// Returns the recorded conduct crimes of the victim and a member of the group.
pub(crate) fn matching(
    edition: &Edition,
    report: &Checked,
    relation: &Relation,
) -> Vec<(usize, CheckedCrime)> {
    let Some((_, of, _)) = &edition.tables().continued else { return Vec::new() };
    let concerns = |crime: &CheckedCrime| {
        let key = edition.tables().key(&edition.law, crime.row, crime.last);
        let of_group = crime.suspects.iter().any(|s| relation.suspects.contains(s));
        let conduct = of.get(key).copied().unwrap_or(false);
        Some(crime.victim) == relation.victim && of_group && conduct
    };
    let crimes = report.recorded_crimes.iter().enumerate();
    crimes.filter(|(_, crime)| concerns(crime)).map(|(n, crime)| (n, crime.clone())).collect()
}

/// Divides the occasions of a relation, in order of date.
pub(crate) fn sort_out(edition: &Edition, report: &Checked, relation: &Relation) -> Sorted {
    let mut crimes = matching(edition, report, relation);
    let mut sorted = Sorted::default();
    let Some((_, rule)) = rule(edition).filter(|_| !crimes.is_empty()) else {
        sorted.fresh = relation.courses.iter().map(|course| (course.clone(), None)).collect();
        return sorted;
    };
    let recorded: Vec<CheckedCrime> = crimes.iter().map(|(_, crime)| crime.clone()).collect();
    let mut closed_by: BTreeMap<usize, usize> = BTreeMap::new();
    for n in &relation.incidents {
        let Some(occasion) = report.incidents.get(*n).filter(|i| i.is_occasion) else { continue };
        let mut states: Vec<(usize, State)> = Vec::new();
        for (place, (crime, original)) in crimes.iter().zip(&recorded).enumerate() {
            let state = state(edition, report, relation, rule, &crime.1, original, occasion);
            if let Some(bridged) = state.1 {
                sorted.judged.insert(crime.0, bridged);
            }
            sorted.went.extend(went(edition, report, relation, rule, original, occasion, &state));
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
                    moved.last = moved.last.max(occasion.last);
                    sorted.went.insert(Went::Added);
                    sorted.added.entry(*crime).or_default().push(*n);
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
    for course in &relation.courses {
        let fresh = course.incidents.iter().copied().filter(|n| !added.contains(n)).collect();
        let Some(course) = conduct::course(report, fresh) else { continue };
        let single = course.incidents.first().filter(|_| course.occasions == 1);
        let closed = single.and_then(|n| closed_by.get(n)).copied();
        sorted.fresh.push((course, closed));
    }
    sorted
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
    let both: Vec<usize> =
        crime.suspects.iter().copied().filter(|s| relation.suspects.contains(s)).collect();
    let ended =
        |after, before| conduct::ended(report, &edition.law, relation.victim, &both, after, before);
    if occasion.first < original.last {
        let state = if ended(occasion.last, original.last) { State::Ended } else { State::Open };
        return (state, None);
    }
    if ended(original.last, occasion.first) {
        return (State::Ended, None);
    }
    let closes = |kind: usize| {
        let ends = edition.law.interventions.get(kind).is_some_and(|kind| kind.ends_course);
        ends || rule.closed_by.contains(&kind)
    };
    let dealt_with = both.iter().all(|suspect| {
        report.interventions.iter().any(|i| {
            let concerns = Some(i.victim) == relation.victim && i.suspect == *suspect;
            concerns && closes(i.kind) && original.last <= i.on && i.on < occasion.first
        })
    });
    if dealt_with {
        return (State::Closed, None);
    }
    if crime.last.after_months(rule.months) > occasion.first {
        return (State::Open, None);
    }
    let bridged = accepted(edition, rule, crime);
    let state = if bridged { State::Open } else { State::Closed };
    (state, rule.unless.is_some().then_some(bridged))
}

/// Whether the fact that keeps recorded crimes open for longer holds for this one.
pub(crate) fn accepted(edition: &Edition, rule: &Continuation, crime: &CheckedCrime) -> bool {
    let facts = crime.facts.or(edition.law.taken);
    rule.unless.is_some_and(|fact| facts.get(fact) == Some(true))
}

/// Returns what led to the state of a recorded crime.
fn went(
    edition: &Edition,
    report: &Checked,
    relation: &Relation,
    rule: &Continuation,
    original: &CheckedCrime,
    occasion: &CheckedIncident,
    (state, bridged): &(State, Option<bool>),
) -> Vec<Went> {
    match (state, bridged) {
        (_, Some(true)) => return vec![Went::KeptOpen],
        (_, Some(false)) => return vec![Went::MonthsPassed],
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
            State::Ended => ends.then_some(Went::EndedBy(kind)),
            _ => rule.closed_by.contains(&kind).then_some(Went::ClosedBy(kind)),
        }
    };
    between.filter_map(|i| of_kind(i.kind)).collect()
}

/// Whether there is a recorded crime of the victim and a member of the group.
pub(crate) fn concerns_recorded_crime(report: &Checked, relation: &Relation) -> bool {
    report.recorded_crimes.iter().any(|crime| {
        let of_group = crime.suspects.iter().any(|s| relation.suspects.contains(s));
        Some(crime.victim) == relation.victim && of_group
    })
}
