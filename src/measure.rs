//! For the benches alone: what is part of a decision and cannot be called by itself. It is no part
//! of the interface, and may change or go in any version.

use std::hash::{DefaultHasher, Hash, Hasher};

use crate::conduct;
use crate::date::Date;
use crate::edition::Edition;
use crate::report::{self, Checked, Report, ReportErrors};

/// The incidents of a report, their names and dates read.
#[derive(Debug)]
pub struct Incidents<'e> {
    edition: &'e Edition,
    report: Checked,
}

impl<'e> Incidents<'e> {
    /// The incidents of that report, in no order.
    ///
    /// # Errors
    ///
    /// The same as of [`Edition::decide`].
    pub fn of(edition: &'e Edition, report: &Report) -> Result<Incidents<'e>, ReportErrors> {
        let report = report::check(report, &edition.law)?;
        let mut incidents = Incidents { edition, report };
        incidents.shuffle();
        Ok(incidents)
    }

    /// Brings them into no order, always the same one.
    pub fn shuffle(&mut self) {
        let named = &self.report.named;
        self.report.incidents.sort_by_cached_key(|incident| {
            let mut hasher = DefaultHasher::new();
            named.id(incident).hash(&mut hasher);
            hasher.finish()
        });
    }

    /// The day and the id of each, in the order in which they stand.
    pub fn days(&self) -> Vec<(Date, &str)> {
        let incidents = self.report.incidents.iter();
        incidents.map(|incident| (incident.first, self.report.id(incident))).collect()
    }

    /// Brings them in order and finds every course of conduct: how many.
    pub fn courses(&mut self) -> usize {
        report::in_time(&mut self.report.incidents, &self.report.named);
        let relations = conduct::relations(&self.report, &self.edition.law);
        relations.iter().map(|relation| relation.courses.len()).sum()
    }
}
