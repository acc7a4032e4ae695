//! The exercises: files in a folder, by number.

use std::error::Error;
use std::path::{Path, PathBuf};

use counting_rules::{Edition, Report, Rules};
use serde::Deserialize;
use serde_json::Value;

/// One exercise, ready to be asked.
pub(crate) struct Exercise {
    /// The name of its file, such as `03-nuisance-calls`.
    pub(crate) name: String,
    pub(crate) title: String,
    pub(crate) level: String,
    pub(crate) teaches: Vec<String>,
    pub(crate) edition: String,
    /// What is easily missed, with its page.
    pub(crate) point: String,
    pub(crate) report: Report,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    title: String,
    level: Level,
    teaches: Vec<String>,
    edition: String,
    point: String,
    report: Value,
}

#[derive(Deserialize)]
#[serde(rename_all = "lowercase")]
enum Level {
    Easy,
    Medium,
    Hard,
    Disputed,
}

impl Level {
    fn word(&self) -> &'static str {
        match self {
            Level::Easy => "easy",
            Level::Medium => "medium",
            Level::Hard => "hard",
            Level::Disputed => "disputed",
        }
    }
}

/// Every exercise of a folder, in the order of the names.
pub(crate) fn read(folder: &Path) -> Result<Vec<Exercise>, Box<dyn Error>> {
    let entries = std::fs::read_dir(folder).map_err(|error| at(folder, error.into()))?;
    let mut paths = entries
        .map(|entry| entry.map(|entry| entry.path()))
        .collect::<Result<Vec<PathBuf>, _>>()?;
    paths.retain(|path| path.extension().is_some_and(|ending| ending == "json"));
    paths.sort();
    paths.iter().map(|path| one(path).map_err(|error| at(path, error))).collect()
}

fn at(path: &Path, error: Box<dyn Error>) -> Box<dyn Error> {
    format!("{}: {error}", path.display()).into()
}

fn one(path: &Path) -> Result<Exercise, Box<dyn Error>> {
    let file: File = serde_json::from_str(&std::fs::read_to_string(path)?)?;
    let name = path.file_stem().map(|name| name.to_string_lossy().into_owned());
    let name = name.unwrap_or_default();
    let mut report = Report::from_json(&file.report.to_string())?;
    report.reference = name.clone();
    Ok(Exercise {
        name,
        title: file.title,
        level: file.level.word().to_owned(),
        teaches: file.teaches,
        edition: file.edition,
        point: file.point,
        report,
    })
}

/// Those that a word chooses: all, a level, what they teach, or the beginning of a name.
pub(crate) fn choose(all: Vec<Exercise>, word: &str) -> Result<Vec<Exercise>, String> {
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
                || exercise.name.starts_with(word)
        })
        .collect();
    if chosen.is_empty() {
        words.sort();
        words.dedup();
        return Err(format!("no exercise is of `{word}`; there are: all, {}", words.join(", ")));
    }
    Ok(chosen)
}

impl Exercise {
    /// The edition to answer under: the one that is asked for, or its own.
    pub(crate) fn edition<'a>(
        &self,
        rules: &'a Rules,
        asked: Option<&str>,
    ) -> Result<&'a Edition, Box<dyn Error>> {
        let name = asked.unwrap_or(&self.edition);
        rules.edition(name).map_err(|error| format!("{}: {error}", self.name).into())
    }
}
