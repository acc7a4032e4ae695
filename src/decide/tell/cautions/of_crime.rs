//! Cautions that the edition has for a crime, each with what gave rise to it.

use super::{Caution, caution};
use crate::checked::CheckedCrime;
use crate::conduct::{Numbers, Relation};
use crate::decide::read::ids::incidents;
use crate::decide::settle::draft::Draft;
use crate::decide::settle::earlier::is_between;
use crate::decide::settle::inputs::Inputs;
use crate::decide::settle::made_out::By;
use crate::decide::settle::parties::Parties;
use crate::decide::settle::recorded::parted;
use crate::decide::tell::why::some;
use crate::decision::{Action, List};
use crate::precedence::Members;
use crate::rules::compiled::{Beside, CautionText, Form, Rule};
use crate::words::date::Date;

/// What gave rise to a caution: offences of the bundle, and recorded crimes.
#[derive(Default)]
struct Trigger {
    places: Vec<usize>,
    recorded: Vec<usize>,
}

/// An incident and a recorded crime of which a caution tells.
pub(crate) type Told = (usize, usize);

/// Adds the cautions that the edition has for a crime, recorded or referred, and returns what they
/// tell beside recorded crimes.
pub(crate) fn of_crime<'a>(
    inputs: Inputs<'a>,
    Parties { relation, members, .. }: &Parties<'_>,
    draft: &Draft,
    cautions: &mut Vec<Caution<'a>>,
) -> Vec<Told> {
    let mut told = Vec::new();
    if draft.action == Action::AddToExisting {
        return told;
    }
    for (number, of, beside) in &inputs.edition.tables().cautions {
        let rule = inputs.edition.rules.get(*number);
        let (Some(of), Some(Rule { form: Form::Caution { says, when, .. }, support, name })) =
            (of, rule)
        else {
            continue;
        };
        let Some(trigger) = trigger(inputs, relation, draft, of, beside.as_ref()) else { continue };
        let on = on_incidents(draft, &trigger.places);
        let holds = |when| {
            let course = draft.counted.course.as_ref().map(|course| &course.incidents);
            let incidents = course.unwrap_or(&on);
            members.iter().any(|member| member.situation(incidents).holds(when))
        };
        if when.as_ref().is_none_or(holds) {
            let says = trigger.told(inputs, draft, &on, says);
            cautions.push(caution(inputs, relation, name, support, says));
            let beside = |crime: &usize| on.iter().map(|n| (*n, *crime)).collect::<Vec<_>>();
            told.extend(trigger.recorded.iter().flat_map(beside));
        }
    }
    told
}

fn trigger(
    inputs: Inputs<'_>,
    relation: &Relation,
    draft: &Draft,
    of: &Members,
    beside: Option<&(Beside, Members)>,
) -> Option<Trigger> {
    let is = |place: &usize, members: &Members| {
        let key = draft.ranked.keys.get(*place);
        key.and_then(|key| members.get(*key)).copied().unwrap_or(false)
    };
    let new = |place: &usize| {
        let disclosed = draft.counted.bundle.disclosed.get(*place);
        disclosed.is_some_and(|d| !matches!(d.by, By::Recorded(_)))
    };
    let disclosed = || {
        let all = 0..draft.counted.bundle.disclosed.len();
        all.filter(|place| new(place) && is(place, of)).collect::<Vec<_>>()
    };
    let top = || draft.ranked.top.iter().copied().filter(|_| draft.action == Action::Record);
    let principal = || top().find(|place| is(place, of));
    let principal_is = |members: &Members| top().any(|place| is(&place, members));
    let with = |others: &[usize], other: &dyn Fn(&usize, usize) -> bool| {
        let first = principal()?;
        let others: Vec<usize> = others.iter().copied().filter(|p| other(p, first)).collect();
        let places = [first].into_iter().chain(others.iter().copied()).collect();
        (!others.is_empty()).then(|| Trigger { places, ..Trigger::default() })
    };
    match beside {
        Some((Beside::Over, other)) => with(&draft.ranked.related, &|p, _| is(p, other)),
        Some((Beside::OverHigher, other)) => {
            let higher = |p: &usize, first| is(p, other) && is_higher(inputs, draft, *p, first);
            with(&draft.ranked.related, &higher)
        }
        Some((Beside::With, other)) => with(&draft.ranked.also, &|p, _| is(p, other)),
        Some((Beside::Recorded, other)) => {
            let mut places = disclosed();
            // What is related to a new crime of the same kind is told in that one.
            if principal_is(other) {
                places.retain(|place| !draft.ranked.related.contains(place));
            }
            let on = on_incidents(draft, &places);
            let recorded = recorded_beside(inputs, relation, other, &on);
            let both = !places.is_empty() && !recorded.is_empty();
            both.then_some(Trigger { places, recorded })
        }
        None => {
            let places = disclosed();
            (!places.is_empty()).then(|| Trigger { places, ..Trigger::default() })
        }
    }
}

/// Returns the incidents of some offences of the bundle, in order.
fn on_incidents(draft: &Draft, places: &[usize]) -> Numbers {
    let disclosed = places.iter().filter_map(|place| draft.counted.bundle.disclosed.get(*place));
    let mut on: Numbers = disclosed.flat_map(|d| d.incidents.iter().copied()).collect();
    on.sort_unstable();
    on.dedup();
    on
}

impl Trigger {
    /// Returns the text of a rule with what gave rise to it, on these incidents.
    fn told(&self, inputs: Inputs<'_>, draft: &Draft, on: &[usize], says: &CautionText) -> String {
        let bundle = &draft.counted.bundle;
        let disclosed = || self.places.iter().filter_map(|place| bundle.disclosed.get(*place));
        let mut codes = Vec::new();
        for offence in disclosed().filter_map(|d| inputs.offence(d.row)) {
            if !codes.contains(&offence.code) {
                codes.push(offence.code);
            }
        }
        let last = on.iter().filter_map(|n| inputs.report.incidents.get(*n)).map(|i| i.last).max();
        let says = last.map(|last| in_full(says, last, inputs.report.reported_on));
        let ids = incidents::<Vec<_>>(inputs.report, on);
        let recorded = match self.recorded.as_slice() {
            [] => String::new(),
            crimes => format!("; recorded: {}", some(&ids_of(inputs, crimes))),
        };
        format!("{} ({}: {}{recorded})", says.unwrap_or_default(), List(&codes), some(&ids))
    }
}

/// Returns the text of a rule with the day in it, and says whether that has passed.
pub(super) fn in_full(says: &CautionText, last: Date, today: Date) -> String {
    let before = &says.before;
    let Some((months, after)) = &says.day else { return before.clone() };
    let day = last.after_months(*months);
    let passed = if day < today { ", which has passed" } else { "" };
    format!("{before}{day}{passed}{after}")
}

/// Whether an offence of the bundle has a higher maximum sentence than another.
fn is_higher(inputs: Inputs<'_>, draft: &Draft, one: usize, other: usize) -> bool {
    let sentences = &inputs.edition.tables().precedence.sentences;
    let maximum = |place: usize| sentences.get(*draft.ranked.keys.get(place)?).copied();
    let compared = maximum(one).zip(maximum(other)).and_then(|(x, y)| x.compare(y));
    compared.is_some_and(|order| order.is_gt())
}

/// Returns the crimes of a set that are recorded between the two, and that nothing which ends a
/// course parts from these incidents.
pub(super) fn recorded_beside(
    inputs: Inputs<'_>,
    relation: &Relation,
    of: &Members,
    on: &[usize],
) -> Vec<usize> {
    let entries = || on.iter().filter_map(|n| inputs.report.incidents.get(*n));
    let (from, to) = (entries().map(|i| i.first).min(), entries().map(|i| i.last).max());
    let Some(days) = from.zip(to) else { return Vec::new() };
    let is_beside = |crime: &CheckedCrime| {
        is_between(crime, relation)
            && inputs.is_in(of, crime.row, crime.last)
            && !parted(inputs, relation, crime, days)
    };
    let crimes = inputs.report.recorded_crimes.iter().enumerate();
    crimes.filter(|(_, crime)| is_beside(crime)).map(|(n, _)| n).collect()
}

/// Returns the ids of some recorded crimes.
pub(super) fn ids_of<'a>(inputs: Inputs<'a>, crimes: &[usize]) -> Vec<&'a str> {
    let crimes = crimes.iter().filter_map(|n| inputs.report.recorded_crimes.get(*n));
    crimes.map(|crime| crime.id.as_str()).collect()
}
