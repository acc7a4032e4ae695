//! Answers to facts, in the order in which the facts are declared: yes, no or unknown. They are
//! stored as two bit sets, which hold at most 64 facts.

/// Answers to facts, by fact number.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Answers {
    yes: u64,
    known: u64,
}

fn bit(fact: usize) -> u64 {
    u32::try_from(fact).ok().and_then(|n| 1u64.checked_shl(n)).unwrap_or(0)
}

impl Answers {
    /// Returns the answer to a fact, or `None` if it is unknown.
    pub(crate) fn get(self, fact: usize) -> Option<bool> {
        (self.known & bit(fact) != 0).then_some(self.yes & bit(fact) != 0)
    }

    /// Sets or clears the answer to a fact.
    pub(crate) fn set(&mut self, fact: usize, answer: Option<bool>) {
        let bit = bit(fact);
        self.known &= !bit;
        self.yes &= !bit;
        if let Some(yes) = answer {
            self.known |= bit;
            self.yes |= if yes { bit } else { 0 };
        }
    }

    /// Returns these answers, with unknown ones taken from `others`.
    pub(crate) fn or(self, others: Answers) -> Answers {
        let more = others.known & !self.known;
        Answers { yes: self.yes | others.yes & more, known: self.known | more }
    }

    /// Answers every fact: yes to those in the iterator, no to the rest.
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
