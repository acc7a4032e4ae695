//! The working while it is made: rules by reference, so that nothing is written out that
//! nobody asks for.

use crate::decision::Reason;
#[cfg(feature = "show")]
use crate::decision::{Cited, From, Step};
use crate::edition::Edition;
use crate::edition::law::Support;

/// One step, and what it rests on.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Node<'a> {
    pub(super) says: String,
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
    Rule(std::borrow::Cow<'a, str>, &'a Support),
    Report,
    NotKnown,
}

impl<'a> Node<'a> {
    /// A step that a rule takes.
    pub(super) fn rule(
        says: String,
        name: impl Into<std::borrow::Cow<'a, str>>,
        support: &'a Support,
        because: Vec<Node<'a>>,
    ) -> Node<'a> {
        let from = Origin::Rule(name.into(), support);
        Node { says, brief: String::new(), from, holds: true, because }
    }

    /// A fact of the report.
    pub(super) fn fact(says: String, brief: String) -> Node<'a> {
        Node { says, brief, from: Origin::Report, holds: true, because: Vec::new() }
    }

    /// What nobody said, and how it is taken.
    pub(super) fn not_known(says: String, brief: String) -> Node<'a> {
        Node { from: Origin::NotKnown, ..Node::fact(says, brief) }
    }

    /// The step as it is given away.
    #[cfg(feature = "show")]
    pub(super) fn step(self, edition: &Edition) -> Step {
        let from = match self.from {
            Origin::Rule(name, support) => From::Rule(cited(edition, &name, support)),
            Origin::Report => From::Report,
            Origin::NotKnown => From::NotKnown,
        };
        let because = self.because.into_iter().map(|node| node.step(edition)).collect();
        let (says, brief, holds) = (self.says, self.brief, self.holds);
        Step { says, brief, from, holds, because, shared: None }
    }
}

/// The rule that a support belongs to, as it is cited.
#[cfg(feature = "show")]
fn cited(edition: &Edition, rule: &str, support: &Support) -> Cited {
    let place = |(source, place): &(usize, Option<String>)| {
        let name = edition.law.sources.get(*source).map_or("", |(name, _)| name.as_str());
        place.as_ref().map_or_else(|| name.to_owned(), |place| format!("{name} {place}"))
    };
    Cited {
        rule: rule.to_owned(),
        places: support.cites.iter().map(place).collect(),
        standing: edition.standing(support),
        note: support.note.clone(),
    }
}

/// The flat list of reasons: each rule of some steps that decided, from the top down, each
/// sentence once.
pub(super) fn reasons(edition: &Edition, nodes: Vec<Node<'_>>) -> Vec<Reason> {
    let mut found = Vec::with_capacity(nodes.len());
    nodes.into_iter().for_each(|node| gather(edition, node, &mut found));
    found
}

fn gather(edition: &Edition, node: Node<'_>, found: &mut Vec<Reason>) {
    if let Origin::Rule(name, support) = node.from
        && node.holds
    {
        let mut says = node.says;
        says.truncate(says.trim_end_matches('.').len());
        let cites = edition.law.cites(support);
        let known =
            |reason: &Reason| reason.says == says && reason.rule == *name && reason.cites == cites;
        if !found.iter().any(known) {
            found.push(Reason {
                rule: name.into_owned(),
                says,
                cites: cites.to_owned(),
                standing: edition.standing(support),
            });
        }
    }
    node.because.into_iter().for_each(|node| gather(edition, node, found));
}
