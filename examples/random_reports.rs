//! Random reports of every kind, one a line, to compare engines and embeddings with each other:
//! `cargo run --release --example random_reports -- [COUNT [SEED]]`. The same seed gives the same
//! reports.

use std::error::Error;
use std::io::{self, Write};

use counting_rules::Rules;
use counting_rules::workshop::property;
use proptest::strategy::{Strategy, ValueTree};
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let count: usize = arguments.next().map_or(Ok(1000), |count| count.parse())?;
    let seed: u64 = arguments.next().map_or(Ok(7), |seed| seed.parse())?;

    let rules = Rules::shipped()?;
    let reports = property::reports(&rules).strategy();
    let mut bytes = [0; 32];
    bytes.iter_mut().zip(seed.to_le_bytes()).for_each(|(to, from)| *to = from);
    let rng = TestRng::from_seed(RngAlgorithm::ChaCha, &bytes);
    let mut runner = TestRunner::new_with_rng(Config::default(), rng);
    let mut out = io::BufWriter::new(io::stdout().lock());
    let mut left = count;
    while left > 0 {
        let report = reports.new_tree(&mut runner).map_err(|why| why.to_string())?.current();
        // Before the first edition some of the law was in force already.
        if rules.edition_on(report.reported_on.parse()?).is_ok() {
            writeln!(out, "{}", serde_json::to_string(&report)?)?;
            left -= 1;
        }
    }
    out.flush()?;
    Ok(())
}
