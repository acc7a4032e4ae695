//! Files that grow by whole lines, and the place to go on from.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::Failure;
use super::work::Findings;

/// A file that gets lines. What cannot be written whole is taken back.
pub(crate) struct Output {
    path: PathBuf,
    file: File,
    /// The bytes of whole lines.
    pub(crate) length: u64,
}

fn of_file(path: &Path, error: io::Error) -> Failure {
    format!("{}: {error}", path.display()).into()
}

impl Output {
    /// A new file, or one that goes on behind so many bytes.
    pub(crate) fn open(path: &Path, length: u64) -> Result<Output, Failure> {
        let mut options = OpenOptions::new();
        options.write(true).create(length == 0).truncate(length == 0);
        let mut file = options.open(path).map_err(|error| of_file(path, error))?;
        if length > 0 {
            let now = file.metadata().map_err(|error| of_file(path, error))?.len();
            if now < length {
                return Err(format!(
                    "{}: it is shorter than when the audit was broken off; begin anew without --resume",
                    path.display()
                )
                .into());
            }
            file.set_len(length).map_err(|error| of_file(path, error))?;
            file.seek(SeekFrom::Start(length)).map_err(|error| of_file(path, error))?;
        }
        Ok(Output { path: path.to_owned(), file, length })
    }

    pub(crate) fn add(&mut self, lines: &[u8]) -> Result<(), Failure> {
        self.file.write_all(lines).map_err(|error| of_file(&self.path, error))?;
        self.length += lines.len() as u64;
        Ok(())
    }

    /// Takes back what stands behind a length. A pipe cannot; then the lines stay.
    pub(crate) fn back_to(&mut self, length: u64) {
        if self.file.set_len(length).is_ok() {
            let _ = self.file.seek(SeekFrom::Start(length));
        }
        self.length = length;
    }
}

/// Where an audit was broken off, with what it had found.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub(crate) struct Checkpoint {
    /// What the audit is of: it must be the same when it goes on.
    pub(crate) of: String,
    /// The bytes and lines of the input that are done.
    pub(crate) offset: u64,
    pub(crate) line: u64,
    /// The bytes of the files written.
    pub(crate) worklist: u64,
    pub(crate) rejects: u64,
    pub(crate) findings: Findings,
}

impl Checkpoint {
    /// Reads the checkpoint of the same audit.
    pub(crate) fn read(path: &Path, of: &str) -> Result<Checkpoint, Failure> {
        let text = fs::read_to_string(path).map_err(|error| -> Failure {
            format!("{}: {error}; there is nothing to go on from", path.display()).into()
        })?;
        let found: Checkpoint = serde_json::from_str(&text).map_err(|error| -> Failure {
            format!("{}: this is not a checkpoint: {error}", path.display()).into()
        })?;
        if found.of != of {
            return Err(format!(
                "{}: it is of another audit ({}); this one is {of}",
                path.display(),
                found.of
            )
            .into());
        }
        Ok(found)
    }

    /// Writes it beside the old one, and then takes its place: there is always a whole one.
    pub(crate) fn write(&self, path: &Path) -> Result<(), Failure> {
        let mut beside = path.as_os_str().to_owned();
        beside.push(".new");
        let beside = PathBuf::from(beside);
        let text = serde_json::to_vec(self)?;
        let written = fs::write(&beside, text).and_then(|()| fs::rename(&beside, path));
        written.map_err(|error| {
            let _ = fs::remove_file(&beside);
            of_file(path, error)
        })
    }
}
