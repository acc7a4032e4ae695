//! The offences of one crime, and what becomes of them.

use super::inputs::Inputs;
use super::made_out::{By, Disclosed};
use crate::conduct::{Course, Numbers};
use crate::words::date::Date;

/// The offences of one crime.
#[derive(Debug, Clone, Default)]
pub(crate) struct Bundle {
    /// One entry for each row of the catalogue.
    pub(crate) disclosed: Vec<Disclosed>,
    /// Lesser forms of one of them.
    pub(crate) merged: Vec<Disclosed>,
    /// What becomes part of the recorded crime to which it is added.
    pub(crate) folded: Vec<Disclosed>,
}

/// What becomes of a bundle of offences between a victim and a group.
#[derive(Debug, Clone)]
pub(crate) enum CountsAs {
    /// A crime with or without a course of conduct.
    Crime,
    /// Conduct that continues the recorded crime of this number, or offences of its series.
    Added(usize),
    /// A single occasion after the recorded crime of this number was closed.
    Single(usize),
}

/// Offences that belong together, with their course, if they have one.
#[derive(Debug, Clone)]
pub(crate) struct Counted {
    pub(crate) counts_as: CountsAs,
    pub(crate) course: Option<Course>,
    /// The first and the last day of the course of two occasions or more of which that is, or is
    /// what is not added to a recorded crime.
    pub(crate) time: Option<(Date, Date)>,
    pub(crate) bundle: Bundle,
    /// Whether it continues a recorded crime even if it discloses nothing by itself.
    pub(crate) goes_on: bool,
}

impl Counted {
    /// A crime without a course of conduct.
    pub(crate) fn of_no_course(bundle: Bundle) -> Counted {
        let counts_as = CountsAs::Crime;
        Counted { counts_as, course: None, time: None, bundle, goes_on: false }
    }

    /// Whether an incident is one of the occasions of its course.
    pub(crate) fn contains(&self, incident: usize) -> bool {
        self.course.as_ref().is_some_and(|course| course.incidents.contains(&incident))
    }

    /// If it is added to a recorded crime, adds the code of that crime to the offences, and folds
    /// in what is part of it: the same code again, a lesser form of it, and offences that go with
    /// an occasion later than the day it was recorded.
    pub(crate) fn beside_recorded(&mut self, inputs: Inputs<'_>) {
        let CountsAs::Added(number) = self.counts_as else { return };
        let Some(crime) = inputs.report.recorded_crimes.get(number) else { return };
        let law = &inputs.edition.law;
        let Some(code) = inputs.offence(crime.row).map(|offence| offence.code) else { return };
        let form = |code| law.forms.iter().position(|form| *form == code);
        let (course, goes_on) = (self.course.as_ref(), self.goes_on);
        let contains = |n: &usize| course.is_some_and(|course| course.incidents.contains(n));
        let later = |disclosed: &Disclosed| {
            let part = disclosed.incidents.iter().all(contains);
            let after = crime.recorded_on.is_none_or(|recorded| disclosed.day > recorded);
            goes_on && inputs.goes_with_occasion(disclosed) && part && after
        };
        let is_part = |disclosed: &Disclosed| {
            let Some(new) = inputs.offence(disclosed.row).map(|offence| offence.code) else {
                return false;
            };
            let lesser = form(new).zip(form(code)).is_some_and(|(new, was)| new >= was);
            new == code || lesser || later(disclosed)
        };
        let all = std::mem::take(&mut self.bundle.disclosed);
        let (folded, new): (Vec<_>, Vec<_>) = all.into_iter().partition(is_part);
        let (row, day, by) = (crime.row, crime.last, By::Recorded(number));
        let recorded = Disclosed { row, day, incidents: Numbers::new(), by };
        self.bundle.disclosed = std::iter::once(recorded).chain(new).collect();
        self.bundle.folded = folded;
    }
}

impl Bundle {
    pub(crate) fn of(disclosed: Vec<Disclosed>) -> Bundle {
        Bundle { disclosed, ..Bundle::default() }
    }

    /// Merges the entries of each row into one, with all their incidents, the last day and, of the
    /// ways in which it was disclosed, the one that says most.
    pub(crate) fn one_entry_each(&mut self) {
        let how_much = |by: &By| match by {
            By::Course { .. } => 0,
            By::Incident(_) => 1,
            By::Code => 2,
            By::Recorded(_) => 3,
        };
        self.disclosed.sort_by_key(|d| (d.row, how_much(&d.by), d.day));
        self.disclosed.dedup_by(|later, first| {
            let same = later.row == first.row;
            if same {
                first.also(later);
            }
            same
        });
    }

    /// Keeps the gravest of the forms of one offence, which takes over the incidents of the others.
    pub(crate) fn merge_forms(&mut self, inputs: Inputs<'_>) {
        let form = |disclosed: &Disclosed| {
            let code = inputs.offence(disclosed.row).map(|offence| offence.code);
            inputs.edition.law.forms.iter().position(|form| Some(*form) == code)
        };
        let gravest = self.disclosed.iter().filter_map(form).min();
        let all = std::mem::take(&mut self.disclosed);
        let (lesser, rest) = all.into_iter().partition::<Vec<_>, _>(|disclosed| {
            form(disclosed).is_some_and(|form| Some(form) != gravest)
        });
        self.disclosed = rest;
        if let Some(stands) = self.disclosed.iter_mut().find(|d| form(d).is_some()) {
            stands
                .incidents
                .extend(lesser.iter().flat_map(|lesser| lesser.incidents.iter().copied()));
            stands.incidents.sort_unstable();
            stands.incidents.dedup();
        }
        self.merged = lesser;
    }
}
