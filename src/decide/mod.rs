//! Deciding, in four rooms; each knows only the rooms before it.
//!
//! - [`read`]: what is known about a victim and an offender, and what conditions make of it.
//! - [`settle`]: offences made out, earlier crimes, counting, the recording test, the principal
//!   crime and what is recorded in addition, all in numbers.
//! - [`ask`]: what is not known and matters, and why an offence is not made out.
//! - [`tell`]: the findings of the rules, and their words.

mod ask;
mod read;
mod settle;
mod tell;

pub(crate) use ask::cases::{Holding, Said, cases};
pub(crate) use ask::questions::open_questions;
pub(crate) use ask::tried::{conditions, outcomes};
pub(crate) use ask::why_not::why_not;
pub(crate) use ask::wording::said;
pub(crate) use settle::{Settled, settle};
pub(crate) use tell::decision::courses_of_conduct;
#[cfg(feature = "show")]
pub(crate) use tell::why::some;
#[cfg(feature = "show")]
pub(crate) use tell::working::order;
