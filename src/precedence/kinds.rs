//! Offences by kinds that the rules do not tell apart, and the order of every two kinds: for
//! all at once what [`Precedence::over`] says of two keys.

use std::cmp::Ordering;
use std::collections::HashMap;

use fixedbitset::FixedBitSet;

use super::{Members, Precedence, Says, has};
use crate::terms::Sentence;

/// The kind of each key, and a key of each kind.
pub(super) struct Kinds {
    pub(super) of_keys: Vec<usize>,
    pub(super) examples: Vec<usize>,
}

/// Where a key stands in the rules. Those of one kind stand in the same places.
#[derive(PartialEq, Eq, Hash)]
struct Places {
    sentence: Sentence,
    /// The number of each set that it is in, over all rules.
    sets: FixedBitSet,
    /// Its rank in each table.
    ranks: Vec<Option<u16>>,
}

impl Kinds {
    pub(super) fn new(precedence: &Precedence) -> Kinds {
        let says = || precedence.rules.iter().map(|(_, says)| says);
        let sets: Vec<&Members> = says().flat_map(Says::sets).collect();
        let tables: Vec<&Vec<Option<u16>>> = says().filter_map(Says::ranks).collect();
        let mut known: HashMap<Places, usize> = HashMap::new();
        let mut examples = Vec::new();
        let kind_of = |(key, sentence): (usize, &Sentence)| {
            let found = sets.iter().enumerate().filter(|(_, set)| has(set, key));
            let places = Places {
                sentence: *sentence,
                sets: found.map(|(n, _)| n).collect(),
                ranks: tables.iter().map(|ranks| rank(ranks, key)).collect(),
            };
            *known.entry(places).or_insert_with(|| {
                examples.push(key);
                examples.len() - 1
            })
        };
        let of_keys = precedence.sentences.iter().enumerate().map(kind_of).collect();
        Kinds { of_keys, examples }
    }

    /// For each kind those that it is principal over.
    pub(super) fn over(&self, precedence: &Precedence) -> Vec<FixedBitSet> {
        let rules: Vec<(&Says, Vec<FixedBitSet>)> =
            precedence.rules.iter().map(|(_, says)| (says, self.sets(says))).collect();
        let row = |(kind, key): (usize, &usize)| {
            let (over, open) = (self.those(|_| false), self.those(|_| true));
            let mut row = Row { kind, key: *key, over, open };
            rules.iter().for_each(|(says, sets)| row.apply(self, precedence, says, sets));
            row.over
        };
        self.examples.iter().enumerate().map(row).collect()
    }

    /// The sets of a rule, as kinds.
    fn sets(&self, says: &Says) -> Vec<FixedBitSet> {
        says.sets().into_iter().map(|set| self.those(|key| has(set, key))).collect()
    }

    /// The kinds of which an example is so.
    fn those(&self, is: impl Fn(usize) -> bool) -> FixedBitSet {
        let found = self.examples.iter().enumerate().filter(|(_, key)| is(**key));
        found.map(|(kind, _)| kind).collect()
    }
}

/// Of one kind those that it is over, and those of which no rule has spoken yet.
struct Row {
    kind: usize,
    /// The example of the kind.
    key: usize,
    over: FixedBitSet,
    open: FixedBitSet,
}

impl Row {
    /// What a further rule makes of those that are open.
    fn apply(&mut self, kinds: &Kinds, precedence: &Precedence, says: &Says, sets: &[FixedBitSet]) {
        let (kind, key, none) = (self.kind, self.key, FixedBitSet::new());
        // The second set, where the kind is in the first.
        let facing = |one: &FixedBitSet, other| if one.contains(kind) { other } else { &none };
        match (says, sets) {
            (Says::Principal { .. }, [over, under]) => {
                self.decide(facing(over, under), facing(under, over));
            }
            (Says::Refer { .. }, [one, other]) => {
                self.decide(&none, facing(one, other));
                self.decide(&none, facing(other, one));
            }
            (Says::General { .. }, [over, under, except]) if !except.contains(kind) => {
                let unspoken = &self.open & except;
                self.open.difference_with(except);
                let (first, second) = (facing(over, under), facing(under, over));
                self.decide(&less(first, second), &less(second, first));
                let longer = |other| precedence.longer(key, other).is_some_and(Ordering::is_gt);
                self.decide(&kinds.those(longer), &none);
                self.open = unspoken;
            }
            (Says::Ranks(ranks), _) => {
                let Some(own) = rank(ranks, key) else { return };
                let later = |other| rank(ranks, other).is_some_and(|rank| rank > own);
                let earlier = |other| rank(ranks, other).is_some_and(|rank| rank < own);
                self.decide(&kinds.those(later), &kinds.those(earlier));
            }
            _ => {}
        }
    }

    /// A rule puts the kind over the first, and not over the second.
    fn decide(&mut self, over: &FixedBitSet, not_over: &FixedBitSet) {
        let mut gained = &self.open & over;
        gained.difference_with(not_over);
        self.over.union_with(&gained);
        self.open.difference_with(over);
        self.open.difference_with(not_over);
    }
}

fn rank(ranks: &[Option<u16>], key: usize) -> Option<u16> {
    ranks.get(key).copied().flatten()
}

fn less(one: &FixedBitSet, other: &FixedBitSet) -> FixedBitSet {
    let mut one = one.clone();
    one.difference_with(other);
    one
}
