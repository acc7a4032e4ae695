//! Finds the rule that decided a disagreement.

use super::Judgement;
use super::expected::crimes;
use super::judge::differences;
use crate::decision::{Action, Decision, Did, Reason, Sources};
use crate::words::terms::{Code, Standing};

/// The rule that decided. If a crime is missing, this is the rule that puts it before the one
/// recorded, else a presumption, else what makes the crime out.
pub(super) fn because(
    decision: &Decision,
    victim: Option<&str>,
    judgement: Judgement,
    recorded: &[Code],
    should_be: &[Code],
) -> Option<Reason> {
    let all = reasons(decision, victim);
    let found = match judgement {
        Judgement::Agrees | Judgement::Unsettled => return None,
        Judgement::ForTheRegistrar => all.last().copied().cloned(),
        Judgement::Disagrees => {
            let (wrong, missing) = differences(recorded, should_be);
            match (missing.first(), wrong.first()) {
                (Some(missing), _) => for_missing(&all, *missing, &wrong),
                (None, Some(wrong)) => for_surplus(decision, victim, &all, *wrong),
                (None, None) => None,
            }
        }
    };
    found.or_else(|| all.first().copied().cloned())
}

/// Explains why a crime should not have been recorded.
fn for_surplus(
    decision: &Decision,
    victim: Option<&str>,
    all: &[&Reason],
    wrong: Code,
) -> Option<Reason> {
    let own = |reason: &&&Reason| speaks_of(reason, wrong);
    let ordered = all.iter().find(|reason| own(reason) && is_of_edition(reason));
    let stopped = decision.not_recorded.iter().any(|s| s.victim.as_deref() == victim);
    let added = crimes(decision, victim).any(|crime| crime.action == Action::AddToExisting);
    // The step that stops a crime, or adds it to another, comes last.
    let instead = all.last().filter(|_| stopped || added);
    let found = ordered.or(instead).or_else(|| all.iter().find(own));
    found
        .map(|reason| (*reason).clone())
        .or_else(|| not_counted(decision, wrong))
        .or_else(|| not_made_out(decision, victim, wrong))
        .or_else(|| all.last().map(|reason| (*reason).clone()))
        .or_else(|| Some(nothing_discloses(wrong)))
}

/// Whether a rule of the edition decided, rather than the law.
fn is_of_edition(reason: &Reason) -> bool {
    reason.did.is_some_and(Did::is_of_edition)
}

/// Every reason that concerns a victim. For the offences without a victim, these include the
/// reasons of all crimes, to which such offences are additions.
fn reasons<'a>(decision: &'a Decision, victim: Option<&'a str>) -> Vec<&'a Reason> {
    let stopped = decision.not_recorded.iter().filter(|s| s.victim.as_deref() == victim);
    let own = crimes(decision, victim).flat_map(|crime| &crime.because);
    let own = own.chain(stopped.flat_map(|stopped| &stopped.because));
    let others = decision.crimes.iter().filter(|_| victim.is_none());
    own.chain(others.flat_map(|crime| &crime.because)).collect()
}

fn speaks_of(reason: &Reason, code: Code) -> bool {
    reason.codes.contains(&code)
}

fn for_missing(all: &[&Reason], missing: Code, wrong: &[Code]) -> Option<Reason> {
    let before_wrong = |reason: &&&Reason| {
        let any_wrong = wrong.iter().any(|code| speaks_of(reason, *code));
        speaks_of(reason, missing) && any_wrong && is_of_edition(reason)
    };
    let presumed = |reason: &&&Reason| reason.did == Some(Did::Presumes);
    let of_edition =
        |reason: &&&Reason| speaks_of(reason, missing) && is_of_edition(reason) && wrong.is_empty();
    let found = all.iter().find(before_wrong).or_else(|| all.iter().find(presumed));
    let found = found.or_else(|| all.iter().find(of_edition));
    let found = found.or_else(|| all.iter().find(|reason| speaks_of(reason, missing)));
    found.map(|reason| (*reason).clone())
}

/// A reason that no rule gives.
fn by_itself(rule: &str, code: Code, says: String) -> Reason {
    Reason {
        rule: rule.to_owned(),
        says,
        cites: String::new(),
        standing: Standing::Firm,
        codes: vec![code],
        incidents: Vec::new(),
        sources: Sources::default(),
        facts: Vec::new(),
        did: None,
    }
}

fn not_counted(decision: &Decision, code: Code) -> Option<Reason> {
    let found = decision.not_counted.iter().find(|not| not.code == code)?;
    let says = format!("{code} does not count: {}", found.why);
    Some(Reason { incidents: vec![found.incident.clone()], ..by_itself("not-counted", code, says) })
}

/// What is missing for the least offence of a course of conduct.
fn not_made_out(decision: &Decision, victim: Option<&str>, code: Code) -> Option<Reason> {
    let of_victim = |n: &&crate::decision::NotMadeOut| Some(n.victim.as_str()) == victim;
    let found = decision.not_made_out.iter().find(of_victim)?;
    let way = found.ways.first()?;
    let need = way.first()?;
    let what: Vec<&str> = way.iter().map(|need| need.what.as_str()).collect();
    let least = found.code;
    let of = if least == code { String::new() } else { format!(", nor is {least}") };
    let says = format!("{code} is not made out{of}: it wants {}", what.join(" and "));
    Some(Reason {
        cites: need.cites.clone(),
        standing: Standing::Derived,
        sources: need.sources.clone(),
        ..by_itself(&need.rule, code, says)
    })
}

fn nothing_discloses(code: Code) -> Reason {
    let says = format!("nothing that is reported discloses {code}");
    by_itself("nothing-discloses-it", code, says)
}
