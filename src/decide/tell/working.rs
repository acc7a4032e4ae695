//! The working of one crime: how each offence came to be disclosed, then what the rules did with
//! them, step by step.

mod added;

use super::follows::Follows;
use super::step::{Because, Node, Rests, together};
use super::why::{Teller, some};
use super::wording::Wording;
use crate::conduct::Relation;
use crate::decide::read::condition::Situation;
use crate::decide::read::ids::{incidents, person};
use crate::decide::settle::counted::CountsAs;
use crate::decide::settle::draft::{Breach, Draft};
use crate::decide::settle::inputs::Inputs;
use crate::decide::settle::made_out::{By, Disclosed, Member};
use crate::decide::settle::principal::{Codes, between, codes};
#[cfg(feature = "show")]
use crate::decision::Step;
use crate::precedence::PairOrder;
#[cfg(feature = "show")]
use crate::rules::compiled::Edition;
use crate::rules::compiled::law::{Limb, Offence};
#[cfg(feature = "show")]
use crate::words::date::Date;
use crate::words::terms::Code;

/// One crime of the decision, with the context for explaining it.
pub(crate) struct Working<'a> {
    pub(crate) inputs: Inputs<'a>,
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
        let folded = &draft.counted.bundle.folded;
        steps.extend(folded.iter().filter_map(|disclosed| self.disclosure(disclosed)));
        steps.extend(self.merged());
        match draft.counted.counts_as {
            CountsAs::Added(crime) => self.added(crime, &mut steps),
            CountsAs::Single(crime) => steps.extend(self.single(crime)),
            CountsAs::Crime => {}
        }
        match (&draft.counted.counts_as, ranked.top.as_slice()) {
            (CountsAs::Single(_), _) => {}
            (_, [_]) => self.outranked(&mut steps),
            (_, top) => self.unsettled(top, &mut steps),
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
        let found = self.inputs.edition.rule(rule)?;
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
        self.inputs.offence(disclosed.row).map(|offence| offence.code)
    }

    fn codes(&self, places: &[usize]) -> Codes {
        codes(self.inputs.edition, &self.draft.counted.bundle, places)
    }

    fn code_at(&self, place: usize) -> Option<Code> {
        self.draft.counted.bundle.disclosed.get(place).and_then(|disclosed| self.code(disclosed))
    }

    fn disclosure(&self, disclosed: &'a Disclosed) -> Option<Node<'a>> {
        let offence = self.inputs.offence(disclosed.row)?;
        match &disclosed.by {
            By::Recorded(_) => None,
            By::Code => {
                let says = Follows::GivenByCode(offence.code);
                let name = Wording::Offence(offence.code);
                let on = self.given_on(disclosed);
                let why = self.each(&on, |ids| format!("It is given for {ids}."));
                let why: Vec<Node<'a>> = why.into_iter().collect();
                Some(Node::rule(says, name, &offence.support, on, why))
            }
            By::Incident(limb) => {
                let limb = offence.limbs.get(*limb)?;
                let says = Follows::MadeOutByIncident(offence.code);
                let all = disclosed.incidents.as_slice();
                let because = [all].into_iter().chain(all.chunks(1)).find_map(|some| {
                    let member = self.members.first()?;
                    let situation = member.situation(some);
                    let holds = situation.holds(&limb.when);
                    holds.then(|| self.why(member, limb, &situation, some))
                });
                let mut because = because.unwrap_or_default();
                if all.len() > 1 {
                    let each = self.each(all, |ids| format!("Each of {ids} does so."));
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

    /// Returns the incidents for which an offence was given by code. It may rest on more: the
    /// gravest form of an offence has taken over those of the lesser ones.
    fn given_on(&self, disclosed: &'a Disclosed) -> Rests<'a> {
        let report = self.inputs.report;
        let given = |n: &usize| {
            let incident = report.incidents.get(*n);
            incident.is_some_and(|incident| report.offences(incident).contains(&disclosed.row))
        };
        if disclosed.incidents.iter().all(given) {
            return Rests::Borrowed(&disclosed.incidents);
        }
        Rests::Owned(disclosed.incidents.iter().copied().filter(given).collect())
    }

    /// Returns a step that names the incidents, if facts are given.
    fn each(&self, on: &[usize], says: impl Fn(&str) -> String) -> Option<Node<'a>> {
        let ids = || incidents::<Vec<_>>(self.inputs.report, on);
        let ids = some(&self.facts.then(ids)?);
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
        if matches!(self.draft.counted.counts_as, CountsAs::Single(_)) {
            return Follows::OneOccasionWouldBe(code);
        }
        let victims = limb.by.victims();
        let of_group = self.relation.suspects.len() != 1;
        let member = of_group.then(|| person(self.inputs.report, member));
        Follows::MadeOutByCourse { code, occasions, victims, member }
    }

    /// Explains why the course makes out the offence on the facts of a suspect.
    fn by_member(&self, suspect: usize, offence: &Offence, limb: &Limb) -> Option<Because<'a>> {
        let course = self.draft.counted.course.as_ref()?;
        let one = matches!(self.draft.counted.counts_as, CountsAs::Single(_));
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
        let report = self.inputs.report;
        let given = |asked| member.is_given(self.relation, asked);
        let edition = self.inputs.edition;
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
        let (law, bundle) = (&self.inputs.edition.law, &self.draft.counted.bundle);
        let mut lesser: Codes = bundle.merged.iter().filter_map(|d| self.code(d)).collect();
        lesser.dedup();
        if lesser.is_empty() {
            return None;
        }
        // What stands may be part of a recorded crime.
        let new = bundle.disclosed.iter().filter(|d| !matches!(d.by, By::Recorded(_)));
        let mut all = new.chain(&bundle.folded).filter_map(|d| Some((self.code(d)?, d)));
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
        let why = self.inputs.edition.why_ordered(rule, one, other);
        why.into_iter().map(|says| Node::fact(says, String::new())).collect()
    }

    /// Adds, for each two offences at the top, the rule that does not settle them, or that settles
    /// them only in a circle.
    fn unsettled(&self, top: &[usize], steps: &mut Vec<Node<'a>>) {
        for (n, one) in top.iter().enumerate() {
            for other in top.iter().skip(n + 1) {
                let Some((a, b)) = self.code_at(*one).zip(self.code_at(*other)) else { continue };
                let (rule, says) =
                    match between(self.inputs.edition, &self.draft.ranked.keys, *one, *other) {
                        PairOrder::First(rule) => (rule, Follows::OnlyInCircle(a, b)),
                        PairOrder::Second(rule) => (rule, Follows::OnlyInCircle(b, a)),
                        PairOrder::Refer(rule) => (rule, Follows::NotOrdered(a, b)),
                        PairOrder::Silent => continue,
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
        for Breach { rule, disclosed, .. } in &self.draft.breaches {
            let (says, on) = (self.code(disclosed).map(Follows::BreachInAddition), on(disclosed));
            steps.extend(says.and_then(|says| self.by_rule(*rule, says, on, Vec::new())));
        }
        for (rule, disclosed) in &self.draft.displaced {
            let (says, on) = (self.code(disclosed).map(Follows::SameIncident), on(disclosed));
            steps.extend(says.and_then(|says| self.by_rule(*rule, says, on, Vec::new())));
        }
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
        PairOrder::First(rule) => (Some(true), rule, over(a, b)),
        PairOrder::Second(rule) => (Some(false), rule, over(b, a)),
        PairOrder::Refer(rule) => (None, rule, Follows::NotOrdered(a, b)),
        PairOrder::Silent => return (None, None),
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
