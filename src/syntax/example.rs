//! ```text
//! example = "example" head "under" NAME { "," NAME } { given } "records" outcome
//! given   = "given pair" trait { "," trait }
//!         | "given" [ NUMBER "times" ] "on" DATE [ "to" DATE ] mark { "," mark }
//! trait   = "victim" NUMBER | "suspect" NUMBER | [ "not" ] NAME
//! mark    = CODE | NAME
//! outcome = "nothing" | "referral between" CODE { "," CODE } | CODE [ "with" CODE { "," CODE } ]
//! ```
//!
//! An example is a report of one victim and one suspect with what editions make of it.

use std::fmt::{self, Formatter};

use nom::Parser;
use nom::branch::alt;
use nom::combinator::{cut, map, opt, value};
use nom::multi::many0;

use super::ast::{Head, Item, Kind, Name, Node};
use super::item::head;
use super::lexical::{In, Res, after, code, date, list, name, number, words};
use crate::date::Date;
use crate::terms::Code;

#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Example {
    pub(crate) under: Vec<Name>,
    pub(crate) given: Vec<Given>,
    pub(crate) records: Outcome,
}

#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Given {
    Pair(Vec<Trait>),
    Incident { times: Option<Node<u16>>, on: Node<Date>, to: Option<Node<Date>>, marks: Vec<Mark> },
}

/// Something about the victim and the suspect.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Trait {
    Victim(Node<u16>),
    Suspect(Node<u16>),
    Not(Name),
    Is(Name),
}

/// An act, an effect, or an offence given by its code.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Mark {
    Code(Node<Code>),
    Named(Name),
}

#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Outcome {
    Nothing,
    Referral(Vec<Node<Code>>),
    Crime { principal: Node<Code>, with: Vec<Node<Code>> },
}

pub(super) fn example(i: In<'_>) -> Res<'_, Item> {
    let (i, head) = after("example", head("the name of the example"))(i)?;
    let (i, under) = cut(after("under", list(name("the name of an edition")))).parse(i)?;
    let (i, given) = many0(after("given", given)).parse(i)?;
    let (i, records) = cut(after("records", outcome)).parse(i)?;
    let example = Example { under, given, records };
    Ok((i, Item { head, kind: Kind::Example(Box::new(example)) }))
}

fn given(i: In<'_>) -> Res<'_, Given> {
    let of_pair = alt((
        map(after("victim", number), Trait::Victim),
        map(after("suspect", number), Trait::Suspect),
        map(after("not", name("the name of a fact")), Trait::Not),
        map(name("the name of a fact or relationship"), Trait::Is),
    ));
    let mark = alt((map(code, Mark::Code), map(name("the name of an act or effect"), Mark::Named)));
    let times = map((number, words("times")), |(number, ())| number);
    let incident = (opt(times), after("on", date), opt(after("to", date)), cut(list(mark)));
    let incident = map(incident, |(times, on, to, marks)| Given::Incident { times, on, to, marks });
    alt((map(after("pair", list(of_pair)), Given::Pair), incident)).parse(i)
}

fn outcome(i: In<'_>) -> Res<'_, Outcome> {
    let crime = (code, opt(after("with", list(code))));
    alt((
        value(Outcome::Nothing, words("nothing")),
        map(after("referral between", list(code)), Outcome::Referral),
        map(crime, |(principal, with)| Outcome::Crime {
            principal,
            with: with.unwrap_or_default(),
        }),
    ))
    .parse(i)
}

pub(super) fn print(f: &mut Formatter<'_>, head: &Head, example: &Example) -> fmt::Result {
    super::print::head(f, "example", head)?;
    let joined = |all: Vec<String>| all.join(", ");
    let names = example.under.iter().map(|name| name.value.clone());
    writeln!(f, "  under {}", joined(names.collect()))?;
    for given in &example.given {
        match given {
            Given::Pair(traits) => {
                let told = traits.iter().map(|one| match one {
                    Trait::Victim(age) => format!("victim {}", age.value),
                    Trait::Suspect(age) => format!("suspect {}", age.value),
                    Trait::Not(name) => format!("not {}", name.value),
                    Trait::Is(name) => name.value.clone(),
                });
                writeln!(f, "  given pair {}", joined(told.collect()))?;
            }
            Given::Incident { times, on, to, marks } => {
                let times = times.as_ref().map(|n| format!("{} times ", n.value));
                let to = to.as_ref().map(|day| format!(" to {}", day.value));
                let marks = marks.iter().map(|mark| match mark {
                    Mark::Code(code) => code.value.to_string(),
                    Mark::Named(name) => name.value.clone(),
                });
                let (times, to) = (times.unwrap_or_default(), to.unwrap_or_default());
                writeln!(f, "  given {times}on {}{to} {}", on.value, joined(marks.collect()))?;
            }
        }
    }
    let codes = |all: &[Node<Code>]| joined(all.iter().map(|c| c.value.to_string()).collect());
    match &example.records {
        Outcome::Nothing => writeln!(f, "  records nothing"),
        Outcome::Referral(all) => writeln!(f, "  records referral between {}", codes(all)),
        Outcome::Crime { principal, with } if with.is_empty() => {
            writeln!(f, "  records {}", principal.value)
        }
        Outcome::Crime { principal, with } => {
            writeln!(f, "  records {} with {}", principal.value, codes(with))
        }
    }
}
