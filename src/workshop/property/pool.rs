//! The building blocks of random reports: the declared names, the codes of the list, and the days
//! on which something changes.

use std::collections::BTreeSet;

use proptest::prelude::*;
use proptest::sample::select;

use crate::edition::Rules;
use crate::rules::compiled::law::{About, Fact, Law};
use crate::rules::compiled::question::limits;
use crate::rules::compiled::{Base, Set};
use crate::rules::compiled::{Edition, Party};
use crate::words::date::Date;
use crate::words::terms::{Basis, Code};

/// A code, as given in a report.
#[derive(Debug, Clone)]
pub(super) struct Given {
    pub(super) text: String,
    pub(super) code: Code,
    pub(super) needs_victim: bool,
}

/// The names and codes that reports may use.
#[derive(Debug, Clone, Default)]
pub(super) struct Pool {
    pub(super) acts: Vec<String>,
    /// Acts that are offences in themselves, and the codes that count as them.
    pub(super) given_as: Vec<(String, Code)>,
    pub(super) effects: Vec<String>,
    pub(super) alone: Vec<String>,
    pub(super) facts: Vec<Fact>,
    pub(super) of_people: Vec<Fact>,
    pub(super) of_incidents: Vec<Fact>,
    /// Facts of recorded crimes, as written in a report.
    pub(super) of_crimes: Vec<String>,
    pub(super) recording: Vec<String>,
    /// The ages that conditions ask for, in ascending order.
    pub(super) ages: Vec<u16>,
    pub(super) relationships: Vec<String>,
    pub(super) reporters: Vec<String>,
    pub(super) interventions: Vec<String>,
    /// Every code in the list.
    pub(super) codes: Vec<Given>,
    /// Codes that the rules name.
    pub(super) named: Vec<Given>,
    /// The days on which an edition, or an offence that the rules name or one of its limbs, begins.
    pub(super) days: Vec<Date>,
}

impl Pool {
    pub(super) fn of(rules: &Rules) -> Pool {
        let law = rules.law();
        let facts = |about: About| law.facts.iter().filter(move |fact| fact.about == about);
        let recording = facts(About::Recording).map(Fact::field);
        let named = named(rules);
        let codes = codes(law);
        let given_as =
            law.acts.iter().filter_map(|act| Some((act.term.name.clone(), act.given_as?)));
        let alone = law.effects.iter().filter(|effect| effect.alone);
        let mut leaves = Vec::new();
        for (_, condition) in rules.editions().iter().flat_map(Edition::deciding) {
            condition.leaves(law, &mut |leaf| leaves.push(leaf));
        }
        let mut ages = limits(Party::Victim, leaves.iter().copied());
        ages.extend(limits(Party::Suspect, leaves));
        Pool {
            ages: ages.into_iter().collect(),
            acts: law.acts.iter().map(|act| act.term.name.clone()).collect(),
            given_as: given_as.collect(),
            effects: law.effects.iter().map(|effect| effect.term.name.clone()).collect(),
            alone: alone.map(|effect| effect.term.name.clone()).collect(),
            facts: facts(About::Pair).cloned().collect(),
            of_people: facts(About::Person).cloned().collect(),
            of_incidents: facts(About::Incident).cloned().collect(),
            of_crimes: facts(About::RecordedCrime).map(Fact::field).collect(),
            recording: recording.collect(),
            relationships: law.relationships.iter().map(|term| term.name.clone()).collect(),
            reporters: law.reporters.iter().map(|term| term.name.clone()).collect(),
            interventions: law.interventions.iter().map(|kind| kind.term.name.clone()).collect(),
            named: codes.iter().filter(|given| named.contains(&given.code)).cloned().collect(),
            codes,
            days: days(rules, &named),
        }
    }

    /// A code: half of the time one that the rules name.
    pub(super) fn code(&self) -> BoxedStrategy<Option<Given>> {
        prop_oneof![one_of(&self.named), one_of(&self.codes)].boxed()
    }
}

/// One of a list, or `None` if the list is empty.
pub(super) fn one_of<T: Clone + std::fmt::Debug + 'static>(list: &[T]) -> BoxedStrategy<Option<T>> {
    match list.is_empty() {
        true => Just(None).boxed(),
        false => select(list.to_vec()).prop_map(Some).boxed(),
    }
}

/// The codes that editions name, those that the law defines, and those of acts and forms of
/// conduct.
fn named(rules: &Rules) -> BTreeSet<Code> {
    let mut named = BTreeSet::new();
    let of_rules = rules.editions().iter().flat_map(|edition| &edition.rules);
    let law = rules.law();
    of_rules.flat_map(|rule| rule.form.sets()).for_each(|set| codes_in(law, set, &mut named));
    let defined = law.defined.iter().filter_map(|row| law.offences.get(*row));
    named.extend(defined.map(|offence| offence.code));
    named.extend(law.acts.iter().filter_map(|act| act.given_as));
    named.extend(&law.forms);
    named
}

/// The codes that a set names, by themselves or by their class; for a range, only its two ends.
fn codes_in(law: &Law, set: &Set, named: &mut BTreeSet<Code>) {
    for base in set.iter().flat_map(|item| std::iter::once(&item.base).chain(&item.except)) {
        match base {
            Base::Codes(first, last) => named.extend([first, last]),
            Base::Class(class) => {
                let of_class =
                    law.offences.iter().filter(|o| o.classes.iter().any(|(n, _)| n == class));
                named.extend(of_class.map(|offence| offence.code));
            }
            Base::Set(set) => codes_in(law, set, named),
            Base::All | Base::Group(_) | Base::Subgroup(_) => {}
        }
    }
}

/// Every row of the list: the first row of a code without its class, the others with it.
fn codes(law: &Law) -> Vec<Given> {
    let mut codes: Vec<Given> = Vec::new();
    for (n, offence) in law.offences.iter().enumerate() {
        let class = offence.classes.first().and_then(|(class, _)| law.classes.get(*class));
        let class = class.map(|class| class.name.as_str());
        let code = offence.code;
        let needs_victim = offence.basis == Basis::Victim;
        if law.row(code, None) == Some(n) {
            codes.push(Given { text: code.to_string(), code, needs_victim });
        } else if let Some(class) = class.filter(|class| law.row(code, Some(class)) == Some(n)) {
            codes.push(Given { text: format!("{class}:{code}"), code, needs_victim });
        }
    }
    codes
}

fn days(rules: &Rules, named: &BTreeSet<Code>) -> Vec<Date> {
    let law = rules.law();
    let offences = || law.offences.iter().filter(|offence| named.contains(&offence.code));
    let editions = rules.editions().iter().map(|edition| edition.day);
    let limbs = offences().flat_map(|offence| &offence.limbs).map(|limb| limb.in_force);
    let law = offences().flat_map(|offence| [offence.in_force, offence.notifiable]);
    let begin = limbs.chain(law).filter_map(|window| window.from);
    let mut days: Vec<Date> = editions.chain(begin).collect();
    // Newest first, because failures shrink towards the start of the list.
    days.sort_unstable_by(|a, b| b.cmp(a));
    days.dedup();
    days
}
