//! ```text
//! condition = both { "or" both }
//! both      = one { "and" one }
//! one       = "not" one
//!           | "(" condition ")"
//!           | "relationship is" NAME { "," NAME }
//!           | ( "victim" | "suspect" | "either" | "neither" ) "is" ( "under" NUMBER | NAME )
//!           | "at least" NUMBER "occasions" [ "with" NAME ]
//!           | "a gap of" NUMBER "months"
//!           | "a single occasion from" DATE
//!           | "reported by" NAME { "," NAME }
//!           | "state based"
//!           | NAME                                  (a condition or a fact)
//! ```
//!
//! A NAME after `is` is a fact about a person. A fact about an incident holds if it holds for any
//! of the incidents. `and` binds more tightly than `or`; `occasion` may be written instead of
//! `occasions`.

use nom::Parser;
use nom::branch::alt;
use nom::combinator::{cut, map, opt, value};
use nom::sequence::terminated;

use super::ast::{Condition, Node, Who};
use super::lexical::{
    In, Res, after, any_name, date, deeper, list, name, number, sign, space, words,
};
use crate::words::text::Span;

pub(super) fn condition(i: In<'_>) -> Res<'_, Node<Condition>> {
    joined(i, "or", both, Condition::Any)
}

fn both(i: In<'_>) -> Res<'_, Node<Condition>> {
    joined(i, "and", one, Condition::All)
}

/// Parses one or more parts joined by a word; a single part is returned as it is.
fn joined<'a>(
    i: In<'a>,
    word: &'static str,
    part: fn(In<'a>) -> Res<'a, Node<Condition>>,
    join: fn(Vec<Node<Condition>>) -> Condition,
) -> Res<'a, Node<Condition>> {
    let start = space(i)?.0;
    let (i, first) = part(start)?;
    let mut parts = vec![first];
    let mut rest = i;
    while let Ok((after_word, ())) = words(word)(rest) {
        let (i, next) = cut(part).parse(after_word)?;
        parts.push(next);
        rest = i;
    }
    let whole = match <[Node<Condition>; 1]>::try_from(parts) {
        Ok([single]) => single,
        Err(parts) => at(start, rest, join(parts)),
    };
    Ok((rest, whole))
}

fn at<T>(start: In<'_>, end: In<'_>, value: T) -> Node<T> {
    let (file, start) = (start.extra.file, start.location_offset());
    Node { value, span: Span { file, start, end: end.location_offset() } }
}

fn one(i: In<'_>) -> Res<'_, Node<Condition>> {
    let start = space(i)?.0;
    if let Ok((inner, ())) = sign('(')(i) {
        return cut(terminated(deeper(condition), sign(')'))).parse(inner);
    }
    let (rest, value) = alt((
        map(after("not", deeper(one)), |c| Condition::Not(Box::new(c))),
        map(after("relationship is", list(name("a relationship"))), Condition::Relationship),
        person,
        occasions,
        map(after("a gap of", terminated(number, words("months"))), |months| Condition::Gap {
            months,
        }),
        map(after("a single occasion from", date), |since| Condition::Single { since }),
        map(after("reported by", list(any_name("who reports"))), Condition::ReportedBy),
        value(Condition::StateBased, words("state based")),
        map(name("a condition or a fact"), Condition::Named),
    ))
    .parse(i)?;
    Ok((rest, at(start, rest, value)))
}

fn person(i: In<'_>) -> Res<'_, Condition> {
    let (i, who) = alt((
        value(Who::Victim, words("victim")),
        value(Who::Suspect, words("suspect")),
        value(Who::Either, words("either")),
        value(Who::Neither, words("neither")),
    ))
    .parse(i)?;
    let under = map(after("under", number), |age| Condition::Under { who, age });
    let fact = map(name("a fact about a person"), |fact| Condition::Is { who, fact });
    cut(after("is", alt((under, fact)))).parse(i)
}

fn occasions(i: In<'_>) -> Res<'_, Condition> {
    let (i, at_least) = after("at least", number)(i)?;
    let (i, ()) = cut(alt((words("occasions"), words("occasion")))).parse(i)?;
    let (i, with) = opt(after("with", name("an act, an effect or a set of them"))).parse(i)?;
    Ok((i, Condition::Occasions { at_least, with }))
}
