//! Prints random reports, one a line; the same seed prints the same reports.

use std::error::Error;
use std::io::{self, Write};
use std::process::ExitCode;

use clap::Parser;
use counting_rules::{Rules, property};
use proptest::strategy::{Strategy, ValueTree};
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};

#[path = "frame/ended.rs"]
mod ended;

use ended::ended;

/// Random reports of every kind, on days on which an edition is in force, to compare engines and embeddings with each other.
#[derive(Parser)]
#[command(after_help = "Example: cargo run --release --example random_reports -- --count 3")]
struct Arguments {
    /// How many
    #[arg(long, default_value_t = 1000)]
    count: usize,
    /// Another number gives other reports
    #[arg(long, default_value_t = 7)]
    seed: u64,
}

fn main() -> ExitCode {
    ended(run(&Arguments::parse()).map(|()| ExitCode::SUCCESS))
}

fn run(arguments: &Arguments) -> Result<(), Box<dyn Error>> {
    let rules = Rules::shipped()?;
    let reports = property::reports(&rules).strategy();
    let mut seed = [0; 32];
    seed.iter_mut().zip(arguments.seed.to_le_bytes()).for_each(|(to, from)| *to = from);
    let rng = TestRng::from_seed(RngAlgorithm::ChaCha, &seed);
    let mut runner = TestRunner::new_with_rng(Config::default(), rng);
    let mut out = io::BufWriter::new(io::stdout().lock());
    let mut left = arguments.count;
    while left > 0 {
        let report = reports.new_tree(&mut runner).map_err(|why| why.to_string())?.current();
        // On some days the law was in force, and no edition yet.
        if rules.edition_on(report.reported_on.parse()?).is_ok() {
            writeln!(out, "{}", serde_json::to_string(&report)?)?;
            left -= 1;
        }
    }
    out.flush()?;
    Ok(())
}
