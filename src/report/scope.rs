//! What this version does not decide yet: refused with a message, never decided wrongly.

use super::check::offence;
use super::{Report, ReportErrors};
use crate::edition::law::Law;
use crate::terms::Basis;

pub(super) fn check(report: &Report, law: &Law, errors: &mut ReportErrors) {
    let mut refuse = |field: String, what: &str| {
        errors.add(field, format!("{what} cannot be decided yet by this version"));
    };
    if !report.recorded_crimes.is_empty() {
        refuse("recorded_crimes".to_owned(), "earlier crimes");
    }
    if !report.interventions.is_empty() {
        refuse("interventions".to_owned(), "interventions");
    }
    if report.recording != super::Recording::default() {
        refuse("recording".to_owned(), "the facts of the recording test");
    }
    for (n, pair) in report.pairs.iter().enumerate() {
        for name in ["to-persuade-someone", "acted-independently"] {
            if pair.facts.get(name).copied().flatten() == Some(true) {
                refuse(format!("pairs[{n}].facts.{name}"), "harassment by or of several persons");
            }
        }
    }
    for (n, incident) in report.incidents.iter().enumerate() {
        let mut suspects = incident.suspects.clone();
        suspects.sort_unstable();
        suspects.dedup();
        if suspects.len() > 1 {
            refuse(format!("incidents[{n}].suspects"), "groups of offenders");
        }
        for (m, text) in incident.offences.iter().enumerate() {
            let row = offence(text, law).ok().and_then(|row| law.offences.get(row));
            let field = || format!("incidents[{n}].offences[{m}]");
            let class = row.and_then(|o| o.classes.first()).and_then(|(c, _)| law.classes.get(*c));
            if class.is_some_and(|class| class.name == "106") {
                refuse(field(), "modern slavery");
            } else if row.is_some_and(|o| {
                o.basis == Basis::State || o.basis == Basis::Either && incident.victims.is_empty()
            }) {
                refuse(field(), "an offence without a victim");
            }
        }
    }
}
