//! The order of every pair of offences, before and after.

use std::collections::{BTreeMap, BTreeSet};

use super::ChangedPairs;
use crate::precedence::PairOrder;
use crate::rules::compiled::Edition;
use crate::rules::compiled::law::Offence;
use crate::words::terms::Code;

/// What an edition says about two offences: the principal one, and the rule.
type Said<'a> = (Option<Code>, Option<&'a str>);

/// Groups the pairs that change by the rules that order them, with an example of each group.
pub(super) fn changed(before: &Edition, after: &Edition) -> Vec<ChangedPairs> {
    let rows = rows(before, after);
    let mut found: BTreeMap<(Option<&str>, Option<&str>, bool), ChangedPairs> = BTreeMap::new();
    for (n, one) in rows.iter().enumerate() {
        for other in rows.iter().skip(n + 1).filter(|other| other.code != one.code) {
            let was = said(before, (one.code, one.before), (other.code, other.before));
            let is = said(after, (one.code, one.after), (other.code, other.after));
            if was.0 == is.0 {
                continue;
            }
            let key = (was.1, is.1, is.0.is_none());
            let example = [one.code, other.code];
            let entry = found.entry(key).or_insert_with(|| ChangedPairs {
                rule_before: was.1.map(str::to_owned),
                rule_after: is.1.map(str::to_owned),
                example,
                principal_before: was.0,
                principal_after: is.0,
                count: 0,
            });
            entry.count += 1;
        }
    }
    let mut found: Vec<ChangedPairs> = found.into_values().collect();
    found.sort_by_key(|pairs| std::cmp::Reverse(pairs.count));
    found
}

/// A row that is in both lists, with its keys before and after.
struct Row {
    code: Code,
    before: usize,
    after: usize,
}

/// The rows that are notifiable on the later of the editions' days. Those that the rules define
/// come first, so that they become the examples.
fn rows(before: &Edition, after: &Edition) -> Vec<Row> {
    let day = before.day.max(after.day);
    let key = |edition: &Edition, row| edition.tables().key(&edition.law, row, day);
    let same = |one: &Offence, other: &Offence| {
        one.code == other.code
            && class_name(after, one.class_on(after.day))
                == class_name(before, other.class_on(before.day))
    };
    let mut rows: Vec<(bool, Row)> = Vec::new();
    let mut seen = BTreeSet::new();
    for (n, offence) in after.law.offences.iter().enumerate() {
        // Of several rows of a code in one class, the first counts.
        if !seen.insert((offence.code, offence.class_on(after.day))) {
            continue;
        }
        let known = before.law.by_code.get(&offence.code).into_iter().flatten();
        let of_class = known
            .into_iter()
            .copied()
            .find(|row| before.law.offences.get(*row).is_some_and(|other| same(offence, other)));
        if let Some(row) = of_class.filter(|_| offence.notifiable.contains(day)) {
            let row = Row { code: offence.code, before: key(before, row), after: key(after, n) };
            rows.push((offence.limbs.is_empty(), row));
        }
    }
    rows.sort_by_key(|(plain, row)| (*plain, row.code));
    rows.into_iter().map(|(_, row)| row).collect()
}

fn class_name(edition: &Edition, class: usize) -> &str {
    edition.law.classes.get(class).map_or("", |class| class.name.as_str())
}

fn said(edition: &Edition, one: (Code, usize), other: (Code, usize)) -> Said<'_> {
    let name = |rule: usize| edition.rules.get(rule).map(|rule| rule.name.as_str());
    match edition.tables().precedence.between(one.1, other.1) {
        PairOrder::First(rule) => (Some(one.0), name(rule)),
        PairOrder::Second(rule) => (Some(other.0), name(rule)),
        PairOrder::Refer(rule) => (None, name(rule)),
        PairOrder::Silent => (None, None),
    }
}
