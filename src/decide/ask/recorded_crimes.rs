//! What can become of a recorded crime when something new is reported, and what did.

use crate::decide::settle::counted::CountsAs;
use crate::decide::settle::draft::Drafts;
use crate::decide::settle::earlier;
use crate::decide::settle::earlier::{Fate, concerns_recorded_crime};
use crate::decide::settle::inputs::Inputs;
use crate::decide::settle::parties::Parties;
use std::collections::BTreeSet;

use crate::rules::compiled::{Edition, Form};
use crate::words::text::in_words;

/// A condition and one way it turned out: true, false or, with nothing assumed that the report does
/// not say, unknown.
pub(crate) type Tried = (String, &'static str);

/// Returns everything that can become of recorded crimes under the edition, with a name for each.
fn all(edition: &Edition) -> Vec<(Fate, String)> {
    let mut all = Vec::new();
    for rule in &edition.rules {
        let mut add = |fate, what: String| all.push((fate, format!("rule {}: {what}", rule.name)));
        match &rule.form {
            Form::Continue(rule) => {
                add(Fate::Added, "the recorded crime is added to".to_owned());
                add(Fate::Graver, "it becomes a graver one".to_owned());
                for (n, kind) in edition.law.interventions.iter().enumerate() {
                    let name = in_words(&kind.term.name);
                    if kind.ends_course {
                        add(Fate::EndedBy(n), format!("ended by {name}"));
                    } else if rule.closed_by.contains(&n) {
                        add(Fate::ClosedBy(n), format!("closed by {name}"));
                    }
                }
                add(Fate::MonthsPassed, format!("closed after {} months", rule.months));
                if let Some(fact) = rule.unless.and_then(|n| edition.law.facts.get(n)) {
                    add(Fate::KeptOpen, format!("kept open by {}", fact.term.name));
                }
                add(Fate::Single, "a single occasion after it goes to the registrar".to_owned());
            }
            // An example cannot say when a crime was recorded, and so has no series.
            Form::Series { .. } => {}
            Form::OnceADay { .. } => {
                add(Fate::Same, "an offence is the recorded crime itself".to_owned());
            }
            Form::StandApart { .. } => add(Fate::Apart, "a recorded crime stands apart".to_owned()),
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
    inputs: Inputs<'_>,
    Parties { relation, members, sorted }: &Parties<'_>,
    drafts: &Drafts,
    found: &mut Vec<Tried>,
) {
    let Inputs { edition, report, .. } = inputs;
    let mut fates: BTreeSet<Fate> = sorted.fates.clone();
    let any = concerns_recorded_crime(report, relation);
    fates.extend(any.then_some(Fate::Apart));
    let same = drafts.duplicates.iter().any(|duplicate| duplicate.victim == relation.victim);
    fates.extend(same.then_some(Fate::Same));
    let of_relation = drafts.crimes.iter().chain(&drafts.stopped);
    let of_relation =
        of_relation.filter(|d| d.victim == relation.victim && d.suspects == relation.suspects);
    for draft in of_relation {
        match draft.counted.counts_as {
            CountsAs::Added(_) if draft.counted.goes_on => {
                fates.extend(draft.reclassify_to.map(|_| Fate::Graver));
            }
            CountsAs::Added(_) => {}
            CountsAs::Single(_) => drop(fates.insert(Fate::Single)),
            CountsAs::Crime => {}
        }
    }
    let matched = !earlier::matching(edition, report, relation, members).is_empty();
    for (one, name) in all(edition) {
        match fates.contains(&one) {
            true => found.push((name, "true")),
            false if any && one == Fate::Same => found.push((name, "false")),
            false if matched || one == Fate::Apart => found.push((name, "false")),
            false => {}
        }
    }
}
