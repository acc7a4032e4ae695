//! The facts of the recording test, for the report and for single victims.

use std::collections::BTreeMap;

use super::fields::{Fields, text_of, wrong_type};
use super::shown;
use crate::report::json::Json;
use crate::report::{
    OF_RECORDING, Recording, ReportErrors, ReportProblem as Problem, ReportProblemCode as Wrong,
};

pub(super) fn recording(value: Json, path: &str, errors: &mut ReportErrors) -> Option<Recording> {
    let mut fields = Fields::of(value, path, errors)?;
    let by_victim = fields.optional("by_victim", by_victim).unwrap_or_default();
    let recording = Recording { by_victim, ..common(&mut fields) };
    fields.no_others();
    Some(recording)
}

/// Reads who reported, and every other field as a fact.
fn common(fields: &mut Fields<'_>) -> Recording {
    let reported_by = fields.optional("reported_by", text_of);
    Recording { reported_by, facts: fields.facts(&OF_RECORDING), by_victim: BTreeMap::new() }
}

fn by_victim(
    value: Json,
    path: &str,
    errors: &mut ReportErrors,
) -> Option<BTreeMap<String, Recording>> {
    let Json::Object(victims) = value else {
        wrong_type(&value, path, "an object", errors);
        return None;
    };
    let mut all = BTreeMap::new();
    for (victim, value) in victims {
        let path = format!("{path}.{}", shown(&victim));
        // Either the id of a victim, or a key of the caller's own, which may hold anything.
        if victim.starts_with("x-") {
            let mut ignored = ReportErrors::default();
            let facts = one_victim(value, &path, &mut ignored);
            all.extend(facts.filter(|_| ignored.problems.is_empty()).map(|facts| (victim, facts)));
        } else if let Some(facts) = one_victim(value, &path, errors)
            && all.insert(victim, facts).is_some()
        {
            let message = "this victim is given twice";
            errors.add(Problem::new(Wrong::GivenTwice, path, message));
        }
    }
    Some(all)
}

fn one_victim(value: Json, path: &str, errors: &mut ReportErrors) -> Option<Recording> {
    let mut fields = Fields::of(value, path, errors)?;
    let facts = common(&mut fields);
    fields.no_others();
    Some(facts)
}
