//! Splits a report into circles of people. Nobody in one circle has to do with anybody in another,
//! so what is unknown in one changes nothing in another.

use std::collections::BTreeMap;

use super::graph;
use crate::checked::{Checked, Named};

/// Returns the report of each circle by itself, with its people renumbered in the same order.
pub(crate) fn circles(report: &Checked) -> Vec<Checked> {
    let mut together = Vec::new();
    let mut join = |people: &mut dyn Iterator<Item = usize>| {
        if let Some(first) = people.next() {
            together.extend(people.map(|other| (first, other)));
        }
    };
    for incident in &report.incidents {
        join(&mut report.victims(incident).iter().chain(report.suspects(incident)).copied());
    }
    for crime in &report.recorded_crimes {
        join(&mut crime.suspects.iter().copied().chain(crime.victim));
    }
    for intervention in &report.interventions {
        join(&mut [intervention.victim, intervention.suspect].into_iter());
    }
    for (victim, suspect) in report.pairs.keys() {
        join(&mut [*victim, *suspect].into_iter());
    }
    let everybody: Vec<usize> = (0..report.people.len()).collect();
    let groups = graph::groups(&everybody, &together);
    if groups.len() < 2 {
        return vec![report.clone()];
    }
    apart(report, &groups)
}

fn apart(report: &Checked, groups: &[Vec<usize>]) -> Vec<Checked> {
    let blank = || Checked {
        people: Vec::new(),
        pairs: BTreeMap::new(),
        incidents: Vec::new(),
        named: Named::default(),
        recorded_crimes: Vec::new(),
        interventions: Vec::new(),
        recording_by_victim: BTreeMap::new(),
        // Of what is not used nothing is asked.
        not_used: Vec::new(),
        reported_on: report.reported_on,
        recording: report.recording,
    };
    let mut circles: Vec<Checked> = groups.iter().map(|_| blank()).collect();
    // The circle of each person, and their number in it.
    let mut at = vec![(0, 0); report.people.len()];
    for (circle, group) in groups.iter().enumerate() {
        for (number, person) in group.iter().enumerate() {
            if let Some(at) = at.get_mut(*person) {
                *at = (circle, number);
            }
        }
    }
    let place = |person: usize| at.get(person).copied().unwrap_or_default();
    let number = |person: &mut usize| *person = place(*person).1;
    for (n, person) in report.people.iter().enumerate() {
        if let Some(circle) = circles.get_mut(place(n).0) {
            circle.people.push(person.clone());
        }
    }
    for incident in &report.incidents {
        let someone = report.suspects(incident).first().copied().unwrap_or_default();
        let numbered = |people: &[usize]| -> Vec<usize> {
            people.iter().map(|person| place(*person).1).collect()
        };
        let people = [report.victims(incident), report.suspects(incident)].map(numbered);
        if let Some(circle) = circles.get_mut(place(someone).0) {
            let suspects =
                |row: &usize| (*row, numbered(report.suspects_of(incident, *row)).into());
            let offences: Vec<_> = report.offences(incident).iter().map(suspects).collect();
            let facts = report.incident_facts(incident);
            circle.add(*incident, report.id(incident), people, &offences, facts);
        }
    }
    for crime in &report.recorded_crimes {
        let someone = crime.suspects.first().copied().unwrap_or_default();
        let circle = circles.get_mut(place(someone).0);
        let mut crime = crime.clone();
        crime.suspects.iter_mut().chain(&mut crime.victim).for_each(number);
        circle.into_iter().for_each(|circle| circle.recorded_crimes.push(crime.clone()));
    }
    for intervention in &report.interventions {
        let circle = circles.get_mut(place(intervention.victim).0);
        let mut intervention = *intervention;
        number(&mut intervention.victim);
        number(&mut intervention.suspect);
        circle.into_iter().for_each(|circle| circle.interventions.push(intervention));
    }
    for ((victim, suspect), pair) in &report.pairs {
        let key = (place(*victim).1, place(*suspect).1);
        if let Some(circle) = circles.get_mut(place(*victim).0) {
            circle.pairs.insert(key, *pair);
        }
    }
    for (victim, recording) in &report.recording_by_victim {
        if let Some(circle) = circles.get_mut(place(*victim).0) {
            circle.recording_by_victim.insert(place(*victim).1, *recording);
        }
    }
    circles
}
