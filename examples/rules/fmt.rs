//! Rule files in their canonical form.

use std::io::Write;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::Args;

use crate::{Answer, files, read};

#[derive(Args)]
pub(crate) struct Fmt {
    /// Rule files, or folders of them
    #[arg(required = true)]
    paths: Vec<PathBuf>,
    /// Change nothing; say which files would change, with exit status 1
    #[arg(long)]
    check: bool,
}

pub(crate) fn fmt(arguments: &Fmt, out: &mut impl Write) -> Answer {
    let mut changed = 0;
    let mut wrong = Vec::new();
    for path in &arguments.paths {
        for path in files(path)? {
            let text = read(&path)?;
            match text.formatted() {
                Ok(formatted) if formatted == text.content => {}
                Ok(formatted) => {
                    changed += 1;
                    if arguments.check {
                        writeln!(out, "{} is not in the canonical form", text.name)?;
                    } else {
                        std::fs::write(&path, formatted)?;
                        writeln!(out, "{} rewritten", text.name)?;
                    }
                }
                Err(error) => wrong.push(error.to_string()),
            }
        }
    }
    match wrong.is_empty() {
        true => Ok(ExitCode::from(u8::from(arguments.check && changed > 0))),
        false => Err(wrong.join("\n\n").into()),
    }
}
