//! What was recorded, as callers give it and as it is compared.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::expected::is_state_based;
use crate::report::{Report, ReportErrors, ReportProblem as Problem, ReportProblemCode as Wrong};
use crate::rules::compiled::Edition;
use crate::words::nearest;
use crate::words::terms::Code;

/// The crimes recorded for one victim of a report.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Recorded {
    /// The victim's id; `None` for offences without a victim.
    #[serde(default)]
    pub victim: Option<String>,
    /// The code of each crime, such as `195/12`.
    pub codes: Vec<String>,
}

/// Sorted codes by victim; those without a victim are under `None`.
pub(super) type ByVictim<'a> = BTreeMap<Option<&'a str>, Vec<Code>>;

/// The victims that incidents name.
pub(super) fn victims(report: &Report) -> BTreeSet<&str> {
    report.incidents.iter().flat_map(|i| &i.victims).map(String::as_str).collect()
}

/// Groups codes by victim, with those of state based offences under `None`.
pub(super) fn check<'a>(
    edition: &Edition,
    report: &'a Report,
    recorded: &[Recorded],
) -> Result<ByVictim<'a>, ReportErrors> {
    let known = victims(report);
    let mut found = ByVictim::new();
    let mut errors = ReportErrors::default();
    for (n, one) in recorded.iter().enumerate() {
        let victim = match &one.victim {
            Some(id) => match known.get(id.as_str()) {
                Some(id) => Some(*id),
                None => {
                    let field = format!("recorded[{n}].victim");
                    let message = format!("no incident names the victim `{id}`");
                    let problem = Problem::new(Wrong::UnknownPerson, field, message).value(id);
                    let near = nearest::nearest(id, known.iter().copied());
                    errors.add(problem.nearest_or(near, || None));
                    continue;
                }
            },
            None => None,
        };
        for (m, text) in one.codes.iter().enumerate() {
            let wrong = |code, message: String| {
                let field = format!("recorded[{n}].codes[{m}]");
                Problem::new(code, field, message).value(text)
            };
            match text.trim().parse::<Code>() {
                Ok(code) if edition.law.by_code.contains_key(&code) => {
                    let victim = victim.filter(|_| !is_state_based(edition, code));
                    found.entry(victim).or_default().push(code);
                }
                Ok(code) => {
                    let message = format!("`{code}` is not in the list of notifiable offences");
                    errors.add(wrong(Wrong::UnknownCode, message).meant(edition.law.near(code)));
                }
                Err(error) => errors.add(wrong(Wrong::NotACode, error.to_string())),
            }
        }
    }
    found.values_mut().for_each(|codes| codes.sort());
    if errors.problems.is_empty() { Ok(found) } else { Err(errors) }
}
