//! The working: why a decision is as it is, as a tree.
//!
//! An inner node is a rule that decided; the leaves are facts of the report, or facts that nobody
//! gave. The tree holds what is so and why; `show` renders it.

use serde::Serialize;

use super::Sources;
use crate::words::terms::{Code, Standing};

/// A step of the working, with what it rests on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Step {
    /// What the step says, in a sentence.
    pub says: String,
    /// The same in a few words, for a line that lists everything a step rests on; empty if such a
    /// line need not mention it.
    pub brief: String,
    /// The offences it is about, in the order in which the sentence names them.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub codes: Vec<Code>,
    /// The declared name of the fact, if it is one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fact: Option<String>,
    /// Where it comes from.
    pub from: From,
    /// Whether what a rule defines holds. A step that does not hold only supports one that does.
    pub holds: bool,
    /// What it rests on.
    pub because: Vec<Step>,
    /// The number of a reason that the working uses more than once.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub shared: Option<usize>,
}

/// Where a step comes from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum From {
    /// A rule.
    Rule(Cited),
    /// The report says so.
    Report,
    /// Nobody gave the fact; the step says how it is taken.
    NotKnown,
}

/// A rule and its sources.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Cited {
    /// The name of the rule.
    pub rule: String,
    /// Its sources.
    pub sources: Sources,
    /// How well its source is known.
    pub standing: Standing,
    /// The note on it in the rule file.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

impl Step {
    /// What the step says, and in brief every fact that it rests on, in one line.
    pub fn in_a_line(&self) -> String {
        match self.facts().as_slice() {
            [] => self.says.clone(),
            facts => format!("{}: {}.", self.says.trim_end_matches('.'), facts.join("; ")),
        }
    }

    /// The brief forms of this step and of all that it rests on, in order and without duplicates.
    pub fn facts(&self) -> Vec<&str> {
        let mut found = Vec::new();
        self.gather(&mut found);
        found
    }

    fn gather<'a>(&'a self, found: &mut Vec<&'a str>) {
        if !self.brief.is_empty() && !found.contains(&self.brief.as_str()) {
            found.push(&self.brief);
        }
        self.because.iter().for_each(|step| step.gather(found));
    }
}
