//! The flat list of reasons: each rule that decided, from the top down, without duplicates.

use super::follows::Follows;
use super::step::{Names, Node, Origin, Rests};
use super::wording::Wording;
use smallvec::SmallVec;

use crate::checked::Checked;
use crate::decide::read::ids::incidents;
use crate::decision::ToldReason;
use crate::decision::told::Few;
use crate::rules::compiled::Edition;
use crate::rules::compiled::law::Support;

/// A rule that decided, what it says, its sources, and what it is based on.
struct Decided<'a> {
    rule: Wording<'a>,
    says: Wording<'a>,
    support: &'a Support,
    on: Rests<'a>,
    facts: Names<'a>,
}

/// Collects the reasons of some steps.
pub(crate) fn reasons<'a>(
    edition: &'a Edition,
    report: &'a Checked,
    nodes: Vec<Node<'a>>,
) -> Vec<ToldReason<'a, Wording<'a>>> {
    let mut found = SmallVec::new();
    nodes.into_iter().for_each(|node| gather(node, &mut found));
    found.into_iter().map(|decided| decided.told(edition, report)).collect()
}

fn gather<'a>(node: Node<'a>, found: &mut SmallVec<[Decided<'a>; 8]>) {
    if let Origin::Rule(rule, support) = node.from
        && node.holds
    {
        let same = |known: &&mut Decided<'a>| {
            (&known.rule, &known.says) == (&rule, &node.says) && known.support == support
        };
        match found.iter_mut().find(same) {
            Some(known) => known.also(&node.on, &node.facts),
            None => {
                let (says, on, facts) = (node.says, node.on, node.facts);
                found.push(Decided { rule, says, support, on, facts });
            }
        }
    }
    node.because.into_iter().for_each(|node| gather(node, found));
}

impl<'a> Decided<'a> {
    /// Adds what the same sentence is based on elsewhere.
    fn also(&mut self, on: &[usize], facts: &[&'a str]) {
        let more = on.iter().filter(|n| self.on.binary_search(n).is_err());
        let more: Vec<usize> = more.copied().collect();
        if !more.is_empty() {
            let all = self.on.to_mut();
            all.extend(more);
            all.sort_unstable();
        }
        for fact in facts {
            if !self.facts.contains(fact) {
                self.facts.push(fact);
            }
        }
    }

    fn told(self, edition: &'a Edition, report: &'a Checked) -> ToldReason<'a, Wording<'a>> {
        let Decided { rule, says, support, on, facts } = self;
        let follows = says.follows();
        ToldReason {
            codes: Few(follows.map(Follows::codes).unwrap_or_default()),
            did: follows.map(Follows::did),
            incidents: incidents(report, &on),
            facts: facts.into_iter().collect(),
            sources: edition.fixed_sources(support).written(),
            rule,
            says,
            cites: edition.cites(support).into(),
            standing: edition.standing(support),
        }
    }
}
