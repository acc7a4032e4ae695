//! What was recorded against what the rules say: an audit, as a force crime registrar makes it.
//!
//! [`Edition::audit`] takes a report and the crimes that were recorded of it, and says of each
//! victim whether the two agree. [`Tally`] adds up verdicts; two tallies can be added, and one is
//! of the same size however many reports are in it.
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
//! - *Recorded* are the crimes newly recorded of this report. What was recorded before is in the
//!   report's own `recorded_crimes`.
//! - For each victim the codes must be the same, each as often: the principal crime and what is
//!   recorded in addition, of every suspect. Three crimes recorded of one course of conduct are
//!   a disagreement, and so is one where there should be two.
//! - An offence without a victim, such as the breach of an order, is compared once for the whole
//!   report, whichever victim it is listed under.
//! - Where the conduct goes on from a recorded crime nothing new is to be recorded. Where that
//!   crime becomes a graver one, the graver code is: the recorded crime carries it now.
//! - Where the recording test stops, nothing is to be recorded: [`Instead`] says whether it is a
//!   crime related incident or no crime.
//!
//! # What the facts do not settle
//!
//! A question is open where its answer can change what is to be recorded. Harassment recorded of
//! acts associated with stalking, where nobody asked whether the suspect is fixated, is neither
//! right nor wrong: it is [`Judgement::Unsettled`], and carries the question. Only where no
//! answer can make it right is it a disagreement; that is looked for in reports of one victim
//! and one suspect, and [`Verdict::open_questions`] then says what is still to be asked. What the
//! rules themselves leave open is [`Judgement::ForTheRegistrar`]. Neither counts as agreement or
//! as disagreement.

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
use crate::edition::Edition;
use crate::report::{Report, ReportErrors};
use crate::terms::Code;

/// What an audit says of one victim, or of the offences without a victim.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Verdict {
    /// The victim; nobody for the offences without a victim.
    pub victim: Option<String>,
    /// Whether the two agree.
    pub judgement: Judgement,
    /// What was recorded, by code.
    pub recorded: Vec<Code>,
    /// What is to be recorded on the facts known, by code.
    pub should_be: Vec<Code>,
    /// What is done instead where no crime is to be recorded.
    pub instead: Option<Instead>,
    /// Where it is referred, the offences between which the registrar decides.
    pub between: Vec<Code>,
    /// Of a disagreement, or a referral, the rule that decided.
    pub because: Option<Reason>,
    /// The questions whose answers could change what is to be recorded.
    pub open_questions: Vec<OpenQuestion>,
}

/// Whether what was recorded agrees with the rules.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Judgement {
    /// It is what the rules say.
    Agrees,
    /// It is not.
    Disagrees,
    /// Facts are not known that could change it.
    Unsettled,
    /// The facts are known, and the rules leave it to the registrar.
    ForTheRegistrar,
}

/// What is done where no crime is to be recorded.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Instead {
    /// There is no crime.
    NoCrime,
    /// It is a crime related incident.
    CrimeRelatedIncident,
    /// It goes on from a recorded crime, and is added to it.
    Addition,
}

impl Edition {
    /// Compares what was recorded of a report with what this edition decides: one verdict for
    /// each victim that an incident names, and one for the offences without a victim where there
    /// are any. A victim of whom nothing was recorded need not be listed.
    ///
    /// # Errors
    ///
    /// Everything that is wrong with the report, as of [`Edition::decide`]; or with what was
    /// recorded: a code that is not in the list, or a victim whom no incident names.
    pub fn audit(
        &self,
        report: &Report,
        recorded: &[Recorded],
    ) -> Result<Vec<Verdict>, ReportErrors> {
        let decision = self.decide_and_ask(report)?;
        let recorded = recorded::check(self, report, recorded)?;
        judge::verdicts(self, report, &decision, &recorded)
    }

    /// What this edition says is to be recorded of a report, in the form of [`Edition::audit`].
    /// Of what is referred, or added to a recorded crime as it is, there is nothing.
    ///
    /// # Errors
    ///
    /// The same as of [`Edition::decide`].
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
