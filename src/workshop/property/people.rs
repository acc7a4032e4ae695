//! The people in a random report, and what is known about them.

use std::collections::BTreeMap;

use proptest::collection::btree_map;
use proptest::option;
use proptest::prelude::*;
use proptest::sample::{select, subsequence};

use super::pool::{Pool, one_of};
use crate::report::{Pair, Person, Recording};
use crate::rules::compiled::law::Fact;
use crate::words::date::Date;

fn ids(letter: &str, many: usize) -> Vec<String> {
    (1..=many).map(|n| format!("{letter}{n}")).collect()
}

/// At least one of the ids, usually only the first.
pub(super) fn some_of(letter: &str, many: usize) -> BoxedStrategy<Vec<String>> {
    let all = ids(letter, many);
    let first: Vec<String> = all.iter().take(1).cloned().collect();
    prop_oneof![3 => Just(first), 2 => subsequence(all, 1..=many)].boxed()
}

/// The facts given about one thing, by name.
pub(super) type Facts = BTreeMap<String, Option<bool>>;

/// A person and, if their date of birth is to be given, how many days later it is than the pool's
/// oldest age before the first day.
pub(super) type AgedPerson = (Person, Option<i64>);

/// People with ages around those that the rules ask for.
pub(super) fn people(
    pool: &Pool,
    victims: usize,
    suspects: usize,
) -> BoxedStrategy<Vec<AgedPerson>> {
    let of_person = facts(&pool.of_people);
    let around = pool.ages.iter().flat_map(|age| [age.saturating_sub(1), *age]);
    let ages: Vec<u64> = std::iter::once(40).chain(around.map(u64::from)).chain([9]).collect();
    let person = |id: String| {
        let age = prop_oneof![
            5 => Just((None, None)),
            3 => select(ages.clone()).prop_map(|age| (Some(age), None)),
            1 => (-400..=400i64).prop_map(|days| (None, Some(days))),
        ];
        (age, of_person.clone()).prop_map(move |((age, days), facts)| {
            (Person { id: id.clone(), age, born: None, kind: None, facts }, days)
        })
    };
    let all: Vec<_> = ids("v", victims).into_iter().chain(ids("s", suspects)).map(person).collect();
    let known = |(person, days): &AgedPerson| {
        person.age.is_some() || days.is_some() || !person.facts.is_empty()
    };
    all.prop_map(move |people| people.into_iter().filter(known).collect()).boxed()
}

/// The person with their date of birth, if it is to be given: around as many years before this day
/// as the oldest age that the rules ask for.
pub(super) fn born((person, days): AgedPerson, pool: &Pool, before: Date) -> Person {
    let years = pool.ages.last().copied().map_or(0, i64::from);
    let ago = years * 365 + years / 4;
    let born = days.map(|days| before.after_days(days - ago).to_string());
    Person { born, ..person }
}

/// What is known about each victim and suspect as a pair.
pub(super) fn pairs(pool: &Pool, victims: usize, suspects: usize) -> BoxedStrategy<Vec<Pair>> {
    let facts = facts(&pool.facts);
    let relationship = option::of(one_of(&pool.relationships)).prop_map(Option::flatten).boxed();
    let pair = |victim: &String, suspect: &String| {
        let (victim, suspect) = (victim.clone(), suspect.clone());
        (relationship.clone(), facts.clone()).prop_map(move |(relationship, facts)| Pair {
            victim: victim.clone(),
            suspect: suspect.clone(),
            relationship,
            facts,
        })
    };
    let (victims, suspects) = (ids("v", victims), ids("s", suspects));
    let all = victims.iter().flat_map(|victim| suspects.iter().map(move |s| (victim, s)));
    let all: Vec<_> = all.map(|(victim, suspect)| pair(victim, suspect)).collect();
    let known = |pair: &Pair| pair.relationship.is_some() || !pair.facts.is_empty();
    all.prop_map(move |pairs| pairs.into_iter().filter(known).collect()).boxed()
}

/// Facts. Those that hold unless denied are rarely denied, and offenders rarely act apart.
pub(super) fn facts(declared: &[Fact]) -> BoxedStrategy<Facts> {
    let fact = |fact: &Fact| {
        let yes = if fact.parts_group || fact.judgement { 2 } else { 6 };
        let no = if fact.taken == Some(true) { 1 } else { 3 };
        prop_oneof![
            6 => Just(None),
            yes => Just(Some(Some(true))),
            no => Just(Some(Some(false))),
            1 => Just(Some(None)),
        ]
    };
    let names: Vec<String> = declared.iter().map(Fact::field).collect();
    let values: Vec<_> = declared.iter().map(fact).collect();
    let said = move |values: Vec<Option<Option<bool>>>| {
        let all = names.iter().zip(values);
        all.filter_map(|(name, value)| Some((name.clone(), value?))).collect()
    };
    values.prop_map(said).boxed()
}

/// The facts of the recording test, usually none.
pub(super) fn recording(pool: &Pool, victims: usize) -> BoxedStrategy<Recording> {
    let fact = one_of(&pool.recording);
    let one = || {
        let reporter = option::weighted(0.3, one_of(&pool.reporters)).prop_map(Option::flatten);
        let facts = proptest::collection::vec((fact.clone(), any::<bool>()), 0..=2);
        (reporter, facts).prop_map(|(reported_by, facts)| Recording {
            reported_by,
            facts: facts
                .into_iter()
                .filter_map(|(name, value)| Some((name?, Some(value))))
                .collect(),
            by_victim: BTreeMap::new(),
        })
    };
    let victim = select(ids("v", victims.max(1)));
    let whole = (one(), btree_map(victim, one(), 0..=2));
    let whole = whole.prop_map(|(common, by_victim)| Recording { by_victim, ..common });
    prop_oneof![3 => Just(Recording::default()), 1 => whole].boxed()
}
