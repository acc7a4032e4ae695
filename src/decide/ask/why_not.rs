//! Why an offence is not made out: the smallest sets of facts that would make it out.

use crate::decide::read::condition::Situation;
use crate::decide::read::ids::person;
use crate::decide::read::truth::Truth;
use crate::decide::settle::inputs::Inputs;
use crate::decide::settle::made_out::Member;
use crate::decide::settle::parties::Parties;
use crate::decide::settle::{earlier, settle};
use std::collections::BTreeSet;

use crate::checked::Checked;
use crate::conduct::{self, Course, Relation};
use crate::decision::{Need, WhyNot};
use crate::rules::compiled::law::{Condition, Law, Limb, Offence, Support};
use crate::rules::compiled::{Edition, Form};
use crate::words::terms::Code;

/// The limit on the ways kept while they are combined; the smallest are kept.
const MOST: usize = 48;

/// One way: needs that must be met together.
type Way = BTreeSet<Need>;

/// Explains, for each victim and suspect, why the offence is not made out.
pub(crate) fn why_not(edition: &Edition, report: &Checked, code: Code) -> Vec<WhyNot> {
    let settled = settle(edition, report);
    let inputs = settled.inputs();
    let mut answers = Vec::new();
    for Parties { relation, members, .. } in &settled.parties {
        for member in members.iter().filter(|_| relation.victim.is_some()) {
            answers.push(WhyNot {
                victim: relation.victim.map(|v| person(report, v)).unwrap_or_default().to_owned(),
                suspect: person(report, member.suspect).to_owned(),
                code,
                defined: edition
                    .law
                    .row(code, None)
                    .is_some_and(|r| edition.law.defined.contains(&r)),
                ways: ways(inputs, member, relation, code),
            });
        }
    }
    answers
}

/// Returns the smallest ways over all limbs and courses. A way without needs means that the offence
/// is made out.
pub(crate) fn ways(
    inputs: Inputs<'_>,
    member: &Member<'_>,
    relation: &Relation,
    code: Code,
) -> Vec<Vec<Need>> {
    let law = &inputs.edition.law;
    let sorted =
        earlier::sort_out(inputs.edition, inputs.report, relation, std::slice::from_ref(member));
    let mut courses: Vec<Course> = sorted.fresh.into_iter().map(|fresh| fresh.course).collect();
    if courses.is_empty() {
        courses.extend(conduct::course(inputs.report, relation.incidents.clone()));
    }
    let mut ways: Vec<Way> = Vec::new();
    for row in law.by_code.get(&code).into_iter().flatten() {
        let Some(offence) = inputs.offence(*row) else { continue };
        for limb in &offence.limbs {
            for course in &courses {
                let situation = member.at_limb(offence, limb, course, false);
                let finder = Finder { edition: inputs.edition, situation: &situation };
                let in_its_time = situation.incidents.len() == course.incidents.len();
                ways.extend(finder.limb(limb, limb_days(offence, limb).filter(|_| !in_its_time)));
            }
        }
    }
    smallest(ways).into_iter().map(|way| way.into_iter().collect()).collect()
}

/// Returns the days on which a limb of an offence was law, in words.
fn limb_days(offence: &Offence, limb: &Limb) -> Option<String> {
    let from = offence.in_force.from.max(limb.in_force.from);
    let until = [offence.in_force.until, limb.in_force.until].into_iter().flatten().min();
    match (from, until) {
        (Some(from), Some(until)) => Some(format!("occasions from {from} until {until}")),
        (Some(from), None) => Some(format!("occasions from {from}")),
        (None, Some(until)) => Some(format!("occasions until {until}")),
        (None, None) => None,
    }
}

/// Drops the ways that need more than another way does, and keeps the shortest, in order.
fn smallest(mut ways: Vec<Way>) -> Vec<Way> {
    ways.sort_by(|a, b| (a.len(), a).cmp(&(b.len(), b)));
    let mut kept: Vec<Way> = Vec::new();
    for way in ways {
        if !kept.iter().any(|other| other.is_subset(&way)) {
            kept.push(way);
        }
    }
    kept.truncate(MOST);
    kept
}

struct Finder<'a> {
    edition: &'a Edition,
    situation: &'a Situation<'a>,
}

impl Finder<'_> {
    fn law(&self) -> &Law {
        &self.edition.law
    }

    /// Returns the ways to satisfy a limb. If `days` is given, occasions on those days are needed
    /// too.
    fn limb(&self, limb: &Limb, days: Option<String>) -> Vec<Way> {
        let mut ways = self.wanted(&limb.when, true, &limb.name, &limb.support);
        if let Some(days) = days {
            let need = self.need(days, &limb.name, &limb.support);
            ways.iter_mut().filter(|way| !way.is_empty()).for_each(|way| {
                way.insert(need.clone());
            });
        }
        if let Some(n) = limb.by.victims() {
            let need = self.need(
                format!("such conduct towards each of at least {n} victims"),
                &limb.name,
                &limb.support,
            );
            ways.iter_mut().for_each(|way| {
                way.insert(need.clone());
            });
        }
        ways
    }

    fn need(&self, what: String, rule: &str, support: &Support) -> Need {
        let (edition, rule) = (self.edition, rule.to_owned());
        let cites = edition.cites(support).to_string();
        Need { what, rule, cites, sources: edition.sources_of(support) }
    }

    /// Returns the ways to make a condition true, or false; empty if there are none.
    fn wanted(
        &self,
        condition: &Condition,
        value: bool,
        rule: &str,
        support: &Support,
    ) -> Vec<Way> {
        if self.situation.truth(condition) == Truth::from(value) {
            return vec![Way::new()];
        }
        let single = |what: String| vec![Way::from([self.need(what, rule, support)])];
        let not = if value { "" } else { "not " };
        let fact = |n: usize| self.law().facts.get(n).map_or("", |fact| fact.term.name.as_str());
        match condition {
            Condition::Named(n) => self.named(*n, value),
            Condition::Not(inner) => self.wanted(inner, !value, rule, support),
            Condition::All(parts) | Condition::Any(parts) => {
                let each = parts.iter().map(|part| self.wanted(part, value, rule, support));
                if matches!(condition, Condition::All(_)) == value {
                    together(each)
                } else {
                    smallest(each.flatten().collect())
                }
            }
            Condition::Fact(n) => single(format!("{not}{}", fact(*n))),
            Condition::Relationship(any) => {
                let names = any.iter().filter_map(|n| self.law().relationships.get(*n));
                let names: Vec<&str> = names.map(|term| term.name.as_str()).collect();
                single(format!("relationship is {not}{}", names.join(" or ")))
            }
            Condition::Under(who, age) => single(format!("{} is {not}under {age}", who.word())),
            Condition::OfPerson(who, n) => single(format!("{} is {not}{}", who.word(), fact(*n))),
            Condition::OfIncident(n) => single(format!("{not}{} of an incident", fact(*n))),
            Condition::Occasions { at_least, with } if value => {
                let with_what =
                    with.map(|marks| format!(" with {}", self.law().names_of(marks).join(" or ")));
                single(format!(
                    "at least {at_least} {}{} (there are {})",
                    if *at_least == 1 { "occasion" } else { "occasions" },
                    with_what.unwrap_or_default(),
                    self.situation.count(*with)
                ))
            }
            Condition::Occasions { .. }
            | Condition::Gap(_)
            | Condition::Single(_)
            | Condition::ReportedBy(_)
            | Condition::StateBased => Vec::new(),
        }
    }

    /// Returns the ways for a named condition, by itself or as the edition presumes it.
    fn named(&self, n: usize, value: bool) -> Vec<Way> {
        let Some(named) = self.law().conditions.get(n) else { return Vec::new() };
        let mut each = vec![self.wanted(&named.when, value, &named.name, &named.support)];
        for rule in &self.edition.rules {
            let Form::Presume { condition, when, unless } = &rule.form else { continue };
            if *condition != n {
                continue;
            }
            let applies = self.wanted(when, value, &rule.name, &rule.support);
            let lifted = unless.as_ref().map(|u| self.wanted(u, !value, &rule.name, &rule.support));
            let parts = std::iter::once(applies).chain(lifted);
            each.push(if value { together(parts) } else { smallest(parts.flatten().collect()) });
        }
        if value {
            smallest(each.into_iter().flatten().collect())
        } else {
            together(each.into_iter())
        }
    }
}

/// Combines ways, one from each list, and keeps the smallest.
fn together(each: impl Iterator<Item = Vec<Way>>) -> Vec<Way> {
    let mut all = vec![Way::new()];
    for ways in each {
        let joined = all
            .iter()
            .flat_map(|way| ways.iter().map(move |more| way.union(more).cloned().collect::<Way>()));
        all = smallest(joined.collect());
    }
    all
}
