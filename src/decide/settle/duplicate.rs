//! Offences that are recorded already: the recorded crime itself, told again.

use super::draft::{Drafts, Duplicate};
use super::given_by_code::{listed, not_counted_at};
use super::inputs::{Inputs, is_conduct};
use super::made_out::Disclosed;
use super::recorded;
use crate::conduct::{Numbers, Relation};

/// Whether an offence by some suspects is recorded already; if so, it is added to those not counted.
pub(crate) fn is_one(
    inputs: Inputs<'_>,
    relation: &Relation,
    suspects: &[usize],
    disclosed: &Disclosed,
    drafts: &mut Drafts,
) -> bool {
    let report = inputs.report;
    // Usually nothing was recorded before.
    if report.recorded_crimes.is_empty()
        || is_conduct(inputs, disclosed)
        || !listed(inputs, disclosed)
    {
        return false;
    }
    let theirs: Numbers =
        disclosed.suspects(report).into_iter().filter(|s| suspects.contains(s)).collect();
    let same = recorded::same(inputs, relation.victim, disclosed, &theirs);
    let Some((rule, crime)) = same else { return false };
    let named = inputs.offence(disclosed.row).zip(report.recorded_crimes.get(crime));
    let Some((offence, known)) = named else { return false };
    let why = format!("it is recorded already, as {}", known.id);
    for incident in disclosed.incidents.iter().copied() {
        drafts.not_counted.push(not_counted_at(inputs, relation, incident, offence, why.clone()));
        let (victim, suspects, row) = (relation.victim, relation.suspects.clone(), disclosed.row);
        drafts.duplicates.push(Duplicate { victim, suspects, incident, row, rule, crime });
    }
    true
}
