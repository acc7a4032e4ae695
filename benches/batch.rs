//! How much faster are two cores than one at deciding a batch of 20,000 reports of a made-up year?

mod common;
#[allow(dead_code, reason = "a bench needs the stories of the year and not its misrecordings")]
#[path = "../src/bin/counting-rules/generate/figures.rs"]
mod figures;
#[path = "../src/bin/counting-rules/generate/story.rs"]
mod story;

use std::hint::black_box;
use std::time::{Duration, Instant};

use common::{Problem, compare};
use counting_rules::{Edition, Report, Rules};
use jiff::ToSpan;
use jiff::civil::date;
use rand::SeedableRng;
use rand_chacha::ChaCha8Rng;
use rayon::{ThreadPool, ThreadPoolBuilder};

fn main() -> Result<(), Problem> {
    let rules = Rules::shipped()?;
    let edition = rules.edition("hocr-2016-04")?;
    let reports: Vec<Report> = (1..=20_000).map(report).collect();
    let pool = |cores| ThreadPoolBuilder::new().num_threads(cores).build();
    let (one, two) = (pool(1)?, pool(2)?);
    let mut criterion = common::criterion();
    let fastest = compare(
        &mut criterion,
        "batch, two cores beside one",
        |calls| decided(calls, &two, edition, &reports),
        |calls| decided(calls, &one, edition, &reports),
    );
    let count = reports.len() as f64;
    println!("batch: two cores are {:.2} times one", fastest.base / fastest.ours);
    println!(
        "batch: {:.0} decisions a second on one core, {:.0} on two",
        count * 1e9 / fastest.base,
        count * 1e9 / fastest.ours
    );
    criterion.final_summary();
    Ok(())
}

/// The time for `calls` calls; dropping their results is not timed.
fn decided(calls: u64, cores: &ThreadPool, edition: &Edition, reports: &[Report]) -> Duration {
    let one = |_| {
        cores.install(|| {
            let start = Instant::now();
            let answers = edition.classify_all(black_box(reports));
            let took = start.elapsed();
            drop(black_box(answers));
            took
        })
    };
    (0..calls).map(one).sum()
}

fn report(number: u64) -> Report {
    let mut chance = ChaCha8Rng::seed_from_u64(2017);
    chance.set_stream(number);
    let day = date(2016, 4, 1).saturating_add(((number % 365) as i64).days());
    story::story(number, day, &mut chance)
}
