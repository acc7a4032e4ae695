//! Checks the law files: vocabulary, classes and offences.

use std::collections::HashMap;

use super::condition::{condition, named};
use super::names::{Names, Sort};
use super::{Marked, cited, dates, support};
use crate::rules::compiled::ReportNames;
use crate::rules::compiled::answers::Answers;
use crate::rules::compiled::law::{
    About, Act, Asks, Class, Document, Effect, EffectQuestion, Fact, Intervention, Law, Limb,
    MadeOutBy, Marks, Maximum, Occasion, Offence, Term, Wording,
};
use crate::rules::syntax::ast::{self, Entry, File, Head, Item, Kind, OccasionMark, OccasionWhen};
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
    law.parts_group = facts_that(&law, |fact| fact.parts_group);
    law.links_occasions = facts_that(&law, |fact| fact.links_occasions);
    refuse_links(&law, names);
    law.names = ReportNames::of(&law);
    law.judged_in_test = facts_that(&law, |f| f.judgement && f.about == About::Recording);
    law.judged_of_pair = facts_that(&law, |f| f.judgement && f.about == About::Pair);
    let taken_as_true = law.facts.iter().enumerate().filter(|(_, fact)| fact.taken == Some(true));
    law.taken = Answers::all(taken_as_true.map(|(n, _)| n));
    if occasion.is_none() {
        let message = "nothing says what an occasion is";
        let help = "declare it with `occasion NAME cite … when any act or …`".to_owned();
        names.problem(Diagnostic::new(Problem::Missing, message, Span::default()).help(help));
    }
    law
}

/// Returns the numbers of the facts for which something holds.
fn facts_that(law: &Law, holds: impl Fn(&Fact) -> bool) -> Vec<usize> {
    let facts = law.facts.iter().enumerate().filter(|(_, fact)| holds(fact));
    facts.map(|(n, _)| n).collect()
}

/// Reports facts that link occasions, and are not about a victim and a suspect.
fn refuse_links(law: &Law, names: &mut Names) {
    for fact in law.facts.iter().filter(|f| f.links_occasions && f.about != About::Pair) {
        let (name, about) = (&fact.term.name, fact.about.words());
        let message = format!("`{name}` is a fact about {about}, which links no occasions");
        names.problem(Diagnostic::new(Problem::WrongKind, message, fact.term.support.at));
    }
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
        Kind::Source { later } => law.sources.push(Document {
            id: head.name.value.clone(),
            title: title(head),
            later: later.as_ref().map(|(from, words)| (from.value, words.clone())),
        }),
        Kind::Class { group, subgroup } => {
            support(head, names);
            law.classes.push(Class {
                name: head.name.value.clone(),
                title: title(head),
                group: group.value.clone(),
                subgroup: subgroup.as_ref().map(|name| name.value.clone()),
            });
        }
        Kind::Act { entry, given_as } => {
            let given_as = given_as.as_ref().filter(|c| names.codes(c.value, c.value, c.span));
            let given_as = given_as.map(|code| code.value);
            law.acts.push(Act { term: term(head, entry, names), given_as });
        }
        Kind::Effect { entry, asked, alone } => {
            let term = term(head, entry, names);
            law.effect_questions.extend(asked.then(|| effect_question(&term, head, names)));
            law.effects.push(Effect { term, alone: *alone });
        }
        Kind::Feature { question: Some(question), .. } => {
            let term = term(head, &Entry::of(question), names);
            law.effect_questions.push(effect_question(&term, head, names));
        }
        Kind::Fact(fact) => law.facts.push(Fact {
            term: term(head, &fact.entry, names),
            taken: fact.taken,
            about: fact.about,
            judgement: fact.judgement,
            parts_group: fact.parts_group,
            links_occasions: fact.links_occasions,
        }),
        Kind::Reporter { entry } => law.reporters.push(term(head, entry, names)),
        Kind::Wording { question, asks } => {
            law.wordings.push(wording(head, question, *asks, names))
        }
        Kind::Intervention { entry, ends_course } => {
            let (term, ends_course) = (term(head, entry, names), *ends_course);
            law.interventions.push(Intervention { term, ends_course });
        }
        Kind::Relationship { entry } => law.relationships.push(term(head, entry, names)),
        Kind::Occasion { when, unless } => {
            law.occasion = self::occasion(head, when, unless, names);
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

fn occasion(
    head: &Head,
    when: &[OccasionWhen],
    unless: &[ast::Name],
    names: &mut Names,
) -> Occasion {
    let mut occasion = Occasion {
        name: head.name.value.clone().into(),
        support: support(head, names),
        ..Occasion::default()
    };
    let mut fact: Option<Span> = None;
    for when in when {
        match when {
            OccasionWhen::Shows { marks, alone } => {
                let among = if *alone { &mut occasion.alone } else { &mut occasion.marks };
                *among = marks.iter().fold(*among, |all, mark| all.union(shown(mark, names)));
            }
            OccasionWhen::GivenByCode(name) => {
                occasion.part_of_course = names.untaken_fact(name, About::Incident);
                if let Some(first) = fact.replace(name.span) {
                    let message = "a second line says which crimes given by code are occasions";
                    let problem = Diagnostic::new(Problem::DuplicateName, message, name.span);
                    names.problem(problem.also(first, "the first"));
                }
            }
        }
    }
    let never = unless.iter().filter_map(|name| names.marks(name));
    occasion.never = never.fold(Marks::default(), Marks::union);
    occasion
}

fn shown(mark: &OccasionMark, names: &mut Names) -> Marks {
    match mark {
        OccasionMark::AnyAct => Marks { acts: u64::MAX, effects: 0 },
        OccasionMark::Named(name) => names.marks(name).unwrap_or_default(),
    }
}

fn title(head: &Head) -> String {
    head.title.as_ref().map_or_else(|| head.name.value.clone(), |title| title.value.clone())
}

fn term(head: &Head, entry: &ast::Entry, names: &mut Names) -> Term {
    entry.also_called.iter().for_each(|other| names.also_called(other, &head.name));
    let also_called = entry.also_called.iter().map(|other| other.value.clone()).collect();
    Term { also_called, ..plain_term(head, &entry.question, names) }
}

fn plain_term(head: &Head, question: &str, names: &mut Names) -> Term {
    Term {
        name: head.name.value.clone(),
        also_called: Vec::new(),
        question: question.to_owned(),
        support: support(head, names),
    }
}

fn effect_question(term: &Term, head: &Head, names: &mut Names) -> EffectQuestion {
    EffectQuestion { term: term.clone(), effects: names.marks(&head.name).unwrap_or_default() }
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
    Wording { term: plain_term(head, template, names), around_age, asks }
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
    let mut trial = written.trial;
    for (changed, maximum, days) in &written.maxima {
        let days = dates::window(days, names);
        maximum_days.push((maximum.span, days));
        trial = changed.unwrap_or(trial);
        maxima.push((Maximum { trial, sentence: maximum.value }, days));
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
        maxima,
        basis: written.basis,
        of_individuals: written.of_individuals,
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
