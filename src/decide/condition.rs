//! Whether a condition holds of a victim, an offender and some of their occasions.
//!
//! A decision is read with two truth values, for which what is not known was set to false;
//! the questions that stay open are found with three.

use std::borrow::Cow;
use std::cell::Cell;

use super::truth::Truth;
use crate::answers::Answers;
use crate::edition::law::{Condition, Law, Marks};
use crate::edition::{Edition, Presumption};
use crate::report::{Checked, CheckedIncident};

/// Something about two people that may not be known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Known<T> {
    Is(T),
    /// It is taken for none: no relationship, an adult.
    None,
    /// It is left open.
    Open,
}

impl<T: Copy> Known<T> {
    fn truth(self, none: bool, is: impl Fn(T) -> bool) -> Truth {
        match self {
            Known::Is(value) => is(value).into(),
            Known::None => none.into(),
            Known::Open => Truth::Unknown,
        }
    }
}

/// What is known of a victim and an offender.
#[derive(Debug, Clone, Copy)]
pub(super) struct Facts {
    /// A fact without an answer is left open.
    pub(super) answers: Answers,
    pub(super) relationship: Known<usize>,
    pub(super) victim_age: Known<u16>,
    pub(super) suspect_age: Known<u16>,
}

/// What a condition is read against.
pub(super) struct Situation<'a> {
    law: &'a Law,
    entries: &'a [CheckedIncident],
    /// The entries that count, by first day.
    pub(super) incidents: Cow<'a, [usize]>,
    pub(super) facts: Facts,
    /// The named conditions that the edition presumes.
    presumptions: &'a [Presumption],
    /// Whether one occasion is taken to be enough where a number is asked for.
    pub(super) one_is_enough: bool,
    /// For the recording test: who reports, and whether the crime has no victim.
    pub(super) reported_by: Option<usize>,
    pub(super) state_based: bool,
    /// Named conditions that were read before.
    known: Cell<Read>,
}

/// Named conditions, by number as bits: those that hold, and those that do not.
#[derive(Debug, Clone, Copy, Default)]
struct Read {
    so: u64,
    not_so: u64,
}

impl<'a> Situation<'a> {
    /// A situation without anything but facts.
    pub(super) fn new(law: &'a Law, facts: Facts) -> Situation<'a> {
        Situation {
            law,
            entries: &[],
            incidents: Cow::Borrowed(&[]),
            facts,
            presumptions: &[],
            one_is_enough: false,
            reported_by: None,
            state_based: false,
            known: Cell::default(),
        }
    }

    /// The situation of some of the incidents, with what the edition presumes of it.
    pub(super) fn of(
        edition: &'a Edition,
        report: &'a Checked,
        facts: Facts,
        incidents: Cow<'a, [usize]>,
    ) -> Situation<'a> {
        let (entries, presumptions) = (&report.incidents, &edition.tables().presumptions);
        Situation { entries, incidents, presumptions, ..Situation::new(&edition.law, facts) }
    }

    /// Whether a presumption of the edition, by its number among these, applies. It may rest
    /// on those before it.
    pub(super) fn presumed(&self, number: usize) -> Truth {
        let Some((before, rest)) = self.presumptions.split_at_checked(number) else {
            return Truth::False;
        };
        let Some(Presumption { when, unless, .. }) = rest.first() else { return Truth::False };
        // What is presumed further down does not count here.
        let earlier = Situation { presumptions: before, one_is_enough: false, ..self.borrowed() };
        let unless = unless.iter().map(|unless| earlier.truth(unless).not());
        Truth::all(std::iter::once_with(|| earlier.truth(when)).chain(unless))
    }

    /// The same with another answer to a fact, or with none.
    pub(super) fn with(&self, fact: usize, answer: Option<bool>) -> Situation<'_> {
        let mut facts = self.facts;
        facts.answers.set(fact, answer);
        Situation { facts, ..self.borrowed() }
    }

    /// The same, nothing read yet.
    pub(super) fn borrowed(&self) -> Situation<'_> {
        let incidents = Cow::Borrowed(self.incidents.as_ref());
        Situation { incidents, known: Cell::default(), ..*self }
    }

    /// Whether the condition certainly holds.
    pub(super) fn holds(&self, condition: &Condition) -> bool {
        self.truth(condition) == Truth::True
    }

    /// Whether the condition holds, as far as that is known.
    pub(super) fn truth(&self, condition: &Condition) -> Truth {
        match condition {
            Condition::Named(n) => {
                let bit = u32::try_from(*n).ok().and_then(|n| 1u64.checked_shl(n)).unwrap_or(0);
                let known = self.known.get();
                if known.so & bit != 0 {
                    return Truth::True;
                } else if known.not_so & bit != 0 {
                    return Truth::False;
                }
                self.named(*n, bit)
            }
            Condition::Fact(n) => self.facts.answers.get(*n).map_or(Truth::Unknown, Truth::from),
            Condition::Relationship(any) => {
                self.facts.relationship.truth(false, |is| any.contains(&is))
            }
            Condition::VictimUnder(age) => self.facts.victim_age.truth(18 < *age, |is| is < *age),
            Condition::SuspectUnder(age) => self.facts.suspect_age.truth(18 < *age, |is| is < *age),
            Condition::Occasions { at_least, with: None } if self.one_is_enough => {
                (self.count(None) >= u32::from(*at_least).min(1)).into()
            }
            Condition::Occasions { at_least, with } => {
                (self.count(*with) >= u32::from(*at_least)).into()
            }
            Condition::Gap(months) => self.gap(*months).into(),
            Condition::ReportedBy(any) => {
                self.reported_by.is_some_and(|by| any.contains(&by)).into()
            }
            Condition::StateBased => self.state_based.into(),
            Condition::Not(inner) => self.truth(inner).not(),
            Condition::All(parts) => Truth::all(parts.iter().map(|part| self.truth(part))),
            Condition::Any(parts) => Truth::any(parts.iter().map(|part| self.truth(part))),
        }
    }

    /// Whether a named condition holds by itself or is presumed; that is read once. It stands apart
    /// so that `truth`, which is called for every part of a condition, stays small.
    #[inline(never)]
    fn named(&self, n: usize, bit: u64) -> Truth {
        let named = self.law.conditions.get(n);
        let itself = named.map(|named| self.truth(&named.when)).into_iter();
        let presumptions = self.presumptions.iter().enumerate();
        let of_this = presumptions.filter(|(_, rule)| rule.condition == n);
        let truth = Truth::any(itself.chain(of_this.map(|(number, _)| self.presumed(number))));
        let mut known = self.known.get();
        match truth {
            Truth::True => known.so |= bit,
            Truth::False => known.not_so |= bit,
            Truth::Unknown => {}
        }
        self.known.set(known);
        truth
    }

    fn entries(&self) -> impl Iterator<Item = &CheckedIncident> {
        self.incidents.iter().filter_map(|n| self.entries.get(*n))
    }

    /// The entries that count, or those with one of the marks.
    pub(super) fn counted(&self, with: Option<Marks>) -> impl Iterator<Item = &CheckedIncident> {
        self.entries().filter(move |i| with.is_none_or(|with| i.marks.meets(with)))
    }

    /// The number of occasions, or of those with one of the marks.
    pub(super) fn count(&self, with: Option<Marks>) -> u32 {
        self.counted(with).fold(0, |sum, i| sum.saturating_add(i.occasions))
    }

    /// Whether so many months lie between two occasions, one after the other. Inside an entry
    /// that is known only of two.
    fn gap(&self, months: u16) -> bool {
        let between = self.entries().zip(self.entries().skip(1));
        let mut between =
            between.map(|(earlier, later)| earlier.last.after_months(months) <= later.first);
        let inside =
            |i: &CheckedIncident| i.occasions == 2 && i.first.after_months(months) <= i.last;
        between.any(|gap| gap) || self.entries().any(inside)
    }

    /// The parts of a condition whose truth is still open: facts, relationships and ages.
    pub(super) fn open_parts<'c>(
        &'c self,
        condition: &'c Condition,
        open: &mut Vec<&'c Condition>,
    ) {
        if self.truth(condition) != Truth::Unknown {
            return;
        }
        match condition {
            Condition::Named(n) => {
                if let Some(named) = self.law.conditions.get(*n) {
                    self.open_parts(&named.when, open);
                }
            }
            Condition::Not(inner) => self.open_parts(inner, open),
            Condition::All(parts) | Condition::Any(parts) => {
                parts.iter().for_each(|part| self.open_parts(part, open));
            }
            leaf => open.push(leaf),
        }
    }
}
