//! What every picture has: its frame, its title, and texts that are not cut off.

use maud::{Markup, html};

pub(super) use crate::show::text::lines;

/// The width of a picture.
pub(super) const WIDTH: f64 = 1000.0;

/// The height of a line of the title.
const LINE: f64 = 20.0;

/// A picture whose element ids are unique, so that two can be on one page. What is inside begins
/// below one line of the title; a longer title moves it down.
pub(super) fn svg(id: &str, title: &str, words: &str, height: f64, inside: Markup) -> Markup {
    let titles = lines(title, 100);
    let more = LINE * (titles.len() - 1) as f64;
    let height = format!("{:.0}", height + more);
    html! {
        svg xmlns="http://www.w3.org/2000/svg" viewBox=(format!("0 0 {WIDTH:.0} {height}"))
            width=(format!("{WIDTH:.0}")) height=(height) role="img" aria-labelledby=(format!("{id}-title {id}-words"))
            font-family="sans-serif" font-size="12" {
            title id=(format!("{id}-title")) { (title) }
            desc id=(format!("{id}-words")) { (words) }
            rect width="100%" height="100%" fill="white" {}
            g font-size="16" font-weight="bold" {
                @for (n, title) in titles.iter().enumerate() {
                    (text(10.0, 24.0 + LINE * n as f64, "start", title))
                }
            }
            @if more > 0.0 {
                g transform=(format!("translate(0 {more:.0})")) { (inside) }
            } @else {
                (inside)
            }
        }
    }
}

pub(super) fn text(x: f64, y: f64, anchor: &str, words: &str) -> Markup {
    html! { text x=(place(x)) y=(place(y)) text-anchor=(anchor) { (words) } }
}

pub(super) fn place(value: f64) -> String {
    format!("{value:.1}")
}
