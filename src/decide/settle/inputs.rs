//! What every step of deciding looks at.

use super::made_out::{Disclosed, Member};
use super::several_victims::Several;
use crate::checked::Checked;
use crate::conduct::Course;
use crate::precedence::Members;
use crate::rules::compiled::Edition;
use crate::rules::compiled::law::{MadeOutBy, Offence};
use crate::words::date::Date;

/// The inputs to the whole decision: a report, and the edition that decides it.
#[derive(Clone, Copy)]
pub(crate) struct Inputs<'a> {
    pub(crate) edition: &'a Edition,
    pub(crate) report: &'a Checked,
    pub(crate) several: &'a Several,
}

impl<'a> Inputs<'a> {
    pub(crate) fn offence(&self, row: usize) -> Option<&'a Offence> {
        self.edition.law.offences.get(row)
    }

    /// Whether an offence, with its maximum sentence on a day, is one of some.
    pub(crate) fn is_in(&self, members: &Members, row: usize, day: Date) -> bool {
        self.edition.tables().is_in(&self.edition.law, members, row, day)
    }

    /// Whether an offence becomes part of a recorded crime with its occasion.
    pub(crate) fn goes_with_occasion(&self, disclosed: &Disclosed) -> bool {
        let continued = self.edition.tables().continued.as_ref();
        continued.is_some_and(|c| self.is_in(&c.including, disclosed.row, disclosed.day))
    }

    /// Returns the offences that a course makes out for any member of the group.
    pub(crate) fn by_course(
        &self,
        members: &[Member<'_>],
        course: &Course,
        one: bool,
    ) -> Vec<Disclosed> {
        let made_out = |member: &Member<'_>| {
            member
                .by_course(course, one, &|row, limb| self.several.enough(row, limb, member.suspect))
        };
        members.iter().flat_map(made_out).collect()
    }
}

/// Whether an offence is a conduct crime: one that a course of conduct can make out.
pub(crate) fn is_conduct(inputs: Inputs<'_>, disclosed: &Disclosed) -> bool {
    inputs
        .offence(disclosed.row)
        .is_some_and(|offence| offence.limbs.iter().any(|limb| limb.by != MadeOutBy::Incident))
}
