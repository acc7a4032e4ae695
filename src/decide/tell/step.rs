//! The working while it is being made. Rules are held by reference, so that text nobody asks for is
//! never written.

use super::wording::Wording;
use std::borrow::Cow;

use smallvec::SmallVec;

#[cfg(feature = "show")]
use crate::decision::told::Plain;
#[cfg(feature = "show")]
use crate::decision::{Cited, From, Step};
#[cfg(feature = "show")]
use crate::rules::compiled::Edition;
use crate::rules::compiled::law::Support;

/// The incidents that a step is based on, by number and therefore by day and id.
pub(crate) type Rests<'a> = Cow<'a, [usize]>;

/// The declared names of facts, usually few.
pub(crate) type Names<'a> = SmallVec<[&'a str; 2]>;

/// One step, and what it is based on.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Node<'a> {
    pub(crate) says: Wording<'a>,
    pub(crate) brief: String,
    pub(crate) from: Origin<'a>,
    /// Whether what a rule defines holds.
    pub(crate) holds: bool,
    /// The incidents that it is based on, if a rule took the step.
    pub(crate) on: Rests<'a>,
    /// The facts that it is directly based on, or the one that it is.
    pub(crate) facts: Names<'a>,
    pub(crate) because: Vec<Node<'a>>,
}

/// Where a step comes from.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Origin<'a> {
    /// The name of a rule, and its sources.
    Rule(Wording<'a>, &'a Support),
    Report,
    NotKnown,
}

/// What a step is based on: other steps, and facts directly.
#[derive(Default)]
pub(crate) struct Because<'a> {
    pub(crate) steps: Vec<Node<'a>>,
    pub(crate) facts: Names<'a>,
}

impl<'a> Because<'a> {
    /// Adds a fact, unless it is there already.
    pub(crate) fn fact(&mut self, name: &'a str) {
        if !self.facts.contains(&name) {
            self.facts.push(name);
        }
    }
}

impl<'a> std::convert::From<Vec<Node<'a>>> for Because<'a> {
    fn from(steps: Vec<Node<'a>>) -> Because<'a> {
        Because { steps, facts: Names::new() }
    }
}

impl<'a> Node<'a> {
    /// Creates a step that a rule takes, with the incidents that it is based on.
    pub(crate) fn rule(
        says: impl Into<Wording<'a>>,
        name: impl Into<Wording<'a>>,
        support: &'a Support,
        on: Rests<'a>,
        because: impl Into<Because<'a>>,
    ) -> Node<'a> {
        let from = Origin::Rule(name.into(), support);
        let Because { steps, facts } = because.into();
        let says = says.into();
        Node { says, brief: String::new(), from, holds: true, on, facts, because: steps }
    }

    /// Creates a fact of the report.
    pub(crate) fn fact(says: String, brief: String) -> Node<'a> {
        Node {
            says: says.into(),
            brief,
            from: Origin::Report,
            holds: true,
            on: Rests::default(),
            facts: Names::new(),
            because: Vec::new(),
        }
    }

    /// Creates a fact that the report does not give, with the value assumed for it.
    pub(crate) fn not_known(says: String, brief: String) -> Node<'a> {
        Node { from: Origin::NotKnown, ..Node::fact(says, brief) }
    }

    /// Converts the step to its public form.
    #[cfg(feature = "show")]
    pub(crate) fn step(self, edition: &Edition) -> Step {
        let mut fact = None;
        let from = match self.from {
            Origin::Rule(name, support) => From::Rule(Cited {
                rule: name.plain(),
                sources: edition.sources_of(support),
                standing: edition.standing(support),
                note: support.note.clone(),
            }),
            leaf => {
                fact = self.facts.first().map(|name| (*name).to_owned());
                if leaf == Origin::Report { From::Report } else { From::NotKnown }
            }
        };
        let because = self.because.into_iter().map(|node| node.step(edition)).collect();
        let codes = self.says.follows().map(|follows| follows.codes().into_vec());
        Step {
            says: self.says.sentence(),
            brief: self.brief,
            codes: codes.unwrap_or_default(),
            fact,
            from,
            holds: self.holds,
            because,
            shared: None,
        }
    }
}

/// Merges two sorted lists of incidents.
pub(crate) fn together<'a>(one: Rests<'a>, other: &'a [usize]) -> Rests<'a> {
    let within = |few: &[usize], all: &[usize]| few.iter().all(|n| all.binary_search(n).is_ok());
    if within(other, &one) {
        return one;
    }
    if within(&one, other) {
        return Rests::Borrowed(other);
    }
    let mut both = one.into_owned();
    both.extend(other);
    both.sort_unstable();
    both.dedup();
    Rests::Owned(both)
}
