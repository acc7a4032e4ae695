//! Crimes recorded earlier: what belongs to them.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use super::book::{CONDUCT, Row};
use super::day::Day;
use super::forms::concerns_the_acts;
use super::groups::{self, ended_between};
use super::read::{Case, DEALS, Entry, People, Recorded};

/// Whether an offence of these suspects is already recorded: the same code on the day of the last
/// incident. Conduct crimes go the way of occasions.
pub fn is_duplicate(
    case: &Case<'_>,
    entry: &Entry,
    row: &Row,
    victim: Option<&str>,
    suspects: &People,
) -> bool {
    case.book.heeds_recorded_crimes()
        && !entry.another_occasion
        && !row.is_conduct()
        && case.recorded.iter().any(|c| {
            c.row.code == row.code
                && c.last_incident_on == entry.to
                && (victim.is_none() || c.victim.as_deref() == victim)
                && !c.suspects.is_disjoint(suspects)
        })
}

/// Where the occasions of a victim and a group belong.
#[derive(Default)]
pub struct Placed {
    /// Incident ids, by the recorded conduct crime that they are added to.
    pub added: BTreeMap<String, BTreeSet<String>>,
    /// Ids of incidents that follow a recorded crime which was dealt with, or is three months old,
    /// so that the rules do not say what a single one is.
    pub unsettled: BTreeSet<String>,
}

impl Placed {
    pub fn is_added(&self, incident: &str) -> bool {
        self.added.values().any(|ids| ids.contains(incident))
    }
}

/// How a recorded conduct crime bears on an occasion.
enum Bearing {
    Continues,
    /// The police dealt with the offender, or three months passed.
    Lapsed,
    /// Conviction, acquittal or court order.
    Ended,
}

/// The recorded crimes of a victim, and of somebody in a group.
fn of_pair<'c>(case: &'c Case<'_>, victim: &str, group: &People) -> Vec<&'c Recorded> {
    let matches = |c: &&Recorded| {
        c.victim.as_deref() == Some(victim) && c.suspects.iter().any(|s| group.contains(s))
    };
    case.recorded.iter().filter(matches).collect()
}

/// The recorded conduct crimes to which something can be added.
fn conduct_crimes<'c>(case: &'c Case<'_>, victim: &str, group: &People) -> Vec<&'c Recorded> {
    let open = case.book.heeds_recorded_crimes() && case.is_individual(victim);
    let of_the_acts = group.iter().any(|member| concerns_the_acts(case, victim, member));
    let takes = |c: &&Recorded| {
        open && CONDUCT.contains(&c.row.code.as_str()) && (of_the_acts || c.row.code == "008/67")
    };
    of_pair(case, victim, group).into_iter().filter(takes).collect()
}

/// Places occasions, and entries that give a conduct crime by code, in chronological order.
pub fn place(case: &Case<'_>, victim: &str, group: &People, entries: &[&Entry]) -> Placed {
    let mut placed = Placed::default();
    let matching = conduct_crimes(case, victim, group);
    let mut last: BTreeMap<&str, Day> =
        matching.iter().map(|c| (c.id.as_str(), c.last_incident_on)).collect();
    let mut in_order = entries.to_vec();
    in_order.sort_by_key(|e| (e.from, e.to, e.id.clone()));
    for entry in in_order {
        let mut open: Vec<&Recorded> = Vec::new();
        let mut lapsed = false;
        for &crime in &matching {
            match bearing(case, victim, group, crime, last[crime.id.as_str()], entry) {
                Bearing::Continues => open.push(crime),
                Bearing::Lapsed => lapsed = true,
                Bearing::Ended => {}
            }
        }
        open.sort_by_key(|c| (Reverse(last[c.id.as_str()]), c.id.clone()));
        if let Some(crime) = open.first() {
            placed.added.entry(crime.id.clone()).or_default().insert(entry.id.clone());
            let day = last.get_mut(crime.id.as_str()).unwrap();
            *day = (*day).max(entry.to);
        } else if lapsed {
            placed.unsettled.insert(entry.id.clone());
        }
    }
    placed
}

fn bearing(
    case: &Case<'_>,
    victim: &str,
    group: &People,
    crime: &Recorded,
    last: Day,
    entry: &Entry,
) -> Bearing {
    let recorded_until = crime.last_incident_on;
    let shared: People = crime.suspects.intersection(group).cloned().collect();
    let all_ended = |after: Day, before: Day| {
        shared.iter().all(|s| ended_between(case, victim, s, after, before))
    };
    let parted = if entry.from < recorded_until {
        all_ended(entry.to, recorded_until)
    } else {
        all_ended(recorded_until, entry.from)
    };
    if parted {
        return Bearing::Ended;
    }
    let came_to_notice_with_it = crime.recorded_on.is_some_and(|day| entry.to <= day);
    if came_to_notice_with_it || entry.from < recorded_until {
        return Bearing::Continues;
    }
    let dealt_with = shared.iter().all(|s| {
        let days = case.interventions(victim, s, &DEALS);
        days.iter().any(|&on| recorded_until <= on && on < entry.from)
    });
    let three_months_passed = last.three_months_on() <= entry.from;
    if dealt_with || (three_months_passed && !crime.longer_gap_accepted) {
        return Bearing::Lapsed;
    }
    Bearing::Continues
}

/// The recorded crimes that have a series, those with the latest incident first.
fn series<'c>(case: &'c Case<'_>, victim: &str, group: &People) -> Vec<&'c Recorded> {
    let has_one = |c: &&Recorded| {
        let victims = c.victim.iter().cloned().collect();
        let open = c.suspects.intersection(group).any(|s| {
            let days = case.interventions(victim, s, &DEALS);
            !days.iter().any(|&on| c.last_incident_on <= on)
        });
        case.book.heeds_recorded_crimes()
            && open
            && c.row.class != "106"
            && c.row.is_against(&victims)
    };
    let mut all: Vec<&Recorded> =
        of_pair(case, victim, group).into_iter().filter(has_one).collect();
    all.sort_by_key(|c| (Reverse(c.last_incident_on), c.id.clone()));
    all
}

/// The recorded crime of whose series an offence of this last day is.
pub fn series_of_offence<'c>(
    case: &'c Case<'_>,
    victim: &str,
    group: &People,
    last_day: Day,
    is_conduct: bool,
) -> Option<&'c Recorded> {
    // Conduct goes on from a recorded conduct crime as its occasions do.
    let goes_on = |c: &Recorded| is_conduct && CONDUCT.contains(&c.row.code.as_str());
    let known = |c: &&Recorded| !goes_on(c) && c.recorded_on.is_some_and(|on| last_day <= on);
    series(case, victim, group).into_iter().find(known)
}

/// The recorded crime to which a course belongs: by its first day, unless something parts the two.
pub fn series_of_course<'c>(
    case: &'c Case<'_>,
    victim: &str,
    group: &People,
    course: (Day, Day),
) -> Option<&'c Recorded> {
    let belongs = |c: &&Recorded| {
        if CONDUCT.contains(&c.row.code.as_str()) {
            return false;
        }
        let shared = c.suspects.intersection(group).cloned().collect();
        let last_incident = (c.last_incident_on, c.last_incident_on);
        c.recorded_on.is_some_and(|on| course.0 <= on)
            && groups::linked(case, victim, &shared, course, last_incident)
    };
    series(case, victim, group).into_iter().find(belongs)
}
