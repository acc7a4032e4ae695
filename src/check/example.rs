//! Examples in rule files: names resolved, and a report made of each.

use super::names::{Names, Sort};
use super::support;
use crate::edition::law::{Example, Expected};
use crate::report::{Incident, Pair, Person, Report};
use crate::syntax::ast::{File, Head, Kind, Node};
use crate::syntax::example::{self, Given, Mark, Outcome, Trait};
use crate::terms::Code;

const VICTIM: &str = "v1";
const SUSPECT: &str = "s1";

pub(super) fn examples(files: &[File], names: &mut Names) -> Vec<Example> {
    let items = files.iter().flat_map(|file| &file.items);
    let examples = items.filter_map(|item| match &item.kind {
        Kind::Example(written) => Some(one(&item.head, written, names)),
        _ => None,
    });
    examples.collect()
}

fn one(head: &Head, written: &example::Example, names: &mut Names) -> Example {
    let support = support(head, names);
    for edition in &written.under {
        names.find(edition, &[Sort::Edition]);
    }
    let mut report = Report { reference: head.name.value.clone(), ..Report::default() };
    let mut last = None;
    for given in &written.given {
        match given {
            Given::Pair(traits) => pair(traits, &mut report, names),
            Given::Incident { times, on, to, marks } => {
                let day = to.as_ref().map_or(on.value, |to| to.value).max(on.value);
                last = last.max(Some(day));
                let mut incident = Incident {
                    id: format!("i{}", report.incidents.len() + 1),
                    on: on.value.to_string(),
                    to: to.as_ref().map(|to| to.value.to_string()),
                    occasions: times.as_ref().map(|times| u64::from(times.value)),
                    victims: vec![VICTIM.to_owned()],
                    suspects: vec![SUSPECT.to_owned()],
                    ..Incident::default()
                };
                marks.iter().for_each(|mark| self::mark(mark, &mut incident, names));
                report.incidents.push(incident);
            }
        }
    }
    report.reported_on = last.map(|day| day.to_string()).unwrap_or_default();
    let codes = |all: &[Node<Code>], names: &mut Names| -> Vec<Code> {
        for code in all {
            names.codes(code.value, code.value, code.span);
        }
        let mut codes: Vec<Code> = all.iter().map(|code| code.value).collect();
        codes.sort_unstable();
        codes
    };
    let expected = match &written.records {
        Outcome::Nothing => Expected::Nothing,
        Outcome::Referral(all) => Expected::Referral(codes(all, names)),
        Outcome::Crime { principal, with } => Expected::Crime {
            principal: codes(std::slice::from_ref(principal), names).first().copied(),
            with: codes(with, names),
        },
    };
    let under = written.under.iter().map(|name| name.value.clone()).collect();
    Example { name: head.name.value.clone(), support, under, report, expected }
}

fn pair(traits: &[Trait], report: &mut Report, names: &mut Names) {
    let mut pair = Pair {
        victim: VICTIM.to_owned(),
        suspect: SUSPECT.to_owned(),
        ..report.pairs.pop().unwrap_or_default()
    };
    for one in traits {
        match one {
            Trait::Victim(age) => report.people.push(person(VICTIM, age.value)),
            Trait::Suspect(age) => report.people.push(person(SUSPECT, age.value)),
            Trait::Not(name) => {
                names.find(name, &[Sort::Fact]);
                pair.facts.insert(name.value.clone(), Some(false));
            }
            Trait::Is(name) => match names.find(name, &[Sort::Fact, Sort::Relationship]) {
                Some(found) if found.sort == Sort::Relationship => {
                    pair.relationship = Some(name.value.clone());
                }
                _ => drop(pair.facts.insert(name.value.clone(), Some(true))),
            },
        }
    }
    report.pairs.push(pair);
}

fn person(id: &str, age: u16) -> Person {
    Person { id: id.to_owned(), age: Some(u64::from(age)), born: None }
}

fn mark(mark: &Mark, incident: &mut Incident, names: &mut Names) {
    match mark {
        Mark::Code(code) => {
            names.codes(code.value, code.value, code.span);
            incident.offences.push(code.value.to_string());
        }
        Mark::Named(name) => {
            let list = match names.find(name, &[Sort::Act, Sort::Effect]) {
                Some(found) if found.sort == Sort::Effect => &mut incident.effects,
                _ => &mut incident.acts,
            };
            list.push(name.value.clone());
        }
    }
}
