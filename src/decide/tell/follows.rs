//! What a rule leads to in a report, as data, and the only place for its sentences. No sentence is
//! made until it is read.

use crate::decide::settle::principal::Codes;
use std::fmt::{self, Display, Formatter};

use smallvec::smallvec;

use crate::decision::{AnyOf, Did, List};
use crate::words::terms::Code;

/// What a rule did, and to which offences and recorded crimes. `Display` writes it as a sentence
/// without the full stop.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Follows<'a> {
    GivenByCode(Code),
    MadeOutByIncident(Code),
    MadeOutByCourse {
        code: Code,
        occasions: u32,
        /// The least number of victims towards each of whom there must be conduct, if several.
        victims: Option<u16>,
        /// The member of a group on whose facts it is made out.
        member: Option<&'a str>,
    },
    OneOccasionWouldBe(Code),
    Gravest(Code, Codes),
    PrincipalOver(Code, Codes),
    OnlyInCircle(Code, Code),
    NotOrdered(Code, Code),
    InAddition(Codes, Code),
    BreachInAddition(Code),
    SameIncident(Code),
    /// Conduct goes on from a recorded crime, which is recorded under this code.
    GoesOn(Code, &'a str),
    /// Offences are of the series of a recorded crime, which is recorded under this code.
    OfSeries(Code, &'a str),
    BecomesPart(Code, &'a str),
    Graver {
        code: Code,
        was: Option<Code>,
        crime: &'a str,
    },
    /// An offence of its series outranks what a crime is recorded as.
    Outranks {
        code: Code,
        was: Code,
        crime: &'a str,
    },
    SingleAfter(&'a str, Codes),
    /// A named condition in words, and whether it holds.
    So(&'a str, bool),
    Presumed(&'a str),
    NoCrime,
    CrimeRelatedIncident,
}

impl Follows<'_> {
    /// Returns what the rule did.
    pub(crate) fn did(&self) -> Did {
        match self {
            Follows::GivenByCode(_) => Did::GivenByCode,
            Follows::MadeOutByIncident(_) => Did::MadeOutByIncident,
            Follows::MadeOutByCourse { occasions, victims, .. } => {
                Did::MadeOutByCourse { occasions: *occasions, victims: *victims }
            }
            Follows::OneOccasionWouldBe(_) => Did::WouldBe,
            Follows::Gravest(..) => Did::GravestForm,
            Follows::PrincipalOver(..) => Did::PrincipalOver,
            Follows::OnlyInCircle(..) => Did::OnlyInCircle,
            Follows::NotOrdered(..) => Did::NotOrdered,
            Follows::InAddition(..) => Did::RecordedInAddition,
            Follows::BreachInAddition(_) => Did::BreachInAddition,
            Follows::SameIncident(_) => Did::GaveWay,
            Follows::GoesOn(..) => Did::GoesOn,
            Follows::OfSeries(..) => Did::OfSeries,
            Follows::BecomesPart(..) => Did::BecomesPart,
            Follows::Graver { .. } | Follows::Outranks { .. } => Did::Reclassifies,
            Follows::SingleAfter(..) => Did::SingleAfter,
            Follows::So(..) => Did::Defines,
            Follows::Presumed(_) => Did::Presumes,
            Follows::NoCrime => Did::NoCrime,
            Follows::CrimeRelatedIncident => Did::CrimeRelatedIncident,
        }
    }

    /// Returns the offences, in the order in which the sentence names them.
    pub(crate) fn codes(&self) -> Codes {
        match self {
            Follows::GivenByCode(code)
            | Follows::MadeOutByIncident(code)
            | Follows::MadeOutByCourse { code, .. }
            | Follows::OneOccasionWouldBe(code)
            | Follows::BreachInAddition(code)
            | Follows::SameIncident(code)
            | Follows::GoesOn(code, _)
            | Follows::OfSeries(code, _)
            | Follows::BecomesPart(code, _) => smallvec![*code],
            Follows::Gravest(first, others) | Follows::PrincipalOver(first, others) => {
                std::iter::once(first).chain(others).copied().collect()
            }
            Follows::OnlyInCircle(one, other) | Follows::NotOrdered(one, other) => {
                smallvec![*one, *other]
            }
            Follows::InAddition(first, code) => first.iter().chain([code]).copied().collect(),
            Follows::Graver { code, was, .. } => [*code].into_iter().chain(*was).collect(),
            Follows::Outranks { code, was, .. } => smallvec![*code, *was],
            Follows::SingleAfter(_, codes) => codes.clone(),
            Follows::So(..)
            | Follows::Presumed(_)
            | Follows::NoCrime
            | Follows::CrimeRelatedIncident => Codes::new(),
        }
    }
}

impl Display for Follows<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Follows::GivenByCode(code) => write!(f, "The officer gives {code} by its code"),
            Follows::MadeOutByIncident(code) => {
                write!(f, "{code} is made out by an incident by itself")
            }
            Follows::MadeOutByCourse { code, occasions, victims, member } => {
                let unit = if *occasions == 1 { "occasion" } else { "occasions" };
                write!(f, "{code} is made out by conduct on {occasions} {unit}")?;
                if let Some(victims) = victims {
                    write!(f, ", towards each of {victims} victims or more")?;
                }
                match member {
                    Some(member) => write!(f, ", on the facts of {member}"),
                    None => Ok(()),
                }
            }
            Follows::OneOccasionWouldBe(code) => {
                write!(f, "It would be {code} if one occasion is enough")
            }
            Follows::Gravest(code, lesser) => {
                let are = if lesser.len() == 1 { "is" } else { "are" };
                let lesser = List(lesser);
                write!(
                    f,
                    "{code} is the gravest form of the conduct; {lesser} {are} one offence with it"
                )
            }
            Follows::PrincipalOver(code, below) => {
                write!(f, "{code} is principal over {}", List(below))
            }
            Follows::OnlyInCircle(a, b) => write!(f, "{a} is before {b}, but only in a circle"),
            Follows::NotOrdered(a, b) => {
                write!(f, "{a} and {b} are not ordered: the registrar decides")
            }
            Follows::InAddition(first, code) => {
                write!(f, "{} is recorded, and {code} in addition to it", List(first))
            }
            Follows::BreachInAddition(code) => {
                write!(f, "{code}, which the officer gives by its code, is recorded in addition")
            }
            Follows::SameIncident(code) => write!(f, "{code} on the same incident is not counted"),
            Follows::GoesOn(code, crime) => {
                write!(
                    f,
                    "The conduct goes on from {crime}, recorded as {code}, and is added to it"
                )
            }
            Follows::OfSeries(code, crime) => write!(
                f,
                "What happened no later than {crime} was recorded, as {code}, belongs to it"
            ),
            Follows::BecomesPart(code, crime) => write!(f, "{code} becomes part of {crime}"),
            Follows::Graver { code, was: Some(was), crime } => {
                write!(f, "{code} is graver than {was}: {crime} becomes {code}")
            }
            Follows::Graver { code, was: None, crime } => write!(f, "{crime} becomes {code}"),
            Follows::Outranks { code, was, crime } => {
                write!(f, "{code} is principal over {was}: {crime} becomes {code}")
            }
            Follows::SingleAfter(crime, codes) => write!(
                f,
                "A single occasion, when conduct is no longer added to {crime}, is not settled: the registrar decides whether it is {}",
                AnyOf(codes)
            ),
            Follows::So(words, true) => write!(f, "This is so: {words}"),
            Follows::So(words, false) => write!(f, "This is not so: {words}"),
            Follows::Presumed(words) => write!(f, "This is presumed: {words}"),
            Follows::NoCrime => f.write_str("It is not recorded: no crime"),
            Follows::CrimeRelatedIncident => {
                f.write_str("It is not recorded as a crime: a crime related incident")
            }
        }
    }
}
