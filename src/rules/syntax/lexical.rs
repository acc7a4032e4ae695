//! Parsers for the tokens of the grammar: keywords, names, strings, codes, dates and numbers.

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
use crate::words::date::Date;
use crate::words::terms::Code;
use crate::words::text::Span;

/// The remaining input with its location.
pub(super) type In<'a> = LocatedSpan<&'a str, Inside>;

/// The context of parsing: the number of the file and the nesting depth of brackets and `not`.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Inside {
    pub(super) file: usize,
    pub(super) depth: usize,
}

/// The limit on the nesting of brackets and `not`.
const DEEPEST: usize = 50;
pub(super) type Res<'a, T> = IResult<In<'a>, T, Trouble>;

/// A parse error: where it occurred, and what was expected there.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Trouble {
    pub(super) at: usize,
    pub(super) expected: SmallVec<[Expected; 3]>,
}

/// What was expected. Most of these are never shown, because another alternative succeeds.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Expected {
    /// Keywords.
    Words(&'static str),
    Sign(char),
    /// A string in double quotes, described in words.
    Text(&'static str),
    /// A name, described in words, where the keyword of this index was found.
    NoKeyword(&'static str, usize),
    /// No deeper nesting of brackets and `not`.
    LessDeep,
    What(&'static str),
}

impl Expected {
    /// Returns it as shown in messages.
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

    /// Keeps the error that got further, or merges the two if both got equally far.
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

/// Fails for good at a place, whatever else might be parsed there.
pub(super) fn refused<'a, T>(at: usize, what: &'static str) -> Res<'a, T> {
    Err(nom::Err::Failure(Trouble { at, expected: smallvec![Expected::What(what)] }))
}

fn failed<'a, T>(at: In<'a>, what: Expected) -> Res<'a, T> {
    failed_before(at, at.fragment(), what)
}

/// The same as `failed`, but at `rest`, which must be a suffix of the input.
fn failed_before<'a, T>(i: In<'a>, rest: &str, what: Expected) -> Res<'a, T> {
    let at = i.location_offset() + (i.fragment().len() - rest.len());
    Err(nom::Err::Error(Trouble { at, expected: smallvec![what] }))
}

/// The keywords, sorted. None of them can be a name.
#[rustfmt::skip]
pub(super) const KEYWORDS: &[&str] = &[
    "a", "about", "act", "acts", "add", "added", "after", "against", "aged", "all", "also", "amends", "and",
    "any", "apart", "are", "as", "at", "based", "becomes", "before", "but", "by", "caution", "cite",
    "class", "closed", "condition", "count", "counted", "course", "disapply", "edition",
    "effect", "effects", "either", "ends", "example", "except", "fact", "first", "for", "force",
    "forms", "from", "gap", "general", "given", "gravest", "group", "in", "incident",
    "including", "intervention", "is", "join", "least", "life", "limb", "look-up", "maximum",
    "months", "most", "neither", "nobody", "not", "note", "nothing", "notifiable", "occasion", "occasions", "of",
    "offence", "or", "order", "over", "pair", "presume", "principal", "question", "record",
    "recorded", "recording", "records", "refer", "referral", "related", "relationship", "remove", "replace", "reported",
    "reporter", "row", "rule", "section", "set", "source", "standing", "stands", "state",
    "stop", "subgroup", "suspect", "table", "taken", "the", "then", "times", "to", "towards", "trial", "under",
    "unless", "until", "victim", "victims", "when", "where", "which", "with", "wording",
];

/// Skips whitespace, including line ends.
pub(super) fn space(i: In<'_>) -> Res<'_, ()> {
    Ok((up_to(i, i.fragment().trim_start()), ()))
}

/// Advances the input to `rest`, which must be a suffix of it.
fn up_to<'a>(i: In<'a>, rest: &'a str) -> In<'a> {
    i.take_from(i.fragment().len() - rest.len())
}

/// Parses comments, each on a line of its own, in their printed form. An empty string stands for
/// blank lines after a comment.
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

/// Parses one token with its span, skipping the whitespace before it.
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

/// Matches keywords in sequence, each as a whole word: `notable` is not `not`.
pub(super) fn words<'a>(all: &'static str) -> impl Fn(In<'a>) -> Res<'a, ()> {
    move |i| {
        let mut rest = i.fragment().trim_start();
        // Fast path: most often another word comes next, and the first letter tells.
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

/// Parses `rest` after some keywords. Once the keywords match, there is no backtracking.
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

/// Parses one level deeper in brackets or `not`; fails if that is too deep.
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

/// Matches a sign, such as a comma.
pub(super) fn sign<'a>(which: char) -> impl Fn(In<'a>) -> Res<'a, ()> {
    move |i| {
        let (i, ()) = space(i)?;
        match char::<_, Trouble>(which)(i) {
            Ok((i, _)) => Ok((i, ())),
            Err(_) => failed(i, Expected::Sign(which)),
        }
    }
}

/// Parses a name: lower-case letters, digits and hyphens, starting with a letter; not a keyword.
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

/// Parses a name that may also be a keyword, for places where only a name can stand.
pub(super) fn any_name<'a>(what: &'static str) -> impl FnMut(In<'a>) -> Res<'a, Name> {
    token(move |i: In<'a>| {
        let (rest, found) = take_while(is_word)(i)?;
        match found.fragment().starts_with(|c: char| c.is_ascii_lowercase()) {
            true => Ok((rest, (*found.fragment()).to_owned())),
            false => expected(i, what),
        }
    })
}

/// Parses a string in double quotes, on one line.
pub(super) fn string<'a>(what: &'static str) -> impl FnMut(In<'a>) -> Res<'a, Node<String>> {
    token(move |i: In<'a>| {
        if !i.fragment().starts_with('"') {
            return failed(i, Expected::Text(what));
        }
        let content = take_till(|c| c == '"' || c == '\n');
        match delimited(char::<_, Trouble>('"'), content, char('"')).parse(i) {
            Ok((rest, text)) => Ok((rest, (*text.fragment()).to_owned())),
            Err(_) => refused(i.location_offset(), "the closing double quote on the same line"),
        }
    })
}

/// Parses a token made of the given characters as a `T`.
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

pub(super) fn code(i: In<'_>) -> Res<'_, Node<Code>> {
    read("an offence code such as `195/12`", |c| c.is_ascii_alphanumeric() || c == '/')(i)
}

pub(super) fn date(i: In<'_>) -> Res<'_, Node<Date>> {
    read("a date such as `2026-04-01`", |c| c.is_ascii_digit() || c == '-')(i)
}

pub(super) fn number(i: In<'_>) -> Res<'_, Node<u16>> {
    read("a whole number", is_word)(i)
}

/// Parses a Home Office class, such as `8N`, `105A` or `4/10`.
pub(super) fn class(i: In<'_>) -> Res<'_, Name> {
    token(|i: In<'_>| {
        let allowed = |c: char| c.is_ascii_digit() || c.is_ascii_uppercase() || c == '/';
        match take_while1::<_, _, Trouble>(allowed)(i) {
            Ok((rest, found)) => Ok((rest, (*found.fragment()).to_owned())),
            Err(_) => expected(i, "a class such as `8N`"),
        }
    })(i)
}

/// Parses one or more, separated by commas.
pub(super) fn list<'a, T>(
    one: impl Parser<In<'a>, Output = T, Error = Trouble>,
) -> impl Parser<In<'a>, Output = Vec<T>, Error = Trouble> {
    separated_list1(sign(','), one)
}
