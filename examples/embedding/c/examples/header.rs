//! Prints `counting_rules.h`, made from `src/lib.rs`.

use std::error::Error;
use std::path::Path;

fn main() -> Result<(), Box<dyn Error>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"));
    let config = cbindgen::Config::from_file(folder.join("cbindgen.toml"))?;
    let builder = cbindgen::Builder::new().with_config(config);
    builder.with_src(folder.join("src/lib.rs")).generate()?.write(std::io::stdout());
    Ok(())
}
