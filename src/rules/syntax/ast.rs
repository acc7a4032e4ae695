//! The syntax tree of a rule file, with the span of every word. Nothing is resolved yet.

use crate::words::date::Date;
use crate::words::terms::{Basis, Code, Sentence, Standing, Trial};
use crate::words::text::Span;

mod rule;

pub(crate) use rule::*;

/// A value and its span. Equality ignores the span.
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

/// The contents of a file, in order.
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

/// The part that every item begins with.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Head {
    /// The lines before the item: comments, with an empty string for blank lines.
    pub(crate) comments: Vec<String>,
    pub(crate) name: Name,
    pub(crate) title: Option<Node<String>>,
    pub(crate) support: Support,
}

/// Where an item comes from, and how well that is known.
#[derive(Debug, Clone, PartialEq, Default)]
pub(crate) struct Support {
    pub(crate) cites: Vec<Cite>,
    /// The standing and the last day for which it applies; for editions after that day it is firm.
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
    Source {
        /// Its first day, and how an earlier edition says that it rests on it.
        later: Option<(Node<Date>, String)>,
    },
    Class {
        group: Name,
        subgroup: Option<Name>,
    },
    Act {
        entry: Entry,
        given_as: Option<Node<Code>>,
    },
    Effect {
        entry: Entry,
        /// It is asked where the effects of an incident are not known.
        asked: bool,
        alone: bool,
    },
    Fact(Fact),
    Relationship {
        entry: Entry,
    },
    Reporter {
        entry: Entry,
    },
    Intervention {
        entry: Entry,
        ends_course: bool,
    },
    /// The wording of a question that is not about a fact of the vocabulary.
    Wording {
        question: String,
        asks: Asks,
    },
    /// Several acts, or several effects, under one name.
    Feature {
        of: FeatureOf,
        members: Vec<Name>,
        /// Asked where the effects of an incident are not known.
        question: Option<String>,
    },
    Occasion {
        when: Vec<OccasionWhen>,
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

/// What every name of the vocabulary has: its question, and the other names that people give it.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Entry {
    pub(crate) also_called: Vec<Node<String>>,
    pub(crate) question: String,
}

impl Entry {
    /// Returns an entry with nothing but a question.
    pub(crate) fn of(question: &str) -> Entry {
        Entry { also_called: Vec::new(), question: question.to_owned() }
    }
}

#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Fact {
    pub(crate) entry: Entry,
    /// The value assumed if the report does not say; such a fact is never asked about.
    pub(crate) taken: Option<bool>,
    pub(crate) about: About,
    pub(crate) judgement: bool,
    pub(crate) parts_group: bool,
    pub(crate) links_occasions: bool,
}

/// What a fact is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum About {
    /// A victim and a suspect.
    Pair,
    /// One person, in whichever role.
    Person,
    Incident,
    Recording,
    RecordedCrime,
}

impl About {
    /// Returns it in words, to follow "about".
    pub(crate) fn words(self) -> &'static str {
        match self {
            About::Pair => "a victim and a suspect",
            About::Person => "a person",
            About::Incident => "an incident",
            About::Recording => "the recording",
            About::RecordedCrime => "a recorded crime",
        }
    }
}

/// What a wording asks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Asks {
    /// The relationship of a victim and a suspect.
    Relationship,
    /// Whether one of them is under an age that rules ask about: `{age}` in the question stands for
    /// the age, which is also appended to the name.
    Age(Party),
}

impl Asks {
    /// Returns it in the words of the language.
    pub(crate) fn words(self) -> &'static str {
        match self {
            Asks::Relationship => "the relationship",
            Asks::Age(Party::Victim) => "the age of victim",
            Asks::Age(Party::Suspect) => "the age of suspect",
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum FeatureOf {
    Acts,
    Effects,
}

/// What makes an incident an occasion.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum OccasionWhen {
    /// It shows one of these; if `alone`, it must give no other victim-based crime by code.
    Shows { marks: Vec<OccasionMark>, alone: bool },
    /// It gives a crime by code, and the named fact holds for it.
    GivenByCode(Name),
}

/// What an incident shows.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum OccasionMark {
    AnyAct,
    Named(Name),
}

/// A period of days, both ends inclusive.
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
    /// Each maximum sentence, with the mode of trial if that changes with it.
    pub(crate) maxima: Vec<(Option<Trial>, Node<Sentence>, Window)>,
    pub(crate) basis: Basis,
    /// Only an individual can be its victim.
    pub(crate) of_individuals: bool,
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

/// What makes out an offence: a single incident, a course of conduct, or conduct by one suspect
/// towards at least this many victims, for each of whom the named condition holds.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum MadeOutBy {
    Incident,
    Course,
    Victims { at_least: Node<u16>, with: Name },
}
