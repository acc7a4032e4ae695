//! What goes to a terminal or a pipe, and how a run ends.

use std::error::Error;
use std::io::{self, Write};
use std::process::ExitCode;

use anstream::{AutoStream, ColorChoice};
use clap::builder::styling::{AnsiColor, Style};
use counting_rules::show::Document;

/// The colour of what went wrong.
const RED: Style = AnsiColor::Red.on_default();

/// The exit status that was found, or 2 where something could not be read or written.
pub(crate) fn ended(outcome: Result<ExitCode, Box<dyn Error>>) -> ExitCode {
    outcome.unwrap_or_else(|error| {
        let pipe = error.downcast_ref::<io::Error>().map(io::Error::kind);
        if pipe == Some(io::ErrorKind::BrokenPipe) {
            return ExitCode::SUCCESS;
        }
        // Nobody may be listening.
        let _ = writeln!(anstream::stderr().lock(), "{RED}{error}{RED:#}");
        ExitCode::from(2)
    })
}

/// A document as text: with colour on a terminal, plain in a pipe or with `NO_COLOR`.
pub(crate) fn for_people(document: &Document) -> String {
    match AutoStream::choice(&io::stdout()) {
        ColorChoice::Never => document.text(),
        _ => document.terminal(),
    }
}
