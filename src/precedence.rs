//! Which of two offences is principal, and by which rule. It knows no incident.
//!
//! Offences come here as *keys*: a row of the catalogue with the maximum sentence of a time.

use std::cmp::Ordering;

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

/// Of several candidates, those that nothing outside their own circle outranks: one where the
/// rules settle the principal crime. `verdict(i, j)` is of the candidates number `i` and `j`.
pub(crate) fn top(candidates: usize, verdict: impl Fn(usize, usize) -> Verdict) -> Vec<usize> {
    let mut reaches = vec![vec![false; candidates]; candidates];
    for (i, row) in reaches.iter_mut().enumerate() {
        for (j, cell) in row.iter_mut().enumerate() {
            *cell = i != j && matches!(verdict(i, j), Verdict::First(_));
        }
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
    use super::{Verdict, top};

    fn beats(pairs: &[(usize, usize)], n: usize) -> Vec<usize> {
        top(n, |i, j| if pairs.contains(&(i, j)) { Verdict::First(0) } else { Verdict::Silent })
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
}
