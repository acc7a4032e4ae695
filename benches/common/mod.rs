//! Two ways to do one thing, timed in turns in one run, so that what else the machine does meets
//! both alike.

#![allow(dead_code, reason = "each bench takes what it needs")]

use std::hint::black_box;
use std::time::{Duration, Instant};

use criterion::Criterion;

/// What a bench fails with.
pub(crate) type Problem = Box<dyn std::error::Error>;

/// Nanoseconds of one call, in the fastest sample of each.
#[derive(Clone, Copy)]
pub(crate) struct Fastest {
    pub(crate) ours: f64,
    pub(crate) base: f64,
}

/// Criterion with short runs; `cargo bench` hands it the words after `--`.
pub(crate) fn criterion() -> Criterion {
    let short = Criterion::default().sample_size(10).warm_up_time(Duration::from_millis(200));
    short.measurement_time(Duration::from_millis(600)).configure_from_args()
}

/// So many calls one after another, each with the dropping of what it gives.
pub(crate) fn calls<T>(mut call: impl FnMut() -> T) -> impl FnMut(u64) -> Duration {
    move |calls| {
        let start = Instant::now();
        for _ in 0..calls {
            black_box(call());
        }
        start.elapsed()
    }
}

/// Criterion's lines for ours and the base, then one line with the fastest of each and how many
/// times the base ours takes. What is timed says how long so many calls took.
pub(crate) fn compare(
    criterion: &mut Criterion,
    question: &str,
    mut ours: impl FnMut(u64) -> Duration,
    mut base: impl FnMut(u64) -> Duration,
) -> Fastest {
    let mut group = criterion.benchmark_group(question);
    group.bench_function("ours", |b| b.iter_custom(&mut ours));
    group.bench_function("base", |b| b.iter_custom(&mut base));
    group.finish();
    let fastest = in_turns(ours, base);
    print(question, fastest);
    fastest
}

/// `question: ours X, base Y, ratio Z`
pub(crate) fn print(question: &str, Fastest { ours, base }: Fastest) {
    let ratio = ours / base;
    let digits = if ratio < 100.0 { 2 } else { 0 };
    println!("{question}: ours {}, base {}, ratio {ratio:.digits$}\n", time(ours), time(base));
}

fn in_turns(
    mut ours: impl FnMut(u64) -> Duration,
    mut base: impl FnMut(u64) -> Duration,
) -> Fastest {
    // Without `cargo bench` it is only tried whether it runs.
    let measured = std::env::args().any(|word| word == "--bench");
    let (our_calls, base_calls) =
        if measured { (enough(&mut ours), enough(&mut base)) } else { (1, 1) };
    let mut fastest = Fastest { ours: f64::INFINITY, base: f64::INFINITY };
    let start = Instant::now();
    let mut rounds = 0;
    while rounds == 0 || measured && (rounds < 6 || start.elapsed() < Duration::from_secs(1)) {
        fastest.ours = fastest.ours.min(one(&mut ours, our_calls));
        fastest.base = fastest.base.min(one(&mut base, base_calls));
        rounds += 1;
    }
    fastest
}

/// So many calls that the clock is fine enough for them.
fn enough(timed: &mut impl FnMut(u64) -> Duration) -> u64 {
    let mut calls = 1;
    while timed(calls) < Duration::from_millis(1) {
        calls *= 2;
    }
    calls
}

fn one(timed: &mut impl FnMut(u64) -> Duration, calls: u64) -> f64 {
    timed(calls).as_secs_f64() * 1e9 / calls as f64
}

fn time(ns: f64) -> String {
    match ns {
        _ if ns < 1e3 => format!("{ns:.1} ns"),
        _ if ns < 1e6 => format!("{:.2} µs", ns / 1e3),
        _ => format!("{:.2} ms", ns / 1e6),
    }
}
