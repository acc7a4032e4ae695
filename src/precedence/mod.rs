//! Which of two offences is principal, and by which rule. Incidents play no part here.
//!
//! Offences are given as *keys*: a row of the catalogue with the maximum sentence of a period.

mod kinds;

use std::cmp::Ordering;

use fixedbitset::FixedBitSet;
use kinds::Kinds;
use smallvec::SmallVec;

use crate::words::terms::Sentence;

/// Indices into a list of candidates, usually few.
pub(crate) type Places = SmallVec<[usize; 4]>;

/// A set of keys.
pub(crate) type Members = Vec<bool>;

fn has(members: &Members, key: usize) -> bool {
    members.get(key).copied().unwrap_or(false)
}

/// Returns the bit set of some numbers, with a capacity of `of`.
pub(crate) fn bits(of: usize, numbers: impl Iterator<Item = usize>) -> FixedBitSet {
    let mut bits = FixedBitSet::with_capacity(of);
    bits.extend(numbers);
    bits
}

/// What one rule says about pairs of offences.
#[derive(Debug)]
pub(crate) enum Says {
    Principal {
        over: Members,
        under: Members,
    },
    Refer {
        one: Members,
        other: Members,
    },
    /// The rank of each key that is in the table; keys of the same rank are not ordered.
    Ranks(Vec<Option<u16>>),
    General {
        over: Members,
        under: Members,
        except: Members,
    },
}

impl Says {
    /// Returns the positions of an offence in the rule. The rule does not distinguish offences with
    /// the same positions and the same maximum sentence.
    pub(crate) fn places(&self, key: usize) -> Vec<Option<u16>> {
        let is = |members: &Members| has(members, key).then_some(0);
        match self {
            Says::Ranks(ranks) => vec![ranks.get(key).copied().flatten()],
            says => says.sets().into_iter().map(is).collect(),
        }
    }

    /// Returns the ranks, if it is a table.
    fn ranks(&self) -> Option<&Vec<Option<u16>>> {
        if let Says::Ranks(ranks) = self { Some(ranks) } else { None }
    }

    /// Returns its sets; a table has ranks instead.
    fn sets(&self) -> Vec<&Members> {
        match self {
            Says::Principal { over, under } => vec![over, under],
            Says::Refer { one, other } => vec![one, other],
            Says::Ranks(_) => Vec::new(),
            Says::General { over, under, except } => vec![over, under, except],
        }
    }
}

/// The rules of an edition that order offences, in their order.
#[derive(Debug, Default)]
pub(crate) struct Precedence {
    /// The number of each rule in the edition, and what it says.
    pub(crate) rules: Vec<(usize, Says)>,
    pub(crate) sentences: Vec<Sentence>,
}

/// How the rules order two offences.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum PairOrder {
    /// The first is principal, by this rule.
    First(usize),
    /// The second is principal, by this rule.
    Second(usize),
    /// The rule covers both and leaves it to the registrar.
    Refer(usize),
    /// No rule covers both.
    Silent,
}

impl Precedence {
    /// Whether the first is principal over the second.
    #[cfg(any(test, feature = "show"))]
    pub(crate) fn over(&self, a: usize, b: usize) -> bool {
        matches!(self.between(a, b), PairOrder::First(_))
    }

    /// Orders two offences by the first rule that covers both.
    pub(crate) fn between(&self, a: usize, b: usize) -> PairOrder {
        let verdict = |(rule, says): &(usize, Says)| match self.speak(says, a, b)? {
            Ordering::Greater => Some(PairOrder::First(*rule)),
            Ordering::Less => Some(PairOrder::Second(*rule)),
            Ordering::Equal => Some(PairOrder::Refer(*rule)),
        };
        self.rules.iter().find_map(verdict).unwrap_or(PairOrder::Silent)
    }

    /// Orders two offences by one rule: `Greater` if `a` is principal, `Equal` if the rule leaves
    /// it to the registrar, `None` if the rule does not cover both.
    pub(crate) fn speak(&self, says: &Says, a: usize, b: usize) -> Option<Ordering> {
        let pair = |one: &Members, other: &Members| {
            (has(one, a) && has(other, b), has(one, b) && has(other, a))
        };
        match says {
            Says::Principal { over, under } => match pair(over, under) {
                (true, false) => Some(Ordering::Greater),
                (false, true) => Some(Ordering::Less),
                (true, true) => Some(Ordering::Equal),
                (false, false) => None,
            },
            Says::Refer { one, other } => match pair(one, other) {
                (false, false) => None,
                _ => Some(Ordering::Equal),
            },
            Says::Ranks(ranks) => {
                let rank = |key: usize| ranks.get(key).copied().flatten();
                Some(rank(b)?.cmp(&rank(a)?)).filter(|order| order.is_ne())
            }
            Says::General { over, under, except } => {
                if has(except, a) || has(except, b) {
                    return None;
                }
                match pair(over, under) {
                    (true, false) => Some(Ordering::Greater),
                    (false, true) => Some(Ordering::Less),
                    _ => Some(self.longer(a, b).unwrap_or(Ordering::Equal)),
                }
            }
        }
    }

    fn longer(&self, a: usize, b: usize) -> Option<Ordering> {
        self.sentences.get(a)?.compare(*self.sentences.get(b)?)
    }
}

/// The order of every two offences as a bit matrix. Offences that the rules do not distinguish
/// share a row and a column.
#[derive(Debug, Default)]
pub(crate) struct Matrix {
    /// The kind of each key.
    kind_of: Vec<usize>,
    kinds: usize,
    /// A row of bits for each kind: the kinds that it is principal over.
    over: Vec<u64>,
}

const BITS: usize = u64::BITS as usize;

impl Matrix {
    /// Builds the matrix from the rules, of which the first to cover a pair decides.
    pub(crate) fn new(precedence: &Precedence) -> Matrix {
        let kinds = Kinds::new(precedence);
        let (number, words) = (kinds.examples.len(), kinds.examples.len().div_ceil(BITS));
        let mut over = vec![0; number * words];
        for (a, row) in kinds.over(precedence).iter().enumerate() {
            for b in row.ones() {
                if let Some(word) = over.get_mut(a * words + b / BITS) {
                    *word |= 1 << (b % BITS);
                }
            }
        }
        Matrix { kind_of: kinds.of_keys, kinds: number, over }
    }

    /// Whether both put the same offences over the same others.
    pub(crate) fn is_like(&self, other: &Matrix) -> bool {
        let keys = || 0..self.kind_of.len();
        self.kind_of.len() == other.kind_of.len()
            && keys().all(|a| keys().all(|b| self.over(a, b) == other.over(a, b)))
    }

    /// Whether the first is principal over the second.
    fn over(&self, a: usize, b: usize) -> bool {
        let kind = |key: usize| self.kind_of.get(key).copied();
        let Some((a, b)) = kind(a).zip(kind(b)) else { return false };
        let word = self.over.get(a * self.kinds.div_ceil(BITS) + b / BITS);
        word.is_some_and(|word| word >> (b % BITS) & 1 == 1)
    }

    /// Returns, as bits, the candidates that nothing outside their own circle outranks. There is
    /// one if the rules settle the principal crime. There must be at most 64 candidates.
    fn top(&self, keys: &[usize]) -> u64 {
        let mut over = [0u64; BITS];
        for (row, a) in over.iter_mut().zip(keys) {
            let bits = keys.iter().enumerate().filter(|(_, b)| self.over(*a, **b));
            *row = bits.fold(0, |row, (n, _)| row | 1 << n);
        }
        for via in 0..keys.len() {
            let further = over.get(via).copied().unwrap_or(0);
            let through = over.iter_mut().take(keys.len()).filter(|row| **row >> via & 1 == 1);
            through.for_each(|row| *row |= further);
        }
        let row = |n: usize| over.get(n).copied().unwrap_or(0);
        let unbeaten = |n: &usize| {
            (0..keys.len()).all(|other| row(other) >> n & 1 == 0 || row(*n) >> other & 1 == 1)
        };
        (0..keys.len()).filter(unbeaten).fold(0, |top, n| top | 1 << n)
    }
}

/// Returns the candidates that nothing outside their own circle outranks.
pub(crate) fn top(matrix: &Matrix, keys: &[usize]) -> Places {
    if keys.len() <= BITS {
        let top = matrix.top(keys);
        return (0..keys.len()).filter(|n| top >> n & 1 == 1).collect();
    }
    unbeaten(keys.len(), |i, j| match (keys.get(i), keys.get(j)) {
        (Some(a), Some(b)) => matrix.over(*a, *b),
        _ => false,
    })
}

/// The same for any number of candidates: `over(i, j)` is about candidates `i` and `j`.
fn unbeaten(candidates: usize, over: impl Fn(usize, usize) -> bool) -> Places {
    let mut reaches = vec![vec![false; candidates]; candidates];
    for (i, row) in reaches.iter_mut().enumerate() {
        row.iter_mut().enumerate().for_each(|(j, cell)| *cell = i != j && over(i, j));
    }
    let get = |m: &Vec<Vec<bool>>, i: usize, j: usize| {
        m.get(i).and_then(|r| r.get(j)).copied().unwrap_or(false)
    };
    for via in 0..candidates {
        for i in 0..candidates {
            if get(&reaches, i, via) {
                let further = reaches.get(via).cloned().unwrap_or_default();
                if let Some(row) = reaches.get_mut(i) {
                    row.iter_mut().zip(further).for_each(|(cell, more)| *cell |= more);
                }
            }
        }
    }
    let unbeaten =
        |i: &usize| (0..candidates).all(|j| !get(&reaches, j, *i) || get(&reaches, *i, j));
    (0..candidates).filter(unbeaten).collect()
}

#[cfg(test)]
mod tests {
    use proptest::collection::vec;
    use proptest::option;
    use proptest::prelude::{Strategy, any, prop_oneof};
    use proptest::sample::select;

    use super::{Matrix, Places, Precedence, Says, top, unbeaten};
    use crate::words::terms::Sentence;

    /// More than the bits of a word, but few enough for keys to meet in every set.
    const KEYS: usize = 70;

    fn beats(pairs: &[(usize, usize)], n: usize) -> Places {
        unbeaten(n, |i, j| pairs.contains(&(i, j)))
    }

    /// Returns a rule for each of the pairs.
    fn rules(pairs: &[(usize, usize)], n: usize) -> Precedence {
        let one = |key: usize| (0..n).map(|other| other == key).collect::<Vec<bool>>();
        let says = |(a, b): &(usize, usize)| Says::Principal { over: one(*a), under: one(*b) };
        let rules = pairs.iter().map(says).enumerate().collect();
        Precedence { rules, sentences: vec![Sentence::Fine; n] }
    }

    #[test]
    fn one_that_no_other_outranks_is_principal_even_if_not_ordered_against_all() {
        assert_eq!(beats(&[(0, 1), (1, 2)], 3).as_slice(), [0]);
    }

    #[test]
    fn two_unordered_stand_together() {
        assert_eq!(beats(&[(0, 2)], 3).as_slice(), [0, 1]);
    }

    #[test]
    fn a_circle_stands_together_and_keeps_what_it_outranks_below() {
        assert_eq!(beats(&[(0, 1), (1, 2), (2, 0), (2, 3)], 4).as_slice(), [0, 1, 2]);
        assert_eq!(beats(&[(3, 0), (0, 1), (1, 2), (2, 0)], 4).as_slice(), [3]);
    }

    /// Generates rules of every form over `KEYS` keys.
    fn any_rules() -> impl Strategy<Value = Precedence> {
        let set = || vec(any::<bool>(), KEYS);
        let says = prop_oneof![
            (set(), set()).prop_map(|(over, under)| Says::Principal { over, under }),
            (set(), set()).prop_map(|(one, other)| Says::Refer { one, other }),
            vec(option::of(0u16..4), KEYS).prop_map(Says::Ranks),
            (set(), set(), set()).prop_map(|(over, under, except)| Says::General {
                over,
                under,
                except
            }),
        ];
        let sentences =
            vec(select(vec![Sentence::Life, Sentence::Years(2), Sentence::Unknown]), KEYS);
        (vec(says, 0..4), sentences).prop_map(|(says, sentences)| Precedence {
            rules: says.into_iter().enumerate().collect(),
            sentences,
        })
    }

    proptest::proptest! {
        #[test]
        fn the_matrix_says_what_the_rules_say_of_every_two(rules in any_rules()) {
            let matrix = Matrix::new(&rules);
            for (a, b) in (0..KEYS).flat_map(|a| (0..KEYS).map(move |b| (a, b))) {
                proptest::prop_assert_eq!(matrix.over(a, b), rules.over(a, b), "{} {}", a, b);
            }
        }

        #[test]
        fn the_bits_say_what_the_list_says(
            pairs in proptest::collection::vec((0usize..70, 0usize..70), 0..60),
            n in 1usize..70,
        ) {
            let mut once: Vec<(usize, usize)> = Vec::new();
            for (a, b) in pairs.into_iter().filter(|(a, b)| a != b && *a < n && *b < n) {
                if !once.contains(&(b, a)) && !once.contains(&(a, b)) {
                    once.push((a, b));
                }
            }
            let keys: Vec<usize> = (0..n).collect();
            proptest::prop_assert_eq!(top(&Matrix::new(&rules(&once, n)), &keys), beats(&once, n));
        }
    }
}
