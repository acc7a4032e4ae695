//! Domain types: code, maximum sentence, mode of trial, basis and standing.

use std::cmp::Ordering;
use std::fmt;
use std::str::FromStr;

/// A Home Office offence code, such as `195/12`.
///
/// `8/65` and `08/65` are read as `008/65`; a code is always printed in this long form.
///
/// ```
/// use counting_rules::Code;
/// let code: Code = "8/65".parse()?;
/// assert_eq!(code.to_string(), "008/65");
/// # Ok::<(), counting_rules::words::NotACode>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Code(u16, u8);

/// The text is not an offence code.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is not an offence code; write it as in `195/12`")]
pub struct NotACode(String);

impl FromStr for Code {
    type Err = NotACode;

    fn from_str(text: &str) -> Result<Code, NotACode> {
        let digits = |t: &str| !t.is_empty() && t.bytes().all(|b| b.is_ascii_digit());
        text.split_once('/')
            .filter(|(a, b)| a.len() <= 3 && b.len() == 2 && digits(a) && digits(b))
            .and_then(|(a, b)| Some(Code(a.parse().ok()?, b.parse().ok()?)))
            .ok_or_else(|| NotACode(text.to_owned()))
    }
}

impl Code {
    /// Returns the long form.
    fn text(self) -> [u8; 6] {
        let digit = |n: u16| b'0' + (n % 10) as u8;
        let (a, b) = (self.0, u16::from(self.1));
        [digit(a / 100), digit(a / 10), digit(a), b'/', digit(b / 10), digit(b)]
    }
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(std::str::from_utf8(&self.text()).map_err(|_| fmt::Error)?)
    }
}

impl serde::Serialize for Code {
    fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(std::str::from_utf8(&self.text()).map_err(serde::ser::Error::custom)?)
    }
}

impl<'de> serde::Deserialize<'de> for Code {
    fn deserialize<D: serde::Deserializer<'de>>(from: D) -> Result<Code, D::Error> {
        let text = <std::borrow::Cow<'de, str>>::deserialize(from)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}

/// The maximum sentence of an offence.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Sentence {
    /// Imprisonment for life.
    Life,
    /// This many years.
    Years(u16),
    /// This many months.
    Months(u16),
    /// This many weeks.
    Weeks(u16),
    /// A fine only.
    Fine,
    /// No maximum is printed in the list.
    Unknown,
}

impl Sentence {
    /// Returns a rank that grows with the length, or `None` for an unknown sentence. A month counts
    /// as a twelfth of a year, and a year as 52 weeks and a day.
    fn rank(self) -> Option<u32> {
        match self {
            Sentence::Life => Some(u32::MAX - 1),
            Sentence::Years(n) => Some(u32::from(n) * 12 * 365),
            Sentence::Months(n) => Some(u32::from(n) * 365),
            Sentence::Weeks(n) => Some(u32::from(n) * 7 * 12),
            Sentence::Fine => Some(0),
            Sentence::Unknown => None,
        }
    }

    /// Compares two sentences by length. `None` if either is unknown.
    pub fn compare(self, other: Sentence) -> Option<Ordering> {
        Some(self.rank()?.cmp(&other.rank()?))
    }

    /// Returns the rank for lists, in which the highest comes first; an unknown sentence ranks
    /// lowest.
    pub(crate) fn list_rank(self) -> u32 {
        self.rank().map_or(0, |rank| rank.saturating_add(1))
    }

    /// Compares in list order: life first, then the longest, then a fine, then unknown.
    pub(crate) fn list_order(self, other: Sentence) -> Ordering {
        other.list_rank().cmp(&self.list_rank())
    }
}

impl fmt::Display for Sentence {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let unit = |n: u16, one: &'static str, many: &'static str| if n == 1 { one } else { many };
        match *self {
            Sentence::Life => write!(f, "life"),
            Sentence::Years(n) => write!(f, "{n} {}", unit(n, "year", "years")),
            Sentence::Months(n) => write!(f, "{n} {}", unit(n, "month", "months")),
            Sentence::Weeks(n) => write!(f, "{n} {}", unit(n, "week", "weeks")),
            Sentence::Fine => write!(f, "fine"),
            Sentence::Unknown => write!(f, "unknown"),
        }
    }
}

/// Where an offence is tried.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Trial {
    /// In the magistrates' court only.
    Summary,
    /// In either court.
    EitherWay,
    /// In the Crown Court only.
    IndictableOnly,
}

impl fmt::Display for Trial {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Trial::Summary => "summary",
            Trial::EitherWay => "either way",
            Trial::IndictableOnly => "indictable only",
        })
    }
}

/// Whether an offence is counted by its victims.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Basis {
    /// Victim based.
    Victim,
    /// State based: it has no victim.
    State,
    /// State or victim based: victim based if an incident names a victim.
    Either,
}

impl fmt::Display for Basis {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Basis::Victim => "victim",
            Basis::State => "state",
            Basis::Either => "state or victim",
        })
    }
}

/// Implements `Serialize` through `Display`.
macro_rules! serialize_as_displayed {
    ($($name:ty),*) => {$(
        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
                to.collect_str(self)
            }
        }
    )*};
}

serialize_as_displayed!(Sentence, Trial, Basis);

/// How well the source of a rule is known.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Default,
    serde::Serialize,
    serde::Deserialize,
)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Standing {
    /// Read in a primary document.
    #[default]
    Firm,
    /// Read in a secondary document.
    Secondary,
    /// A reading of the text, or its application to facts that it does not mention.
    Derived,
    /// No source was seen.
    Unverified,
}

impl fmt::Display for Standing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Standing::Firm => "firm",
            Standing::Secondary => "secondary",
            Standing::Derived => "derived",
            Standing::Unverified => "unverified",
        })
    }
}

#[cfg(test)]
mod tests {
    use super::{Code, Sentence};

    #[test]
    fn codes_are_read_in_three_forms() {
        for form in ["8/65", "08/65", "008/65"] {
            assert_eq!(form.parse::<Code>().map(|c| c.to_string()), Ok("008/65".to_owned()));
        }
        for wrong in ["", "8", "8/6", "0008/65", "8/655", "a/65", "+8/65", "8/65 "] {
            assert!(wrong.parse::<Code>().is_err(), "{wrong}");
        }
    }

    #[test]
    fn sentences_in_the_order_of_lists() {
        use Sentence::{Fine, Life, Months, Unknown, Weeks, Years};
        let mut list = [Unknown, Months(6), Fine, Weeks(51), Life, Years(1), Years(14)];
        list.sort_by(|a, b| a.list_order(*b));
        assert_eq!(list, [Life, Years(14), Years(1), Weeks(51), Months(6), Fine, Unknown]);
        assert_eq!(Unknown.compare(Fine), None);
    }
}
