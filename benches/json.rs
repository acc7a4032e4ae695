//! What does it cost to go from the JSON of a report to the JSON of its decision, compared with
//! serde_json reading the same text into the same types and writing the same decision without
//! deciding anything?

mod common;

use std::collections::BTreeMap;
use std::hint::black_box;

use common::{Fastest, Problem, calls, compare};
use counting_rules::{Edition, Report, Rules};
use serde::Deserialize;
use serde_json::value::RawValue;

/// Reports as they are in their files.
const CASES: [(&str, &str); 6] = [
    ("bank worker", include_str!("../tests/cases/lif-46-bank-worker.json")),
    ("breach with stalking", include_str!("../tests/cases/breach-with-stalking.json")),
    ("fear twice", include_str!("../tests/cases/section-4a-fear-twice.json")),
    ("modern slavery", include_str!("../tests/cases/slavery-of-another-victim.json")),
    ("recording test", include_str!("../tests/cases/test-one-victim-confirms.json")),
    ("two crimes", include_str!("../tests/cases/two-crimes-control-over-harassment.json")),
];

const MESSAGES: &str = include_str!("../examples/messages.json");

fn main() -> Result<(), Problem> {
    let rules = Rules::shipped()?;
    let edition = rules.edition("hocr-2026-04")?;
    let mut texts = vec![("messages", MESSAGES.to_owned())];
    for (name, case) in CASES {
        texts.push((name, serde_json::from_str::<Case<'_>>(case)?.report.get().to_owned()));
    }
    let mut criterion = common::criterion();
    let mut all = Fastest { ours: 0.0, base: 0.0 };
    for (name, text) in &texts {
        let one = measure(&mut criterion, &format!("json, {name}"), edition, text)?;
        (all.ours, all.base) = (all.ours + one.ours, all.base + one.base);
    }
    common::print("json, these together", all);
    measure(&mut criterion, "json, 200 incidents", edition, &many_incidents(200)?)?;
    criterion.final_summary();
    Ok(())
}

fn measure(
    criterion: &mut criterion::Criterion,
    question: &str,
    edition: &Edition,
    text: &str,
) -> Result<Fastest, Problem> {
    let decision = edition.decide(&Report::from_json(text)?)?;
    // The same types: the whole report was read.
    let (whole, mirror) = (Report::from_json(text)?, serde_json::from_str::<MirrorReport>(text)?);
    if format!("{whole:?}") != format!("{mirror:?}").replace("Mirror", "") {
        return Err(format!("{question}: the base reads another report").into());
    }
    Ok(compare(
        criterion,
        question,
        calls(|| json_to_json(edition, black_box(text))),
        calls(|| {
            let report = serde_json::from_str::<MirrorReport>(black_box(text));
            (report, serde_json::to_string(black_box(&decision)))
        }),
    ))
}

/// The measured calls; no other place says which they are.
fn json_to_json(edition: &Edition, text: &str) -> Result<String, Problem> {
    Ok(edition.decide_json(text)?)
}

/// The three messages repeated, on one line.
fn many_incidents(count: usize) -> Result<String, Problem> {
    let mut report = Report::from_json(MESSAGES)?;
    let again = report.incidents.clone().into_iter().cycle().take(count).enumerate();
    report.incidents = again
        .map(|(n, mut one)| {
            one.id = format!("i{n}");
            one
        })
        .collect();
    Ok(serde_json::to_string(&report)?)
}

#[derive(Deserialize)]
struct Case<'a> {
    #[serde(borrow)]
    report: &'a RawValue,
}

// `Report` has no `Deserialize` of its own, because it reports every mistake at once. These are its
// types with serde's derive, field by field.

#[derive(Debug, Deserialize)]
#[allow(dead_code, reason = "they are only read and shown")]
struct MirrorReport {
    format: Option<u64>,
    reference: String,
    reported_on: String,
    #[serde(default)]
    people: Vec<MirrorPerson>,
    #[serde(default)]
    pairs: Vec<MirrorPair>,
    incidents: Vec<MirrorIncident>,
    #[serde(default)]
    recorded_crimes: Vec<MirrorRecordedCrime>,
    #[serde(default)]
    interventions: Vec<MirrorIntervention>,
    #[serde(default)]
    recording: MirrorRecording,
}

#[derive(Debug, Deserialize)]
#[allow(dead_code, reason = "they are only read and shown")]
struct MirrorPerson {
    id: String,
    age: Option<u64>,
    born: Option<String>,
    #[serde(default)]
    facts: BTreeMap<String, Option<bool>>,
}

#[derive(Debug, Deserialize)]
#[allow(dead_code, reason = "they are only read and shown")]
struct MirrorPair {
    victim: String,
    suspect: String,
    relationship: Option<String>,
    #[serde(default)]
    facts: BTreeMap<String, Option<bool>>,
}

#[derive(Debug, Deserialize)]
#[allow(dead_code, reason = "they are only read and shown")]
struct MirrorIncident {
    id: String,
    on: String,
    to: Option<String>,
    occasions: Option<u64>,
    victims: Vec<String>,
    suspects: Vec<String>,
    #[serde(default)]
    acts: Vec<String>,
    #[serde(default)]
    effects: Vec<String>,
    #[serde(default)]
    offences: Vec<String>,
    #[serde(default)]
    facts: BTreeMap<String, Option<bool>>,
}

#[derive(Debug, Deserialize)]
#[allow(dead_code, reason = "they are only read and shown")]
struct MirrorRecordedCrime {
    id: String,
    code: String,
    victim: String,
    suspects: Vec<String>,
    last_incident_on: String,
    #[serde(flatten)]
    facts: BTreeMap<String, Option<bool>>,
}

#[derive(Debug, Deserialize)]
#[allow(dead_code, reason = "they are only read and shown")]
struct MirrorIntervention {
    on: String,
    victim: String,
    suspect: String,
    kind: String,
    #[serde(rename = "for")]
    concerns: Option<String>,
}

#[derive(Debug, Default, Deserialize)]
#[allow(dead_code, reason = "they are only read and shown")]
struct MirrorRecording {
    reported_by: Option<String>,
    #[serde(flatten)]
    facts: BTreeMap<String, Option<bool>>,
    #[serde(default)]
    by_victim: BTreeMap<String, MirrorRecording>,
}
