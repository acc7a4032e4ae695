//! Prints an edition as if it stood alone: its head, the forms of one offence, the sets that its
//! rules name, and all its rules, with amendments applied, under headings.

use std::collections::BTreeSet;

use super::amend::Written;
use crate::rules::compiled::Printed;
use crate::rules::syntax::ast::{Base, Change, Edition, File, Form, Item, Kind, Set};
use crate::rules::syntax::{print_bare, print_rule};

pub(super) fn printed(edition: &Written<'_>, rules: &[Item], files: &[File]) -> Printed {
    let head = Edition { amends: None, ..edition.edition.clone() };
    let head = Item { head: edition.head.clone(), kind: Kind::Edition(head) };
    let mut named = BTreeSet::new();
    for rule in rules {
        if let Kind::Change(Change::Rule(form)) = &rule.kind {
            sets_of(form).into_iter().for_each(|set| names(set, &mut named));
        }
    }
    let all: Vec<&Item> = files.iter().flat_map(|file| &file.items).collect();
    while let Some(more) = further(&all, &named) {
        named = more;
    }
    let told = |item: &&&Item| match item.kind {
        Kind::Set { .. } => named.contains(item.head.name.value.as_str()),
        Kind::Forms { .. } => true,
        _ => false,
    };
    let sets = all.iter().filter(told).copied();
    let mut printed = Printed::default();
    let mut section = "";
    // Comments are left out, because they refer to files and changes.
    for item in std::iter::once(&head).chain(sets).chain(rules) {
        let mut heading = None;
        let (kind, text, form) = match &item.kind {
            Kind::Change(Change::Rule(form)) => {
                if section_of(form) != section {
                    section = section_of(form);
                    heading = Some(section);
                }
                let (text, form) = print_rule(&item.head, form);
                ("rule", text, form)
            }
            kind => {
                let word = match kind {
                    Kind::Set { .. } => "set",
                    Kind::Forms { .. } => "forms",
                    _ => "edition",
                };
                let text = print_bare(item);
                let form = text.len();
                (word, text, form)
            }
        };
        printed.add(kind, &item.head.name.value, heading, &text, form);
    }
    printed
}

/// Returns the heading under which a rule is printed.
fn section_of(form: &Form) -> &'static str {
    match form {
        Form::Stop { .. } => "The recording test",
        Form::Continue(_)
        | Form::Series { .. }
        | Form::OnceADay { .. }
        | Form::StandApart { .. } => "Crimes recorded before",
        Form::Disapply { .. } | Form::Presume { .. } => "What a course of conduct makes out",
        Form::Principal { .. }
        | Form::Refer { .. }
        | Form::Order(_)
        | Form::LookUpTable(_)
        | Form::General { .. } => "Which crime is principal",
        Form::InAddition { .. } | Form::AlsoRecord { .. } => "What is recorded in addition",
        Form::Count { .. } => "What is not counted beside it",
        Form::Caution { .. } => "What to review",
    }
}

/// Adds the names that the named sets refer to. `None` if there are no more.
fn further(items: &[&Item], named: &BTreeSet<String>) -> Option<BTreeSet<String>> {
    let mut more = named.clone();
    for item in items {
        match &item.kind {
            Kind::Set { codes } if named.contains(&item.head.name.value) => names(codes, &mut more),
            _ => {}
        }
    }
    (more.len() > named.len()).then_some(more)
}

/// Collects the names of the sets that a set refers to.
fn names(set: &Set, named: &mut BTreeSet<String>) {
    let bases = set.iter().flat_map(|item| std::iter::once(&item.base).chain(&item.except));
    named.extend(bases.filter_map(|base| match base {
        Base::Named(name) => Some(name.value.clone()),
        _ => None,
    }));
}

fn sets_of(form: &Form) -> Vec<&Set> {
    match form {
        Form::Principal { over: a, under: b }
        | Form::Refer { one: a, other: b }
        | Form::InAddition { principal: a, most_serious_of: b }
        | Form::Count { offences: a, but_not: b } => vec![a, b],
        Form::Order(sets) | Form::LookUpTable(sets) => sets.iter().collect(),
        Form::General { over, under, except } => vec![over, under, except],
        Form::Disapply { offences, .. } | Form::AlsoRecord { offences } => vec![offences],
        Form::Stop { only, except, .. } => only.iter().chain([except]).collect(),
        Form::Series { of, .. } | Form::OnceADay { of, .. } => vec![of],
        Form::Caution { of, beside, .. } => {
            of.iter().chain(beside.iter().map(|(_, other)| other)).collect()
        }
        Form::Continue(rule) => {
            let only = rule.only.iter().map(|(only, _)| only);
            [&rule.of, &rule.including].into_iter().chain(only).collect()
        }
        Form::Presume { .. } | Form::StandApart { .. } => Vec::new(),
    }
}
