//! Property tests for people who change the rules (feature `proptest`).
//!
//! A change to an edition is right if it moves what it should and nothing else. An example shows
//! the first; for the second this module has
//!
//! - random reports: [`reports`], [`simple_reports`];
//! - properties of a change: [`only_touches`], [`nothing_moves_but`], [`nothing_rises_but`],
//!   [`same_decisions`], over [`moves`], which lists what becomes of each offence;
//! - properties of every edition: [`order_never_matters`], [`strangers_change_nothing`];
//! - for tools that guard the rules: [`small_changes`] described in words, random [`amendments`] of
//!   an edition, whole [`rule_files`], and [`damaged`] texts.
//!
//! A property is a function that returns `Ok`, or an error that shows the report, the decisions
//! before and after, and the rules that made them. It can be used with `?` in `proptest!`, in a
//! test of a single report, and in [`for_all`], which needs no test harness. A failing report is
//! shrunk as far as possible.
//!
//! # A worked example
//!
//! Recommendation 2 of *Living in fear*, as a change to the edition of 2016: harassment and
//! stalking before any other crime. In your own test the rules would come from files.
//!
//! ```
//! use counting_rules::workshop::property::{self, disclosed};
//! use counting_rules::{Code, Decision, Report, Rules, Text};
//! use proptest::strategy::Strategy;
//!
//! let load = |change: &str| {
//!     let change = Text::new("recommendation_2.rules", change);
//!     Rules::load(Rules::shipped_texts().into_iter().chain([change]))
//! };
//! let change = "
//! edition recommendation-2
//!   cite lif-2017
//!   amends hocr-2016-04
//!   counted as of 2017-07-05
//!
//! remove rule stalking-before-assaults cite lif-2017
//!
//! remove rule harassment-last cite lif-2017
//!
//! add before coercive-control-before-assaults rule conduct-first
//!   cite lif-2017
//!   principal harassment-and-stalking
//!   over all except harassment-and-stalking
//! ";
//! let rules = load(change)?;
//! let (before, after) = (rules.edition("hocr-2016-04")?, rules.edition("recommendation-2")?);
//!
//! // It should touch only reports where harassment or stalking stands beside another crime.
//! let forms = ["008/58", "008/65", "008/66", "008/30", "008/56", "195/12", "195/94"];
//! let is_form = |code: Code| forms.contains(&code.to_string().as_str());
//! let may = |_: &Report, before: &Decision| {
//!     let both = |crime| disclosed(crime).any(is_form) && !disclosed(crime).all(is_form);
//!     before.crimes.iter().any(both)
//! };
//! let reports = property::reports(&rules).between("2016-04-01".parse()?, "2018-03-31".parse()?);
//! property::for_all(&reports.strategy(), 150, |report| {
//!     property::only_touches(before, after, report, may)?;
//!     // Harassment is 8L, with aggravation 8M, and stalking 8Q.
//!     Ok(property::nothing_rises_but(before, after, report, &["8L", "8M", "8Q"])?)
//! })?;
//!
//! // Of harassment and malicious communications between people of whom nothing else is known,
//! // nothing but 8L and 8R moves.
//! let codes = ["195/94".parse()?, "008/72".parse()?];
//! let messages = property::simple_reports(&rules).offences(&codes).strategy();
//! let messages = messages.prop_filter("facts", |report| report.pairs.is_empty());
//! property::for_all(&messages, 100, |report| {
//!     Ok(property::nothing_moves_but(before, after, report, &["8L", "8R"])?)
//! })?;
//!
//! // A slip, three classes for the seven offences, is found: 125/68 is in 8L and no harassment.
//! let slip = change
//!     .replace("principal harassment-and-stalking", "principal class 8L, class 8M, class 8Q")
//!     .replace("except harassment-and-stalking", "except class 8L and class 8M and class 8Q");
//! let rules = load(&slip)?;
//! let (before, after) = (rules.edition("hocr-2016-04")?, rules.edition("recommendation-2")?);
//! let codes = ["125/68".parse()?, "008/72".parse()?];
//! let beside = property::simple_reports(&rules).offences(&codes).strategy();
//! let found = property::for_all(&beside, 3000, |report| {
//!     Ok(property::only_touches(before, after, report, may)?)
//! });
//! let says = found.unwrap_err().to_string();
//! assert!(says.contains("125/68 (8L), s1 against v1: was related, is recorded"), "{says}");
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! Random reports cannot cover everything. [`Edition::difference`](crate::Edition::difference)
//! compares the order of every pair of offences, and every small report:
//! `examples/recommendation_2.rs` does both.
//!
//! # With `proptest!`
//!
//! ```
//! use counting_rules::Rules;
//! use counting_rules::workshop::property;
//! use proptest::prelude::*;
//! use std::sync::LazyLock;
//!
//! static RULES: LazyLock<Rules> = LazyLock::new(|| Rules::shipped().unwrap());
//!
//! proptest! {
//!     # #![proptest_config(ProptestConfig { cases: 8, failure_persistence: None, ..ProptestConfig::default() })]
//!     // #[test]
//!     fn order_never_matters(report in property::reports(&RULES).strategy(), seed in any::<u64>()) {
//!         property::order_never_matters(RULES.edition("hocr-2026-04")?, &report, seed)?;
//!     }
//! }
//! # order_never_matters();
//! ```

mod always;
mod change;
mod changes;
mod files;
mod moves;
mod people;
mod pool;
mod reports;
mod run;
mod spots;

pub use always::{Broken, order_never_matters, strangers_change_nothing};
pub use change::{
    Unexpected, Unproved, nothing_moves_but, nothing_rises_but, only_touches, same_decisions,
};
pub use changes::{SmallChange, small_changes};
pub use files::{amendments, damaged, rule_files};
pub use moves::{Move, Treatment, disclosed, moves};
pub use reports::{Reports, reports, simple_reports};
pub use run::{Falsified, for_all};
