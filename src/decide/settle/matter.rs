//! What every step of deciding looks at.

use super::made_out::{Disclosed, Member};
use super::several_victims::Several;
use crate::checked::Checked;
use crate::conduct::Course;
use crate::rules::compiled::Edition;
use crate::rules::compiled::law::{MadeOutBy, Offence};

/// The inputs to the whole decision.
#[derive(Clone, Copy)]
pub(crate) struct Matter<'a> {
    pub(crate) edition: &'a Edition,
    pub(crate) report: &'a Checked,
    pub(crate) several: &'a Several,
}

impl<'a> Matter<'a> {
    pub(crate) fn offence(&self, row: usize) -> Option<&'a Offence> {
        self.edition.law.offences.get(row)
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
pub(crate) fn is_conduct(matter: Matter<'_>, disclosed: &Disclosed) -> bool {
    matter
        .offence(disclosed.row)
        .is_some_and(|offence| offence.limbs.iter().any(|limb| limb.by != MadeOutBy::Incident))
}
