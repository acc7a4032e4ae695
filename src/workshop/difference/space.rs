//! The reports over which decisions are compared, generated from the declared names: one victim and
//! one suspect, some conduct in some period of the law, and what else a report can hold.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::checked;
use crate::checked::AnswerOf;
use crate::decide::Said;
use crate::report::{Incident, Intervention, RecordedCrime, Report};
use crate::rules::compiled::law::{Condition, Fact, Law, Marks};
use crate::rules::compiled::{Edition, Form};
use crate::words::date::Date;
use crate::words::terms::Code;

const VICTIM: &str = "v1";
const SUSPECT: &str = "s1";

/// Whom answers are about; those about incidents are about all of them.
const OF: AnswerOf<'_> =
    AnswerOf { victim: VICTIM, suspect: SUSPECT, incident: None, recorded_crime: None };

/// Days between two occasions.
const APART: i64 = 10;

/// What else a report holds.
#[derive(Debug, Clone)]
pub(super) enum Further {
    Said(Said),
    /// An offence given by its code on the last day.
    Offence(Code),
    /// A crime recorded this many days before the first incident, and a fact that is true of it.
    Recorded(Code, i64, Option<String>),
    /// After the first incident if no crime was recorded earlier, else before it.
    Intervention(String),
    Reporter(String),
    Recording(String, bool),
}

/// Acts and effects, each with the number of occasions that show it.
#[derive(Debug, Clone)]
pub(super) struct Conduct {
    shown: Vec<(Mark, usize)>,
    pub(super) occasions: usize,
    first: Date,
}

#[derive(Debug, Clone, PartialEq)]
enum Mark {
    Act(String),
    Effect(String),
}

/// An act or effect that represents all those that conditions do not distinguish.
struct Shown {
    mark: Mark,
    /// Showing it on more occasions changes nothing.
    most: usize,
    /// Whether it is a communications offence in itself; these are tried one at a time.
    alone: bool,
}

/// Conduct of every kind in every period of the law, the present first.
pub(super) struct Space {
    pub(super) today: Date,
    law: Arc<Law>,
    /// The act of an occasion that shows nothing else.
    plain: Option<String>,
    pub(super) conduct: Vec<Conduct>,
}

impl Conduct {
    /// The size of the conduct, for finding the smallest report.
    pub(super) fn size(&self) -> usize {
        self.occasions + self.shown.iter().map(|(_, times)| times).sum::<usize>()
    }
}

impl Space {
    pub(super) fn new(before: &Edition, after: &Edition) -> Space {
        let asked = asked(before, after);
        let law = &after.law;
        let shown = shown(law, &asked);
        let plain = law.acts.iter().enumerate().find(|(n, act)| {
            let asked = asked.iter().filter(|(marks, _)| has(marks.acts, *n));
            let of_occasion = |marks: &Marks| *marks == law.occasion.marks;
            act.given_as.is_none() && asked.clone().all(|(marks, _)| of_occasion(marks))
        });
        let plain = plain.map(|(_, act)| act.term.name.clone());
        let most = asked.iter().map(|(_, times)| *times).max().unwrap_or(1).max(2);
        let today = before.day.max(after.day).after_days(40);
        let mut conduct = vec![Conduct { shown: Vec::new(), occasions: 0, first: today }];
        for (first, ends) in days(before, after, today) {
            for occasions in 1..=most {
                let length = APART * i64::try_from(occasions).map_or(0, |n| n - 1);
                let first = if ends { first.after_days(-length) } else { first };
                combine(&shown, occasions, &mut |shown| {
                    conduct.push(Conduct { shown: shown.to_vec(), occasions, first });
                });
            }
        }
        Space { today, law: Arc::clone(law), plain, conduct }
    }

    /// Builds a report from some conduct and what else it holds.
    pub(super) fn report(&self, conduct: &Conduct, further: &[Further]) -> Report {
        let days: Vec<Date> = (0..conduct.occasions)
            .filter_map(|n| Some(conduct.first.after_days(APART * i64::try_from(n).ok()?)))
            .collect();
        let last = days.last().copied().unwrap_or(conduct.first);
        let mut report = Report {
            reference: "example".to_owned(),
            reported_on: self.today.max(last).after_days(20).to_string(),
            ..Report::default()
        };
        for (n, day) in days.iter().enumerate() {
            report.incidents.push(self.incident(conduct, n, *day));
        }
        further.iter().for_each(|further| add(further, conduct.first, &self.law, &mut report));
        report
    }

    fn incident(&self, conduct: &Conduct, n: usize, day: Date) -> Incident {
        let mut incident = blank(n, day);
        for (mark, _) in conduct.shown.iter().filter(|(_, times)| n < *times) {
            match mark {
                Mark::Act(name) => incident.acts.push(name.clone()),
                Mark::Effect(name) => incident.effects.get_or_insert_default().push(name.clone()),
            }
        }
        if incident.acts.is_empty() {
            incident.acts.extend(self.plain.clone());
        }
        incident
    }
}

fn blank(n: usize, day: Date) -> Incident {
    Incident {
        id: format!("i{}", n + 1),
        on: day.to_string(),
        victims: vec![VICTIM.to_owned()],
        suspects: vec![SUSPECT.to_owned()],
        effects: Some(Vec::new()),
        ..Incident::default()
    }
}

fn add(further: &Further, first: Date, law: &Law, report: &mut Report) {
    let day = |n: i64| first.after_days(n).to_string();
    let (victim, suspect) = (VICTIM.to_owned(), SUSPECT.to_owned());
    match further {
        Further::Said((question, answer)) => checked::say(report, law, OF, question, answer),
        Further::Offence(code) => {
            if report.incidents.is_empty() {
                report.incidents.push(blank(0, first));
            }
            let last = report.incidents.last_mut();
            last.into_iter().for_each(|incident| incident.offences.push(code.to_string().into()));
        }
        Further::Recorded(code, days, fact) => {
            report.recorded_crimes.push(RecordedCrime {
                id: "C1".to_owned(),
                code: code.to_string(),
                victim: Some(victim),
                suspects: vec![suspect],
                last_incident_on: day(-days),
                recorded_on: None,
                facts: fact.iter().map(|fact| (fact.clone(), Some(true))).collect(),
            });
        }
        Further::Intervention(kind) => report.interventions.push(Intervention {
            on: day(if report.recorded_crimes.is_empty() { 5 } else { -1 }),
            victim,
            suspect,
            kind: kind.clone(),
            concerns: None,
        }),
        Further::Reporter(name) => report.recording.reported_by = Some(name.clone()),
        Further::Recording(name, value) => {
            report.recording.facts.insert(name.clone(), Some(*value));
        }
    }
}

/// Enumerates every choice of how many occasions show each mark, up to all of them.
fn combine(shown: &[Shown], occasions: usize, found: &mut impl FnMut(&[(Mark, usize)])) {
    fn go(
        left: &[Shown],
        occasions: usize,
        chosen: &mut Vec<(Mark, usize)>,
        one: bool,
        found: &mut impl FnMut(&[(Mark, usize)]),
    ) {
        let Some((first, rest)) = left.split_first() else { return found(chosen) };
        let most = if first.alone && one { 0 } else { first.most.min(occasions) };
        for times in 1..=most {
            chosen.push((first.mark.clone(), times));
            go(rest, occasions, chosen, one || first.alone, found);
            chosen.pop();
        }
        go(rest, occasions, chosen, one, found);
    }
    go(shown, occasions, &mut Vec::new(), false, found);
}

fn has(bits: u64, n: usize) -> bool {
    u32::try_from(n).is_ok_and(|n| bits >> n & 1 == 1)
}

/// The first of the acts and effects that nothing distinguishes, for each that a condition asks
/// for.
fn shown(law: &Law, asked: &[(Marks, usize)]) -> Vec<Shown> {
    let mut seen: Vec<(Vec<bool>, Option<Code>)> = Vec::new();
    let mut shown = Vec::new();
    let mut add = |mark: Mark, of: Vec<bool>, given: Option<Code>| {
        let known = seen.contains(&(of.clone(), given));
        let most = asked.iter().zip(&of).filter(|(_, of)| **of).map(|((_, n), _)| *n).max();
        if let Some(most) = most.filter(|_| !known) {
            seen.push((of, given));
            shown.push(Shown { mark, most, alone: given.is_some() });
        }
    };
    for (n, act) in law.acts.iter().enumerate() {
        let of = asked.iter().map(|(marks, _)| has(marks.acts, n));
        add(Mark::Act(act.term.name.clone()), of.collect(), act.given_as);
    }
    for (n, effect) in law.effects.iter().enumerate().filter(|(_, effect)| !effect.alone) {
        let of = asked.iter().map(|(marks, _)| has(marks.effects, n));
        add(Mark::Effect(effect.term.name.clone()), of.collect(), None);
    }
    shown
}

/// All acts and effects that conditions of either edition ask for together, and on how many
/// occasions, in the numbering of the later law.
fn asked(before: &Edition, after: &Edition) -> Vec<(Marks, usize)> {
    let mut found: Vec<(Marks, usize)> = Vec::new();
    for edition in [before, after] {
        let mut of_edition = Vec::new();
        edition.deciding().for_each(|(_, condition)| of_condition(condition, &mut of_edition));
        found.extend(
            of_edition
                .into_iter()
                .map(|(marks, n)| (translated(marks, &edition.law, &after.law), n)),
        );
    }
    found
}

/// The same names in the numbering of another law.
fn translated(marks: Marks, law: &Law, other: &Law) -> Marks {
    let names = law.names_of(marks);
    let bits = |known: &mut dyn Iterator<Item = &String>| {
        let named = known.enumerate().filter(|(_, name)| names.contains(&name.as_str()));
        named.fold(0, |bits, (n, _)| bits | 1u64.checked_shl(n as u32).unwrap_or(0))
    };
    Marks {
        acts: bits(&mut other.acts.iter().map(|act| &act.term.name)),
        effects: bits(&mut other.effects.iter().map(|effect| &effect.term.name)),
    }
}

fn of_condition(condition: &Condition, found: &mut Vec<(Marks, usize)>) {
    match condition {
        Condition::Occasions { at_least, with: Some(marks) } => {
            found.push((*marks, usize::from(*at_least)));
        }
        Condition::Not(inner) => of_condition(inner, found),
        Condition::All(parts) | Condition::Any(parts) => {
            parts.iter().for_each(|part| of_condition(part, found));
        }
        _ => {}
    }
}

/// The days on which conduct begins, and those on which it ends: today, and each day on which the
/// law of an offence that the rules define changes. If both editions share one law, it is enough
/// that conduct begins there.
fn days(before: &Edition, after: &Edition, today: Date) -> Vec<(Date, bool)> {
    let mut changes: BTreeSet<Date> = BTreeSet::new();
    for edition in [before, after] {
        let law = &edition.law;
        for offence in law.defined.iter().filter_map(|row| law.offences.get(*row)) {
            let limbs = offence.limbs.iter().map(|limb| limb.in_force);
            let maxima = offence.maxima.iter().map(|(_, window)| *window);
            for window in limbs.chain(maxima).chain([offence.in_force]) {
                changes.extend(window.from);
                changes.extend(window.until.map(Date::day_after));
            }
        }
    }
    let one_law = Arc::ptr_eq(&before.law, &after.law);
    let mut days = vec![(today, false)];
    for day in changes.into_iter().rev().filter(|day| *day < today) {
        days.push((day, false));
        if !one_law {
            days.push((day.day_before(), true));
        }
    }
    days
}

/// Days since an earlier recorded crime: few, many, and about each period after which either
/// edition stops adding to it.
pub(super) fn gaps(before: &Edition, after: &Edition) -> BTreeSet<i64> {
    let rules = [before, after].into_iter().flat_map(|edition| &edition.rules);
    let months = rules.filter_map(|rule| match &rule.form {
        Form::Continue(rule) => Some(i64::from(rule.months)),
        _ => None,
    });
    let about = months.flat_map(|months| [30 * months - 15, 31 * months + 15]);
    about.chain([20, 1000]).filter(|days| *days > 0).collect()
}

/// The facts of a recorded crime, as written in a report, on which either edition still adds to it
/// after that period.
pub(super) fn keeping_open(before: &Edition, after: &Edition) -> BTreeSet<String> {
    let both = [before, after].into_iter();
    both.flat_map(|edition| edition.keeping_open().map(Fact::field)).collect()
}
