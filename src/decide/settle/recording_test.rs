//! The recording test: the steps of the edition, applied to one crime.

use crate::checked::{Checked, CheckedRecording};
use crate::decide::read::condition::Situation;
use crate::decide::read::facts::Facts;
use crate::decide::read::truth::Truth;
use crate::rules::compiled::law::{About, Condition};
use crate::rules::compiled::question::Question;
use crate::rules::compiled::{Edition, Form, Stop};

/// The result of the test for a crime.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Tested {
    /// The step that stopped it, and how it ends.
    pub(crate) stopped: Option<(usize, Stop)>,
    /// Steps that depended on a person's judgement: the rule, the fact, and whether it was used.
    pub(crate) judged: Vec<(usize, usize, bool)>,
}

/// Applies the test to a crime against a victim, or against nobody, in which these offences are
/// disclosed.
pub(crate) fn test(
    edition: &Edition,
    report: &Checked,
    victim: Option<usize>,
    disclosed: &[usize],
) -> Tested {
    let recording = report.recording_of(victim);
    // Usually the report says nothing. The result is then always the same, and a pass is cached.
    if victim.is_some() && *recording == CheckedRecording::default() {
        let passes = || steps(edition, recording, victim, &[]) == Tested::default();
        if *edition.tables().passes_unsaid.get_or_init(passes) {
            return Tested::default();
        }
    }
    steps(edition, recording, victim, disclosed)
}

/// Goes through the steps, and finds the judgements that they depend on.
fn steps(
    edition: &Edition,
    recording: &CheckedRecording,
    victim: Option<usize>,
    disclosed: &[usize],
) -> Tested {
    let situation = situation(edition, recording, victim);
    // Usually nothing depends on a judgement.
    let mut open = situation.borrowed();
    edition.law.judged_in_test.iter().for_each(|fact| open.facts.answers.set(*fact, None));
    if let Some(stopped) = run(edition, &open, disclosed) {
        return Tested { stopped, judged: Vec::new() };
    }
    // With every judgement made, nothing is open.
    let run = |situation: &Situation<'_>| run(edition, situation, disclosed).flatten();
    let mut tested = Tested { stopped: run(&situation), judged: Vec::new() };
    for fact in edition.law.judged_in_test.iter().copied() {
        let [with, without] = [true, false].map(|answer| run(&situation.with(fact, Some(answer))));
        if let Some((rule, _)) = without.filter(|_| with != without) {
            let used = recording.facts.get(fact).unwrap_or(false);
            tested.judged.push((rule, fact, used));
        }
    }
    tested
}

/// Returns the first step that stops the crime, if any. `None` if that depends on an open fact.
fn run(
    edition: &Edition,
    situation: &Situation<'_>,
    disclosed: &[usize],
) -> Option<Option<(usize, Stop)>> {
    for step in edition.tables().stops.iter().filter(|step| step.is_about(disclosed)) {
        let form = &edition.rules.get(step.rule)?.form;
        let Form::Stop { outcome, when, .. } = form else { return None };
        match situation.truth(when) {
            Truth::True => return Some(Some((step.rule, *outcome))),
            Truth::False => {}
            Truth::Unknown => return None,
        }
    }
    Some(None)
}

/// Returns the facts of the test; absent ones have their assumed values.
pub(crate) fn situation<'a>(
    edition: &'a Edition,
    recording: &CheckedRecording,
    victim: Option<usize>,
) -> Situation<'a> {
    let taken = Facts::taken(&edition.law);
    let facts = Facts {
        answers: recording.facts.or(taken.answers),
        reported_by: recording.reported_by.unwrap_or(taken.reported_by),
        state_based: victim.is_none(),
        ..taken
    };
    Situation::new(&edition.law, facts)
}

/// Returns what the test still asks about a crime against a victim, with nothing assumed.
pub(crate) fn open_parts<'e>(
    edition: &'e Edition,
    report: &Checked,
    victim: usize,
) -> Vec<&'e Condition> {
    let mut asked = edition.law.asked_about(About::Recording).peekable();
    let mut found = Vec::new();
    if asked.peek().is_none() {
        return found;
    }
    let recording = report.recording_of(Some(victim));
    let mut situation = situation(edition, recording, Some(victim));
    for fact in asked.filter(|fact| recording.facts.get(*fact).is_none()) {
        situation.facts.open(Question::Fact(fact));
    }
    for rule in edition.tables().stops.iter().filter_map(|step| edition.rules.get(step.rule)) {
        let Form::Stop { only, except, when, .. } = &rule.form else { continue };
        if only.is_none() && except.is_empty() && situation.holds(when) {
            break;
        }
        situation.open_parts(&edition.law, when, &mut found);
    }
    found
}
