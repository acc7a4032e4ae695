//! Evaluates conditions about a victim, an offender and some of their occasions.
//!
//! A decision reads them with two truth values, everything unknown having been given its assumed
//! value; open questions are found with three.

use super::facts::Facts;
use super::truth::Truth;
use std::borrow::Cow;
use std::cell::Cell;

use crate::checked::{Checked, CheckedIncident};
use crate::rules::compiled::law::{Condition, Law, Marks};
use crate::rules::compiled::{Edition, Presumption};
use crate::words::date::Date;

/// What a condition is evaluated against.
pub(crate) struct Situation<'a> {
    law: &'a Law,
    report: Option<&'a Checked>,
    /// The entries that count, by first day.
    pub(crate) incidents: Cow<'a, [usize]>,
    pub(crate) facts: Facts,
    /// The presumptions of the edition that may apply.
    presumptions: &'a [Presumption],
    /// Whether one occasion is enough where a number is required.
    pub(crate) one_is_enough: bool,
    /// A cache of the named conditions evaluated so far.
    known: Cell<Read>,
}

/// Named conditions as bits, by number: those that hold, and those that do not.
#[derive(Debug, Clone, Copy, Default)]
struct Read {
    so: u64,
    not_so: u64,
}

impl<'a> Situation<'a> {
    /// Creates a situation with nothing but facts.
    pub(crate) fn new(law: &'a Law, facts: Facts) -> Situation<'a> {
        Situation {
            law,
            report: None,
            incidents: Cow::Borrowed(&[]),
            facts,
            presumptions: &[],
            one_is_enough: false,
            known: Cell::default(),
        }
    }

    /// Creates the situation of some incidents, with the presumptions of the edition.
    pub(crate) fn of(
        edition: &'a Edition,
        report: &'a Checked,
        facts: Facts,
        incidents: Cow<'a, [usize]>,
    ) -> Situation<'a> {
        let (report, presumptions) = (Some(report), &edition.tables().presumptions);
        Situation { report, incidents, presumptions, ..Situation::new(&edition.law, facts) }
    }

    /// Whether the presumption of this number applies. It may depend on those before it.
    pub(crate) fn presumed(&self, number: usize) -> Truth {
        let Some((before, rest)) = self.presumptions.split_at_checked(number) else {
            return Truth::False;
        };
        let Some(Presumption { when, unless, .. }) = rest.first() else { return Truth::False };
        // Presumptions further down do not count here.
        let earlier = Situation { presumptions: before, one_is_enough: false, ..self.borrowed() };
        let unless = unless.iter().map(|unless| earlier.truth(unless).not());
        Truth::all(std::iter::once_with(|| earlier.truth(when)).chain(unless))
    }

    /// Returns the situation with another answer to a fact, or with none.
    pub(crate) fn with(&self, fact: usize, answer: Option<bool>) -> Situation<'_> {
        let mut facts = self.facts;
        facts.answers.set(fact, answer);
        Situation { facts, ..self.borrowed() }
    }

    /// Returns the same situation with an empty cache.
    pub(crate) fn borrowed(&self) -> Situation<'_> {
        let incidents = Cow::Borrowed(self.incidents.as_ref());
        Situation { incidents, known: Cell::default(), ..*self }
    }

    /// Whether the condition is known to hold.
    pub(crate) fn holds(&self, condition: &Condition) -> bool {
        self.truth(condition) == Truth::True
    }

    /// Whether the condition holds, as far as that is known.
    pub(crate) fn truth(&self, condition: &Condition) -> Truth {
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
            Condition::OfPerson(who, n) => {
                self.facts.of(*who).facts.get(*n).map_or(Truth::Unknown, Truth::from)
            }
            Condition::OfIncident(n) => {
                Truth::any(self.entries().map(|incident| self.of_incident(incident, *n)))
            }
            Condition::Relationship(any) => self.facts.relationship.truth(|is| any.contains(&is)),
            Condition::Under(who, age) => self.facts.of(*who).age.truth(|is| is < *age),
            Condition::Occasions { at_least, with: None } if self.one_is_enough => {
                (self.count(None) >= u32::from(*at_least).min(1)).into()
            }
            Condition::Occasions { at_least, with } => {
                (self.count(*with) >= u32::from(*at_least)).into()
            }
            Condition::Gap(months) => self.gap(*months).into(),
            Condition::Single(since) => self.is_single(*since).into(),
            Condition::ReportedBy(any) => any.contains(&self.facts.reported_by).into(),
            Condition::StateBased => self.facts.state_based.into(),
            Condition::Not(inner) => self.truth(inner).not(),
            Condition::All(parts) => Truth::all(parts.iter().map(|part| self.truth(part))),
            Condition::Any(parts) => Truth::any(parts.iter().map(|part| self.truth(part))),
        }
    }

    /// Evaluates a named condition, by itself or as presumed, and caches the result. It is not
    /// inlined so that `truth`, which is called for every part of a condition, stays small.
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
        let all = self.report.map_or(&[][..], |report| &report.incidents);
        self.incidents.iter().filter_map(|n| all.get(*n))
    }

    /// Whether a fact holds for an incident.
    pub(crate) fn of_incident(&self, incident: &CheckedIncident, fact: usize) -> Truth {
        let given = self.report.map(|report| report.incident_facts(incident)).unwrap_or_default();
        given.or(self.facts.of_incident).get(fact).map_or(Truth::Unknown, Truth::from)
    }

    /// Returns the incidents that count for which a fact has this truth value.
    pub(crate) fn incidents_with(
        &self,
        fact: usize,
        value: Truth,
    ) -> impl Iterator<Item = &CheckedIncident> {
        self.entries().filter(move |incident| self.of_incident(incident, fact) == value)
    }

    /// Returns the entries that count, or those of them with one of the marks.
    pub(crate) fn counted(&self, with: Option<Marks>) -> impl Iterator<Item = &CheckedIncident> {
        self.entries().filter(move |i| with.is_none_or(|with| i.marks.meets(with)))
    }

    /// Returns the number of occasions, or of those with one of the marks.
    pub(crate) fn count(&self, with: Option<Marks>) -> u32 {
        self.counted(with).fold(0, |sum, i| sum.saturating_add(i.occasions))
    }

    /// Whether two consecutive occasions are at least this many months apart. Within an entry this
    /// is known only if it has two occasions.
    fn gap(&self, months: u16) -> bool {
        let between = self.entries().zip(self.entries().skip(1));
        let mut between =
            between.map(|(earlier, later)| earlier.last.after_months(months) <= later.first);
        let inside =
            |i: &CheckedIncident| i.occasions == 2 && i.first.after_months(months) <= i.last;
        between.any(|gap| gap) || self.entries().any(inside)
    }

    /// Whether there is exactly one occasion on or after a day.
    fn is_single(&self, since: Date) -> bool {
        let late = self.entries().filter(|incident| incident.last >= since);
        late.fold(0u32, |sum, incident| sum.saturating_add(incident.occasions)) == 1
    }

    /// Collects the parts of a condition whose truth is unknown.
    pub(crate) fn open_parts<'c>(
        &self,
        law: &'c Law,
        condition: &'c Condition,
        open: &mut Vec<&'c Condition>,
    ) {
        if self.truth(condition) != Truth::Unknown {
            return;
        }
        match condition {
            Condition::Named(n) => {
                if let Some(named) = law.conditions.get(*n) {
                    self.open_parts(law, &named.when, open);
                }
            }
            Condition::Not(inner) => self.open_parts(law, inner, open),
            Condition::All(parts) | Condition::Any(parts) => {
                parts.iter().for_each(|part| self.open_parts(law, part, open));
            }
            leaf => open.push(leaf),
        }
    }

    /// The same, including the presumptions on which the condition depends.
    pub(crate) fn open_parts_of<'c>(
        &self,
        edition: &'c Edition,
        condition: &'c Condition,
        open: &mut Vec<&'c Condition>,
    ) {
        let law = &edition.law;
        self.open_parts(law, condition, open);
        for presumption in &edition.tables().presumptions {
            if condition.names(presumption.condition, law) {
                self.open_parts(law, &presumption.when, open);
                let unless = presumption.unless.iter();
                unless.for_each(|unless| self.open_parts(law, unless, open));
            }
        }
    }
}
