//! Puts the exercises into the crate: their names and texts.

use std::error::Error;
use std::fmt::Write;
use std::path::Path;

fn main() -> Result<(), Box<dyn Error>> {
    let folder =
        Path::new(&std::env::var("CARGO_MANIFEST_DIR")?).join("../../../counting-rules/exercises");
    println!("cargo::rerun-if-changed={}", folder.display());
    let entries = std::fs::read_dir(&folder)?.map(|entry| entry.map(|entry| entry.path()));
    let mut paths = entries.collect::<Result<Vec<_>, _>>()?;
    paths.retain(|path| path.extension().is_some_and(|ending| ending == "json"));
    paths.sort();
    let mut list = String::from("&[\n");
    for path in paths {
        let name = path.file_stem().unwrap_or_default().to_string_lossy();
        writeln!(list, "({name:?}, include_str!({:?})),", path.canonicalize()?)?;
    }
    list.push(']');
    let out = Path::new(&std::env::var("OUT_DIR")?).join("exercises.rs");
    Ok(std::fs::write(out, list)?)
}
