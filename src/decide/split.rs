//! Every way in which what is not known of a victim and a suspect can matter, under several
//! editions at once: a decision tree over the facts that conditions ask for. What no condition
//! on a path asks for changes nothing there, so that the leaves are all reports there are.

use std::collections::BTreeSet;

use super::condition::{Facts, Known, Situation};
use super::made_out::Member;
use super::truth::Truth;
use super::unknowns::open_parts;
use crate::conduct::{self, Relation};
use crate::edition::law::{About, Condition, Law, Limb, MadeOutBy};
use crate::edition::{Edition, Form};
use crate::report::{self, Checked, Report};

/// An answer to something that a report may leave open, by name. What is as if nobody had
/// said anything is no answer.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Answer {
    Fact(String, bool),
    Relationship(String),
    VictimAge(u16),
    SuspectAge(u16),
}

/// Answers that settle every condition, and what follows whatever the other answers are.
#[derive(Debug)]
pub(crate) struct Case {
    /// The fewest answers that lead here.
    pub(crate) answers: Vec<Answer>,
    /// The conditions that hold under each edition, and the offences with their sentences:
    /// equal where no edition can tell two cases apart.
    pub(crate) mark: Mark,
}

/// Of each edition the number of a condition that holds, and the key of the offence.
pub(crate) type Mark = BTreeSet<(usize, usize, usize)>;

/// What can be asked: each with its answers, the first as if nobody had said anything. Of
/// answers that no condition tells apart there is one.
#[derive(Debug, Clone, PartialEq)]
struct Question {
    ask: Ask,
    answers: Vec<Option<Answer>>,
}

#[derive(Debug, Clone, PartialEq)]
enum Ask {
    Fact(String),
    Relationship,
    VictimAge,
    SuspectAge,
}

/// The report under one edition.
struct Side<'a> {
    edition: &'a Edition,
    report: Checked,
    relation: Relation,
}

/// The cases of a report of one victim and one suspect of whom nothing is known; none where
/// it cannot be read.
pub(crate) fn cases(editions: [&Edition; 2], report: &Report) -> Vec<Case> {
    let sides: Option<Vec<Side<'_>>> =
        editions.into_iter().map(|edition| Side::new(edition, report)).collect();
    let Some(sides) = sides else { return Vec::new() };
    let questions = questions(&editions);
    let mut split =
        Split { sides, answers: vec![None; questions.len()], questions, cases: Vec::new() };
    split.go();
    split.cases
}

struct Split<'a> {
    sides: Vec<Side<'a>>,
    questions: Vec<Question>,
    /// The number of the answer to each question; nothing while it is open.
    answers: Vec<Option<usize>>,
    cases: Vec<Case>,
}

impl Split<'_> {
    /// Asks what the first open condition needs, and goes on from each answer.
    fn go(&mut self) {
        let mut mark = Mark::new();
        let mut sides = self.sides.iter().enumerate();
        let open = sides.find_map(|(n, side)| side.read(n, self, &mut mark).err());
        let asked = open.and_then(|ask| self.questions.iter().position(|q| q.ask == ask));
        let Some(asked) = asked else {
            return self.settle(mark);
        };
        let answers = self.questions.get(asked).map_or(0, |question| question.answers.len());
        for answer in 0..answers {
            self.answer(asked, Some(answer));
            self.go();
        }
        self.answer(asked, None);
    }

    fn answer(&mut self, question: usize, answer: Option<usize>) {
        self.answers.iter_mut().skip(question).take(1).for_each(|slot| *slot = answer);
    }

    fn settle(&mut self, mark: Mark) {
        let said = self.questions.iter().zip(&self.answers);
        let said = said.filter_map(|(question, chosen)| question.answers.get((*chosen)?)?.clone());
        self.cases.push(Case { answers: said.collect(), mark });
    }

    /// What is known of the pair so far, in the numbers of a law.
    fn facts(&self, law: &Law) -> Facts {
        let mut answers = law.taken;
        let of_pair = law.facts.iter().enumerate().filter(|(_, fact)| fact.about == About::Pair);
        of_pair.for_each(|(n, _)| answers.set(n, None));
        let (relationship, victim_age, suspect_age) = (Known::Open, Known::Open, Known::Open);
        let mut facts = Facts { answers, relationship, victim_age, suspect_age };
        for (question, chosen) in self.questions.iter().zip(&self.answers) {
            let Some(answer) = chosen.and_then(|n| question.answers.get(n)) else { continue };
            let age = |answer: &Option<Answer>| match answer {
                Some(Answer::VictimAge(age) | Answer::SuspectAge(age)) => Known::Is(*age),
                _ => Known::None,
            };
            match &question.ask {
                Ask::Fact(name) => {
                    let fact = law.facts.iter().position(|fact| fact.term.name == *name);
                    if let Some((n, fact)) = fact.and_then(|n| Some((n, law.facts.get(n)?))) {
                        facts.answers.set(n, Some((fact.taken == Some(true)) == answer.is_none()));
                    }
                }
                Ask::Relationship => {
                    let is = |name: &str| law.relationships.iter().position(|t| t.name == name);
                    facts.relationship = match answer {
                        Some(Answer::Relationship(name)) => is(name).map_or(Known::None, Known::Is),
                        _ => Known::None,
                    };
                }
                Ask::VictimAge => facts.victim_age = age(answer),
                Ask::SuspectAge => facts.suspect_age = age(answer),
            }
        }
        facts
    }
}

impl<'a> Side<'a> {
    fn new(edition: &'a Edition, report: &Report) -> Option<Side<'a>> {
        let report = report::check(report, &edition.law).ok()?;
        let mut relations = conduct::relations(&report, &edition.law).into_iter();
        let relation = relations.find(|relation| relation.victim.is_some())?;
        Some(Side { edition, report, relation })
    }

    /// Reads every condition; the first thing that one of them needs and nobody said.
    fn read(&self, number: usize, so_far: &Split<'_>, mark: &mut Mark) -> Result<(), Ask> {
        let Some(suspect) = self.relation.suspects.first().copied() else { return Ok(()) };
        let (law, facts) = (&self.edition.law, so_far.facts(&self.edition.law));
        let member = Member { edition: self.edition, report: &self.report, suspect, facts };
        let mut condition = 0;
        let mut holds = |situation: &Situation<'_>, when: &Condition, key: usize| {
            condition += 1;
            if self.holds(situation, when)? {
                mark.insert((number, condition, key));
            }
            Ok(())
        };
        for course in &self.relation.courses {
            let whole = member.situation(&course.incidents);
            for rule in &self.edition.rules {
                if let Form::Disapply { when, .. } = &rule.form {
                    holds(&whole, when, 0)?;
                }
            }
            for (row, offence) in law.rows(&law.by_course) {
                for limb in offence.limbs.iter().filter(|limb| limb.by == MadeOutBy::Course) {
                    let situation = member.at_limb(offence, limb, course, false);
                    let last =
                        situation.incidents.last().and_then(|n| self.report.incidents.get(*n));
                    let key = last.map_or(0, |i| self.edition.tables().key(law, row, i.last));
                    holds(&situation, &limb.when, key)?;
                }
            }
        }
        for n in &self.relation.incidents {
            let incident = self.report.incidents.get(*n).filter(|i| i.is_occasion);
            let Some(day) = incident.map(|incident| incident.last) else { continue };
            let one = [*n];
            let situation = member.situation(&one);
            for (row, offence) in law.rows(&law.by_incident) {
                let key = self.edition.tables().key(law, row, day);
                let is_law =
                    |limb: &&Limb| limb.by == MadeOutBy::Incident && offence.was_law(limb, day);
                for limb in offence.limbs.iter().filter(is_law) {
                    if self.holds(&situation, &limb.when)? {
                        // On whichever incident: it comes to the same.
                        mark.insert((number, usize::MAX, key));
                    }
                }
            }
        }
        Ok(())
    }

    /// Whether a condition holds, or what it needs.
    fn holds(&self, situation: &Situation<'_>, when: &Condition) -> Result<bool, Ask> {
        match situation.truth(when) {
            Truth::True => Ok(true),
            Truth::False => Ok(false),
            Truth::Unknown => {
                let mut open = Vec::new();
                open_parts(self.edition, situation, when, &mut open);
                let first = open.into_iter().find_map(|part| ask(part, &self.edition.law));
                first.map_or(Ok(false), Err)
            }
        }
    }
}

fn ask(part: &Condition, law: &Law) -> Option<Ask> {
    match part {
        Condition::Fact(n) => law.facts.get(*n).map(|fact| Ask::Fact(fact.term.name.clone())),
        Condition::Relationship(_) => Some(Ask::Relationship),
        Condition::VictimUnder(_) => Some(Ask::VictimAge),
        Condition::SuspectUnder(_) => Some(Ask::SuspectAge),
        _ => None,
    }
}

/// All that can be asked of a pair under either edition.
fn questions(editions: &[&Edition; 2]) -> Vec<Question> {
    let mut questions: Vec<Question> = Vec::new();
    for fact in editions.iter().flat_map(|edition| &edition.law.facts) {
        let name = &fact.term.name;
        let ask = Ask::Fact(name.clone());
        if fact.about == About::Pair && questions.iter().all(|question| question.ask != ask) {
            let said = Answer::Fact(name.clone(), fact.taken != Some(true));
            questions.push(Question { ask, answers: vec![None, Some(said)] });
        }
    }
    let mut asked = Asked::default();
    editions.iter().for_each(|edition| asked.by_edition(edition));
    let mut relationships = vec![(vec![false; asked.relationships.len()], None)];
    let names: BTreeSet<&str> = editions
        .iter()
        .flat_map(|edition| edition.law.relationships.iter().map(|term| term.name.as_str()))
        .collect();
    for name in names {
        let of: Vec<bool> = asked.relationships.iter().map(|any| any.contains(name)).collect();
        if relationships.iter().all(|(known, _)| *known != of) {
            relationships.push((of, Some(Answer::Relationship(name.to_owned()))));
        }
    }
    let answers = relationships.into_iter().map(|(_, answer)| answer);
    questions.push(Question { ask: Ask::Relationship, answers: answers.collect() });
    let ages = |ages: &BTreeSet<u16>, answer: fn(u16) -> Answer| {
        let under = ages.iter().filter(|age| **age > 0).map(|age| Some(answer(age - 1)));
        std::iter::once(None).chain(under).collect()
    };
    let victim = ages(&asked.victim_ages, Answer::VictimAge);
    questions.push(Question { ask: Ask::VictimAge, answers: victim });
    let suspect = ages(&asked.suspect_ages, Answer::SuspectAge);
    questions.push(Question { ask: Ask::SuspectAge, answers: suspect });
    questions
}

/// The relationships that are asked for together, and the ages.
#[derive(Default)]
struct Asked {
    relationships: Vec<BTreeSet<String>>,
    victim_ages: BTreeSet<u16>,
    suspect_ages: BTreeSet<u16>,
}

impl Asked {
    fn by_edition(&mut self, edition: &Edition) {
        edition.deciding().for_each(|condition| self.by(condition, &edition.law));
    }

    fn by(&mut self, condition: &Condition, law: &Law) {
        match condition {
            Condition::Relationship(any) => {
                let names = any.iter().filter_map(|n| law.relationships.get(*n));
                self.relationships.push(names.map(|term| term.name.clone()).collect());
            }
            Condition::VictimUnder(age) => drop(self.victim_ages.insert(*age)),
            Condition::SuspectUnder(age) => drop(self.suspect_ages.insert(*age)),
            Condition::Not(inner) => self.by(inner, law),
            Condition::All(parts) | Condition::Any(parts) => {
                parts.iter().for_each(|part| self.by(part, law));
            }
            _ => {}
        }
    }
}
