//! Suggestions for misspelt names.

use super::terms::Code;

/// Longer names are not compared: nobody misspells a name this long.
const LONGEST: usize = 100;

/// Returns the known name nearest to `wrong`, if it is near enough to be meant: at most a third of
/// the letters may differ (but always one), and it must not be a word with another meaning. Ties
/// are broken alphabetically.
pub(crate) fn nearest<'a>(
    wrong: &str,
    known: impl IntoIterator<Item = &'a str>,
) -> Option<&'a str> {
    let length = wrong.chars().count();
    // A single letter may not differ at all, or nothing of it would be left.
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

/// Returns the nearest known code, preferring those with the same first part.
pub(crate) fn nearest_code<'a>(
    wrong: Code,
    known: impl Iterator<Item = &'a Code>,
) -> Option<String> {
    let (wrong, mut known) = (wrong.to_string(), known.map(Code::to_string).collect::<Vec<_>>());
    known.sort_unstable();
    let part = wrong.split('/').next().unwrap_or("");
    let alike = known.iter().map(String::as_str).filter(|code| code.starts_with(part));
    let near = nearest(&wrong, alike);
    near.or_else(|| nearest(&wrong, known.iter().map(String::as_str))).map(str::to_owned)
}

/// Whether one name is the other with something added that changes its meaning: an extra word, or
/// letters in front. `ex-partner` is no misspelling of `partner`, nor `wanted` of `unwanted`.
fn is_another_word(wrong: &str, known: &str) -> bool {
    let (wrong, known) = (wrong.to_lowercase(), known.to_lowercase());
    let (short, long) = match wrong.len() < known.len() {
        true => (&wrong, &known),
        false => (&known, &wrong),
    };
    let before = long.strip_suffix(short.as_str()).map_or(0, |before| before.chars().count());
    before > 1 || has_a_word_more(short, long)
}

/// Words that negate others.
const NOT: [&str; 4] = ["no", "non", "not", "never"];

/// Whether `long` contains the words of `short` in order, and others besides. In names with
/// underscores, which may be abbreviated, only a negating extra word counts.
fn has_a_word_more(short: &str, long: &str) -> bool {
    let mut left = short.split(['-', '_', ' ']).peekable();
    let more = long.split(['-', '_', ' ']).filter(|word| left.next_if_eq(word).is_none());
    let more: Vec<&str> = more.collect();
    let counts = |word: &&str| !long.contains('_') || NOT.contains(word);
    left.peek().is_none() && more.iter().any(counts)
}

/// Returns how many letters of `name` do not occur in `other`. This is a lower bound on their edit
/// distance and much cheaper to compute. Letters that share a bucket count as equal.
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

/// Returns "did you mean `x`?" if a known name is near.
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
