//! The sentences of the working, as data: one place where they all stand, and no words are made
//! before somebody reads them.

use std::borrow::Cow;
use std::cmp::Ordering;
use std::fmt::{self, Display, Formatter};

use serde_json::value::RawValue;
use smallvec::SmallVec;

use crate::decision::List;
use crate::edition::Fixed;
use crate::terms::Code;

/// Some codes, mostly few.
pub(crate) type Codes = SmallVec<[Code; 4]>;

/// What is so, or a name. Displayed without the full stop at the end of a sentence.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Wording<'a> {
    /// A name, an id, a source, or a fact in its own words.
    Text(Said<'a>),
    /// An offence by itself.
    Offence(Code),
    GivenByCode(Code),
    MadeOutByIncident(Code),
    MadeOutByCourse {
        code: Code,
        occasions: u32,
        /// Towards each of so many victims.
        victims: Option<u16>,
        /// On whose facts, of a group.
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
    GoesOn(&'a str),
    BecomesPart(Code, &'a str),
    Graver {
        code: Code,
        was: Option<Code>,
        crime: &'a str,
    },
    SingleAfter(&'a str, Codes),
    /// A named condition in words, and whether it holds.
    So(&'a str, bool),
    Presumed(&'a str),
    NoCrime,
    CrimeRelatedIncident,
}

/// A text, and where it is of the rule files, how JSON writes it.
#[derive(Debug, Clone)]
pub(crate) struct Said<'a> {
    text: Cow<'a, str>,
    json: Option<&'a RawValue>,
}

impl Ord for Said<'_> {
    fn cmp(&self, other: &Self) -> Ordering {
        self.text.cmp(&other.text)
    }
}

impl PartialOrd for Said<'_> {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for Said<'_> {
    fn eq(&self, other: &Self) -> bool {
        self.text == other.text
    }
}

impl Eq for Said<'_> {}

impl Wording<'_> {
    /// A whole sentence.
    #[cfg(feature = "show")]
    pub(super) fn sentence(&self) -> String {
        match self {
            Wording::Text(says) => says.text.to_string(),
            says => format!("{says}."),
        }
    }
}

impl Display for Wording<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Wording::Text(says) => f.write_str(&says.text),
            Wording::Offence(code) => code.fmt(f),
            Wording::GivenByCode(code) => write!(f, "The officer gives {code} by its code"),
            Wording::MadeOutByIncident(code) => {
                write!(f, "{code} is made out by an incident by itself")
            }
            Wording::MadeOutByCourse { code, occasions, victims, member } => {
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
            Wording::OneOccasionWouldBe(code) => {
                write!(f, "It would be {code} if one occasion is enough")
            }
            Wording::Gravest(code, lesser) => {
                let are = if lesser.len() == 1 { "is" } else { "are" };
                let lesser = List(lesser);
                write!(
                    f,
                    "{code} is the gravest form of the conduct; {lesser} {are} one offence with it"
                )
            }
            Wording::PrincipalOver(code, below) => {
                write!(f, "{code} is principal over {}", List(below))
            }
            Wording::OnlyInCircle(a, b) => write!(f, "{a} is before {b}, but only in a circle"),
            Wording::NotOrdered(a, b) => {
                write!(f, "{a} and {b} are not ordered: the registrar decides")
            }
            Wording::InAddition(first, code) => {
                write!(f, "{} is recorded, and {code} in addition to it", List(first))
            }
            Wording::BreachInAddition(code) => {
                write!(f, "{code}, which the officer gives by its code, is recorded in addition")
            }
            Wording::SameIncident(code) => write!(f, "{code} on the same incident is not counted"),
            Wording::GoesOn(crime) => {
                write!(f, "The conduct goes on from {crime} and is added to it")
            }
            Wording::BecomesPart(code, crime) => write!(f, "{code} becomes part of {crime}"),
            Wording::Graver { code, was: Some(was), crime } => {
                write!(f, "{code} is graver than {was}: {crime} becomes {code}")
            }
            Wording::Graver { code, was: None, crime } => write!(f, "{crime} becomes {code}"),
            Wording::SingleAfter(crime, codes) => write!(
                f,
                "A single occasion, when conduct is no longer added to {crime}, is not settled: the registrar decides whether it is {}",
                List(codes)
            ),
            Wording::So(words, true) => write!(f, "This is so: {words}"),
            Wording::So(words, false) => write!(f, "This is not so: {words}"),
            Wording::Presumed(words) => write!(f, "This is presumed: {words}"),
            Wording::NoCrime => f.write_str("It is not recorded: no crime"),
            Wording::CrimeRelatedIncident => {
                f.write_str("It is not recorded as a crime: a crime related incident")
            }
        }
    }
}

impl<'a> From<&'a str> for Wording<'a> {
    fn from(name: &'a str) -> Wording<'a> {
        Wording::Text(Said { text: Cow::Borrowed(name), json: None })
    }
}

impl<'a> From<&'a Fixed> for Wording<'a> {
    fn from(fixed: &'a Fixed) -> Wording<'a> {
        Wording::Text(Said { text: Cow::Borrowed(fixed), json: fixed.json() })
    }
}

impl From<String> for Wording<'_> {
    fn from(says: String) -> Self {
        Wording::Text(Said { text: Cow::Owned(says), json: None })
    }
}

impl From<Wording<'_>> for String {
    fn from(says: Wording<'_>) -> String {
        match says {
            Wording::Text(says) => says.text.into_owned(),
            says => says.to_string(),
        }
    }
}

impl serde::Serialize for Wording<'_> {
    fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        match self {
            Wording::Text(says) => to.serialize_str(&says.text),
            says => to.collect_str(says),
        }
    }
}

/// A wording for JSON: texts of the rule files go out as they were written once.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Json<'a>(Wording<'a>);

impl<'a> From<&'a str> for Json<'a> {
    fn from(name: &'a str) -> Json<'a> {
        Json(name.into())
    }
}

impl<'a> From<Wording<'a>> for Json<'a> {
    fn from(says: Wording<'a>) -> Json<'a> {
        Json(says)
    }
}

impl serde::Serialize for Json<'_> {
    fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        match &self.0 {
            Wording::Text(Said { json: Some(json), .. }) => json.serialize(to),
            says => says.serialize(to),
        }
    }
}
