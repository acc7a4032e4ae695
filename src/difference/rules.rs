//! The rules whose text differs, amendments carried out, and the offences whose row does.

use std::collections::{BTreeMap, BTreeSet};

use super::{ChangedDecision, ChangedPairs, ChangedRule};
use crate::edition::Edition;

/// Every rule, set and offence that is not the same before and after, and what it changes.
pub(super) fn changed(
    before: &Edition,
    after: &Edition,
    pairs: &[ChangedPairs],
    decisions: &[ChangedDecision],
) -> Vec<ChangedRule> {
    let (was, is) = (items(before), items(after));
    let names: BTreeSet<&String> = was.keys().chain(is.keys()).collect();
    let mut found = Vec::new();
    for item in names {
        let (before, after) = (was.get(item).cloned(), is.get(item).cloned());
        if before == after {
            continue;
        }
        let rule = item.strip_prefix("rule ").unwrap_or(item);
        let named = |name: &Option<String>| name.as_deref() == Some(rule);
        let of_pairs = pairs.iter().filter(|p| named(&p.rule_before) || named(&p.rule_after));
        let decides = |d: &&ChangedDecision| {
            d.rules_before.iter().chain(&d.rules_after).any(|name| name == rule)
        };
        found.push(ChangedRule {
            item: item.clone(),
            before,
            after,
            pairs: of_pairs.map(|pairs| pairs.count).sum(),
            decisions: decisions.iter().filter(decides).map(|decision| decision.count).sum(),
        });
    }
    found
}

/// The names of the rules that both editions have, written otherwise.
pub(super) fn rewritten(before: &Edition, after: &Edition) -> BTreeSet<String> {
    let (was, is): (BTreeMap<_, _>, BTreeMap<_, _>) = (rules(before), rules(after));
    let both = was.into_iter().filter_map(|(name, text)| Some((name, text, *is.get(name)?)));
    both.filter(|(_, was, is)| was != is).map(|(name, ..)| name.to_owned()).collect()
}

fn rules(edition: &Edition) -> BTreeMap<&str, &str> {
    let blocks = edition.printed.split("\n\n");
    let rules = blocks.filter_map(|block| {
        let name = block.strip_prefix("rule ")?.split_whitespace().next()?;
        Some((name, block.trim_end()))
    });
    rules.collect()
}

/// The items of an edition by kind and name: `rule former-partner`, `offence 195/12`.
fn items(edition: &Edition) -> BTreeMap<String, String> {
    let mut items = BTreeMap::new();
    for block in edition.printed.split("\n\n") {
        let first = block.lines().next().unwrap_or("");
        let mut words = first.split(' ');
        let (kind, name) = (words.next().unwrap_or(""), words.next().unwrap_or(""));
        if matches!(kind, "rule" | "set" | "forms") {
            items.insert(format!("{kind} {name}"), block.trim_end().to_owned());
        }
    }
    for (row, offence) in edition.law.offences.iter().enumerate() {
        let listed = crate::catalogue::listed(&edition.law, offence);
        let nth = edition
            .law
            .by_code
            .get(&offence.code)
            .map_or(0, |rows| rows.iter().position(|other| *other == row).unwrap_or(0));
        let name = match nth {
            0 => format!("offence {}", offence.code),
            n => format!("offence {}, row {}", offence.code, n + 1),
        };
        items.insert(name, listed.in_words());
    }
    items
}
