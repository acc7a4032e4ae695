//! The verdict on each victim.

use super::because::because;
use super::expected::Expected;
use super::open::{Others, no_answer_makes_it_right, of_additions};
use super::recorded::{ByVictim, victims};
use super::{Instead, Judgement, Verdict};
use crate::decision::{Decision, OpenQuestion};
use crate::report::{Report, ReportErrors};
use crate::rules::compiled::Edition;
use crate::words::terms::Code;

/// The verdicts, by victim; offences without a victim come last.
pub(super) fn verdicts(
    edition: &Edition,
    report: &Report,
    decision: &Decision,
    recorded: &ByVictim<'_>,
) -> Result<Vec<Verdict>, ReportErrors> {
    let mut units: Vec<(Option<&str>, Expected)> = victims(report)
        .into_iter()
        .map(|victim| (Some(victim), Expected::of(edition, decision, Some(victim))))
        .collect();
    let nobody = Expected::of(edition, decision, None);
    let any = |codes: &[Code]| !codes.is_empty();
    if any(&nobody.codes) || any(&nobody.between) || recorded.contains_key(&None) {
        units.push((None, nobody));
    }
    let others = Others::of(edition, report, decision, &units)?;
    let mut verdicts = Vec::new();
    for (n, (victim, expected)) in units.into_iter().enumerate() {
        let codes = recorded.get(&victim).cloned().unwrap_or_default();
        let own = |question: &&OpenQuestion| Some(question.victim.as_str()) == victim;
        let mut questions: Vec<OpenQuestion> =
            decision.open_questions.iter().filter(own).cloned().collect();
        questions.extend(others.that_touch(n).cloned());
        if let Some(victim) = victim {
            let more = of_additions(edition, report, decision, victim)?;
            questions.extend(more.into_iter().filter(|q| !decision.open_questions.contains(q)));
        }
        verdicts.push(verdict(report, decision, victim, codes, expected, questions));
    }
    Ok(verdicts)
}

fn verdict(
    report: &Report,
    decision: &Decision,
    victim: Option<&str>,
    recorded: Vec<Code>,
    expected: Expected,
    open_questions: Vec<OpenQuestion>,
) -> Verdict {
    let Expected { codes, between, instead } = expected;
    let all_asked = decision.open_questions_complete || victim.is_none();
    let settled = open_questions.is_empty() && all_asked;
    let judgement = if !settled {
        // The answers are about a victim, and do not include what may make a recorded crime graver.
        let new = all_asked && victim.is_some() && instead != Instead::Addition;
        let wrong = new && no_answer_makes_it_right(report, &recorded, &open_questions);
        if wrong { Judgement::Disagrees } else { Judgement::Unsettled }
    } else if !between.is_empty() {
        Judgement::ForTheRegistrar
    } else if recorded == codes {
        Judgement::Agrees
    } else {
        Judgement::Disagrees
    };
    let because = because(decision, victim, judgement, &recorded, &codes);
    Verdict {
        victim: victim.map(str::to_owned),
        judgement,
        recorded,
        instead: codes.is_empty().then_some(instead).filter(|_| between.is_empty()),
        should_be: codes,
        between,
        because,
        open_questions,
    }
}

/// The codes only in the first list, and those only in the second, counting repetitions.
pub(super) fn differences(one: &[Code], other: &[Code]) -> (Vec<Code>, Vec<Code>) {
    let mut left = other.to_vec();
    let mut only = one.to_vec();
    only.retain(|code| match left.iter().position(|other| other == code) {
        Some(at) => {
            left.remove(at);
            false
        }
        None => true,
    });
    (only, left)
}

impl Verdict {
    /// Pairs each recorded crime with the one that should have been recorded: first the equal ones,
    /// then the rest in order. `None` on the left is a crime that was not recorded, and `None` on
    /// the right one that should not have been.
    pub fn side_by_side(&self) -> Vec<(Option<Code>, Option<Code>)> {
        let (wrong, missing) = differences(&self.recorded, &self.should_be);
        let mut same = self.recorded.clone();
        for code in &wrong {
            if let Some(at) = same.iter().position(|other| other == code) {
                same.remove(at);
            }
        }
        let longer = wrong.len().max(missing.len());
        let rest = (0..longer).map(|n| (wrong.get(n).copied(), missing.get(n).copied()));
        same.into_iter().map(|code| (Some(code), Some(code))).chain(rest).collect()
    }
}
