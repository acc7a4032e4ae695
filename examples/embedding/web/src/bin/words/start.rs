//! What the page needs to know once: editions, vocabulary, offences.

use std::collections::HashSet;

use counting_rules_texts::{Engine, Failure};
use serde::Serialize;
use serde_json::value::RawValue;

use crate::groups::{GROUPS, Groups};

#[derive(Serialize)]
struct Start {
    editions: Box<RawValue>,
    vocabulary: Box<RawValue>,
    groups: Groups,
    offences: Vec<Named>,
}

/// An offence of the catalogue, as a form names it: `008/06`, or `8S:008/06` where the code has
/// several classes and this is not the first.
#[derive(Serialize)]
struct Named {
    code: String,
    title: String,
}

/// All of it, as JSON.
pub(crate) fn start(engine: &Engine) -> Result<String, Failure> {
    let told = |error: serde_json::Error| Failure::new(error.to_string());
    let start = Start {
        editions: RawValue::from_string(engine.editions()?).map_err(told)?,
        vocabulary: RawValue::from_string(engine.vocabulary()?).map_err(told)?,
        groups: GROUPS,
        offences: offences(engine),
    };
    serde_json::to_string(&start).map_err(told)
}

fn offences(engine: &Engine) -> Vec<Named> {
    let mut known = HashSet::new();
    let mut all = Vec::new();
    for offence in engine.rules().offences() {
        let bare = offence.code.to_string();
        let class = offence.classes.first().map_or("", |period| period.class.as_str());
        let code = if known.contains(&bare) { format!("{class}:{bare}") } else { bare };
        if known.insert(code.clone()) {
            all.push(Named { code, title: offence.title });
        }
    }
    all
}
