//! Charts, as SVG that stands in the page.

use counting_rules::audit::Rate;
use maud::{Markup, html};

use super::summary::{cut, grouped, percent};

const WIDTH: f64 = 760.0;
const LABEL: f64 = 330.0;
const ROW: f64 = 30.0;

fn svg(words: &str, height: f64, inside: &Markup) -> Markup {
    html! {
        svg viewBox=(format!("0 0 {WIDTH} {height}")) role="img" aria-label=(words) { (inside) }
    }
}

fn share(count: u64, of: u64) -> f64 {
    if of == 0 { 0.0 } else { count as f64 / of as f64 }
}

/// One bar of several parts; the legend below it tells the counts.
pub(crate) fn parts(words: &str, parts: &[(&str, u64, &str)]) -> Markup {
    let all: u64 = parts.iter().map(|(_, count, _)| count).sum();
    let mut at = 0.0;
    let placed = parts.iter().map(|(label, count, class)| {
        let width = share(*count, all) * WIDTH;
        let from = at;
        at += width;
        (*label, *count, *class, from, width)
    });
    let placed: Vec<(&str, u64, &str, f64, f64)> = placed.collect();
    let columns = WIDTH / parts.len().max(1) as f64;
    svg(
        words,
        92.0,
        &html! {
            @for (_, _, class, from, width) in &placed {
                rect.(*class) x=(format!("{from:.1}")) y="0" width=(format!("{width:.1}")) height="36" {}
            }
            @for (n, (label, count, class, ..)) in placed.iter().enumerate() {
                @let x = n as f64 * columns;
                rect.(*class) x=(format!("{x:.1}")) y="54" width="12" height="12" rx="2" {}
                text x=(format!("{:.1}", x + 18.0)) y="64" { (label) }
                text.number x=(format!("{:.1}", x + 18.0)) y="84" {
                    (grouped(*count)) " (" (format!("{:.1}", share(*count, all) * 100.0)) " %)"
                }
            }
        },
    )
}

/// A bar for each row, the longest as wide as there is room.
pub(crate) fn bars(words: &str, class: &str, rows: &[(String, u64)]) -> Markup {
    let most = rows.iter().map(|(_, count)| *count).max().unwrap_or(0);
    let room = WIDTH - LABEL - 90.0;
    svg(
        words,
        ROW * rows.len() as f64 + 4.0,
        &html! {
            @for (n, (label, count)) in rows.iter().enumerate() {
                @let y = n as f64 * ROW;
                @let width = share(*count, most) * room;
                text.label x=(LABEL - 10.0) y=(y + 19.0) text-anchor="end" { (cut(label, 41)) title { (label) } }
                rect.(class) x=(LABEL) y=(y + 5.0) width=(format!("{width:.1}")) height="20" rx="2" {}
                text.number x=(format!("{:.1}", LABEL + width + 8.0)) y=(y + 19.0) { (grouped(*count)) }
            }
        },
    )
}

/// A share for each row, with its interval, from 0 to 100.
pub(crate) fn shares(words: &str, rows: &[(String, Rate)]) -> Markup {
    let room = WIDTH - LABEL - 150.0;
    let x = |share: f64| format!("{:.1}", LABEL + share * room);
    let bottom = ROW * rows.len() as f64 + 6.0;
    svg(
        words,
        bottom + 22.0,
        &html! {
            @for tenth in [0.0, 0.25, 0.5, 0.75, 1.0] {
                line.grid x1=(x(tenth)) x2=(x(tenth)) y1="0" y2=(bottom) {}
                text.axis x=(x(tenth)) y=(bottom + 16.0) text-anchor="middle" { (format!("{:.0} %", tenth * 100.0)) }
            }
            @for (n, (label, rate)) in rows.iter().enumerate() {
                @let y = n as f64 * ROW;
                text.label x=(LABEL - 10.0) y=(y + 19.0) text-anchor="end" { (cut(label, 41)) title { (label) } }
                rect.right x=(LABEL) y=(y + 8.0) width=(format!("{:.1}", rate.share * room)) height="14" rx="2" {}
                line.whisker x1=(x(rate.low)) x2=(x(rate.high)) y1=(y + 15.0) y2=(y + 15.0) {}
                @for end in [rate.low, rate.high] {
                    line.whisker x1=(x(end)) x2=(x(end)) y1=(y + 10.0) y2=(y + 20.0) {}
                }
                text.number x=(WIDTH) y=(y + 19.0) text-anchor="end" { (percent(rate)) }
            }
        },
    )
}

/// Whether a cell of the table is right: the same class, or nothing where there is no crime.
fn right(recorded: &str, should_be: &str) -> bool {
    recorded == should_be
        || (recorded == "nothing"
            && ["no crime", "crime related incident", "addition"].contains(&should_be))
}

/// A table in which the shade of a cell tells its share of the column.
pub(crate) fn heat(words: &str, columns: &[&str], rows: &[(&str, Vec<u64>)]) -> Markup {
    let left = 130.0;
    let wide = ((WIDTH - left) / columns.len().max(1) as f64).min(110.0);
    let sums: Vec<u64> = (0..columns.len())
        .map(|n| rows.iter().filter_map(|(_, counts)| counts.get(n)).sum())
        .collect();
    svg(
        words,
        52.0 + ROW * rows.len() as f64,
        &html! {
            text.axis x=(left) y="14" { "should be" }
            text.axis x="0" y="40" { "recorded" }
            @for (n, column) in columns.iter().enumerate() {
                text.head x=(format!("{:.1}", left + (n as f64 + 0.5) * wide)) y="40" text-anchor="middle" { (cut(column.trim_start_matches("crime related "), (wide / 7.5) as usize)) title { (column) } }
            }
            @for (m, (row, counts)) in rows.iter().enumerate() {
                @let y = 48.0 + m as f64 * ROW;
                text.head x="0" y=(y + 20.0) { (cut(row, 16)) }
                @for (n, count) in counts.iter().enumerate() {
                    @let x = left + n as f64 * wide;
                    @let part = share(*count, sums.get(n).copied().unwrap_or(0));
                    @let same = columns.get(n).is_some_and(|column| right(row, column));
                    rect.cell x=(format!("{x:.1}")) y=(y) width=(format!("{:.1}", wide - 2.0)) height=(ROW - 2.0) {}
                    rect.(if same { "right" } else { "wrong" }) x=(format!("{x:.1}")) y=(y) width=(format!("{:.1}", wide - 2.0)) height=(ROW - 2.0)
                        fill-opacity=(format!("{:.2}", if *count == 0 { 0.0 } else { 0.12 + 0.88 * part })) {}
                    @if *count > 0 {
                        text.(if part > 0.5 { "strong" } else { "number" }) x=(format!("{:.1}", x + wide / 2.0 - 1.0)) y=(y + 19.0) text-anchor="middle" {
                            (grouped(*count))
                        }
                    }
                }
            }
        },
    )
}
