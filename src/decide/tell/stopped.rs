//! The step of the recording test that stopped a crime.

use super::follows::Follows;
use super::step::{Node, Rests};
use super::why::Teller;
use crate::checked::Checked;
use crate::decide::settle::draft::Draft;
use crate::decide::settle::recording_test::situation;
use crate::rules::compiled::Edition;
use crate::rules::compiled::Form;
use crate::rules::compiled::Stop;
use crate::rules::compiled::question::Question;
/// Returns the step that stopped a crime, and why it applies.
pub(crate) fn step<'a>(
    edition: &'a Edition,
    report: &Checked,
    draft: &Draft,
    facts: bool,
) -> Option<Node<'a>> {
    let ((number, stop), victim) = (draft.tested.stopped?, draft.victim);
    let recording = report.recording_of(victim);
    let rule = edition.rule(number)?;
    let Form::Stop { when, .. } = &rule.form else { return None };
    let situation = situation(edition, recording, victim);
    let given = |asked| matches!(asked, Question::Fact(n) if recording.facts.get(n).is_some());
    let over = Rests::Owned(draft.incidents().into_vec());
    let (situation, over, given) = (&situation, &over, &given);
    let why = Teller { edition, report, situation, over, given, facts }.why(when);
    let says = match stop {
        Stop::NoCrime => Follows::NoCrime,
        Stop::CrimeRelatedIncident => Follows::CrimeRelatedIncident,
    };
    Some(Node::rule(says, &rule.name, &rule.support, over.clone(), why))
}
