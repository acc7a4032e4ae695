//! What does it cost to find the courses of conduct in a report of ten to a million incidents in no
//! order, compared with only sorting the same incidents by day and id? Does it grow as n log n?
//! The whole is timed, from the report as it is given, and the graph alone, of incidents that were
//! checked and sorted before.

mod common;

use std::hint::black_box;
use std::time::{Duration, Instant};

use common::{Fastest, Problem, calls, compare};
use counting_rules::report::Incident;
use counting_rules::{Edition, Report, Rules};
use criterion::Criterion;
use jiff::ToSpan;
use jiff::civil::{Date, date};
use rand::SeedableRng;
use rand::seq::SliceRandom;
use rand_chacha::ChaCha8Rng;

fn main() -> Result<(), Problem> {
    let rules = Rules::shipped()?;
    let edition = rules.edition("hocr-2026-04")?;
    let mut criterion = common::criterion();
    let mut growth = Vec::new();
    for count in [10, 1_000, 10_000, 100_000, 1_000_000] {
        growth.push((count, measure(&mut criterion, edition, count)?));
    }
    println!(
        "{:>10} {:>14} {:>14} {:>14} {:>22}",
        "incidents", "whole, ns each", "graph, ns each", "sort, ns each", "whole / log2 n"
    );
    for (count, (whole, graph)) in growth {
        let n = count as f64;
        let each = [whole.ours / n, graph.ours / n, graph.base / n];
        let [whole, graph, sort] = each;
        println!("{count:>10} {whole:>14.1} {graph:>14.1} {sort:>14.1} {:>22.2}", whole / n.log2());
    }
    criterion.final_summary();
    Ok(())
}

/// The whole, and the graph alone.
fn measure(
    criterion: &mut Criterion,
    edition: &Edition,
    count: i64,
) -> Result<(Fastest, Fastest), Problem> {
    let report = of_one_pair(count);
    let checked = edition.check(&report)?;
    let incidents = report.incidents.iter();
    let days: Result<Vec<(Date, &str)>, _> = incidents
        .map(|incident| Ok::<_, Problem>((incident.on.parse()?, incident.id.as_str())))
        .collect();
    let days = days?;
    let mut sorted = days.clone();
    let mut sort = |calls| {
        sum(calls, || {
            sorted.copy_from_slice(&days);
            timed(|| black_box(&mut sorted).sort_unstable())
        })
    };
    let whole = compare(
        criterion,
        &format!("graph, {count} incidents as given"),
        calls(|| edition.check(black_box(&report)).map(|checked| checked.courses_of_conduct())),
        &mut sort,
    );
    let graph = compare(
        criterion,
        &format!("graph, {count} incidents"),
        calls(|| black_box(&checked).courses_of_conduct()),
        &mut sort,
    );
    Ok((whole, graph))
}

/// The total time of `calls` calls, without the preparation before each.
fn sum(calls: u64, mut call: impl FnMut() -> Duration) -> Duration {
    (0..calls).map(|_| call()).sum()
}

fn timed<T>(call: impl FnOnce() -> T) -> Duration {
    let start = Instant::now();
    black_box(call());
    start.elapsed()
}

/// Incidents of one victim and one suspect, on the days of 25 years, in no order.
fn of_one_pair(count: i64) -> Report {
    let first: Date = date(2000, 1, 1);
    let incident = |n: i64| {
        let on = first.saturating_add((n * 7 % 9_131).days()).to_string();
        let incident = Incident::new(format!("i{n}"), on).victim("v1").suspect("s1");
        incident.act("contacting").effect("distress")
    };
    let mut report = Report::new(format!("{count} incidents"), "2026-06-20");
    report.incidents = (0..count).map(incident).collect();
    report.incidents.shuffle(&mut ChaCha8Rng::seed_from_u64(1));
    report
}
