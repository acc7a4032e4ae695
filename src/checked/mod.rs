//! A report checked against the vocabulary and the list of offences: names become numbers, and
//! texts become dates.

mod alike;
mod answer;
mod check;
mod facts;
mod given;
mod history;
mod ids;
mod incident;
mod named;
mod not_used;
mod occasion;

use std::collections::BTreeMap;

pub(crate) use answer::{Asked as AnswerOf, say};
pub(crate) use check::{check, read};
pub(crate) use history::{CheckedCrime, CheckedIntervention, CheckedRecording};
pub(crate) use named::{CheckedIncident, Named};

pub(crate) use ids::Few;

use crate::decision::NotUsed;
use crate::rules::compiled::answers::Answers;
use crate::words::date::Date;

/// A report that can be decided. People are numbered in the order of their ids, and incidents are
/// sorted by first day and id, whatever their order in the report.
#[derive(Debug, Clone)]
pub(crate) struct Checked {
    pub(crate) reported_on: Date,
    pub(crate) people: Vec<CheckedPerson>,
    pub(crate) pairs: BTreeMap<(usize, usize), CheckedPair>,
    pub(crate) incidents: Vec<CheckedIncident>,
    pub(crate) named: Named,
    pub(crate) recorded_crimes: Vec<CheckedCrime>,
    pub(crate) interventions: Vec<CheckedIntervention>,
    pub(crate) recording: CheckedRecording,
    /// The facts of the recording test for victims who have some of their own.
    pub(crate) recording_by_victim: BTreeMap<usize, CheckedRecording>,
    /// What it says of people that no incident joins.
    pub(crate) not_used: Vec<NotUsed>,
}

#[derive(Debug, Clone)]
pub(crate) struct CheckedPerson {
    pub(crate) id: String,
    pub(crate) age: Option<u16>,
    pub(crate) born: Option<Date>,
    pub(crate) facts: Answers,
    /// Rather than an organisation or the state.
    pub(crate) is_individual: bool,
}

impl CheckedPerson {
    /// The age on that day if the date of birth is known, else the age given.
    pub(crate) fn age_on(&self, day: Date) -> Option<u16> {
        self.born.map(|born| born.age_on(day)).or(self.age)
    }
}

#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct CheckedPair {
    pub(crate) relationship: Option<usize>,
    pub(crate) facts: Answers,
    /// Whether the suspect is outside the group of those named with them.
    pub(crate) independent: bool,
}

impl Checked {
    /// Appends an incident with its own names and known facts. Incidents must be added in time
    /// order.
    pub(crate) fn add(
        &mut self,
        incident: CheckedIncident,
        id: &str,
        [victims, suspects]: [Vec<usize>; 2],
        offences: &[(usize, Few)],
        facts: Answers,
    ) {
        let rows: Vec<usize> = offences.iter().map(|(row, _)| *row).collect();
        let names = self.named.keep(id, &victims, &suspects, &rows);
        if let Some(names) = &names {
            self.named.know(names, facts);
            for (row, theirs) in offences.iter().filter(|(_, theirs)| theirs.as_slice() != suspects)
            {
                self.named.narrow(names, *row, theirs.clone());
            }
        }
        self.incidents.extend(names.map(|names| CheckedIncident { names, ..incident }));
    }

    /// The known facts of an incident.
    pub(crate) fn incident_facts(&self, of: &CheckedIncident) -> Answers {
        self.named.facts(of)
    }

    /// The facts of the recording test for a victim, or the report's if there are none of their
    /// own.
    pub(crate) fn recording_of(&self, victim: Option<usize>) -> &CheckedRecording {
        let own = victim.and_then(|victim| self.recording_by_victim.get(&victim));
        own.unwrap_or(&self.recording)
    }

    /// The id of an incident.
    pub(crate) fn id(&self, of: &CheckedIncident) -> &str {
        self.named.id(of)
    }

    /// Its victims, sorted.
    pub(crate) fn victims(&self, of: &CheckedIncident) -> &[usize] {
        self.named.victims(of)
    }

    /// Its suspects, sorted.
    pub(crate) fn suspects(&self, of: &CheckedIncident) -> &[usize] {
        self.named.suspects(of)
    }

    /// The catalogue rows of its offences given by code.
    pub(crate) fn offences(&self, of: &CheckedIncident) -> &[usize] {
        self.named.offences(of)
    }

    /// The suspects of one of these offences, sorted.
    pub(crate) fn suspects_of(&self, of: &CheckedIncident, row: usize) -> &[usize] {
        self.named.suspects_of(of, row)
    }
}
