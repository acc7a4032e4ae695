//! Why an offence is not made out, as a document.

use super::document::{Document, Item};
use super::sentences::{cite_sources, cited};
use crate::decision::{Need, WhyNot};
use crate::rules::compiled::Edition;
use crate::words::terms::Standing;
use crate::words::text::in_words;

/// Explains, for each victim and suspect, why an offence is not made out.
///
/// ```
/// # use counting_rules::show::explain_why_not;
/// # use counting_rules::{Report, Rules};
/// # let rules = Rules::shipped()?;
/// # let report = Report::from_json(include_str!("../../examples/messages.json"))?;
/// let edition = rules.edition("hocr-2026-04")?;
/// let answers = edition.why_not(&report, "195/12".parse()?)?;
/// let text = explain_why_not(edition, &answers).text();
/// assert!(text.contains("fixated or obsessed"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn explain_why_not(edition: &Edition, answers: &[WhyNot]) -> Document {
    let mut document = Document::default();
    for answer in answers {
        let (code, who) = (answer.code, format!("{} against {}", answer.suspect, answer.victim));
        match answer.ways.as_slice() {
            _ if !answer.defined => {
                document
                    .say(format!("{who}: {code} is disclosed only where the officer gives it."));
            }
            [] => document.say(format!("{who}: nothing that is reported could make out {code}.")),
            [way, ..] if way.is_empty() => document.say(format!("{who}: {code} is made out.")),
            ways => {
                document.say(format!("{who}: {code} would be made out by any of these:"));
                document.list(ways.iter().map(|way| wanted(way)).collect());
            }
        }
    }
    cite_sources(&edition.law, &mut document);
    document
}

/// One way to make an offence out.
fn wanted(way: &[Need]) -> Item {
    let one = |need: &Need| cited(in_words(&need.what), &need.rule, &need.sources, Standing::Firm);
    match way {
        [need] => one(need),
        way => Item::new("all of these").with(way.iter().map(one).collect()),
    }
}
