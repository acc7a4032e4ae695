//! Random rule files: an edition that amends another, a small rule book, and damaged text.

use std::collections::{BTreeMap, BTreeSet};

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::{Index, select, subsequence};

use crate::rules::compiled::Edition;
use crate::words::text::Text;

/// An amendment to an edition.
#[derive(Debug, Clone)]
enum Amendment {
    Remove(Index),
    /// The rule to add before, the classes of the first set and of the second, and whether the
    /// order of the two is left to the registrar.
    Add(Index, Vec<Index>, Vec<Index>, bool),
}

/// The name of the edition that [`amendments`] generates.
const AMENDED: &str = "random-edition";

/// Generates a text with one edition, `random-edition`, that amends the given one: it removes
/// rules, and adds rules that put offences over others or refer them. It loads together with the
/// files of the edition, and is counted as of its day. Shrinks to fewer amendments.
///
/// ```
/// use counting_rules::Rules;
/// use counting_rules::workshop::property;
/// let rules = Rules::shipped()?;
/// let edition = rules.edition("hocr-2016-04")?;
/// property::for_all(&property::amendments(edition), 5, |text| {
///     let mut texts = Rules::shipped_texts();
///     texts.push(text.clone());
///     Rules::load(texts)?.edition("random-edition")?;
///     Ok(())
/// })?;
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn amendments(edition: &Edition) -> BoxedStrategy<Text> {
    let classes = || vec(any::<Index>(), 1..=3);
    let one = prop_oneof![
        any::<Index>().prop_map(Amendment::Remove),
        (any::<Index>(), classes(), classes(), any::<bool>())
            .prop_map(|(before, one, other, refer)| Amendment::Add(before, one, other, refer)),
    ];
    let base = Base::of(edition);
    vec(one, 1..=4).prop_map(move |amendments| base.amended(&amendments)).boxed()
}

/// What has to be known about the edition to be amended.
#[derive(Debug, Clone)]
struct Base {
    name: String,
    day: String,
    source: String,
    rules: Vec<String>,
    /// The codes of each class on the day, without codes that have several rows.
    classes: Vec<(String, Vec<String>)>,
}

impl Base {
    fn of(edition: &Edition) -> Base {
        let law = &edition.law;
        let mut classes: BTreeMap<&str, Vec<String>> = BTreeMap::new();
        let alone = law.by_code.iter().filter(|(_, rows)| rows.len() == 1);
        for (code, row) in alone.flat_map(|(code, rows)| rows.iter().map(move |row| (code, row))) {
            let Some(offence) = law.offences.get(*row) else { continue };
            if let Some(class) = law.classes.get(offence.class_on(edition.day)) {
                classes.entry(&class.name).or_default().push(code.to_string());
            }
        }
        classes.values_mut().for_each(|codes| codes.sort());
        Base {
            name: edition.id.clone(),
            day: edition.day.to_string(),
            source: law.sources.first().map(|source| source.id.clone()).unwrap_or_default(),
            rules: edition.rules.iter().map(|rule| rule.name.to_string()).collect(),
            classes: classes.into_iter().map(|(name, codes)| (name.to_owned(), codes)).collect(),
        }
    }

    fn amended(&self, amendments: &[Amendment]) -> Text {
        let Base { name, day, source, .. } = self;
        let mut content = format!(
            "edition {AMENDED} \"A random edition\"\n  cite {source}\n  amends {name}\n  counted as of {day}\n"
        );
        let mut rules = self.rules.clone();
        for (n, amendment) in amendments.iter().enumerate() {
            match amendment {
                Amendment::Remove(index) if !rules.is_empty() => {
                    let removed = rules.remove(index.index(rules.len()));
                    content += &format!("\nremove rule {removed}\n  cite {source}\n");
                }
                Amendment::Add(before, one, other, refer) if !rules.is_empty() => {
                    let Some((one, other)) = self.two_sets(one, other) else { continue };
                    let (verb, than) =
                        if *refer { ("refer", "against") } else { ("principal", "over") };
                    let before = before.get(&rules);
                    content += &format!(
                        "\nadd before {before} rule random-rule-{n}\n  cite {source}\n  {verb} {one}\n  {than} {other}\n"
                    );
                }
                _ => {}
            }
        }
        Text::new(format!("{AMENDED}.rules"), content)
    }

    /// Codes of some classes, and other classes in full.
    fn two_sets(&self, one: &[Index], other: &[Index]) -> Option<(String, String)> {
        if self.classes.len() < 2 {
            return None;
        }
        let first: BTreeSet<usize> = one.iter().map(|n| n.index(self.classes.len())).collect();
        let second: BTreeSet<usize> = other.iter().map(|n| n.index(self.classes.len())).collect();
        let codes = first.iter().filter_map(|n| self.classes.get(*n)?.1.first().cloned());
        let classes = second.difference(&first).filter_map(|n| self.classes.get(*n));
        let classes: Vec<String> = classes.map(|(name, _)| format!("class {name}")).collect();
        let codes: Vec<String> = codes.collect();
        (!classes.is_empty()).then(|| (codes.join(", "), classes.join(", ")))
    }
}

/// Generates a complete rule book of about a page: a few acts, effects, facts and offences,
/// conditions on them, and one edition, `small-edition`, in force from 1 April 2020. It needs no
/// other files and loads quickly, so it suits properties of tools that read rules.
///
/// ```
/// use counting_rules::workshop::property;
/// use counting_rules::{Rules, Text};
/// property::for_all(&property::rule_files(), 50, |text| {
///     let rules = Rules::load([text.clone()])?;
///     let edition = rules.edition("small-edition")?;
///     assert!(edition.difference_within(edition, Some(1_000)).is_empty());
///     assert_eq!(Text::new("again", text.formatted()?).formatted()?, text.formatted()?);
///     Ok(())
/// })?;
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn rule_files() -> BoxedStrategy<Text> {
    let rule = (subsequence(vec![1, 2, 3, 4, 5, 6], 2..=6), 1..=5usize, any::<bool>());
    let sentence = select(vec!["6 months", "2 years", "10 years", "life"]);
    (vec(condition(), 1..=3), vec(sentence, 6), vec(rule, 1..=4))
        .prop_map(|(conditions, sentences, rules)| {
            let mut content = VOCABULARY.to_owned();
            for (n, condition) in conditions.iter().enumerate() {
                content += &format!("\ncondition condition-{n}\n  cite law-book\n  when {condition}\n");
            }
            for (n, maximum) in sentences.iter().enumerate() {
                let limb = (n < conditions.len()).then(|| {
                    format!("  limb limb-{n}\n    cite law-book\n    made out by a course of conduct when condition-{n}\n")
                });
                content += &offence(n + 1, maximum, &limb.unwrap_or_default());
            }
            content += EDITION;
            for (n, (codes, cut, refer)) in rules.iter().enumerate() {
                content += &ranking(n, codes, *cut, *refer);
            }
            Text::new("small.rules", content)
        })
        .boxed()
}

fn code(n: usize) -> String {
    format!("{:03}/{n:02}", 195)
}

fn offence(n: usize, maximum: &str, limb: &str) -> String {
    let (code, class) = (code(n), if n.is_multiple_of(2) { "8L" } else { "105A" });
    format!(
        "\noffence {code} \"Offence {n}\"\n  cite law-book \"s{n}\"\n  under \"Law Book\" section \"s{n}\"\n  class {class}\n  either way, maximum {maximum}, victim based\n{limb}"
    )
}

/// A rule that puts the first of some codes over the rest, or refers them to the registrar.
fn ranking(n: usize, codes: &[usize], cut: usize, refer: bool) -> String {
    let cut = cut.min(codes.len().saturating_sub(1));
    let list = |codes: &[usize]| codes.iter().map(|n| code(*n)).collect::<Vec<_>>().join(", ");
    let (one, other) = codes.split_at_checked(cut).unwrap_or_default();
    let (verb, than) = if refer { ("refer", "against") } else { ("principal", "over") };
    format!("\nrule rule-{n}\n  cite law-book\n  {verb} {}\n  {than} {}\n", list(one), list(other))
}

/// A condition on some words of the small book, each used once, joined by `and` and `or`.
fn condition() -> impl Strategy<Value = String> {
    let all = vec![
        "fixated",
        "controlling",
        "relationship is partner",
        "victim is under 16",
        "at least 2 occasions",
        "at least 1 occasion with alarm",
        "at least 2 occasions with following",
    ];
    let words = subsequence(all, 1..=4);
    (words, vec((any::<bool>(), any::<bool>()), 4)).prop_map(|(words, joints)| {
        let parts = words.into_iter().zip(joints);
        let mut parts = parts.map(|(word, (not, and))| match not {
            true => (format!("not {word}"), and),
            false => (word.to_owned(), and),
        });
        let first = parts.next().map(|(part, _)| part).unwrap_or_default();
        parts.fold(first, |before, (part, and)| {
            format!("({before}) {} {part}", if and { "and" } else { "or" })
        })
    })
}

const EDITION: &str = "
edition small-edition \"A small edition\"
  cite law-book
  in force from 2020-04-01
";

const VOCABULARY: &str = "source law-book \"The Law Book\"

class 8L \"Harassment\"
  cite law-book
  in violence

class 105A \"Assault without injury\"
  cite law-book
  in violence

act following
  cite law-book
  question \"Did the suspect follow the victim?\"

act calling
  cite law-book
  question \"Did the suspect call the victim?\"

effect alarm
  cite law-book
  question \"Was the victim alarmed?\"

effect distress
  cite law-book
  question \"Was the victim distressed?\"

fact fixated
  cite law-book
  question \"Is the suspect fixated on the victim?\"

fact controlling
  cite law-book
  question \"Does the suspect control the victim?\"

relationship partner
  cite law-book
  question \"Are they partners?\"

relationship stranger
  cite law-book
  question \"Are they strangers?\"

wording relationship
  cite law-book
  question \"How do they stand to each other?\"
  asks the relationship

wording victim-under
  cite law-book
  question \"Is the victim under {age}?\"
  asks the age of victim

occasion occasion-of-conduct
  cite law-book
  when any act or alarm or distress
";

/// Damages a text in up to three places: a piece is deleted, duplicated or overwritten. Loading the
/// result must return rules or errors, and never panic.
///
/// ```
/// use counting_rules::workshop::property;
/// use counting_rules::{Rules, Text};
/// let text = Text::new("a.rules", "source law-book \"The Law Book\"\n");
/// property::for_all(&property::damaged(&text), 50, |damaged| {
///     if let Err(errors) = Rules::load([damaged.clone()]) {
///         assert!(!errors.to_string().is_empty());
///     }
///     Ok(())
/// })?;
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn damaged(text: &Text) -> BoxedStrategy<Text> {
    let Text { name, content } = text.clone();
    let words: Vec<String> = content.split_whitespace().map(|word| format!(" {word} ")).collect();
    let word = super::pool::one_of(&words).prop_map(Option::unwrap_or_default);
    let over = prop_oneof![word, ".{0,6}"];
    let slip = (any::<Index>(), 0..40usize, 0..3u8, over);
    vec(slip, 1..=3)
        .prop_map(move |slips| {
            let mut letters: Vec<char> = content.chars().collect();
            for (at, long, what, over) in slips {
                let at = at.index(letters.len() + 1);
                let end = (at + long).min(letters.len());
                let piece: Vec<char> = letters.drain(at..end).collect();
                let now: Vec<char> = match what {
                    0 => Vec::new(),
                    1 => piece.iter().chain(&piece).copied().collect(),
                    _ => over.chars().collect(),
                };
                letters.splice(at..at, now);
            }
            Text::new(name.clone(), letters.into_iter().collect::<String>())
        })
        .boxed()
}
