//! What is known of each fact, in the order in which facts are declared: so, not so, or
//! nothing. Of 64 facts at most, as two sets of bits.

/// Answers to facts, by number.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Answers {
    yes: u64,
    known: u64,
}

fn bit(fact: usize) -> u64 {
    u32::try_from(fact).ok().and_then(|n| 1u64.checked_shl(n)).unwrap_or(0)
}

impl Answers {
    /// The answer to a fact, if there is one.
    pub(crate) fn get(self, fact: usize) -> Option<bool> {
        (self.known & bit(fact) != 0).then_some(self.yes & bit(fact) != 0)
    }

    /// Sets or takes back the answer to a fact.
    pub(crate) fn set(&mut self, fact: usize, answer: Option<bool>) {
        let bit = bit(fact);
        self.known &= !bit;
        self.yes &= !bit;
        if let Some(yes) = answer {
            self.known |= bit;
            self.yes |= if yes { bit } else { 0 };
        }
    }

    /// These answers, and where there is none those of `others`.
    pub(crate) fn or(self, others: Answers) -> Answers {
        let more = others.known & !self.known;
        Answers { yes: self.yes | others.yes & more, known: self.known | more }
    }

    /// Answers to all facts: yes to those of an iterator, no to all others.
    pub(crate) fn all(yes: impl Iterator<Item = usize>) -> Answers {
        Answers { yes: yes.fold(0, |all, fact| all | bit(fact)), known: u64::MAX }
    }
}

#[cfg(test)]
mod tests {
    use super::Answers;

    #[test]
    fn what_is_set_is_got_and_what_is_not_is_unknown() {
        let mut one = Answers::default();
        one.set(3, Some(true));
        one.set(63, Some(false));
        assert_eq!([0, 3, 63].map(|n| one.get(n)), [None, Some(true), Some(false)]);
        let others = Answers::all([0, 63].into_iter());
        assert_eq!(
            [0, 1, 3, 63].map(|n| one.or(others).get(n)),
            [true, false, true, false].map(Some)
        );
        one.set(3, None);
        assert_eq!(one.get(3), None);
        assert_eq!(one.get(64), None);
    }
}
