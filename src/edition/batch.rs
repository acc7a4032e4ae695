//! Decides many reports at once: the same decisions in the same order, on every core with the
//! feature `rayon`.

use std::borrow::Borrow;
use std::collections::VecDeque;
use std::iter::FusedIterator;

use crate::decision::Decision;
use crate::report::{Report, ReportErrors};
use crate::rules::compiled::Edition;

/// A decision, or everything that is wrong with the report.
pub(super) type Answer = Result<Decision, ReportErrors>;

/// How many reports are read ahead and decided together.
const AHEAD: usize = if cfg!(feature = "rayon") { 1024 } else { 1 };

/// An iterator over decisions, in the order of the reports: see [`Edition::classify_each`].
#[derive(Debug)]
pub struct Classified<'a, I> {
    edition: &'a Edition,
    reports: I,
    ask: bool,
    ready: VecDeque<Answer>,
}

impl<'a, I> Classified<'a, I> {
    pub(super) fn new(edition: &'a Edition, reports: I, ask: bool) -> Classified<'a, I> {
        Classified { edition, reports, ask, ready: VecDeque::new() }
    }
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
pub(super) fn each<R: Sync>(
    reports: &[R],
    answer: impl Fn(&R) -> Answer + Sync + Send,
) -> Vec<Answer> {
    use rayon::prelude::*;
    reports.par_iter().map(answer).collect()
}

#[cfg(not(feature = "rayon"))]
pub(super) fn each<R>(reports: &[R], answer: impl Fn(&R) -> Answer) -> Vec<Answer> {
    reports.iter().map(answer).collect()
}
