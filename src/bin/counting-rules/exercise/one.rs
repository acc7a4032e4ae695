//! One exercise: a report, what it teaches, and what is easily missed.

use std::error::Error;

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

impl Exercise {
    /// Reads the text of a file; the report gets the name as its reference.
    pub(crate) fn read(name: &str, text: &str) -> Result<Exercise, Box<dyn Error>> {
        let file: File = serde_json::from_str(text)?;
        let mut report = Report::from_json(&file.report.to_string())?;
        report.reference = name.to_owned();
        Ok(Exercise {
            name: name.to_owned(),
            title: file.title,
            level: file.level.word().to_owned(),
            teaches: file.teaches,
            edition: file.edition,
            point: file.point,
            report,
        })
    }

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
