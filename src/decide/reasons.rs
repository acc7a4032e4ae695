//! Why: each rule that decided about a crime, and what it decided.

use super::counting::{Bundle, Matter, Place};
use super::draft::Draft;
use super::earlier;
use super::made_out::{By, Disclosed};
use super::principal::{Ranked, between, codes, keys};
use crate::decision::reason::{self, list};
use crate::decision::{Action, Reason};
use crate::edition::{Edition, Form};
use crate::precedence::Verdict;
use crate::terms::Code;

/// How each offence is made out, then what the rules make of them.
pub(super) fn because(matter: Matter<'_>, draft: &Draft) -> Vec<Reason> {
    let (edition, bundle) = (matter.edition, &draft.counted.bundle);
    let ranked = &draft.ranked;
    let mut reasons = Vec::new();
    for place in ranked.top.iter().chain(&ranked.also).chain(&ranked.related) {
        if let Some(disclosed) = bundle.disclosed.get(*place) {
            let single = matches!(draft.counted.place, Place::Single(_));
            disclosure(edition, bundle, disclosed, single, &mut reasons);
        }
    }
    match (draft.action, &draft.counted.place, ranked.top.as_slice()) {
        (Action::AddToExisting, Place::Added(crime), _) => {
            added(matter, draft, *crime, &mut reasons)
        }
        (_, Place::Single(crime), _) => single(matter, draft, *crime, &mut reasons),
        (_, _, [_]) => outranked(edition, bundle, ranked, &mut reasons),
        (_, _, top) => unsettled(edition, bundle, top, &mut reasons),
    }
    let first = list(&codes(edition, bundle, &ranked.top));
    for (rule, place) in &ranked.by {
        let code = list(&codes(edition, bundle, &[*place]));
        let says = format!("{first} is recorded, and {code} in addition to it");
        push(&mut reasons, reason::by_rule(edition, *rule, says));
    }
    let stated = |disclosed: &Disclosed| matter.offence(disclosed.row).map(|o| o.code);
    for (rule, disclosed) in &draft.breaches {
        let says = stated(disclosed).map(|code| format!("{code} is recorded in addition"));
        push(&mut reasons, says.and_then(|says| reason::by_rule(edition, *rule, says)));
    }
    for (rule, disclosed) in &draft.displaced {
        let says =
            stated(disclosed).map(|code| format!("{code} on the same incident is not counted"));
        push(&mut reasons, says.and_then(|says| reason::by_rule(edition, *rule, says)));
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
    single: bool,
    reasons: &mut Vec<Reason>,
) {
    match &disclosed.by {
        By::Code => push(reasons, reason::given(edition, disclosed.row)),
        By::Incident(limb) => {
            push(reasons, reason::made_out(edition, disclosed.row, *limb, "an incident by itself"));
        }
        By::Course { limb, .. } if single => {
            push(reasons, reason::if_enough(edition, disclosed.row, *limb));
        }
        By::Course { limb, occasions, rests_on, presumed } => {
            let unit = if *occasions == 1 { "occasion" } else { "occasions" };
            let how = format!("conduct on {occasions} {unit}");
            push(reasons, reason::made_out(edition, disclosed.row, *limb, &how));
            rests_on.iter().for_each(|n| push(reasons, reason::condition(edition, *n)));
            for rule in presumed {
                let form = edition.rules.get(*rule).map(|rule| &rule.form);
                if let Some(Form::Presume { condition, .. }) = form {
                    push(reasons, reason::presumed(edition, *rule, *condition));
                }
            }
        }
    }
    let code = |row: usize| edition.law.offences.get(row).map(|offence| offence.code);
    let Some(gravest) = code(disclosed.row) else { return };
    let lesser: Vec<Code> = bundle.merged.iter().filter_map(|d| code(d.row)).collect();
    if edition.law.forms.contains(&gravest) && !lesser.is_empty() {
        push(reasons, Some(reason::merged(edition, gravest, &lesser)));
    }
}

/// For each offence that is not counted, the rule that puts the one counted that it competed
/// with, or else another offence, before it.
fn outranked(edition: &Edition, bundle: &Bundle, ranked: &Ranked, reasons: &mut Vec<Reason>) {
    let keys = keys(edition, bundle);
    let mut said: Vec<(usize, usize, Vec<usize>)> = Vec::new();
    for place in &ranked.related {
        let others = ranked.lost_to.get(place).copied().into_iter().chain(0..keys.len());
        let over =
            others.into_iter().find_map(|other| match between(edition, &keys, other, *place) {
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
        let over = list(&codes(edition, bundle, &[over]));
        let below = list(&codes(edition, bundle, &below));
        push(reasons, reason::by_rule(edition, rule, format!("{over} is principal over {below}")));
    }
}

/// For each two at the top, the rule that does not settle them, or that settles them only
/// in a circle.
fn unsettled(edition: &Edition, bundle: &Bundle, top: &[usize], reasons: &mut Vec<Reason>) {
    let keys = keys(edition, bundle);
    for (n, one) in top.iter().enumerate() {
        for other in top.iter().skip(n + 1) {
            let named = |place: usize| list(&codes(edition, bundle, &[place]));
            let (a, b) = (named(*one), named(*other));
            let (rule, says) = match between(edition, &keys, *one, *other) {
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

/// Conduct that goes on: what is added, what becomes part of the recorded crime, and what the
/// recorded crime becomes.
fn added(matter: Matter<'_>, draft: &Draft, crime: usize, reasons: &mut Vec<Reason>) {
    let edition = matter.edition;
    let Some((rule, _)) = earlier::rule(edition) else { return };
    let Some(recorded) = matter.report.recorded_crimes.get(crime) else { return };
    let mut say = |says: String| push(reasons, reason::by_rule(edition, rule, says));
    let id = &recorded.id;
    say(format!("the conduct goes on from {id} and is added to it"));
    let becomes = draft.reclassify_to;
    let others: Vec<usize> =
        (0..draft.counted.bundle.disclosed.len()).filter(|place| Some(*place) != becomes).collect();
    for code in codes(edition, &draft.counted.bundle, &others) {
        say(format!("{code} becomes part of {id}"));
    }
    if let Some(code) = becomes.and_then(|p| codes(edition, &draft.counted.bundle, &[p]).pop()) {
        let was = matter.offence(recorded.row).map(|o| o.code.to_string()).unwrap_or_default();
        say(format!("{code} is graver than {was}: {id} becomes {code}"));
    }
}

/// A single occasion after a recorded crime was closed.
fn single(matter: Matter<'_>, draft: &Draft, crime: usize, reasons: &mut Vec<Reason>) {
    let edition = matter.edition;
    let Some((rule, _)) = earlier::rule(edition) else { return };
    let id = matter.report.recorded_crimes.get(crime).map_or("", |crime| crime.id.as_str());
    let codes = list(&codes(edition, &draft.counted.bundle, &draft.ranked.top));
    let says = format!(
        "a single occasion, when conduct is no longer added to {id}, is not settled: the registrar decides whether it is {codes}"
    );
    push(reasons, reason::by_rule(edition, rule, says));
}
