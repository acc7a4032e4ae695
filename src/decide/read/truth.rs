//! Three-valued logic, in which what is unknown is neither true nor false.

/// A truth value of Kleene's three-valued logic.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Truth {
    True,
    False,
    Unknown,
}

impl From<bool> for Truth {
    fn from(value: bool) -> Truth {
        if value { Truth::True } else { Truth::False }
    }
}

impl Truth {
    pub(crate) fn not(self) -> Truth {
        match self {
            Truth::True => Truth::False,
            Truth::False => Truth::True,
            Truth::Unknown => Truth::Unknown,
        }
    }

    /// True if all are true, false if any is false.
    pub(crate) fn all(parts: impl Iterator<Item = Truth>) -> Truth {
        let mut whole = Truth::True;
        for part in parts {
            match part {
                Truth::False => return Truth::False,
                Truth::Unknown => whole = Truth::Unknown,
                Truth::True => {}
            }
        }
        whole
    }

    /// True if any is true, false if all are false.
    pub(crate) fn any(parts: impl Iterator<Item = Truth>) -> Truth {
        Truth::all(parts.map(Truth::not)).not()
    }
}

#[cfg(test)]
mod tests {
    use super::Truth::{self, False, True, Unknown};

    #[test]
    fn the_table_row_by_row() {
        for (a, b, both, either) in [
            (True, True, True, True),
            (True, False, False, True),
            (True, Unknown, Unknown, True),
            (False, True, False, True),
            (False, False, False, False),
            (False, Unknown, False, Unknown),
            (Unknown, True, Unknown, True),
            (Unknown, False, False, Unknown),
            (Unknown, Unknown, Unknown, Unknown),
        ] {
            assert_eq!(Truth::all([a, b].into_iter()), both, "{a:?} and {b:?}");
            assert_eq!(Truth::any([a, b].into_iter()), either, "{a:?} or {b:?}");
        }
        assert_eq!([True, False, Unknown].map(Truth::not), [False, True, Unknown]);
    }
}
