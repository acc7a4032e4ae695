//! One audit at a time writes a file.

use std::fs::{self, File, OpenOptions};
use std::io::{Read, Write};
use std::path::{Path, PathBuf};

use fs4::{FileExt, TryLockError};

use super::Failure;

/// A file beside an output, held as long as the audit runs. It says who holds it.
pub(crate) struct Lock {
    path: PathBuf,
    file: File,
}

impl Lock {
    /// Locks an output. What is no regular file, such as a pipe, can have several writers.
    pub(crate) fn of(output: &Path) -> Result<Option<Lock>, Failure> {
        if fs::metadata(output).is_ok_and(|found| !found.is_file()) {
            return Ok(None);
        }
        let mut name = output.canonicalize().unwrap_or_else(|_| output.to_owned()).into_os_string();
        name.push(".lock");
        let path = PathBuf::from(name);
        let of_file = |error: std::io::Error| format!("{}: {error}", path.display());
        loop {
            let mut options = OpenOptions::new();
            options.read(true).write(true).create(true).truncate(false);
            let mut file = options.open(&path).map_err(of_file)?;
            match FileExt::try_lock(&file) {
                Ok(()) => {}
                Err(TryLockError::WouldBlock) => {
                    let mut by = String::new();
                    let _ = file.read_to_string(&mut by);
                    let by = if by.is_empty() { "a run that has just begun" } else { by.trim() };
                    let output = output.display();
                    return Err(format!(
                        "{output}: another audit is writing this file: {by}; wait for it, or name another file"
                    )
                    .into());
                }
                Err(TryLockError::Error(error)) => return Err(of_file(error).into()),
            }
            // The holder before may have removed the file after it was opened here.
            if !path.exists() {
                continue;
            }
            let begun = jiff::Timestamp::now().strftime("%Y-%m-%d %H:%M:%S UTC");
            let by = format!("process {}, begun {begun}\n", std::process::id());
            file.set_len(0).and_then(|()| file.write_all(by.as_bytes())).map_err(of_file)?;
            return Ok(Some(Lock { path, file }));
        }
    }
}

impl Drop for Lock {
    fn drop(&mut self) {
        let _ = fs::remove_file(&self.path);
        let _ = FileExt::unlock(&self.file);
    }
}
