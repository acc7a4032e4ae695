//! Deciding in two steps, for callers who decide a report under several editions, or many reports
//! of which they read few decisions: names are resolved once, and text is made on demand.

use std::fmt;
use std::sync::Arc;

use crate::checked;
use crate::checked::Checked;
use crate::decide::{self, Decided, Json, Wording};
use crate::decision::{Action, Decision, Reason};
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

impl Edition {
    /// Decides a report given as JSON, and returns the decision as JSON on one line: the same text
    /// as [`Report::from_json`], [`Edition::decide`] and a JSON writer produce in turn, but faster.
    ///
    /// # Errors
    ///
    /// The same as for [`Rules::read`](crate::Rules::read).
    ///
    /// ```
    /// # use counting_rules::{Report, Rules};
    /// # let rules = Rules::shipped()?;
    /// let edition = rules.edition("hocr-2026-04")?;
    /// let report = include_str!("../../examples/messages.json");
    /// let decision = edition.decide(&Report::from_json(report)?)?;
    /// assert_eq!(edition.decide_json(report)?, serde_json::to_string(&decision)?);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn decide_json(&self, report: &str) -> Result<String, ReportErrors> {
        if let Some(Ok(decision)) = Report::quick(report).map(|report| self.json_of(&report)) {
            return Ok(decision);
        }
        self.json_of(&self.read(report)?)
    }

    fn json_of<T: AsRef<str>>(&self, report: &Report<T>) -> Result<String, ReportErrors> {
        let checked = checked::check(report, &self.law)?;
        let settled = decide::settle(self, &checked);
        let decision = settled.decision::<Json<'_>, Decided<'_>>(report.reference.as_ref());
        let mut json = Vec::with_capacity(USUAL);
        let written = serde_json::to_writer(&mut json, &decision).map_err(|e| e.to_string());
        // Neither can fail: it writes strings to memory.
        let text = written.and_then(|()| String::from_utf8(json).map_err(|e| e.to_string()));
        text.map_err(|why| ReportProblem::new(ReportProblemCode::NotJson, "", why).into())
    }

    /// Checks a report against the vocabulary and the list of offences. The result can be settled
    /// under every edition of the same rules.
    ///
    /// # Errors
    ///
    /// The same as for [`Edition::decide`].
    ///
    /// ```
    /// # use counting_rules::{Report, Rules};
    /// # let rules = Rules::shipped()?;
    /// # let report = Report::from_json(include_str!("../../examples/messages.json"))?;
    /// let (before, after) = (rules.edition("hocr-2016-04")?, rules.edition("hmic-2017-07")?);
    /// let checked = before.check(&report)?;
    /// let principal = |settled: counting_rules::edition::Settled<'_>| {
    ///     settled.principals().map(|(_, code)| code.map(|code| code.to_string())).next()
    /// };
    /// assert_eq!(principal(before.settle(&checked)?), Some(Some("008/72".to_owned())));
    /// assert_eq!(principal(after.settle(&checked)?), Some(Some("195/94".to_owned())));
    /// assert_eq!(after.settle(&checked)?.decision(), after.decide(&report)?);
    /// let others = Rules::shipped()?;
    /// let errors = others.edition("hmic-2017-07")?.settle(&checked).err();
    /// assert_eq!(errors.map(|errors| errors.problems[0].code.code()), Some("other-rules"));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn check(&self, report: &Report) -> Result<CheckedReport, ReportErrors> {
        let checked = checked::check(report, &self.law)?;
        let (reference, law) = (report.reference.clone(), Arc::clone(&self.law));
        Ok(CheckedReport { reference, checked, law })
    }

    /// Decides a checked report.
    ///
    /// # Errors
    ///
    /// Fails if the report was checked by an edition of other rule files, or of the same files
    /// loaded separately: its numbers mean nothing here, and it must be checked again.
    pub fn settle<'a>(&'a self, report: &'a CheckedReport) -> Result<Settled<'a>, ReportErrors> {
        if !Arc::ptr_eq(&self.law, &report.law) {
            let message = "this report was checked by other rules: check it anew";
            return Err(ReportProblem::new(ReportProblemCode::OtherRules, "", message).into());
        }
        let settled = decide::settle(self, &report.checked);
        Ok(Settled { reference: &report.reference, edition: self, settled })
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

/// Serialises to the same output as the decision, but faster: the text goes straight from the rules
/// and the report to the output.
///
/// ```
/// # use counting_rules::{Report, Rules};
/// # let rules = Rules::shipped()?;
/// # let report = Report::from_json(include_str!("../../examples/messages.json"))?;
/// let edition = rules.edition("hocr-2026-04")?;
/// let checked = edition.check(&report)?;
/// let json = serde_json::to_string(&edition.settle(&checked)?)?;
/// assert_eq!(json, serde_json::to_string(&edition.decide(&report)?)?);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
impl serde::Serialize for Settled<'_> {
    fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let decision = self.settled.decision::<Wording<'_>, Reason<Wording<'_>>>(self.reference);
        decision.serialize(to)
    }
}
