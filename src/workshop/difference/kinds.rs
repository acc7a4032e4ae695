//! Representatives of offences that neither edition distinguishes, to be given by code.

use std::collections::{BTreeMap, BTreeSet};

use crate::precedence::Members;
use crate::rules::compiled::Edition;
use crate::words::date::Date;
use crate::words::terms::{Basis, Code};

/// Offences that both editions treat alike.
#[derive(Debug)]
pub(super) struct Kind {
    /// The first of these offences.
    pub(super) code: Code,
    pub(super) basis: Basis,
    /// Whether continued conduct can be added to a recorded crime of this kind.
    pub(super) continued: bool,
}

/// The kinds of offence in the list on a day; those that the rules define come first.
pub(super) fn kinds(before: &Edition, after: &Edition, day: Date) -> Vec<Kind> {
    let mut kinds: BTreeMap<(bool, Vec<String>), Kind> = BTreeMap::new();
    let mut seen = BTreeSet::new();
    for offence in &after.law.offences {
        // If only the code is given, the first of its rows counts.
        if !seen.insert(offence.code) || !offence.notifiable.contains(day) {
            continue;
        }
        let of_both = [before, after].map(|edition| place(edition, offence.code, day));
        let continued = of_both.iter().flatten().any(|(_, continued)| *continued);
        let places = of_both.into_iter().map(|place| place.map_or(String::new(), |(p, _)| p));
        let key = (offence.limbs.is_empty(), places.collect());
        kinds.entry(key).or_insert(Kind { code: offence.code, basis: offence.basis, continued });
    }
    kinds.into_values().collect()
}

/// What an edition's rules say of an offence, and whether conduct can be added to it.
fn place(edition: &Edition, code: Code, day: Date) -> Option<(String, bool)> {
    let (law, tables) = (&edition.law, edition.tables());
    let row = law.row(code, None)?;
    let offence = law.offences.get(row)?;
    let key = tables.key(law, row, day);
    let is = |members: &Members| members.get(key).copied().unwrap_or(false);
    let order: Vec<_> =
        tables.precedence.rules.iter().flat_map(|(_, says)| says.places(key)).collect();
    let mut sets: Vec<bool> = Vec::new();
    sets.extend(tables.also_record.iter().map(|(_, members)| is(members)));
    for (_, one, other) in tables.in_addition.iter().chain(&tables.counted) {
        sets.extend([is(one), is(other)]);
    }
    sets.extend(tables.disapplied.iter().map(|(_, members)| is(members)));
    sets.extend(tables.series.iter().chain(&tables.once_a_day).map(|(_, members)| is(members)));
    let continued = tables.continued.as_ref().is_some_and(|rule| is(&rule.of));
    if let Some(rule) = &tables.continued {
        sets.extend([is(&rule.of), is(&rule.including), rule.only.as_ref().is_some_and(is)]);
    }
    let defined = (!offence.limbs.is_empty()).then_some(code);
    let basis = (offence.basis, offence.of_individuals);
    let rest = (offence.maximum_on(day), basis, offence.notifiable.contains(day), defined);
    Some((format!("{order:?}{sets:?}{rest:?}"), continued))
}
