//! What every embedding of `counting-rules` does: texts in, texts out.
//!
//! C, Python, Spark and the browser each put their own dress on these few functions, so that
//! they all give the same answers to the byte: those that the program `classify` prints for a
//! file with one report a line.
//!
//! ```
//! let engine = counting_rules_texts::Engine::shipped()?;
//! let report = include_str!("../../../messages.json");
//! let decision = engine.classify(None, report)?;
//! assert!(decision.contains(r#""principal":"008/72""#));
//! let decision = engine.classify(Some("hmic-2017-07"), report)?;
//! assert!(decision.contains(r#""principal":"195/94""#));
//! let failure = engine.classify(Some("hmic-2017"), report).unwrap_err();
//! assert!(failure.to_json().contains("did you mean `hmic-2017-07`?"));
//! assert_eq!(failure.fault, counting_rules_texts::Fault::Edition);
//! # Ok::<(), counting_rules_texts::Failure>(())
//! ```

mod audit;
mod failure;

pub use failure::{Failure, Fault};

use counting_rules::show::Detail;
use counting_rules::{Date, Edition, Report, Rules, Text};
use serde::Serialize;

/// The rules, loaded once and shared between threads.
#[derive(Debug)]
pub struct Engine {
    rules: Rules,
}

/// How an answer for people is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// Plain text of lines.
    Text,
    /// Markdown.
    Markdown,
    /// A piece of HTML.
    Html,
}

impl std::str::FromStr for Form {
    type Err = Failure;

    /// From `text`, `markdown` or `html`.
    fn from_str(name: &str) -> Result<Form, Failure> {
        match name {
            "text" => Ok(Form::Text),
            "markdown" => Ok(Form::Markdown),
            "html" => Ok(Form::Html),
            _ => {
                let says = format!("there is no form `{name}`; there are: text, markdown, html");
                Err(Failure::new(says))
            }
        }
    }
}

#[derive(Serialize)]
struct AnEdition<'a> {
    id: &'a str,
    title: &'a str,
    from: Option<Date>,
    to: Option<Date>,
}

impl Engine {
    /// With the rules that come with the library.
    ///
    /// # Errors
    ///
    /// None in a released version of the library.
    pub fn shipped() -> Result<Engine, Failure> {
        Ok(Engine { rules: Rules::shipped()? })
    }

    /// With rule files of one's own, each with its name and content, read together in their order.
    ///
    /// # Errors
    ///
    /// Every mistake in any of the files, drawn with its place.
    pub fn load(files: impl IntoIterator<Item = (String, String)>) -> Result<Engine, Failure> {
        let texts = files.into_iter().map(|(name, content)| Text::new(name, content));
        Ok(Engine { rules: Rules::load(texts)? })
    }

    /// The rules, for what is not done in texts.
    pub fn rules(&self) -> &Rules {
        &self.rules
    }

    /// The editions as a JSON array of `{"id", "title", "from", "to"}`, in the order of the files;
    /// `from` is null for one that was never in force, `to` for the one that is.
    ///
    /// # Errors
    ///
    /// None; it is a result for the sake of one way to call.
    pub fn editions(&self) -> Result<String, Failure> {
        let all = self.rules.editions().iter().map(|edition| {
            let (from, to) = edition.in_force().unzip();
            AnEdition { id: edition.id(), title: edition.title(), from, to: to.flatten() }
        });
        json(&all.collect::<Vec<_>>())
    }

    /// The names that a report may use, each with its question, as a JSON object.
    ///
    /// # Errors
    ///
    /// None; it is a result for the sake of one way to call.
    pub fn vocabulary(&self) -> Result<String, Failure> {
        json(&self.rules.vocabulary())
    }

    /// The report, and the edition that is named or, where none is, the one in force on its day.
    ///
    /// # Errors
    ///
    /// Every mistake of the report at once, an edition that is not known, or a day before the first
    /// edition.
    pub fn read(&self, edition: Option<&str>, report: &str) -> Result<(&Edition, Report), Failure> {
        let report = self.rules.read(report)?;
        let edition = match (edition, report.reported_on.parse()) {
            (Some(name), _) => self.rules.edition(name)?,
            (None, Ok(day)) => self.rules.edition_on(day)?,
            // A report that was read has a day.
            (None, Err(error)) => return Err(Failure::of(Fault::Library, error.to_string())),
        };
        Ok((edition, report))
    }

    /// The decision on a report, with its open questions, as JSON on one line. Both texts are as
    /// the report format of the project fixes them.
    ///
    /// # Errors
    ///
    /// Every mistake of the report, with its field.
    pub fn classify(&self, edition: Option<&str>, report: &str) -> Result<String, Failure> {
        let (edition, report) = self.read(edition, report)?;
        json(&edition.decide_and_ask(&report)?)
    }

    /// Decision, reasons, and what would change them, for people.
    ///
    /// # Errors
    ///
    /// The same as of [`Engine::classify`].
    pub fn explain(
        &self,
        edition: Option<&str>,
        report: &str,
        form: Form,
    ) -> Result<String, Failure> {
        let (edition, report) = self.read(edition, report)?;
        Ok(told(&edition.working(&report)?.document(Detail::Lines), form))
    }

    /// The report under every edition, side by side, for people.
    ///
    /// # Errors
    ///
    /// Every mistake of the report, with its field.
    pub fn side_by_side(&self, report: &str, form: Form) -> Result<String, Failure> {
        let report = self.rules.read(report)?;
        Ok(told(&self.rules.side_by_side(&report)?.document(), form))
    }

    /// What changes from one edition to another, as JSON.
    ///
    /// # Errors
    ///
    /// An edition that is not known.
    pub fn difference(&self, before: &str, after: &str) -> Result<String, Failure> {
        json(&self.rules.edition(before)?.difference(self.rules.edition(after)?))
    }
}

fn told(document: &counting_rules::show::Document, form: Form) -> String {
    match form {
        Form::Text => document.text(),
        Form::Markdown => document.markdown(),
        Form::Html => document.html(),
    }
}

fn json(data: &impl Serialize) -> Result<String, Failure> {
    serde_json::to_string(data).map_err(|error| Failure::of(Fault::Library, error.to_string()))
}
