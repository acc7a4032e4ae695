//! The contents of the law files: vocabulary, conditions and offences.

use std::collections::HashMap;

pub(crate) use super::condition::Condition;
use super::example::Example;
use super::names::ReportNames;
pub(crate) use super::occasion::{EffectQuestion, Marks, Occasion};
pub(crate) use super::sources::{Document, Support};
use crate::rules::compiled::answers::Answers;
pub(crate) use crate::rules::syntax::ast::{About, Asks};
use crate::words::date::Date;
use crate::words::fixed::Fixed;
use crate::words::nearest::nearest_code;
use crate::words::terms::{Basis, Code, Sentence, Trial};

/// A period of days, both ends inclusive; `None` means unbounded.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Window {
    pub(crate) from: Option<Date>,
    pub(crate) until: Option<Date>,
}

impl Window {
    pub(crate) fn contains(self, day: Date) -> bool {
        self.overlaps(day, day)
    }

    /// Whether any day of `first..=last` lies in the window.
    pub(crate) fn overlaps(self, first: Date, last: Date) -> bool {
        self.from.is_none_or(|from| from <= last) && self.until.is_none_or(|until| first <= until)
    }
}

/// A name of the vocabulary with its question.
#[derive(Debug, Clone)]
pub(crate) struct Term {
    pub(crate) name: String,
    /// Other names that people give it, which a report cannot use.
    pub(crate) also_called: Vec<String>,
    pub(crate) question: String,
    pub(crate) support: Support,
}

#[derive(Debug, Clone)]
pub(crate) struct Act {
    pub(crate) term: Term,
    /// The code that counts as this act, if given as an offence that was law at the time.
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
    /// The value assumed if the report does not say; such a fact is never asked about.
    pub(crate) taken: Option<bool>,
    pub(crate) about: About,
    /// Whether it records a person's judgement.
    pub(crate) judgement: bool,
    /// Whether a suspect for whom it is true is outside the group of those named with them.
    pub(crate) parts_group: bool,
    /// Whether, where it is false, the occasions are no course of conduct.
    pub(crate) links_occasions: bool,
}

impl Fact {
    /// Returns the name that a report uses: the fact's own name under `facts`, or a field name for
    /// facts about the recording and recorded crimes.
    pub(crate) fn field(&self) -> String {
        match self.about {
            About::Pair | About::Person | About::Incident => self.term.name.clone(),
            About::Recording | About::RecordedCrime => self.term.name.replace('-', "_"),
        }
    }
}

/// The wording of a question that is not about a fact of the vocabulary.
#[derive(Debug, Clone)]
pub(crate) struct Wording {
    pub(crate) term: Term,
    /// The text of a question about an age, before and after the age.
    pub(crate) around_age: (String, String),
    pub(crate) asks: Asks,
}

impl Wording {
    /// The placeholder for the age in a question.
    pub(crate) const AGE: &'static str = "{age}";

    /// Returns the name under which a decision asks whether somebody is under an age.
    pub(crate) fn fact(&self, age: u16) -> String {
        format!("{}-{age}", self.term.name)
    }

    /// Returns the age in such a name.
    pub(crate) fn age(&self, fact: &str) -> Option<u16> {
        fact.strip_prefix(&self.term.name)?.strip_prefix('-')?.parse().ok()
    }

    /// Returns the question about an age.
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

/// What makes out an offence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum MadeOutBy {
    /// A single incident.
    Incident,
    /// A course of conduct.
    Course,
    /// Conduct by one suspect towards at least this many victims, for each of whom the condition of
    /// this number holds.
    Victims { at_least: u16, with: usize },
}

impl MadeOutBy {
    /// Returns the number of victims it requires, if it requires several.
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

/// A maximum sentence, and how the offence is tried while that is the maximum.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Maximum {
    pub(crate) trial: Trial,
    pub(crate) sentence: Sentence,
}

/// One row of the catalogue: a code in a class.
#[derive(Debug, Clone)]
pub(crate) struct Offence {
    pub(crate) code: Code,
    pub(crate) title: String,
    pub(crate) act: String,
    pub(crate) section: Option<String>,
    pub(crate) classes: Vec<(usize, Window)>,
    pub(crate) maxima: Vec<(Maximum, Window)>,
    pub(crate) basis: Basis,
    /// Whether only an individual can be its victim.
    pub(crate) of_individuals: bool,
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

    /// Whether it was law on one of these days, the first and the last, and is notifiable today.
    pub(crate) fn counts(&self, [first, last]: [Date; 2], today: Date) -> bool {
        self.in_force.overlaps(first, last) && self.notifiable.contains(today)
    }

    /// Returns the class on a day, or the first class if the offence came later.
    pub(crate) fn class_on(&self, day: Date) -> usize {
        at_or_first(&self.classes, day).map_or(0, |(_, class)| class)
    }

    /// Returns the index in `maxima` of the maximum sentence on a day.
    pub(crate) fn period_on(&self, day: Date) -> usize {
        at_or_first(&self.maxima, day).map_or(0, |(period, _)| period)
    }

    pub(crate) fn maximum_on(&self, day: Date) -> Sentence {
        self.maximum_at(day).map_or(Sentence::Unknown, |maximum| maximum.sentence)
    }

    /// Returns the maximum sentence on a day, with the mode of trial.
    pub(crate) fn maximum_at(&self, day: Date) -> Option<Maximum> {
        at_or_first(&self.maxima, day).map(|(_, maximum)| maximum)
    }
}

/// Returns the last dated value that began on or before the day, or else the first, with its index.
fn at_or_first<T: Copy>(dated: &[(T, Window)], day: Date) -> Option<(usize, T)> {
    let began = |window: &Window| window.from.is_none_or(|from| from <= day);
    let at = dated.iter().rposition(|(_, window)| began(window)).unwrap_or(0);
    dated.get(at).map(|(value, _)| (at, *value))
}

/// The law: what is an offence, and the words that reports and rules use.
#[derive(Debug, Clone, Default)]
pub(crate) struct Law {
    /// The id and the title of each source.
    pub(crate) sources: Vec<Document>,
    pub(crate) acts: Vec<Act>,
    pub(crate) effects: Vec<Effect>,
    pub(crate) facts: Vec<Fact>,
    pub(crate) relationships: Vec<Term>,
    pub(crate) reporters: Vec<Term>,
    pub(crate) interventions: Vec<Intervention>,
    /// What to ask where the effects of an incident are not known, in the order of the files.
    pub(crate) effect_questions: Vec<EffectQuestion>,
    /// How to ask about what is not a fact.
    pub(crate) wordings: Vec<Wording>,
    pub(crate) occasion: Occasion,
    pub(crate) conditions: Vec<NamedCondition>,
    pub(crate) classes: Vec<Class>,
    /// The rows of the catalogue, in the order of the list.
    pub(crate) offences: Vec<Offence>,
    pub(crate) by_code: HashMap<Code, Vec<usize>>,
    /// The rows whose definition is written down, then those of them that a course of conduct can
    /// make out, and those that a single incident can.
    pub(crate) defined: Vec<usize>,
    pub(crate) by_course: Vec<usize>,
    pub(crate) by_incident: Vec<usize>,
    /// Marks without any of which an incident makes out nothing by itself; `None` if there are no
    /// such marks.
    pub(crate) marks_by_incident: Option<Marks>,
    /// The smallest number of victims that a limb requires.
    pub(crate) least_victims: Option<u16>,
    /// The facts that record a person's judgement: those about the recording, and those about a
    /// victim and a suspect.
    pub(crate) judged_in_test: Vec<usize>,
    pub(crate) judged_of_pair: Vec<usize>,
    /// The forms of one offence, gravest first, by code.
    pub(crate) forms: Vec<Code>,
    pub(crate) forms_support: Support,
    pub(crate) forms_name: Fixed,
    /// The value assumed for each fact if the report does not say.
    pub(crate) taken: Answers,
    /// The facts that each put a suspect outside the group.
    pub(crate) parts_group: Vec<usize>,
    /// The facts without each of which occasions are no course of conduct.
    pub(crate) links_occasions: Vec<usize>,
    pub(crate) names: ReportNames,
    /// The examples in the rule files.
    pub(crate) examples: Vec<Example>,
    /// The digest of the rule files.
    pub(crate) digest: Fixed,
}

impl Law {
    /// Returns the names of acts and effects.
    pub(crate) fn names_of(&self, marks: Marks) -> Vec<&str> {
        let has = |bits: u64, n: usize| u32::try_from(n).is_ok_and(|n| bits >> n & 1 == 1);
        let acts = self.acts.iter().enumerate().filter(|(n, _)| has(marks.acts, *n));
        let effects = self.effects.iter().enumerate().filter(|(n, _)| has(marks.effects, *n));
        let acts = acts.map(|(_, act)| act.term.name.as_str());
        acts.chain(effects.map(|(_, effect)| effect.term.name.as_str())).collect()
    }

    /// Returns the offences of some rows.
    pub(crate) fn rows<'l>(
        &'l self,
        rows: &'l [usize],
    ) -> impl Iterator<Item = (usize, &'l Offence)> {
        rows.iter().filter_map(|row| Some((*row, self.offences.get(*row)?)))
    }

    /// Returns the code in the list that may be meant by one that is not, and the question whether
    /// it is, with its title: a number alone says too little to agree to.
    pub(crate) fn near(&self, wrong: Code) -> Option<(Code, String)> {
        let near = nearest_code(wrong, self.by_code.keys())?;
        let offence = self.row(near, None).and_then(|row| self.offences.get(row));
        let title = offence.map_or("", |offence| offence.title.trim_end_matches('.'));
        Some((near, format!("did you mean `{near}`, {title}?")))
    }

    /// Returns the row of a code: the first one in the class, if a class is given, or else the
    /// first.
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
