//! What conditions ask, and the possible answers. The same questions serve to find what is unknown,
//! to go through every case, and to put an answer into a report.

#[cfg(feature = "show")]
use std::collections::BTreeMap;
use std::collections::BTreeSet;

use super::Party;
use super::condition::Condition;
#[cfg(feature = "show")]
use super::law::Fact;
use super::law::{About, Asks, Law, Marks, Wording};
use crate::words::date::Date;

/// Something that a condition asks. `F` is a fact: its number, or its name when editions of
/// different rule files are compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Question<F = usize> {
    /// The relationship of the victim and the suspect.
    Relationship,
    /// A fact about the two, or about the recording.
    Fact(F),
    /// A fact about one of the two.
    OfPerson(Party, F),
    /// A fact about an incident.
    OfIncident(F),
    /// Whether there were some effects, where it is not known which an incident had.
    OfEffects(Marks),
    /// A fact about a recorded crime.
    OfRecordedCrime(F),
    /// The age of one of the two.
    Age(Party),
    /// The number of occasions, either all or those with some acts or effects.
    Occasions(Option<Marks>),
    /// Whether two consecutive occasions are at least this many months apart.
    Gap(u16),
    /// Whether there is exactly one occasion on or after this day.
    Single(Date),
    /// Who reports.
    Reporter,
    /// Whether the offence has no victim.
    StateBased,
    /// Whether an edition presumes the named condition of this number.
    Presumed(usize),
}

/// An answer to what a report may leave unknown. `N` is a relationship, as `F` is a fact.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Answer<N = usize> {
    Is(bool),
    Relationship(N),
    /// In years.
    Age(u16),
}

impl<F> Question<F> {
    /// Converts the fact of the question; `None` if it cannot be converted.
    pub(crate) fn map<G>(self, fact: impl FnOnce(F) -> Option<G>) -> Option<Question<G>> {
        Some(match self {
            Question::Fact(one) => Question::Fact(fact(one)?),
            Question::OfPerson(who, one) => Question::OfPerson(who, fact(one)?),
            Question::OfIncident(one) => Question::OfIncident(fact(one)?),
            Question::OfRecordedCrime(one) => Question::OfRecordedCrime(fact(one)?),
            Question::OfEffects(effects) => Question::OfEffects(effects),
            Question::Relationship => Question::Relationship,
            Question::Age(who) => Question::Age(who),
            Question::Occasions(with) => Question::Occasions(with),
            Question::Gap(months) => Question::Gap(months),
            Question::Single(since) => Question::Single(since),
            Question::Reporter => Question::Reporter,
            Question::StateBased => Question::StateBased,
            Question::Presumed(condition) => Question::Presumed(condition),
        })
    }
}

impl Question {
    /// Returns what its wording asks, if it is not about a fact.
    pub(crate) fn asks(self) -> Option<Asks> {
        match self {
            Question::Relationship => Some(Asks::Relationship),
            Question::Age(who) => Some(Asks::Age(who)),
            _ => None,
        }
    }

    /// Returns the question with its fact by name.
    pub(crate) fn by_name(self, law: &Law) -> Option<Question<String>> {
        self.map(|fact| law.facts.get(fact).map(|fact| fact.term.name.clone()))
    }
}

impl Question<String> {
    /// Returns the question with its fact by number, if the law declares the fact.
    pub(crate) fn in_numbers(&self, law: &Law) -> Option<Question> {
        self.clone().map(|name| law.facts.iter().position(|fact| fact.term.name == name))
    }
}

impl Answer<String> {
    /// Returns the answer with its relationship by number, if the law declares the relationship.
    pub(crate) fn in_numbers(&self, law: &Law) -> Option<Answer> {
        Some(match self {
            Answer::Is(is) => Answer::Is(*is),
            Answer::Age(age) => Answer::Age(*age),
            Answer::Relationship(name) => {
                let mut known = law.relationships.iter();
                Answer::Relationship(known.position(|term| term.name == *name)?)
            }
        })
    }
}

impl Condition {
    /// Returns what a condition without parts asks; `None` if it has parts.
    pub(crate) fn asks(&self) -> Option<Question> {
        Some(match self {
            Condition::Fact(fact) => Question::Fact(*fact),
            Condition::OfPerson(who, fact) => Question::OfPerson(*who, *fact),
            Condition::OfIncident(fact) => Question::OfIncident(*fact),
            Condition::Relationship(_) => Question::Relationship,
            Condition::Under(who, _) => Question::Age(*who),
            Condition::Occasions { with, .. } => Question::Occasions(*with),
            Condition::Gap(months) => Question::Gap(*months),
            Condition::Single(since) => Question::Single(*since),
            Condition::ReportedBy(_) => Question::Reporter,
            Condition::StateBased => Question::StateBased,
            Condition::Named(_) | Condition::Not(_) | Condition::All(_) | Condition::Any(_) => {
                return None;
            }
        })
    }

    /// Visits the parts of a condition that ask something, including those of conditions it names.
    pub(crate) fn leaves<'c>(&'c self, law: &'c Law, found: &mut dyn FnMut(&'c Condition)) {
        match self {
            Condition::Named(n) => {
                law.conditions.get(*n).into_iter().for_each(|c| c.when.leaves(law, found));
            }
            Condition::Not(inner) => inner.leaves(law, found),
            Condition::All(parts) | Condition::Any(parts) => {
                parts.iter().for_each(|part| part.leaves(law, found));
            }
            leaf => found(leaf),
        }
    }
}

/// Returns the age limits that some conditions set for a person.
pub(crate) fn limits<'c>(
    who: Party,
    leaves: impl IntoIterator<Item = &'c Condition>,
) -> BTreeSet<u16> {
    let limit = |leaf: &Condition| match leaf {
        Condition::Under(of, age) if *of == who => Some(*age),
        _ => None,
    };
    leaves.into_iter().filter_map(limit).collect()
}

/// Returns an age for each band between the limits, highest first: one not under any limit, then
/// one just under each.
pub(crate) fn ages(limits: &BTreeSet<u16>) -> Vec<u16> {
    let under = limits.iter().rev().map(|limit| limit.saturating_sub(1));
    limits.last().copied().into_iter().chain(under).collect()
}

impl Law {
    /// Returns the wording that asks something.
    pub(crate) fn wording(&self, asks: Asks) -> Option<&Wording> {
        self.wordings.iter().find(|wording| wording.asks == asks)
    }

    /// Returns the facts that part of a report answers, in the order of their names there.
    #[cfg(feature = "show")]
    pub(crate) fn given<'l>(
        &'l self,
        facts: &'l BTreeMap<String, Option<bool>>,
    ) -> impl Iterator<Item = &'l Fact> {
        let said = facts.iter().filter(|(_, value)| value.is_some());
        said.filter_map(|(name, _)| self.facts.iter().find(|fact| fact.field() == *name))
    }

    /// Whether a fact is never asked about, because a value is assumed if the report does not say.
    pub(crate) fn never_asked(&self, fact: usize) -> bool {
        self.facts.get(fact).is_none_or(|fact| fact.taken.is_some())
    }

    /// Returns the numbers of the facts about something that have no assumed value.
    pub(crate) fn asked_about(&self, about: About) -> impl Iterator<Item = usize> + '_ {
        let facts = self.facts.iter().enumerate();
        facts.filter(move |(_, f)| f.about == about && f.taken.is_none()).map(|(n, _)| n)
    }
}

#[cfg(test)]
mod tests {
    use super::{Condition, Party, ages, limits};

    #[test]
    fn there_is_an_age_on_each_side_of_every_limit() {
        let under = |who, age| Condition::Under(who, age);
        let asked = [under(Party::Victim, 16), under(Party::Suspect, 10), under(Party::Victim, 13)];
        assert_eq!(ages(&limits(Party::Victim, &asked)), [16, 15, 12]);
        assert_eq!(ages(&limits(Party::Suspect, &asked)), [10, 9]);
        assert!(ages(&limits(Party::Suspect, [])).is_empty());
    }
}
