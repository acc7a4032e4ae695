//! How an unknown is asked about: its name, its question and the names of its answers. Also, which
//! answer a name stands for.

use super::cases::Said;
use super::unknowns::Open;
use crate::checked::Checked;
use crate::decide::read::ids::person;
use crate::decision::OpenQuestion;
use crate::rules::compiled::Edition;
use crate::rules::compiled::Party;
use crate::rules::compiled::law::{About, Asks, Law, Term, Wording};
use crate::rules::compiled::question::{Answer, Question};

/// A victim and a suspect whose open questions are sought.
pub(crate) struct Pair<'a> {
    pub(crate) edition: &'a Edition,
    pub(crate) report: &'a Checked,
    pub(crate) victim: usize,
    pub(crate) suspect: usize,
}

/// Whom or what a fact is asked about, by id, unless it is the pair.
#[derive(Debug, Clone, Default)]
pub(crate) struct Of {
    pub(crate) person: Option<String>,
    pub(crate) incident: Option<String>,
    pub(crate) recorded_crime: Option<String>,
}

/// How an unknown is asked about.
pub(crate) struct Asked<'a> {
    pub(crate) fact: String,
    pub(crate) question: String,
    pub(crate) term: &'a Term,
    pub(crate) of: Of,
    /// The name of each answer.
    pub(crate) names: Vec<String>,
    /// The indices of the answers that are compared with each other.
    pub(crate) compared: Vec<usize>,
}

impl<'a> Asked<'a> {
    fn of(
        term: &'a Term,
        answers: &[Answer],
        of: Of,
        name: impl Fn(&Answer) -> String,
    ) -> Asked<'a> {
        Asked {
            fact: term.name.clone(),
            question: term.question.clone(),
            term,
            of,
            names: answers.iter().map(name).collect(),
            compared: (0..answers.len()).collect(),
        }
    }

    /// Asks about an age once for each limit: whether the person is under it. The answers descend
    /// from one limit to the next; those just above and just under a limit are compared.
    fn of_ages(wording: &'a Wording, answers: &[Answer], of: &Of) -> Vec<Asked<'a>> {
        let under = answers.iter().enumerate().skip(1);
        let asked = under.filter_map(|(n, answer)| match answer {
            Answer::Age(age) => Some((n, age.saturating_add(1))),
            _ => None,
        });
        let one = |(n, limit): (usize, u16)| {
            let name =
                |answer: &Answer| matches!(answer, Answer::Age(age) if *age < limit).to_string();
            Asked {
                fact: wording.fact(limit),
                question: wording.question(limit),
                compared: vec![n - 1, n],
                ..Asked::of(&wording.term, answers, of.clone(), name)
            }
        };
        asked.map(one).collect()
    }
}

fn yes_or_no(answer: &Answer) -> String {
    (*answer == Answer::Is(true)).to_string()
}

/// Returns how an unknown is asked about; an age once for each limit.
pub(crate) fn asked<'a>(pair: &Pair<'a>, Open { unknown, answers }: &Open) -> Vec<Asked<'a>> {
    let law = &pair.edition.law;
    let of_person = |who: Party| {
        let whose = if who == Party::Victim { pair.victim } else { pair.suspect };
        Of { person: Some(person(pair.report, whose).to_owned()), ..Of::default() }
    };
    let fact = |n: usize, of: Of| -> Vec<Asked<'a>> {
        let fact = law.facts.get(n).into_iter();
        fact.map(|fact| Asked::of(&fact.term, answers, of.clone(), yes_or_no)).collect()
    };
    match unknown.question {
        Question::Relationship => {
            let wording = law.wording(Asks::Relationship).into_iter();
            let name = |answer: &Answer| match answer {
                Answer::Relationship(n) => law.relationships.get(*n).map(|term| term.name.clone()),
                _ => None,
            };
            let asked = wording.map(|wording| {
                Asked::of(&wording.term, answers, Of::default(), |a| name(a).unwrap_or_default())
            });
            asked.collect()
        }
        Question::Age(who) => {
            let wording = law.wording(Asks::Age(who)).into_iter();
            let of = of_person(who);
            wording.flat_map(|wording| Asked::of_ages(wording, answers, &of)).collect()
        }
        Question::Fact(n) => fact(n, Of::default()),
        Question::OfPerson(who, n) => fact(n, of_person(who)),
        Question::OfIncident(n) => {
            let incident = pair.report.incidents.get(unknown.of);
            let incident = incident.map(|incident| pair.report.id(incident).to_owned());
            fact(n, Of { incident, ..Of::default() })
        }
        Question::OfEffects(effects) => {
            let incident = pair.report.incidents.get(unknown.of);
            let incident = incident.map(|incident| pair.report.id(incident).to_owned());
            let of = Of { incident, ..Of::default() };
            let questions = law.effect_questions.iter().filter(|asked| asked.effects == effects);
            let asked = questions.map(|q| Asked::of(&q.term, answers, of.clone(), yes_or_no));
            asked.collect()
        }
        Question::OfRecordedCrime(n) => {
            let crime = pair.report.recorded_crimes.get(unknown.of);
            let recorded_crime = crime.map(|crime| crime.id.clone());
            fact(n, Of { recorded_crime, ..Of::default() })
        }
        _ => Vec::new(),
    }
}

/// Interprets an answer to an open question. `None` if no such thing is asked. An answer about an
/// age becomes the age next to the limit.
pub(crate) fn said(law: &Law, asked: &OpenQuestion, answer: &str) -> Option<Said> {
    let (name, yes) = (asked.fact.as_str(), answer == "true");
    if law.wording(Asks::Relationship).is_some_and(|wording| wording.term.name == name) {
        return Some((Question::Relationship, Answer::Relationship(answer.to_owned())));
    }
    for who in [Party::Victim, Party::Suspect] {
        let limit = law.wording(Asks::Age(who)).and_then(|wording| wording.age(name));
        if let Some(limit) = limit {
            let age = if yes { limit.saturating_sub(1) } else { limit };
            return Some((Question::Age(who), Answer::Age(age)));
        }
    }
    if let Some(asked) = law.effect_questions.iter().find(|asked| asked.term.name == name) {
        return Some((Question::OfEffects(asked.effects), Answer::Is(yes)));
    }
    let fact = law.facts.iter().find(|fact| fact.term.name == name)?;
    let name = name.to_owned();
    let question = match fact.about {
        About::Pair | About::Recording => Question::Fact(name),
        About::Person if asked.person.as_ref() == Some(&asked.suspect) => {
            Question::OfPerson(Party::Suspect, name)
        }
        About::Person => Question::OfPerson(Party::Victim, name),
        About::Incident => Question::OfIncident(name),
        About::RecordedCrime => Question::OfRecordedCrime(name),
    };
    Some((question, Answer::Is(yes)))
}
