//! Rules whose text differs once amendments are carried out, and offences whose row differs.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use super::{ChangedDecision, ChangedPairs, ChangedRule};
use crate::rules::compiled::Edition;

/// Every rule, set and offence that differs, and what it changes.
pub(super) fn changed(
    before: &Edition,
    after: &Edition,
    pairs: &[ChangedPairs],
    decisions: &[ChangedDecision],
) -> Vec<ChangedRule> {
    let (was, is) = (items(before), items(after));
    let keys: BTreeSet<&Key<'_>> = was.keys().chain(is.keys()).collect();
    let mut found = Vec::new();
    for key in keys {
        let (before, after) = (was.get(key).cloned(), is.get(key).cloned());
        if before == after {
            continue;
        }
        let (kind, name) = key;
        let named = |rule: &String| *kind == "rule" && rule == name;
        let of_pairs = pairs.iter().filter(|p| {
            p.rule_before.as_ref().is_some_and(named) || p.rule_after.as_ref().is_some_and(named)
        });
        let decides = |d: &&ChangedDecision| d.rules_before.iter().chain(&d.rules_after).any(named);
        found.push(ChangedRule {
            item: format!("{kind} {name}"),
            before,
            after,
            pairs: of_pairs.map(|pairs| pairs.count).sum(),
            decisions: decisions.iter().filter(decides).map(|decision| decision.count).sum(),
        });
    }
    found
}

/// The names of the rules that are in both editions with different texts.
pub(super) fn rewritten(before: &Edition, after: &Edition) -> BTreeSet<String> {
    let (was, is): (BTreeMap<_, _>, BTreeMap<_, _>) = (rules(before), rules(after));
    let both = was.into_iter().filter_map(|(name, text)| Some((name, text, *is.get(name)?)));
    both.filter(|(_, was, is)| was != is).map(|(name, ..)| name.to_owned()).collect()
}

fn rules(edition: &Edition) -> BTreeMap<&str, &str> {
    let rules = edition.printed.items().filter(|item| item.kind == "rule");
    rules.map(|item| (item.name, item.text)).collect()
}

/// The keyword that an item begins with, and its name.
type Key<'a> = (&'static str, Cow<'a, str>);

/// The items of an edition, and the offences of its law.
fn items(edition: &Edition) -> BTreeMap<Key<'_>, String> {
    let mut items = BTreeMap::new();
    for item in edition.printed.items().filter(|item| item.kind != "edition") {
        items.insert((item.kind, Cow::Borrowed(item.name)), item.text.to_owned());
    }
    for (row, offence) in edition.law.offences.iter().enumerate() {
        let listed = crate::workshop::catalogue::listed(&edition.law, offence);
        let nth = edition
            .law
            .by_code
            .get(&offence.code)
            .map_or(0, |rows| rows.iter().position(|other| *other == row).unwrap_or(0));
        let name = match nth {
            0 => offence.code.to_string(),
            n => format!("{}, row {}", offence.code, n + 1),
        };
        items.insert(("offence", Cow::Owned(name)), listed.in_words());
    }
    items
}
