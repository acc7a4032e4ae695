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
        .map(|name| (strsim::damerau_levenshtein(wrong, name), name))
        .filter(|(distance, name)| *distance <= bearable && !is_another_word(wrong, name))
        .min()
        .map(|(_, name)| name)
}

/// Returns the known code that differs from `wrong` in one digit or in leading zeros, preferring
/// those with the same first part. Whoever wrote more than that meant something else.
pub(crate) fn nearest_code<'a>(wrong: Code, known: impl Iterator<Item = &'a Code>) -> Option<Code> {
    let wrong = wrong.to_string();
    let part = wrong.split('/').next().unwrap_or("");
    let known = known.map(|code| (code.to_string(), *code));
    let near = known.filter(|(code, _)| is_one_slip(&wrong, code));
    near.min_by_key(|(code, _)| (!code.starts_with(part), code.clone())).map(|(_, code)| code)
}

fn is_one_slip(wrong: &str, known: &str) -> bool {
    let bare = |code: &str| -> Vec<String> {
        code.split('/').map(|part| part.trim_start_matches('0').to_owned()).collect()
    };
    let other = wrong.chars().zip(known.chars()).filter(|(one, other)| one != other).count();
    (wrong.len() == known.len() && other == 1) || bare(wrong) == bare(known)
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

/// Returns "did you mean `x`?" if a known name is near.
pub(crate) fn did_you_mean<'a>(
    wrong: &str,
    known: impl IntoIterator<Item = &'a str>,
) -> Option<String> {
    nearest(wrong, known).map(|name| format!("did you mean `{name}`?"))
}

#[cfg(test)]
mod tests {
    use super::{nearest, nearest_code};

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
    fn a_code_is_near_by_one_digit_or_a_zero() {
        let known: Vec<_> = ["195/12", "008/06", "105/10"].iter().flat_map(|c| c.parse()).collect();
        let near = |wrong: &str| {
            let near = nearest_code(wrong.parse().ok()?, known.iter());
            near.map(|code| code.to_string())
        };
        for (wrong, right) in [
            ("195/13", Some("195/12")),
            ("115/10", Some("105/10")),
            ("123/45", None),
            ("195/21", None),
            ("159/12", None),
        ] {
            assert_eq!(near(wrong).as_deref(), right, "{wrong}");
        }
    }

    #[test]
    fn of_a_single_letter_none_is_near() {
        assert_eq!(nearest("w", ["s", "v"]), None);
    }
}
