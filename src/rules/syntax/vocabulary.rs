//! Parses the names that reports and rules use, each with its question. The grammar is at the top
//! of `item`.

use nom::Parser;
use nom::branch::alt;
use nom::combinator::{map, opt, value};

use super::ast::{About, Asks, Entry, Fact, Item, Kind, Party};
use super::item::{with_any_head, with_head};
use super::lexical::{In, Res, after, code, list, string, words};

pub(super) fn vocabulary(i: In<'_>) -> Res<'_, Item> {
    let flag = |phrase| map(opt(words(phrase)), |found| found.is_some());
    alt((
        with_head(
            "act",
            "the name of the act",
            |(entry, given_as)| Kind::Act { entry, given_as },
            entry.and(opt(after("given as", code))),
        ),
        with_head(
            "effect",
            "the name of the effect",
            |((entry, asked), alone)| Kind::Effect { entry, asked, alone },
            entry.and(flag("asked where effects are not known")).and(flag("stands alone")),
        ),
        with_head("fact", "the name of the fact", Kind::Fact, fact),
        with_head(
            "relationship",
            "the name of the relationship",
            |entry| Kind::Relationship { entry },
            entry,
        ),
        with_any_head("reporter", |entry| Kind::Reporter { entry }, entry),
        with_any_head(
            "intervention",
            |(entry, ends_course)| Kind::Intervention { entry, ends_course },
            entry.and(flag("ends the course")),
        ),
        with_any_head(
            "wording",
            |(question, asks)| Kind::Wording { question, asks },
            question.and(after("asks", asks)),
        ),
    ))
    .parse(i)
}

fn entry(i: In<'_>) -> Res<'_, Entry> {
    let (i, also_called) = opt(after("also called", list(string("another name")))).parse(i)?;
    let (i, question) = question(i)?;
    Ok((i, Entry { also_called: also_called.unwrap_or_default(), question }))
}

fn question(i: In<'_>) -> Res<'_, String> {
    map(after("question", string("the question to ask")), |question| question.value).parse(i)
}

fn asks(i: In<'_>) -> Res<'_, Asks> {
    let party =
        alt((value(Party::Victim, words("victim")), value(Party::Suspect, words("suspect"))));
    let age = map(after("the age of", party), Asks::Age);
    alt((value(Asks::Relationship, words("the relationship")), age)).parse(i)
}

fn fact(i: In<'_>) -> Res<'_, Fact> {
    let flag = |phrase| map(opt(words(phrase)), |found| found.is_some());
    let (i, entry) = entry(i)?;
    let taken = alt((value(true, words("taken as true")), value(false, words("taken as false"))));
    let (i, taken) = opt(taken).parse(i)?;
    let (i, about) = about(i)?;
    let (i, judgement) = flag("a judgement").parse(i)?;
    let (i, parts_group) = flag("parts the group").parse(i)?;
    let (i, links_occasions) = flag("links the occasions").parse(i)?;
    Ok((i, Fact { entry, taken, about, judgement, parts_group, links_occasions }))
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
