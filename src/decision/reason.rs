//! Lists in sentences.

use std::fmt::{Display, Write};

/// Items with commas, and `and` before the last.
pub(crate) fn list<T: Display>(items: &[T]) -> String {
    let mut text = String::new();
    for (n, item) in items.iter().enumerate() {
        let before = match n {
            0 => "",
            n if n + 1 == items.len() => " and ",
            _ => ", ",
        };
        // Writing to a text does not fail.
        let _ = write!(text, "{before}{item}");
    }
    text
}

#[cfg(test)]
mod tests {
    use super::list;

    #[test]
    fn and_comes_before_the_last() {
        let told = [0, 1, 2, 3].map(|n| list(&(1..=n).collect::<Vec<_>>()));
        assert_eq!(told, ["", "1", "1 and 2", "1, 2 and 3"]);
    }
}
