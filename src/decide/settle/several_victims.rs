//! Harassment of several persons: for which victims of a suspect the condition holds that a limb
//! requires of more than one.

use super::made_out::Member;
use super::parties::Parties;
use std::collections::{BTreeMap, BTreeSet};

use crate::conduct::Relation;
use crate::rules::compiled::Edition;
use crate::rules::compiled::law::MadeOutBy;

/// The suspects with enough victims, by row of the catalogue and limb.
#[derive(Debug, Default)]
pub(crate) struct Several {
    enough: BTreeSet<(usize, usize, usize)>,
}

impl Several {
    /// Goes through every victim and suspect of the report.
    pub(crate) fn count(edition: &Edition, parties: &[Parties<'_>]) -> Several {
        let named = parties.iter().filter(|parties| parties.relation.victim.is_some()).count();
        if edition.law.least_victims.is_none_or(|least| named < usize::from(least)) {
            return Several::default();
        }
        let mut victims: BTreeMap<(usize, usize, usize), (u16, BTreeSet<usize>)> = BTreeMap::new();
        for Parties { relation, members, .. } in parties {
            let Some(victim) = relation.victim else { continue };
            for member in members {
                for (row, limb, at_least) in towards(member, relation) {
                    let found = victims.entry((row, limb, member.suspect)).or_default();
                    found.0 = at_least;
                    found.1.insert(victim);
                }
            }
        }
        let enough = victims.into_iter();
        let enough = enough.filter(|(_, (least, found))| found.len() >= usize::from(*least));
        Several { enough: enough.map(|(key, _)| key).collect() }
    }

    /// Whether a suspect has enough victims for a limb of an offence.
    pub(crate) fn enough(&self, row: usize, limb: usize, suspect: usize) -> bool {
        self.enough.contains(&(row, limb, suspect))
    }
}

/// Returns the limbs for which conduct towards this victim counts, and how many victims each
/// requires.
fn towards(member: &Member<'_>, relation: &Relation) -> Vec<(usize, usize, u16)> {
    let mut counted = Vec::new();
    let law = &member.edition.law;
    let rows = law.rows(&law.by_course);
    for (row, offence) in rows.filter(|(_, offence)| member.individual || !offence.of_individuals) {
        for (n, limb) in offence.limbs.iter().enumerate() {
            let MadeOutBy::Victims { at_least, with } = limb.by else { continue };
            let counts = |course| member.counts_towards(offence, limb, with, course);
            if relation.courses.iter().any(counts) {
                counted.push((row, n, at_least));
            }
        }
    }
    counted
}
