//! The decision that everything here is compared with.

use counting_rules::edition::{CheckedReport, Settled};
use counting_rules::{Action, Code, Decision, Edition, Report, ReportErrors};

use crate::Choice;
use crate::order::Order;

/// One whole decision: the report checked, the course of conduct, what is made out, the
/// principal crime, and every reason in words. The one place where the library is called to decide.
#[inline]
pub fn ours(edition: &Edition, report: &Report) -> Decision {
    match edition.decide(report) {
        Ok(decision) => decision,
        Err(errors) => panic!("{errors}\n{report:#?}"),
    }
}

/// The same in numbers, of a report whose names are known: the course of conduct, what is made
/// out, the principal crime, and the rules that decided.
#[inline]
pub fn settled<'a>(
    edition: &'a Edition,
    report: &'a CheckedReport,
) -> Result<Settled<'a>, ReportErrors> {
    edition.settle(report)
}

/// The report with its names, codes and dates known.
pub fn checked(edition: &Edition, report: &Report) -> CheckedReport {
    match edition.check(report) {
        Ok(checked) => checked,
        Err(errors) => panic!("{errors}\n{report:#?}"),
    }
}

/// What was decided between exactly these candidates: nothing else may be in the decision.
pub fn choice(order: &Order, decision: &Decision) -> Result<(Choice, Vec<usize>), String> {
    let [crime] = decision.crimes.as_slice() else {
        return Err(format!("{} crimes, not one", decision.crimes.len()));
    };
    let place = |code: &Code| {
        let found = order.codes.iter().position(|known| known == code);
        found.ok_or_else(|| format!("{code} is no candidate"))
    };
    if !crime.also_record.is_empty() || !decision.not_counted.is_empty() {
        return Err("something is recorded in addition, or not counted".to_owned());
    }
    let all = crime.principal.iter().chain(&crime.between).chain(&crime.related);
    let mut candidates = all.map(place).collect::<Result<Vec<usize>, String>>()?;
    candidates.sort_unstable();
    match (crime.action, &crime.principal) {
        (Action::Record, Some(code)) => Ok((Some(place(code)?), candidates)),
        (Action::ReferToRegistrar, None) => Ok((None, candidates)),
        (action, principal) => Err(format!("{action:?} with {principal:?}")),
    }
}
