//! Prints what the page needs to know of the rules before they are read, as a script: the form is
//! there at once, and the engine starts beside it.

use counting_rules_texts::{Engine, Failure};

#[path = "../groups.rs"]
mod groups;
#[path = "../start.rs"]
mod start;

fn main() -> Result<(), Failure> {
    println!("const words = {};", start::start(&Engine::shipped()?)?);
    Ok(())
}
