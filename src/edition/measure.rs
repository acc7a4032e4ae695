//! Parts of a decision that the benches measure and that cannot be called by themselves. Not part
//! of the public interface: may change or disappear in any version.

use std::hash::{DefaultHasher, Hash, Hasher};

use crate::checked;
use crate::checked::Checked;
use crate::conduct;
use crate::report::{Report, ReportErrors};
use crate::rules::compiled::Edition;
use crate::words::date::Date;

/// The incidents of a report, with names and dates resolved.
#[derive(Debug)]
pub struct Incidents<'e> {
    edition: &'e Edition,
    report: Checked,
}

impl<'e> Incidents<'e> {
    /// Reads the incidents of the report, and shuffles them.
    ///
    /// # Errors
    ///
    /// The same as for [`Edition::decide`].
    pub fn of(edition: &'e Edition, report: &Report) -> Result<Incidents<'e>, ReportErrors> {
        let report = checked::check(report, &edition.law)?;
        let mut incidents = Incidents { edition, report };
        incidents.shuffle();
        Ok(incidents)
    }

    /// Shuffles them, into the same order every time.
    pub fn shuffle(&mut self) {
        let named = &self.report.named;
        self.report.incidents.sort_by_cached_key(|incident| {
            let mut hasher = DefaultHasher::new();
            named.id(incident).hash(&mut hasher);
            hasher.finish()
        });
    }

    /// The day and the id of each, in their current order.
    pub fn days(&self) -> Vec<(Date, &str)> {
        let incidents = self.report.incidents.iter();
        incidents.map(|incident| (incident.first, self.report.id(incident))).collect()
    }

    /// Sorts them, finds every course of conduct, and returns how many there are.
    pub fn courses(&mut self) -> usize {
        checked::in_time(&mut self.report.incidents, &self.report.named);
        let relations = conduct::relations(&self.report, &self.edition.law);
        relations.iter().map(|relation| relation.courses.len()).sum()
    }
}
