//! Writes an answer into a report, as the person asked would have written it.

use crate::report::{Incident, Pair, Person, Report};
use crate::rules::compiled::Party;
use crate::rules::compiled::law::{About, Law};
use crate::rules::compiled::question::{Answer, Question};

/// The people and things that a question is about, by id.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Asked<'a> {
    pub(crate) victim: &'a str,
    pub(crate) suspect: &'a str,
    /// The incident; if `None`, a fact of incidents is about every incident.
    pub(crate) incident: Option<&'a str>,
    pub(crate) recorded_crime: Option<&'a str>,
}

/// Writes an answer into a report, ignoring one that has no place in it.
pub(crate) fn say(
    report: &mut Report,
    law: &Law,
    of: Asked<'_>,
    question: &Question<String>,
    answer: &Answer<String>,
) {
    let id = |who: Party| if who == Party::Victim { of.victim } else { of.suspect };
    match (question, answer) {
        (Question::Age(who), Answer::Age(age)) => person(report, id(*who), |person| {
            (person.age, person.born) = (Some(u64::from(*age)), None);
        }),
        (Question::Relationship, Answer::Relationship(name)) => {
            pair(report, of, |pair| pair.relationship = Some(name.clone()));
        }
        (Question::OfPerson(who, name), Answer::Is(is)) => person(report, id(*who), |person| {
            person.facts.insert(name.clone(), Some(*is));
        }),
        (Question::OfIncident(name), Answer::Is(is)) => {
            for incident in incidents(report, of) {
                incident.facts.insert(name.clone(), Some(*is));
            }
        }
        (Question::OfEffects(effects), Answer::Is(is)) => {
            let names =
                law.effects.iter().enumerate().filter(|(n, _)| effects.effects >> n & 1 == 1);
            let names: Vec<String> = names.map(|(_, effect)| effect.term.name.clone()).collect();
            for incident in incidents(report, of) {
                // The first of them stands for all, which no rule tells apart.
                let had = incident.effects.get_or_insert_default();
                had.extend(names.first().filter(|_| *is).cloned());
            }
        }
        (Question::OfRecordedCrime(name), Answer::Is(is)) => {
            let asked = |id: &str| of.recorded_crime.is_none_or(|asked| asked == id);
            let field = name.replace('-', "_");
            for crime in report.recorded_crimes.iter_mut().filter(|crime| asked(&crime.id)) {
                crime.facts.insert(field.clone(), Some(*is));
            }
        }
        (Question::Fact(name), Answer::Is(is)) => {
            let fact = law.facts.iter().find(|fact| fact.term.name == *name);
            match fact.filter(|fact| fact.about == About::Recording) {
                Some(fact) => {
                    let own = report.recording.by_victim.entry(of.victim.to_owned()).or_default();
                    own.facts.insert(fact.field(), Some(*is));
                }
                None => pair(report, of, |pair| {
                    pair.facts.insert(name.clone(), Some(*is));
                }),
            }
        }
        _ => {}
    }
}

/// The incidents that a question is about.
fn incidents<'r>(report: &'r mut Report, of: Asked<'_>) -> impl Iterator<Item = &'r mut Incident> {
    let asked = move |id: &str| of.incident.is_none_or(|asked| asked == id);
    report.incidents.iter_mut().filter(move |incident| asked(&incident.id))
}

/// Changes what the report says of a person, listing them first if necessary.
fn person(report: &mut Report, id: &str, change: impl FnOnce(&mut Person)) {
    let new = Person { id: id.to_owned(), ..Person::default() };
    found_or_new(&mut report.people, |person| person.id == id, new, change);
}

/// Changes what the report says of the pair, listing it first if necessary.
fn pair(report: &mut Report, of: Asked<'_>, change: impl FnOnce(&mut Pair)) {
    let (victim, suspect) = (of.victim.to_owned(), of.suspect.to_owned());
    let is = |pair: &Pair| pair.victim == of.victim && pair.suspect == of.suspect;
    found_or_new(&mut report.pairs, is, Pair { victim, suspect, ..Pair::default() }, change);
}

fn found_or_new<T>(
    list: &mut Vec<T>,
    is: impl Fn(&T) -> bool,
    mut new: T,
    change: impl FnOnce(&mut T),
) {
    match list.iter_mut().find(|one| is(one)) {
        Some(found) => change(found),
        None => {
            change(&mut new);
            list.push(new);
        }
    }
}
