//! What changes from one edition to another: the order of every pair of offences, and the decisions
//! on small reports.

mod kinds;
mod pairs;
mod reports;
mod rules;
mod space;

use std::borrow::Borrow;
use std::collections::BTreeSet;

use serde::Serialize;

use crate::decision::{Action, Decision};
use crate::report::{Report, ReportErrors};
use crate::rules::compiled::Edition;
use crate::words::terms::Code;

/// The difference between two editions in meaning, not in text: two texts that decide alike have no
/// difference.
#[derive(Debug, Serialize)]
pub struct Difference {
    /// The earlier edition.
    pub before: String,
    /// The later edition.
    pub after: String,
    /// Rules, sets and offences whose text differs once amendments are carried out, and how much
    /// each changes.
    pub rules: Vec<ChangedRule>,
    /// Pairs of offences whose order differs, by the rules that order them.
    pub pairs: Vec<ChangedPairs>,
    /// Reports that are decided differently, by the rules that decide them: the smallest of each
    /// kind, sorted by size.
    pub decisions: Vec<ChangedDecision>,
    /// Which sets of reports were compared in full.
    pub explored: Vec<String>,
    /// What was not compared.
    pub not_explored: Vec<String>,
}

/// A rule, set or offence that differs between the editions.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ChangedRule {
    /// Its kind and name: `rule former-partner`, `offence 195/12`.
    pub item: String,
    /// Its text before; `None` if it is new. For an offence, a description in one line.
    pub before: Option<String>,
    /// Its text after; `None` if it is gone.
    pub after: Option<String>,
    /// How many of the pairs that change places it orders, before or after.
    pub pairs: usize,
    /// How many of the changed reports it decides, before or after.
    pub decisions: usize,
}

/// Pairs of offences whose order changes in the same way.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ChangedPairs {
    /// The rule that ordered them before, if any.
    pub rule_before: Option<String>,
    /// The rule that orders them after, if any.
    pub rule_after: Option<String>,
    /// The first of these pairs; offences that the rules define come first.
    pub example: [Code; 2],
    /// Which of the two was principal; `None` if the registrar decided.
    pub principal_before: Option<Code>,
    /// Which of the two is principal; `None` if the registrar decides.
    pub principal_after: Option<Code>,
    /// The number of pairs.
    pub count: usize,
}

/// A report that two editions decide differently.
#[derive(Debug, Clone, Serialize)]
pub struct ChangedDecision {
    /// The rules that decided before and no longer do, or whose text differs.
    pub rules_before: Vec<String>,
    /// The rules that decide now and did not before, or whose text differs.
    pub rules_after: Vec<String>,
    /// The smallest report of this kind that was found.
    pub report: Report,
    /// What was done about it before.
    pub before: Vec<String>,
    /// What is done about it after.
    pub after: Vec<String>,
    /// How many of the decided reports are of this kind. Of reports that neither edition
    /// distinguishes, only one is decided.
    pub count: usize,
}

impl Difference {
    /// Whether no change was found in what is decided.
    pub fn is_empty(&self) -> bool {
        self.pairs.is_empty() && self.decisions.is_empty()
    }
}

impl Edition {
    /// Compares this edition with another, of the same rule files or of others.
    ///
    /// The order of offences is compared over every pair in the list. Decisions are compared over
    /// all reports of one victim and one suspect that either edition can distinguish: each kind of
    /// conduct, in each period of the law, with every answer to what conditions ask; by itself,
    /// with an offence given by code, and after a crime recorded earlier; and over every answer to
    /// the recording test.
    ///
    /// ```
    /// # let rules = counting_rules::Rules::shipped()?;
    /// let before = rules.edition("hocr-2016-04")?;
    /// let difference = before.difference(rules.edition("hmic-2017-07")?);
    /// let first = &difference.decisions[0];
    /// assert_eq!((first.before[0].as_str(), first.after[0].as_str()), ("008/72", "195/94"));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn difference(&self, after: &Edition) -> Difference {
        self.difference_within(after, None)
    }

    /// Same as [`Edition::difference`], but decides at most this many reports under both editions;
    /// the difference says what that leaves out. `None` allows some hundred thousand reports, which
    /// takes a few seconds.
    pub fn difference_within(&self, after: &Edition, reports: Option<usize>) -> Difference {
        let pairs = pairs::changed(self, after);
        let found = reports::changed(self, after, reports);
        Difference {
            before: self.id.clone(),
            after: after.id.clone(),
            rules: rules::changed(self, after, &pairs, &found.decisions),
            pairs,
            decisions: found.decisions,
            explored: found.explored,
            not_explored: found.not_explored,
        }
    }
}

impl Edition {
    /// Returns how another edition decides a report differently, and by which rules; `None` if it
    /// does not.
    ///
    /// # Errors
    ///
    /// The same as for [`Edition::decide`].
    ///
    /// ```
    /// # use counting_rules::{Report, Rules};
    /// # let rules = Rules::shipped()?;
    /// let report = Report::from_json(include_str!("../../../examples/messages.json"))?;
    /// let (before, after) = (rules.edition("hocr-2016-04")?, rules.edition("hmic-2017-07")?);
    /// let changed = before.changed(after, &report)?.expect("recommendation 2 changes it");
    /// assert_eq!(changed.rules_after, ["recommendation-2"]);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn changed(
        &self,
        after: &Edition,
        report: &Report,
    ) -> Result<Option<ChangedDecision>, ReportErrors> {
        self.changed_with(after, report, || rules::rewritten(self, after))
    }

    /// Same as [`Edition::changed`]; the names of rewritten rules are only computed if it changes.
    fn changed_with<S: Borrow<BTreeSet<String>>>(
        &self,
        after: &Edition,
        report: &Report,
        rewritten: impl FnOnce() -> S,
    ) -> Result<Option<ChangedDecision>, ReportErrors> {
        let (was, is) = (self.decide(report)?, after.decide(report)?);
        let (before, now) = (outcome(&was), outcome(&is));
        if before == now {
            return Ok(None);
        }
        let rewritten = rewritten();
        let only = |these: &Decision, those: &Decision| -> Vec<String> {
            let those = rules_of(those);
            let new = |rule: &String| !those.contains(rule) || rewritten.borrow().contains(rule);
            rules_of(these).into_iter().filter(new).collect()
        };
        Ok(Some(ChangedDecision {
            rules_before: only(&was, &is),
            rules_after: only(&is, &was),
            report: report.clone(),
            before,
            after: now,
            count: 1,
        }))
    }
}

/// What a decision comes to, one line per crime.
pub(crate) fn outcome(decision: &Decision) -> Vec<String> {
    let codes = |codes: &[Code]| codes.iter().map(Code::to_string).collect::<Vec<_>>().join(", ");
    let mut lines = Vec::new();
    for crime in &decision.crimes {
        let mut line = match (crime.action, crime.principal) {
            (Action::Record, Some(code)) => code.to_string(),
            (Action::AddToExisting, _) => {
                let becomes = crime.reclassify_to.map(|code| format!(", which becomes {code}"));
                format!("added to the recorded crime{}", becomes.unwrap_or_default())
            }
            _ => format!(
                "referred: {}",
                crime.between.iter().map(Code::to_string).collect::<Vec<_>>().join(" or ")
            ),
        };
        if !crime.also_record.is_empty() {
            line.push_str(&format!(" with {} in addition", codes(&crime.also_record)));
        }
        lines.push(line);
    }
    for stopped in &decision.not_recorded {
        lines.push(match stopped.outcome {
            crate::decision::Outcome::CrimeRelatedIncident => "a crime related incident".to_owned(),
            _ => "no crime".to_owned(),
        });
    }
    if lines.is_empty() {
        lines.push("nothing".to_owned());
    }
    lines
}

/// The names of the rules that decided.
pub(crate) fn rules_of(decision: &Decision) -> Vec<String> {
    let crimes = decision.crimes.iter().flat_map(|crime| &crime.because);
    let stopped = decision.not_recorded.iter().flat_map(|stopped| &stopped.because);
    let mut rules: Vec<String> = crimes.chain(stopped).map(|reason| reason.rule.clone()).collect();
    rules.sort();
    rules.dedup();
    rules
}
