//! Words, names, texts, codes, dates and numbers: what the grammar is made of.

use nom::IResult;
use nom::Input;
use nom::Parser;
use nom::bytes::complete::{take_till, take_while, take_while1};
use nom::character::complete::char;
use nom::combinator::cut;
use nom::error::{ErrorKind, ParseError};
use nom::multi::separated_list1;
use nom::sequence::delimited;
use nom_locate::LocatedSpan;
use smallvec::{SmallVec, smallvec};

use super::ast::{Name, Node};
use crate::date::Date;
use crate::terms::Code;
use crate::text::Span;

/// What is left to read, and where it stands.
pub(super) type In<'a> = LocatedSpan<&'a str, Inside>;

/// The number of the file, and in how many brackets and `not` it stands.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Inside {
    pub(super) file: usize,
    pub(super) depth: usize,
}

/// Brackets and `not` may stand so deep in one another.
const DEEPEST: usize = 50;
pub(super) type Res<'a, T> = IResult<In<'a>, T, Trouble>;

/// Where reading stopped, and what would have been right there.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Trouble {
    pub(super) at: usize,
    pub(super) expected: SmallVec<[Expected; 3]>,
}

/// What would have been right. Most of it is never told, as another way goes on from there.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Expected {
    /// Words of the language.
    Words(&'static str),
    Sign(char),
    /// Such a text, in double quotes.
    Text(&'static str),
    /// Such a name, and not the word of the language of that number.
    NoKeyword(&'static str, usize),
    /// No more brackets and `not` in one another.
    LessDeep,
    What(&'static str),
}

impl Expected {
    /// As it is told.
    pub(super) fn told(&self) -> String {
        match self {
            Expected::Words(words) => format!("`{words}`"),
            Expected::Sign(sign) => format!("`{sign}`"),
            Expected::Text(what) => format!("{what} in double quotes"),
            Expected::NoKeyword(what, number) => {
                let word = KEYWORDS.get(*number).copied().unwrap_or_default();
                format!("{what} (`{word}` is a word of the language)")
            }
            Expected::LessDeep => {
                format!(
                    "this is nested too deep: it stands in more than {DEEPEST} brackets and `not`"
                )
            }
            Expected::What(what) => (*what).to_owned(),
        }
    }
}

impl ParseError<In<'_>> for Trouble {
    fn from_error_kind(input: In<'_>, _: ErrorKind) -> Self {
        Trouble { at: input.location_offset(), expected: SmallVec::new() }
    }

    fn append(_: In<'_>, _: ErrorKind, other: Self) -> Self {
        other
    }

    /// Of two ways that failed, the one that came further; both where they came as far.
    fn or(mut self, mut other: Self) -> Self {
        if self.at == other.at {
            self.expected.append(&mut other.expected);
            self
        } else if self.at > other.at {
            self
        } else {
            other
        }
    }
}

pub(super) fn expected<'a, T>(at: In<'a>, what: &'static str) -> Res<'a, T> {
    failed(at, Expected::What(what))
}

fn failed<'a, T>(at: In<'a>, what: Expected) -> Res<'a, T> {
    failed_before(at, at.fragment(), what)
}

/// The same before `rest`, which is the end of the input.
fn failed_before<'a, T>(i: In<'a>, rest: &str, what: Expected) -> Res<'a, T> {
    let at = i.location_offset() + (i.fragment().len() - rest.len());
    Err(nom::Err::Error(Trouble { at, expected: smallvec![what] }))
}

/// The words of the language, by the alphabet. None of them can be a name.
#[rustfmt::skip]
pub(super) const KEYWORDS: &[&str] = &[
    "a", "about", "act", "acts", "add", "added", "after", "against", "aged", "all", "also", "amends", "and",
    "any", "apart", "are", "as", "at", "based", "becomes", "before", "but", "by", "caution", "cite",
    "class", "closed", "condition", "count", "counted", "course", "disapply", "edition",
    "effect", "effects", "either", "ends", "example", "except", "fact", "first", "for", "force",
    "forms", "from", "gap", "general", "given", "gravest", "group", "in", "incident",
    "including", "intervention", "is", "least", "life", "limb", "look-up", "maximum",
    "months", "most", "neither", "nobody", "not", "note", "nothing", "notifiable", "occasion", "occasions", "of",
    "offence", "or", "order", "over", "pair", "presume", "principal", "question", "record",
    "recorded", "recording", "records", "refer", "referral", "related", "relationship", "remove", "replace", "reported",
    "reporter", "row", "rule", "section", "set", "source", "standing", "stands", "state",
    "stop", "subgroup", "suspect", "table", "taken", "the", "then", "times", "to", "towards", "trial", "under",
    "unless", "until", "victim", "victims", "when", "where", "which", "with", "wording",
];

/// Skips spaces and line ends.
pub(super) fn space(i: In<'_>) -> Res<'_, ()> {
    Ok((up_to(i, i.fragment().trim_start()), ()))
}

/// What is left once all before `rest`, which is its end, is read.
fn up_to<'a>(i: In<'a>, rest: &'a str) -> In<'a> {
    i.take_from(i.fragment().len() - rest.len())
}

/// Comments, each on a line of its own, as they are printed; an empty line stands for blank
/// lines after a comment.
pub(super) fn comments(mut i: In<'_>) -> Res<'_, Vec<String>> {
    let mut all: Vec<String> = Vec::new();
    loop {
        let (next, ()) = space(i)?;
        let skipped = next.location_offset() - i.location_offset();
        let blank = i.fragment().chars().take(skipped).filter(|c| *c == '\n').count() > 1;
        if blank && !all.is_empty() && !next.fragment().is_empty() {
            all.push(String::new());
        }
        i = next;
        if !i.fragment().starts_with('#') {
            return Ok((i, all));
        }
        let (rest, line) = take_till(|c| c == '\n')(i)?;
        let line = line.fragment().trim_start_matches('#').trim();
        all.push(format!("# {line}").trim_end().to_owned());
        i = rest;
    }
}

fn is_word(c: char) -> bool {
    c.is_ascii_alphanumeric() || c == '-'
}

/// One token by itself, with its place; the space before it is skipped.
fn token<'a, T>(
    mut parse: impl FnMut(In<'a>) -> Res<'a, T>,
) -> impl FnMut(In<'a>) -> Res<'a, Node<T>> {
    move |i| {
        let (start, ()) = space(i)?;
        let (rest, value) = parse(start)?;
        let span = Span {
            file: start.extra.file,
            start: start.location_offset(),
            end: rest.location_offset(),
        };
        Ok((rest, Node { value, span }))
    }
}

/// The given words one after another, each whole: `notable` is not `not`.
pub(super) fn words<'a>(all: &'static str) -> impl Fn(In<'a>) -> Res<'a, ()> {
    move |i| {
        let mut rest = i.fragment().trim_start();
        // Mostly other words stand here, and the first letter tells.
        if rest.as_bytes().first() != all.as_bytes().first() {
            return failed_before(i, rest, Expected::Words(all));
        }
        for word in all.split(' ') {
            let start = rest.trim_start();
            match start.strip_prefix(word).filter(|rest| !rest.starts_with(is_word)) {
                Some(after) => rest = after,
                None => return failed_before(i, start, Expected::Words(all)),
            }
        }
        Ok((up_to(i, rest), ()))
    }
}

/// Once these words are read, what follows must be right: `words` then `rest`, and no way back.
pub(super) fn after<'a, T>(
    begin: &'static str,
    rest: impl Parser<In<'a>, Output = T, Error = Trouble>,
) -> impl FnMut(In<'a>) -> Res<'a, T> {
    let mut rest = cut(rest);
    move |i| {
        let (i, ()) = words(begin)(i)?;
        rest.parse(i)
    }
}

/// What stands in one more bracket or `not`.
pub(super) fn deeper<'a, T>(
    mut parse: impl Parser<In<'a>, Output = T, Error = Trouble>,
) -> impl FnMut(In<'a>) -> Res<'a, T> {
    move |mut i| {
        let depth = i.extra.depth;
        if depth >= DEEPEST {
            let (at, expected) = (space(i)?.0.location_offset(), smallvec![Expected::LessDeep]);
            return Err(nom::Err::Failure(Trouble { at, expected }));
        }
        i.extra.depth = depth + 1;
        let (mut rest, found) = parse.parse(i)?;
        rest.extra.depth = depth;
        Ok((rest, found))
    }
}

/// A sign such as a comma.
pub(super) fn sign<'a>(which: char) -> impl Fn(In<'a>) -> Res<'a, ()> {
    move |i| {
        let (i, ()) = space(i)?;
        match char::<_, Trouble>(which)(i) {
            Ok((i, _)) => Ok((i, ())),
            Err(_) => failed(i, Expected::Sign(which)),
        }
    }
}

/// A name: small letters, digits and hyphens, beginning with a letter, and no keyword.
pub(super) fn name<'a>(what: &'static str) -> impl FnMut(In<'a>) -> Res<'a, Name> {
    token(move |i: In<'a>| {
        let (rest, found) = take_while(is_word)(i)?;
        let word = *found.fragment();
        let begins = word.starts_with(|c: char| c.is_ascii_lowercase());
        if !begins || word.chars().any(|c| c.is_ascii_uppercase()) {
            return expected(i, what);
        }
        match KEYWORDS.binary_search(&word) {
            Ok(number) => failed(i, Expected::NoKeyword(what, number)),
            Err(_) => Ok((rest, word.to_owned())),
        }
    })
}

/// A name that may also be a word of the language, where nothing else can stand.
pub(super) fn any_name<'a>(what: &'static str) -> impl FnMut(In<'a>) -> Res<'a, Name> {
    token(move |i: In<'a>| {
        let (rest, found) = take_while(is_word)(i)?;
        match found.fragment().starts_with(|c: char| c.is_ascii_lowercase()) {
            true => Ok((rest, (*found.fragment()).to_owned())),
            false => expected(i, what),
        }
    })
}

/// A text in double quotes, on one line.
pub(super) fn string<'a>(what: &'static str) -> impl FnMut(In<'a>) -> Res<'a, Node<String>> {
    token(move |i: In<'a>| {
        if !i.fragment().starts_with('"') {
            return failed(i, Expected::Text(what));
        }
        let content = take_till(|c| c == '"' || c == '\n');
        match delimited(char::<_, Trouble>('"'), content, char('"')).parse(i) {
            Ok((rest, text)) => Ok((rest, (*text.fragment()).to_owned())),
            Err(_) => Err(nom::Err::Failure(Trouble {
                at: i.location_offset(),
                expected: smallvec![Expected::What("the closing double quote on the same line")],
            })),
        }
    })
}

/// A token made of the given characters that reads as a `T`.
fn read<'a, T: std::str::FromStr>(
    what: &'static str,
    of: fn(char) -> bool,
) -> impl FnMut(In<'a>) -> Res<'a, Node<T>> {
    token(move |i: In<'a>| {
        let (rest, found) = take_while(of)(i)?;
        match found.fragment().parse() {
            Ok(value) => Ok((rest, value)),
            Err(_) => expected(i, what),
        }
    })
}

/// An offence code.
pub(super) fn code(i: In<'_>) -> Res<'_, Node<Code>> {
    read("an offence code such as `195/12`", |c| c.is_ascii_alphanumeric() || c == '/')(i)
}

/// A date.
pub(super) fn date(i: In<'_>) -> Res<'_, Node<Date>> {
    read("a date such as `2026-04-01`", |c| c.is_ascii_digit() || c == '-')(i)
}

/// A whole number.
pub(super) fn number(i: In<'_>) -> Res<'_, Node<u16>> {
    read("a whole number", is_word)(i)
}

/// A Home Office class such as `8N`, `105A` or `4/10`.
pub(super) fn class(i: In<'_>) -> Res<'_, Name> {
    token(|i: In<'_>| {
        let allowed = |c: char| c.is_ascii_digit() || c.is_ascii_uppercase() || c == '/';
        match take_while1::<_, _, Trouble>(allowed)(i) {
            Ok((rest, found)) => Ok((rest, (*found.fragment()).to_owned())),
            Err(_) => expected(i, "a class such as `8N`"),
        }
    })(i)
}

/// One or more, with commas between.
pub(super) fn list<'a, T>(
    one: impl Parser<In<'a>, Output = T, Error = Trouble>,
) -> impl Parser<In<'a>, Output = Vec<T>, Error = Trouble> {
    separated_list1(sign(','), one)
}
