//! The working while it is made: rules by reference, so that nothing is written out that
//! nobody asks for.

use smallvec::SmallVec;

use super::told::Words;
use super::wording::Wording;
use crate::decision::Reason;
#[cfg(feature = "show")]
use crate::decision::{Cited, From, Step};
use crate::edition::Edition;
use crate::edition::law::Support;

/// One step, and what it rests on.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Node<'a> {
    pub(super) says: Wording<'a>,
    pub(super) brief: String,
    pub(super) from: Origin<'a>,
    /// Whether what a rule defines is so.
    pub(super) holds: bool,
    pub(super) because: Vec<Node<'a>>,
}

/// Where a step comes from.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Origin<'a> {
    /// The name of a rule, and its sources.
    Rule(Wording<'a>, &'a Support),
    Report,
    NotKnown,
}

impl<'a> Node<'a> {
    /// A step that a rule takes.
    pub(super) fn rule(
        says: Wording<'a>,
        name: impl Into<Wording<'a>>,
        support: &'a Support,
        because: Vec<Node<'a>>,
    ) -> Node<'a> {
        let from = Origin::Rule(name.into(), support);
        Node { says, brief: String::new(), from, holds: true, because }
    }

    /// A fact of the report.
    pub(super) fn fact(says: String, brief: String) -> Node<'a> {
        Node { says: says.into(), brief, from: Origin::Report, holds: true, because: Vec::new() }
    }

    /// What nobody said, and how it is taken.
    pub(super) fn not_known(says: String, brief: String) -> Node<'a> {
        Node { from: Origin::NotKnown, ..Node::fact(says, brief) }
    }

    /// The step as it is given away.
    #[cfg(feature = "show")]
    pub(super) fn step(self, edition: &Edition) -> Step {
        let from = match self.from {
            Origin::Rule(name, support) => From::Rule(cited(edition, name.into(), support)),
            Origin::Report => From::Report,
            Origin::NotKnown => From::NotKnown,
        };
        let because = self.because.into_iter().map(|node| node.step(edition)).collect();
        let (says, brief, holds) = (self.says.sentence(), self.brief, self.holds);
        Step { says, brief, from, holds, because, shared: None }
    }
}

/// The rule that a support belongs to, as it is cited.
#[cfg(feature = "show")]
fn cited(edition: &Edition, rule: String, support: &Support) -> Cited {
    let place = |(source, place): &(usize, Option<String>)| {
        let name = edition.law.sources.get(*source).map_or("", |(name, _)| name.as_str());
        place.as_ref().map_or_else(|| name.to_owned(), |place| format!("{name} {place}"))
    };
    Cited {
        rule,
        places: support.cites.iter().map(place).collect(),
        standing: edition.standing(support),
        note: support.note.clone(),
    }
}

/// The flat list of reasons: each rule of some steps that decided, from the top down, each
/// sentence once.
pub(super) fn reasons<'a, T: Words<'a>>(
    edition: &'a Edition,
    nodes: Vec<Node<'a>>,
) -> Vec<Reason<T>> {
    let mut found = SmallVec::new();
    nodes.into_iter().for_each(|node| gather(node, &mut found));
    let reason = |(rule, says, support): Decided<'a>| Reason {
        rule: rule.into(),
        says: says.into(),
        cites: Wording::from(edition.law.cited(support)).into(),
        standing: edition.standing(support),
    };
    found.into_iter().map(reason).collect()
}

/// A rule that decided, what it says, and its sources.
type Decided<'a> = (Wording<'a>, Wording<'a>, &'a Support);

fn gather<'a>(node: Node<'a>, found: &mut SmallVec<[Decided<'a>; 8]>) {
    if let Origin::Rule(rule, support) = node.from
        && node.holds
    {
        let decided = (rule, node.says, support);
        if !found.contains(&decided) {
            found.push(decided);
        }
    }
    node.because.into_iter().for_each(|node| gather(node, found));
}
