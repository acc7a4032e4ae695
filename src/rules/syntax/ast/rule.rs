//! The syntax tree of conditions, sets of offences, editions and their rules.

use std::fmt::{self, Display, Formatter};

use super::{Name, Node, Window};
use crate::words::date::Date;
use crate::words::terms::Code;
use crate::words::terms::{Basis, Sentence, Trial};

#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Condition {
    Named(Name),
    Relationship(Vec<Name>),
    Under {
        who: Who,
        age: Node<u16>,
    },
    /// A fact about the person.
    Is {
        who: Who,
        fact: Name,
    },
    Occasions {
        at_least: Node<u16>,
        with: Option<Name>,
    },
    /// Two consecutive occasions at least this many months apart.
    Gap {
        months: Node<u16>,
    },
    /// Exactly one occasion on or after this day.
    Single {
        since: Node<Date>,
    },
    ReportedBy(Vec<Name>),
    StateBased,
    Not(Box<Node<Condition>>),
    All(Vec<Node<Condition>>),
    Any(Vec<Node<Condition>>),
}

/// One of the two people an offence is between.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Party {
    Victim,
    Suspect,
}

impl Party {
    pub(crate) fn word(self) -> &'static str {
        match self {
            Party::Victim => "victim",
            Party::Suspect => "suspect",
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Who {
    Victim,
    Suspect,
    Either,
    Neither,
}

impl Who {
    pub(crate) fn word(self) -> &'static str {
        match self {
            Who::Victim => "victim",
            Who::Suspect => "suspect",
            Who::Either => "either",
            Who::Neither => "neither",
        }
    }
}

pub(crate) type Set = Vec<SetItem>;

/// An item of a set of offences, with its filters and exceptions.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct SetItem {
    pub(crate) base: Base,
    pub(crate) filters: Vec<Filter>,
    pub(crate) except: Vec<Base>,
}

#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Base {
    All,
    Code(Node<Code>),
    Range(Node<Code>, Node<Code>),
    Class(Name),
    Group(Name),
    Subgroup(Name),
    Named(Name),
}

#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Filter {
    Under(Sentence),
    AtMost(Sentence),
    Trial(Trial),
    Basis(Basis),
}

#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Edition {
    pub(crate) amends: Option<Name>,
    pub(crate) in_force: Window,
    pub(crate) counted_as_of: Option<Node<Date>>,
    pub(crate) reviewed_to: Option<Node<Date>>,
}

/// A rule of the edition whose head precedes it, or a change to the edition that it amends.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Change {
    Rule(Form),
    Replace(Form),
    Remove,
    AddBefore(Name, Form),
    /// The example no longer applies to the edition.
    RemoveExample,
}

#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Form {
    /// Every offence of the first set is principal over every offence of the second.
    Principal {
        over: Set,
        under: Set,
    },
    /// The two sets are not ordered: the registrar decides.
    Refer {
        one: Set,
        other: Set,
    },
    /// Each set is principal over all sets that follow it.
    Order(Vec<Set>),
    /// The same for a printed table, in which the codes of a row are not ordered.
    LookUpTable(Vec<Set>),
    /// The first set is principal over the second; otherwise the higher maximum sentence decides.
    General {
        over: Set,
        under: Set,
        except: Set,
    },
    Presume {
        condition: Name,
        when: Node<Condition>,
        unless: Option<Node<Condition>>,
    },
    Disapply {
        offences: Set,
        when: Node<Condition>,
    },
    /// Applies if an offence of the first set is disclosed, or is recorded beside one of the second
    /// set if there is one, and the condition holds.
    Caution {
        says: CautionText,
        /// `None` for a single occasion.
        of: Option<Set>,
        beside: Option<(Beside, Set)>,
        when: Option<Node<Condition>>,
    },
    /// A step of the recording test, which lets a crime pass that discloses one of the exceptions.
    Stop {
        outcome: Stop,
        /// The name under which the incident is recorded.
        record: Option<String>,
        only: Option<Set>,
        except: Set,
        when: Node<Condition>,
    },
    /// Offences without a victim that are recorded in addition to the crime of their group.
    AlsoRecord {
        offences: Set,
    },
    /// The principal offence of the first set and the most serious of the second are both recorded.
    InAddition {
        principal: Set,
        most_serious_of: Set,
    },
    /// On one incident, the first set counts and the second is related to it.
    Count {
        offences: Set,
        but_not: Set,
    },
    /// Conduct that continues a recorded crime is added to it.
    Continue(Box<Continuation>),
    /// Offences that came to notice no later than a recorded crime between the same people was
    /// recorded belong to it.
    Series {
        of: Set,
        /// The interventions after which they do not.
        closed_by: Vec<Name>,
    },
    /// The same code on the day of a recorded crime's last incident is that crime, unless the fact
    /// holds for the incident.
    OnceADay {
        of: Set,
        unless: Name,
    },
    /// Recorded crimes play no part in later reports.
    StandApart {
        says: String,
    },
}

/// How the offence of a caution relates to another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Beside {
    /// It is principal, and the other is related.
    Over,
    /// The same, and the other has a higher maximum sentence.
    OverHigher,
    /// It is principal, and the other is recorded in addition.
    With,
    /// The other is a recorded crime between the same people.
    Recorded,
}

/// How a report that fails a step of the recording test ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Stop {
    NoCrime,
    CrimeRelatedIncident,
}

#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Continuation {
    /// The recorded crimes to which conduct is added.
    pub(crate) of: Set,
    /// Recorded crimes among them to which it is added only when the condition holds.
    pub(crate) only: Option<(Set, Node<Condition>)>,
    /// The interventions that close them.
    pub(crate) closed_by: Vec<Name>,
    /// The number of months after which they are closed.
    pub(crate) months: Node<u16>,
    /// The judgement that keeps them open for longer.
    pub(crate) unless: Option<Name>,
    /// Offences that become part of them.
    pub(crate) including: Set,
}

/// What a caution says, in which a day may stand.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct CautionText {
    pub(crate) before: String,
    /// The months from the last incident to the day, and the text behind it.
    pub(crate) day: Option<(u16, String)>,
}

/// As it stands in a rule file: `begin by {6 months on}, …`.
impl Display for CautionText {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.write_str(&self.before)?;
        self.day.iter().try_for_each(|(months, after)| write!(f, "{{{months} months on}}{after}"))
    }
}
