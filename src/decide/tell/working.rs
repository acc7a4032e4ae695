//! The working of one crime: how each offence came to be disclosed, then what the rules did with
//! them, step by step.

use super::follows::Follows;
use super::recorded_crime;
use super::step::{Because, Node, Rests, together};
use super::why::{Teller, some};
use super::wording::Wording;
use crate::conduct::Relation;
use crate::decide::read::condition::Situation;
use crate::decide::read::ids::{incidents, person};
use crate::decide::settle::counted::Place;
use crate::decide::settle::draft::Draft;
use crate::decide::settle::earlier;
use crate::decide::settle::made_out::{By, Disclosed, Member};
use crate::decide::settle::matter::Matter;
use crate::decide::settle::principal::{Codes, between, codes};
use crate::decision::Action;
#[cfg(feature = "show")]
use crate::decision::Step;
use crate::precedence::Verdict;
#[cfg(feature = "show")]
use crate::rules::compiled::Edition;
use crate::rules::compiled::law::{Limb, Offence};
#[cfg(feature = "show")]
use crate::words::date::Date;
use crate::words::terms::Code;

/// One crime of the decision, with the context for explaining it.
pub(crate) struct Working<'a> {
    pub(crate) matter: Matter<'a>,
    pub(crate) relation: &'a Relation,
    /// The members of the group.
    pub(crate) members: &'a [Member<'a>],
    pub(crate) draft: &'a Draft,
    /// Whether to give facts, or rules alone.
    pub(crate) facts: bool,
}

impl<'a> Working<'a> {
    pub(crate) fn steps(&self) -> Vec<Node<'a>> {
        let (draft, ranked) = (self.draft, &self.draft.ranked);
        let mut steps = Vec::new();
        for place in ranked.top.iter().chain(&ranked.also).chain(&ranked.related) {
            let disclosed = draft.counted.bundle.disclosed.get(*place);
            steps.extend(disclosed.and_then(|disclosed| self.disclosure(disclosed)));
        }
        steps.extend(self.merged());
        match (draft.action, &draft.counted.place, ranked.top.as_slice()) {
            (Action::AddToExisting, Place::Added(crime), _) => self.added(*crime, &mut steps),
            (_, Place::Single(crime), _) => steps.extend(self.single(*crime)),
            (_, _, [_]) => self.outranked(&mut steps),
            (_, _, top) => self.unsettled(top, &mut steps),
        }
        self.in_addition(&mut steps);
        steps
    }

    /// Returns a step for what a rule of the edition led to, on some incidents.
    fn by_rule(
        &self,
        rule: usize,
        says: Follows<'a>,
        on: Rests<'a>,
        because: Vec<Node<'a>>,
    ) -> Option<Node<'a>> {
        let found = self.matter.edition.rule(rule)?;
        Some(Node::rule(says, &found.name, &found.support, on, because))
    }

    /// Returns the incidents of some offences of the bundle.
    fn of(&self, places: impl IntoIterator<Item = usize>) -> Rests<'a> {
        let disclosed =
            places.into_iter().filter_map(|n| self.draft.counted.bundle.disclosed.get(n));
        disclosed.fold(Rests::default(), |all, one| together(all, &one.incidents))
    }

    /// Returns the incidents of the course.
    fn of_course(&self) -> Rests<'a> {
        let course = self.draft.counted.course.as_ref();
        course.map_or(Rests::default(), |course| Rests::Borrowed(&course.incidents))
    }

    fn code(&self, disclosed: &Disclosed) -> Option<Code> {
        self.matter.offence(disclosed.row).map(|offence| offence.code)
    }

    fn codes(&self, places: &[usize]) -> Codes {
        codes(self.matter.edition, &self.draft.counted.bundle, places)
    }

    fn code_at(&self, place: usize) -> Option<Code> {
        self.draft.counted.bundle.disclosed.get(place).and_then(|disclosed| self.code(disclosed))
    }

    fn disclosure(&self, disclosed: &'a Disclosed) -> Option<Node<'a>> {
        let offence = self.matter.offence(disclosed.row)?;
        match &disclosed.by {
            By::Code => {
                let says = Follows::GivenByCode(offence.code);
                let name = Wording::Offence(offence.code);
                let why = self.each(disclosed, |ids| format!("It is given for {ids}."));
                let why: Vec<Node<'a>> = why.into_iter().collect();
                let on = Rests::Borrowed(&disclosed.incidents);
                Some(Node::rule(says, name, &offence.support, on, why))
            }
            By::Incident(limb) => {
                let limb = offence.limbs.get(*limb)?;
                let says = Follows::MadeOutByIncident(offence.code);
                let because = disclosed.incidents.chunks(1).find_map(|one| {
                    let member = self.members.first()?;
                    let situation = member.situation(one);
                    let holds = situation.holds(&limb.when);
                    holds.then(|| self.why(member, limb, &situation, one))
                });
                let mut because = because.unwrap_or_default();
                if disclosed.incidents.len() > 1 {
                    let each = self.each(disclosed, |ids| format!("Each of {ids} does so."));
                    each.into_iter().for_each(|each| because.steps.insert(0, each));
                }
                Some(self.limb(limb, says, disclosed, because))
            }
            By::Course { limb, occasions, suspect } => {
                let limb = offence.limbs.get(*limb)?;
                let because = self.by_member(*suspect, offence, limb)?;
                let says = self.by_course(offence, limb, *occasions, *suspect);
                Some(self.limb(limb, says, disclosed, because))
            }
        }
    }

    /// Returns a step that names the incidents, if facts are given.
    fn each(&self, disclosed: &Disclosed, says: impl Fn(&str) -> String) -> Option<Node<'a>> {
        let ids = self.facts.then(|| incidents(self.matter.report, &disclosed.incidents))?;
        let ids = some(&ids.iter().map(String::as_str).collect::<Vec<_>>());
        Some(Node::fact(says(&ids), ids))
    }

    fn limb(
        &self,
        limb: &'a Limb,
        says: Follows<'a>,
        disclosed: &'a Disclosed,
        because: Because<'a>,
    ) -> Node<'a> {
        let on = Rests::Borrowed(&disclosed.incidents);
        Node::rule(says, &limb.name, &limb.support, on, because)
    }

    fn by_course(
        &self,
        offence: &Offence,
        limb: &Limb,
        occasions: u32,
        member: usize,
    ) -> Follows<'a> {
        let code = offence.code;
        if matches!(self.draft.counted.place, Place::Single(_)) {
            return Follows::OneOccasionWouldBe(code);
        }
        let victims = limb.by.victims();
        let of_group = self.relation.suspects.len() != 1;
        let member = of_group.then(|| person(self.matter.report, member));
        Follows::MadeOutByCourse { code, occasions, victims, member }
    }

    /// Explains why the course makes out the offence on the facts of a suspect.
    fn by_member(&self, suspect: usize, offence: &Offence, limb: &Limb) -> Option<Because<'a>> {
        let course = self.draft.counted.course.as_ref()?;
        let one = matches!(self.draft.counted.place, Place::Single(_));
        let member = self.members.iter().find(|member| member.suspect == suspect)?;
        let situation = member.at_limb(offence, limb, course, one);
        Some(self.why(member, limb, &situation, &course.incidents))
    }

    /// Explains why the incidents of a situation, which are some or all of `all`, satisfy a limb.
    fn why(
        &self,
        member: &Member<'_>,
        limb: &Limb,
        situation: &Situation<'_>,
        all: &'a [usize],
    ) -> Because<'a> {
        let report = self.matter.report;
        let given = |asked| member.is_given(self.relation, asked);
        let edition = self.matter.edition;
        let over = match &situation.incidents {
            Rests::Borrowed(_) => Rests::Borrowed(all),
            Rests::Owned(some) => Rests::Owned(some.clone()),
        };
        let (given, over, facts) = (&given, &over, self.facts);
        let mut told = Because::default();
        Teller { edition, report, situation, over, given, facts }.tell(&limb.when, true, &mut told);
        told
    }

    /// Returns a step for the lesser forms of an offence that are one with it.
    fn merged(&self) -> Option<Node<'a>> {
        let (law, bundle) = (&self.matter.edition.law, &self.draft.counted.bundle);
        let mut lesser: Codes = bundle.merged.iter().filter_map(|d| self.code(d)).collect();
        lesser.dedup();
        if lesser.is_empty() {
            return None;
        }
        let mut all = bundle.disclosed.iter().filter_map(|d| Some((self.code(d)?, d)));
        let (code, gravest) = all.find(|(code, _)| law.forms.contains(code))?;
        let says = Follows::Gravest(code, lesser);
        // It has taken over the incidents of the lesser forms.
        let on = Rests::Borrowed(&gravest.incidents);
        Some(Node::rule(says, &law.forms_name, &law.forms_support, on, Vec::new()))
    }

    /// Adds, for each offence that is not counted, the rule that puts another before it: if
    /// possible, the one counted that it competed with.
    fn outranked(&self, steps: &mut Vec<Node<'a>>) {
        let mut said: Vec<(usize, usize, Vec<usize>)> = Vec::new();
        for (rule, other, place) in &self.draft.ranked.outranked {
            match said.iter_mut().find(|(r, o, _)| (r, o) == (rule, other)) {
                Some((_, _, below)) => below.push(*place),
                None => said.push((*rule, *other, vec![*place])),
            }
        }
        said.sort_by_key(|(rule, _, _)| *rule);
        for (rule, over, below) in said {
            let Some(first) = self.code_at(over) else { continue };
            let says = Follows::PrincipalOver(first, self.codes(&below));
            let mut because = Vec::new();
            for step in below.iter().flat_map(|below| self.ordered(rule, over, *below)) {
                if !because.contains(&step) {
                    because.push(step);
                }
            }
            let on = self.of([over].into_iter().chain(below));
            steps.extend(self.by_rule(rule, says, on, because));
        }
    }

    /// Explains how a rule applies to two offences of the bundle.
    fn ordered(&self, rule: usize, one: usize, other: usize) -> Vec<Node<'a>> {
        let dated =
            |place: usize| self.draft.counted.bundle.disclosed.get(place).map(|d| (d.row, d.day));
        let both = dated(one).zip(dated(other)).filter(|_| self.facts);
        let Some((one, other)) = both else { return Vec::new() };
        let why = self.matter.edition.why_ordered(rule, one, other);
        why.into_iter().map(|says| Node::fact(says, String::new())).collect()
    }

    /// Adds, for each two offences at the top, the rule that does not settle them, or that settles
    /// them only in a circle.
    fn unsettled(&self, top: &[usize], steps: &mut Vec<Node<'a>>) {
        for (n, one) in top.iter().enumerate() {
            for other in top.iter().skip(n + 1) {
                let Some((a, b)) = self.code_at(*one).zip(self.code_at(*other)) else { continue };
                let (rule, says) =
                    match between(self.matter.edition, &self.draft.ranked.keys, *one, *other) {
                        Verdict::First(rule) => (rule, Follows::OnlyInCircle(a, b)),
                        Verdict::Second(rule) => (rule, Follows::OnlyInCircle(b, a)),
                        Verdict::Refer(rule) => (rule, Follows::NotOrdered(a, b)),
                        Verdict::Silent => continue,
                    };
                let (on, why) = (self.of([*one, *other]), self.ordered(rule, *one, *other));
                steps.extend(self.by_rule(rule, says, on, why));
            }
        }
    }

    /// Adds what is recorded in addition, and what gives way.
    fn in_addition(&self, steps: &mut Vec<Node<'a>>) {
        for (rule, place) in &self.draft.ranked.by {
            let Some(code) = self.code_at(*place) else { continue };
            let top = &self.draft.ranked.top;
            let says = Follows::InAddition(self.codes(top), code);
            let on = self.of(top.iter().chain([place]).copied());
            steps.extend(self.by_rule(*rule, says, on, Vec::new()));
        }
        let on = |disclosed: &'a Disclosed| Rests::Borrowed(&disclosed.incidents);
        for (rule, disclosed) in &self.draft.breaches {
            let (says, on) = (self.code(disclosed).map(Follows::BreachInAddition), on(disclosed));
            steps.extend(says.and_then(|says| self.by_rule(*rule, says, on, Vec::new())));
        }
        for (rule, disclosed) in &self.draft.displaced {
            let (says, on) = (self.code(disclosed).map(Follows::SameIncident), on(disclosed));
            steps.extend(says.and_then(|says| self.by_rule(*rule, says, on, Vec::new())));
        }
    }

    /// Adds the steps for continued conduct: what is added, what becomes part of the recorded
    /// crime, and what the recorded crime becomes.
    fn added(&self, crime: usize, steps: &mut Vec<Node<'a>>) {
        let (edition, draft) = (self.matter.edition, self.draft);
        let Some((rule, _)) = earlier::rule(edition) else { return };
        let Some(recorded) = self.matter.report.recorded_crimes.get(crime) else { return };
        let id = recorded.id.as_str();
        let on = self.of_course();
        steps.extend(self.by_rule(rule, Follows::GoesOn(id), on, self.still_open(crime)));
        let becomes = draft.reclassify_to;
        let others: Vec<usize> = (0..draft.counted.bundle.disclosed.len())
            .filter(|place| Some(*place) != becomes)
            .collect();
        for code in codes(edition, &draft.counted.bundle, &others) {
            let of_code = others.iter().copied().filter(|place| self.code_at(*place) == Some(code));
            let on = self.of(of_code);
            steps.extend(self.by_rule(rule, Follows::BecomesPart(code, id), on, Vec::new()));
        }
        if let Some(code) = becomes.and_then(|place| self.code_at(place)) {
            let was = self.matter.offence(recorded.row).map(|offence| offence.code);
            let says = Follows::Graver { code, was, crime: id };
            steps.extend(self.by_rule(rule, says, self.of(becomes), Vec::new()));
        }
    }

    /// Explains why a recorded crime takes the occasions, or does not.
    fn still_open(&self, crime: usize) -> Vec<Node<'a>> {
        if !self.facts {
            return Vec::new();
        }
        let course = self.draft.counted.course.as_ref();
        let occasion = course.and_then(|course| course.incidents.first());
        let told = recorded_crime::why(self.matter, self.relation, crime, occasion.copied());
        told.into_iter().map(|(says, brief)| Node::fact(says, brief)).collect()
    }

    /// Returns a step for a single occasion after a recorded crime was closed.
    fn single(&self, crime: usize) -> Option<Node<'a>> {
        let (rule, _) = earlier::rule(self.matter.edition)?;
        let recorded = self.matter.report.recorded_crimes.get(crime)?;
        let says = Follows::SingleAfter(&recorded.id, self.codes(&self.draft.ranked.top));
        self.by_rule(rule, says, self.of_course(), self.still_open(crime))
    }
}

/// Returns whether the first of two offences is principal, and the rule that says so. The order is
/// `None` if it is left to the registrar.
#[cfg(feature = "show")]
pub(crate) fn order(edition: &Edition, one: usize, other: usize) -> (Option<bool>, Option<Step>) {
    let code = |row: usize| edition.law.offences.get(row).map(|offence| offence.code);
    let Some((a, b)) = code(one).zip(code(other)) else { return (None, None) };
    let key = |row: usize| edition.tables().key(&edition.law, row, Date::LAST);
    let over =
        |first: Code, second: Code| Follows::PrincipalOver(first, Codes::from_slice(&[second]));
    let (first, rule, says) = match edition.tables().precedence.between(key(one), key(other)) {
        Verdict::First(rule) => (Some(true), rule, over(a, b)),
        Verdict::Second(rule) => (Some(false), rule, over(b, a)),
        Verdict::Refer(rule) => (None, rule, Follows::NotOrdered(a, b)),
        Verdict::Silent => return (None, None),
    };
    let because = edition.why_ordered(rule, (one, Date::LAST), (other, Date::LAST));
    let facts = because.into_iter().map(|says| Node::fact(says, String::new()));
    let because: Vec<Node<'_>> = facts.collect();
    let step = edition.rule(rule).map(|found| {
        let on = Rests::default();
        Node::rule(says, &found.name, &found.support, on, because).step(edition)
    });
    (first, step)
}
