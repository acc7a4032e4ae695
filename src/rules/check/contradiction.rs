//! Refuses rules of an edition that contradict one another or themselves.

use super::names::Names;
use crate::precedence::Says;
use crate::rules::compiled::Tables;
use crate::rules::compiled::law::Law;
use crate::rules::syntax::ast;
use crate::words::diagnostic::{Diagnostic, Problem};
use crate::words::terms::Code;
use crate::words::text::Span;

/// Reports codes that stand in two places of one order or table, which would give them two ranks.
pub(super) fn refuse_twice(rows: &[ast::Set], names: &mut Names) {
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

/// Returns what an edition has one rule on, if the form is of such a rule, and how to mend a second.
fn only_word(form: &ast::Form) -> Option<(&'static str, &'static str)> {
    match form {
        ast::Form::Continue(_) | ast::Form::StandApart { .. } => {
            Some(("crimes recorded before", "write one rule of the two, or take one out"))
        }
        ast::Form::Series { .. } => Some(("the series of recorded crimes", "take one out")),
        ast::Form::OnceADay { .. } => Some(("what counts once a day", "take one out")),
        _ => None,
    }
}

/// Reports a second rule on something on which an edition has one.
pub(super) fn refuse_second_word(items: &[ast::Item], names: &mut Names) {
    let mut said: Vec<(&str, Span)> = Vec::new();
    for item in items {
        let ast::Kind::Change(ast::Change::Rule(form)) = &item.kind else { continue };
        let Some((what, help)) = only_word(form) else { continue };
        let place = item.head.name.span;
        let Some((_, first)) = said.iter().find(|(earlier, _)| *earlier == what) else {
            said.push((what, place));
            continue;
        };
        let message = format!("an edition has one rule on {what}, and this is another");
        let problem = Diagnostic::new(Problem::Contradiction, message, place);
        // An edition that amends this one would report it again.
        names.problem_once(problem.also(*first, "the first").help(help.to_owned()));
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
