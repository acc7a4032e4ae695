//! Deciding in two steps, for callers who decide a report under several editions, or many reports
//! of which they read few decisions: names are resolved once, and text is made on demand.

use std::fmt;
use std::sync::Arc;

use crate::checked;
use crate::checked::Checked;
use crate::decide;
use crate::decision::{Action, CourseOfConduct, Decision, NotUsed};
use crate::report::{Report, ReportErrors, ReportProblem, ReportProblemCode};
use crate::rules::compiled::Edition;
use crate::rules::compiled::law::Law;
use crate::words::terms::Code;

/// The initial capacity for the JSON of a decision, in bytes; few are longer.
const USUAL: usize = 4096;

/// A report whose names, codes and dates have been resolved against the rules.
#[derive(Clone)]
pub struct CheckedReport {
    reference: String,
    checked: Checked,
    /// The law that its numbers refer to.
    law: Arc<Law>,
}

/// Shows the reference of the report.
impl fmt::Debug for CheckedReport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "CheckedReport({})", self.reference)
    }
}

/// What an edition makes of a report, not yet in words: the course-of-conduct graph, the offences
/// made out and by which limbs, the principal crimes and the rules that put them first.
pub struct Settled<'a> {
    reference: &'a str,
    edition: &'a Edition,
    settled: decide::Settled<'a>,
}

/// [`Edition::decide_json`].
pub(super) fn decide_json(edition: &Edition, report: &str) -> Result<String, ReportErrors> {
    if let Ok(decision) = Report::from_json(report).and_then(|report| json_of(edition, &report)) {
        return Ok(decision);
    }
    json_of(edition, &edition.read(report)?)
}

fn json_of(edition: &Edition, report: &Report) -> Result<String, ReportErrors> {
    let checked = checked::check(report, &edition.law)?;
    let settled = decide::settle(edition, &checked);
    let mut json = Vec::with_capacity(USUAL);
    let decision = settled.told(&report.reference);
    let written = serde_json::to_writer(&mut json, &decision).map_err(|e| e.to_string());
    // Neither can fail: it writes strings to memory.
    let text = written.and_then(|()| String::from_utf8(json).map_err(|e| e.to_string()));
    text.map_err(|why| ReportProblem::new(ReportProblemCode::NotJson, "", why).into())
}

impl CheckedReport {
    pub(super) fn new(report: &Report, law: &Arc<Law>) -> Result<CheckedReport, ReportErrors> {
        let checked = checked::check(report, law)?;
        Ok(CheckedReport { reference: report.reference.clone(), checked, law: Arc::clone(law) })
    }

    /// What the report says of people that no incident joins, as in [`Decision::not_used`].
    pub fn not_used(&self) -> &[NotUsed] {
        &self.checked.not_used
    }

    /// The courses of conduct in the report, as in [`Decision::courses_of_conduct`]: they are the
    /// same under every edition.
    ///
    /// ```
    /// # use counting_rules::{Report, Rules};
    /// # let rules = Rules::shipped()?;
    /// # let report = Report::from_json(include_str!("../../examples/messages.json"))?;
    /// let edition = rules.edition("hocr-2026-04")?;
    /// let courses = edition.check(&report)?.courses_of_conduct();
    /// assert_eq!(courses[0].incidents, ["i1", "i2", "i3"]);
    /// assert_eq!(courses, edition.decide(&report)?.courses_of_conduct);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn courses_of_conduct(&self) -> Vec<CourseOfConduct> {
        decide::courses_of_conduct(&self.checked, &self.law)
    }
}

impl<'a> Settled<'a> {
    pub(super) fn new(
        edition: &'a Edition,
        report: &'a CheckedReport,
    ) -> Result<Settled<'a>, ReportErrors> {
        if !Arc::ptr_eq(&edition.law, &report.law) {
            let message = "this report was checked by other rules: check it anew";
            return Err(ReportProblem::new(ReportProblemCode::OtherRules, "", message).into());
        }
        let settled = decide::settle(edition, &report.checked);
        Ok(Settled { reference: &report.reference, edition, settled })
    }
}

impl Settled<'_> {
    /// What is done about each crime, in the order of [`Decision::crimes`], and the principal crime
    /// if it is recorded.
    pub fn principals(&self) -> impl Iterator<Item = (Action, Option<Code>)> + '_ {
        self.settled.crimes().map(|draft| (draft.action, draft.principal(self.edition)))
    }

    /// The decision in words, the same as from [`Edition::decide`].
    pub fn decision(&self) -> Decision {
        self.settled.decision(self.reference)
    }
}

/// As its decision.
impl serde::Serialize for Settled<'_> {
    fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        self.decision().serialize(to)
    }
}
