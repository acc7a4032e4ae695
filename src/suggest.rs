//! The nearest known name for a misspelt one.

/// Nobody misspells a name as long as this.
const LONGEST: usize = 100;

/// The known name nearest to `wrong`, if one is near enough to be meant: at most a third of
/// its letters differ. Of equally near names the first in alphabetical order.
pub(crate) fn nearest<'a>(
    wrong: &str,
    known: impl IntoIterator<Item = &'a str>,
) -> Option<&'a str> {
    let length = wrong.chars().count();
    let bearable = (length / 3).max(1);
    known
        .into_iter()
        .filter(|name| name.chars().count().abs_diff(length) <= bearable && length <= LONGEST)
        .filter(|name| missing(wrong, name) <= bearable)
        .map(|name| (strsim::damerau_levenshtein(wrong, name), name))
        .filter(|(distance, _)| *distance <= bearable)
        .min()
        .map(|(_, name)| name)
}

/// How many letters of a name another has not: at least so many differ between the two. That is
/// soon counted, and the distance is not. Letters that share a bucket count as one.
fn missing(name: &str, other: &str) -> usize {
    let mut buckets = [0usize; 32];
    let bucket = |letter: char| usize::from((u32::from(letter) % 32) as u8);
    for letter in other.chars() {
        buckets.get_mut(bucket(letter)).into_iter().for_each(|left| *left += 1);
    }
    let lacks = |letter: &char| match buckets.get_mut(bucket(*letter)) {
        Some(left @ 1..) => {
            *left -= 1;
            false
        }
        _ => true,
    };
    name.chars().filter(lacks).count()
}

/// "did you mean `x`?", where something known is near.
pub(crate) fn did_you_mean<'a>(
    wrong: &str,
    known: impl IntoIterator<Item = &'a str>,
) -> Option<String> {
    nearest(wrong, known).map(|name| format!("did you mean `{name}`?"))
}

#[cfg(test)]
mod tests {
    use super::nearest;

    #[test]
    fn one_slip_is_found_and_another_word_is_not() {
        let known = ["following", "loitering", "contacting"];
        assert_eq!(nearest("folowing", known), Some("following"));
        assert_eq!(nearest("burglary", known), None);
        assert_eq!(nearest("", known), None);
    }
}
