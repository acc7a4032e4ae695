//! Resolves the sets of offences and the rules of an edition, and refuses what makes no sense.

use std::collections::HashMap;

use super::condition::condition;
use super::names::{Names, Sort};
use super::{Known, support};
use crate::precedence::Says;
use crate::rules::compiled::law::Law;
use crate::rules::compiled::{Base, Continuation, Filter, Form, Keys, Rule, Set, SetItem, Tables};
use crate::rules::syntax::ast;
use crate::words::diagnostic::{Diagnostic, Problem};
use crate::words::terms::Code;
use crate::words::text::Span;

/// The limit on how deep sets may name one another.
const MOST_DEEP: usize = 12;
/// The limit on the parts of a set, counting the parts of the sets it names each time.
const MOST_PARTS: usize = 1000;

fn parts(item: &SetItem) -> usize {
    let of = |base: &Base| match base {
        Base::Set(set) => set.iter().map(parts).sum(),
        _ => 1,
    };
    of(&item.base) + item.except.iter().map(of).sum::<usize>()
}

/// The sets of all files by name, each resolved once.
#[derive(Default)]
pub(super) struct Sets<'a> {
    written: HashMap<&'a str, &'a ast::Item>,
    resolved: HashMap<String, Set>,
    waiting: Vec<String>,
    /// The name of the set or the rule being resolved.
    head: Span,
    /// Everything an offence has ever been, used to find empty sets. `None` if they are not looked
    /// for, or if the law has mistakes, which may be why a set is empty.
    ever: Option<Keys<'a>>,
}

impl<'a> Sets<'a> {
    /// Collects the sets and the forms of all files, and resolves them.
    pub(super) fn collect(
        files: &'a [ast::File],
        law: &'a Law,
        known: Known,
        names: &mut Names,
    ) -> Sets<'a> {
        let ever = known == Known::Nothing && names.problems.is_empty();
        let ever = ever.then(|| Keys::ever(law));
        let mut sets = Sets { ever, ..Sets::default() };
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

    /// Returns the set of that name. One that depends on itself is reported, and replaced by
    /// `anything`.
    fn named(&mut self, name: &ast::Name, names: &mut Names) -> Set {
        if let Some(set) = self.resolved.get(&name.value) {
            return set.clone();
        }
        if self.waiting.contains(&name.value) {
            let message = format!("set `{}` rests on itself", name.value);
            names.problem(Diagnostic::new(Problem::Circle, message, name.span));
            return anything();
        }
        if self.waiting.len() >= MOST_DEEP {
            let message = format!("sets rest on one another more than {MOST_DEEP} deep");
            names.problem(Diagnostic::new(Problem::Circle, message, name.span));
            return anything();
        }
        let Some(item) = self.written.get(name.value.as_str()).copied() else {
            names.find(name, &[Sort::Set, Sort::Forms]);
            return anything();
        };
        self.waiting.push(name.value.clone());
        let outer = std::mem::replace(&mut self.head, item.head.name.span);
        let set = match &item.kind {
            ast::Kind::Set { codes } => self.set(codes, names),
            ast::Kind::Forms { codes } => {
                codes.iter().filter_map(|code| self::code(code, code, names)).collect()
            }
            _ => Set::new(),
        };
        self.head = outer;
        self.waiting.pop();
        self.resolved.insert(name.value.clone(), set.clone());
        set
    }

    fn set(&mut self, written: &ast::Set, names: &mut Names) -> Set {
        let (mut set, mut size) = (Set::new(), 0);
        for item in written {
            let read = self.item(item, names);
            size += read.as_ref().map_or(0, parts);
            if size > MOST_PARTS {
                let message = format!("the set comes to more than {MOST_PARTS} parts");
                let help = "sets that it names are written out; name each only once".to_owned();
                names.problem(Diagnostic::new(Problem::Circle, message, self.head).help(help));
                return anything();
            }
            set.extend(read);
        }
        set
    }

    fn item(&mut self, item: &ast::SetItem, names: &mut Names) -> Option<SetItem> {
        let base = self.base(&item.base, names);
        let except: Vec<Base> =
            item.except.iter().filter_map(|base| self.base(base, names)).collect();
        let filters = item.filters.iter().map(filter).collect();
        let read = SetItem { base: base?, filters, except };
        self.refuse_empty(item, &read, names);
        Some(read)
    }

    /// Reports an item that never contains an offence, whatever its class and maximum.
    fn refuse_empty(&self, written: &ast::SetItem, item: &SetItem, names: &mut Names) {
        let told_already = matches!(&item.base, Base::Set(set) if set.is_empty());
        let Some(ever) = self.ever.as_ref().filter(|_| !told_already) else { return };
        if ever.in_set(std::slice::from_ref(item)).is_clear() {
            let place = place(&written.base).unwrap_or(self.head);
            let message = "no offence is in this part of the set";
            let help = "take it out, or take less out of it".to_owned();
            names.problem(Diagnostic::new(Problem::Empty, message, place).help(help));
        }
    }

    fn base(&mut self, base: &ast::Base, names: &mut Names) -> Option<Base> {
        Some(match base {
            ast::Base::All => Base::All,
            ast::Base::Code(one) => code(one, one, names)?.base,
            ast::Base::Range(first, last) => code(first, last, names)?.base,
            ast::Base::Class(name) => Base::Class(names.class(name)?),
            ast::Base::Group(name) => Base::Group(names.group(name)?),
            ast::Base::Subgroup(name) => Base::Subgroup(names.subgroup(name)?),
            ast::Base::Named(name) => {
                names.uses(name);
                Base::Set(self.named(name, names))
            }
        })
    }

    /// Resolves a rule of an edition.
    pub(super) fn rule(&mut self, item: &ast::Item, names: &mut Names) -> Option<Rule> {
        let ast::Kind::Change(ast::Change::Rule(form)) = &item.kind else { return None };
        self.head = item.head.name.span;
        Some(Rule {
            name: item.head.name.value.clone().into(),
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
                refuse_twice(sets, names);
                Form::Order(sets.iter().map(|set| self.set(set, names)).collect())
            }
            ast::Form::LookUpTable(rows) => {
                refuse_twice(rows, names);
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
            ast::Form::Caution { says, of, beside, when } => {
                let when = when.as_ref().map(|when| condition(when, names));
                Form::Caution {
                    says: says.clone().into(),
                    of: self.set(of, names),
                    beside: beside.as_ref().map(|(how, other)| (*how, self.set(other, names))),
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
            ast::Form::StandApart { says } => Form::StandApart { says: says.clone().into() },
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
                .and_then(|fact| names.fact(fact, ast::About::RecordedCrime)),
            including: self.set(&rule.including, names),
        }
    }
}

/// Replaces a set that could not be resolved, so that no further problems are reported of it.
fn anything() -> Set {
    vec![SetItem { base: Base::All, filters: Vec::new(), except: Vec::new() }]
}

fn code(first: &ast::Node<Code>, last: &ast::Node<Code>, names: &mut Names) -> Option<SetItem> {
    let span = Span { end: last.span.end, ..first.span };
    let known = names.codes(first.value, last.value, span);
    let base = Base::Codes(first.value, last.value);
    known.then_some(SetItem { base, filters: Vec::new(), except: Vec::new() })
}

/// Returns the place of an item of a set; `None` for `all`, whose place is not kept.
fn place(base: &ast::Base) -> Option<Span> {
    match base {
        ast::Base::All => None,
        ast::Base::Code(code) => Some(code.span),
        ast::Base::Range(first, last) => Some(Span { end: last.span.end, ..first.span }),
        ast::Base::Class(name)
        | ast::Base::Group(name)
        | ast::Base::Subgroup(name)
        | ast::Base::Named(name) => Some(name.span),
    }
}

/// Reports codes that stand in two places of one order or table, which would give them two ranks.
fn refuse_twice(rows: &[ast::Set], names: &mut Names) {
    let mut seen: Vec<(Code, Code, Span)> = Vec::new();
    for item in rows.iter().flatten().filter(|item| item.except.is_empty()) {
        let (first, last) = match &item.base {
            ast::Base::Code(one) => (one, one),
            ast::Base::Range(first, last) => (first, last),
            _ => continue,
        };
        let span = Span { end: last.span.end, ..first.span };
        let met = |(from, to, _): &&(Code, Code, Span)| first.value <= *to && *from <= last.value;
        if let Some((from, _, earlier)) = seen.iter().find(met) {
            let message = format!("`{}` has two places in this order", first.value.max(*from));
            let problem = Diagnostic::new(Problem::Contradiction, message, span);
            names.problem(problem.also(*earlier, "the first"));
        }
        seen.push((first.value, last.value, span));
    }
}

/// Reports a second rule on recorded crimes. An edition has one: either how conduct continues them,
/// or that they stand apart.
pub(super) fn refuse_second_word(items: &[ast::Item], names: &mut Names) {
    let of_recorded = |item: &&ast::Item| {
        let ast::Kind::Change(ast::Change::Rule(form)) = &item.kind else { return false };
        matches!(form, ast::Form::Continue(_) | ast::Form::StandApart { .. })
    };
    let mut rules = items.iter().filter(of_recorded);
    let Some(first) = rules.next() else { return };
    for other in rules {
        let message = "an edition has one rule on crimes recorded before, and this is another";
        let help = "write one rule of the two, or take one out".to_owned();
        let problem = Diagnostic::new(Problem::Contradiction, message, other.head.name.span);
        let problem = problem.also(first.head.name.span, "the first").help(help);
        // An edition that amends this one would report it again.
        names.problem_once(problem);
    }
}

/// Reports rules that put an offence over itself, because it is in both of their sets.
pub(super) fn clashes(law: &Law, tables: &Tables, items: &[ast::Item]) -> Vec<Diagnostic> {
    let codes: Vec<Code> =
        law.offences.iter().flat_map(|o| o.maxima.iter().map(|_| o.code)).collect();
    let mut problems = Vec::new();
    for (rule, says) in &tables.precedence.rules {
        let (Says::Principal { over, under }, Some(item)) = (says, items.get(*rule)) else {
            continue;
        };
        let both = over.iter().zip(under).position(|(over, under)| *over && *under);
        if let Some(code) = both.and_then(|key| codes.get(key)) {
            let message = format!("this rule puts `{code}` over itself: it is in both sets");
            let help = format!("take it out of one of them with `except {code}`");
            let place = item.head.name.span;
            problems.push(Diagnostic::new(Problem::Contradiction, message, place).help(help));
        }
    }
    problems
}

fn filter(filter: &ast::Filter) -> Filter {
    match filter {
        ast::Filter::Under(sentence) => Filter::Under(*sentence),
        ast::Filter::AtMost(sentence) => Filter::AtMost(*sentence),
        ast::Filter::Trial(trial) => Filter::Trial(*trial),
        ast::Filter::Basis(basis) => Filter::Basis(*basis),
    }
}
