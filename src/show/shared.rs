//! Reasons that a working uses more than once: shown once, and then referred to.

use crate::decision::Step;

/// Numbers the reasons that occur more than once, in order of appearance.
pub(super) fn number_shared(trees: &mut [Vec<Step>]) {
    let mut seen: Vec<(Step, usize)> = Vec::new();
    trees.iter().flatten().for_each(|step| count(step, &mut seen));
    seen.retain(|(_, times)| *times > 1);
    let shared: Vec<Step> = seen.into_iter().map(|(step, _)| step).collect();
    trees.iter_mut().flatten().for_each(|step| mark(step, &shared));
}

/// Counts inner steps; the contents of one seen before are not counted again.
fn count(step: &Step, seen: &mut Vec<(Step, usize)>) {
    if step.because.is_empty() {
        return;
    }
    match seen.iter_mut().find(|(other, _)| other == step) {
        Some((_, times)) => *times += 1,
        None => {
            seen.push((step.clone(), 1));
            step.because.iter().for_each(|step| count(step, seen));
        }
    }
}

fn mark(step: &mut Step, shared: &[Step]) {
    let number = shared.iter().position(|other| other == step);
    step.because.iter_mut().for_each(|inner| mark(inner, shared));
    step.shared = number.map(|n| n + 1);
}
