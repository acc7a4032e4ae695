//! What a decision says is to be recorded for one victim.

use super::Instead;
use crate::decision::{Action, Crime, Decision, Outcome};
use crate::rules::compiled::Edition;
use crate::words::terms::{Basis, Code};

/// What is to be recorded for a victim, or for the offences without a victim.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Expected {
    /// Sorted by code.
    pub(super) codes: Vec<Code>,
    /// What is referred, sorted by code.
    pub(super) between: Vec<Code>,
    /// What is done if there are no codes.
    pub(super) instead: Instead,
}

/// Whether an offence has no victim.
pub(super) fn is_state_based(edition: &Edition, code: Code) -> bool {
    let row = edition.law.row(code, None);
    let offence = row.and_then(|row| edition.law.offences.get(row));
    offence.is_some_and(|offence| offence.basis == Basis::State)
}

/// The crimes of one victim.
pub(super) fn crimes<'a>(
    decision: &'a Decision,
    victim: Option<&'a str>,
) -> impl Iterator<Item = &'a Crime> {
    decision.crimes.iter().filter(move |crime| crime.victim.as_deref() == victim)
}

impl Expected {
    pub(super) fn of(edition: &Edition, decision: &Decision, victim: Option<&str>) -> Expected {
        let mut codes = Vec::new();
        let mut between = Vec::new();
        let mut added = false;
        for crime in crimes(decision, victim) {
            codes.extend(crime.principal);
            codes.extend(crime.reclassify_to);
            between.extend(&crime.between);
            added |= crime.action == Action::AddToExisting;
        }
        // An addition without a victim counts once per report.
        for crime in &decision.crimes {
            let own = |code: &&Code| match is_state_based(edition, **code) {
                true => victim.is_none(),
                false => crime.victim.as_deref() == victim,
            };
            codes.extend(crime.also_record.iter().filter(own));
        }
        codes.sort();
        between.sort();
        let stopped = decision.not_recorded.iter().any(|stopped| {
            stopped.victim.as_deref() == victim && stopped.outcome == Outcome::CrimeRelatedIncident
        });
        let instead = match (added, stopped) {
            (true, _) => Instead::Addition,
            (false, true) => Instead::CrimeRelatedIncident,
            (false, false) => Instead::NoCrime,
        };
        Expected { codes, between, instead }
    }
}
