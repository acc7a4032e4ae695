//! Decides many reports at once: the same decisions in the same order, on every core with the
//! feature `rayon`.

use std::borrow::Borrow;
use std::collections::VecDeque;
use std::iter::FusedIterator;

use crate::decision::Decision;
use crate::report::{Report, ReportErrors};
use crate::rules::compiled::Edition;

/// A decision, or everything that is wrong with the report.
type Answer = Result<Decision, ReportErrors>;

/// How many reports are read ahead and decided together.
const AHEAD: usize = if cfg!(feature = "rayon") { 1024 } else { 1 };

impl Edition {
    /// Decides many reports, each as [`Edition::decide`] does. The answers are in the order of the
    /// reports, and a report with errors does not stop the others. With the feature `rayon`,
    /// reports are decided in parallel on every core.
    ///
    /// ```
    /// # use counting_rules::{Report, Rules};
    /// # let rules = Rules::shipped()?;
    /// let report = Report::from_json(include_str!("../../examples/messages.json"))?;
    /// let wrong = Report { reported_on: "yesterday".to_owned(), ..report.clone() };
    /// let answers = rules.edition("hocr-2026-04")?.classify_all(&[report, wrong]);
    /// assert!(answers[0].is_ok() && answers[1].is_err());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn classify_all<R: Borrow<Report> + Sync>(&self, reports: &[R]) -> Vec<Answer> {
        each(reports, |report| self.decide(report.borrow()))
    }

    /// Same as [`Edition::classify_all`], with open questions as [`Edition::decide_and_ask`] finds
    /// them.
    pub fn classify_and_ask_all<R: Borrow<Report> + Sync>(&self, reports: &[R]) -> Vec<Answer> {
        each(reports, |report| self.decide_and_ask(report.borrow()))
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
        self.classified(reports, false)
    }

    /// Same as [`Edition::classify_each`], with open questions.
    pub fn classify_and_ask_each<I>(&self, reports: I) -> Classified<'_, I::IntoIter>
    where
        I: IntoIterator,
        I::Item: Borrow<Report> + Sync,
    {
        self.classified(reports, true)
    }

    fn classified<I: IntoIterator>(&self, reports: I, ask: bool) -> Classified<'_, I::IntoIter> {
        let reports = reports.into_iter();
        Classified { edition: self, reports, ask, ready: VecDeque::new() }
    }
}

/// An iterator over decisions, in the order of the reports: see [`Edition::classify_each`].
#[derive(Debug)]
pub struct Classified<'a, I> {
    edition: &'a Edition,
    reports: I,
    ask: bool,
    ready: VecDeque<Answer>,
}

impl<I> Iterator for Classified<'_, I>
where
    I: Iterator,
    I::Item: Borrow<Report> + Sync,
{
    type Item = Answer;

    fn next(&mut self) -> Option<Answer> {
        if self.ready.is_empty() {
            let some: Vec<I::Item> = self.reports.by_ref().take(AHEAD).collect();
            self.ready = match self.ask {
                true => self.edition.classify_and_ask_all(&some).into(),
                false => self.edition.classify_all(&some).into(),
            };
        }
        self.ready.pop_front()
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        let (least, most) = self.reports.size_hint();
        let ready = self.ready.len();
        (least.saturating_add(ready), most.and_then(|most| most.checked_add(ready)))
    }
}

impl<I> FusedIterator for Classified<'_, I>
where
    I: FusedIterator,
    I::Item: Borrow<Report> + Sync,
{
}

#[cfg(feature = "rayon")]
fn each<R: Sync>(reports: &[R], answer: impl Fn(&R) -> Answer + Sync + Send) -> Vec<Answer> {
    use rayon::prelude::*;
    reports.par_iter().map(answer).collect()
}

#[cfg(not(feature = "rayon"))]
fn each<R>(reports: &[R], answer: impl Fn(&R) -> Answer) -> Vec<Answer> {
    reports.iter().map(answer).collect()
}
