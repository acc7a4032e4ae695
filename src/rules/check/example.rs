//! Resolves the names in the examples of rule files, and makes a report of each.

use super::names::{Names, Sort};
use super::under::{named, removed, speaks_of};
use super::{Whole, support};
use crate::report::{GivenOffence, Incident, Intervention, Pair, Person, RecordedCrime, Report};
use crate::rules::compiled::example::{Example, Expected, ExpectedOutcome, suspect, victim};
use crate::rules::compiled::law::Law;
use crate::rules::syntax::ast::{About, File, Head, Kind, Name, Node};
use crate::rules::syntax::example as written;
use crate::rules::syntax::example::{Answer, ExampleMark, Given, Number, Towards, Trait, Whose};
use crate::words::date::Date;
use crate::words::diagnostic::{Diagnostic, Problem, one_of};
use crate::words::terms::Code;

pub(super) fn examples(
    files: &[File],
    editions: &[Whole<'_>],
    law: &Law,
    names: &mut Names,
) -> Vec<Example> {
    let items = files.iter().flat_map(|file| &file.items);
    let written = items.filter_map(|item| match &item.kind {
        Kind::Example(example) => Some((&item.head, &**example)),
        _ => None,
    });
    let written: Vec<_> = written.collect();
    editions.iter().for_each(|edition| removed(edition, &written, editions, names));
    written.iter().map(|(head, written)| one(head, written, editions, law, names)).collect()
}

fn one(
    head: &Head,
    written: &written::Example,
    editions: &[Whole<'_>],
    law: &Law,
    names: &mut Names,
) -> Example {
    let support = support(head, names);
    named(written, editions, names);
    let report = Report { reference: head.name.value.clone(), ..Report::default() };
    let mut reader = Reader { law, names, report, days: Vec::new(), reported_on: None };
    written.given.iter().for_each(|given| reader.given(given));
    let expected = written.records.iter();
    let expected = expected.flat_map(|(outcome, whose)| reader.expected(outcome, whose)).collect();
    let report = reader.report();
    let under = editions.iter().filter(|edition| {
        speaks_of(written, edition, editions) && !edition.resolved.is_without(&head.name)
    });
    let under = under.map(|edition| edition.written.head.name.value.clone()).collect();
    Example { name: head.name.value.clone(), support, under, report, expected }
}

struct Reader<'a> {
    law: &'a Law,
    names: &'a mut Names,
    report: Report,
    /// The days on which something happened.
    days: Vec<Node<Date>>,
    reported_on: Option<Node<Date>>,
}

impl Reader<'_> {
    /// Returns the report. Unless a day is given, it is made on the last day of what happened.
    fn report(mut self) -> Report {
        let last = self.days.iter().max_by_key(|day| day.value);
        if let (Some(on), Some(last)) = (&self.reported_on, last)
            && on.value < last.value
        {
            let message = format!("{} is before {}", on.value, last.value);
            let problem = Diagnostic::new(Problem::Dates, message, on.span);
            self.names.problem(problem.also(last.span, "what is reported happens here"));
        }
        let day = self.reported_on.as_ref().or(last);
        self.report.reported_on = day.map(|day| day.value.to_string()).unwrap_or_default();
        self.report
    }

    fn given(&mut self, given: &Given) {
        match given {
            Given::Pair { of, traits } => self.pair(of.as_ref(), traits),
            Given::RecordedCrime { code, on, whose, fact } => {
                self.recorded_crime(code, on, whose, fact.as_ref());
            }
            Given::ReportedOn(on) => {
                if let Some(earlier) = self.reported_on.replace(on.clone()) {
                    let message = "this example is reported twice";
                    let problem = Diagnostic::new(Problem::Dates, message, on.span);
                    self.names.problem(problem.also(earlier.span, "first here"));
                }
            }
            Given::ReportedBy(name) => {
                self.names.find(name, &[Sort::Reporter]);
                self.report.recording.reported_by = Some(name.value.clone());
            }
            Given::Recording(answers) => {
                for answer in answers {
                    self.fact(&answer.name, &[Sort::Fact], About::Recording);
                    let field = answer.name.value.replace('-', "_");
                    self.report.recording.facts.insert(field, Some(answer.yes));
                }
            }
            Given::Incident(incident) => self.incident(incident),
            Given::Intervention { kind, on, whose } => self.intervention(kind, on, whose),
        }
    }

    fn pair(&mut self, of: Option<&(Number, Number)>, traits: &[Trait]) {
        let (one, other) = match of {
            Some((one, other)) => (self.number(one), self.number(other)),
            None => (1, 1),
        };
        let (victim, suspect) = (victim(one), suspect(other));
        let is_it = |pair: &Pair| pair.victim == victim && pair.suspect == suspect;
        let known = self.report.pairs.iter().position(is_it);
        let known = known.map(|place| self.report.pairs.remove(place)).unwrap_or_default();
        let mut pair = Pair { victim, suspect, ..known };
        for one in traits {
            match one {
                Trait::VictimAged(age) => self.aged(&pair.victim, age.value),
                Trait::SuspectAged(age) => self.aged(&pair.suspect, age.value),
                Trait::Answer(Answer { name, yes }) => {
                    let wanted = [Sort::Fact, Sort::Relationship];
                    let wanted = if *yes { &wanted[..] } else { &[Sort::Fact] };
                    match self.fact(name, wanted, About::Pair) {
                        Some(Sort::Relationship) => pair.relationship = Some(name.value.clone()),
                        _ => drop(pair.facts.insert(name.value.clone(), Some(*yes))),
                    }
                }
            }
        }
        self.report.pairs.push(pair);
    }

    fn aged(&mut self, id: &str, age: u16) {
        self.report.people.retain(|person| person.id != id);
        let age = Some(u64::from(age));
        self.report.people.push(Person { id: id.to_owned(), age, ..Person::default() });
    }

    /// Resolves a name, and reports a fact that is about something else.
    fn fact(&mut self, name: &Name, wanted: &[Sort], about: About) -> Option<Sort> {
        let found = self.names.find(name, wanted)?;
        let is = self.law.facts.get(found.number).map(|fact| fact.about);
        if found.sort == Sort::Fact && is.is_some_and(|is| is != about) {
            let is = is.unwrap_or(About::Pair);
            let message = format!(
                "`{}` is a fact about {}, where one about {} is wanted",
                name.value,
                is.words(),
                about.words()
            );
            let help = match is {
                About::Pair => "write it after `given pair`",
                About::Person => "an example cannot give it: a report can, in `facts` of a person",
                About::Incident => {
                    "an example cannot give it: a report can, in `facts` of an incident"
                }
                About::Recording => "write it after `given recording`",
                About::RecordedCrime => "write it at the end of `given recorded crime`",
            };
            self.names.problem(
                Diagnostic::new(Problem::WrongKind, message, name.span).help(help.to_owned()),
            );
        }
        Some(found.sort)
    }

    fn recorded_crime(
        &mut self,
        code: &Node<Code>,
        on: &Node<Date>,
        whose: &Whose,
        fact: Option<&Name>,
    ) {
        self.code(code);
        self.days.push(on.clone());
        if let Some(fact) = fact {
            self.fact(fact, &[Sort::Fact], About::RecordedCrime);
        }
        for victim in self.victims(whose) {
            let suspects = self.suspects(whose);
            self.report.recorded_crimes.push(RecordedCrime {
                id: format!("C{}", self.report.recorded_crimes.len() + 1),
                code: code.value.to_string(),
                victim: Some(victim),
                suspects,
                last_incident_on: on.value.to_string(),
                recorded_on: None,
                facts: fact
                    .map(|name| (name.value.replace('-', "_"), Some(true)))
                    .into_iter()
                    .collect(),
            });
        }
    }

    fn incident(&mut self, written: &written::ExampleIncident) {
        let last = written.to.as_ref().unwrap_or(&written.on);
        if last.value < written.on.value {
            let message = format!("{} comes before {}", last.value, written.on.value);
            let problem = Diagnostic::new(Problem::Dates, message, last.span);
            self.names.problem(problem.also(written.on.span, "begins here"));
        }
        self.days.push(last.clone());
        let mut incident = Incident {
            id: format!("i{}", self.report.incidents.len() + 1),
            on: written.on.value.to_string(),
            to: written.to.as_ref().map(|to| to.value.to_string()),
            occasions: written.times.as_ref().map(|times| u64::from(times.value)),
            victims: self.victims(&written.whose),
            suspects: self.suspects(&written.whose),
            // What an example does not say, it says that there was none.
            effects: Some(Vec::new()),
            ..Incident::default()
        };
        for mark in &written.marks {
            match mark {
                ExampleMark::Code { code, class } => {
                    let given = self.code(code).map(|code| match class {
                        Some(class) => format!("{}:{code}", class.value),
                        None => code,
                    });
                    class.iter().for_each(|class| self.class(code, class));
                    incident.offences.extend(given.map(GivenOffence::new));
                }
                ExampleMark::Named(name) => {
                    let list = match self.names.find(name, &[Sort::Act, Sort::Effect]) {
                        Some(found) if found.sort == Sort::Effect => {
                            incident.effects.get_or_insert_default()
                        }
                        _ => &mut incident.acts,
                    };
                    list.push(name.value.clone());
                }
            }
        }
        self.report.incidents.push(incident);
    }

    fn intervention(&mut self, kind: &Name, on: &Node<Date>, whose: &Whose) {
        self.names.find(kind, &[Sort::Intervention]);
        self.days.push(on.clone());
        for victim in self.victims(whose) {
            for suspect in self.suspects(whose) {
                self.report.interventions.push(Intervention {
                    on: on.value.to_string(),
                    victim: victim.clone(),
                    suspect,
                    kind: kind.value.clone(),
                    concerns: None,
                });
            }
        }
    }

    /// Returns what an edition must decide about the example, for each victim named.
    fn expected(&mut self, outcome: &written::ExampleOutcome, whose: &Whose) -> Vec<Expected> {
        let what = match outcome {
            written::ExampleOutcome::CrimeRelatedIncident => ExpectedOutcome::CrimeRelatedIncident,
            written::ExampleOutcome::NoCrime => ExpectedOutcome::NoCrime,
            written::ExampleOutcome::Added { becomes } => {
                becomes.iter().for_each(|code| drop(self.code(code)));
                ExpectedOutcome::Added { becomes: becomes.as_ref().map(|code| code.value) }
            }
            written::ExampleOutcome::Referral(all) => ExpectedOutcome::Referral(self.codes(all)),
            written::ExampleOutcome::Crime { principal, with } => {
                self.code(principal);
                ExpectedOutcome::Crime { principal: principal.value, with: self.codes(with) }
            }
        };
        let suspects = match whose.by.as_slice() {
            [] => vec![1],
            by => by.iter().map(|number| self.number(number)).collect(),
        };
        let victims = match &whose.towards {
            None => vec![Some(1)],
            Some(Towards::Nobody) => vec![None],
            Some(Towards::Victims(all)) => all.iter().map(|n| Some(self.number(n))).collect(),
        };
        let of = |victim| Expected { victim, suspects: suspects.clone(), what: what.clone() };
        victims.into_iter().map(of).collect()
    }

    fn victims(&mut self, whose: &Whose) -> Vec<String> {
        match &whose.towards {
            None => vec![victim(1)],
            Some(Towards::Nobody) => Vec::new(),
            Some(Towards::Victims(all)) => all.iter().map(|n| victim(self.number(n))).collect(),
        }
    }

    fn suspects(&mut self, whose: &Whose) -> Vec<String> {
        match whose.by.as_slice() {
            [] => vec![suspect(1)],
            by => by.iter().map(|number| suspect(self.number(number))).collect(),
        }
    }

    /// Returns the number of a person, and reports 0.
    fn number(&mut self, number: &Number) -> u16 {
        if number.value == 0 {
            let message = "there is no person of number 0";
            let help = "victims and suspects are numbered from 1".to_owned();
            let problem = Diagnostic::new(Problem::Number, message, number.span);
            self.names.problem(problem.help(help));
        }
        number.value
    }

    fn code(&mut self, code: &Node<Code>) -> Option<String> {
        self.names.codes(code.value, code.value, code.span);
        Some(code.value.to_string())
    }

    /// Reports a class that the code never has.
    fn class(&mut self, code: &Node<Code>, class: &Name) {
        let rows = self.law.offences.iter().filter(|offence| offence.code == code.value);
        let classes = rows.flat_map(|offence| &offence.classes);
        let mut names: Vec<&str> = classes
            .filter_map(|(class, _)| Some(self.law.classes.get(*class)?.name.as_str()))
            .collect();
        names.sort_unstable();
        names.dedup();
        if names.is_empty() || names.contains(&class.value.as_str()) {
            return;
        }
        let message = format!("{} is not of class {}", code.value, class.value);
        let help = format!("it is of {}", one_of(&names));
        self.names
            .problem(Diagnostic::new(Problem::UnknownOffence, message, class.span).help(help));
    }

    fn codes(&mut self, all: &[Node<Code>]) -> Vec<Code> {
        all.iter().for_each(|code| drop(self.code(code)));
        all.iter().map(|code| code.value).collect()
    }
}
