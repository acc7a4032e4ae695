//! Lists in sentences.

use std::fmt::{self, Display, Formatter};

/// Displays items separated by commas, with `and` before the last.
pub(crate) struct List<'a, T>(pub(crate) &'a [T]);

/// Displays items separated by commas, with `or` before the last.
pub(crate) struct AnyOf<'a, T>(pub(crate) &'a [T]);

impl<T: Display> Display for List<'_, T> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        listed(self.0, " and ", f)
    }
}

impl<T: Display> Display for AnyOf<'_, T> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        listed(self.0, " or ", f)
    }
}

fn listed(items: &[impl Display], last: &str, f: &mut Formatter<'_>) -> fmt::Result {
    for (n, item) in items.iter().enumerate() {
        f.write_str(match n {
            0 => "",
            n if n + 1 == items.len() => last,
            _ => ", ",
        })?;
        item.fmt(f)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::{AnyOf, List};

    #[test]
    fn and_or_or_comes_before_the_last() {
        let told = [0, 1, 2, 3].map(|n| List(&(1..=n).collect::<Vec<_>>()).to_string());
        assert_eq!(told, ["", "1", "1 and 2", "1, 2 and 3"]);
        assert_eq!(AnyOf(&[1, 2, 3]).to_string(), "1, 2 or 3");
    }
}
