//! Prints what the page needs to know of the rules before they are read, as a script: the form is
//! there at once, and the engine starts beside it.

mod groups;
mod start;

use counting_rules_texts::{Engine, Failure};

fn main() -> Result<(), Failure> {
    println!("const words = {};", start::start(&Engine::shipped()?)?);
    Ok(())
}
