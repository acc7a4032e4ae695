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
//! ```
//!
//! The grammar of offences, conditions, sets, rules and examples is at the top of `offence.rs`,
//! `condition.rs`, `set.rs`, `rule.rs` and `example.rs`. A `#` begins a comment, which takes lines of its own before an item.

use nom::Parser;
use nom::branch::alt;
use nom::combinator::{cut, map, opt, value};
use nom::multi::{many1, separated_list1};
use nom::sequence::preceded;

use super::ast::{
    Cite, FeatureOf, Head, Item, Kind, Name, Node, OccasionMark, OccasionWhen, Support,
};
use super::condition::condition;
use super::example::example;
use super::lexical::{
    In, Res, Trouble, after, any_name, class, code, date, list, name, sign, string, words,
};
use super::offence::offence;
use super::rule::{change, edition};
use super::set::set;
use super::vocabulary::vocabulary;
use crate::words::date::Date;
use crate::words::terms::Standing;

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

pub(super) fn head_with<'a>(
    mut name: impl FnMut(In<'a>) -> Res<'a, Name>,
) -> impl FnMut(In<'a>) -> Res<'a, Head> {
    move |i| {
        let (i, name) = name(i)?;
        let (i, title) = opt(string("a title")).parse(i)?;
        let (i, support) = support(i)?;
        Ok((i, Head { comments: Vec::new(), name, title, support }))
    }
}

pub(super) fn support(i: In<'_>) -> Res<'_, Support> {
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
