//! How a program ends: what went wrong is told, and a reader who stops early is no error.

use std::error::Error;
use std::io::{self, Write};
use std::process::ExitCode;

/// The exit status that was found, or 2 where something could not be read or written.
pub(crate) fn ended(outcome: Result<ExitCode, Box<dyn Error>>) -> ExitCode {
    outcome.unwrap_or_else(|error| {
        let pipe = error.downcast_ref::<io::Error>().map(io::Error::kind);
        if pipe == Some(io::ErrorKind::BrokenPipe) {
            return ExitCode::SUCCESS;
        }
        // Nobody may be listening.
        let _ = writeln!(io::stderr(), "{error}");
        ExitCode::from(2)
    })
}
