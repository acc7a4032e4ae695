//! One thing that is unknown, and how an answer to it is put into a report.

use crate::checked::Checked;
use crate::rules::compiled::law::{About, Condition, Law, MadeOutBy};
use crate::rules::compiled::question::{Answer, Question};
use crate::rules::compiled::{Edition, Party};

/// Something unknown about a pair, or about what happened between the two.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Unknown {
    pub(crate) question: Question,
    /// The incident or the recorded crime that it is about.
    pub(crate) of: usize,
}

impl Unknown {
    /// Whether its answer can change which occasions belong together, because it parts a group of
    /// offenders or keeps a recorded crime open.
    pub(crate) fn shapes_courses(self, law: &Law) -> bool {
        match self.question {
            Question::Fact(n) => law.facts.get(n).is_some_and(|fact| fact.parts_group),
            Question::OfIncident(n) => law.occasion.part_of_course == Some(n),
            Question::OfRecordedCrime(_) | Question::OfEffects(_) => true,
            _ => false,
        }
    }

    /// Whether its answer can change more than what is made out between the two: what is made out
    /// between other people, the recording test, or what happens to a recorded crime.
    pub(crate) fn reaches_further(self, law: &Law) -> bool {
        match self.question {
            Question::Relationship => false,
            Question::Fact(n) => {
                let of_pair = law.facts.get(n).is_some_and(|fact| fact.about == About::Pair);
                !of_pair || self.shapes_courses(law) || counts_victims(self.question, law)
            }
            _ => true,
        }
    }
}

/// Whether a fact decides for which victims of a suspect conduct counts.
fn counts_victims(fact: Question, law: &Law) -> bool {
    let limbs = law.defined.iter().filter_map(|row| law.offences.get(*row));
    limbs.flat_map(|offence| &offence.limbs).any(|limb| match limb.by {
        MadeOutBy::Victims { with, .. } => {
            let mut asked = false;
            Condition::Named(with).leaves(law, &mut |leaf| asked |= leaf.asks() == Some(fact));
            asked
        }
        MadeOutBy::Incident | MadeOutBy::Course => false,
    })
}

/// Puts an answer into the report.
pub(crate) fn set(
    edition: &Edition,
    report: &mut Checked,
    (victim, suspect): (usize, usize),
    unknown: Unknown,
    answer: &Answer,
) {
    let party = |who: Party| if who == Party::Victim { victim } else { suspect };
    match (unknown.question, answer) {
        (Question::Age(who), Answer::Age(age)) => {
            report.people.get_mut(party(who)).into_iter().for_each(|p| p.age = Some(*age));
        }
        (Question::Relationship, Answer::Relationship(is)) => {
            report.pairs.entry((victim, suspect)).or_default().relationship = Some(*is);
        }
        (Question::Fact(n), Answer::Is(is)) => {
            let fact = edition.law.facts.get(n);
            if fact.is_some_and(|fact| fact.about == About::Recording) {
                let common = report.recording;
                let own = report.recording_by_victim.entry(victim).or_insert(common);
                return own.facts.set(n, Some(*is));
            }
            let known = report.pairs.entry((victim, suspect)).or_default();
            known.facts.set(n, Some(*is));
            if fact.is_some_and(|fact| fact.parts_group) {
                known.independent = *is;
            }
        }
        (Question::OfPerson(who, n), Answer::Is(is)) => {
            let person = report.people.get_mut(party(who));
            person.into_iter().for_each(|person| person.facts.set(n, Some(*is)));
        }
        (Question::OfIncident(n), Answer::Is(is)) => {
            report.set_incident_fact(&edition.law, unknown.of, n, Some(*is));
        }
        (Question::OfEffects(effects), Answer::Is(had)) => {
            report.set_effects(&edition.law, unknown.of, effects, *had);
        }
        (Question::OfRecordedCrime(n), Answer::Is(is)) => {
            let crime = report.recorded_crimes.get_mut(unknown.of);
            crime.into_iter().for_each(|crime| crime.facts.set(n, Some(*is)));
        }
        _ => {}
    }
}
