//! Small reports decided under both editions.

use std::collections::BTreeMap;

use super::space::{Fact, Space};
use super::{ChangedDecision, ChangedPairs};
use crate::edition::Edition;
use crate::report::{Incident, Report};

/// So many reports are decided at most.
const MOST: usize = 400_000;

pub(super) struct Found {
    pub(super) decisions: Vec<ChangedDecision>,
    pub(super) explored: String,
    pub(super) not_explored: Vec<String>,
}

/// The rules that decided before and do no more, and those that decide now.
type Kind = (Vec<String>, Vec<String>);

/// How large a report is: its further facts, then what its incidents tell.
type Size = (usize, usize);

struct Search<'a> {
    before: &'a Edition,
    after: &'a Edition,
    found: BTreeMap<Kind, (Size, ChangedDecision)>,
    decided: usize,
}

pub(super) fn changed(
    before: &Edition,
    after: &Edition,
    pairs: &[ChangedPairs],
    most: usize,
) -> Found {
    let space = Space::new(before, after, pairs);
    let mut search = Search { before, after, found: BTreeMap::new(), decided: 0 };
    let mut not_explored = Vec::new();
    // Fewest facts first, so that what is found first is smallest.
    for facts in 0..=most {
        let mut chosen = Vec::new();
        if !search.with(&space, facts, 0, &mut chosen) {
            not_explored.push(format!(
                "reports with {facts} further facts: {MOST} reports were decided, and no more"
            ));
            break;
        }
    }
    not_explored.push("several victims, and suspects in groups".to_owned());
    not_explored.push("reports with more kinds of acts, or further facts, than these".to_owned());
    let mut decisions: Vec<(Size, ChangedDecision)> = search.found.into_values().collect();
    decisions.sort_by_key(|(size, _)| *size);
    let explored = format!(
        "every pair of offences, and {} reports of one victim and one suspect: one of {} kinds of conduct, with up to {most} of {} further facts",
        search.decided,
        space.conduct.len(),
        space.facts.len()
    );
    let decisions = decisions.into_iter().map(|(_, changed)| changed).collect();
    Found { decisions, explored, not_explored }
}

impl Search<'_> {
    /// Decides all reports with so many more facts, from number `from` on; whether it came to
    /// the end.
    fn with<'s>(
        &mut self,
        space: &'s Space,
        more: usize,
        from: usize,
        chosen: &mut Vec<&'s Fact>,
    ) -> bool {
        if more == 0 {
            for conduct in &space.conduct {
                if self.decided >= MOST {
                    return false;
                }
                self.decide(space.report(conduct, chosen), chosen.len());
            }
            return true;
        }
        for (n, fact) in space.facts.iter().enumerate().skip(from) {
            chosen.push(fact);
            let ended = self.with(space, more - 1, n + 1, chosen);
            chosen.pop();
            if !ended {
                return false;
            }
        }
        true
    }

    fn decide(&mut self, report: Report, facts: usize) {
        self.decided += 1;
        // Facts that exclude each other make no report.
        let Ok(Some(changed)) = self.before.changed(self.after, &report) else { return };
        let parts = |i: &Incident| 1 + i.acts.len() + i.effects.len() + i.offences.len();
        let size = (facts, report.incidents.iter().map(parts).sum());
        let kind = (changed.rules_before.clone(), changed.rules_after.clone());
        match self.found.get_mut(&kind) {
            Some((smallest, known)) => {
                let count = known.count + 1;
                if size < *smallest {
                    (*smallest, *known) = (size, changed);
                }
                known.count = count;
            }
            None => drop(self.found.insert(kind, (size, changed))),
        }
    }
}
