//! The working: why a decision is as it is, as a tree.
//!
//! An inner node is a rule that decided; the leaves are facts of the report, or facts that
//! nobody gave. The tree says what is so and why; how it is told is the business of `show`.

use serde::Serialize;

use super::Sources;
use crate::terms::{Code, Standing};

/// One step of the working, with what it rests on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Step {
    /// What is so, in a sentence.
    pub says: String,
    /// The same in a few words, for a line that names everything that a step rests on; empty
    /// where such a line need not name it.
    pub brief: String,
    /// The offences that it speaks of, in the order in which the sentence names them.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub codes: Vec<Code>,
    /// The declared name of the fact, where it is one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fact: Option<String>,
    /// Where it comes from.
    pub from: From,
    /// Whether what a rule defines is so; steps on what is not so only lead to one that is.
    pub holds: bool,
    /// What it rests on.
    pub because: Vec<Step>,
    /// The number of a cause that the working uses more than once.
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
    /// Nobody said; so it is taken.
    NotKnown,
}

/// A rule, and where it stands in the sources.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Cited {
    /// The name of the rule.
    pub rule: String,
    /// Its sources.
    pub sources: Sources,
    /// How well its source is known.
    pub standing: Standing,
    /// What the rule file notes about it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

impl Step {
    /// What is so, and in brief every fact that it rests on, in one line.
    pub fn in_a_line(&self) -> String {
        match self.facts().as_slice() {
            [] => self.says.clone(),
            facts => format!("{}: {}.", self.says.trim_end_matches('.'), facts.join("; ")),
        }
    }

    /// The brief forms of the leaves, each once, in their order.
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
