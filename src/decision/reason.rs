//! The sentences that say why.

use super::Reason;
use crate::edition::law::{MadeOutBy, Support};
use crate::edition::{Edition, Rule};
use crate::terms::Code;

/// A reason from its rule and its sentence.
fn reason(edition: &Edition, rule: &str, support: &Support, says: String) -> Reason {
    let (cites, standing) = (edition.law.cites(support), edition.standing(support));
    Reason { rule: rule.to_owned(), says, cites, standing }
}

/// What a rule of the edition led to.
pub(crate) fn by_rule(edition: &Edition, rule: usize, says: String) -> Option<Reason> {
    let rule: &Rule = edition.rules.get(rule)?;
    Some(reason(edition, &rule.name, &rule.support, says))
}

/// An offence that a limb of its definition made out.
pub(crate) fn made_out(edition: &Edition, row: usize, limb: usize, how: &str) -> Option<Reason> {
    let offence = edition.law.offences.get(row)?;
    let limb = offence.limbs.get(limb)?;
    let towards = match limb.by {
        MadeOutBy::Victims { at_least, .. } => {
            format!(" towards each of {at_least} victims or more")
        }
        MadeOutBy::Course | MadeOutBy::Incident => String::new(),
    };
    let says = format!("{} is made out by {how}{towards}: {}", offence.code, offence.title);
    Some(reason(edition, &limb.name, &limb.support, says))
}

/// An offence that a single occasion would make out if one were enough.
pub(crate) fn if_enough(edition: &Edition, row: usize, limb: usize) -> Option<Reason> {
    let offence = edition.law.offences.get(row)?;
    let limb = offence.limbs.get(limb)?;
    let says = format!("{} it would be if one occasion is enough: {}", offence.code, offence.title);
    Some(reason(edition, &limb.name, &limb.support, says))
}

/// An offence that the officer gave by its code.
pub(crate) fn given(edition: &Edition, row: usize) -> Option<Reason> {
    let offence = edition.law.offences.get(row)?;
    let says = format!("{} is disclosed, as the officer reports: {}", offence.code, offence.title);
    Some(reason(edition, &offence.code.to_string(), &offence.support, says))
}

/// A named condition that holds.
pub(crate) fn condition(edition: &Edition, condition: usize) -> Option<Reason> {
    let condition = edition.law.conditions.get(condition)?;
    let says = format!("{} holds", in_words(&condition.name));
    Some(reason(edition, &condition.name, &condition.support, says))
}

/// A rule that presumed a condition.
pub(crate) fn presumed(edition: &Edition, rule: usize, condition: usize) -> Option<Reason> {
    let condition = edition.law.conditions.get(condition)?;
    by_rule(edition, rule, format!("{} is presumed", in_words(&condition.name)))
}

/// Lesser forms of an offence that are one with it.
pub(crate) fn merged(edition: &Edition, gravest: Code, lesser: &[Code]) -> Reason {
    let are = if lesser.len() == 1 { "is" } else { "are" };
    let says = format!("{gravest} is the gravest form; {} {are} one offence with it", list(lesser));
    reason(edition, &edition.law.forms_name, &edition.law.forms_support, says)
}

/// A name as words.
fn in_words(name: &str) -> String {
    name.replace('-', " ")
}

/// Codes with commas, and `and` before the last.
pub(crate) fn list<T: ToString>(items: &[T]) -> String {
    let items: Vec<String> = items.iter().map(T::to_string).collect();
    match items.split_last() {
        Some((last, [])) => last.clone(),
        Some((last, before)) => format!("{} and {last}", before.join(", ")),
        None => String::new(),
    }
}
