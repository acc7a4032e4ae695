//! Which editions an example applies to.

use super::Whole;
use super::names::{Names, Sort};
use crate::rules::syntax::ast::Head;
use crate::rules::syntax::example as written;
use crate::rules::syntax::example::Under;
use crate::words::diagnostic::{Diagnostic, Problem};

/// Reports a removed example that does not apply to the edition anyway.
pub(super) fn removed(
    edition: &Whole<'_>,
    examples: &[(&Head, &written::Example)],
    editions: &[Whole<'_>],
    names: &mut Names,
) {
    for head in &edition.resolved.removes {
        if names.find(&head.name, &[Sort::Example]).is_none() {
            continue;
        }
        let name = &head.name;
        let Some((of, written)) = examples.iter().find(|(of, _)| of.name == *name) else {
            continue;
        };
        let gone = edition.resolved.without.contains(name.value.as_str());
        if gone || !speaks_of(written, edition, editions) {
            let id = &edition.written.head.name.value;
            let message = format!("the example `{}` says nothing of `{id}`", name.value);
            let help = match gone {
                true => "the edition that this one amends removes it: leave it out here",
                false => {
                    "leave it out: only an example that names the edition, by `all` too, is removed"
                }
            };
            let problem = Diagnostic::new(Problem::Amendment, message, name.span);
            names.problem(problem.also(of.name.span, "the example").help(help.to_owned()));
        }
    }
}

/// Whether an example applies to an edition, unless the edition removes it.
pub(super) fn speaks_of(
    written: &written::Example,
    edition: &Whole<'_>,
    editions: &[Whole<'_>],
) -> bool {
    written.under.iter().any(|under| match under {
        Under::All => true,
        Under::One(name) => edition.is_named(name),
        Under::AllFrom(name) => {
            let first = editions.iter().find(|e| e.is_named(name)).and_then(|e| e.in_force.from);
            first.is_some_and(|first| edition.in_force.from.is_some_and(|from| first <= from))
        }
    })
}

/// Resolves the editions that an example names; `all from` needs one that was in force.
pub(super) fn named(written: &written::Example, editions: &[Whole<'_>], names: &mut Names) {
    for under in &written.under {
        let (Under::One(name) | Under::AllFrom(name)) = under else { continue };
        if names.find(name, &[Sort::Edition]).is_none() || matches!(under, Under::One(_)) {
            continue;
        }
        let never = |e: &&Whole<'_>| e.is_named(name) && e.in_force.from.is_none();
        if let Some(edition) = editions.iter().find(never) {
            let message = format!("`{}` never was in force: none is after it", name.value);
            let problem = Diagnostic::new(Problem::Dates, message, name.span);
            let help =
                "write `all from` with an edition in force from a day, and this one by itself";
            let declared = edition.written.head.name.span;
            names.problem(problem.also(declared, "has no first day").help(help.to_owned()));
        }
    }
}
