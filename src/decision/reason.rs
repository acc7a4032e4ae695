//! Lists in sentences.

use std::fmt::{self, Display, Formatter};

/// Displays items separated by commas, with `and` before the last.
pub(crate) struct List<'a, T>(pub(crate) &'a [T]);

impl<T: Display> Display for List<'_, T> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        for (n, item) in self.0.iter().enumerate() {
            f.write_str(match n {
                0 => "",
                n if n + 1 == self.0.len() => " and ",
                _ => ", ",
            })?;
            item.fmt(f)?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::List;

    #[test]
    fn and_comes_before_the_last() {
        let told = [0, 1, 2, 3].map(|n| List(&(1..=n).collect::<Vec<_>>()).to_string());
        assert_eq!(told, ["", "1", "1 and 2", "1, 2 and 3"]);
    }
}
