//! All give one answer, before anything is measured.

use counting_rules::Edition;

use crate::order::Order;
use crate::ours::{choice, ours};
use crate::reports::Scenario;
use crate::{Choice, Named, Problem};

/// Ours and every peer on every report.
///
/// # Errors
///
/// The first report on which not all give one answer, or that discloses something else than
/// its candidates; it is printed whole.
pub fn agree(
    edition: &Edition,
    order: &Order,
    peers: &mut [Named],
    scenarios: &[Scenario],
) -> Result<(), Problem> {
    for Scenario { report, candidates } in scenarios {
        let wrong = |what: String| -> Problem {
            let names = candidates.map(|place| order.codes[place].to_string());
            let report = serde_json::to_string_pretty(report).unwrap_or_default();
            format!("{what}, of {}\n{report}", names.join(", ")).into()
        };
        let (expected, disclosed) = choice(order, &ours(edition, report)).map_err(wrong)?;
        let mut sorted = *candidates;
        sorted.sort_unstable();
        if disclosed != sorted {
            return Err(wrong("other candidates are disclosed".to_owned()));
        }
        let said = |choice: Choice| match choice {
            Some(place) => format!("{} is principal", order.codes[place]),
            None => "the registrar decides".to_owned(),
        };
        let words = order.in_words(*candidates);
        if words != expected {
            return Err(wrong(format!("ours: {}; its order: {}", said(expected), said(words))));
        }
        for (name, peer) in &mut *peers {
            let found = peer.choose(*candidates);
            if found != expected {
                let (ours, theirs) = (said(expected), said(found));
                return Err(wrong(format!("ours: {ours}; {name}: {theirs}")));
            }
        }
    }
    Ok(())
}
