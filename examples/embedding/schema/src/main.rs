//! Writes `report.schema.json` and `decision.schema.json` into a folder, this one where none is
//! named.

use std::error::Error;
use std::fs;
use std::path::PathBuf;

use counting_rules::{Decision, Rules};

fn main() -> Result<(), Box<dyn Error>> {
    let folder = std::env::args_os().nth(1).map(PathBuf::from).unwrap_or_default();
    for (name, schema) in [
        ("report.schema.json", Rules::shipped()?.report_schema()),
        ("decision.schema.json", Decision::schema()),
    ] {
        let path = folder.join(name);
        fs::write(&path, format!("{}\n", serde_json::to_string_pretty(&schema)?))
            .map_err(|error| format!("{}: {error}", path.display()))?;
    }
    Ok(())
}
