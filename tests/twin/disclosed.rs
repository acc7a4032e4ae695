//! The offences of single incidents against a victim.

use super::book::Row;
use super::earlier::is_duplicate;
use super::forms::communications;
use super::ranking::Offence;
use super::read::{Case, Entry, People};

/// A victim and a group of offenders.
#[derive(Clone, Copy)]
pub struct Relation<'c> {
    pub case: &'c Case<'c>,
    pub victim: &'c str,
    pub group: &'c People,
}

/// An offence that one incident discloses.
#[derive(Clone)]
pub struct Disclosed<'c> {
    pub offence: Offence,
    pub entry: &'c Entry,
}

impl Disclosed<'_> {
    /// Whether it is a message that goes with the occasion on which it was sent.
    pub fn is_message(&self) -> bool {
        self.offence.is(&["008/72", "138/52"])
    }
}

/// The victim based offences that the incidents list, and the messages that they report.
pub fn disclosed<'c>(relation: Relation<'_>, entries: &[&'c Entry]) -> Vec<Disclosed<'c>> {
    let mut all = Vec::new();
    for &entry in entries {
        let given = entry.given.iter().filter(|g| g.counts && g.row.is_against(&g.victims));
        let made_out = messages(relation, entry).into_iter().filter(|(_, counts)| *counts);
        let rows = given.map(|g| g.row.clone()).chain(made_out.map(|(row, _)| row));
        all.extend(rows.map(|row| Disclosed { offence: Offence::new(&row, entry.to), entry }));
    }
    all
}

/// The communications offences that the acts of an incident are, unless it lists the code as well,
/// each with whether it counts.
pub fn messages(relation: Relation<'_>, entry: &Entry) -> Vec<(Row, bool)> {
    let Relation { case, victim, group } = relation;
    let suspects = entry.suspects.intersection(group).cloned().collect();
    let mut all = Vec::new();
    for code in communications(entry) {
        let row = case.book.find(code);
        let counts = row.was_listed(case.reported_on)
            && !is_duplicate(case, entry, &row, Some(victim), &suspects);
        if !entry.given.iter().any(|g| g.row.code == code) {
            all.push((row, counts));
        }
    }
    all
}
