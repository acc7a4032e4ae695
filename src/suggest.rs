//! The nearest known name for a misspelt one.

/// Nobody misspells a name as long as this.
const LONGEST: usize = 100;

/// The known name nearest to `wrong`, if one is near enough to be meant: at most a third of
/// its letters differ, and it is no other word of the law. Of equally near names the first in
/// alphabetical order.
pub(crate) fn nearest<'a>(
    wrong: &str,
    known: impl IntoIterator<Item = &'a str>,
) -> Option<&'a str> {
    let length = wrong.chars().count();
    // Of a single letter none would be left.
    let bearable = (length / 3).max(1).min(length.saturating_sub(1));
    known
        .into_iter()
        .filter(|name| name.chars().count().abs_diff(length) <= bearable && length <= LONGEST)
        .filter(|name| missing(wrong, name) <= bearable)
        .map(|name| (strsim::damerau_levenshtein(wrong, name), name))
        .filter(|(distance, name)| *distance <= bearable && !is_another_word(wrong, name))
        .min()
        .map(|(_, name)| name)
}

/// Whether one name is the other with something that gives it another meaning: a word more, or
/// letters put before it. `ex-partner` is no slip for `partner`, nor `wanted` for `unwanted`.
fn is_another_word(wrong: &str, known: &str) -> bool {
    let (wrong, known) = (wrong.to_lowercase(), known.to_lowercase());
    let (short, long) = match wrong.len() < known.len() {
        true => (&wrong, &known),
        false => (&known, &wrong),
    };
    let before = long.strip_suffix(short.as_str()).map_or(0, |before| before.chars().count());
    before > 1 || has_a_word_more(short, long)
}

/// Words that turn the meaning of others.
const NOT: [&str; 4] = ["no", "non", "not", "never"];

/// Whether the words of one name are among those of the other, in their order, and the other has
/// more. A field with underscores may be written short; only a word that turns its meaning counts.
fn has_a_word_more(short: &str, long: &str) -> bool {
    let mut left = short.split(['-', '_', ' ']).peekable();
    let more = long.split(['-', '_', ' ']).filter(|word| left.next_if_eq(word).is_none());
    let more: Vec<&str> = more.collect();
    let counts = |word: &&str| !long.contains('_') || NOT.contains(word);
    left.peek().is_none() && more.iter().any(counts)
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

    #[test]
    fn what_means_something_else_is_not_near() {
        let known = [
            "partner",
            "former-partner",
            "unwanted",
            "living-together",
            "caution",
            "victim_confirms",
            "last_incident_on",
        ];
        for wrong in [
            "ex-partner",
            "Ex-partner",
            "ex partner",
            "expartner",
            "exPartner",
            "wanted",
            "not-living-together",
            "living-not-together",
            "pre-caution",
            "victim_not_confirms",
            "x",
        ] {
            assert_eq!(nearest(wrong, known), None, "{wrong}");
        }
        for (wrong, right) in [
            ("parter", "partner"),
            ("ppartner", "partner"),
            ("partners", "partner"),
            ("formerpartner", "former-partner"),
            ("fomer-partner", "former-partner"),
            ("living together", "living-together"),
            ("unwantd", "unwanted"),
            ("last_incident", "last_incident_on"),
            ("victim-confirms", "victim_confirms"),
        ] {
            assert_eq!(nearest(wrong, known), Some(right), "{wrong}");
        }
    }

    #[test]
    fn of_a_single_letter_none_is_near() {
        assert_eq!(nearest("w", ["s", "v"]), None);
    }
}
