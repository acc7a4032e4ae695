//! What each condition of an edition came to in a report.

use super::condition::{Facts, Known, Situation};
use super::made_out::Member;
use super::truth::Truth;
use crate::conduct::{self, Relation};
use crate::edition::law::{About, Condition};
use crate::edition::{Edition, Form};
use crate::report::Checked;

/// A condition, and one thing that it came to: so, not so, or, with nothing taken for granted
/// of what nobody said, not known.
pub(crate) type Outcome = (String, &'static str);

/// What the conditions about a victim and a suspect came to, for each course and occasion.
pub(crate) fn outcomes(edition: &Edition, report: &Checked) -> Vec<Outcome> {
    let mut found = Vec::new();
    for relation in conduct::relations(report, &edition.law).iter() {
        for suspect in &relation.suspects {
            let decided = Member::new(edition, report, relation, *suspect);
            let mut open = Member::new(edition, report, relation, *suspect);
            open_up(&mut open.facts, edition, report, relation, *suspect);
            for course in &relation.courses {
                let (one, other) =
                    (decided.situation(&course.incidents), open.situation(&course.incidents));
                for (name, condition) in conditions(edition) {
                    found.push((name.clone(), word(&one, condition)));
                    if other.truth(condition) == Truth::Unknown {
                        found.push((name, "unknown"));
                    }
                }
            }
        }
    }
    found.sort_unstable();
    found.dedup();
    found
}

fn word(situation: &Situation<'_>, condition: &Condition) -> &'static str {
    if situation.holds(condition) { "true" } else { "false" }
}

/// Leaves open the facts of a pair that nobody gave.
fn open_up(
    facts: &mut Facts,
    edition: &Edition,
    report: &Checked,
    relation: &Relation,
    suspect: usize,
) {
    let known = relation.victim.and_then(|victim| report.pairs.get(&(victim, suspect)));
    for (n, (value, fact)) in facts.values.iter_mut().zip(&edition.law.facts).enumerate() {
        let given = known.and_then(|pair| pair.facts.get(n)).copied().flatten();
        if given.is_none() && fact.about == About::Pair && !fact.taken_as_true {
            *value = Truth::Unknown;
        }
    }
    fn open<T>(known: &mut Known<T>) {
        if matches!(known, Known::None) {
            *known = Known::Open;
        }
    }
    open(&mut facts.relationship);
    open(&mut facts.victim_age);
    open(&mut facts.suspect_age);
}

/// The conditions of the law and of the rules of an edition that are about a victim and a
/// suspect, by name; of the recording test they are not.
pub(crate) fn conditions(edition: &Edition) -> Vec<(String, &Condition)> {
    let named = edition.law.conditions.iter().map(|c| (format!("condition {}", c.name), &c.when));
    let limbs = edition.law.offences.iter().flat_map(|offence| &offence.limbs);
    let limbs = limbs.map(|limb| (format!("limb {}", limb.name), &limb.when));
    let mut all: Vec<(String, &Condition)> = named.chain(limbs).collect();
    for rule in &edition.rules {
        let name = |what: &str| format!("{what} of rule {}", rule.name);
        match &rule.form {
            Form::Presume { when, unless, .. } => {
                all.push((name("when"), when));
                all.extend(unless.iter().map(|unless| (name("unless"), unless)));
            }
            Form::Disapply { when, .. } | Form::Caution { when: Some(when), .. } => {
                all.push((name("when"), when));
            }
            _ => {}
        }
    }
    all
}
