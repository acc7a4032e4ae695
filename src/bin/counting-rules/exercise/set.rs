//! The exercises: files in a folder, by number.

use std::error::Error;
use std::path::{Path, PathBuf};

use include_dir::{Dir, include_dir};

use super::one::Exercise;

/// Those that come with the program.
static OWN: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/counting-rules/exercises");

/// Every exercise of a folder, or of those that come with the program, in the order of the names.
pub(crate) fn read(folder: Option<&Path>) -> Result<Vec<Exercise>, Box<dyn Error>> {
    let Some(folder) = folder else { return own() };
    let entries = std::fs::read_dir(folder).map_err(|error| at(folder, error.into()))?;
    let mut paths = entries
        .map(|entry| entry.map(|entry| entry.path()))
        .collect::<Result<Vec<PathBuf>, _>>()?;
    paths.retain(|path| path.extension().is_some_and(|ending| ending == "json"));
    paths.sort();
    paths.iter().map(|path| one(path).map_err(|error| at(path, error))).collect()
}

fn own() -> Result<Vec<Exercise>, Box<dyn Error>> {
    let mut files: Vec<_> = OWN.files().map(|file| (file.path(), file.contents_utf8())).collect();
    files.retain(|(path, _)| path.extension().is_some_and(|ending| ending == "json"));
    files.sort();
    let read = files.into_iter().map(|(path, text)| {
        let name = path.file_stem().map(|name| name.to_string_lossy().into_owned());
        Exercise::read(&name.unwrap_or_default(), text.unwrap_or_default())
            .map_err(|error| at(path, error))
    });
    read.collect()
}

fn at(path: &Path, error: Box<dyn Error>) -> Box<dyn Error> {
    format!("{}: {error}", path.display()).into()
}

fn one(path: &Path) -> Result<Exercise, Box<dyn Error>> {
    let name = path.file_stem().map(|name| name.to_string_lossy().into_owned());
    Exercise::read(&name.unwrap_or_default(), &std::fs::read_to_string(path)?)
}

/// Those that a word chooses: all, a level, what they teach, or the beginning of a name.
pub(crate) fn choose(all: Vec<Exercise>, word: &str) -> Result<Vec<Exercise>, String> {
    let number = |name: &str| name.split('-').next().and_then(|n| n.parse::<u32>().ok());
    let mut words: Vec<String> = all
        .iter()
        .flat_map(|exercise| exercise.teaches.iter().chain([&exercise.level]).cloned())
        .collect();
    let chosen: Vec<Exercise> = all
        .into_iter()
        .filter(|exercise| {
            word == "all"
                || exercise.level == word
                || exercise.teaches.iter().any(|teaches| teaches == word)
                || number(&exercise.name).is_some_and(|n| Some(n) == word.parse().ok())
                || (word.parse::<u32>().is_err() && exercise.name.starts_with(word))
        })
        .collect();
    if chosen.is_empty() {
        words.sort();
        words.dedup();
        return Err(format!("no exercise is of `{word}`; there are: all, {}", words.join(", ")));
    }
    Ok(chosen)
}
