//! The Home Office Counting Rules for conduct crimes as rules that a crime registrar can
//! read, and the engine that applies them to a report and shows its working.
//!
//! ```text
//!    rule files ─▶ rules: syntax ─▶ check ─▶ compiled ─▶ Edition
//!                                                          │
//! report (JSON) ─▶ report ─▶ checked ─▶ conduct ─▶ decide: read ─▶ settle ─▶ ask ─▶ tell ─▶ decision
//!                                         precedence ─────────────┘                          │
//!                                                               workshop, audit, show ◀──────┘
//! ```
//!
//! The modules stand in the order in which a value goes through them; each uses only those before
//! it. ARCHITECTURE.md says what is in each.
//!
//! There is no I/O and no global state: text goes in, values come out. The rule files that
//! come with the library are embedded, and anyone may load their own instead.
//!
//! ```
//! use counting_rules::show::Detail;
//! use counting_rules::{Report, Rules};
//!
//! let rules = Rules::shipped()?;
//! let report = Report::from_json(include_str!("../examples/messages.json"))?;
//! let decision = rules.decide(&report)?; // by the edition in force on its day
//! for crime in &decision.crimes {
//!     println!("{:?}: {:?}, related {:?}", crime.victim, crime.principal, crime.related);
//! }
//! let edition = rules.edition("hocr-2026-04")?; // or by any other
//! println!("{}", edition.working(&report)?.document(Detail::Lines).text());
//! println!("{}", serde_json::to_string(&decision)?);
//! # assert_eq!(decision.crimes[0].principal, Some("008/72".parse()?));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! A decision supports whoever records the crime; the force crime registrar decides.

pub mod words;

pub mod report;

pub mod decision;

mod precedence;

pub mod rules;

mod checked;

mod conduct;

mod decide;

pub mod edition;

pub mod workshop;

pub mod audit;

#[cfg(feature = "show")]
pub mod show;

pub use decision::{Action, Crime, Decision};
pub use edition::{Edition, NoEdition, Rules};
pub use report::{Report, ReportErrors};
pub use rules::{RuleErrors, Text};
pub use words::{Code, Date};

/// The README's code runs as a test.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
