//! What the law files mean: vocabulary, conditions, offences.

use std::collections::HashMap;
use std::sync::OnceLock;

pub(crate) use super::condition::Condition;
use super::example::Example;
use super::fixed::Fixed;
use super::names::ReportNames;
use crate::answers::Answers;
use crate::date::Date;
use crate::decision::{Source, Sources};
pub(crate) use crate::syntax::ast::{About, Asks};
use crate::terms::{Basis, Code, Sentence, Standing, Trial};
use crate::text::Span;

/// Where a rule comes from, and how well that is known.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Support {
    /// Places in the sources: the number of the source, and the page or section.
    pub(crate) cites: Vec<(usize, Option<String>)>,
    pub(crate) standing: Standing,
    /// The last day of editions for which it stands so; it is firm for later ones.
    pub(crate) until: Option<Date>,
    pub(crate) note: Option<String>,
    /// Where the name that it supports stands in the rule files.
    pub(crate) at: Span,
    /// The citations in one line, once somebody has asked for them.
    pub(crate) line: OnceLock<Fixed>,
    /// The same as data.
    pub(crate) sources: OnceLock<Fixed<Sources>>,
}

/// From one day until another, both included; no day is no limit.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Window {
    pub(crate) from: Option<Date>,
    pub(crate) until: Option<Date>,
}

impl Window {
    pub(crate) fn contains(self, day: Date) -> bool {
        self.overlaps(day, day)
    }

    /// Whether any day of `first..=last` lies in it.
    pub(crate) fn overlaps(self, first: Date, last: Date) -> bool {
        self.from.is_none_or(|from| from <= last) && self.until.is_none_or(|until| first <= until)
    }
}

/// A name of the vocabulary with its question.
#[derive(Debug, Clone)]
pub(crate) struct Term {
    pub(crate) name: String,
    pub(crate) question: String,
    pub(crate) support: Support,
}

#[derive(Debug, Clone)]
pub(crate) struct Act {
    pub(crate) term: Term,
    /// The code that counts as this act where it is given as an offence and was law.
    pub(crate) given_as: Option<Code>,
}

#[derive(Debug, Clone)]
pub(crate) struct Effect {
    pub(crate) term: Term,
    pub(crate) alone: bool,
}

#[derive(Debug, Clone)]
pub(crate) struct Fact {
    pub(crate) term: Term,
    /// What it is taken to be where nobody says; such a fact is never asked.
    pub(crate) taken: Option<bool>,
    pub(crate) about: About,
    /// Whether it records a person's judgement.
    pub(crate) judgement: bool,
    /// Whether a suspect of whom it is true stands outside the group of those named with them.
    pub(crate) parts_group: bool,
}

impl Fact {
    /// As a report writes it: under `facts` by name, those of the recording test and of recorded
    /// crimes as fields.
    pub(crate) fn field(&self) -> String {
        match self.about {
            About::Pair | About::Person | About::Incident => self.term.name.clone(),
            About::Recording | About::RecordedCrime => self.term.name.replace('-', "_"),
        }
    }
}

/// How something is asked that is no fact of the vocabulary.
#[derive(Debug, Clone)]
pub(crate) struct Wording {
    pub(crate) term: Term,
    /// Of a question about an age, what stands before and after it.
    pub(crate) around_age: (String, String),
    pub(crate) asks: Asks,
}

impl Wording {
    /// What stands for the age in a question that asks one.
    pub(crate) const AGE: &'static str = "{age}";

    /// The name under which it is asked whether somebody is under an age.
    pub(crate) fn fact(&self, age: u16) -> String {
        format!("{}-{age}", self.term.name)
    }

    /// The age that such a name asks.
    pub(crate) fn age(&self, fact: &str) -> Option<u16> {
        fact.strip_prefix(&self.term.name)?.strip_prefix('-')?.parse().ok()
    }

    /// The question to ask about an age.
    pub(crate) fn question(&self, age: u16) -> String {
        let (before, after) = &self.around_age;
        format!("{before}{age}{after}")
    }
}

#[derive(Debug, Clone)]
pub(crate) struct Intervention {
    pub(crate) term: Term,
    pub(crate) ends_course: bool,
}

/// Some acts and some effects, as bits in the order of the vocabulary.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Marks {
    pub(crate) acts: u64,
    pub(crate) effects: u64,
}

impl Marks {
    pub(crate) fn meets(self, other: Marks) -> bool {
        self.acts & other.acts != 0 || self.effects & other.effects != 0
    }

    pub(crate) fn union(self, other: Marks) -> Marks {
        Marks { acts: self.acts | other.acts, effects: self.effects | other.effects }
    }
}

#[derive(Debug, Clone)]
pub(crate) struct NamedCondition {
    pub(crate) name: String,
    /// The name in words.
    pub(crate) words: String,
    pub(crate) when: Condition,
    pub(crate) support: Support,
}

#[derive(Debug, Clone)]
pub(crate) struct Class {
    pub(crate) name: String,
    pub(crate) title: String,
    pub(crate) group: String,
    pub(crate) subgroup: Option<String>,
}

/// What makes an offence out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum MadeOutBy {
    /// One incident by itself.
    Incident,
    /// A course of conduct.
    Course,
    /// Conduct towards so many victims of one suspect, of each of whom the condition of that
    /// number holds.
    Victims { at_least: u16, with: usize },
}

impl MadeOutBy {
    /// How many victims it asks for, where it asks for several.
    pub(crate) fn victims(self) -> Option<u16> {
        match self {
            MadeOutBy::Victims { at_least, .. } => Some(at_least),
            MadeOutBy::Incident | MadeOutBy::Course => None,
        }
    }
}

/// One way to commit an offence.
#[derive(Debug, Clone)]
pub(crate) struct Limb {
    pub(crate) name: Fixed,
    pub(crate) support: Support,
    pub(crate) in_force: Window,
    pub(crate) by: MadeOutBy,
    pub(crate) when: Condition,
}

/// One row of the catalogue: a code in a class.
#[derive(Debug, Clone)]
pub(crate) struct Offence {
    pub(crate) code: Code,
    pub(crate) title: String,
    pub(crate) act: String,
    pub(crate) section: Option<String>,
    pub(crate) classes: Vec<(usize, Window)>,
    pub(crate) trial: Trial,
    pub(crate) maxima: Vec<(Sentence, Window)>,
    pub(crate) basis: Basis,
    pub(crate) in_force: Window,
    pub(crate) notifiable: Window,
    pub(crate) support: Support,
    pub(crate) limbs: Vec<Limb>,
}

impl Offence {
    /// Whether one of its limbs was law on a day.
    pub(crate) fn was_law(&self, limb: &Limb, day: Date) -> bool {
        self.in_force.contains(day) && limb.in_force.contains(day)
    }

    /// The class on a day, or the first class where the offence came later.
    pub(crate) fn class_on(&self, day: Date) -> usize {
        at_or_first(&self.classes, day).map_or(0, |(_, class)| class)
    }

    /// The number, in `maxima`, of the maximum sentence on a day.
    pub(crate) fn period_on(&self, day: Date) -> usize {
        at_or_first(&self.maxima, day).map_or(0, |(period, _)| period)
    }

    pub(crate) fn maximum_on(&self, day: Date) -> Sentence {
        at_or_first(&self.maxima, day).map_or(Sentence::Unknown, |(_, maximum)| maximum)
    }
}

/// Of dated values, the last that began on or before the day, else the first.
fn at_or_first<T: Copy>(dated: &[(T, Window)], day: Date) -> Option<(usize, T)> {
    let began = |window: &Window| window.from.is_none_or(|from| from <= day);
    let at = dated.iter().rposition(|(_, window)| began(window)).unwrap_or(0);
    dated.get(at).map(|(value, _)| (at, *value))
}

/// The law: what is an offence, and the words that reports and rules use.
#[derive(Debug, Clone, Default)]
pub(crate) struct Law {
    /// The name of each source in the rule files, and its title.
    pub(crate) sources: Vec<(String, String)>,
    pub(crate) acts: Vec<Act>,
    pub(crate) effects: Vec<Effect>,
    pub(crate) facts: Vec<Fact>,
    pub(crate) relationships: Vec<Term>,
    pub(crate) reporters: Vec<Term>,
    pub(crate) interventions: Vec<Intervention>,
    /// How what is no fact is asked.
    pub(crate) wordings: Vec<Wording>,
    /// What makes an incident an occasion, and what keeps it from being one.
    pub(crate) occasion: (Marks, Marks),
    pub(crate) conditions: Vec<NamedCondition>,
    pub(crate) classes: Vec<Class>,
    /// In the order of the list, all rows of a code in the order in which they stand.
    pub(crate) offences: Vec<Offence>,
    pub(crate) by_code: HashMap<Code, Vec<usize>>,
    /// The rows whose definition is written down, and of these those that a course of conduct
    /// can make out, and those that an incident can by itself.
    pub(crate) defined: Vec<usize>,
    pub(crate) by_course: Vec<usize>,
    pub(crate) by_incident: Vec<usize>,
    /// Without one of these an incident by itself makes out nothing; nothing where that cannot be
    /// said.
    pub(crate) marks_by_incident: Option<Marks>,
    /// The least number of victims that a limb asks for.
    pub(crate) least_victims: Option<u16>,
    /// The facts that record a person's judgement: those of the recording test, and those of two
    /// people.
    pub(crate) judged_in_test: Vec<usize>,
    pub(crate) judged_of_pair: Vec<usize>,
    /// The forms of one offence, gravest first, by code.
    pub(crate) forms: Vec<Code>,
    pub(crate) forms_support: Support,
    pub(crate) forms_name: Fixed,
    /// What each fact is taken to be where nobody says.
    pub(crate) taken: Answers,
    /// The facts of which one puts a suspect outside the group.
    pub(crate) parts_group: Vec<usize>,
    pub(crate) names: ReportNames,
    /// Examples in the rule files.
    pub(crate) examples: Vec<Example>,
    /// The digest of the rule files.
    pub(crate) digest: Fixed,
}

impl Law {
    /// The citations: sources by their ids, with their places.
    pub(crate) fn sources_of(&self, support: &Support) -> Sources {
        Sources::clone(self.fixed_sources(support))
    }

    /// The same as they are written too.
    pub(crate) fn fixed_sources<'s>(&self, support: &'s Support) -> &'s Fixed<Sources> {
        let one = |(source, place): &(usize, Option<String>)| {
            let id = self.sources.get(*source).map_or("", |(id, _)| id.as_str());
            Source { id: id.to_owned(), place: place.clone() }
        };
        let all = || support.cites.iter().map(one).collect::<Sources>();
        support.sources.get_or_init(|| all().into())
    }

    /// The citations in one line, with the titles of the sources.
    pub(crate) fn cites<'s>(&self, support: &'s Support) -> &'s Fixed {
        let one = |(source, place): &(usize, Option<String>)| {
            let title = self.sources.get(*source).map_or("", |(_, title)| title.as_str());
            match place {
                Some(place) => format!("{title}, {place}"),
                None => title.to_owned(),
            }
        };
        let line = || support.cites.iter().map(one).collect::<Vec<_>>().join("; ");
        support.line.get_or_init(|| line().into())
    }

    /// The names of acts and effects.
    pub(crate) fn names_of(&self, marks: Marks) -> Vec<&str> {
        let has = |bits: u64, n: usize| u32::try_from(n).is_ok_and(|n| bits >> n & 1 == 1);
        let acts = self.acts.iter().enumerate().filter(|(n, _)| has(marks.acts, *n));
        let effects = self.effects.iter().enumerate().filter(|(n, _)| has(marks.effects, *n));
        let acts = acts.map(|(_, act)| act.term.name.as_str());
        acts.chain(effects.map(|(_, effect)| effect.term.name.as_str())).collect()
    }

    /// The offences of some rows.
    pub(crate) fn rows<'l>(
        &'l self,
        rows: &'l [usize],
    ) -> impl Iterator<Item = (usize, &'l Offence)> {
        rows.iter().filter_map(|row| Some((*row, self.offences.get(*row)?)))
    }

    /// The row of a code: the first one in the class, where a class is named, else the first.
    pub(crate) fn row(&self, code: Code, class: Option<&str>) -> Option<usize> {
        let rows = self.by_code.get(&code)?;
        let in_class = |row: &&usize| {
            let classes =
                self.offences.get(**row).map(|o| o.classes.as_slice()).unwrap_or_default();
            class.is_none_or(|wanted| {
                classes.iter().any(|(c, _)| self.classes.get(*c).is_some_and(|c| c.name == wanted))
            })
        };
        rows.iter().find(in_class).copied()
    }
}
