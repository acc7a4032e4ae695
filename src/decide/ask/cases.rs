//! Every way in which what is unknown about a victim and a suspect can matter, under two editions
//! at once: a decision tree over the facts that conditions ask about. What no condition on a path
//! asks changes nothing there, so the leaves cover all reports.

use crate::decide::read::condition::Situation;
use crate::decide::read::facts::Facts;
use crate::decide::read::truth::Truth;
use crate::decide::settle::made_out::Member;
use std::collections::BTreeSet;

use crate::checked;
use crate::checked::Checked;
use crate::conduct::{self, Relation};
use crate::report::Report;
use crate::rules::compiled::law::{About, Condition, Law, Limb, MadeOutBy};
use crate::rules::compiled::question::{Answer, Question, ages, limits};
use crate::rules::compiled::{Edition, Form, Party};

/// What a report says about something that it may leave unknown.
pub(crate) type Said = (Question<String>, Answer<String>);

/// Answers that settle every condition, and the result whatever the other answers are.
#[derive(Debug)]
pub(crate) struct Case {
    /// The fewest answers that lead here.
    pub(crate) answers: Vec<Said>,
    /// The conditions that hold under each edition, with the offences and their sentences. Equal if
    /// no edition can tell two cases apart.
    pub(crate) holding: Holding,
}

/// The number of an edition, that of a condition that holds under it, and the key of the offence.
pub(crate) type Holding = BTreeSet<(usize, usize, usize)>;

/// A question with its answers. The first, `None`, means that the report does not say. Of the
/// answers that no condition distinguishes there is only one.
#[derive(Debug, Clone, PartialEq)]
struct Asked {
    question: Question<String>,
    answers: Vec<Option<Answer<String>>>,
}

/// The report under one edition.
struct Side<'a> {
    edition: &'a Edition,
    report: Checked,
    relation: Relation,
}

/// Returns the cases of a report about one victim and one suspect of whom nothing is known. Empty
/// if the report cannot be read.
pub(crate) fn cases(editions: [&Edition; 2], report: &Report) -> Vec<Case> {
    let sides: Option<Vec<Side<'_>>> =
        editions.into_iter().map(|edition| Side::new(edition, report)).collect();
    let Some(sides) = sides else { return Vec::new() };
    let asked = asked(&editions);
    let mut split = Split { sides, chosen: vec![None; asked.len()], asked, cases: Vec::new() };
    split.go();
    split.cases
}

struct Split<'a> {
    sides: Vec<Side<'a>>,
    asked: Vec<Asked>,
    /// The index of the answer to each question; `None` while it is open.
    chosen: Vec<Option<usize>>,
    cases: Vec<Case>,
}

impl Split<'_> {
    /// Asks what the first open condition needs, and goes on from each answer.
    fn go(&mut self) {
        let mut holding = Holding::new();
        let mut sides = self.sides.iter().enumerate();
        let open = sides.find_map(|(n, side)| side.read(n, self, &mut holding).err());
        let asked = open.and_then(|open| self.asked.iter().position(|q| q.question == open));
        let Some(asked) = asked else {
            return self.settle(holding);
        };
        let answers = self.asked.get(asked).map_or(0, |asked| asked.answers.len());
        for answer in 0..answers {
            self.choose(asked, Some(answer));
            self.go();
        }
        self.choose(asked, None);
    }

    fn choose(&mut self, asked: usize, answer: Option<usize>) {
        self.chosen.get_mut(asked).into_iter().for_each(|slot| *slot = answer);
    }

    fn settle(&mut self, holding: Holding) {
        let said = self.asked.iter().zip(&self.chosen).filter_map(|(asked, chosen)| {
            let answer = asked.answers.get((*chosen)?)?.clone()?;
            Some((asked.question.clone(), answer))
        });
        self.cases.push(Case { answers: said.collect(), holding });
    }

    /// Returns what is known about the pair so far, by the numbers of a law.
    fn facts(&self, law: &Law) -> Facts {
        let mut facts = Facts::taken(law);
        for (asked, chosen) in self.asked.iter().zip(&self.chosen) {
            let Some(question) = asked.question.in_numbers(law) else { continue };
            match chosen.and_then(|n| asked.answers.get(n)) {
                None => facts.open(question),
                Some(answer) => {
                    let answer = answer.as_ref().and_then(|answer| answer.in_numbers(law));
                    facts.answer(law, question, answer.as_ref());
                }
            }
        }
        facts
    }
}

impl<'a> Side<'a> {
    fn new(edition: &'a Edition, report: &Report) -> Option<Side<'a>> {
        let report = checked::check(report, &edition.law).ok()?;
        let mut relations = conduct::relations(&report, &edition.law).into_iter();
        let relation = relations.find(|relation| relation.victim.is_some())?;
        Some(Side { edition, report, relation })
    }

    /// Evaluates every condition. Fails with the first open question that one of them needs
    /// answered.
    fn read(
        &self,
        number: usize,
        so_far: &Split<'_>,
        holding: &mut Holding,
    ) -> Result<(), Question<String>> {
        let Some(suspect) = self.relation.suspects.first().copied() else { return Ok(()) };
        let (law, facts) = (&self.edition.law, so_far.facts(&self.edition.law));
        let individual = true;
        let member =
            Member { edition: self.edition, report: &self.report, suspect, facts, individual };
        let mut condition = 0;
        let mut holds = |situation: &Situation<'_>, when: &Condition, key: usize| {
            condition += 1;
            if self.holds(situation, when)? {
                holding.insert((number, condition, key));
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
                        // It makes no difference which incident it is.
                        holding.insert((number, usize::MAX, key));
                    }
                }
            }
        }
        Ok(())
    }

    /// Whether a condition holds. Fails with the question that it needs answered, if that is open.
    fn holds(&self, situation: &Situation<'_>, when: &Condition) -> Result<bool, Question<String>> {
        match situation.truth(when) {
            Truth::True => Ok(true),
            Truth::False => Ok(false),
            Truth::Unknown => {
                let mut open = Vec::new();
                situation.open_parts_of(self.edition, when, &mut open);
                let asks = |part: &Condition| part.asks()?.by_name(&self.edition.law);
                open.into_iter().find_map(asks).map_or(Ok(false), Err)
            }
        }
    }
}

/// Returns everything that can be asked about a pair under either edition.
fn asked(editions: &[&Edition; 2]) -> Vec<Asked> {
    let mut found: Vec<Asked> = Vec::new();
    let mut add_fact = |law: &Law, question: Question<usize>, fact: usize| {
        let Some(question) = question.by_name(law) else { return };
        if found.iter().all(|asked| asked.question != question) {
            let said = Answer::Is(law.taken.get(fact) != Some(true));
            found.push(Asked { question, answers: vec![None, Some(said)] });
        }
    };
    let mut leaves: Vec<(&Law, &Condition)> = Vec::new();
    for edition in editions {
        let law = &edition.law;
        let of_pair = law.facts.iter().enumerate().filter(|(_, fact)| fact.about == About::Pair);
        of_pair.for_each(|(n, _)| add_fact(law, Question::Fact(n), n));
        for (_, condition) in edition.deciding() {
            condition.leaves(law, &mut |leaf| leaves.push((law, leaf)));
        }
    }
    for (law, leaf) in &leaves {
        if let Condition::Fact(n) | Condition::OfPerson(_, n) | Condition::OfIncident(n) = leaf {
            leaf.asks().into_iter().for_each(|question| add_fact(law, question, *n));
        }
    }
    found.push(Asked { question: Question::Relationship, answers: relationships(&leaves) });
    for who in [Party::Victim, Party::Suspect] {
        // Somebody whose age the report does not give is assumed to be under no limit.
        let ages = ages(&limits(who, leaves.iter().map(|(_, leaf)| *leaf))).into_iter().skip(1);
        let answers = ages.rev().map(|age| Some(Answer::Age(age)));
        let answers = std::iter::once(None).chain(answers).collect();
        found.push(Asked { question: Question::Age(who), answers });
    }
    found
}

/// Returns one relationship of each group that no condition distinguishes, and `None` for the rest.
fn relationships(leaves: &[(&Law, &Condition)]) -> Vec<Option<Answer<String>>> {
    let name = |law: &Law, n: usize| law.relationships.get(n).map(|term| term.name.clone());
    let together: Vec<BTreeSet<String>> = leaves
        .iter()
        .filter_map(|(law, leaf)| match leaf {
            Condition::Relationship(any) => {
                Some(any.iter().filter_map(|n| name(law, *n)).collect())
            }
            _ => None,
        })
        .collect();
    let names: BTreeSet<&String> = together.iter().flatten().collect();
    let mut known = vec![(vec![false; together.len()], None)];
    for name in names {
        let of: Vec<bool> = together.iter().map(|any| any.contains(name)).collect();
        if known.iter().all(|(other, _)| *other != of) {
            known.push((of, Some(Answer::Relationship(name.clone()))));
        }
    }
    known.into_iter().map(|(_, answer)| answer).collect()
}
