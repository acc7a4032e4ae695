//! Compares what was recorded with what the rules say, as in an audit by a force crime registrar.
//!
//! [`Edition::audit`] takes a report and the crimes recorded for it, and says for each victim
//! whether the two agree. [`Tally`] adds up verdicts. Tallies can be merged, and their size does
//! not grow with the number of reports.
//!
//! ```
//! use counting_rules::audit::{Judgement, Recorded, Tally};
//! use counting_rules::{Report, Rules};
//!
//! let rules = Rules::shipped()?;
//! let edition = rules.edition("hocr-2026-04")?;
//! let mut report = Report::from_json(include_str!("../../examples/messages.json"))?;
//! let fact = "racially-or-religiously-aggravated".to_owned();
//! report.pairs[0].facts.insert(fact, Some(false));
//!
//! let recorded = Recorded { victim: Some("v1".to_owned()), codes: vec!["008/72".to_owned()] };
//! let verdicts = edition.audit(&report, &[recorded])?;
//! assert_eq!(verdicts[0].judgement, Judgement::Disagrees);
//! assert_eq!(verdicts[0].should_be, ["195/94".parse()?]);
//! assert_eq!(verdicts[0].because.as_ref().map(|b| b.rule.as_str()), Some("conduct-tier-5"));
//!
//! let mut tally = Tally::default();
//! tally.add(edition, &verdicts);
//! assert_eq!(tally.verdicts.disagrees, 1);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! # What is compared
//!
//! - *Recorded* are the crimes newly recorded for this report. What was recorded before is in the
//!   report's own `recorded_crimes`.
//! - For each victim the codes must be the same, including how often each occurs: the principal
//!   crime and what is recorded in addition, for every suspect. Three crimes recorded for one
//!   course of conduct are a disagreement, and so is one where there should be two.
//! - An offence without a victim, such as the breach of an order, is compared once for the whole
//!   report, whichever victim it is listed under.
//! - If the conduct continues a recorded crime, nothing new is to be recorded. If that crime
//!   becomes a graver one, the graver code is to be recorded, because the recorded crime now
//!   carries it.
//! - If the recording test stops a crime, nothing is to be recorded: [`Instead`] says whether it is
//!   a crime related incident or no crime.
//!
//! # What the facts do not settle
//!
//! A question is open if its answer can change what is to be recorded. Harassment recorded for acts
//! associated with stalking, where nobody asked whether the suspect is fixated, is neither right
//! nor wrong: it is [`Judgement::Unsettled`], and carries the question. It is a disagreement only
//! if no answer can make it right; this is only checked for reports of one victim and one suspect,
//! and [`Verdict::open_questions`] then says what still has to be asked. What the rules themselves
//! leave open is [`Judgement::ForTheRegistrar`]. Neither counts as agreement or as disagreement.

mod because;
mod expected;
mod judge;
mod open;
mod rate;
mod recorded;
mod tally;

pub use rate::Rate;
pub use recorded::Recorded;
pub use tally::{Counts, OfQuestion, OfRule, Tally};

use serde::Serialize;

use crate::decision::{OpenQuestion, Reason};
use crate::report::{Report, ReportErrors};
use crate::rules::compiled::Edition;
use crate::words::terms::Code;

/// What an audit says about one victim, or about the offences without a victim.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Verdict {
    /// The victim; `None` for the offences without a victim.
    pub victim: Option<String>,
    /// Whether what was recorded agrees with the rules.
    pub judgement: Judgement,
    /// What was recorded, sorted by code.
    pub recorded: Vec<Code>,
    /// What is to be recorded on the known facts, sorted by code.
    pub should_be: Vec<Code>,
    /// What is done instead, if no crime is to be recorded.
    pub instead: Option<Instead>,
    /// If it is referred, the offences between which the registrar decides.
    pub between: Vec<Code>,
    /// The rule that decided a disagreement or a referral.
    pub because: Option<Reason>,
    /// The questions whose answers could change what is to be recorded.
    pub open_questions: Vec<OpenQuestion>,
}

/// Whether what was recorded agrees with the rules.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Judgement {
    /// What was recorded is what the rules say.
    Agrees,
    /// What was recorded is not what the rules say.
    Disagrees,
    /// Unknown facts could change what is to be recorded.
    Unsettled,
    /// The facts are known, and the rules leave it to the registrar.
    ForTheRegistrar,
}

/// What is done if no crime is to be recorded.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Instead {
    /// There is no crime.
    NoCrime,
    /// It is a crime related incident.
    CrimeRelatedIncident,
    /// It continues a recorded crime and is added to it.
    Addition,
}

impl Edition {
    /// Compares what was recorded for a report with what this edition decides.
    ///
    /// Returns one verdict for each victim that an incident names, and one for the offences without
    /// a victim if there are any. A victim for whom nothing was recorded need not be listed.
    ///
    /// # Errors
    ///
    /// Returns everything that is wrong with the report, as [`Edition::decide`] does, or with what
    /// was recorded: a code that is not in the list, or a victim whom no incident names.
    pub fn audit(
        &self,
        report: &Report,
        recorded: &[Recorded],
    ) -> Result<Vec<Verdict>, ReportErrors> {
        let decision = self.decide_and_ask(report)?;
        let recorded = recorded::check(self, report, recorded)?;
        judge::verdicts(self, report, &decision, &recorded)
    }

    /// Returns what this edition says is to be recorded for a report, in the form that
    /// [`Edition::audit`] takes. What is referred, or added unchanged to a recorded crime, is left
    /// out.
    ///
    /// # Errors
    ///
    /// The same as for [`Edition::decide`].
    pub fn to_record(&self, report: &Report) -> Result<Vec<Recorded>, ReportErrors> {
        let decision = self.decide(report)?;
        let of = |victim: Option<String>| {
            let codes = expected::Expected::of(self, &decision, victim.as_deref()).codes;
            Recorded { victim, codes: codes.iter().map(Code::to_string).collect() }
        };
        let victims = recorded::victims(report).into_iter().map(|v| Some(v.to_owned()));
        let all = victims.chain([None]).map(of);
        Ok(all.filter(|recorded| !recorded.codes.is_empty()).collect())
    }
}
