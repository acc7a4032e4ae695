//! ```text
//! set    = item { "," item }
//! item   = base [ "with" filter { "and" filter } ] [ "except" base { "and" base } ]
//! base   = "all" | "class" CLASS | "group" NAME | "subgroup" NAME
//!        | CODE [ "to" CODE ] | NAME
//! filter = "maximum under" sentence | "maximum at most" sentence
//!        | "trial" trial | "basis" basis
//! ```
//!
//! `with` and `except` apply to the item before them. `except for` belongs to the rule that holds the set.

use nom::Parser;
use nom::branch::alt;
use nom::combinator::{cut, map, not, opt, value};
use nom::multi::separated_list1;
use nom::sequence::preceded;

use super::ast::{Base, Filter, Set, SetItem};
use super::lexical::{In, Res, after, class, code, list, name, number, words};
use crate::words::terms::{Basis, Sentence, Trial};

pub(super) fn set(i: In<'_>) -> Res<'_, Set> {
    list(item).parse(i)
}

fn item(i: In<'_>) -> Res<'_, SetItem> {
    let (i, base) = base(i)?;
    let (i, filters) = opt(after("with", separated_list1(words("and"), filter))).parse(i)?;
    let but = after("except", separated_list1(words("and"), self::base));
    let (i, except) = opt(preceded(not(words("except for")), but)).parse(i)?;
    let (filters, except) = (filters.unwrap_or_default(), except.unwrap_or_default());
    Ok((i, SetItem { base, filters, except }))
}

fn base(i: In<'_>) -> Res<'_, Base> {
    alt((
        value(Base::All, words("all")),
        map(after("class", class), Base::Class),
        map(after("group", name("a group of offences")), Base::Group),
        map(after("subgroup", name("a subgroup of offences")), Base::Subgroup),
        map(code.and(opt(after("to", code))), |(first, last)| match last {
            Some(last) => Base::Range(first, last),
            None => Base::Code(first),
        }),
        map(name("the name of a set"), Base::Named),
    ))
    .parse(i)
}

fn filter(i: In<'_>) -> Res<'_, Filter> {
    alt((
        map(after("maximum under", sentence), Filter::Under),
        map(after("maximum at most", sentence), Filter::AtMost),
        map(after("trial", trial), Filter::Trial),
        map(after("basis", basis), Filter::Basis),
    ))
    .parse(i)
}

/// `life`, `5 years`, `1 month`, `51 weeks`, `fine` or `unknown`.
pub(super) fn sentence(i: In<'_>) -> Res<'_, Sentence> {
    alt((
        value(Sentence::Life, words("life")),
        value(Sentence::Fine, words("fine")),
        value(Sentence::Unknown, words("unknown")),
        length,
    ))
    .parse(i)
}

fn length(i: In<'_>) -> Res<'_, Sentence> {
    type Unit = fn(u16) -> Sentence;
    let (i, n) = number(i)?;
    let (i, unit) = cut(alt((
        value(Sentence::Years as Unit, alt((words("years"), words("year")))),
        value(Sentence::Months as Unit, alt((words("months"), words("month")))),
        value(Sentence::Weeks as Unit, alt((words("weeks"), words("week")))),
    )))
    .parse(i)?;
    Ok((i, unit(n.value)))
}

pub(super) fn trial(i: In<'_>) -> Res<'_, Trial> {
    alt((
        value(Trial::Summary, words("summary")),
        value(Trial::EitherWay, words("either way")),
        value(Trial::IndictableOnly, words("indictable only")),
    ))
    .parse(i)
}

pub(super) fn basis(i: In<'_>) -> Res<'_, Basis> {
    alt((
        value(Basis::Either, words("state or victim")),
        value(Basis::Victim, words("victim")),
        value(Basis::State, words("state")),
    ))
    .parse(i)
}
