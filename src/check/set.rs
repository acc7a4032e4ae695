//! Sets of offences and the rules of an edition: names resolved, what makes no sense refused.

use std::collections::HashMap;

use super::condition::condition;
use super::names::{Names, Sort};
use super::support;
use crate::diagnostic::{Diagnostic, Problem};
use crate::edition::{Base, Continuation, Filter, Form, Rule, Set, SetItem};
use crate::syntax::ast;
use crate::terms::Code;
use crate::text::Span;

/// The sets of all files by name, each resolved once.
#[derive(Debug, Default)]
pub(super) struct Sets<'a> {
    written: HashMap<&'a str, &'a ast::Item>,
    resolved: HashMap<String, Set>,
    waiting: Vec<String>,
}

impl<'a> Sets<'a> {
    /// Finds the sets and the forms of all files, and resolves them.
    pub(super) fn collect(files: &'a [ast::File], names: &mut Names) -> Sets<'a> {
        let mut sets = Sets::default();
        for item in files.iter().flat_map(|file| &file.items) {
            if matches!(item.kind, ast::Kind::Set { .. } | ast::Kind::Forms { .. }) {
                sets.written.insert(&item.head.name.value, item);
            }
        }
        for item in files.iter().flat_map(|file| &file.items) {
            if sets.written.contains_key(item.head.name.value.as_str()) {
                sets.named(&item.head.name, names);
            }
        }
        sets
    }

    /// The set of that name. One that rests on itself is a problem, and empty.
    fn named(&mut self, name: &ast::Name, names: &mut Names) -> Set {
        if let Some(set) = self.resolved.get(&name.value) {
            return set.clone();
        }
        if self.waiting.contains(&name.value) {
            let message = format!("set `{}` rests on itself", name.value);
            names.problem(Diagnostic::new(Problem::Circle, message, name.span));
            return Set::new();
        }
        let Some(item) = self.written.get(name.value.as_str()).copied() else {
            names.find(name, &[Sort::Set, Sort::Forms]);
            return Set::new();
        };
        self.waiting.push(name.value.clone());
        let set = match &item.kind {
            ast::Kind::Set { codes } => self.set(codes, names),
            ast::Kind::Forms { codes } => {
                codes.iter().filter_map(|code| self::code(code, code, names)).collect()
            }
            _ => Set::new(),
        };
        self.waiting.pop();
        self.resolved.insert(name.value.clone(), set.clone());
        set
    }

    fn set(&mut self, written: &ast::Set, names: &mut Names) -> Set {
        let item = |item: &ast::SetItem| {
            let base = self.base(&item.base, names);
            let except: Vec<Base> =
                item.except.iter().filter_map(|base| self.base(base, names)).collect();
            let filters = item.filters.iter().map(filter).collect();
            Some(SetItem { base: base?, filters, except })
        };
        written.iter().filter_map(item).collect()
    }

    fn base(&mut self, base: &ast::Base, names: &mut Names) -> Option<Base> {
        Some(match base {
            ast::Base::All => Base::All,
            ast::Base::Code(one) => code(one, one, names)?.base,
            ast::Base::Range(first, last) => code(first, last, names)?.base,
            ast::Base::Class(name) => Base::Class(names.class(name)?),
            ast::Base::Group(name) => Base::Group(names.group(name)?),
            ast::Base::Subgroup(name) => Base::Subgroup(names.subgroup(name)?),
            ast::Base::Named(name) => Base::Set(self.named(name, names)),
        })
    }

    /// A rule of an edition.
    pub(super) fn rule(&mut self, item: &ast::Item, names: &mut Names) -> Option<Rule> {
        let ast::Kind::Change(ast::Change::Rule(form)) = &item.kind else { return None };
        Some(Rule {
            name: item.head.name.value.clone(),
            support: support(&item.head, names),
            form: self.form(form, names)?,
        })
    }

    fn form(&mut self, form: &ast::Form, names: &mut Names) -> Option<Form> {
        Some(match form {
            ast::Form::Principal { over, under } => {
                Form::Principal { over: self.set(over, names), under: self.set(under, names) }
            }
            ast::Form::Refer { one, other } => {
                Form::Refer { one: self.set(one, names), other: self.set(other, names) }
            }
            ast::Form::Order(sets) => {
                Form::Order(sets.iter().map(|set| self.set(set, names)).collect())
            }
            ast::Form::LookUpTable(rows) => {
                Form::LookUpTable(rows.iter().map(|row| self.set(row, names)).collect())
            }
            ast::Form::General { over, under, except } => Form::General {
                over: self.set(over, names),
                under: self.set(under, names),
                except: self.set(except, names),
            },
            ast::Form::Presume { condition: name, when, unless } => {
                let declared = names.find(name, &[Sort::Condition]);
                let when = condition(when, names);
                let unless = unless.as_ref().map(|unless| condition(unless, names));
                Form::Presume { condition: declared?.number, when: when?, unless: unless.flatten() }
            }
            ast::Form::Disapply { offences, when } => {
                let offences = self.set(offences, names);
                Form::Disapply { offences, when: condition(when, names)? }
            }
            ast::Form::Caution { says, principal, related, when } => {
                let when = when.as_ref().map(|when| condition(when, names));
                Form::Caution {
                    says: says.clone(),
                    principal: self.set(principal, names),
                    related: related.as_ref().map(|related| self.set(related, names)),
                    when: when.flatten(),
                }
            }
            ast::Form::Stop { outcome, when } => {
                Form::Stop { outcome: *outcome, when: condition(when, names)? }
            }
            ast::Form::AlsoRecord { offences } => {
                Form::AlsoRecord { offences: self.set(offences, names) }
            }
            ast::Form::InAddition { principal, most_serious_of } => Form::InAddition {
                principal: self.set(principal, names),
                most_serious_of: self.set(most_serious_of, names),
            },
            ast::Form::Count { offences, but_not } => Form::Count {
                offences: self.set(offences, names),
                but_not: self.set(but_not, names),
            },
            ast::Form::Continue(rule) => Form::Continue(Box::new(self.continuation(rule, names))),
            ast::Form::StandApart { says } => Form::StandApart { says: says.clone() },
        })
    }
}

impl Sets<'_> {
    fn continuation(&mut self, rule: &ast::Continuation, names: &mut Names) -> Continuation {
        let kinds = rule.closed_by.iter();
        Continuation {
            of: self.set(&rule.of, names),
            closed_by: kinds
                .filter_map(|k| names.find(k, &[Sort::Intervention]))
                .map(|k| k.number)
                .collect(),
            months: rule.months.value,
            unless: rule
                .unless
                .as_ref()
                .and_then(|f| names.find(f, &[Sort::Fact]))
                .map(|f| f.number),
            including: self.set(&rule.including, names),
        }
    }
}

fn code(first: &ast::Node<Code>, last: &ast::Node<Code>, names: &mut Names) -> Option<SetItem> {
    let span = Span { end: last.span.end, ..first.span };
    let known = names.codes(first.value, last.value, span);
    let base = Base::Codes(first.value, last.value);
    known.then_some(SetItem { base, filters: Vec::new(), except: Vec::new() })
}

fn filter(filter: &ast::Filter) -> Filter {
    match filter {
        ast::Filter::Under(sentence) => Filter::Under(*sentence),
        ast::Filter::AtMost(sentence) => Filter::AtMost(*sentence),
        ast::Filter::Trial(trial) => Filter::Trial(*trial),
        ast::Filter::Basis(basis) => Filter::Basis(*basis),
    }
}
