//! Why a recorded crime is open or closed for new conduct.

use crate::conduct::Relation;
use crate::decide::settle::earlier::{accepted, rule};
use crate::decide::settle::inputs::Inputs;
use crate::words::text::in_words;
/// Explains why a recorded crime is open or closed for the first of some occasions, in sentences
/// and in brief.
pub(crate) fn why(
    inputs: Inputs<'_>,
    relation: &Relation,
    crime: usize,
    occasion: Option<usize>,
) -> Vec<(String, String)> {
    let report = inputs.report;
    let recorded = report.recorded_crimes.get(crime);
    let occasion = occasion.and_then(|n| report.incidents.get(n));
    let (Some(recorded), Some(occasion), Some((_, rule))) =
        (recorded, occasion, rule(inputs.edition))
    else {
        return Vec::new();
    };
    let id = &recorded.id;
    let mut told = vec![(
        format!(
            "The last incident of {id} was on {}, {} is of {}.",
            recorded.last,
            report.id(occasion),
            occasion.first
        ),
        format!("{} on {} after {} of {id}", report.id(occasion), occasion.first, recorded.last),
    )];
    for intervention in &report.interventions {
        let kind = inputs.edition.law.interventions.get(intervention.kind);
        let concerns = Some(intervention.victim) == relation.victim
            && recorded.suspects.contains(&intervention.suspect)
            && (recorded.last..occasion.first).contains(&intervention.on);
        let Some(kind) = kind.filter(|_| concerns) else { continue };
        let name = in_words(&kind.term.name);
        told.push((
            format!("Between the two, on {}, was the {name}.", intervention.on),
            format!("{name} of {}", intervention.on),
        ));
    }
    if told.len() == 1 {
        let until = recorded.last.after_months(rule.months);
        told.push((
            format!("{} months from that incident, or from the last addition, end on {until} at the earliest.", rule.months),
            format!("{} months to {until}", rule.months),
        ));
        let fact = rule.unless.filter(|_| accepted(inputs.edition, rule, recorded));
        if let Some(fact) = fact.and_then(|n| inputs.edition.law.facts.get(n)) {
            told.push((
                format!("{} ({id}) The report says yes.", fact.term.question),
                format!("{} ({id})", in_words(&fact.term.name)),
            ));
        }
    }
    told
}
