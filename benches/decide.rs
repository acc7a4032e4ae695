//! What does it cost to load the rules, to read a report, to decide it, and to ask?

#![allow(
    missing_docs,
    clippy::panic,
    reason = "criterion makes items without docs; a bench fails by panicking"
)]

use counting_rules::{Report, Rules};
use criterion::{Criterion, criterion_group, criterion_main};
use std::hint::black_box;

const REPORT: &str = include_str!("../examples/messages.json");

fn costs(criterion: &mut Criterion) {
    let rules = Rules::shipped().unwrap_or_else(|errors| panic!("{errors}"));
    let report = Report::from_json(REPORT).unwrap_or_else(|errors| panic!("{errors}"));
    let edition = rules.edition("hocr-2026-04").unwrap_or_else(|error| panic!("{error}"));
    criterion.bench_function("load all editions", |b| b.iter(Rules::shipped));
    criterion.bench_function("read a report", |b| b.iter(|| Report::from_json(black_box(REPORT))));
    criterion.bench_function("decide it", |b| b.iter(|| edition.decide(black_box(&report))));
    criterion.bench_function("decide and ask", |b| {
        b.iter(|| edition.decide_and_ask(black_box(&report)));
    });
}

criterion_group!(benches, costs);
criterion_main!(benches);
