//! ```text
//! edition = "edition" head [ "amends" NAME ] [ "in force" window ] [ "counted as of" DATE ]
//!           [ "reviewed to" DATE ]
//! rule    = "rule" head form
//! replace = "replace rule" head form
//! remove  = ( "remove rule" | "remove example" ) head
//! add     = "add before" NAME "rule" head form
//! form    = "principal" set "over" set
//!         | "refer" set "against" set
//!         | "order" set "then" set { "then" set }
//!         | "look-up table" "row" set { "row" set }
//!         | "general" set "over" set "then the higher maximum sentence" [ "except for" set ]
//!         | "presume" NAME "when" condition [ "unless" condition ]
//!         | "disapply" set "when" condition
//!         | "caution" STRING ( "where" set [ beside ] | "on a single occasion" "beside a recorded" set )
//!           [ "when" condition ]
//!         | "stop as" ( "no crime" | "crime related incident" [ STRING ] )
//!           [ "only for" set ] [ "except for" set ] "when" condition
//!         | "also record" set
//!         | "record" set "in addition to the most serious of" set
//!         | "count" set "but not" set "on one incident"
//!         | "add to" set [ "but to" set "only when" condition ] "until closed by" NAME { "," NAME }
//!           "or after" NUMBER "months" [ "unless" NAME ] "including" set
//!         | "join to the series of" set "until closed by" NAME { "," NAME }
//!         | "count" set "once a day unless" NAME
//!         | "recorded crimes stand apart" STRING
//! beside  = "is principal over" set [ "of a higher maximum" ] | ( "is recorded with" | "beside a recorded" ) set
//! ```
//!
//! A rule belongs to the edition whose head precedes it in the file. The first rule that covers a
//! pair of offences decides it, so the position of a rule is part of its meaning. An example that
//! an edition removes no longer applies to it, nor to the editions that amend it.

use nom::Parser;
use nom::branch::alt;
use nom::combinator::{cut, map, opt, value};
use nom::multi::{many1, separated_list1};

use super::ast::{
    Beside, CautionText, Change, Continuation, Edition, Form, Item, Kind, Name, Node, Stop,
};
use super::condition::condition;
use super::item::head;
use super::lexical::{In, Res, after, any_name, date, list, name, number, refused, string, words};
use super::offence::window;
use super::set::set;

pub(super) fn edition(i: In<'_>) -> Res<'_, Item> {
    let (i, head) = after("edition", head("the name of the edition"))(i)?;
    let (i, amends) = opt(after("amends", name("the name of an edition"))).parse(i)?;
    let (i, in_force) = cut(window("in force")).parse(i)?;
    let (i, counted_as_of) = opt(after("counted as of", date)).parse(i)?;
    let (i, reviewed_to) = opt(after("reviewed to", date)).parse(i)?;
    let edition = Edition { amends, in_force, counted_as_of, reviewed_to };
    Ok((i, Item { head, kind: Kind::Edition(edition) }))
}

pub(super) fn change(i: In<'_>) -> Res<'_, Item> {
    alt((plain, replace, remove, add)).parse(i)
}

fn plain(i: In<'_>) -> Res<'_, Item> {
    let (i, head) = after("rule", head("the name of the rule"))(i)?;
    let (i, form) = cut(form).parse(i)?;
    Ok((i, Item { head, kind: Kind::Change(Change::Rule(form)) }))
}

fn replace(i: In<'_>) -> Res<'_, Item> {
    let (i, head) = after("replace rule", head("the name of the rule"))(i)?;
    let (i, form) = cut(form).parse(i)?;
    Ok((i, Item { head, kind: Kind::Change(Change::Replace(form)) }))
}

fn remove(i: In<'_>) -> Res<'_, Item> {
    let rule = map(after("remove rule", head("the name of the rule")), |h| (h, Change::Remove));
    let example = after("remove example", head("the name of the example"));
    let example = map(example, |head| (head, Change::RemoveExample));
    let (i, (head, change)) = alt((rule, example)).parse(i)?;
    Ok((i, Item { head, kind: Kind::Change(change) }))
}

fn add(i: In<'_>) -> Res<'_, Item> {
    let (i, before) = after("add before", name("the name of a rule"))(i)?;
    let (i, head) = cut(after("rule", head("the name of the rule"))).parse(i)?;
    let (i, form) = cut(form).parse(i)?;
    Ok((i, Item { head, kind: Kind::Change(Change::AddBefore(before, form)) }))
}

fn form(i: In<'_>) -> Res<'_, Form> {
    alt((
        map(after("principal", set.and(after("over", set))), |(over, under)| Form::Principal {
            over,
            under,
        }),
        map(after("refer", set.and(after("against", set))), |(one, other)| Form::Refer {
            one,
            other,
        }),
        map(after("order", separated_list1(words("then"), set)), Form::Order),
        map(after("look-up table", many1(after("row", set))), Form::LookUpTable),
        general,
        presume,
        map(after("disapply", set.and(after("when", condition))), |(offences, when)| {
            Form::Disapply { offences, when }
        }),
        caution,
        stop,
        map(after("also record", set), |offences| Form::AlsoRecord { offences }),
        map(
            after("record", set.and(after("in addition to the most serious of", set))),
            |(principal, most_serious_of)| Form::InAddition { principal, most_serious_of },
        ),
        count,
        continuation,
        map(after("join to the series of", set.and(until_closed)), |(of, closed_by)| {
            Form::Series { of, closed_by }
        }),
        map(after("recorded crimes stand apart", string("what to say")), |says| Form::StandApart {
            says: says.value,
        }),
    ))
    .parse(i)
}

fn stop(i: In<'_>) -> Res<'_, Form> {
    let outcome = alt((
        value(Stop::NoCrime, words("no crime")),
        value(Stop::CrimeRelatedIncident, words("crime related incident")),
    ));
    let (i, outcome) = after("stop as", outcome)(i)?;
    let (i, record) = match outcome {
        Stop::NoCrime => (i, None),
        Stop::CrimeRelatedIncident => opt(string("the name of the record")).parse(i)?,
    };
    let record = record.map(|name| name.value);
    let (i, only) = opt(after("only for", set)).parse(i)?;
    let (i, except) = opt(after("except for", set)).parse(i)?;
    let (i, when) = cut(after("when", condition)).parse(i)?;
    Ok((i, Form::Stop { outcome, record, only, except: except.unwrap_or_default(), when }))
}

fn count(i: In<'_>) -> Res<'_, Form> {
    let (i, of) = after("count", set)(i)?;
    let but_not = after("but not", set.and(words("on one incident")));
    let but_not = map(but_not, |(but_not, ())| Form::Count { offences: of.clone(), but_not });
    let once = after("once a day unless", name("a fact"));
    let once = map(once, |unless| Form::OnceADay { of: of.clone(), unless });
    cut(alt((but_not, once))).parse(i)
}

fn continuation(i: In<'_>) -> Res<'_, Form> {
    let (i, of) = after("add to", set)(i)?;
    let only = after("but to", set.and(after("only when", condition)));
    let (i, only) = opt(only).parse(i)?;
    let (i, closed_by) = cut(until_closed).parse(i)?;
    let (i, months) = cut(after("or after", number)).parse(i)?;
    let (i, ()) = cut(words("months")).parse(i)?;
    let (i, unless) = opt(after("unless", name("a fact"))).parse(i)?;
    let (i, including) = cut(after("including", set)).parse(i)?;
    let rule = Continuation { of, only, closed_by, months, unless, including };
    Ok((i, Form::Continue(Box::new(rule))))
}

fn until_closed(i: In<'_>) -> Res<'_, Vec<Name>> {
    after("until closed by", list(any_name("a kind of intervention")))(i)
}

fn general(i: In<'_>) -> Res<'_, Form> {
    let (i, over) = after("general", set)(i)?;
    let (i, under) = cut(after("over", set)).parse(i)?;
    let (i, ()) = cut(words("then the higher maximum sentence")).parse(i)?;
    let (i, except) = opt(after("except for", set)).parse(i)?;
    Ok((i, Form::General { over, under, except: except.unwrap_or_default() }))
}

fn presume(i: In<'_>) -> Res<'_, Form> {
    let (i, condition_name) = after("presume", name("the name of a condition"))(i)?;
    let (i, when) = cut(after("when", condition)).parse(i)?;
    let (i, unless) = opt(after("unless", condition)).parse(i)?;
    Ok((i, Form::Presume { condition: condition_name, when, unless }))
}

fn caution(i: In<'_>) -> Res<'_, Form> {
    let (i, says) = after("caution", caution_text)(i)?;
    let recorded = || map(after("beside a recorded", set), |other| (Beside::Recorded, other));
    let higher = map(opt(words("of a higher maximum")), |found| match found {
        Some(()) => Beside::OverHigher,
        None => Beside::Over,
    });
    let over = map(after("is principal over", set.and(higher)), |(other, how)| (how, other));
    let with = map(after("is recorded with", set), |other| (Beside::With, other));
    let offence = after("where", set).and(opt(alt((over, with, recorded()))));
    let offence = map(offence, |(of, beside)| (Some(of), beside));
    let occasion = map(after("on a single occasion", recorded()), |beside| (None, Some(beside)));
    let (i, (of, beside)) = cut(alt((offence, occasion))).parse(i)?;
    let (i, when) = opt(after("when", condition)).parse(i)?;
    Ok((i, Form::Caution { says, of, beside, when }))
}

fn caution_text(i: In<'_>) -> Res<'_, CautionText> {
    let (rest, Node { value: text, span }) = string("what the caution says")(i)?;
    let Some((before, day)) = text.split_once(['{', '}']) else {
        return Ok((rest, CautionText { before: text, day: None }));
    };
    let day = day.split_once('}').and_then(|(day, after)| {
        let months = day.strip_suffix(" months on")?.parse().ok()?;
        let one = text.starts_with(&format!("{before}{{")) && !after.contains(['{', '}']);
        one.then(|| (months, after.to_owned()))
    });
    match day {
        Some(day) => Ok((rest, CautionText { before: before.to_owned(), day: Some(day) })),
        None => refused(span.start, "no other braces than once `{6 months on}`, with a number"),
    }
}
