//! The principal crime of a bundle of offences, and the reasons.

use super::counting::Bundle;
use super::made_out::{By, Disclosed};
use crate::decision::{Reason, reason};
use crate::edition::law::Offence;
use crate::edition::{Edition, Form};
use crate::precedence::{Verdict, top};
use crate::terms::{Code, Sentence};

/// The outcome of the principal crime rules: places in the bundle.
pub(super) struct Ranked {
    /// Those that nothing outside their own circle outranks, as in lists.
    pub(super) top: Vec<usize>,
    /// All others, as in lists.
    pub(super) related: Vec<usize>,
}

/// Orders the offences of a bundle.
pub(super) fn rank(edition: &Edition, bundle: &Bundle) -> Ranked {
    let keys = keys(edition, bundle);
    let mut unbeaten = top(keys.len(), |i, j| between(edition, &keys, i, j));
    let mut related: Vec<usize> = (0..keys.len()).filter(|n| !unbeaten.contains(n)).collect();
    let as_listed = |a: &usize, b: &usize| {
        let sort = |n: &usize| bundle.disclosed.get(*n).and_then(|d| code_and_maximum(edition, d));
        match (sort(a), sort(b)) {
            (Some((a, x)), Some((b, y))) => x.list_order(y).then(a.cmp(&b)),
            _ => a.cmp(b),
        }
    };
    unbeaten.sort_by(as_listed);
    related.sort_by(as_listed);
    Ranked { top: unbeaten, related }
}

fn offence<'a>(edition: &'a Edition, disclosed: &Disclosed) -> Option<&'a Offence> {
    edition.law.offences.get(disclosed.row)
}

fn code_and_maximum(edition: &Edition, disclosed: &Disclosed) -> Option<(Code, Sentence)> {
    let offence = offence(edition, disclosed)?;
    Some((offence.code, offence.maximum_on(disclosed.day)))
}

/// The codes at some places of the bundle; each once.
pub(super) fn codes(edition: &Edition, bundle: &Bundle, places: &[usize]) -> Vec<Code> {
    let disclosed = places.iter().filter_map(|n| bundle.disclosed.get(*n));
    let mut codes: Vec<Code> =
        disclosed.filter_map(|d| offence(edition, d)).map(|offence| offence.code).collect();
    codes.dedup();
    codes
}

fn keys(edition: &Edition, bundle: &Bundle) -> Vec<usize> {
    let key = |d: &Disclosed| edition.tables.key(&edition.law, d.row, d.day);
    bundle.disclosed.iter().map(key).collect()
}

fn between(edition: &Edition, keys: &[usize], i: usize, j: usize) -> Verdict {
    match (keys.get(i), keys.get(j)) {
        (Some(a), Some(b)) => edition.tables.precedence.between(*a, *b),
        _ => Verdict::Silent,
    }
}

/// Why: how each offence is made out, then what the rules make of them.
pub(super) fn because(edition: &Edition, bundle: &Bundle, ranked: &Ranked) -> Vec<Reason> {
    let mut reasons = Vec::new();
    for place in ranked.top.iter().chain(&ranked.related) {
        if let Some(disclosed) = bundle.disclosed.get(*place) {
            disclosure(edition, bundle, disclosed, &mut reasons);
        }
    }
    let keys = keys(edition, bundle);
    match ranked.top.as_slice() {
        [principal] => outranked(edition, bundle, &keys, *principal, &ranked.related, &mut reasons),
        top => unsettled(edition, bundle, &keys, top, &mut reasons),
    }
    reasons
}

fn push(reasons: &mut Vec<Reason>, new: Option<Reason>) {
    reasons.extend(new.filter(|new| !reasons.contains(new)));
}

fn disclosure(
    edition: &Edition,
    bundle: &Bundle,
    disclosed: &Disclosed,
    reasons: &mut Vec<Reason>,
) {
    match &disclosed.by {
        By::Code => push(reasons, reason::given(edition, disclosed.row)),
        By::Incident(limb) => {
            push(reasons, reason::made_out(edition, disclosed.row, *limb, "an incident by itself"));
        }
        By::Course { limb, occasions, rests_on, presumed } => {
            let how = format!("a course of conduct, {occasions} {}", plural(*occasions));
            push(reasons, reason::made_out(edition, disclosed.row, *limb, &how));
            rests_on.iter().for_each(|n| push(reasons, reason::condition(edition, *n)));
            for rule in presumed {
                if let Some(Form::Presume { condition, .. }) =
                    edition.rules.get(*rule).map(|r| &r.form)
                {
                    push(reasons, reason::presumed(edition, *rule, *condition));
                }
            }
        }
    }
    let Some(gravest) = offence(edition, disclosed).map(|offence| offence.code) else { return };
    let lesser = bundle.merged.iter().filter_map(|row| edition.law.offences.get(*row));
    let lesser: Vec<Code> = lesser.map(|offence| offence.code).collect();
    if edition.law.forms.contains(&gravest) && !lesser.is_empty() {
        push(reasons, Some(reason::merged(edition, gravest, &lesser)));
    }
}

fn plural(occasions: u32) -> &'static str {
    if occasions == 1 { "occasion" } else { "occasions" }
}

/// For each offence that is not principal, the rule that puts the principal crime, or else
/// another offence, before it.
fn outranked(
    edition: &Edition,
    bundle: &Bundle,
    keys: &[usize],
    principal: usize,
    related: &[usize],
    reasons: &mut Vec<Reason>,
) {
    let mut said: Vec<(usize, usize, Vec<usize>)> = Vec::new();
    for place in related {
        let others = std::iter::once(principal).chain(0..keys.len());
        let over =
            others.into_iter().find_map(|other| match between(edition, keys, other, *place) {
                Verdict::First(rule) => Some((rule, other)),
                _ => None,
            });
        let Some((rule, other)) = over else { continue };
        match said.iter_mut().find(|(r, o, _)| (*r, *o) == (rule, other)) {
            Some((_, _, below)) => below.push(*place),
            None => said.push((rule, other, vec![*place])),
        }
    }
    said.sort_by_key(|(rule, _, _)| *rule);
    for (rule, over, below) in said {
        let over = reason::list(&codes(edition, bundle, &[over]));
        let below = reason::list(&codes(edition, bundle, &below));
        push(reasons, reason::by_rule(edition, rule, format!("{over} is principal over {below}")));
    }
}

/// For each two at the top, the rule that does not settle them, or that settles them only
/// in a circle.
fn unsettled(
    edition: &Edition,
    bundle: &Bundle,
    keys: &[usize],
    top: &[usize],
    reasons: &mut Vec<Reason>,
) {
    for (n, one) in top.iter().enumerate() {
        for other in top.iter().skip(n + 1) {
            let (a, b) = (codes(edition, bundle, &[*one]), codes(edition, bundle, &[*other]));
            let (a, b) = (reason::list(&a), reason::list(&b));
            let (rule, says) = match between(edition, keys, *one, *other) {
                Verdict::First(rule) => (rule, format!("{a} is before {b}, but only in a circle")),
                Verdict::Second(rule) => (rule, format!("{b} is before {a}, but only in a circle")),
                Verdict::Refer(rule) => {
                    (rule, format!("{a} and {b} are not ordered: the registrar decides"))
                }
                Verdict::Silent => continue,
            };
            push(reasons, reason::by_rule(edition, rule, says));
        }
    }
}
