//! Rule files in their canonical form.

use std::io::Write;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Args, ValueEnum};

use super::Answer;
use crate::files::{files, read};

#[derive(Args)]
pub(crate) struct Fmt {
    /// Rule files, or folders of them
    #[arg(required = true)]
    paths: Vec<PathBuf>,
    /// Change nothing; say which files would change, with exit status 1
    #[arg(long)]
    check: bool,
    /// How it is told
    #[arg(long, value_enum, default_value = "text")]
    format: Format,
}

#[derive(Clone, Copy, ValueEnum)]
enum Format {
    Text,
    /// The names of the files that are, or with --check would be, rewritten
    Json,
}

pub(crate) fn fmt(arguments: &Fmt, out: &mut impl Write) -> Answer {
    let mut changed = Vec::new();
    let mut wrong = Vec::new();
    for path in &arguments.paths {
        for path in files(path)? {
            let text = read(&path)?;
            match text.formatted() {
                Ok(formatted) if formatted == text.content => {}
                Ok(formatted) => {
                    if !arguments.check {
                        let of_file = |error| format!("{}: {error}", path.display());
                        std::fs::write(&path, formatted).map_err(of_file)?;
                    }
                    match (arguments.format, arguments.check) {
                        (Format::Json, _) => {}
                        (Format::Text, true) => {
                            writeln!(out, "{} is not in the canonical form", text.name)?;
                        }
                        (Format::Text, false) => writeln!(out, "{} rewritten", text.name)?,
                    }
                    changed.push(text.name);
                }
                Err(error) => wrong.push(error.to_string()),
            }
        }
    }
    if let Format::Json = arguments.format {
        writeln!(out, "{}", serde_json::to_string_pretty(&changed)?)?;
    }
    match wrong.is_empty() {
        true => Ok(ExitCode::from(u8::from(arguments.check && !changed.is_empty()))),
        false => Err(wrong.join("\n\n").into()),
    }
}
