//! The offences of one crime, and what becomes of them.

use super::made_out::{By, Disclosed};
use super::matter::Matter;
use crate::conduct::Course;

/// The offences of one crime.
#[derive(Debug, Clone, Default)]
pub(crate) struct Bundle {
    /// One entry for each row of the catalogue.
    pub(crate) disclosed: Vec<Disclosed>,
    /// Lesser forms of one of them.
    pub(crate) merged: Vec<Disclosed>,
}

/// What becomes of a bundle of offences between a victim and a group.
#[derive(Debug, Clone)]
pub(crate) enum Place {
    /// A crime with or without a course of conduct.
    Crime,
    /// Conduct that continues the recorded crime of this number.
    Added(usize),
    /// A single occasion after the recorded crime of this number was closed.
    Single(usize),
}

/// Offences that belong together, with their course, if they have one.
#[derive(Debug, Clone)]
pub(crate) struct Counted {
    pub(crate) place: Place,
    pub(crate) course: Option<Course>,
    pub(crate) bundle: Bundle,
}

impl Bundle {
    /// Merges the entries of each row into one, with all their incidents, the last day and, of the
    /// ways in which it was disclosed, the one that says most.
    pub(crate) fn one_entry_each(&mut self) {
        let how_much = |by: &By| match by {
            By::Course { .. } => 0,
            By::Incident(_) => 1,
            By::Code => 2,
        };
        self.disclosed.sort_by_key(|d| (d.row, how_much(&d.by), d.day));
        self.disclosed.dedup_by(|later, first| {
            let same = later.row == first.row;
            if same {
                first.incidents.append(&mut later.incidents);
                first.day = first.day.max(later.day);
            }
            same
        });
        for disclosed in &mut self.disclosed {
            disclosed.incidents.sort_unstable();
            disclosed.incidents.dedup();
        }
    }

    /// Keeps the gravest of the forms of one offence, which takes over the incidents of the others.
    pub(crate) fn merge_forms(&mut self, matter: Matter<'_>) {
        let form = |disclosed: &Disclosed| {
            let code = matter.offence(disclosed.row).map(|offence| offence.code);
            matter.edition.law.forms.iter().position(|form| Some(*form) == code)
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
