//! What does it cost to find the courses of conduct among shuffled incidents, from ten to a
//! million, compared with only sorting the same incidents by day and id? Does it grow as n log n?

mod common;

use std::hint::black_box;
use std::time::{Duration, Instant};

use common::{Problem, compare};
use counting_rules::edition::measure::Incidents;
use counting_rules::report::Incident;
use counting_rules::{Report, Rules};
use jiff::ToSpan;
use jiff::civil::{Date, date};

fn main() -> Result<(), Problem> {
    let rules = Rules::shipped()?;
    let edition = rules.edition("hocr-2026-04")?;
    let mut criterion = common::criterion();
    let mut growth = Vec::new();
    for count in [10, 1_000, 10_000, 100_000, 1_000_000] {
        let mut incidents = Incidents::of(edition, &of_one_pair(count))?;
        let mut to_sort = Incidents::of(edition, &of_one_pair(count))?;
        to_sort.shuffle();
        let days = to_sort.days();
        let mut sorted = days.clone();
        let fastest = compare(
            &mut criterion,
            &format!("graph, {count} incidents"),
            |calls| {
                sum(calls, || {
                    incidents.shuffle();
                    timed(|| incidents.courses())
                })
            },
            |calls| {
                sum(calls, || {
                    sorted.copy_from_slice(&days);
                    timed(|| black_box(&mut sorted).sort_unstable())
                })
            },
        );
        growth.push((count, fastest));
    }
    println!(
        "{:>10} {:>14} {:>14} {:>8} {:>22}",
        "incidents", "ns, each", "sort, ns each", "ratio", "ns each / log2 n"
    );
    for (count, fastest) in growth {
        let n = count as f64;
        let (ours, base) = (fastest.ours / n, fastest.base / n);
        println!(
            "{count:>10} {ours:>14.1} {base:>14.1} {:>8.2} {:>22.2}",
            ours / base,
            ours / n.log2()
        );
    }
    criterion.final_summary();
    Ok(())
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

/// Incidents of one victim and one suspect, on the days of 25 years.
fn of_one_pair(count: i64) -> Report {
    let first: Date = date(2000, 1, 1);
    let incident = |n: i64| Incident {
        id: format!("i{n}"),
        on: first.saturating_add((n * 7 % 9_131).days()).to_string(),
        victims: vec!["v1".to_owned()],
        suspects: vec!["s1".to_owned()],
        acts: vec!["contacting".to_owned()],
        effects: vec!["distress".to_owned()],
        ..Incident::default()
    };
    Report {
        reference: format!("{count} incidents"),
        reported_on: "2026-06-20".to_owned(),
        incidents: (0..count).map(incident).collect(),
        ..Report::default()
    }
}
