//! Groups offences into kinds that the rules do not distinguish, and orders every two kinds. The
//! result agrees with [`Precedence::over`] for every two keys.

use std::cmp::Ordering;
use std::collections::HashMap;
use std::hash::Hash;

use fixedbitset::FixedBitSet;

use super::{BITS, Members, Precedence, Says, bits, has};

/// The kind of each key, and the first key of each kind.
pub(super) struct Kinds {
    pub(super) of_keys: Vec<usize>,
    pub(super) examples: Vec<usize>,
}

impl Kinds {
    /// Groups the keys: those of one kind have the same maximum sentence, have the same rank in
    /// each table, and are in the same sets.
    pub(super) fn new(precedence: &Precedence) -> Kinds {
        let says = || precedence.rules.iter().map(|(_, says)| says);
        let mut of_keys = numbered(&precedence.sentences);
        for ranks in says().filter_map(Says::ranks) {
            of_keys = numbered(of_keys.iter().zip(ranks));
        }
        let sets: Vec<&Members> = says().flat_map(Says::sets).collect();
        for some in sets.chunks(BITS) {
            let mut inside = vec![0u64; of_keys.len()];
            for (n, set) in some.iter().enumerate() {
                inside.iter_mut().zip(*set).for_each(|(word, is)| *word |= u64::from(*is) << n);
            }
            of_keys = numbered(of_keys.iter().zip(&inside));
        }
        let mut examples = Vec::new();
        for (key, kind) in of_keys.iter().enumerate() {
            if *kind == examples.len() {
                examples.push(key);
            }
        }
        Kinds { of_keys, examples }
    }

    /// Returns, for each kind, the kinds that it is principal over.
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

    /// Returns the sets of a rule, as kinds.
    fn sets(&self, says: &Says) -> Vec<FixedBitSet> {
        says.sets().into_iter().map(|set| self.those(|key| has(set, key))).collect()
    }

    /// Returns the kinds whose example satisfies a predicate.
    fn those(&self, is: impl Fn(usize) -> bool) -> FixedBitSet {
        let found = self.examples.iter().enumerate().filter(|(_, key)| is(**key));
        bits(self.examples.len(), found.map(|(kind, _)| kind))
    }
}

/// The kinds that one kind is over, and those that no rule has decided yet.
struct Row {
    kind: usize,
    /// The example of the kind.
    key: usize,
    over: FixedBitSet,
    open: FixedBitSet,
}

impl Row {
    /// Applies a further rule to the kinds that are open.
    fn apply(&mut self, kinds: &Kinds, precedence: &Precedence, says: &Says, sets: &[FixedBitSet]) {
        let (kind, key, none) = (self.kind, self.key, FixedBitSet::new());
        // The second set, if the kind is in the first.
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

    /// Puts the kind over the open kinds in `over` but not in `not_over`, and closes both sets.
    fn decide(&mut self, over: &FixedBitSet, not_over: &FixedBitSet) {
        if over.is_clear() && not_over.is_clear() {
            return;
        }
        let mut gained = &self.open & over;
        gained.difference_with(not_over);
        self.over.union_with(&gained);
        self.open.difference_with(over);
        self.open.difference_with(not_over);
    }
}

/// Numbers values from 0 in order of appearance; equal values have the same number.
fn numbered<T: Eq + Hash>(all: impl IntoIterator<Item = T>) -> Vec<usize> {
    let mut known = HashMap::new();
    let mut number = |one| {
        let next = known.len();
        *known.entry(one).or_insert(next)
    };
    all.into_iter().map(&mut number).collect()
}

fn rank(ranks: &[Option<u16>], key: usize) -> Option<u16> {
    ranks.get(key).copied().flatten()
}

fn less(one: &FixedBitSet, other: &FixedBitSet) -> FixedBitSet {
    let mut one = one.clone();
    one.difference_with(other);
    one
}
