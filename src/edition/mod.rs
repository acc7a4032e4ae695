//! What callers start from: rule files become [`Rules`], and each [`Edition`] of them decides reports.
//!
//! Everything that one can ask:
//!
//! | | of all [`Rules`] | of one [`Edition`] |
//! | --- | --- | --- |
//! | Where do they come from? | [`shipped`](Rules::shipped), [`shipped_texts`](Rules::shipped_texts), [`load`](Rules::load), [`digest`](Rules::digest) | [`sources`](Edition::sources), [`printed`](Edition::printed) |
//! | Which editions are there? | [`editions`](Rules::editions), [`edition`](Rules::edition), [`edition_on`](Rules::edition_on) | [`id`](Edition::id), [`title`](Edition::title), [`in_force`](Edition::in_force), [`reviewed_to`](Edition::reviewed_to) |
//! | What can a report say? | [`vocabulary`](Rules::vocabulary), [`offences`](Rules::offences) | |
//! | What is their JSON Schema? | `Rules::report_schema`, with the feature `schema` | |
//! | Is a text a report? | [`read`](Rules::read) | [`read`](Edition::read) |
//! | What is recorded, and why? | [`decide`](Rules::decide) | [`decide`](Edition::decide), [`decide_json`](Edition::decide_json) |
//! | The same of many reports | | [`classify_all`](Edition::classify_all), [`classify_each`](Edition::classify_each) |
//! | The same in two steps | | [`check`](Edition::check), [`settle`](Edition::settle) |
//! | What are the courses of conduct? | | [`check`](Edition::check) and [`CheckedReport::courses_of_conduct`] |
//! | What is still to be asked? | | [`decide_and_ask`](Edition::decide_and_ask), [`classify_and_ask_all`](Edition::classify_and_ask_all), [`classify_and_ask_each`](Edition::classify_and_ask_each), [`answered`](Edition::answered) |
//! | Why is it not another offence? | | [`why_not`](Edition::why_not) |
//! | Was it recorded right? | | [`audit`](Edition::audit), [`to_record`](Edition::to_record) |
//! | Are the rules right? | [`findings`](Rules::findings), [`run_examples`](Rules::run_examples) | [`findings`](Edition::findings) |
//! | What does an edition change? | | [`difference`](Edition::difference), [`difference_within`](Edition::difference_within), [`changed`](Edition::changed) |
#![cfg_attr(
    feature = "show",
    doc = "| How do people read a decision? | [`side_by_side`](Rules::side_by_side), [`page`](Rules::page) | [`working`](Edition::working), [`picture`](Edition::picture) |",
    doc = "| How do people read the rules? | [`explain`](Rules::explain) | [`explain`](Edition::explain), [`book`](Edition::book), [`why_over`](Edition::why_over), [`order_as_picture`](Edition::order_as_picture) |"
)]

mod batch;
mod no_edition;
mod rules;
#[cfg(feature = "schema")]
mod schema;
mod settled;
mod vocabulary;

use std::borrow::Borrow;

pub use crate::rules::compiled::Edition;
pub use batch::Classified;
pub use no_edition::NoEdition;
pub use rules::Rules;
pub use settled::{CheckedReport, Settled};
pub use vocabulary::{Vocabulary, Word};

use crate::checked::{self, AnswerOf};
use crate::decide;
use crate::decision::{Decision, OpenQuestion, WhyNot};
use crate::report::{Report, ReportErrors};
use crate::words::terms::Code;

impl Edition {
    /// Reads a report from its JSON text, as [`Rules::read`] does.
    ///
    /// # Errors
    ///
    /// The same as for [`Rules::read`].
    pub fn read(&self, json: &str) -> Result<Report, ReportErrors> {
        checked::read(json, &self.law)
    }

    /// Decides a report: what is recorded, what is not, and why.
    ///
    /// The order of the report's lists does not affect the decision.
    ///
    /// # Errors
    ///
    /// Returns every name, code or date that the rules do not know or that does not fit the others,
    /// each with its field.
    ///
    /// ```
    /// use counting_rules::{Report, Rules};
    /// let rules = Rules::shipped()?;
    /// let report = Report::from_json(r#"{
    ///     "reference": "a", "reported_on": "2026-06-20",
    ///     "incidents": [
    ///         { "id": "i1", "on": "2026-06-01", "victims": ["v"], "suspects": ["s"],
    ///           "acts": ["abusive-messages"], "effects": ["distress"] },
    ///         { "id": "i2", "on": "2026-06-05", "victims": ["v"], "suspects": ["s"],
    ///           "acts": ["abusive-messages"], "effects": ["alarm"] }
    ///     ] }"#)?;
    /// let decision = rules.edition("hocr-2026-04")?.decide(&report)?;
    /// let principal = decision.crimes[0].principal.map(|code| code.to_string());
    /// assert_eq!(principal.as_deref(), Some("195/94"));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn decide(&self, report: &Report) -> Result<Decision, ReportErrors> {
        let checked = checked::check(report, &self.law)?;
        Ok(decide::settle(self, &checked).decision(&report.reference))
    }

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
        settled::decide_json(self, report)
    }

    /// Decides a report and finds its open questions.
    ///
    /// A question is open if the unknown fact can still change what is recorded under some answer
    /// to the other unknown facts of its pair. Finding them takes many decisions, which is why this
    /// is a separate method.
    ///
    /// # Errors
    ///
    /// The same as for [`Edition::decide`].
    ///
    /// ```
    /// use counting_rules::{Report, Rules};
    /// let rules = Rules::shipped()?;
    /// let report = Report::from_json(r#"{
    ///     "reference": "a", "reported_on": "2026-06-20",
    ///     "pairs": [{ "victim": "v", "suspect": "s", "relationship": "stranger", "facts":
    ///         { "racially-or-religiously-aggravated": false, "serious-alarm-or-distress": false } }],
    ///     "incidents": [
    ///         { "id": "i1", "on": "2026-06-01", "victims": ["v"], "suspects": ["s"],
    ///           "occasions": 2, "acts": ["following"], "effects": ["alarm"] }
    ///     ] }"#)?;
    /// let decision = rules.edition("hocr-2026-04")?.decide_and_ask(&report)?;
    /// assert_eq!(decision.open_questions[0].fact, "fixated-or-obsessed");
    /// assert_eq!(decision.open_questions[0].answers["true"], ["195/12"]);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn decide_and_ask(&self, report: &Report) -> Result<Decision, ReportErrors> {
        let checked = checked::check(report, &self.law)?;
        let mut decision = decide::settle(self, &checked).decision(&report.reference);
        (decision.open_questions, decision.open_questions_complete) =
            decide::open_questions(self, &checked);
        Ok(decision)
    }

    /// Returns the report with an open question answered by one of the keys of
    /// [`OpenQuestion::answers`].
    ///
    /// For a question about an age, the age next to the limit is entered.
    ///
    /// ```
    /// # use counting_rules::{Report, Rules};
    /// # let rules = Rules::shipped()?;
    /// let edition = rules.edition("hocr-2016-04")?;
    /// let report = Report::from_json(include_str!("../../examples/messages.json"))?;
    /// let asked = edition.decide_and_ask(&report)?.open_questions;
    /// let answered = edition.answered(&report, &asked[0], "true");
    /// assert_eq!(answered.pairs[0].facts[&asked[0].fact], Some(true));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn answered(&self, report: &Report, question: &OpenQuestion, answer: &str) -> Report {
        let mut report = report.clone();
        let of = AnswerOf {
            victim: &question.victim,
            suspect: &question.suspect,
            incident: question.incident.as_deref(),
            recorded_crime: question.recorded_crime.as_deref(),
        };
        if let Some((asked, answer)) = decide::said(&self.law, question, answer) {
            checked::say(&mut report, &self.law, of, &asked, &answer);
        }
        report
    }

    /// Explains why an offence is not made out.
    ///
    /// For each victim and suspect, the result has the smallest sets of facts that would make it
    /// out, each fact with the rule that requires it.
    ///
    /// # Errors
    ///
    /// The same as for [`Edition::decide`].
    ///
    /// ```
    /// # use counting_rules::{Report, Rules};
    /// # let rules = Rules::shipped()?;
    /// # let report = Report::from_json(include_str!("../../examples/messages.json"))?;
    /// let answers = rules.edition("hocr-2026-04")?.why_not(&report, "195/12".parse()?)?;
    /// let needs: Vec<&str> = answers[0].ways[0].iter().map(|need| need.what.as_str()).collect();
    /// assert_eq!(needs, ["fixated-or-obsessed"]);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn why_not(&self, report: &Report, code: Code) -> Result<Vec<WhyNot>, ReportErrors> {
        Ok(decide::why_not(self, &checked::check(report, &self.law)?, code))
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
        CheckedReport::new(report, &self.law)
    }

    /// Decides a checked report.
    ///
    /// # Errors
    ///
    /// Fails if the report was checked by an edition of other rule files, or of the same files
    /// loaded separately: its numbers mean nothing here, and it must be checked again.
    pub fn settle<'a>(&'a self, report: &'a CheckedReport) -> Result<Settled<'a>, ReportErrors> {
        Settled::new(self, report)
    }

    /// Decides many reports, each as [`Edition::decide`] does. The answers are in the order of the
    /// reports, and a report with errors does not stop the others. With the feature `rayon`,
    /// reports are decided in parallel on every core.
    ///
    /// ```
    /// # use counting_rules::{Report, Rules};
    /// # let rules = Rules::shipped()?;
    /// let report = Report::from_json(include_str!("../../examples/messages.json"))?;
    /// let mut wrong = report.clone();
    /// wrong.reported_on = "yesterday".to_owned();
    /// let answers = rules.edition("hocr-2026-04")?.classify_all(&[report, wrong]);
    /// assert!(answers[0].is_ok() && answers[1].is_err());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn classify_all<R: Borrow<Report> + Sync>(
        &self,
        reports: &[R],
    ) -> Vec<Result<Decision, ReportErrors>> {
        batch::each(reports, |report| self.decide(report.borrow()))
    }

    /// Same as [`Edition::classify_all`], with open questions as [`Edition::decide_and_ask`] finds
    /// them.
    pub fn classify_and_ask_all<R: Borrow<Report> + Sync>(
        &self,
        reports: &[R],
    ) -> Vec<Result<Decision, ReportErrors>> {
        batch::each(reports, |report| self.decide_and_ask(report.borrow()))
    }

    /// Decides reports as they come, and returns the answers in order. With the feature `rayon`, it
    /// reads ahead and decides reports in parallel, but never holds more than about a thousand of
    /// them.
    ///
    /// ```
    /// # use counting_rules::{Report, Rules};
    /// # let rules = Rules::shipped()?;
    /// let report = Report::from_json(include_str!("../../examples/messages.json"))?;
    /// let reports = std::iter::repeat_n(report, 3);
    /// let edition = rules.edition("hocr-2026-04")?;
    /// assert_eq!(edition.classify_each(reports).filter(Result::is_ok).count(), 3);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn classify_each<I>(&self, reports: I) -> Classified<'_, I::IntoIter>
    where
        I: IntoIterator,
        I::Item: Borrow<Report> + Sync,
    {
        Classified::new(self, reports.into_iter(), false)
    }

    /// Same as [`Edition::classify_each`], with open questions.
    pub fn classify_and_ask_each<I>(&self, reports: I) -> Classified<'_, I::IntoIter>
    where
        I: IntoIterator,
        I::Item: Borrow<Report> + Sync,
    {
        Classified::new(self, reports.into_iter(), true)
    }
}
