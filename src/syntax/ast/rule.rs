//! Conditions, sets of offences, editions and their rules, as written.

use super::{Name, Node, Window};
use crate::date::Date;
use crate::terms::Code;
use crate::terms::{Basis, Sentence, Trial};

#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Condition {
    Named(Name),
    Relationship(Vec<Name>),
    Under {
        who: Who,
        age: Node<u16>,
    },
    /// A fact of the person.
    Is {
        who: Who,
        fact: Name,
    },
    Occasions {
        at_least: Node<u16>,
        with: Option<Name>,
    },
    /// Two occasions, one after the other, with so many months between them.
    Gap {
        months: Node<u16>,
    },
    ReportedBy(Vec<Name>),
    StateBased,
    Not(Box<Node<Condition>>),
    All(Vec<Node<Condition>>),
    Any(Vec<Node<Condition>>),
}

/// One of the two whom an offence is between.
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

/// One item of a set of offences, with what it is narrowed to and what is taken out of it.
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

/// A rule of the edition whose head stands before it, or a change to the edition it amends.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Change {
    Rule(Form),
    Replace(Form),
    Remove,
    AddBefore(Name, Form),
    /// An example no longer speaks of the edition.
    RemoveExample,
}

#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Form {
    /// Every offence of the first set is principal over every one of the second.
    Principal {
        over: Set,
        under: Set,
    },
    /// No order between the two sets: the registrar decides.
    Refer {
        one: Set,
        other: Set,
    },
    /// Each set is principal over all that follow it.
    Order(Vec<Set>),
    /// The same, for a printed table, where two codes of one row are not ordered.
    LookUpTable(Vec<Set>),
    /// The first set over the second, then the higher maximum sentence.
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
    /// Where an offence of the first set is disclosed, or is recorded beside one of the second
    /// where there is one, and the condition holds.
    Caution {
        says: String,
        of: Set,
        beside: Option<(Beside, Set)>,
        when: Option<Node<Condition>>,
    },
    /// A step of the recording test.
    Stop {
        outcome: Stop,
        when: Node<Condition>,
    },
    /// Offences without a victim that are recorded in addition to the crime of their group.
    AlsoRecord {
        offences: Set,
    },
    /// Both are recorded: the principal one of the first set, and of the second.
    InAddition {
        principal: Set,
        most_serious_of: Set,
    },
    /// Of one incident the first set counts and the second is related to it.
    Count {
        offences: Set,
        but_not: Set,
    },
    /// Conduct that goes on from a recorded crime is added to it.
    Continue(Box<Continuation>),
    /// Recorded crimes play no part in what is reported later.
    StandApart {
        says: String,
    },
}

/// How the offence of a caution stands to another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Beside {
    /// It is principal, and the other is related.
    Over,
    /// It is principal, and the other is recorded in addition.
    With,
}

/// How a report of a step of the recording test ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Stop {
    NoCrime,
    CrimeRelatedIncident,
}

#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Continuation {
    /// The recorded crimes that conduct is added to.
    pub(crate) of: Set,
    /// The interventions that close them.
    pub(crate) closed_by: Vec<Name>,
    /// The months after which they are closed.
    pub(crate) months: Node<u16>,
    /// The judgement that keeps them open for longer.
    pub(crate) unless: Option<Name>,
    /// Offences that become part of them.
    pub(crate) including: Set,
}
