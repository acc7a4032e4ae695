//! ```text
//! example = "example" head "under" under { "," under } { "given" given }
//!           ( "records nothing" | "records" outcome whose { "records" outcome whose } )
//! under   = "all" [ "from" NAME ] | NAME
//! given   = "pair" [ "of victim" NUMBER "and suspect" NUMBER ] trait { "," trait }
//!         | "recorded crime" CODE "on" DATE [ "towards" victims ] [ "by" suspects ] [ NAME ]
//!         | "reported on" DATE | "reported by" NAME
//!         | "recording" answer { "," answer }
//!         | [ NUMBER "times" ] "on" DATE [ "to" DATE ] whose mark { "," mark }
//!         | NAME [ "of" suspects ] "on" DATE [ "towards" victims ]         (an intervention)
//! trait   = "victim aged" NUMBER | "suspect aged" NUMBER | answer
//! answer  = [ "not" ] NAME
//! mark    = CODE [ "of class" CLASS ] | NAME
//! whose   = [ "towards" ( "nobody" | victims ) ] [ "by" suspects ]
//! victims = "victim" NUMBER { "and victim" NUMBER }
//! suspects = "suspect" NUMBER { "and suspect" NUMBER }
//! outcome = "crime related incident" | "no crime"
//!         | "added to the recorded crime" [ "which becomes" CODE ]
//!         | "referral between" CODE { "," CODE } | CODE [ "with" CODE { "," CODE } ]
//! ```
//!
//! An example is a report together with what editions decide about it. `all` means every edition,
//! even one that was never in force; `all from` an edition means that one and every edition that
//! comes into force after it, including those yet to be written. If an example names nobody, it is
//! about victim 1 and suspect 1.

use std::fmt::{self, Formatter};

use nom::Parser;
use nom::branch::alt;
use nom::combinator::{cut, map, opt, peek, value};
use nom::multi::{many0, many1, separated_list1};

use super::ast::{Head, Item, Kind, Name, Node};
use super::item::head;
use super::lexical::{
    In, Res, Trouble, after, any_name, class, code, date, expected, list, name, number, space,
    words,
};
use crate::words::date::Date;
use crate::words::terms::Code;

#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Example {
    pub(crate) under: Vec<Under>,
    pub(crate) given: Vec<Given>,
    /// Empty if nothing is recorded.
    pub(crate) records: Vec<(ExampleOutcome, Whose)>,
}

/// The editions that an example applies to.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Under {
    All,
    /// An edition that was in force, and those that came into force after it.
    AllFrom(Name),
    One(Name),
}

#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Given {
    Pair { of: Option<(Number, Number)>, traits: Vec<Trait> },
    RecordedCrime { code: Node<Code>, on: Node<Date>, whose: Whose, fact: Option<Name> },
    ReportedOn(Node<Date>),
    ReportedBy(Name),
    Recording(Vec<Answer>),
    Incident(ExampleIncident),
    Intervention { kind: Name, on: Node<Date>, whose: Whose },
}

#[derive(Debug, Clone, PartialEq)]
pub(crate) struct ExampleIncident {
    pub(crate) times: Option<Number>,
    pub(crate) on: Node<Date>,
    pub(crate) to: Option<Node<Date>>,
    pub(crate) whose: Whose,
    pub(crate) marks: Vec<ExampleMark>,
}

pub(crate) type Number = Node<u16>;

/// The victims and suspects concerned, by number.
#[derive(Debug, Clone, PartialEq, Default)]
pub(crate) struct Whose {
    pub(crate) towards: Option<Towards>,
    pub(crate) by: Vec<Number>,
}

#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Towards {
    Nobody,
    Victims(Vec<Number>),
}

/// Something known about a victim and a suspect.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Trait {
    VictimAged(Number),
    SuspectAged(Number),
    Answer(Answer),
}

/// A fact or relationship that holds or does not.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Answer {
    pub(crate) name: Name,
    pub(crate) yes: bool,
}

/// An act, an effect, or an offence given by its code.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum ExampleMark {
    Code {
        code: Node<Code>,
        /// Its class, if it has several.
        class: Option<Name>,
    },
    Named(Name),
}

#[derive(Debug, Clone, PartialEq)]
pub(crate) enum ExampleOutcome {
    CrimeRelatedIncident,
    NoCrime,
    Added { becomes: Option<Node<Code>> },
    Referral(Vec<Node<Code>>),
    Crime { principal: Node<Code>, with: Vec<Node<Code>> },
}

pub(super) fn example(i: In<'_>) -> Res<'_, Item> {
    let (i, head) = after("example", head("the name of the example"))(i)?;
    let (i, under) = cut(after("under", list(under))).parse(i)?;
    let (i, given) = many0(after("given", given)).parse(i)?;
    let (i, records) = cut(records).parse(i)?;
    let example = Example { under, given, records };
    Ok((i, Item { head, kind: Kind::Example(Box::new(example)) }))
}

fn under(i: In<'_>) -> Res<'_, Under> {
    let edition = || name("the name of an edition");
    let all = after("all", opt(after("from", edition())));
    alt((map(all, |from| from.map_or(Under::All, Under::AllFrom)), map(edition(), Under::One)))
        .parse(i)
}

fn records(i: In<'_>) -> Res<'_, Vec<(ExampleOutcome, Whose)>> {
    alt((value(Vec::new(), words("records nothing")), many1(after("records", outcome.and(whose)))))
        .parse(i)
}

fn given(i: In<'_>) -> Res<'_, Given> {
    alt((
        pair,
        recorded_crime,
        map(after("reported on", date), Given::ReportedOn),
        map(after("reported by", any_name("who reports")), Given::ReportedBy),
        map(after("recording", list(answer("the name of a fact"))), Given::Recording),
        incident,
        intervention,
    ))
    .parse(i)
}

fn pair(i: In<'_>) -> Res<'_, Given> {
    let of = after("of victim", number.and(after("and suspect", number)));
    let one = alt((
        map(after("victim aged", number), Trait::VictimAged),
        map(after("suspect aged", number), Trait::SuspectAged),
        map(answer("the name of a fact or relationship"), Trait::Answer),
    ));
    let pair = after("pair", opt(of).and(list(one)));
    map(pair, |(of, traits)| Given::Pair { of, traits }).parse(i)
}

fn answer<'a>(what: &'static str) -> impl Parser<In<'a>, Output = Answer, Error = Trouble> {
    let no = map(after("not", name(what)), |name| Answer { name, yes: false });
    alt((no, map(name(what), |name| Answer { name, yes: true })))
}

fn recorded_crime(i: In<'_>) -> Res<'_, Given> {
    let (i, code) = after("recorded crime", code)(i)?;
    let (i, on) = cut(after("on", date)).parse(i)?;
    let (i, towards) = opt(after("towards", victims)).parse(i)?;
    let (i, by) = opt(after("by", suspects)).parse(i)?;
    let (i, fact) = opt(name("a fact about a recorded crime")).parse(i)?;
    let whose = Whose { towards: towards.map(Towards::Victims), by: by.unwrap_or_default() };
    Ok((i, Given::RecordedCrime { code, on, whose, fact }))
}

fn incident(i: In<'_>) -> Res<'_, Given> {
    let mark = alt((
        map(code.and(opt(after("of class", class))), |(code, class)| ExampleMark::Code {
            code,
            class,
        }),
        map(name("the name of an act or effect"), ExampleMark::Named),
    ));
    let (i, times) = opt(map((number, words("times")), |(number, ())| number)).parse(i)?;
    let (i, on) = after("on", date)(i)?;
    let (i, to) = opt(after("to", date)).parse(i)?;
    let (i, whose) = whose(i)?;
    let (i, marks) = cut(list(mark)).parse(i)?;
    Ok((i, Given::Incident(ExampleIncident { times, on, to, whose, marks })))
}

/// Parses what police or a court did, such as `conviction`; the name may be a keyword.
fn intervention(i: In<'_>) -> Res<'_, Given> {
    let start = space(i)?.0;
    let (i, kind) = any_name("a kind of intervention")(i)?;
    if alt((peek(words("on")), peek(words("of")))).parse(i).is_err() {
        return expected(start, "a kind of intervention with its day");
    }
    let (i, by) = opt(after("of", suspects)).parse(i)?;
    let (i, on) = cut(after("on", date)).parse(i)?;
    let (i, towards) = opt(after("towards", victims)).parse(i)?;
    let whose = Whose { towards: towards.map(Towards::Victims), by: by.unwrap_or_default() };
    Ok((i, Given::Intervention { kind, on, whose }))
}

fn whose(i: In<'_>) -> Res<'_, Whose> {
    let nobody = value(Towards::Nobody, words("nobody"));
    let towards = alt((nobody, map(victims, Towards::Victims)));
    let (i, towards) = opt(after("towards", towards)).parse(i)?;
    let (i, by) = opt(after("by", suspects)).parse(i)?;
    Ok((i, Whose { towards, by: by.unwrap_or_default() }))
}

fn victims(i: In<'_>) -> Res<'_, Vec<Number>> {
    separated_list1(words("and"), after("victim", number)).parse(i)
}

fn suspects(i: In<'_>) -> Res<'_, Vec<Number>> {
    separated_list1(words("and"), after("suspect", number)).parse(i)
}

fn outcome(i: In<'_>) -> Res<'_, ExampleOutcome> {
    let becomes = opt(after("which becomes", code));
    let crime = (code, opt(after("with", list(code))));
    alt((
        value(ExampleOutcome::CrimeRelatedIncident, words("crime related incident")),
        value(ExampleOutcome::NoCrime, words("no crime")),
        map(after("added to the recorded crime", becomes), |becomes| ExampleOutcome::Added {
            becomes,
        }),
        map(after("referral between", list(code)), ExampleOutcome::Referral),
        map(crime, |(principal, with)| ExampleOutcome::Crime {
            principal,
            with: with.unwrap_or_default(),
        }),
    ))
    .parse(i)
}

pub(super) fn print(f: &mut Formatter<'_>, head: &Head, example: &Example) -> fmt::Result {
    super::print::head(f, "example", head)?;
    let under = listed(&example.under, |under| match under {
        Under::All => "all".to_owned(),
        Under::AllFrom(name) => format!("all from {}", name.value),
        Under::One(name) => name.value.clone(),
    });
    writeln!(f, "  under {under}")?;
    for given in &example.given {
        writeln!(f, "  given {}", told(given))?;
    }
    if example.records.is_empty() {
        writeln!(f, "  records nothing")?;
    }
    for (outcome, of) in &example.records {
        let outcome = match outcome {
            ExampleOutcome::CrimeRelatedIncident => "crime related incident".to_owned(),
            ExampleOutcome::NoCrime => "no crime".to_owned(),
            ExampleOutcome::Added { becomes: None } => "added to the recorded crime".to_owned(),
            ExampleOutcome::Added { becomes: Some(code) } => {
                format!("added to the recorded crime which becomes {}", code.value)
            }
            ExampleOutcome::Referral(all) => format!("referral between {}", listed(all, shown)),
            ExampleOutcome::Crime { principal, with } if with.is_empty() => {
                principal.value.to_string()
            }
            ExampleOutcome::Crime { principal, with } => {
                format!("{} with {}", principal.value, listed(with, shown))
            }
        };
        writeln!(f, "  records {outcome}{}", towards(of))?;
    }
    Ok(())
}

fn told(given: &Given) -> String {
    match given {
        Given::Pair { of, traits } => {
            let of = of.as_ref().map(|(victim, suspect)| {
                format!("of victim {} and suspect {} ", victim.value, suspect.value)
            });
            let traits = listed(traits, |one| match one {
                Trait::VictimAged(age) => format!("victim aged {}", age.value),
                Trait::SuspectAged(age) => format!("suspect aged {}", age.value),
                Trait::Answer(answer) => answered(answer),
            });
            format!("pair {}{traits}", of.unwrap_or_default())
        }
        Given::RecordedCrime { code, on, whose, fact } => {
            let fact = fact.as_ref().map(|name| format!(" {}", name.value)).unwrap_or_default();
            format!("recorded crime {} on {}{}{fact}", code.value, on.value, towards(whose))
        }
        Given::ReportedOn(day) => format!("reported on {}", day.value),
        Given::ReportedBy(name) => format!("reported by {}", name.value),
        Given::Recording(answers) => format!("recording {}", listed(answers, answered)),
        Given::Incident(ExampleIncident { times, on, to, whose, marks }) => {
            let times = times.as_ref().map(|n| format!("{} times ", n.value)).unwrap_or_default();
            let to = to.as_ref().map(|day| format!(" to {}", day.value)).unwrap_or_default();
            let marks = listed(marks, |mark| match mark {
                ExampleMark::Code { code, class: None } => code.value.to_string(),
                ExampleMark::Code { code, class: Some(class) } => {
                    format!("{} of class {}", code.value, class.value)
                }
                ExampleMark::Named(name) => name.value.clone(),
            });
            format!("{times}on {}{to}{} {marks}", on.value, towards(whose))
        }
        Given::Intervention { kind, on, whose } => {
            let of = people(" of", "suspect", &whose.by);
            let towards = towards(&Whose { by: Vec::new(), ..whose.clone() });
            format!("{}{of} on {}{towards}", kind.value, on.value)
        }
    }
}

fn listed<T>(all: &[T], one: impl Fn(&T) -> String) -> String {
    all.iter().map(one).collect::<Vec<_>>().join(", ")
}

fn shown(code: &Node<Code>) -> String {
    code.value.to_string()
}

fn answered(answer: &Answer) -> String {
    format!("{}{}", if answer.yes { "" } else { "not " }, answer.name.value)
}

fn towards(whose: &Whose) -> String {
    let towards = match &whose.towards {
        None => String::new(),
        Some(Towards::Nobody) => " towards nobody".to_owned(),
        Some(Towards::Victims(victims)) => people(" towards", "victim", victims),
    };
    towards + &people(" by", "suspect", &whose.by)
}

fn people(begin: &str, what: &str, numbers: &[Number]) -> String {
    let all: Vec<String> = numbers.iter().map(|n| format!("{what} {}", n.value)).collect();
    if all.is_empty() { String::new() } else { format!("{begin} {}", all.join(" and ")) }
}
