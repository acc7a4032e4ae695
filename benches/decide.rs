//! What does one decision in memory cost, with 2 incidents and 3 candidates, compared with the
//! lower limit: hand-written Rust that only looks up which of the three is principal?

mod common;

use std::hint::black_box;

use common::{Problem, calls, compare};
use counting_rules::edition::{CheckedReport, Settled};
use counting_rules::{Code, Decision, Edition, Report, ReportErrors, Rules};

/// Stalking, with a grossly offensive message and an assault with actual bodily harm on the way.
const REPORT: &str = r#"{
    "reference": "stalking", "reported_on": "2026-06-20",
    "pairs": [{ "victim": "v1", "suspect": "s1", "relationship": "acquaintance",
        "facts": { "fixated-or-obsessed": true } }],
    "incidents": [
        { "id": "i1", "on": "2026-05-01", "victims": ["v1"], "suspects": ["s1"],
          "acts": ["contacting"], "effects": ["distress"], "offences": ["008/72"] },
        { "id": "i2", "on": "2026-05-20", "victims": ["v1"], "suspects": ["s1"],
          "acts": ["contacting"], "effects": ["distress"], "offences": ["008/06"] }
    ] }"#;

const CANDIDATES: [&str; 3] = ["195/12", "008/72", "008/06"];

fn main() -> Result<(), Problem> {
    let rules = Rules::shipped()?;
    let edition = rules.edition("hocr-2026-04")?;
    let report = Report::from_json(REPORT)?;
    let codes = CANDIDATES.map(str::parse::<Code>).into_iter().collect::<Result<Vec<_>, _>>()?;
    let by_hand = LookUp::of(edition, &codes)?;
    let candidates = [0, 1, 2];

    let decision = one_decision(edition, &report)?;
    let [crime] = decision.crimes.as_slice() else { return Err("not one crime".into()) };
    let found = by_hand.principal(candidates).and_then(|place| codes.get(place)).copied();
    if crime.principal != found || crime.related.len() != 2 {
        return Err(format!("not 3 candidates, or the look-up says {found:?}: {crime:?}").into());
    }

    let mut criterion = common::criterion();
    compare(
        &mut criterion,
        "decide",
        calls(|| one_decision(edition, black_box(&report))),
        calls(|| by_hand.principal(black_box(candidates))),
    );
    let checked = edition.check(&report)?;
    compare(
        &mut criterion,
        "settle",
        calls(|| settled(edition, black_box(&checked))),
        calls(|| by_hand.principal(black_box(candidates))),
    );
    criterion.final_summary();
    Ok(())
}

/// The measured call without words: from a report with resolved names to the principal crime, with
/// the graph and the rules that decided.
#[inline]
fn settled<'a>(
    edition: &'a Edition,
    checked: &'a CheckedReport,
) -> Result<Settled<'a>, ReportErrors> {
    edition.settle(checked)
}

/// The measured call: from a report in memory to the principal crime, with the graph and the
/// reasons in words. No other place says which call is measured.
#[inline]
fn one_decision(edition: &Edition, report: &Report) -> Result<Decision, ReportErrors> {
    edition.decide(report)
}

/// For each offence, one bit for each other offence that it outranks.
struct LookUp(Vec<u64>);

impl LookUp {
    /// Asks the edition about every pair.
    fn of(edition: &Edition, codes: &[Code]) -> Result<LookUp, Problem> {
        let mut rows = Vec::new();
        for one in codes {
            let mut row = 0;
            for (place, other) in codes.iter().enumerate().filter(|(_, other)| *other != one) {
                let outranks = edition.why_over(*one, *other)?.principal == Some(*one);
                row |= u64::from(outranks) << place;
            }
            rows.push(row);
        }
        Ok(LookUp(rows))
    }

    /// The one candidate that no other outranks.
    #[inline]
    fn principal(&self, candidates: [usize; 3]) -> Option<usize> {
        let all = candidates.iter().fold(0, |bits, one| bits | 1_u64 << one);
        let row = |one: &usize| self.0.get(*one).copied().unwrap_or(0);
        let left = all & !candidates.iter().fold(0, |bits, one| bits | row(one));
        (left.count_ones() == 1).then(|| left.trailing_zeros() as usize)
    }
}
