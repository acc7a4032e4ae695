//! Dates that must fit together: no hole, no overlap, nothing that runs backwards.

use super::amend::Written;
use super::names::Names;
use crate::diagnostic::{Diagnostic, Problem};
use crate::edition::law::Window;
use crate::syntax::ast;
use crate::text::Span;

/// The days of a window; one that ends before it begins is a problem.
pub(super) fn window(written: &ast::Window, names: &mut Names) -> Window {
    if let (Some(from), Some(until)) = (&written.from, &written.until)
        && until.value < from.value
    {
        let message = format!("{} comes before {}", until.value, from.value);
        names.problem(
            Diagnostic::new(Problem::Dates, message, until.span).also(from.span, "begins here"),
        );
    }
    let day = |date: &Option<ast::Node<crate::date::Date>>| date.as_ref().map(|date| date.value);
    Window { from: day(&written.from), until: day(&written.until) }
}

/// The day to which an edition was reviewed; one before its first day is a problem.
pub(super) fn reviewed_to(edition: &ast::Edition, names: &mut Names) -> Option<crate::date::Date> {
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

/// Values of one thing over time: each must begin on the day after the one before ends.
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

/// Editions in force by date: no day twice, and no hole between the first and the last.
pub(super) fn editions(written: &[Written<'_>], names: &mut Names) {
    let mut in_force = Vec::new();
    for edition in written {
        let (place, head) = (edition.head.name.span, edition.edition);
        let days = window(&head.in_force, names);
        match (days.from, &head.counted_as_of) {
            (Some(_), None) => in_force.push((edition.head, days)),
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
    }
    in_force.sort_by_key(|(_, days)| days.from);
    let windows: Vec<(Span, Window)> =
        in_force.iter().map(|(head, days)| (head.name.span, *days)).collect();
    follow_on("edition", &windows, names);
}
