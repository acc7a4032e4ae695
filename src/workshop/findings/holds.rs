//! Conditions that no report can meet, found by trying every answer to what they ask.

use super::{Finding, FindingKind};
use crate::edition::Rules;
use crate::rules::compiled::law::{Condition, Law, Support};
use crate::rules::compiled::question::Question;
use crate::rules::compiled::{Edition, Form};

/// The limit on combinations of answers tried.
const MOST: usize = 2_000_000;

/// What is asked, and how many answers each question has.
struct Space<'a> {
    law: &'a Law,
    /// The named conditions that a rule can presume.
    presumed: Vec<usize>,
    asked: Vec<(Question, usize)>,
    ages: Vec<u16>,
}

impl<'a> Space<'a> {
    fn new(law: &'a Law, presumed: Vec<usize>, conditions: &[&Condition]) -> Space<'a> {
        let mut space = Space { law, presumed, asked: Vec::new(), ages: Vec::new() };
        conditions.iter().for_each(|condition| space.gather(condition));
        space.ages.sort_unstable();
        space.ages.dedup();
        let ages = space.ages.len() + 1;
        for (asked, answers) in &mut space.asked {
            if matches!(asked, Question::Age(_)) {
                *answers = ages;
            }
        }
        space
    }

    fn ask(&mut self, asked: Question, answers: usize) {
        match self.asked.iter_mut().find(|(other, _)| *other == asked) {
            Some((_, most)) => *most = answers.max(*most),
            None => self.asked.push((asked, answers)),
        }
    }

    fn gather(&mut self, condition: &Condition) {
        let law = self.law;
        match condition {
            Condition::Named(n) => {
                if self.presumed.contains(n) {
                    self.ask(Question::Presumed(*n), 2);
                }
                law.conditions.get(*n).into_iter().for_each(|inner| self.gather(&inner.when));
            }
            Condition::Fact(n) => self.ask(Question::Fact(*n), 2),
            Condition::OfPerson(who, n) => self.ask(Question::OfPerson(*who, *n), 2),
            Condition::OfIncident(n) => self.ask(Question::OfIncident(*n), 2),
            Condition::Relationship(_) => {
                self.ask(Question::Relationship, law.relationships.len() + 1);
            }
            Condition::ReportedBy(_) => self.ask(Question::Reporter, law.reporters.len()),
            Condition::Under(who, age) => {
                self.ages.push(*age);
                self.ask(Question::Age(*who), 0);
            }
            Condition::Occasions { at_least, with } => {
                self.ask(Question::Occasions(*with), usize::from(*at_least) + 1);
                self.ask(Question::Occasions(None), usize::from(*at_least) + 1);
            }
            Condition::Gap(months) => {
                self.ask(Question::Gap(*months), 2);
                self.ask(Question::Occasions(None), 3);
            }
            Condition::Single(since) => {
                self.ask(Question::Single(*since), 2);
                self.ask(Question::Occasions(None), 2);
            }
            Condition::StateBased => self.ask(Question::StateBased, 2),
            Condition::Not(inner) => self.gather(inner),
            Condition::All(parts) | Condition::Any(parts) => {
                parts.iter().for_each(|part| self.gather(part));
            }
        }
    }

    /// Whether some combination of answers meets `wanted` and none of `unwanted`; `None` if there
    /// are too many combinations to try.
    fn can_hold(&self, wanted: &Condition, unwanted: &[&Condition]) -> Option<bool> {
        let sizes = self.asked.iter().map(|(_, answers)| *answers);
        let combinations = sizes.fold(1usize, usize::saturating_mul);
        if combinations > MOST {
            return None;
        }
        Some((0..combinations).any(|n| {
            let answers = Answers { space: self, answers: self.answers(n) };
            answers.are_possible()
                && answers.meet(wanted)
                && !unwanted.iter().any(|condition| answers.meet(condition))
        }))
    }

    /// Combination number `n`: one answer per question.
    fn answers(&self, mut n: usize) -> Vec<usize> {
        let answer = |(_, answers): &(Question, usize)| {
            let answer = n % answers;
            n /= answers;
            answer
        };
        self.asked.iter().map(answer).collect()
    }
}

struct Answers<'a> {
    space: &'a Space<'a>,
    answers: Vec<usize>,
}

impl Answers<'_> {
    fn of(&self, asked: &Question) -> usize {
        let place = self.space.asked.iter().position(|(other, _)| other == asked);
        place.and_then(|place| self.answers.get(place)).copied().unwrap_or(0)
    }

    /// A gap needs two occasions, a single one needs one, and no kind of occasion is more frequent than all of them.
    fn are_possible(&self) -> bool {
        let all = self.of(&Question::Occasions(None));
        self.space.asked.iter().zip(&self.answers).all(|((asked, _), answer)| match asked {
            Question::Occasions(Some(_)) => *answer <= all,
            Question::Gap(_) => *answer == 0 || all >= 2,
            Question::Single(_) => *answer == 0 || all >= 1,
            _ => true,
        })
    }

    fn meet(&self, condition: &Condition) -> bool {
        match condition {
            Condition::Named(n) => {
                let inner = self.space.law.conditions.get(*n);
                self.of(&Question::Presumed(*n)) == 1
                    || inner.is_some_and(|inner| self.meet(&inner.when))
            }
            Condition::Fact(n) => self.of(&Question::Fact(*n)) == 1,
            Condition::OfPerson(who, n) => self.of(&Question::OfPerson(*who, *n)) == 1,
            Condition::OfIncident(n) => self.of(&Question::OfIncident(*n)) == 1,
            // The last answer means that it is not known.
            Condition::Relationship(all) => all.contains(&self.of(&Question::Relationship)),
            Condition::ReportedBy(all) => all.contains(&self.of(&Question::Reporter)),
            Condition::Under(who, age) => {
                let place = self.space.ages.iter().position(|other| other == age);
                place.is_some_and(|place| self.of(&Question::Age(*who)) <= place)
            }
            Condition::Occasions { at_least, with } => {
                self.of(&Question::Occasions(*with)) >= usize::from(*at_least)
            }
            Condition::Gap(months) => self.of(&Question::Gap(*months)) == 1,
            Condition::Single(since) => self.of(&Question::Single(*since)) == 1,
            Condition::StateBased => self.of(&Question::StateBased) == 1,
            Condition::Not(inner) => !self.meet(inner),
            Condition::All(parts) => parts.iter().all(|part| self.meet(part)),
            Condition::Any(parts) => parts.iter().any(|part| self.meet(part)),
        }
    }
}

/// A condition to try: what it belongs to, and what must not hold with it.
struct Tried<'a> {
    name: &'a str,
    support: &'a Support,
    wanted: &'a Condition,
    unwanted: Vec<&'a Condition>,
}

impl Tried<'_> {
    fn finding(&self, law: &Law, presumed: &[usize], edition: Option<&Edition>) -> Option<Finding> {
        let mut all = self.unwanted.clone();
        all.push(self.wanted);
        let space = Space::new(law, presumed.to_vec(), &all);
        let says = match space.can_hold(self.wanted, &self.unwanted) {
            Some(true) => return None,
            Some(false) => format!("the condition of {} never holds", self.name),
            None => {
                let says = format!("the condition of {} asks too much to go through", self.name);
                let finding = Finding::new(FindingKind::NotExplored, edition, says);
                return Some(finding.at(self.name, self.support, law));
            }
        };
        let alone = space.can_hold(self.wanted, &[]) == Some(true);
        let (kind, says) = match alone {
            true => (
                FindingKind::NeverSpeaks,
                format!(
                    "rule {} never speaks: rules before it, or its own `unless`, always do",
                    self.name
                ),
            ),
            false => (FindingKind::NeverHolds, says),
        };
        Some(Finding::new(kind, edition, says).at(self.name, self.support, law))
    }
}

/// Findings about the conditions of the law.
pub(super) fn of_law(rules: &Rules) -> Vec<Finding> {
    let law = rules.law();
    let forms = rules.editions().iter().flat_map(|edition| &edition.rules).map(|rule| &rule.form);
    let presumed: Vec<usize> = forms
        .filter_map(|form| match form {
            Form::Presume { condition, .. } => Some(*condition),
            _ => None,
        })
        .collect();
    let named = law.conditions.iter().map(|c| (c.name.as_str(), &c.support, &c.when));
    let limbs = law.offences.iter().flat_map(|offence| &offence.limbs);
    let limbs = limbs.map(|limb| (limb.name.as_str(), &limb.support, &limb.when));
    let tried = named.chain(limbs).map(|(name, support, wanted)| {
        let tried = Tried { name, support, wanted, unwanted: Vec::new() };
        tried.finding(law, &presumed, None)
    });
    tried.flatten().collect()
}

/// Findings about the conditions of an edition's rules. A step of the recording test only stops
/// what the steps before it let through, whatever is disclosed.
pub(super) fn of_edition(edition: &Edition) -> Vec<Finding> {
    let mut stopped: Vec<&Condition> = Vec::new();
    let mut found = Vec::new();
    for rule in &edition.rules {
        let (wanted, unwanted) = match &rule.form {
            Form::Presume { when, unless, .. } => (when, unless.iter().collect()),
            Form::Disapply { when, .. } => (when, Vec::new()),
            Form::Caution { when: Some(when), .. } => (when, Vec::new()),
            Form::Continue(rule) => match &rule.only {
                Some((_, when)) => (when, Vec::new()),
                None => continue,
            },
            Form::Stop { only, except, when, .. } => {
                let before = stopped.clone();
                stopped.extend((only.is_none() && except.is_empty()).then_some(when));
                (when, before)
            }
            _ => continue,
        };
        let tried = Tried { name: &rule.name, support: &rule.support, wanted, unwanted };
        found.extend(tried.finding(&edition.law, &[], Some(edition)));
    }
    found
}
