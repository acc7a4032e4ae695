//! Checks that dates fit together: no gap, no overlap, and nothing that runs backwards.

use super::amend::Written;
use super::names::Names;
use crate::rules::compiled::law::Window;
use crate::rules::syntax::ast;
use crate::words::diagnostic::{Diagnostic, Problem};
use crate::words::text::Span;

/// Returns the days of a window, and reports one that ends before it begins.
pub(super) fn window(written: &ast::Window, names: &mut Names) -> Window {
    if let (Some(from), Some(until)) = (&written.from, &written.until)
        && until.value < from.value
    {
        let message = format!("{} comes before {}", until.value, from.value);
        names.problem(
            Diagnostic::new(Problem::Dates, message, until.span).also(from.span, "begins here"),
        );
    }
    let day =
        |date: &Option<ast::Node<crate::words::date::Date>>| date.as_ref().map(|date| date.value);
    Window { from: day(&written.from), until: day(&written.until) }
}

/// Returns the day to which an edition was reviewed, and reports one before its first day.
pub(super) fn reviewed_to(
    edition: &ast::Edition,
    names: &mut Names,
) -> Option<crate::words::date::Date> {
    let to = edition.reviewed_to.as_ref()?;
    let first = edition.in_force.from.as_ref().or(edition.counted_as_of.as_ref());
    if let Some(first) = first.filter(|first| to.value < first.value) {
        let message = format!("{} comes before {}", to.value, first.value);
        let help = "write the last day of reports for which the edition was reviewed".to_owned();
        let problem = Diagnostic::new(Problem::Dates, message, to.span);
        names.problem(problem.also(first.span, "the edition begins here").help(help));
    }
    Some(to.value)
}

/// Checks successive values of one thing: each must begin on the day after the previous one ends.
pub(super) fn follow_on(what: &str, windows: &[(Span, Window)], names: &mut Names) {
    for pair in windows.windows(2) {
        let [(before, earlier), (place, later)] = pair else { continue };
        if earlier.until.is_none() || later.from.map(|day| day.day_before()) != earlier.until {
            let message = format!("this {what} must begin on the day after the one before it ends");
            let help = earlier.until.map_or_else(
                || "the one before it has no `until`".to_owned(),
                |until| format!("the one before it ends on {until}"),
            );
            let problem = Diagnostic::new(Problem::Dates, message, *place);
            names.problem(problem.also(*before, "the one before it").help(help));
        }
    }
}

/// Returns the days on which each edition is in force, and reports overlaps and gaps between the
/// first and the last. An edition without a last day ends on the day before the next one begins.
pub(super) fn editions(written: &[Written<'_>], names: &mut Names) -> Vec<Window> {
    let mut all = Vec::new();
    let mut in_force = Vec::new();
    for (n, edition) in written.iter().enumerate() {
        let (place, head) = (edition.head.name.span, edition.edition);
        let days = window(&head.in_force, names);
        match (days.from, &head.counted_as_of) {
            (Some(from), None) => in_force.push((from, n, place)),
            (None, Some(_)) if days.until.is_none() => {}
            _ => names.problem(
                Diagnostic::new(
                    Problem::Dates,
                    format!("edition `{}` needs one first day", edition.head.name.value),
                    place,
                )
                .help("write `in force from DATE`, or `counted as of DATE` where it never was in force".to_owned()),
            ),
        }
        all.push(days);
    }
    in_force.sort_by_key(|(from, ..)| *from);
    for pair in in_force.windows(2) {
        let [(from, n, before), (next, m, place)] = pair else { continue };
        let Some([days, later]) = all.get_disjoint_mut([*n, *m]).ok() else { continue };
        if from == next {
            let message = format!("two editions come into force on {next}");
            let problem = Diagnostic::new(Problem::Dates, message, *place);
            let help = "give one of them another first day, or write `counted as of` where it never was in force";
            names.problem(problem.also(*before, "the other").help(help.to_owned()));
            continue;
        }
        days.until.get_or_insert(next.day_before());
        follow_on("edition", &[(*before, *days), (*place, *later)], names);
    }
    all
}
