//! The flat list of reasons: each rule of the working that decided.

use super::Reason;
use super::step::{From, Step};
use crate::edition::Edition;

/// The rules of some steps, from the top down, each sentence once.
pub(crate) fn reasons(edition: &Edition, steps: &[Step]) -> Vec<Reason> {
    let mut found = Vec::new();
    steps.iter().for_each(|step| gather(edition, step, &mut found));
    found
}

fn gather(edition: &Edition, step: &Step, found: &mut Vec<Reason>) {
    if let From::Rule(cited) = &step.from
        && step.holds
    {
        let reason = Reason {
            rule: cited.rule.clone(),
            says: step.says.trim_end_matches('.').to_owned(),
            cites: edition.law.in_full(&cited.places),
            standing: cited.standing,
        };
        if !found.contains(&reason) {
            found.push(reason);
        }
    }
    step.because.iter().for_each(|step| gather(edition, step, found));
}

/// Items with commas, and `and` before the last.
pub(crate) fn list<T: ToString>(items: &[T]) -> String {
    let items: Vec<String> = items.iter().map(T::to_string).collect();
    match items.split_last() {
        Some((last, [])) => last.clone(),
        Some((last, before)) => format!("{} and {last}", before.join(", ")),
        None => String::new(),
    }
}
