//! Open questions: which unknown facts can still change what is recorded.
//!
//! Unknown facts that no rule in play could use are dropped first. Then every completion, which is
//! a combination of answers to the rest, is tried.

use super::unknown::{Unknown, set};
use super::unknowns::{Open, in_play};
use super::wording;
use super::wording::{Asked, Pair};
use crate::decide::read::ids::person;
use crate::decide::settle::draft::Draft;
use crate::decide::settle::made_out::Member;
use crate::decide::settle::{earlier, settle};
use std::collections::{BTreeMap, BTreeSet};

use crate::checked::{Checked, CheckedIncident};
use crate::conduct::{self, Course, Relation};
use crate::decision::{Action, OpenQuestion};
use crate::rules::compiled::Edition;
use crate::rules::compiled::law::Law;
use crate::rules::compiled::question::Question;
use crate::words::date::Date;
use crate::words::terms::{Code, Sentence};

/// The limit on the unknown facts of a pair that are considered.
const MOST: usize = 12;

/// The limit on the work for one report: completions times the people named in its incidents, where
/// a decision counts as `DECISION` completions. No report that people write reaches it; it bounds
/// the time taken by an absurd one.
const MOST_WORK: usize = 400_000_000;
const DECISION: usize = 50;

/// Returns the questions that stay open, by victim, suspect and vocabulary, and whether all unknown
/// facts were considered. Each pair is considered only among the people connected with it.
pub(crate) fn open_questions(edition: &Edition, report: &Checked) -> (Vec<OpenQuestion>, bool) {
    let (mut questions, mut complete, mut work) = (Vec::new(), true, 0);
    for circle in &conduct::circles(report) {
        let named = |i: &CheckedIncident| circle.victims(i).len() + circle.suspects(i).len();
        let size = circle.incidents.iter().map(named).sum::<usize>();
        for (victim, suspect) in pairs(edition, circle) {
            if work > MOST_WORK {
                complete = false;
                break;
            }
            let mut unknowns = in_play(edition, circle, victim, suspect);
            work += size * DECISION;
            complete &= unknowns.len() <= MOST && !divides(&unknowns, circle, &edition.law);
            unknowns.truncate(MOST);
            if !unknowns.is_empty() {
                let pair = Pair { edition, report: circle, victim, suspect };
                let (found, completions, decisions) = pair.ask(&unknowns);
                questions.extend(found);
                work += size * (completions + decisions * DECISION);
            }
        }
    }
    questions.sort_by(|a, b| (&a.victim, &a.suspect).cmp(&(&b.victim, &b.suspect)));
    (questions, complete)
}

/// Whether an answer may divide an incident into parts, in which its suspects did different things:
/// that is done when a report is checked, and not anew for an answer.
fn divides(open: &[Open], report: &Checked, law: &Law) -> bool {
    let parts_group = |open: &Open| match open.unknown.question {
        Question::Fact(n) => law.parts_group.contains(&n),
        _ => false,
    };
    let of_some = |incident: &CheckedIncident| {
        let all = report.suspects(incident).len();
        report.offences(incident).iter().any(|row| report.suspects_of(incident, *row).len() < all)
    };
    let in_parts = |incident: &CheckedIncident| incident.is_part || of_some(incident);
    report.incidents.iter().any(in_parts) && open.iter().any(parts_group)
}

/// Returns every victim with each of their suspects.
fn pairs(edition: &Edition, report: &Checked) -> BTreeSet<(usize, usize)> {
    let relations = conduct::relations(report, &edition.law);
    let of = |relation: &Relation| -> Vec<(usize, usize)> {
        let victim = relation.victim.into_iter();
        victim.flat_map(|v| relation.suspects.iter().map(move |s| (v, *s))).collect()
    };
    relations.iter().flat_map(of).collect()
}

/// The visible result: the parties, action, principal crime, additions and the code that a recorded
/// crime becomes, of each crime.
type Signature = Vec<(Option<usize>, Vec<usize>, Action, Option<Code>, Vec<Code>, Option<Code>)>;

/// The principal crimes of the pair, in list order, and words for crimes without one.
type Principals = BTreeSet<(bool, std::cmp::Reverse<u32>, String)>;

/// Offences made out, by the number of the course and whether one occasion is enough.
type MadeOut = Vec<(usize, bool, usize, Date)>;

/// Every outcome, and the index of the one that each completion leads to.
#[derive(Default)]
struct Outcomes {
    all: Vec<(Signature, Principals)>,
    of: Vec<(Vec<usize>, usize)>,
}

impl Outcomes {
    fn add(&mut self, outcome: (Signature, Principals)) -> usize {
        self.all.push(outcome);
        self.all.len() - 1
    }
}

impl Pair<'_> {
    /// Tries every completion. Two that make out the same between the pair, and agree on the
    /// answers that affect other people, have the same outcome, which is decided only once. Also
    /// returns the number of completions and the number of decisions.
    fn ask(&self, open: &[Open]) -> (Vec<OpenQuestion>, usize, usize) {
        let law = &self.edition.law;
        let sizes: Vec<usize> = open.iter().map(|open| open.answers.len()).collect();
        let of_all = |is: &dyn Fn(Unknown) -> bool| -> Vec<bool> {
            open.iter().map(|open| is(open.unknown)).collect()
        };
        let reaching = of_all(&|unknown| unknown.reaches_further(law));
        let shaping = of_all(&|unknown| unknown.shapes_courses(law));
        let mut variant = self.report.clone();
        let mut decided: BTreeMap<(Vec<usize>, MadeOut), usize> = BTreeMap::new();
        let mut outcomes = Outcomes::default();
        let mut answers = vec![0; sizes.len()];
        let mut courses: BTreeMap<Vec<usize>, Option<(Relation, Vec<Course>)>> = BTreeMap::new();
        let those = |answers: &[usize], which: &[bool]| -> Vec<usize> {
            let both = answers.iter().zip(which).filter(|(_, is)| **is);
            both.map(|(answer, _)| *answer).collect()
        };
        loop {
            for (Open { unknown, answers: all }, answer) in open.iter().zip(&answers) {
                if let Some(answer) = all.get(*answer) {
                    let pair = (self.victim, self.suspect);
                    set(self.edition, &mut variant, pair, *unknown, answer);
                }
            }
            let shaped = courses.entry(those(&answers, &shaping));
            let courses = shaped.or_insert_with(|| self.courses(&variant));
            let key = (those(&answers, &reaching), self.made_out(&variant, courses.as_ref()));
            let outcome =
                *decided.entry(key).or_insert_with(|| outcomes.add(self.outcome(&variant)));
            outcomes.of.push((answers.clone(), outcome));
            let Some(next) =
                (0..sizes.len()).find(|n| answers.get(*n) < sizes.get(*n).map(|s| s - 1).as_ref())
            else {
                break;
            };
            answers.iter_mut().take(next).for_each(|answer| *answer = 0);
            if let Some(answer) = answers.get_mut(next) {
                *answer += 1;
            }
        }
        let asked = open.iter().enumerate().flat_map(|(n, open)| {
            wording::asked(self, open).into_iter().map(move |asked| (n, asked))
        });
        let found = asked.filter_map(|(n, asked)| self.question(n, asked, &outcomes));
        (found.collect(), outcomes.of.len(), outcomes.all.len())
    }

    /// Returns the relation of the pair, with its courses.
    fn courses(&self, report: &Checked) -> Option<(Relation, Vec<Course>)> {
        let edition = self.edition;
        let relations = conduct::relations(report, &edition.law);
        let relation = relations.into_iter().find(|relation| {
            relation.victim == Some(self.victim) && relation.suspects.contains(&self.suspect)
        })?;
        let member = |suspect: &usize| Member::new(edition, report, &relation, *suspect);
        let members: Vec<Member<'_>> = relation.suspects.iter().map(member).collect();
        let sorted = earlier::sort_out(edition, report, &relation, &members);
        let added = sorted.added.values().filter_map(|ids| conduct::course(report, ids.clone()));
        let fresh = sorted.fresh.into_iter().map(|fresh| fresh.course);
        Some((relation, added.chain(fresh).collect()))
    }

    /// Returns what the incidents and courses of the pair make out, with the day that counts.
    fn made_out(&self, report: &Checked, courses: Option<&(Relation, Vec<Course>)>) -> MadeOut {
        let Some((relation, courses)) = courses else { return MadeOut::new() };
        let member = Member::new(self.edition, report, relation, self.suspect);
        let by_incidents = member.by_incidents(&relation.incidents).into_iter();
        let mut made_out: MadeOut =
            by_incidents.map(|d| (usize::MAX, false, d.row, d.day)).collect();
        for (n, course) in courses.iter().enumerate() {
            for one in [false, true].into_iter().filter(|one| !one || course.occasions == 1) {
                let found = member.by_course(course, one, &|_, _| true);
                made_out.extend(found.into_iter().map(|d| (n, one, d.row, d.day)));
            }
        }
        made_out
    }

    /// Returns the question about one unknown fact, if its answer can change anything.
    fn question(&self, n: usize, asked: Asked<'_>, outcomes: &Outcomes) -> Option<OpenQuestion> {
        let mut first: BTreeMap<Vec<usize>, &Signature> = BTreeMap::new();
        let mut changes = false;
        let mut answers: BTreeMap<String, Principals> = BTreeMap::new();
        for (assignment, outcome) in &outcomes.of {
            let Some((signature, principals)) = outcomes.all.get(*outcome) else { continue };
            let answer = assignment.get(n).copied().unwrap_or(0);
            if asked.compared.contains(&answer) {
                let mut others = assignment.clone();
                if let Some(answer) = others.get_mut(n) {
                    *answer = 0;
                }
                changes |= *first.entry(others).or_insert(signature) != signature;
            }
            let name = asked.names.get(answer).cloned().unwrap_or_default();
            answers.entry(name).or_default().extend(principals.iter().cloned());
        }
        let listed = |all: Principals| all.into_iter().map(|(_, _, text)| text).collect();
        changes.then(|| OpenQuestion {
            victim: person(self.report, self.victim).to_owned(),
            suspect: person(self.report, self.suspect).to_owned(),
            person: asked.of.person,
            incident: asked.of.incident,
            recorded_crime: asked.of.recorded_crime,
            fact: asked.fact,
            question: asked.question,
            cites: self.edition.cites(&asked.term.support).to_string(),
            sources: self.edition.sources_of(&asked.term.support),
            answers: answers.into_iter().map(|(name, all)| (name, listed(all))).collect(),
        })
    }

    fn outcome(&self, report: &Checked) -> (Signature, Principals) {
        let edition = self.edition;
        let drafts = settle(edition, report).drafts;
        let mut signature: Signature = Vec::new();
        let mut principals = Principals::new();
        for draft in &drafts.crimes {
            let principal = draft.principal(edition);
            let also = draft.also_record(edition);
            let becomes = draft.becomes(edition);
            let suspects = draft.suspects.to_vec();
            signature.push((draft.victim, suspects, draft.action, principal, also, becomes));
            if draft.victim == Some(self.victim) && draft.suspects.contains(&self.suspect) {
                principals.insert(self.listed(draft));
            }
        }
        if principals.is_empty() {
            principals.insert((true, std::cmp::Reverse(0), "none".to_owned()));
        }
        (signature, principals)
    }

    /// Returns the principal crime, or a word if there is none, as a sortable list entry.
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
