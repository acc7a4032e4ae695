//! Decides reports under both editions, and keeps the smallest of each kind of difference.

use std::collections::{BTreeMap, BTreeSet};

use super::ChangedDecision;
use super::kinds::{Kind, kinds};
use super::rules::rewritten;
use super::space::{Conduct, Further, Space, gaps, keeping_open};
use crate::decide::{Holding, Said, cases};
use crate::rules::compiled::Edition;
use crate::rules::compiled::law::About;
use crate::words::terms::Basis;

/// The default limit on the number of reports decided.
const MOST: usize = 400_000;

pub(super) struct Found {
    pub(super) decisions: Vec<ChangedDecision>,
    pub(super) explored: Vec<String>,
    pub(super) not_explored: Vec<String>,
}

/// The rules that decided before and no longer do, and those that decide now.
type Rules = (Vec<String>, Vec<String>);

/// The size of a report: what it says of people and history, then what incidents show.
type Size = (usize, usize);

struct Search<'a> {
    before: &'a Edition,
    after: &'a Edition,
    /// The names of the rules whose text differs.
    rewritten: BTreeSet<String>,
    space: Space,
    found: BTreeMap<Rules, (Size, ChangedDecision)>,
    decided: usize,
    budget: usize,
}

/// A case that the editions can distinguish: conduct, and the answers that matter.
struct Told<'c> {
    conduct: &'c Conduct,
    answers: Vec<Said>,
    size: Size,
}

pub(super) fn changed(before: &Edition, after: &Edition, budget: Option<usize>) -> Found {
    let space = Space::new(before, after);
    let budget = budget.unwrap_or(MOST);
    let (rewritten, found) = (rewritten(before, after), BTreeMap::new());
    let mut search = Search { before, after, rewritten, space, found, decided: 0, budget };
    let (mut explored, mut not_explored) = (Vec::new(), Vec::new());
    let conduct = search.space.conduct.clone();
    let told = search.told(&conduct);
    let kinds = kinds(before, after, search.space.today);
    let nothing = told.iter().find(|told| told.conduct.occasions == 0);
    type Stage<'s, 'a> = (String, Box<dyn Fn(&mut Search<'a>) -> bool + 's>);
    let stages: Vec<Stage<'_, '_>> = vec![
        (
            format!(
                "every answer about a victim and a suspect, for {} kinds of conduct in every period of the law: {} cases that either edition tells apart",
                conduct.len(),
                told.len()
            ),
            Box::new(|s| s.alone(&told)),
        ),
        (
            format!("each of these with an offence of each of {} kinds given by code", kinds.len()),
            Box::new(|s| s.with_offence(&told, &kinds)),
        ),
        (
            "an offence of each kind with one of each other kind".to_owned(),
            Box::new(|s| nothing.is_none_or(|nothing| s.two_offences(nothing, &kinds))),
        ),
        (
            "every answer to the recording test, with a victim and without".to_owned(),
            Box::new(|s| nothing.is_none_or(|nothing| s.recording(nothing, &kinds))),
        ),
        (
            "each case with what police and courts did between its occasions, or after a crime of each kind that was recorded before, more or less long ago".to_owned(),
            Box::new(|s| s.history(&told, &kinds)),
        ),
    ];
    for (what, stage) in stages {
        let ended = stage(&mut search);
        let list = if ended { &mut explored } else { &mut not_explored };
        list.push(what);
    }
    if !not_explored.is_empty() {
        let spent = format!("(after {} reports, of which no more are decided)", search.budget);
        not_explored.push(spent);
    }
    not_explored.push("several victims, and suspects in groups".to_owned());
    not_explored.push("three or more offences: they follow from each two".to_owned());
    not_explored.push("cautions, which decide nothing".to_owned());
    explored.push(format!("{} reports were decided", search.decided));
    let mut decisions: Vec<(Size, ChangedDecision)> = search.found.into_values().collect();
    decisions.sort_by_key(|(size, _)| *size);
    let decisions = decisions.into_iter().map(|(_, changed)| changed).collect();
    Found { decisions, explored, not_explored }
}

impl Search<'_> {
    /// The smallest of each set of cases that neither edition distinguishes, sorted by size.
    fn told<'c>(&self, conduct: &'c [Conduct]) -> Vec<Told<'c>> {
        let mut found: BTreeMap<(bool, bool, Holding), Told<'c>> = BTreeMap::new();
        for conduct in conduct {
            let report = self.space.report(conduct, &[]);
            if report.incidents.is_empty() {
                let nothing = Told { conduct, answers: Vec::new(), size: (0, 0) };
                found.insert((false, false, Holding::new()), nothing);
            }
            for case in cases([self.before, self.after], &report) {
                let size = (case.answers.len(), conduct.size());
                let key = (conduct.occasions > 0, conduct.occasions > 1, case.holding);
                match found.get(&key) {
                    Some(told) if size >= told.size => {}
                    _ => drop(found.insert(key, Told { conduct, answers: case.answers, size })),
                }
            }
        }
        let mut told: Vec<Told<'c>> = found.into_values().collect();
        told.sort_by_key(|told| told.size);
        told
    }

    fn alone(&mut self, told: &[Told<'_>]) -> bool {
        told.iter().all(|told| self.decide(told, &[]))
    }

    fn with_offence(&mut self, told: &[Told<'_>], kinds: &[Kind]) -> bool {
        kinds.iter().all(|kind| {
            let further = [Further::Offence(kind.code)];
            told.iter().all(|told| self.decide(told, &further))
        })
    }

    fn two_offences(&mut self, nothing: &Told<'_>, kinds: &[Kind]) -> bool {
        kinds.iter().enumerate().all(|(n, one)| {
            kinds.iter().skip(n + 1).all(|other| {
                let further = [Further::Offence(one.code), Further::Offence(other.code)];
                self.decide(nothing, &further)
            })
        })
    }

    /// Every combination of answers to the recording test, with and without a victim: the test
    /// depends on nothing else.
    fn recording(&mut self, nothing: &Told<'_>, kinds: &[Kind]) -> bool {
        let law = &self.after.law;
        let of_test = law.facts.iter().filter(|fact| fact.about == About::Recording);
        let facts: Vec<(String, bool)> =
            of_test.map(|fact| (fact.field(), fact.taken != Some(true))).collect();
        let reporters = law.reporters.iter().skip(1);
        let reporters = reporters.map(|term| Some(Further::Reporter(term.name.clone())));
        let reporters: Vec<Option<Further>> = std::iter::once(None).chain(reporters).collect();
        [Basis::Victim, Basis::State].into_iter().all(|basis| {
            let given = kinds.iter().find(|kind| kind.basis == basis);
            (0..1usize << facts.len().min(16)).all(|chosen| {
                reporters.iter().all(|reporter| {
                    let said = facts.iter().enumerate().filter(|(n, _)| chosen >> n & 1 == 1);
                    let said =
                        said.map(|(_, (name, value))| Further::Recording(name.clone(), *value));
                    let given = given.map(|kind| Further::Offence(kind.code));
                    let further = given.into_iter().chain(said).chain(reporter.clone());
                    self.decide(nothing, &further.collect::<Vec<_>>())
                })
            })
        })
    }

    /// Interventions between occasions; and crimes recorded earlier, with later interventions and
    /// the facts that keep them open.
    fn history(&mut self, told: &[Told<'_>], kinds: &[Kind]) -> bool {
        let law = &self.after.law;
        let interventions: Vec<Further> = law
            .interventions
            .iter()
            .map(|kind| Further::Intervention(kind.term.name.clone()))
            .collect();
        let gaps = gaps(self.before, self.after);
        let keeping_open = keeping_open(self.before, self.after);
        let continued = kinds.iter().filter(|kind| kind.continued).map(|kind| kind.code);
        let mut recorded: Vec<Vec<Further>> = Vec::new();
        for code in continued {
            for days in &gaps {
                let facts = std::iter::once(None).chain(keeping_open.iter().cloned().map(Some));
                recorded.extend(facts.map(|fact| vec![Further::Recorded(code, *days, fact)]));
            }
            let lately = gaps.first().map(|days| Further::Recorded(code, *days, None));
            for kind in &interventions {
                recorded.push(lately.iter().chain([kind]).cloned().collect());
            }
        }
        told.iter().filter(|told| told.conduct.occasions > 0).all(|told| {
            let mut decide = |further: &[Further]| self.decide(told, further);
            interventions.iter().all(|kind| decide(std::slice::from_ref(kind)))
                && recorded.iter().all(|further| decide(further))
        })
    }

    /// Decides one report; returns `false` if the budget is spent.
    fn decide(&mut self, told: &Told<'_>, further: &[Further]) -> bool {
        if self.decided >= self.budget {
            return false;
        }
        self.decided += 1;
        let said = told.answers.iter().cloned().map(Further::Said);
        let all: Vec<Further> = said.chain(further.iter().cloned()).collect();
        let report = self.space.report(told.conduct, &all);
        // A report that either edition cannot read has no decision.
        let Ok(Some(changed)) = self.before.changed_with(self.after, &report, || &self.rewritten)
        else {
            return true;
        };
        let size = (all.len(), told.conduct.size());
        let rules = (changed.rules_before.clone(), changed.rules_after.clone());
        match self.found.get_mut(&rules) {
            Some((smallest, known)) => {
                let count = known.count + 1;
                if size < *smallest {
                    (*smallest, *known) = (size, changed);
                }
                known.count = count;
            }
            None => drop(self.found.insert(rules, (size, changed))),
        }
        true
    }
}
