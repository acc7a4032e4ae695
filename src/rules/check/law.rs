//! Checks the law files: vocabulary, classes and offences.

use std::collections::HashMap;

use super::condition::{condition, named};
use super::names::{Names, Sort};
use super::{Marked, cited, dates, support};
use crate::rules::compiled::ReportNames;
use crate::rules::compiled::answers::Answers;
use crate::rules::compiled::law::{
    About, Act, Asks, Class, Effect, Fact, Intervention, Law, Limb, MadeOutBy, Marks, Offence,
    Term, Wording,
};
use crate::rules::syntax::ast::{self, File, Head, Item, Kind, Mark};
use crate::words::diagnostic::{Diagnostic, Problem};
use crate::words::text::Span;

/// The limit on acts, effects and facts, each of which is a bit of a `u64`.
const MOST: usize = 64;

pub(super) fn law(files: &[File], names: &mut Names) -> Law {
    let mut law = Law { conditions: named(files, names), ..Law::default() };
    let mut limbs = HashMap::new();
    let (mut occasion, mut forms) = (None, None);
    for item in files.iter().flat_map(|file| &file.items) {
        match &item.kind {
            Kind::Occasion { .. } => {
                only_one(&mut occasion, item, "a second rule says what an occasion is", names);
            }
            Kind::Forms { .. } => {
                only_one(&mut forms, item, "a second item gives the forms of one offence", names);
            }
            _ => {}
        }
        add(&mut law, item, &mut limbs, names);
    }
    for (row, offence) in law.offences.iter().enumerate() {
        law.by_code.entry(offence.code).or_default().push(row);
        if !offence.limbs.is_empty() {
            law.defined.push(row);
        }
    }
    if [law.acts.len(), law.effects.len(), law.facts.len()].iter().any(|n| *n > MOST) {
        let message = format!("more than {MOST} acts, effects or facts are declared");
        names.problem(Diagnostic::new(Problem::Number, message, Span::default()));
    }
    let of_kind = |law: &Law, course: bool| -> Vec<usize> {
        let is = |limb: &Limb| (limb.by != MadeOutBy::Incident) == course;
        let rows = law.rows(&law.defined).filter(|(_, offence)| offence.limbs.iter().any(is));
        rows.map(|(row, _)| row).collect()
    };
    (law.by_course, law.by_incident) = (of_kind(&law, true), of_kind(&law, false));
    law.marks_by_incident = needed_of_incident(&law);
    let limbs = law.rows(&law.by_course).flat_map(|(_, offence)| &offence.limbs);
    law.least_victims = limbs.filter_map(|limb| limb.by.victims()).min();
    let parting = law.facts.iter().enumerate().filter(|(_, fact)| fact.parts_group);
    law.parts_group = parting.map(|(n, _)| n).collect();
    law.names = ReportNames::of(&law);
    let judged = |law: &Law, about: About| -> Vec<usize> {
        let facts = law.facts.iter().enumerate();
        facts.filter(|(_, f)| f.judgement && f.about == about).map(|(n, _)| n).collect()
    };
    law.judged_in_test = judged(&law, About::Recording);
    law.judged_of_pair = judged(&law, About::Pair);
    let taken_as_true = law.facts.iter().enumerate().filter(|(_, fact)| fact.taken == Some(true));
    law.taken = Answers::all(taken_as_true.map(|(n, _)| n));
    if occasion.is_none() {
        let message = "nothing says what an occasion is";
        let help = "declare it with `occasion NAME cite … when any act or …`".to_owned();
        names.problem(Diagnostic::new(Problem::Missing, message, Span::default()).help(help));
    }
    law
}

/// Returns marks at least one of which an incident must show to make out an offence by itself.
/// `None` if there are no such marks.
fn needed_of_incident(law: &Law) -> Option<Marks> {
    let limbs = law.rows(&law.by_incident).flat_map(|(_, offence)| &offence.limbs);
    let mut limbs = limbs.filter(|limb| limb.by == MadeOutBy::Incident);
    limbs.try_fold(Marks::default(), |all, limb| Some(all.union(limb.when.needs()?)))
}

/// Reports an item that a rule book may have only once.
fn only_one(said: &mut Option<Span>, item: &Item, problem: &str, names: &mut Names) {
    let place = item.head.name.span;
    if let Some(earlier) = said.replace(place) {
        let problem = Diagnostic::new(Problem::DuplicateName, problem, place);
        names.problem(problem.also(earlier, "the first"));
    }
}

fn add(law: &mut Law, item: &Item, limbs: &mut HashMap<String, Span>, names: &mut Names) {
    let head = &item.head;
    match &item.kind {
        Kind::Source => law.sources.push((head.name.value.clone(), title(head))),
        Kind::Class { group, subgroup } => {
            support(head, names);
            law.classes.push(Class {
                name: head.name.value.clone(),
                title: title(head),
                group: group.value.clone(),
                subgroup: subgroup.as_ref().map(|name| name.value.clone()),
            });
        }
        Kind::Act { question, given_as } => {
            let given_as = given_as.as_ref().filter(|c| names.codes(c.value, c.value, c.span));
            let given_as = given_as.map(|code| code.value);
            law.acts.push(Act { term: term(head, question, names), given_as });
        }
        Kind::Effect { question, alone } => {
            law.effects.push(Effect { term: term(head, question, names), alone: *alone });
        }
        Kind::Fact(fact) => law.facts.push(Fact {
            term: term(head, &fact.question, names),
            taken: fact.taken,
            about: fact.about,
            judgement: fact.judgement,
            parts_group: fact.parts_group,
        }),
        Kind::Reporter { question } => law.reporters.push(term(head, question, names)),
        Kind::Wording { question, asks } => {
            law.wordings.push(wording(head, question, *asks, names))
        }
        Kind::Intervention { question, ends_course } => {
            let (term, ends_course) = (term(head, question, names), *ends_course);
            law.interventions.push(Intervention { term, ends_course });
        }
        Kind::Relationship { question } => law.relationships.push(term(head, question, names)),
        Kind::Occasion { when, unless } => {
            support(head, names);
            let mut marks = Marks::default();
            for mark in when {
                marks = marks.union(match mark {
                    Mark::AnyAct => Marks { acts: u64::MAX, effects: 0 },
                    Mark::Named(name) => names.marks(name).unwrap_or_default(),
                });
            }
            let mut never = Marks::default();
            for name in unless {
                never = never.union(names.marks(name).unwrap_or_default());
            }
            law.occasion = (marks, never);
        }
        Kind::Forms { codes } => {
            law.forms = codes.iter().map(|code| code.value).collect();
            law.forms_support = support(head, names);
            law.forms_name = head.name.value.clone().into();
        }
        Kind::Offence(offence) => {
            let offence = self::offence(head, offence, limbs, names);
            law.offences.push(offence);
        }
        Kind::Feature { .. } | Kind::Set { .. } => {
            support(head, names);
        }
        Kind::Condition { .. } | Kind::Example(_) | Kind::Edition(_) | Kind::Change(_) => {}
    }
}

fn title(head: &Head) -> String {
    head.title.as_ref().map_or_else(|| head.name.value.clone(), |title| title.value.clone())
}

fn term(head: &Head, question: &str, names: &mut Names) -> Term {
    Term {
        name: head.name.value.clone(),
        question: question.to_owned(),
        support: support(head, names),
    }
}

/// Resolves a wording, and reports a question about an age that does not have a place for it.
fn wording(head: &Head, template: &str, asks: Asks, names: &mut Names) -> Wording {
    let around = template.split_once(Wording::AGE);
    if matches!(asks, Asks::Age(_)) && around.is_none() {
        let message = format!("this question does not say which age it asks: `{template}`");
        let help = format!("write `{}` where the age is to stand", Wording::AGE);
        let problem = Diagnostic::new(Problem::Missing, message, head.name.span);
        names.problem(problem.help(help));
    }
    let (before, after) = around.unwrap_or_default();
    let around_age = (before.to_owned(), after.to_owned());
    Wording { term: term(head, template, names), around_age, asks }
}

fn offence(
    head: &Head,
    written: &ast::Offence,
    limb_names: &mut HashMap<String, Span>,
    names: &mut Names,
) -> Offence {
    let mut classes = Vec::new();
    let mut class_days = Vec::new();
    for (class, days) in &written.classes {
        let days = dates::window(days, names);
        class_days.push((class.span, days));
        classes.extend(names.class(class).map(|class| (class, days)));
    }
    dates::follow_on("class", &class_days, names);
    let mut maxima = Vec::new();
    let mut maximum_days = Vec::new();
    for (maximum, days) in &written.maxima {
        let days = dates::window(days, names);
        maximum_days.push((maximum.span, days));
        maxima.push((maximum.value, days));
    }
    dates::follow_on("maximum sentence", &maximum_days, names);
    let mut limbs = Vec::new();
    for limb in &written.limbs {
        if let Some(earlier) = limb_names.insert(limb.name.value.clone(), limb.name.span) {
            let message = format!("limb `{}` is declared twice", limb.name.value);
            let problem = Diagnostic::new(Problem::DuplicateName, message, limb.name.span);
            names.problem(problem.also(earlier, "first declared here"));
        }
        limbs.extend(self::limb(limb, names));
    }
    Offence {
        code: written.code.value,
        title: title(head),
        act: written.act.clone(),
        section: written.section.clone(),
        classes,
        trial: written.trial,
        maxima,
        basis: written.basis,
        in_force: dates::window(&written.in_force, names),
        notifiable: dates::window(&written.notifiable, names),
        support: support(head, names),
        limbs,
    }
}

fn limb(written: &ast::Limb, names: &mut Names) -> Option<Limb> {
    let support = cited(&written.support, &written.name, names);
    let in_force = dates::window(&written.in_force, names);
    let by = made_out_by(&written.by, names);
    Some(Limb {
        name: written.name.value.clone().into(),
        support,
        in_force,
        by: by?,
        when: condition(&written.when, names)?,
    })
}

fn made_out_by(written: &ast::MadeOutBy, names: &mut Names) -> Option<MadeOutBy> {
    Some(match written {
        ast::MadeOutBy::Incident => MadeOutBy::Incident,
        ast::MadeOutBy::Course => MadeOutBy::Course,
        ast::MadeOutBy::Victims { at_least, with } => {
            if at_least.value < 2 {
                let message = "conduct towards one victim is a course of conduct";
                let help = "write `made out by a course of conduct`".to_owned();
                names.problem(Diagnostic::new(Problem::Number, message, at_least.span).help(help));
            }
            let with = names.find(with, &[Sort::Condition])?.number;
            MadeOutBy::Victims { at_least: at_least.value, with }
        }
    })
}
