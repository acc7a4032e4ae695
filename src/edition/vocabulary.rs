//! The declared names as plain data, for making a form, a schema or a training paper.

use serde::Serialize;

use crate::edition::Rules;
use crate::rules::compiled::law::{About, Law, Term};

/// Every name that a report may use, in the order of the rule files.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Vocabulary {
    /// Acts of an incident.
    pub acts: Vec<Word>,
    /// Effects of an incident on the victim.
    pub effects: Vec<Word>,
    /// Facts about a victim and a suspect together.
    pub facts: Vec<Word>,
    /// Facts about a person, in whichever role.
    pub person: Vec<Word>,
    /// Facts about an incident.
    pub incident: Vec<Word>,
    /// Relationships of a victim and a suspect.
    pub relationships: Vec<Word>,
    /// Kinds of people who report.
    pub reporters: Vec<Word>,
    /// Facts about the recording, as a report writes them: `victim_confirms`.
    pub recording: Vec<Word>,
    /// Facts about a recorded crime, as a report writes them: `longer_gap_accepted`.
    pub recorded_crime: Vec<Word>,
    /// Interventions by police and courts.
    pub interventions: Vec<Word>,
}

/// A name with the question that it answers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Word {
    /// The name, as a report writes it.
    pub name: String,
    /// What else people call it, which a report cannot use: an error suggests the name.
    pub also_called: Vec<String>,
    /// The question to ask.
    pub question: String,
    /// The citations of the name.
    pub cites: String,
}

impl Rules {
    /// Returns the names that a report may use, each with the question to ask.
    ///
    /// ```
    /// let vocabulary = counting_rules::Rules::shipped()?.vocabulary();
    /// assert_eq!(vocabulary.acts[0].name, "following");
    /// assert_eq!(vocabulary.acts[0].question, "Did the suspect follow the victim?");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn vocabulary(&self) -> Vocabulary {
        let law = self.law();
        let facts = |about: About| -> Vec<Word> {
            let facts = law.facts.iter().filter(move |fact| fact.about == about);
            facts.map(|fact| Word { name: fact.field(), ..word(law, &fact.term) }).collect()
        };
        Vocabulary {
            acts: words(law, law.acts.iter().map(|act| &act.term)),
            effects: words(law, law.effects.iter().map(|effect| &effect.term)),
            facts: facts(About::Pair),
            person: facts(About::Person),
            incident: facts(About::Incident),
            relationships: words(law, law.relationships.iter()),
            reporters: words(law, law.reporters.iter()),
            recording: facts(About::Recording),
            recorded_crime: facts(About::RecordedCrime),
            interventions: words(law, law.interventions.iter().map(|kind| &kind.term)),
        }
    }
}

fn words<'a>(law: &Law, terms: impl Iterator<Item = &'a Term>) -> Vec<Word> {
    terms.map(|term| word(law, term)).collect()
}

fn word(law: &Law, term: &Term) -> Word {
    let cites = law.cites(&term.support).to_string();
    Word {
        name: term.name.clone(),
        also_called: term.also_called.clone(),
        question: term.question.clone(),
        cites,
    }
}
