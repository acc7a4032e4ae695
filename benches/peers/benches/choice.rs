//! How does one decision of `counting-rules`, of 2 incidents and 3 candidates with the graph and
//! the reasons, compare with other engines that only choose the principal crime?

use std::fs;
use std::hint::black_box;
use std::path::{Path, PathBuf};

use counting_rules::Rules;
use criterion::Criterion;
use peers::agree::agree;
use peers::order::Order;
use peers::ours::{checked, ours, settled};
use peers::reports;
use peers::{Problem, everyone};

const OURS: &str = "counting-rules, decided in numbers";
const IN_WORDS: &str = "counting-rules, checked, decided and in words";

fn main() -> Result<(), Problem> {
    let rules = Rules::shipped()?;
    let edition = rules.edition("hocr-2026-04")?;
    let order = Order::of(edition)?;
    let one = [reports::stalking(&order)?];
    let many = reports::random(&order, 1, 10_000)?;
    let mut peers = everyone(&order)?;
    agree(edition, &order, &mut peers, &one)?;
    agree(edition, &order, &mut peers, &many)?;
    println!("all agree on {} reports\n", many.len() + 1);

    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("choice");
    if folder.exists() {
        fs::remove_dir_all(&folder)?;
    }
    let mut criterion = Criterion::default().configure_from_args().output_directory(&folder);
    let runs = [("one", one.as_slice()), ("many", many.as_slice())];
    let mut names = vec![OURS, IN_WORDS];
    names.extend(peers.iter().map(|(name, _)| *name));
    for (run, scenarios) in runs {
        let reports: Vec<_> = scenarios.iter().map(|s| checked(edition, &s.report)).collect();
        time(&mut criterion, run, OURS, &reports, |report| settled(edition, report));
        time(&mut criterion, run, IN_WORDS, scenarios, |s| ours(edition, &s.report));
        for (name, peer) in &mut peers {
            time(&mut criterion, run, name, scenarios, |s| peer.choose(s.candidates));
        }
    }
    criterion.final_summary();
    table(&folder, &names);
    Ok(())
}

/// One decision after another, of each scenario in turn.
fn time<'s, S, T>(
    criterion: &mut Criterion,
    run: &str,
    name: &str,
    scenarios: &'s [S],
    mut decide: impl FnMut(&'s S) -> T,
) {
    criterion.benchmark_group(run).bench_function(name, |b| {
        let mut turns = scenarios.iter().cycle();
        b.iter(|| turns.next().map(|scenario| decide(black_box(scenario))));
    });
}

/// What was measured of all of them, where it was.
fn table(folder: &Path, names: &[&str]) {
    let measured = |name: &str| Some((took(folder, "one", name)?, took(folder, "many", name)?));
    let Some(ours) = measured(OURS) else { return };
    println!("\n{:<44} {:>25} {:>25}", "", "one report", "10,000 reports");
    println!("{:<44} {:>12} {:>12} {:>12} {:>12}", "", "ns", "ours / it", "ns", "ours / it");
    for name in names {
        let Some((one, many)) = measured(name) else { continue };
        let ratios = (ours.0 / one, ours.1 / many);
        println!("{name:<44} {one:>12.1} {:>12.2} {many:>12.1} {:>12.2}", ratios.0, ratios.1);
    }
}

/// Nanoseconds of one decision in the fastest of criterion's samples: what else the machine
/// does at the time only ever adds to it.
fn took(folder: &Path, run: &str, name: &str) -> Option<f64> {
    let read = |path: PathBuf| -> Option<serde_json::Value> {
        serde_json::from_str(&fs::read_to_string(path).ok()?).ok()
    };
    let mut found = fs::read_dir(folder.join(run)).ok()?.filter_map(Result::ok);
    let found = found.find(|entry| {
        read(entry.path().join("new/benchmark.json")).is_some_and(|b| b["function_id"] == name)
    })?;
    let samples = read(found.path().join("new/sample.json"))?;
    let numbers = |name: &str| {
        let numbers = samples[name].as_array().into_iter().flatten();
        numbers.filter_map(serde_json::Value::as_f64).collect::<Vec<f64>>()
    };
    let (times, turns) = (numbers("times"), numbers("iters"));
    times.iter().zip(turns).map(|(time, turns)| time / turns).min_by(f64::total_cmp)
}
