//! The recording test: the steps of the edition, put to one crime.

use super::condition::{Facts, Known, Situation};
use super::facts::Teller;
use super::node::Node;
use crate::edition::{Edition, Form, Stop};
use crate::report::{Checked, CheckedRecording};

/// What the test made of a crime.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Tested {
    /// The step that stopped it, and how it ends.
    pub(super) stopped: Option<(usize, Stop)>,
    /// Steps that turned on a person's judgement: the rule, the fact, and whether it was used.
    pub(super) judged: Vec<(usize, usize, bool)>,
}

/// Puts the test to a crime against a victim, or against nobody.
pub(super) fn test(edition: &Edition, report: &Checked, victim: Option<usize>) -> Tested {
    let own = victim.and_then(|victim| report.recording_by_victim.get(&victim));
    let recording = own.unwrap_or(&report.recording);
    let mut tested = Tested { stopped: run(edition, recording, victim, None), judged: Vec::new() };
    for fact in edition.law.judged_in_test.iter().copied() {
        let with = run(edition, recording, victim, Some((fact, true)));
        let without = run(edition, recording, victim, Some((fact, false)));
        if let Some((rule, _)) = without.filter(|_| with != without) {
            let used = recording.facts.get(fact).unwrap_or(false);
            tested.judged.push((rule, fact, used));
        }
    }
    tested
}

/// The first step that stops the crime, one fact set as given.
fn run(
    edition: &Edition,
    recording: &CheckedRecording,
    victim: Option<usize>,
    set: Option<(usize, bool)>,
) -> Option<(usize, Stop)> {
    let situation = situation(edition, recording, victim, set);
    edition.rules.iter().enumerate().find_map(|(n, rule)| match &rule.form {
        Form::Stop { outcome, when } if situation.holds(when) => Some((n, *outcome)),
        _ => None,
    })
}

/// The facts of the test, one set as given; what is absent is as declared.
fn situation<'a>(
    edition: &'a Edition,
    recording: &CheckedRecording,
    victim: Option<usize>,
    set: Option<(usize, bool)>,
) -> Situation<'a> {
    let mut answers = recording.facts.or(edition.law.taken);
    if let Some((fact, value)) = set {
        answers.set(fact, Some(value));
    }
    let (relationship, victim_age, suspect_age) = (Known::None, Known::None, Known::None);
    let facts = Facts { answers, relationship, victim_age, suspect_age };
    let mut situation = Situation::new(&edition.law, facts);
    // Where nothing is said the first declared kind of person reports.
    situation.reported_by = Some(recording.reported_by.unwrap_or(0));
    situation.state_based = victim.is_none();
    situation
}

/// The step that stopped a crime, and why it speaks.
pub(super) fn step<'a>(
    edition: &'a Edition,
    report: &Checked,
    victim: Option<usize>,
    (number, stop): (usize, Stop),
    facts: bool,
) -> Option<Node<'a>> {
    let own = victim.and_then(|victim| report.recording_by_victim.get(&victim));
    let recording = own.unwrap_or(&report.recording);
    let rule = edition.rule(number)?;
    let Form::Stop { when, .. } = &rule.form else { return None };
    let situation = situation(edition, recording, victim, None);
    let given = |n: usize| recording.facts.get(n).is_some();
    let teller = Teller { edition, situation: &situation, given: &given, facts };
    let says = match stop {
        Stop::NoCrime => "It is not recorded: no crime.",
        Stop::CrimeRelatedIncident => "It is not recorded as a crime: a crime related incident.",
    };
    Some(Node::rule(says.to_owned(), &rule.name, &rule.support, teller.why(when)))
}
