//! How well the audit finds misrecordings that were planted.

use std::collections::BTreeMap;

use counting_rules::audit::{Judgement, Verdict};
use serde::{Deserialize, Serialize};

use super::kinds::kind_of;

/// What became of the reports, by the kind planted in them.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub(crate) struct Score {
    pub(crate) kinds: BTreeMap<String, OfKind>,
    /// Reports in which nothing was planted, and that disagree all the same.
    pub(crate) false_alarms: u64,
    /// Reports in which nothing was planted.
    pub(crate) clean: u64,
}

/// The reports in which one kind was planted, and those in which it was found.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub(crate) struct OfKind {
    /// Planted where every fact was asked for, and how many of these were found to be it.
    pub(crate) planted: u64,
    pub(crate) found: u64,
    /// Planted where facts were not asked for: wrong whatever they are, or listed as unsettled.
    pub(crate) open: u64,
    pub(crate) open_found: u64,
    pub(crate) open_listed: u64,
    /// Of the settled reports, and those with nothing planted, how many were found to be it.
    pub(crate) told: u64,
}

impl OfKind {
    /// Of those planted and settled, the share that was found.
    pub(crate) fn recall(&self) -> f64 {
        share(self.found, self.planted)
    }

    /// Of those found to be it, the share that was planted.
    pub(crate) fn precision(&self) -> f64 {
        share(self.found, self.told)
    }

    /// Of those planted and not settled, the share that was found or listed.
    pub(crate) fn listed(&self) -> f64 {
        share(self.open_found + self.open_listed, self.open)
    }
}

/// All of nothing is all.
fn share(count: u64, of: u64) -> f64 {
    if of == 0 { 1.0 } else { count as f64 / of as f64 }
}

impl Score {
    /// Adds the verdicts on one report.
    pub(crate) fn add(&mut self, planted: Option<&str>, all_asked: bool, verdicts: &[Verdict]) {
        let told = verdicts.iter().find_map(kind_of);
        if let (Some(kind), true) = (told, all_asked || planted.is_none()) {
            self.kinds.entry(kind.to_owned()).or_default().told += 1;
        }
        let Some(planted) = planted else {
            self.clean += 1;
            self.false_alarms += u64::from(told.is_some());
            return;
        };
        let kind = self.kinds.entry(planted.to_owned()).or_default();
        let unsettled = |verdict: &Verdict| {
            matches!(verdict.judgement, Judgement::Unsettled | Judgement::ForTheRegistrar)
        };
        if all_asked {
            kind.planted += 1;
            kind.found += u64::from(told == Some(planted));
        } else {
            kind.open += 1;
            // Which kind it is can hang on the fact that is not known.
            kind.open_found += u64::from(told.is_some());
            kind.open_listed += u64::from(told.is_none() && verdicts.iter().any(unsettled));
        }
    }

    pub(crate) fn merge(&mut self, other: &Score) {
        self.clean += other.clean;
        self.false_alarms += other.false_alarms;
        for (name, theirs) in &other.kinds {
            let kind = self.kinds.entry(name.clone()).or_default();
            kind.planted += theirs.planted;
            kind.found += theirs.found;
            kind.open += theirs.open;
            kind.open_found += theirs.open_found;
            kind.open_listed += theirs.open_listed;
            kind.told += theirs.told;
        }
    }
}
