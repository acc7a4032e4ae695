//! What the page may ask, and what it gets.

use std::cell::OnceCell;

use counting_rules::Report;
use counting_rules::show::Detail;
use counting_rules_texts::{Engine, Failure};
use serde::{Deserialize, Serialize};

use crate::exercises::Exercises;

/// A question, as `{"classify": {"edition": null, "report": "{ … }"}}`, or `"exercises"`.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Question {
    /// Whether a text has the shape of a report; the answer is the report with no more than that.
    Read(About),
    /// The decision with its open questions, as the project's report format fixes it.
    Classify(About),
    /// The reasons and what would change the decision, as `{"html": …}`.
    Reasons(About),
    /// `{"timeline": …, "graph": …}`, each an SVG.
    Pictures(About),
    /// What every edition makes of it, as data.
    SideBySide(About),
    /// The report page that stands alone, as `{"html": …}`.
    Page(About),
    /// The exercises, each with its account.
    Exercises,
    /// The mark for an answer to an exercise.
    Mark(Given),
}

/// A report, and the edition that is asked.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct About {
    /// The edition; none means the one of the report's day.
    edition: Option<String>,
    /// The text of the report's JSON, so that it is read as it was written.
    report: String,
}

impl About {
    fn edition(&self) -> Option<&str> {
        self.edition.as_deref()
    }
}

/// An answer to an exercise.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Given {
    /// The name of the exercise.
    exercise: String,
    /// What is answered, such as `195/12 | 008/31`.
    answer: String,
}

/// A piece of HTML. The library escapes all that comes from a report.
#[derive(Serialize)]
struct Html {
    html: String,
}

#[derive(Serialize)]
struct Pictures {
    timeline: String,
    graph: String,
}

/// The engine and the exercises, ready for questions.
#[derive(Debug)]
pub struct Desk {
    engine: Engine,
    /// Read when somebody asks for them: the first decision does not wait for them.
    exercises: OnceCell<Result<Exercises, Failure>>,
}

impl Desk {
    /// Reads the rules that come with the library.
    ///
    /// # Errors
    ///
    /// None in a released version of the library.
    pub fn open() -> Result<Desk, Failure> {
        Ok(Desk { engine: Engine::shipped()?, exercises: OnceCell::new() })
    }

    fn exercises(&self) -> Result<&Exercises, Failure> {
        let exercises = self.exercises.get_or_init(|| Exercises::read(self.engine.rules()));
        exercises.as_ref().map_err(Failure::clone)
    }

    /// The answer to the JSON text of a [`Question`], as JSON.
    ///
    /// # Errors
    ///
    /// A question that is none, and every mistake of its report.
    pub fn answer(&self, question: &str) -> Result<String, Failure> {
        let question = serde_json::from_str(question)
            .map_err(|error| Failure::new(format!("this is no question: {error}")))?;
        match question {
            Question::Read(about) => json(&Report::from_json(&about.report)?),
            Question::Classify(about) => self.engine.classify(about.edition(), &about.report),
            Question::Reasons(about) => self.reasons(&about),
            Question::Pictures(about) => {
                let (edition, report) = self.engine.read(about.edition(), &about.report)?;
                let picture = edition.picture(&report)?;
                json(&Pictures { timeline: picture.timeline(), graph: picture.graph() })
            }
            Question::SideBySide(about) => {
                let report = self.engine.rules().read(&about.report)?;
                json(&self.engine.rules().side_by_side(&report)?)
            }
            Question::Page(about) => {
                let (edition, report) = self.engine.read(about.edition(), &about.report)?;
                json(&Html { html: self.engine.rules().page(edition, &report)? })
            }
            Question::Exercises => json(&self.exercises()?.asked()),
            Question::Mark(given) => {
                let Given { exercise, answer } = &given;
                json(&self.exercises()?.mark(self.engine.rules(), exercise, answer)?)
            }
        }
    }

    /// The open questions are left out: the page asks them.
    fn reasons(&self, about: &About) -> Result<String, Failure> {
        let (edition, report) = self.engine.read(about.edition(), &about.report)?;
        let mut working = edition.working(&report)?;
        working.decision.open_questions.clear();
        working.decision.open_questions_complete = true;
        json(&Html { html: working.document(Detail::Lines).html() })
    }
}

fn json(data: &impl Serialize) -> Result<String, Failure> {
    serde_json::to_string(data).map_err(|error| Failure::new(error.to_string()))
}
