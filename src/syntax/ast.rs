//! What was written in a rule file, with the place of every word. It means nothing yet.

use crate::date::Date;
use crate::terms::{Basis, Code, Sentence, Standing, Trial};
use crate::text::Span;

/// A value and where it stands. Equality looks at the value only.
#[derive(Debug, Clone)]
pub(crate) struct Node<T> {
    pub(crate) value: T,
    pub(crate) span: Span,
}

impl<T: PartialEq> PartialEq for Node<T> {
    fn eq(&self, other: &Self) -> bool {
        self.value == other.value
    }
}

pub(crate) type Name = Node<String>;

/// Everything of one file, in order.
#[derive(Debug, Clone, PartialEq, Default)]
pub(crate) struct File {
    pub(crate) items: Vec<Item>,
    /// Comments after the last item.
    pub(crate) tail: Vec<String>,
}

#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Item {
    pub(crate) head: Head,
    pub(crate) kind: Kind,
}

/// What every item begins with.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Head {
    /// The lines before the item: comments, with an empty line for blank ones.
    pub(crate) comments: Vec<String>,
    pub(crate) name: Name,
    pub(crate) title: Option<Node<String>>,
    pub(crate) support: Support,
}

/// Where an item comes from, and how well that is known.
#[derive(Debug, Clone, PartialEq, Default)]
pub(crate) struct Support {
    pub(crate) cites: Vec<Cite>,
    /// The standing, and the last day until which it is no better: firm after that.
    pub(crate) standing: Option<(Standing, Option<Node<Date>>)>,
    pub(crate) note: Option<String>,
}

#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Cite {
    pub(crate) source: Name,
    pub(crate) place: Option<String>,
}

#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Kind {
    Source,
    Class {
        group: Name,
        subgroup: Option<Name>,
    },
    Act {
        question: String,
        given_as: Option<Node<Code>>,
    },
    Effect {
        question: String,
        alone: bool,
    },
    Fact(Fact),
    Relationship {
        question: String,
    },
    Reporter {
        question: String,
    },
    Intervention {
        question: String,
        ends_course: bool,
    },
    /// The question for something that is no fact of the vocabulary, such as an age.
    Wording {
        question: String,
    },
    /// Several acts, or several effects, under one name.
    Feature {
        of: FeatureOf,
        members: Vec<Name>,
    },
    Occasion {
        when: Vec<Mark>,
        unless: Vec<Name>,
    },
    Condition {
        when: Node<Condition>,
    },
    Set {
        codes: Set,
    },
    Forms {
        codes: Vec<Node<Code>>,
    },
    Offence(Box<Offence>),
    Example(Box<super::example::Example>),
    Edition(Edition),
    Change(Change),
}

#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Fact {
    pub(crate) question: String,
    pub(crate) taken_as_true: bool,
    pub(crate) about: About,
    pub(crate) judgement: bool,
    pub(crate) parts_group: bool,
}

/// What a fact is a fact of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum About {
    Pair,
    Recording,
    RecordedCrime,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum FeatureOf {
    Acts,
    Effects,
}

/// What makes an incident an occasion.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Mark {
    AnyAct,
    Named(Name),
}

/// From one day until another, both included.
#[derive(Debug, Clone, PartialEq, Default)]
pub(crate) struct Window {
    pub(crate) from: Option<Node<Date>>,
    pub(crate) until: Option<Node<Date>>,
}

#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Offence {
    pub(crate) code: Node<Code>,
    pub(crate) act: String,
    pub(crate) section: Option<String>,
    pub(crate) classes: Vec<(Name, Window)>,
    pub(crate) trial: Trial,
    pub(crate) maxima: Vec<(Node<Sentence>, Window)>,
    pub(crate) basis: Basis,
    pub(crate) in_force: Window,
    pub(crate) notifiable: Window,
    pub(crate) limbs: Vec<Limb>,
}

#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Limb {
    pub(crate) name: Name,
    pub(crate) support: Support,
    pub(crate) in_force: Window,
    pub(crate) by: MadeOutBy,
    pub(crate) when: Node<Condition>,
}

/// What makes an offence out: one incident by itself, a course of conduct, or conduct towards
/// so many victims of one suspect, of each of whom the named condition must hold.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum MadeOutBy {
    Incident,
    Course,
    Victims { at_least: Node<u16>, with: Name },
}

#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Condition {
    Named(Name),
    Relationship(Vec<Name>),
    Under {
        who: Who,
        age: Node<u16>,
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

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Who {
    Victim,
    Suspect,
    Either,
    Neither,
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
