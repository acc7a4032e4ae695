//! Resolves the sets of offences and the rules of an edition, and refuses what makes no sense.

use std::collections::HashMap;

use super::condition::condition;
use super::names::{Names, Sort};
use super::{Checks, contradiction, support};
use crate::rules::compiled::law::Law;
use crate::rules::compiled::{Base, Continuation, Filter, Form, Keys, Rule, Set, SetItem};
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
        checks: Checks,
        names: &mut Names,
    ) -> Sets<'a> {
        let ever = checks == Checks::All && names.problems.is_empty();
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
                contradiction::refuse_twice(sets, names);
                Form::Order(sets.iter().map(|set| self.set(set, names)).collect())
            }
            ast::Form::LookUpTable(rows) => {
                contradiction::refuse_twice(rows, names);
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
                    says: says.clone(),
                    of: of.as_ref().map(|of| self.set(of, names)),
                    beside: beside.as_ref().map(|(how, other)| (*how, self.set(other, names))),
                    when: when.flatten(),
                }
            }
            ast::Form::Stop { outcome, record, only, except, when } => Form::Stop {
                outcome: *outcome,
                record: record.clone(),
                only: only.as_ref().map(|only| self.set(only, names)),
                except: self.set(except, names),
                when: condition(when, names)?,
            },
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
            ast::Form::Series { of, closed_by } => {
                Form::Series { of: self.set(of, names), closed_by: interventions(closed_by, names) }
            }
            ast::Form::OnceADay { of, unless } => {
                let of = self.set(of, names);
                Form::OnceADay { of, unless: names.fact(unless, ast::About::Incident)? }
            }
            ast::Form::StandApart { says } => Form::StandApart { says: says.clone().into() },
        })
    }
}

impl Sets<'_> {
    fn continuation(&mut self, rule: &ast::Continuation, names: &mut Names) -> Continuation {
        let only = rule.only.as_ref().and_then(|(of, when)| {
            let of = self.set(of, names);
            Some((of, condition(when, names)?))
        });
        Continuation {
            of: self.set(&rule.of, names),
            only,
            closed_by: interventions(&rule.closed_by, names),
            months: rule.months.value,
            unless: rule
                .unless
                .as_ref()
                .and_then(|fact| names.fact(fact, ast::About::RecordedCrime)),
            including: self.set(&rule.including, names),
        }
    }
}

fn interventions(kinds: &[ast::Name], names: &mut Names) -> Vec<usize> {
    let found = kinds.iter().filter_map(|kind| names.find(kind, &[Sort::Intervention]));
    found.map(|kind| kind.number).collect()
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

fn filter(filter: &ast::Filter) -> Filter {
    match filter {
        ast::Filter::Under(sentence) => Filter::Under(*sentence),
        ast::Filter::AtMost(sentence) => Filter::AtMost(*sentence),
        ast::Filter::Trial(trial) => Filter::Trial(*trial),
        ast::Filter::Basis(basis) => Filter::Basis(*basis),
    }
}
