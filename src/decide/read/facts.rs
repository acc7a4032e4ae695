//! What a report says about a victim and a suspect, and what is assumed where it says nothing.

use super::truth::Truth;
use crate::rules::compiled::Party;
use crate::rules::compiled::answers::Answers;
use crate::rules::compiled::law::Law;
use crate::rules::compiled::question::Answer;
use crate::rules::compiled::question::Question;

/// Something about two people that may be unknown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum MaybeKnown<T> {
    Is(T),
    /// It counts as none: no relationship, under no age.
    None,
    /// It is left open.
    Open,
}

impl<T: Copy> MaybeKnown<T> {
    pub(crate) fn truth(self, is: impl Fn(T) -> bool) -> Truth {
        match self {
            MaybeKnown::Is(value) => is(value).into(),
            MaybeKnown::None => Truth::False,
            MaybeKnown::Open => Truth::Unknown,
        }
    }
}

/// What is known about a victim, an offender and the recording. A fact without an answer is open.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Facts {
    /// Facts about the two, and about the recording.
    pub(crate) answers: Answers,
    pub(crate) relationship: MaybeKnown<usize>,
    pub(crate) victim: OfPerson,
    pub(crate) suspect: OfPerson,
    /// The values of facts about an incident that does not say.
    pub(crate) of_incident: Answers,
    /// The number of the kind of person who reports.
    pub(crate) reported_by: usize,
    /// Whether there is no victim.
    pub(crate) state_based: bool,
}

/// What is known about one person.
#[derive(Debug, Clone, Copy)]
pub(crate) struct OfPerson {
    pub(crate) age: MaybeKnown<u16>,
    pub(crate) facts: Answers,
}

impl Facts {
    /// Returns facts with nothing known: each has its assumed value.
    pub(crate) fn taken(law: &Law) -> Facts {
        let nobody = OfPerson { age: MaybeKnown::None, facts: law.taken };
        Facts {
            answers: law.taken,
            relationship: MaybeKnown::None,
            victim: nobody,
            suspect: nobody,
            of_incident: law.taken,
            // If the report does not say, the first declared kind of person reports.
            reported_by: 0,
            state_based: false,
        }
    }

    pub(crate) fn of(&self, who: Party) -> &OfPerson {
        match who {
            Party::Victim => &self.victim,
            Party::Suspect => &self.suspect,
        }
    }

    pub(crate) fn of_mut(&mut self, who: Party) -> &mut OfPerson {
        match who {
            Party::Victim => &mut self.victim,
            Party::Suspect => &mut self.suspect,
        }
    }

    /// Answers a question; without an answer it is as if the report did not say.
    pub(crate) fn answer(&mut self, law: &Law, question: Question, answer: Option<&Answer>) {
        let fact = |n: usize| match answer {
            Some(Answer::Is(is)) => Some(*is),
            _ => law.taken.get(n),
        };
        match question {
            Question::Relationship => {
                self.relationship = match answer {
                    Some(Answer::Relationship(is)) => MaybeKnown::Is(*is),
                    _ => MaybeKnown::None,
                };
            }
            Question::Age(who) => {
                self.of_mut(who).age = match answer {
                    Some(Answer::Age(age)) => MaybeKnown::Is(*age),
                    _ => MaybeKnown::None,
                };
            }
            Question::Fact(n) => self.answers.set(n, fact(n)),
            Question::OfPerson(who, n) => self.of_mut(who).facts.set(n, fact(n)),
            Question::OfIncident(n) => self.of_incident.set(n, fact(n)),
            _ => {}
        }
    }

    /// Leaves open what a question asks.
    pub(crate) fn open(&mut self, question: Question) {
        match question {
            Question::Relationship => self.relationship = MaybeKnown::Open,
            Question::Age(who) => self.of_mut(who).age = MaybeKnown::Open,
            Question::Fact(fact) => self.answers.set(fact, None),
            Question::OfPerson(who, fact) => self.of_mut(who).facts.set(fact, None),
            Question::OfIncident(fact) => self.of_incident.set(fact, None),
            // Conditions about people do not ask these, or reports cannot leave them open.
            Question::OfRecordedCrime(_)
            | Question::OfEffects(_)
            | Question::Occasions(_)
            | Question::Gap(_)
            | Question::Single(_)
            | Question::Reporter
            | Question::StateBased
            | Question::Presumed(_) => {}
        }
    }
}
