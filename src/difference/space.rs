//! The small reports over which decisions are compared, made from the declared names.

use std::collections::BTreeSet;

use super::ChangedPairs;
use crate::date::Date;
use crate::edition::law::{About, Condition, Law, Marks};
use crate::edition::{Edition, Form};
use crate::report::{Incident, Intervention, Pair, Person, RecordedCrime, Report};
use crate::terms::Code;

const VICTIM: &str = "v1";
const SUSPECT: &str = "s1";

/// One further fact of a report.
#[derive(Debug, Clone)]
pub(super) enum Fact {
    Pair(String, bool),
    Relationship(String),
    Victim15,
    Suspect15,
    /// An offence given by its code on the last day.
    Offence(Code),
    /// A conduct crime recorded so many days before the first incident.
    Recorded(Code, i64),
    /// After the first incident, where there are several, or before it.
    Intervention(String),
    Reporter(String),
    Recording(String, bool),
}

/// The acts and effects of a report, and how many occasions there are.
#[derive(Debug, Clone, Default)]
pub(super) struct Conduct {
    act: Option<String>,
    effect: Option<String>,
    occasions: usize,
}

pub(super) struct Space {
    /// The first day of the incidents.
    day: Date,
    pub(super) conduct: Vec<Conduct>,
    pub(super) facts: Vec<Fact>,
}

impl Space {
    pub(super) fn new(before: &Edition, after: &Edition, pairs: &[ChangedPairs]) -> Space {
        let law = &after.law;
        let marks = marks(before, after);
        let acts = kinds(law.acts.iter().map(|act| act.term.name.as_str()), |n| {
            let one = |m: &&Marks| u32::try_from(n).is_ok_and(|n| m.acts >> n & 1 == 1);
            let given = law.acts.get(n).and_then(|act| act.given_as);
            (marks.iter().map(|m| one(&m)).collect::<Vec<_>>(), given)
        });
        let effects = kinds(law.effects.iter().map(|effect| effect.term.name.as_str()), |n| {
            let one = |m: &&Marks| u32::try_from(n).is_ok_and(|n| m.effects >> n & 1 == 1);
            let alone = law.effects.get(n).is_some_and(|effect| effect.alone);
            (marks.iter().map(|m| one(&m)).collect::<Vec<_>>(), alone)
        });
        let mut conduct = vec![Conduct::default()];
        for occasions in 1..=3 {
            for act in &acts {
                for effect in std::iter::once(None).chain(effects.iter().map(Some)) {
                    let (act, effect) = (Some(act.clone()), effect.cloned());
                    conduct.push(Conduct { act, effect, occasions });
                }
            }
        }
        let day = before.day.max(after.day).after_days(40);
        Space { day, conduct, facts: facts(before, after, pairs) }
    }

    /// A report of some conduct and further facts.
    pub(super) fn report(&self, conduct: &Conduct, facts: &[&Fact]) -> Report {
        let day = |n: i64| self.day.after_days(n).to_string();
        let mut report = Report {
            reference: "example".to_owned(),
            reported_on: day(40),
            pairs: vec![Pair {
                victim: VICTIM.to_owned(),
                suspect: SUSPECT.to_owned(),
                ..Pair::default()
            }],
            ..Report::default()
        };
        for n in 0..conduct.occasions {
            report.incidents.push(Incident {
                id: format!("i{}", n + 1),
                on: day(10 * n as i64),
                victims: vec![VICTIM.to_owned()],
                suspects: vec![SUSPECT.to_owned()],
                acts: conduct.act.iter().cloned().collect(),
                effects: conduct.effect.iter().cloned().collect(),
                ..Incident::default()
            });
        }
        facts.iter().for_each(|fact| self.add(fact, &mut report));
        report.pairs.retain(|pair| pair.relationship.is_some() || !pair.facts.is_empty());
        report
    }

    fn add(&self, fact: &Fact, report: &mut Report) {
        let day = |n: i64| self.day.after_days(n).to_string();
        let (victim, suspect) = (VICTIM.to_owned(), SUSPECT.to_owned());
        match fact {
            Fact::Pair(name, value) => {
                let pair = report.pairs.first_mut();
                pair.into_iter().for_each(|pair| {
                    pair.facts.insert(name.clone(), Some(*value));
                });
            }
            Fact::Relationship(name) => {
                let pair = report.pairs.first_mut();
                pair.into_iter().for_each(|pair| pair.relationship = Some(name.clone()));
            }
            Fact::Victim15 => report.people.push(of_15(VICTIM)),
            Fact::Suspect15 => report.people.push(of_15(SUSPECT)),
            Fact::Offence(code) => {
                let next = report.incidents.len() + 1;
                match report.incidents.last_mut() {
                    Some(incident) => incident.offences.push(code.to_string()),
                    None => report.incidents.push(Incident {
                        id: format!("i{next}"),
                        on: day(0),
                        victims: vec![victim],
                        suspects: vec![suspect],
                        offences: vec![code.to_string()],
                        ..Incident::default()
                    }),
                }
            }
            Fact::Recorded(code, days) => report.recorded_crimes.push(RecordedCrime {
                id: "C1".to_owned(),
                code: code.to_string(),
                victim,
                suspects: vec![suspect],
                last_incident_on: day(-days),
                longer_gap_accepted: false,
            }),
            Fact::Intervention(kind) => report.interventions.push(Intervention {
                on: day(if report.recorded_crimes.is_empty() { 5 } else { -1 }),
                victim,
                suspect,
                kind: kind.clone(),
                concerns: None,
            }),
            Fact::Reporter(name) => report.recording.reported_by = Some(name.clone()),
            Fact::Recording(name, value) => {
                report.recording.facts.insert(name.clone(), *value);
            }
        }
    }
}

fn of_15(id: &str) -> Person {
    Person { id: id.to_owned(), age: Some(15), born: None }
}

/// Of names that nothing tells apart the first.
fn kinds<'a, K: PartialEq>(
    names: impl Iterator<Item = &'a str>,
    kind: impl Fn(usize) -> K,
) -> Vec<String> {
    let mut seen: Vec<K> = Vec::new();
    let mut first = Vec::new();
    for (n, name) in names.enumerate() {
        let kind = kind(n);
        if !seen.contains(&kind) {
            seen.push(kind);
            first.push(name.to_owned());
        }
    }
    first
}

/// All acts and effects that conditions of either edition ask for together.
fn marks(before: &Edition, after: &Edition) -> Vec<Marks> {
    let mut found = Vec::new();
    for edition in [before, after] {
        let law = &edition.law;
        found.extend([law.occasion.0, law.occasion.1]);
        law.conditions.iter().for_each(|condition| of_condition(&condition.when, &mut found));
        let limbs = law.offences.iter().flat_map(|offence| &offence.limbs);
        limbs.for_each(|limb| of_condition(&limb.when, &mut found));
        for rule in &edition.rules {
            match &rule.form {
                Form::Presume { when, .. }
                | Form::Disapply { when, .. }
                | Form::Stop { when, .. }
                | Form::Caution { when: Some(when), .. } => of_condition(when, &mut found),
                _ => {}
            }
        }
    }
    found
}

fn of_condition(condition: &Condition, found: &mut Vec<Marks>) {
    match condition {
        Condition::Occasions { with: Some(marks), .. } => found.push(*marks),
        Condition::Not(inner) => of_condition(inner, found),
        Condition::All(parts) | Condition::Any(parts) => {
            parts.iter().for_each(|part| of_condition(part, found));
        }
        _ => {}
    }
}

fn facts(before: &Edition, after: &Edition, pairs: &[ChangedPairs]) -> Vec<Fact> {
    let law: &Law = &after.law;
    let mut facts = Vec::new();
    for fact in law.facts.iter().filter(|fact| fact.about == About::Pair) {
        facts.push(Fact::Pair(fact.term.name.clone(), !fact.taken_as_true));
    }
    facts.extend(law.relationships.iter().map(|term| Fact::Relationship(term.name.clone())));
    facts.extend([Fact::Victim15, Fact::Suspect15]);
    facts.extend(offences(before, after, pairs).into_iter().map(Fact::Offence));
    if let Some(code) = law.forms.last() {
        facts.extend(gaps(before, after).into_iter().map(|days| Fact::Recorded(*code, days)));
    }
    let kinds = law.interventions.iter().map(|kind| kind.term.name.clone());
    facts.extend(kinds.map(Fact::Intervention));
    facts.extend(law.reporters.iter().skip(1).map(|term| Fact::Reporter(term.name.clone())));
    for fact in law.facts.iter().filter(|fact| fact.about == About::Recording) {
        let name = fact.term.name.replace('-', "_");
        facts.push(Fact::Recording(name, !fact.taken_as_true));
    }
    facts
}

/// Days since a crime recorded before: few, many, and somewhat less than each period after
/// which either edition adds no more to it.
fn gaps(before: &Edition, after: &Edition) -> BTreeSet<i64> {
    let rules = [before, after].into_iter().flat_map(|edition| &edition.rules);
    let months = rules.filter_map(|rule| match &rule.form {
        Form::Continue(rule) => Some(i64::from(rule.months)),
        _ => None,
    });
    months.map(|months| 30 * months - 15).chain([20, 200]).filter(|days| *days > 0).collect()
}

/// Offences to be given by code: those of which something is changed, and one of each set
/// that a rule counts in its own way.
fn offences(before: &Edition, after: &Edition, pairs: &[ChangedPairs]) -> BTreeSet<Code> {
    let mut codes: BTreeSet<Code> = pairs.iter().flat_map(|pairs| pairs.example).collect();
    for edition in [before, after] {
        let (law, tables) = (&edition.law, &edition.tables);
        let day = before.day.max(after.day);
        let mut first = |members: &Vec<bool>| {
            let is_in = |(row, offence): &(usize, &crate::edition::law::Offence)| {
                let key = tables.key(law, *row, day);
                offence.notifiable.contains(day) && members.get(key).copied().unwrap_or(false)
            };
            let mut rows = law.offences.iter().enumerate();
            codes.extend(rows.find(is_in).map(|(_, offence)| offence.code));
        };
        tables.also_record.iter().for_each(|(_, members)| first(members));
        for (_, one, other) in tables.in_addition.iter().chain(&tables.counted) {
            first(one);
            first(other);
        }
        tables.continued.iter().for_each(|(_, _, including)| first(including));
    }
    codes
}
