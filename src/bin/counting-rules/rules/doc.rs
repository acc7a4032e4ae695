//! An edition as a book.

use std::io::Write;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Args, ValueEnum};

use super::Answer;
use crate::files::{Files, Named};

#[derive(Args)]
pub(crate) struct Doc {
    /// The edition, or FOLDER:EDITION
    edition: String,
    /// A folder of rule files [default: those that come with the library]
    folder: Option<String>,
    /// How it is told
    #[arg(long, value_enum, default_value = "markdown")]
    format: Book,
    /// Draw the order of offences (.svg)
    #[arg(long, value_name = "OUT")]
    picture: Option<PathBuf>,
}

#[derive(Clone, Copy, ValueEnum)]
enum Book {
    Text,
    Markdown,
    /// A piece of HTML
    Html,
    /// Its titles, headings, sentences, lists and tables as data
    Json,
}

pub(crate) fn doc(arguments: &Doc, files: &Files, out: &mut impl Write) -> Answer {
    let named = match &arguments.folder {
        Some(folder) => Named::folder(Some(folder), Some(&arguments.edition), files)?,
        None => Named::load(&arguments.edition, files)?,
    };
    let Some(edition) = &named.edition else {
        return Err(format!("name an edition of it: {}:EDITION", arguments.edition).into());
    };
    let edition = named.rules.edition(edition)?;
    if let Some(path) = &arguments.picture {
        let of_file = |error| format!("{}: {error}", path.display());
        std::fs::write(path, edition.order_as_picture()).map_err(of_file)?;
    }
    let book = edition.book();
    let told = match arguments.format {
        Book::Text => book.text(),
        Book::Markdown => book.markdown(),
        Book::Html => book.html(),
        Book::Json => serde_json::to_string_pretty(&book)?,
    };
    writeln!(out, "{}", told.trim_end())?;
    Ok(ExitCode::SUCCESS)
}
