//! What conditions ask for, and what can be answered: one kind of question for whoever looks for
//! what is not known, goes through every case, or puts an answer into a report.

#[cfg(feature = "show")]
use std::collections::BTreeMap;
use std::collections::BTreeSet;

use super::Party;
use super::condition::Condition;
#[cfg(feature = "show")]
use super::law::Fact;
use super::law::{About, Asks, Law, Marks, Wording};

/// Something that a condition asks for. `F` stands for a fact: its number, or its name where two
/// editions of different rule files are compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Question<F = usize> {
    /// How the victim and the suspect stand to each other.
    Relationship,
    /// A fact of the two, or of the recording test.
    Fact(F),
    /// A fact of one of the two.
    OfPerson(Party, F),
    /// A fact of an incident.
    OfIncident(F),
    /// A fact of a recorded crime.
    OfRecordedCrime(F),
    /// How old one of the two was.
    Age(Party),
    /// How many occasions there are, of all or with some acts or effects.
    Occasions(Option<Marks>),
    /// Whether so many months lie between two occasions.
    Gap(u16),
    /// Who reports.
    Reporter,
    /// Whether the offence has no victim.
    StateBased,
    /// Whether an edition presumes the named condition of that number.
    Presumed(usize),
}

/// An answer to what a report may leave open. `N` stands for a relationship, as `F` does for a fact.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Answer<N = usize> {
    Is(bool),
    Relationship(N),
    /// In years.
    Age(u16),
}

impl<F> Question<F> {
    /// The same question with the fact in other terms; `None` where there are none.
    pub(crate) fn map<G>(self, fact: impl FnOnce(F) -> Option<G>) -> Option<Question<G>> {
        Some(match self {
            Question::Fact(one) => Question::Fact(fact(one)?),
            Question::OfPerson(who, one) => Question::OfPerson(who, fact(one)?),
            Question::OfIncident(one) => Question::OfIncident(fact(one)?),
            Question::OfRecordedCrime(one) => Question::OfRecordedCrime(fact(one)?),
            Question::Relationship => Question::Relationship,
            Question::Age(who) => Question::Age(who),
            Question::Occasions(with) => Question::Occasions(with),
            Question::Gap(months) => Question::Gap(months),
            Question::Reporter => Question::Reporter,
            Question::StateBased => Question::StateBased,
            Question::Presumed(condition) => Question::Presumed(condition),
        })
    }
}

impl Question {
    /// The wording that it is asked in, where it is no fact.
    pub(crate) fn asks(self) -> Option<Asks> {
        match self {
            Question::Relationship => Some(Asks::Relationship),
            Question::Age(who) => Some(Asks::Age(who)),
            _ => None,
        }
    }

    /// The question in which a fact is meant by its name.
    pub(crate) fn by_name(self, law: &Law) -> Option<Question<String>> {
        self.map(|fact| law.facts.get(fact).map(|fact| fact.term.name.clone()))
    }
}

impl Question<String> {
    /// The question in the numbers of a law, if it declares the fact.
    pub(crate) fn in_numbers(&self, law: &Law) -> Option<Question> {
        self.clone().map(|name| law.facts.iter().position(|fact| fact.term.name == name))
    }
}

impl Answer<String> {
    /// The answer in the numbers of a law, if it declares the relationship.
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
    /// What a condition asks that has no parts; `None` of one that has.
    pub(crate) fn asks(&self) -> Option<Question> {
        Some(match self {
            Condition::Fact(fact) => Question::Fact(*fact),
            Condition::OfPerson(who, fact) => Question::OfPerson(*who, *fact),
            Condition::OfIncident(fact) => Question::OfIncident(*fact),
            Condition::Relationship(_) => Question::Relationship,
            Condition::Under(who, _) => Question::Age(*who),
            Condition::Occasions { with, .. } => Question::Occasions(*with),
            Condition::Gap(months) => Question::Gap(*months),
            Condition::ReportedBy(_) => Question::Reporter,
            Condition::StateBased => Question::StateBased,
            Condition::Named(_) | Condition::Not(_) | Condition::All(_) | Condition::Any(_) => {
                return None;
            }
        })
    }

    /// The parts of a condition that ask something, those of the conditions that it names
    /// included.
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

/// The ages below which somebody may be, as some conditions ask.
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

/// An age for each band that the limits part, the highest first: of nobody under any limit, then
/// of somebody just under each.
pub(crate) fn ages(limits: &BTreeSet<u16>) -> Vec<u16> {
    let under = limits.iter().rev().map(|limit| limit.saturating_sub(1));
    limits.last().copied().into_iter().chain(under).collect()
}

impl Law {
    /// How something is asked that is no fact.
    pub(crate) fn wording(&self, asks: Asks) -> Option<&Wording> {
        self.wordings.iter().find(|wording| wording.asks == asks)
    }

    /// The facts that something in a report gives an answer to, in the order of their names there.
    #[cfg(feature = "show")]
    pub(crate) fn given<'l>(
        &'l self,
        facts: &'l BTreeMap<String, Option<bool>>,
    ) -> impl Iterator<Item = &'l Fact> {
        let said = facts.iter().filter(|(_, value)| value.is_some());
        said.filter_map(|(name, _)| self.facts.iter().find(|fact| fact.field() == *name))
    }

    /// Whether nobody is ever asked: a fact that is taken to be so, or not so, where nobody says.
    pub(crate) fn never_asked(&self, fact: usize) -> bool {
        self.facts.get(fact).is_none_or(|fact| fact.taken.is_some())
    }

    /// The facts about something that are asked where nobody says, by number.
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
