//! The working of what is added to a recorded crime, and of a single occasion after one.

use super::Working;
use crate::decide::settle::earlier;
use crate::decide::settle::inputs::{Inputs, is_conduct};
use crate::decide::settle::made_out::{By, Disclosed};
use crate::decide::tell::follows::Follows;
use crate::decide::tell::recorded_crime;
use crate::decide::tell::step::{Node, Rests};
use crate::words::terms::Code;

impl<'a> Working<'a> {
    /// Adds the steps for what is added to a recorded crime: conduct that goes on from it, offences
    /// of its series, what becomes part of it, and what it becomes.
    pub(super) fn added(&self, crime: usize, steps: &mut Vec<Node<'a>>) {
        let Inputs { edition, report, .. } = self.inputs;
        let counted = &self.draft.counted;
        let Some(recorded) = report.recorded_crimes.get(crime) else { return };
        let Some(was) = self.inputs.offence(recorded.row).map(|offence| offence.code) else {
            return;
        };
        let id = recorded.id.as_str();
        let goes_on = earlier::rule(edition).map(|(rule, _)| rule).filter(|_| counted.goes_on);
        if let Some(rule) = goes_on {
            let on = self.of_course();
            steps.extend(self.by_rule(rule, Follows::GoesOn(was, id), on, self.still_open(crime)));
        }
        let series = edition.tables().series.as_ref().map(|(rule, _)| *rule);
        let new = (0..counted.bundle.disclosed.len()).filter(|place| {
            let disclosed = counted.bundle.disclosed.get(*place);
            disclosed.is_some_and(|d| {
                let is_addition = counted.goes_on && is_conduct(self.inputs, d);
                !matches!(d.by, By::Recorded(_)) && !is_addition
            })
        });
        let new: Vec<usize> = new.collect();
        let of_series = series.filter(|_| !new.is_empty() || !counted.goes_on);
        if let Some(rule) = of_series {
            let on = self.of(new);
            steps.extend(self.by_rule(rule, Follows::OfSeries(was, id), on, Vec::new()));
        }
        let mut parts: Vec<(Code, &Disclosed)> = Vec::new();
        for disclosed in &counted.bundle.folded {
            parts.extend(self.code(disclosed).map(|code| (code, disclosed)));
        }
        for (code, disclosed) in parts {
            let rule = goes_on.or(of_series);
            let on = Rests::Borrowed(disclosed.incidents.as_slice());
            let says = Follows::BecomesPart(code, id);
            steps.extend(rule.and_then(|rule| self.by_rule(rule, says, on, Vec::new())));
        }
        let becomes = self.draft.reclassify_to;
        if let Some((code, place)) = becomes.and_then(|place| Some((self.code_at(place)?, place))) {
            let disclosed = counted.bundle.disclosed.get(place);
            let graver = goes_on.filter(|_| disclosed.is_some_and(|d| is_conduct(self.inputs, d)));
            let says = match graver {
                Some(_) => Follows::Graver { code, was: Some(was), crime: id },
                None => Follows::Outranks { code, was, crime: id },
            };
            let rule = graver.or(of_series);
            let on = self.of([place]);
            steps.extend(rule.and_then(|rule| self.by_rule(rule, says, on, Vec::new())));
        }
    }

    /// Explains why a recorded crime takes the occasions, or does not.
    fn still_open(&self, crime: usize) -> Vec<Node<'a>> {
        if !self.facts {
            return Vec::new();
        }
        let course = self.draft.counted.course.as_ref();
        let occasion = course.and_then(|course| course.incidents.first());
        let told = recorded_crime::why(self.inputs, self.relation, crime, occasion.copied());
        told.into_iter().map(|(says, brief)| Node::fact(says, brief)).collect()
    }

    /// Returns a step for a single occasion after a recorded crime was closed.
    pub(super) fn single(&self, crime: usize) -> Option<Node<'a>> {
        let (rule, _) = earlier::rule(self.inputs.edition)?;
        let recorded = self.inputs.report.recorded_crimes.get(crime)?;
        let says = Follows::SingleAfter(&recorded.id, self.codes(&self.draft.ranked.top));
        self.by_rule(rule, says, self.of_course(), self.still_open(crime))
    }
}
