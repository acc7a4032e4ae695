//! What kind of misrecording a disagreement is, in the words of the registrar.

use counting_rules::Code;
use counting_rules::audit::{Instead, Judgement, Verdict};

const STALKING: [&str; 3] = ["195/12", "008/65", "008/66"];
const AGGRAVATED: [&str; 2] = ["008/56", "008/58"];
const COMMUNICATIONS: [&str; 3] = ["008/72", "138/52", "005/28"];
const CONTROL: &str = "008/67";

/// The kinds, and how they are told.
pub(crate) const KINDS: [(&str, &str); 12] = [
    ("stalking-as-harassment", "Stalking recorded as something less"),
    ("former-partner-missed", "Former partner: stalking by presumption"),
    ("harassment-as-communication", "A course of conduct recorded as a message"),
    ("pattern-as-single-incidents", "A pattern recorded as single incidents"),
    ("not-recorded", "A crime not recorded at all"),
    ("control-as-assault", "Controlling behaviour recorded otherwise"),
    ("aggravation-missed", "Aggravation missed"),
    ("breach-not-recorded", "The breach of an order not recorded"),
    ("second-crime-missed", "One of two crimes not recorded"),
    ("continuation-as-new", "Recorded anew, should be added"),
    ("crime-for-incident", "A crime where there should be none"),
    ("other", "Another crime should be recorded"),
];

/// The kind of a disagreement; nothing where the two do not disagree.
pub(crate) fn kind_of(verdict: &Verdict) -> Option<&'static str> {
    if verdict.judgement != Judgement::Disagrees {
        return None;
    }
    let (recorded, should_be) = (&verdict.recorded, &verdict.should_be);
    let has = |codes: &[Code], among: &[&str]| {
        codes.iter().any(|code| among.contains(&code.to_string().as_str()))
    };
    let rule = verdict.because.as_ref().map_or("", |because| because.rule.as_str());
    Some(match verdict.instead {
        Some(Instead::Addition) => "continuation-as-new",
        Some(Instead::CrimeRelatedIncident | Instead::NoCrime) => "crime-for-incident",
        None if verdict.victim.is_none() && recorded.len() < should_be.len() => {
            "breach-not-recorded"
        }
        None if recorded.is_empty() => "not-recorded",
        None if recorded.len() > should_be.len() => "pattern-as-single-incidents",
        None if recorded.len() < should_be.len() => "second-crime-missed",
        None if has(should_be, &[CONTROL]) => "control-as-assault",
        None if has(recorded, &COMMUNICATIONS) => "harassment-as-communication",
        None if has(should_be, &AGGRAVATED) => "aggravation-missed",
        None if has(should_be, &STALKING) && rule == "former-partner" => "former-partner-missed",
        None if has(should_be, &STALKING) => "stalking-as-harassment",
        None => "other",
    })
}

/// A kind in words.
pub(crate) fn in_words(kind: &str) -> &str {
    KINDS.iter().find(|(name, _)| *name == kind).map_or(kind, |(_, words)| words)
}
