//! The exercises in the page: the same files, accounts and marks as those of the program
//! `exercise`.

use std::collections::BTreeMap;

use counting_rules::Rules;
use counting_rules_texts::Failure;
use serde::Serialize;

use crate::account::Phrases;
use crate::answer::Answer;
use crate::marking;
use crate::one::Exercise;

/// The name of each file, and its text.
const FILES: &[(&str, &str)] = include!(concat!(env!("OUT_DIR"), "/exercises.rs"));

/// Every exercise, and the names of the offences.
pub(crate) struct Exercises {
    all: Vec<Exercise>,
    titles: BTreeMap<String, String>,
    phrases: Phrases,
}

/// An exercise before it is answered.
#[derive(Serialize)]
pub(crate) struct Asked<'a> {
    name: &'a str,
    title: &'a str,
    level: &'a str,
    teaches: &'a [String],
    edition: &'a str,
    account: Vec<String>,
    report: &'a counting_rules::Report,
}

/// What an answer comes to.
#[derive(Serialize)]
pub(crate) struct Mark {
    right: bool,
    given: String,
    expected: String,
    /// The codes of the right answer, each with its name.
    codes: Vec<(String, String)>,
    /// The reasons, or where the answer parts from them.
    why: Vec<String>,
    /// What is to be remembered.
    point: String,
}

impl Exercises {
    pub(crate) fn read(rules: &Rules) -> Result<Exercises, Failure> {
        let read = |(name, text): &(&str, &str)| {
            Exercise::read(name, text).map_err(|error| Failure::new(format!("{name}: {error}")))
        };
        let all = FILES.iter().map(read).collect::<Result<_, Failure>>()?;
        let phrases = Phrases::read().map_err(|error| Failure::new(error.to_string()))?;
        // Of a code in several classes the first one names it.
        let mut titles = BTreeMap::new();
        for offence in rules.offences() {
            titles.entry(offence.code.to_string()).or_insert(offence.title);
        }
        Ok(Exercises { all, titles, phrases })
    }

    pub(crate) fn asked<'a>(&'a self) -> Vec<Asked<'a>> {
        let asked = |one: &'a Exercise| {
            let Exercise { name, title, level, teaches, edition, report, point: _ } = one;
            let account = self.phrases.account(report, &self.titles);
            Asked { name, title, level, teaches, edition, account, report }
        };
        self.all.iter().map(asked).collect()
    }

    /// Marks an answer, as it is written for the program `exercise`.
    pub(crate) fn mark(&self, rules: &Rules, name: &str, answer: &str) -> Result<Mark, Failure> {
        let one = self.all.iter().find(|one| one.name == name);
        let one = one.ok_or_else(|| Failure::new(format!("there is no exercise `{name}`")))?;
        let given = Answer::read(answer).map_err(Failure::new)?;
        let told = |error: Box<dyn std::error::Error>| Failure::new(error.to_string());
        let edition = one.edition(rules, None).map_err(told)?;
        let marked = marking::mark(edition, &one.report, &given).map_err(told)?;
        let title = |code: &String| self.titles.get(code).cloned().unwrap_or_default();
        let codes = marked.expected.codes().into_iter().map(|code| (code.clone(), title(&code)));
        Ok(Mark {
            right: marked.right,
            given: given.to_string(),
            expected: marked.expected.to_string(),
            codes: codes.collect(),
            why: marked.why,
            point: one.point.clone(),
        })
    }
}

impl std::fmt::Debug for Exercises {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_list().entries(self.all.iter().map(|one| &one.name)).finish()
    }
}
