//! What can become of a recorded crime when something new is reported, and what did.

use crate::decide::settle::counted::Place;
use crate::decide::settle::draft::Drafts;
use crate::decide::settle::earlier;
use crate::decide::settle::earlier::{Sorted, Went, concerns_recorded_crime};
use crate::decide::settle::matter::Matter;
use std::collections::BTreeSet;

use crate::conduct::Relation;
use crate::rules::compiled::{Edition, Form};
use crate::words::text::in_words;

/// A condition and one way it turned out: true, false or, with nothing assumed that the report does
/// not say, unknown.
pub(crate) type Tried = (String, &'static str);

/// Returns everything that can become of recorded crimes under the edition, with a name for each.
fn all(edition: &Edition) -> Vec<(Went, String)> {
    let mut all = Vec::new();
    for rule in &edition.rules {
        let mut add = |went, what: String| all.push((went, format!("rule {}: {what}", rule.name)));
        match &rule.form {
            Form::Continue(rule) => {
                add(Went::Added, "the recorded crime is added to".to_owned());
                add(Went::Graver, "it becomes a graver one".to_owned());
                for (n, kind) in edition.law.interventions.iter().enumerate() {
                    let name = in_words(&kind.term.name);
                    if kind.ends_course {
                        add(Went::EndedBy(n), format!("ended by {name}"));
                    } else if rule.closed_by.contains(&n) {
                        add(Went::ClosedBy(n), format!("closed by {name}"));
                    }
                }
                add(Went::MonthsPassed, format!("closed after {} months", rule.months));
                if let Some(fact) = rule.unless.and_then(|n| edition.law.facts.get(n)) {
                    add(Went::KeptOpen, format!("kept open by {}", fact.term.name));
                }
                add(Went::Single, "a single occasion after it goes to the registrar".to_owned());
            }
            Form::StandApart { .. } => add(Went::Apart, "a recorded crime stands apart".to_owned()),
            _ => {}
        }
    }
    all
}

pub(crate) fn names(edition: &Edition) -> Vec<String> {
    all(edition).into_iter().map(|(_, name)| name).collect()
}

/// Adds what became of the recorded crimes of a victim and a group, if there are any.
pub(crate) fn outcomes(
    matter: Matter<'_>,
    relation: &Relation,
    sorted: &Sorted,
    drafts: &Drafts,
    found: &mut Vec<Tried>,
) {
    let Matter { edition, report, .. } = matter;
    let mut went: BTreeSet<Went> = sorted.went.clone();
    let any = concerns_recorded_crime(report, relation);
    went.extend(any.then_some(Went::Apart));
    let of_relation = drafts.crimes.iter().chain(&drafts.stopped);
    let of_relation =
        of_relation.filter(|d| d.victim == relation.victim && d.suspects == relation.suspects);
    for draft in of_relation {
        match draft.counted.place {
            Place::Added(_) => went.extend(draft.reclassify_to.map(|_| Went::Graver)),
            Place::Single(_) => drop(went.insert(Went::Single)),
            Place::Crime => {}
        }
    }
    let matched = !earlier::matching(edition, report, relation).is_empty();
    for (one, name) in all(edition) {
        match went.contains(&one) {
            true => found.push((name, "true")),
            false if matched || one == Went::Apart => found.push((name, "false")),
            false => {}
        }
    }
}
