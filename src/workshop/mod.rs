//! For those who change the rules: what rule files show of themselves, what a change changes, the
//! examples in rule files, and random reports to hold a change against.

pub(crate) mod catalogue;
pub(crate) mod difference;
pub(crate) mod examples;
pub(crate) mod findings;
#[cfg(feature = "proptest")]
pub mod property;
pub(crate) mod untested;

pub use catalogue::{ClassPeriod, Days, ListedOffence, MaximumPeriod};
pub use difference::{ChangedDecision, ChangedPairs, ChangedRule, Difference};
pub use examples::{Coverage, ExampleRun, ExampleRuns};
pub use findings::{Finding, FindingKind};
pub use untested::{Untested, untested};
