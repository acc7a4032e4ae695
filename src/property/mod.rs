//! Properties (feature `proptest`)

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
pub use moves::{Move, Place, disclosed, moves};
pub use reports::{Reports, reports, simple_reports};
pub use run::{Falsified, for_all};
