//! Open questions: which unknown facts can still change what is recorded.
//!
//! Unknown facts that no rule in play could use are dropped first. The completions of the
//! rest are gone through one by one.

use std::collections::{BTreeMap, BTreeSet};

use super::condition::Known;
use super::counting::Matter;
use super::draft::Draft;
use super::made_out::Member;
use super::several::Several;
use super::truth::Truth;
use super::{drafts, earlier, person};
use crate::conduct::{self, Course, Relation};
use crate::decision::{Action, OpenQuestion};
use crate::edition::law::{About, Condition, MadeOutBy, Term};
use crate::edition::{Edition, Form};
use crate::report::Checked;
use crate::terms::{Code, Sentence};

/// So many unknown facts of a pair are gone through.
const MOST: usize = 12;

/// Something that is not known of a pair.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Unknown {
    Relationship,
    Fact(usize),
    VictimUnder16,
    SuspectUnder16,
}

/// The questions that stay open, by victim, suspect and vocabulary, and whether all unknown
/// facts were gone through.
pub(crate) fn open_questions(edition: &Edition, report: &Checked) -> (Vec<OpenQuestion>, bool) {
    let relations = conduct::relations(report, &edition.law);
    let (mut questions, mut complete) = (Vec::new(), true);
    let mut pairs = BTreeSet::new();
    for relation in &relations {
        let victim = relation.victim.into_iter();
        pairs.extend(victim.flat_map(|v| relation.suspects.iter().map(move |s| (v, *s))));
    }
    for (victim, suspect) in pairs {
        let mut unknowns = in_play(edition, report, victim, suspect);
        complete &= unknowns.len() <= MOST;
        unknowns.truncate(MOST);
        if !unknowns.is_empty() {
            questions.extend(Pair { edition, report, victim, suspect }.ask(&unknowns));
        }
    }
    (questions, complete)
}

/// The unknown facts of a pair that a rule in play could use.
fn in_play(edition: &Edition, report: &Checked, victim: usize, suspect: usize) -> Vec<Unknown> {
    let unknowns = unknowns(edition, report, victim, suspect);
    let mut used = BTreeSet::new();
    let apart = |unknown: &Unknown| match unknown {
        Unknown::Fact(n) => edition.law.facts.get(*n).is_some_and(|fact| fact.parts_group),
        _ => false,
    };
    let together = report.incidents.iter().any(|i| {
        i.victims.contains(&victim) && i.suspects.contains(&suspect) && i.suspects.len() > 1
    });
    let parting: Vec<Unknown> = unknowns.iter().copied().filter(|u| together && apart(u)).collect();
    let mut variants = vec![report.clone()];
    for unknown in &parting {
        let mut variant = report.clone();
        set(edition, &mut variant, (victim, suspect), *unknown, 1);
        variants.push(variant);
        used.insert(*unknown);
    }
    for variant in &variants {
        let relations = conduct::relations(variant, &edition.law);
        for relation in relations.iter().filter(|r| r.victim == Some(victim)) {
            if relation.suspects.contains(&suspect) {
                used_by_rules(edition, variant, relation, suspect, &unknowns, &mut used);
            }
        }
    }
    unknowns.into_iter().filter(|unknown| used.contains(unknown)).collect()
}

fn unknowns(edition: &Edition, report: &Checked, victim: usize, suspect: usize) -> Vec<Unknown> {
    let pair = report.pairs.get(&(victim, suspect));
    let mut unknowns = Vec::new();
    if pair.is_none_or(|pair| pair.relationship.is_none()) {
        unknowns.push(Unknown::Relationship);
    }
    for (n, fact) in edition.law.facts.iter().enumerate() {
        let known = pair.and_then(|pair| pair.facts.get(n)).copied().flatten();
        if fact.about == About::Pair && !fact.taken_as_true && known.is_none() {
            unknowns.push(Unknown::Fact(n));
        }
    }
    let no_age =
        |n: usize| report.people.get(n).is_some_and(|p| p.age.is_none() && p.born.is_none());
    unknowns.extend(no_age(victim).then_some(Unknown::VictimUnder16));
    unknowns.extend(no_age(suspect).then_some(Unknown::SuspectUnder16));
    unknowns
}

/// Leaves the unknown facts open and collects those on which the truth of a condition rests.
fn used_by_rules(
    edition: &Edition,
    report: &Checked,
    relation: &Relation,
    suspect: usize,
    unknowns: &[Unknown],
    used: &mut BTreeSet<Unknown>,
) {
    let mut member = Member::new(edition, report, relation, suspect);
    for unknown in unknowns {
        match unknown {
            Unknown::Relationship => member.facts.relationship = Known::Open,
            Unknown::VictimUnder16 => member.facts.victim_age = Known::Open,
            Unknown::SuspectUnder16 => member.facts.suspect_age = Known::Open,
            Unknown::Fact(n) => {
                member.facts.values.iter_mut().skip(*n).take(1).for_each(|v| *v = Truth::Unknown);
            }
        }
    }
    let sorted = earlier::sort_out(edition, report, relation);
    let fresh = sorted.fresh.iter().map(|(course, closed)| (course.clone(), closed.is_some()));
    let added = sorted.added.values().filter_map(|ids| conduct::course(report, ids.clone()));
    let whole = relation.courses.iter().cloned();
    let courses = fresh.chain(added.chain(whole).map(|course| (course, false)));
    for (course, one) in courses {
        used_by_course(&member, &course, one, used);
    }
}

fn used_by_course(member: &Member<'_>, course: &Course, one: bool, used: &mut BTreeSet<Unknown>) {
    let edition = member.edition;
    let whole = member.situation(&course.incidents);
    let mut open = Vec::new();
    for rule in &edition.rules {
        if let Form::Disapply { when, .. } = &rule.form {
            whole.open_parts(when, &mut open);
        }
    }
    used.extend(open.iter().filter_map(|part| unknown_of(part)));
    for row in &edition.law.defined {
        let Some(offence) = edition.law.offences.get(*row) else { continue };
        for limb in offence.limbs.iter().filter(|limb| limb.by != MadeOutBy::Incident) {
            let (situation, _) = member.at_limb(offence, limb, course, one);
            if situation.truth(&limb.when) != Truth::Unknown {
                continue;
            }
            let mut open = Vec::new();
            situation.open_parts(&limb.when, &mut open);
            for rule in &edition.rules {
                if let Form::Presume { condition, when, unless } = &rule.form
                    && limb.when.names(*condition, &edition.law)
                {
                    situation.open_parts(when, &mut open);
                    unless.iter().for_each(|unless| situation.open_parts(unless, &mut open));
                }
            }
            used.extend(open.iter().filter_map(|part| unknown_of(part)));
        }
    }
}

fn unknown_of(part: &Condition) -> Option<Unknown> {
    match part {
        Condition::Fact(n) => Some(Unknown::Fact(*n)),
        Condition::Relationship(_) => Some(Unknown::Relationship),
        Condition::VictimUnder(_) => Some(Unknown::VictimUnder16),
        Condition::SuspectUnder(_) => Some(Unknown::SuspectUnder16),
        _ => None,
    }
}

/// Sets an unknown fact to one of its answers, by number: false and true, or a relationship.
fn set(
    edition: &Edition,
    report: &mut Checked,
    pair: (usize, usize),
    unknown: Unknown,
    answer: usize,
) {
    let age = Some(if answer == 1 { 15 } else { 18 });
    let mut set_age = |n: usize| report.people.iter_mut().skip(n).take(1).for_each(|p| p.age = age);
    match unknown {
        Unknown::VictimUnder16 => set_age(pair.0),
        Unknown::SuspectUnder16 => set_age(pair.1),
        Unknown::Relationship => {
            report.pairs.entry(pair).or_default().relationship = Some(answer);
        }
        Unknown::Fact(n) => {
            let known = report.pairs.entry(pair).or_default();
            known.facts.resize(edition.law.facts.len(), None);
            known.facts.iter_mut().skip(n).take(1).for_each(|fact| *fact = Some(answer == 1));
            if edition.law.facts.get(n).is_some_and(|fact| fact.parts_group) {
                known.independent = answer == 1;
            }
        }
    }
}

/// A victim and a suspect whose questions are looked for.
struct Pair<'a> {
    edition: &'a Edition,
    report: &'a Checked,
    victim: usize,
    suspect: usize,
}

/// What can be told from outside: of each crime the action, the principal and the additions.
type Signature = Vec<(Option<usize>, Vec<usize>, Action, Option<Code>, Vec<Code>)>;

/// The principals of the pair, in the order of lists, and words for crimes without one.
type Principals = BTreeSet<(bool, std::cmp::Reverse<u32>, String)>;

impl Pair<'_> {
    fn answers(&self, unknown: Unknown) -> usize {
        match unknown {
            Unknown::Relationship => self.edition.law.relationships.len(),
            _ => 2,
        }
    }

    /// Goes through every completion.
    fn ask(&self, unknowns: &[Unknown]) -> Vec<OpenQuestion> {
        let sizes: Vec<usize> = unknowns.iter().map(|unknown| self.answers(*unknown)).collect();
        let mut variant = self.report.clone();
        let mut outcomes: Vec<(Vec<usize>, Signature, Principals)> = Vec::new();
        let mut answers = vec![0; sizes.len()];
        loop {
            for (unknown, answer) in unknowns.iter().zip(&answers) {
                set(self.edition, &mut variant, (self.victim, self.suspect), *unknown, *answer);
            }
            let (signature, principals) = self.outcome(&variant);
            outcomes.push((answers.clone(), signature, principals));
            let Some(next) =
                (0..sizes.len()).find(|n| answers.get(*n) < sizes.get(*n).map(|s| s - 1).as_ref())
            else {
                break;
            };
            answers.iter_mut().take(next).for_each(|answer| *answer = 0);
            answers.iter_mut().skip(next).take(1).for_each(|answer| *answer += 1);
        }
        let unknowns = unknowns.iter().enumerate();
        unknowns.filter_map(|(n, unknown)| self.question(n, *unknown, &outcomes)).collect()
    }

    /// The question about one unknown fact, if its answer can change anything.
    fn question(
        &self,
        n: usize,
        unknown: Unknown,
        outcomes: &[(Vec<usize>, Signature, Principals)],
    ) -> Option<OpenQuestion> {
        let mut first: BTreeMap<Vec<usize>, &Signature> = BTreeMap::new();
        let mut changes = false;
        let mut answers: BTreeMap<String, Principals> = BTreeMap::new();
        for (assignment, signature, principals) in outcomes {
            let answer = assignment.get(n).copied().unwrap_or(0);
            let mut others = assignment.clone();
            others.iter_mut().skip(n).take(1).for_each(|answer| *answer = 0);
            changes |= *first.entry(others).or_insert(signature) != signature;
            let name = self.answer_name(unknown, answer);
            answers.entry(name).or_default().extend(principals.iter().cloned());
        }
        let (fact, question, cites) = self.wording(unknown);
        changes.then(|| OpenQuestion {
            victim: person(self.report, self.victim),
            suspect: person(self.report, self.suspect),
            fact,
            question,
            cites,
            answers: answers
                .into_iter()
                .map(|(name, all)| (name, all.into_iter().map(|(_, _, text)| text).collect()))
                .collect(),
        })
    }

    fn answer_name(&self, unknown: Unknown, answer: usize) -> String {
        match unknown {
            Unknown::Relationship => {
                let term = self.edition.law.relationships.get(answer);
                term.map(|term| term.name.clone()).unwrap_or_default()
            }
            _ => (answer == 1).to_string(),
        }
    }

    /// The name of the fact, the question to ask, and the sources.
    fn wording(&self, unknown: Unknown) -> (String, String, String) {
        let law = &self.edition.law;
        let wording = |name: &str| law.wordings.iter().find(|term| term.name == name);
        let term = match unknown {
            Unknown::Relationship => wording("relationship"),
            Unknown::VictimUnder16 => wording("victim-under-16"),
            Unknown::SuspectUnder16 => wording("suspect-under-16"),
            Unknown::Fact(n) => law.facts.get(n).map(|fact| &fact.term),
        };
        let parts =
            |term: &Term| (term.name.clone(), term.question.clone(), law.cites(&term.support));
        term.map(parts).unwrap_or_default()
    }

    fn outcome(&self, report: &Checked) -> (Signature, Principals) {
        let edition = self.edition;
        let relations = conduct::relations(report, &edition.law);
        let several = Several::count(edition, report, &relations);
        let matter = Matter { edition, report, several: &several };
        let sorted: Vec<_> =
            relations.iter().map(|relation| earlier::sort_out(edition, report, relation)).collect();
        let drafts = drafts(matter, &relations, &sorted);
        let mut signature: Signature = Vec::new();
        let mut principals = Principals::new();
        for draft in &drafts.crimes {
            let principal = draft.principal(edition);
            let also = draft.also_record(edition);
            signature.push((draft.victim, draft.suspects.clone(), draft.action, principal, also));
            if draft.victim == Some(self.victim) && draft.suspects.contains(&self.suspect) {
                principals.insert(self.listed(draft));
            }
        }
        if principals.is_empty() {
            principals.insert((true, std::cmp::Reverse(0), "none".to_owned()));
        }
        (signature, principals)
    }

    /// A principal crime as an entry that stands in the order of lists.
    fn listed(&self, draft: &Draft) -> (bool, std::cmp::Reverse<u32>, String) {
        let word = |word: &str| (true, std::cmp::Reverse(0), word.to_owned());
        match (draft.action, draft.principal(self.edition)) {
            (Action::AddToExisting, _) => word("add"),
            (Action::Record, Some(code)) => {
                let of_code = draft.counted.bundle.disclosed.iter().find_map(|d| {
                    let offence = self.edition.law.offences.get(d.row)?;
                    (offence.code == code).then(|| offence.maximum_on(d.day))
                });
                let maximum = of_code.unwrap_or(Sentence::Unknown);
                (false, std::cmp::Reverse(maximum.list_rank()), code.to_string())
            }
            _ => word("refer"),
        }
    }
}
