//! ```text
//! file         = { comments item } comments
//! item         = source | class | act | effect | fact | relationship | reporter
//!              | intervention | wording | feature | occasion | condition | set | forms | offence
//!              | example | edition | rule | replace | remove | add
//! head         = NAME [ STRING ] support
//! support      = [ "cite" cite { "," cite } ] [ "standing" standing [ "until" DATE ] ]
//!                [ "note" STRING ]
//! cite         = NAME [ STRING ]
//! standing     = "firm" | "secondary" | "derived" | "unverified"
//! source       = "source" head [ "from" DATE "," "before" STRING ]
//! class        = "class" CLASS [ STRING ] support "in" NAME [ "subgroup" NAME ]
//! act          = "act" head entry [ "given as" CODE ]
//! effect       = "effect" head entry [ "asked where effects are not known" ] [ "stands alone" ]
//! fact         = "fact" head entry [ "taken as" ( "true" | "false" ) ]
//!                [ "about" ( "a person" | "an incident" | "the recording" | "a recorded crime" ) ]
//!                [ "a judgement" ] [ "parts the group" ] [ "links the occasions" ]
//! relationship = "relationship" head entry
//! reporter     = "reporter" head entry
//! intervention = "intervention" head entry [ "ends the course" ]
//! entry        = [ "also called" STRING { "," STRING } ] "question" STRING
//! wording      = "wording" head "question" STRING
//!                "asks" ( "the relationship" | "the age of" ( "victim" | "suspect" ) )
//! feature      = "acts" head "are" NAME { "," NAME }
//!              | "effects" head "are" NAME { "," NAME } [ "question" STRING ]
//! occasion     = "occasion" head shows { shows } [ "unless" NAME { "or" NAME } ]
//! shows        = "when" ( "given by code and" NAME | mark { "or" mark } [ "without another crime" ] )
//! mark         = "any act" | NAME
//! condition    = "condition" head "when" condition
//! set          = "set" head "are" set
//! forms        = "forms" head "gravest first" CODE { "," CODE }
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
//!
//! The grammar of conditions, sets, rules and examples is at the top of `condition.rs`, `set.rs`,
//! `rule.rs` and `example.rs`. A `#` begins a comment, which takes lines of its own before an item.

use nom::Parser;
use nom::branch::alt;
use nom::combinator::{cut, map, opt, value};
use nom::multi::{many0, many1, separated_list1};
use nom::sequence::{preceded, terminated};

use super::ast::{
    Cite, FeatureOf, Head, Item, Kind, Limb, MadeOutBy, Name, Node, OccasionMark, OccasionWhen,
    Offence, Support, Window,
};
use super::condition::condition;
use super::example::example;
use super::lexical::{
    In, Res, Trouble, after, any_name, class, code, date, list, name, number, sign, string, words,
};
use super::rule::{change, edition};
use super::set::{basis, sentence, set, trial};
use super::vocabulary::vocabulary;
use crate::words::date::Date;
use crate::words::terms::{Basis, Standing};

/// The words that can begin an item; after a mistake, parsing resumes at a line that begins with
/// one.
pub(super) const BEGINNINGS: &[&str] = &[
    "source",
    "class",
    "act",
    "effect",
    "fact",
    "relationship",
    "reporter",
    "intervention",
    "wording",
    "acts",
    "effects",
    "occasion",
    "condition",
    "set",
    "forms",
    "offence",
    "example",
    "edition",
    "rule",
    "replace",
    "remove",
    "add",
];

pub(super) fn item(i: In<'_>) -> Res<'_, Item> {
    alt((
        offence,
        example,
        change,
        with_head("source", "the name of the source", |later| Kind::Source { later }, later),
        class_item,
        vocabulary,
        acts,
        effects,
        occasion,
        with_head(
            "condition",
            "the name of the condition",
            |when| Kind::Condition { when },
            after("when", condition),
        ),
        with_head("set", "the name of the set", |codes| Kind::Set { codes }, after("are", set)),
        with_head(
            "forms",
            "the name of the forms",
            |codes| Kind::Forms { codes },
            after("gravest first", list(code)),
        ),
        edition,
    ))
    .parse(i)
}

pub(super) fn with_head<'a, T>(
    begin: &'static str,
    what: &'static str,
    kind: impl Fn(T) -> Kind,
    body: impl Parser<In<'a>, Output = T, Error = Trouble>,
) -> impl Parser<In<'a>, Output = Item, Error = Trouble> {
    let mut body = cut(body);
    move |i| {
        let (i, head) = after(begin, head(what))(i)?;
        let (i, body) = body.parse(i)?;
        Ok((i, Item { head, kind: kind(body) }))
    }
}

/// The same as `with_head`, but the name may be a keyword, such as `caution`.
pub(super) fn with_any_head<'a, T>(
    begin: &'static str,
    kind: impl Fn(T) -> Kind,
    body: impl Parser<In<'a>, Output = T, Error = Trouble>,
) -> impl Parser<In<'a>, Output = Item, Error = Trouble> {
    let mut body = cut(body);
    move |i| {
        let (i, head) = after(begin, head_with(any_name("a name")))(i)?;
        let (i, body) = body.parse(i)?;
        Ok((i, Item { head, kind: kind(body) }))
    }
}

pub(super) fn head<'a>(what: &'static str) -> impl FnMut(In<'a>) -> Res<'a, Head> {
    head_with(name(what))
}

fn head_with<'a>(
    mut name: impl FnMut(In<'a>) -> Res<'a, Name>,
) -> impl FnMut(In<'a>) -> Res<'a, Head> {
    move |i| {
        let (i, name) = name(i)?;
        let (i, title) = opt(string("a title")).parse(i)?;
        let (i, support) = support(i)?;
        Ok((i, Head { comments: Vec::new(), name, title, support }))
    }
}

fn support(i: In<'_>) -> Res<'_, Support> {
    let (i, cites) = opt(after("cite", list(cite))).parse(i)?;
    let until = opt(after("until", date));
    let (i, standing) = opt(after("standing", standing.and(until))).parse(i)?;
    let (i, note) = opt(after("note", string("the note"))).parse(i)?;
    let note = note.map(|n| n.value);
    Ok((i, Support { cites: cites.unwrap_or_default(), standing, note }))
}

/// The first day of a source, and how an earlier edition says that it rests on it.
fn later(i: In<'_>) -> Res<'_, Option<(Node<Date>, String)>> {
    let (i, from) = opt(after("from", date)).parse(i)?;
    let Some(from) = from else { return Ok((i, None)) };
    let (i, words) =
        preceded(sign(','), after("before", string("how an earlier edition says so"))).parse(i)?;
    Ok((i, Some((from, words.value))))
}

fn cite(i: In<'_>) -> Res<'_, Cite> {
    let (i, source) = name("the name of a source")(i)?;
    let (i, place) = opt(string("the page or section")).parse(i)?;
    Ok((i, Cite { source, place: place.map(|p| p.value) }))
}

fn standing(i: In<'_>) -> Res<'_, Standing> {
    alt((
        value(Standing::Firm, words("firm")),
        value(Standing::Secondary, words("secondary")),
        value(Standing::Derived, words("derived")),
        value(Standing::Unverified, words("unverified")),
    ))
    .parse(i)
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
    super::lexical::expected(i, "`from`")
}

fn class_item(i: In<'_>) -> Res<'_, Item> {
    let (i, head) = after("class", head_with(class))(i)?;
    let (i, group) = cut(after("in", name("a group of offences"))).parse(i)?;
    let (i, subgroup) = opt(after("subgroup", name("a subgroup of offences"))).parse(i)?;
    Ok((i, Item { head, kind: Kind::Class { group, subgroup } }))
}

fn acts(i: In<'_>) -> Res<'_, Item> {
    let members = after("are", list(name("an act")));
    let acts = |members| Kind::Feature { of: FeatureOf::Acts, members, question: None };
    with_head("acts", "a name for them", acts, members).parse(i)
}

fn effects(i: In<'_>) -> Res<'_, Item> {
    let members = after("are", list(name("an effect")));
    let question =
        map(opt(after("question", string("the question to ask"))), |q| q.map(|q| q.value));
    let effects = |(members, question)| Kind::Feature { of: FeatureOf::Effects, members, question };
    with_head("effects", "a name for them", effects, members.and(question)).parse(i)
}

fn occasion(i: In<'_>) -> Res<'_, Item> {
    let mark = alt((
        value(OccasionMark::AnyAct, words("any act")),
        map(name("an act, an effect or a set of them"), OccasionMark::Named),
    ));
    let alone = map(opt(words("without another crime")), |found| found.is_some());
    let shows = map(separated_list1(words("or"), mark).and(alone), |(marks, alone)| {
        OccasionWhen::Shows { marks, alone }
    });
    let by_code = map(after("given by code and", name("a fact")), OccasionWhen::GivenByCode);
    let (i, head) = after("occasion", head("a name for the rule"))(i)?;
    let (i, when) = cut(many1(after("when", alt((by_code, shows))))).parse(i)?;
    let effects = separated_list1(words("or"), name("an effect"));
    let (i, unless) = opt(after("unless", effects)).parse(i)?;
    Ok((i, Item { head, kind: Kind::Occasion { when, unless: unless.unwrap_or_default() } }))
}

fn offence(i: In<'_>) -> Res<'_, Item> {
    let (i, ()) = words("offence")(i)?;
    let (_, code) = cut(code).parse(i)?;
    let code_as_name =
        |i| map(self::code, |c| Name { value: c.value.to_string(), span: c.span }).parse(i);
    let (i, head) = cut(head_with(code_as_name)).parse(i)?;
    let (i, offence) = cut(|i| body_of_offence(i, code.clone())).parse(i)?;
    Ok((i, Item { head, kind: Kind::Offence(Box::new(offence)) }))
}

fn body_of_offence(
    i: In<'_>,
    code: super::ast::Node<crate::words::terms::Code>,
) -> Res<'_, Offence> {
    let (i, act) = after("under", string("the Act"))(i)?;
    let (i, section) = opt(after("section", string("the section"))).parse(i)?;
    let (i, classes) =
        many1(after("class", class.and(map(opt(days_if_any), Option::unwrap_or_default))))
            .parse(i)?;
    let (i, trial) = trial(i)?;
    let maximum = || sentence_at.and(map(opt(days_if_any), Option::unwrap_or_default));
    let (i, ()) = sign(',')(i)?;
    let (i, (sentence, days)) = after("maximum", maximum())(i)?;
    let changed = opt(terminated(super::set::trial, sign(',')));
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

fn sentence_at(i: In<'_>) -> Res<'_, super::ast::Node<crate::words::terms::Sentence>> {
    let start = super::lexical::space(i)?.0;
    let (rest, value) = sentence(i)?;
    let (file, start) = (start.extra.file, start.location_offset());
    let span = crate::words::text::Span { file, start, end: rest.location_offset() };
    Ok((rest, super::ast::Node { value, span }))
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
