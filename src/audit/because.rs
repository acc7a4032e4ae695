//! Which rule decided a disagreement.

use super::Judgement;
use super::expected::crimes;
use super::judge::differences;
use crate::decision::{Action, Decision, Reason};
use crate::edition::{Edition, Form, Rule};
use crate::terms::{Code, Standing};

/// The rule that decided: of a disagreement the one that puts the right crime before the one
/// recorded, else a presumption that makes it out, else what makes it out.
pub(super) fn because(
    edition: &Edition,
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
                (Some(missing), _) => for_missing(edition, &all, *missing, &wrong),
                (None, Some(wrong)) => for_surplus(edition, decision, victim, &all, *wrong),
                (None, None) => None,
            }
        }
    };
    found.or_else(|| all.first().copied().cloned())
}

/// Why a crime should not have been recorded.
fn for_surplus(
    edition: &Edition,
    decision: &Decision,
    victim: Option<&str>,
    all: &[&Reason],
    wrong: Code,
) -> Option<Reason> {
    let own = |reason: &&&Reason| mentions(reason, wrong);
    let ordered = all.iter().find(|reason| own(reason) && rule_of(edition, reason).is_some());
    let stopped = decision.not_recorded.iter().any(|s| s.victim.as_deref() == victim);
    let added = crimes(decision, victim).any(|crime| crime.action == Action::AddToExisting);
    // The step that stops a crime, or adds it to another, is told last.
    let instead = all.last().filter(|_| stopped || added);
    let found = ordered.or(instead).or_else(|| all.iter().find(own));
    found
        .map(|reason| (*reason).clone())
        .or_else(|| not_counted(decision, wrong))
        .or_else(|| not_made_out(decision, victim, wrong))
        .or_else(|| all.last().map(|reason| (*reason).clone()))
        .or_else(|| Some(nothing_discloses(wrong)))
}

/// The rule of the edition that a reason tells, if it is not the law's.
fn rule_of<'a>(edition: &'a Edition, reason: &Reason) -> Option<&'a Rule> {
    edition.rules.iter().find(|rule| rule.name.as_str() == reason.rule)
}

/// Every reason that bears on a victim; without one, those of all crimes, whose additions
/// these are.
fn reasons<'a>(decision: &'a Decision, victim: Option<&'a str>) -> Vec<&'a Reason> {
    let stopped = decision.not_recorded.iter().filter(|s| s.victim.as_deref() == victim);
    let own = crimes(decision, victim).flat_map(|crime| &crime.because);
    let own = own.chain(stopped.flat_map(|stopped| &stopped.because));
    let others = decision.crimes.iter().filter(|_| victim.is_none());
    own.chain(others.flat_map(|crime| &crime.because)).collect()
}

fn mentions(reason: &Reason, code: Code) -> bool {
    reason.says.contains(&code.to_string())
}

fn for_missing(
    edition: &Edition,
    all: &[&Reason],
    missing: Code,
    wrong: &[Code],
) -> Option<Reason> {
    let before_wrong = |reason: &&&Reason| {
        let both = mentions(reason, missing) && wrong.iter().any(|code| mentions(reason, *code));
        both && rule_of(edition, reason).is_some()
    };
    let presumed = |reason: &&&Reason| {
        rule_of(edition, reason).is_some_and(|rule| matches!(rule.form, Form::Presume { .. }))
    };
    let of_edition = |reason: &&&Reason| {
        mentions(reason, missing) && rule_of(edition, reason).is_some() && wrong.is_empty()
    };
    let found = all.iter().find(before_wrong).or_else(|| all.iter().find(presumed));
    let found = found.or_else(|| all.iter().find(of_edition));
    let found = found.or_else(|| all.iter().find(|reason| mentions(reason, missing)));
    found.map(|reason| (*reason).clone())
}

fn not_counted(decision: &Decision, code: Code) -> Option<Reason> {
    let found = decision.not_counted.iter().find(|not| not.code == code)?;
    Some(Reason {
        rule: "not-counted".to_owned(),
        says: format!("{code} does not count: {}", found.why),
        cites: String::new(),
        standing: Standing::Firm,
    })
}

/// What is wanting for the least offence of a course of conduct.
fn not_made_out(decision: &Decision, victim: Option<&str>, code: Code) -> Option<Reason> {
    let of_victim = |n: &&crate::decision::NotMadeOut| Some(n.victim.as_str()) == victim;
    let found = decision.not_made_out.iter().find(of_victim)?;
    let way = found.ways.first()?;
    let need = way.first()?;
    let what: Vec<&str> = way.iter().map(|need| need.what.as_str()).collect();
    let least = found.code;
    let of = if least == code { String::new() } else { format!(", nor is {least}") };
    Some(Reason {
        rule: need.rule.clone(),
        says: format!("{code} is not made out{of}: it wants {}", what.join(" and ")),
        cites: need.cites.clone(),
        standing: Standing::Derived,
    })
}

fn nothing_discloses(code: Code) -> Reason {
    Reason {
        rule: "nothing-discloses-it".to_owned(),
        says: format!("nothing that is reported discloses {code}"),
        cites: String::new(),
        standing: Standing::Firm,
    }
}
