//! The flat list of reasons: each rule that decided, from the top down, without duplicates.

use super::step::{Names, Node, Origin, Rests};
use super::wording::{Raw, Wording, Words};
use crate::decide::read::ids::incidents;
use crate::decide::settle::principal::Codes;
use serde::ser::{Serialize, SerializeStruct, Serializer};
use smallvec::SmallVec;

use crate::checked::Checked;
use crate::decision::Reason;
use crate::rules::compiled::Edition;
use crate::rules::compiled::law::Support;

/// A rule that decided, what it says, its sources, and what it is based on.
pub(crate) struct Decided<'a> {
    edition: &'a Edition,
    report: &'a Checked,
    rule: Wording<'a>,
    says: Wording<'a>,
    support: &'a Support,
    on: Rests<'a>,
    facts: Names<'a>,
}

/// Collects the reasons of some steps.
pub(crate) fn reasons<'a, R: From<Decided<'a>>>(
    edition: &'a Edition,
    report: &'a Checked,
    nodes: Vec<Node<'a>>,
) -> Vec<R> {
    let mut found = SmallVec::new();
    nodes.into_iter().for_each(|node| gather(edition, report, node, &mut found));
    found.into_iter().map(R::from).collect()
}

fn gather<'a>(
    edition: &'a Edition,
    report: &'a Checked,
    node: Node<'a>,
    found: &mut SmallVec<[Decided<'a>; 8]>,
) {
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
                found.push(Decided { edition, report, rule, says, support, on, facts });
            }
        }
    }
    node.because.into_iter().for_each(|node| gather(edition, report, node, found));
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

    fn codes(&self) -> Codes {
        self.says.follows().map(|follows| follows.codes()).unwrap_or_default()
    }
}

impl<'a, T: Words<'a>> From<Decided<'a>> for Reason<T> {
    fn from(decided: Decided<'a>) -> Reason<T> {
        let codes = decided.codes().into_vec();
        let Decided { edition, report, rule, says, support, on, facts } = decided;
        Reason {
            codes,
            did: says.follows().map(|follows| follows.did()),
            incidents: incidents(report, &on),
            facts: facts.into_iter().map(T::from).collect(),
            sources: edition.law.sources_of(support),
            rule: rule.into(),
            says: says.into(),
            cites: Wording::from(edition.law.cites(support)).into(),
            standing: edition.standing(support),
        }
    }
}

/// Serialises the ids of incidents.
struct Ids<'a>(&'a Checked, &'a [usize]);

impl Serialize for Ids<'_> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let incidents = self.1.iter().filter_map(|n| self.0.incidents.get(*n));
        to.collect_seq(incidents.map(|incident| self.0.id(incident)))
    }
}

/// Serialises the same JSON as [`Reason`], without making one.
impl Serialize for Decided<'_> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let Decided { edition, report, rule, says, support, on, facts } = self;
        let fields = 7 + usize::from(!facts.is_empty());
        let mut reason = to.serialize_struct("Reason", fields)?;
        reason.serialize_field("rule", &Raw(rule))?;
        reason.serialize_field("says", &Raw(says))?;
        reason.serialize_field("cites", &edition.law.cites(support).written())?;
        reason.serialize_field("standing", &edition.standing(support))?;
        reason.serialize_field("codes", self.codes().as_slice())?;
        reason.serialize_field("incidents", &Ids(report, on))?;
        reason.serialize_field("sources", &edition.law.fixed_sources(support).written())?;
        if !facts.is_empty() {
            reason.serialize_field("facts", facts.as_slice())?;
        }
        reason.end()
    }
}
