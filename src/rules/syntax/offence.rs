//! Parses an offence with its limbs, and the days between which something holds.
//!
//! ```text
//! offence      = "offence" CODE [ STRING ] support
//!                "under" STRING [ "section" STRING ]
//!                "class" CLASS [ window ] { "class" CLASS [ window ] }
//!                trial "," maximum { "," [ trial "," ] maximum }
//!                "," basis "based" [ "," "of individuals only" ]
//!                [ "in force" window ] [ "notifiable" window ] { limb }
//! maximum      = "maximum" sentence [ window ]
//! limb         = "limb" head-without-title [ "in force" window ]
//!                "made out by" ( "an incident" | "a course of conduct"
//!                | "conduct towards at least" NUMBER "victims with" NAME )
//!                "when" condition
//! window       = "from" DATE [ "until" DATE ] | "until" DATE
//! ```

use nom::Parser;
use nom::branch::alt;
use nom::combinator::{cut, map, opt, value};
use nom::multi::{many0, many1};
use nom::sequence::{preceded, terminated};

use super::ast::{Item, Kind, Limb, MadeOutBy, Name, Node, Offence, Window};
use super::condition::condition;
use super::item::{head_with, support};
use super::lexical::{
    In, Res, Trouble, after, class, code, date, expected, name, number, sign, space, string, words,
};
use super::set::{basis, sentence, trial};
use crate::words::terms::{Basis, Code, Sentence};
use crate::words::text::Span;

pub(super) fn offence(i: In<'_>) -> Res<'_, Item> {
    let (i, ()) = words("offence")(i)?;
    let (_, code) = cut(self::code).parse(i)?;
    let code_as_name =
        |i| map(self::code, |c| Name { value: c.value.to_string(), span: c.span }).parse(i);
    let (i, head) = cut(head_with(code_as_name)).parse(i)?;
    let (i, offence) = cut(|i| body_of_offence(i, code.clone())).parse(i)?;
    Ok((i, Item { head, kind: Kind::Offence(Box::new(offence)) }))
}

fn body_of_offence(i: In<'_>, code: Node<Code>) -> Res<'_, Offence> {
    let (i, act) = after("under", string("the Act"))(i)?;
    let (i, section) = opt(after("section", string("the section"))).parse(i)?;
    let (i, classes) =
        many1(after("class", class.and(map(opt(days_if_any), Option::unwrap_or_default))))
            .parse(i)?;
    let (i, trial) = self::trial(i)?;
    let maximum = || sentence_at.and(map(opt(days_if_any), Option::unwrap_or_default));
    let (i, ()) = sign(',')(i)?;
    let (i, (sentence, days)) = after("maximum", maximum())(i)?;
    let changed = opt(terminated(self::trial, sign(',')));
    let more = preceded(sign(','), changed.and(after("maximum", maximum())));
    let (i, more) =
        many0(map(more, |(trial, (sentence, days))| (trial, sentence, days))).parse(i)?;
    let (i, ()) = sign(',')(i)?;
    let (i, basis) = basis(i)?;
    let (i, ()) = words("based")(i)?;
    let (i, of_individuals) = match basis {
        Basis::Victim => of_individuals(i)?,
        Basis::State | Basis::Either => (i, false),
    };
    let (i, in_force) = window("in force").parse(i)?;
    let (i, notifiable) = window("notifiable").parse(i)?;
    let (i, limbs) = many0(limb).parse(i)?;
    let maxima = std::iter::once((None, sentence, days)).chain(more).collect();
    let section = section.map(|s| s.value);
    Ok((
        i,
        Offence {
            code,
            act: act.value,
            section,
            classes,
            trial,
            maxima,
            basis,
            of_individuals,
            in_force,
            notifiable,
            limbs,
        },
    ))
}

fn of_individuals(i: In<'_>) -> Res<'_, bool> {
    let only = preceded(sign(','), cut(words("of individuals only")));
    map(opt(only), |found| found.is_some()).parse(i)
}

/// Parses optional days: fails recoverably unless the input begins with `from` or `until`.
fn days_if_any(i: In<'_>) -> Res<'_, Window> {
    let begins = alt((words("from"), words("until"))).parse(i);
    begins.and_then(|_| cut(days).parse(i))
}

fn sentence_at(i: In<'_>) -> Res<'_, Node<Sentence>> {
    let start = space(i)?.0;
    let (rest, value) = sentence(i)?;
    let (file, start) = (start.extra.file, start.location_offset());
    let span = Span { file, start, end: rest.location_offset() };
    Ok((rest, Node { value, span }))
}

fn limb(i: In<'_>) -> Res<'_, Limb> {
    let (i, limb_name) = after("limb", name("the name of the limb"))(i)?;
    let (i, support) = cut(support).parse(i)?;
    let (i, in_force) = cut(window("in force")).parse(i)?;
    let by = alt((
        value(MadeOutBy::Incident, words("an incident")),
        value(MadeOutBy::Course, words("a course of conduct")),
        map(
            after(
                "conduct towards at least",
                number.and(after("victims with", name("the name of a condition"))),
            ),
            |(at_least, with)| MadeOutBy::Victims { at_least, with },
        ),
    ));
    let (i, by) = cut(after("made out by", by)).parse(i)?;
    let (i, when) = cut(after("when", condition)).parse(i)?;
    Ok((i, Limb { name: limb_name, support, in_force, by, when }))
}

/// Parses the days after some keywords; without the keywords, the window is unbounded.
pub(super) fn window<'a>(
    begin: &'static str,
) -> impl Parser<In<'a>, Output = Window, Error = Trouble> {
    map(opt(after(begin, days)), Option::unwrap_or_default)
}

fn days(i: In<'_>) -> Res<'_, Window> {
    let (i, from) = opt(after("from", date)).parse(i)?;
    let (i, until) = match &from {
        Some(_) => opt(after("until", date)).parse(i)?,
        None => map(alt((after("until", date), never_from)), Some).parse(i)?,
    };
    Ok((i, Window { from, until }))
}

/// Fails, so that `from` is listed among what was expected.
fn never_from<T>(i: In<'_>) -> Res<'_, T> {
    expected(i, "`from`")
}
