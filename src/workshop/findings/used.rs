//! Declared names that no rule asks for.

use super::{Finding, FindingKind};
use crate::edition::Rules;
use crate::rules::compiled::Form;
use crate::rules::compiled::law::{Condition, Law, MadeOutBy, Marks, Term};
use crate::words::diagnostic::Label;

/// What conditions and rules ask for.
#[derive(Default)]
struct Used {
    facts: Vec<usize>,
    conditions: Vec<usize>,
    relationships: Vec<usize>,
    reporters: Vec<usize>,
    interventions: Vec<usize>,
    marks: Marks,
}

impl Used {
    fn by(&mut self, condition: &Condition) {
        match condition {
            Condition::Named(n) => self.conditions.push(*n),
            Condition::Fact(n) | Condition::OfPerson(_, n) | Condition::OfIncident(n) => {
                self.facts.push(*n);
            }
            Condition::Relationship(all) => self.relationships.extend(all),
            Condition::ReportedBy(all) => self.reporters.extend(all),
            Condition::Occasions { with: Some(marks), .. } => self.marks = self.marks.union(*marks),
            Condition::Not(inner) => self.by(inner),
            Condition::All(parts) | Condition::Any(parts) => {
                parts.iter().for_each(|part| self.by(part));
            }
            Condition::Under(..)
            | Condition::Occasions { with: None, .. }
            | Condition::Gap(_)
            | Condition::Single(_)
            | Condition::StateBased => {}
        }
    }

    fn by_rule(&mut self, form: &Form) {
        match form {
            Form::Presume { condition, when, unless } => {
                self.conditions.push(*condition);
                self.by(when);
                unless.iter().for_each(|unless| self.by(unless));
            }
            Form::Disapply { when, .. } | Form::Stop { when, .. } => self.by(when),
            Form::Caution { when, .. } => when.iter().for_each(|when| self.by(when)),
            Form::Continue(rule) => {
                rule.only.iter().for_each(|(_, when)| self.by(when));
                self.interventions.extend(&rule.closed_by);
                self.facts.extend(rule.unless);
            }
            Form::OnceADay { unless, .. } => self.facts.push(*unless),
            Form::Series { closed_by, .. } => self.interventions.extend(closed_by),
            _ => {}
        }
    }

    fn all(rules: &Rules) -> Used {
        let law = rules.law();
        let occasion = &law.occasion;
        let marks = occasion.marks.union(occasion.alone).union(occasion.never);
        let facts = occasion.part_of_course.into_iter().collect();
        let mut used = Used { marks, facts, ..Used::default() };
        law.conditions.iter().for_each(|condition| used.by(&condition.when));
        for limb in law.offences.iter().flat_map(|offence| &offence.limbs) {
            used.by(&limb.when);
            if let MadeOutBy::Victims { with, .. } = limb.by {
                used.conditions.push(with);
            }
        }
        for rule in rules.editions().iter().flat_map(|edition| &edition.rules) {
            used.by_rule(&rule.form);
        }
        used
    }
}

pub(super) fn findings(rules: &Rules) -> Vec<Finding> {
    let (law, used) = (rules.law(), Used::all(rules));
    let mut found = Vec::new();
    let mut unused = |what: &str, term: &Term, is_used: bool| {
        found.extend((!is_used).then(|| finding(what, term, law)));
    };
    let marked = |bits: u64, n: usize| u32::try_from(n).is_ok_and(|n| bits >> n & 1 == 1);
    for (n, act) in law.acts.iter().enumerate() {
        unused("act", &act.term, act.given_as.is_some() || marked(used.marks.acts, n));
    }
    for (n, effect) in law.effects.iter().enumerate() {
        unused("effect", &effect.term, effect.alone || marked(used.marks.effects, n));
    }
    for (n, fact) in law.facts.iter().enumerate() {
        let is_used = fact.parts_group || fact.links_occasions || used.facts.contains(&n);
        unused("fact", &fact.term, is_used);
    }
    for (n, term) in law.relationships.iter().enumerate() {
        unused("relationship", term, used.relationships.contains(&n));
    }
    for (n, term) in law.reporters.iter().enumerate() {
        unused("kind of person who reports", term, used.reporters.contains(&n));
    }
    for (n, kind) in law.interventions.iter().enumerate() {
        let is_used = kind.ends_course || used.interventions.contains(&n);
        unused("intervention", &kind.term, is_used);
    }
    for (n, condition) in law.conditions.iter().enumerate() {
        if !used.conditions.contains(&n) {
            let says = format!("no rule asks for the condition {}", condition.name);
            let finding = Finding::new(FindingKind::NotUsed, None, says);
            found.push(finding.at(&condition.name, &condition.support, law));
        }
    }
    for (what, name, span) in rules.never_named() {
        let verb = if *what == "source" { "cites" } else { "names" };
        let says = format!("nothing {verb} the {what} {name}");
        let mut finding = Finding::new(FindingKind::NotUsed, None, says);
        finding.rules.push(name.clone());
        finding.labels.push(Label { span: *span, says: String::new() });
        found.push(finding);
    }
    found
}

fn finding(what: &str, term: &Term, law: &Law) -> Finding {
    let says = format!("no rule asks for the {what} {}", term.name);
    Finding::new(FindingKind::NotUsed, None, says).at(&term.name, &term.support, law)
}
