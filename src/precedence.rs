//! Which of two offences is principal, and by which rule. It knows no incident.
//!
//! Offences come here as *keys*: a row of the catalogue with the maximum sentence of a time.

use std::cmp::Ordering;
use std::collections::HashMap;

use crate::terms::Sentence;

/// A set of keys.
pub(crate) type Members = Vec<bool>;

fn has(members: &Members, key: usize) -> bool {
    members.get(key).copied().unwrap_or(false)
}

/// What one rule says of pairs of offences.
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
    /// The rank of each key that is in the table; it does not speak of two of one rank.
    Ranks(Vec<Option<u16>>),
    General {
        over: Members,
        under: Members,
        except: Members,
    },
}

impl Says {
    /// Where an offence stands in the rule: two that stand in the same places, and have one
    /// maximum sentence, are alike to it.
    pub(crate) fn places(&self, key: usize) -> Vec<Option<u16>> {
        let is = |members: &Members| has(members, key).then_some(0);
        match self {
            Says::Principal { over, under } => vec![is(over), is(under)],
            Says::Refer { one, other } => vec![is(one), is(other)],
            Says::Ranks(ranks) => vec![ranks.get(key).copied().flatten()],
            Says::General { over, under, except } => vec![is(over), is(under), is(except)],
        }
    }
}

/// The rules of an edition that order offences, in their order there.
#[derive(Debug, Default)]
pub(crate) struct Precedence {
    /// The number of the rule in the edition, and what it says.
    pub(crate) rules: Vec<(usize, Says)>,
    pub(crate) sentences: Vec<Sentence>,
}

/// What the rules make of two offences.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Verdict {
    /// The first is principal, by this rule.
    First(usize),
    /// The second is principal, by this rule.
    Second(usize),
    /// The rule speaks of both and leaves it to the registrar.
    Refer(usize),
    /// No rule speaks of both.
    Silent,
}

impl Precedence {
    /// Whether the first is principal over the second.
    pub(crate) fn over(&self, a: usize, b: usize) -> bool {
        matches!(self.between(a, b), Verdict::First(_))
    }

    /// The first rule that speaks of both decides.
    pub(crate) fn between(&self, a: usize, b: usize) -> Verdict {
        let verdict = |(rule, says): &(usize, Says)| match self.speak(says, a, b)? {
            Ordering::Greater => Some(Verdict::First(*rule)),
            Ordering::Less => Some(Verdict::Second(*rule)),
            Ordering::Equal => Some(Verdict::Refer(*rule)),
        };
        self.rules.iter().find_map(verdict).unwrap_or(Verdict::Silent)
    }

    /// `Greater` where `a` is principal, `Equal` where the rule leaves it to the registrar,
    /// nothing where it does not speak of both.
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

/// The order of every two offences as bits, of those that the rules do not tell apart one.
#[derive(Debug, Default)]
pub(crate) struct Matrix {
    /// The kind of each key.
    kind_of: Vec<usize>,
    kinds: usize,
    /// A row of bits for each kind: those that it is principal over.
    over: Vec<u64>,
}

const BITS: usize = u64::BITS as usize;

impl Matrix {
    /// From the rules, which decide one after another.
    pub(crate) fn new(precedence: &Precedence) -> Matrix {
        let mut known: HashMap<(Vec<Option<u16>>, Sentence), usize> = HashMap::new();
        let mut examples = Vec::new();
        let keys = precedence.sentences.iter().enumerate();
        let kind_of = keys.map(|(key, sentence)| {
            let places = precedence.rules.iter().flat_map(|(_, says)| says.places(key)).collect();
            *known.entry((places, *sentence)).or_insert_with(|| {
                examples.push(key);
                examples.len() - 1
            })
        });
        let kind_of = kind_of.collect();
        let kinds = examples.len();
        let mut over = Vec::with_capacity(kinds * kinds.div_ceil(BITS));
        for a in &examples {
            for some in examples.chunks(BITS) {
                let bits = some.iter().enumerate().filter(|(_, b)| precedence.over(*a, **b));
                over.push(bits.fold(0, |word, (n, _)| word | 1 << n));
            }
        }
        Matrix { kind_of, kinds, over }
    }

    /// Whether the first is principal over the second.
    fn over(&self, a: usize, b: usize) -> bool {
        let kind = |key: usize| self.kind_of.get(key).copied();
        let Some((a, b)) = kind(a).zip(kind(b)) else { return false };
        let word = self.over.get(a * self.kinds.div_ceil(BITS) + b / BITS);
        word.is_some_and(|word| word >> (b % BITS) & 1 == 1)
    }

    /// The places of the candidates that nothing outside their own circle outranks, as bits:
    /// one where the rules settle the principal crime. Of 64 candidates at most.
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

/// Of several candidates, those that nothing outside their own circle outranks.
pub(crate) fn top(matrix: &Matrix, keys: &[usize]) -> Vec<usize> {
    if keys.len() <= BITS {
        let top = matrix.top(keys);
        return (0..keys.len()).filter(|n| top >> n & 1 == 1).collect();
    }
    unbeaten(keys.len(), |i, j| match (keys.get(i), keys.get(j)) {
        (Some(a), Some(b)) => matrix.over(*a, *b),
        _ => false,
    })
}

/// The same of any number, written out: `over(i, j)` is of the candidates number `i` and `j`.
fn unbeaten(candidates: usize, over: impl Fn(usize, usize) -> bool) -> Vec<usize> {
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
    use super::{Matrix, Precedence, Says, top, unbeaten};
    use crate::terms::Sentence;

    fn beats(pairs: &[(usize, usize)], n: usize) -> Vec<usize> {
        unbeaten(n, |i, j| pairs.contains(&(i, j)))
    }

    /// Rules that say the same as the pairs, one for each.
    fn rules(pairs: &[(usize, usize)], n: usize) -> Precedence {
        let one = |key: usize| (0..n).map(|other| other == key).collect::<Vec<bool>>();
        let says = |(a, b): &(usize, usize)| Says::Principal { over: one(*a), under: one(*b) };
        let rules = pairs.iter().map(says).enumerate().collect();
        Precedence { rules, sentences: vec![Sentence::Fine; n] }
    }

    #[test]
    fn one_that_no_other_outranks_is_principal_even_if_not_ordered_against_all() {
        assert_eq!(beats(&[(0, 1), (1, 2)], 3), [0]);
    }

    #[test]
    fn two_unordered_stand_together() {
        assert_eq!(beats(&[(0, 2)], 3), [0, 1]);
    }

    #[test]
    fn a_circle_stands_together_and_keeps_what_it_outranks_below() {
        assert_eq!(beats(&[(0, 1), (1, 2), (2, 0), (2, 3)], 4), [0, 1, 2]);
        assert_eq!(beats(&[(3, 0), (0, 1), (1, 2), (2, 0)], 4), [3]);
    }

    proptest::proptest! {
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
