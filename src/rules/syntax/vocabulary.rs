//! Parses the names that reports and rules use, each with its question. The grammar is at the top
//! of `item`.

use nom::Parser;
use nom::branch::alt;
use nom::combinator::{map, opt, value};

use super::ast::{About, Asks, Fact, Item, Kind, Party};
use super::item::{with_any_head, with_head};
use super::lexical::{In, Res, after, code, string, words};

pub(super) fn vocabulary(i: In<'_>) -> Res<'_, Item> {
    let question = || map(after("question", string("the question to ask")), |q| q.value);
    let flag = |phrase| map(opt(words(phrase)), |found| found.is_some());
    alt((
        with_head(
            "act",
            "the name of the act",
            |(question, given_as)| Kind::Act { question, given_as },
            question().and(opt(after("given as", code))),
        ),
        with_head(
            "effect",
            "the name of the effect",
            |(question, alone)| Kind::Effect { question, alone },
            question().and(flag("stands alone")),
        ),
        with_head("fact", "the name of the fact", Kind::Fact, fact),
        with_head(
            "relationship",
            "the name of the relationship",
            |question| Kind::Relationship { question },
            question(),
        ),
        with_any_head("reporter", |question| Kind::Reporter { question }, question()),
        with_any_head(
            "intervention",
            |(question, ends_course)| Kind::Intervention { question, ends_course },
            question().and(flag("ends the course")),
        ),
        with_any_head(
            "wording",
            |(question, asks)| Kind::Wording { question, asks },
            question().and(after("asks", asks)),
        ),
    ))
    .parse(i)
}

fn asks(i: In<'_>) -> Res<'_, Asks> {
    let party =
        alt((value(Party::Victim, words("victim")), value(Party::Suspect, words("suspect"))));
    let age = map(after("the age of", party), Asks::Age);
    alt((value(Asks::Relationship, words("the relationship")), age)).parse(i)
}

fn fact(i: In<'_>) -> Res<'_, Fact> {
    let flag = |phrase| map(opt(words(phrase)), |found| found.is_some());
    let (i, question) = after("question", string("the question to ask"))(i)?;
    let taken = alt((value(true, words("taken as true")), value(false, words("taken as false"))));
    let (i, taken) = opt(taken).parse(i)?;
    let (i, about) = about(i)?;
    let (i, judgement) = flag("a judgement").parse(i)?;
    let (i, parts_group) = flag("parts the group").parse(i)?;
    let question = question.value;
    Ok((i, Fact { question, taken, about, judgement, parts_group }))
}

fn about(i: In<'_>) -> Res<'_, About> {
    let about = alt((
        value(About::Person, words("about a person")),
        value(About::Incident, words("about an incident")),
        value(About::Recording, words("about the recording")),
        value(About::RecordedCrime, words("about a recorded crime")),
    ));
    map(opt(about), |about| about.unwrap_or(About::Pair)).parse(i)
}
