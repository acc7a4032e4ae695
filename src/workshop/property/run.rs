//! Checks a property on many values, without a test harness.

use std::error::Error;

use proptest::strategy::Strategy;
use proptest::test_runner::{Config, RngAlgorithm, TestCaseError, TestError, TestRng, TestRunner};

/// The error if a property does not hold.
#[derive(Debug, thiserror::Error)]
#[error("{says}")]
pub struct Falsified<T: std::fmt::Debug> {
    /// The smallest failing value that was found; `None` if no value could be generated.
    pub smallest: Option<T>,
    /// What the property says about it.
    pub says: String,
}

/// Checks a property on `cases` values, the same at each run, and shrinks the first that fails.
/// `proptest!` does this with values that differ at each run; every property of this module can be
/// used in it with `?`.
///
/// # Errors
///
/// Returns the smallest failing value, and what the property says about it.
///
/// ```
/// use counting_rules::workshop::property;
/// let failed = property::for_all(&(0..1000u32), 200, |n| match n {
///     0..=9 => Ok(()),
///     _ => Err(format!("{n} is too much").into()),
/// });
/// assert_eq!(failed.unwrap_err().says, "10 is too much");
/// ```
pub fn for_all<S: Strategy>(
    strategy: &S,
    cases: u32,
    property: impl Fn(&S::Value) -> Result<(), Box<dyn Error>>,
) -> Result<(), Falsified<S::Value>> {
    let config =
        Config { cases, failure_persistence: None, max_shrink_iters: 4000, ..Config::default() };
    let rng = TestRng::deterministic_rng(RngAlgorithm::ChaCha);
    let result = TestRunner::new_with_rng(config, rng).run(strategy, |value| {
        property(&value).map_err(|error| TestCaseError::fail(error.to_string()))
    });
    result.map_err(|error| match error {
        TestError::Fail(says, smallest) => {
            Falsified { smallest: Some(smallest), says: says.message().to_owned() }
        }
        TestError::Abort(says) => Falsified { smallest: None, says: says.message().to_owned() },
    })
}
