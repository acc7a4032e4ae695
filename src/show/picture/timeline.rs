//! The timeline: a row for each kind of thing, and a mark for each day.

use maud::{Markup, html};

use super::{Entry, Lane, Picture, fitting};
use crate::words::date::Date;

const LABELS: f64 = 230.0;
const PLOT: f64 = 740.0;
const ROW: f64 = 20.0;
const WIDTH: f64 = LABELS + PLOT + 30.0;

/// Maps days to positions.
struct Scale {
    from: Date,
    days: f64,
}

impl Scale {
    fn at(&self, day: Date) -> f64 {
        LABELS + PLOT * (self.from.days_until(day) as f64 / self.days)
    }

    /// Where the mark of an entry begins and ends. Marks of the same days are drawn side by side,
    /// as far as the width of a day allows.
    fn of(&self, entry: &Entry) -> (f64, f64) {
        let (n, count) = (entry.place.0 as f64, entry.place.1 as f64);
        let room = f64::min(0.7 * PLOT / self.days, 14.0 * (count - 1.0));
        let aside = if count > 1.0 { room * (n / (count - 1.0) - 0.5) } else { 0.0 };
        (self.at(entry.first) + aside, self.at(entry.last) + aside)
    }

    /// Where the marks of a course begin and end.
    fn across<'a>(&self, entries: impl Iterator<Item = &'a Entry>) -> Option<(f64, f64)> {
        entries.map(|entry| self.of(entry)).reduce(|a, b| (a.0.min(b.0), a.1.max(b.1)))
    }
}

/// What a row of marks shows; the shapes differ, so that no colour is needed.
#[derive(Clone, Copy)]
enum Shape {
    Act,
    Effect,
    Offence,
}

impl Picture {
    /// The incidents in time, as a self-contained SVG picture: for each victim and group a band for
    /// each course of conduct, the incidents, a row for each act, effect and offence given, what
    /// the police and courts did, and crimes recorded earlier.
    pub fn timeline(&self) -> String {
        let days = self.lanes.iter().flat_map(Lane::days);
        let (first, last) = (days.clone().min(), days.max());
        let (Some(first), Some(last)) = (first, last) else {
            return svg("timeline", &self.title, "There is nothing to show.", 60.0, html! {})
                .into_string();
        };
        let margin = i64::max(1, first.days_until(last) / 40);
        let scale = Scale { from: first.after_days(-margin), days: 0.0 };
        let days = scale.from.days_until(last.after_days(margin)).max(1) as f64;
        let scale = Scale { days, ..scale };
        let mut y = 70.0;
        let mut lanes = Vec::new();
        for lane in &self.lanes {
            let (drawn, height) = lane.draw(&scale, y);
            lanes.push(drawn);
            y += height + 16.0;
        }
        let inside = html! {
            (axis(&scale, y))
            @for lane in &lanes { (lane) }
        };
        svg("timeline", &self.title, &self.in_words(), y + 10.0, inside).into_string()
    }
}

/// A picture whose element ids are unique, so that two can be on one page.
pub(super) fn svg(id: &str, title: &str, words: &str, height: f64, inside: Markup) -> Markup {
    let height = format!("{height:.0}");
    html! {
        svg xmlns="http://www.w3.org/2000/svg" viewBox=(format!("0 0 {WIDTH:.0} {height}"))
            width=(format!("{WIDTH:.0}")) height=(height) role="img" aria-labelledby=(format!("{id}-title {id}-words"))
            font-family="sans-serif" font-size="12" {
            title id=(format!("{id}-title")) { (title) }
            desc id=(format!("{id}-words")) { (words) }
            rect width="100%" height="100%" fill="white" {}
            text x="10" y="24" font-size="16" font-weight="bold" { (fitting(title, 1200.0)) }
            (inside)
        }
    }
}

fn place(value: f64) -> String {
    format!("{value:.1}")
}

/// Labels for the days, and a vertical line for each.
fn axis(scale: &Scale, bottom: f64) -> Markup {
    html! {
        @for day in ticks(scale) {
            line x1=(place(scale.at(day))) x2=(place(scale.at(day))) y1="52" y2=(place(bottom)) stroke="#ccc" {}
            text x=(place(scale.at(day))) y="46" text-anchor="middle" font-size="11" { (day) }
        }
    }
}

/// At most nine days to label: days, weeks, months or years apart.
fn ticks(scale: &Scale) -> Vec<Date> {
    let end = scale.from.after_days(scale.days as i64);
    for step in [1, 2, 7, 14] {
        let count = scale.days as i64 / step;
        if count <= 8 {
            return (0..=count).map(|n| scale.from.after_days(n * step)).collect();
        }
    }
    for step in [1, 2, 3, 6, 12, 24, 60, 120, 240, 600, 1200, 6000] {
        let mut days = Vec::new();
        let mut day = scale.from.first_of_month().after_months(1);
        while day <= end && days.len() <= 8 {
            days.push(day);
            let next = day.after_months(step);
            if next <= day {
                break;
            }
            day = next;
        }
        if days.len() <= 8 {
            return days;
        }
    }
    vec![scale.from, end]
}

impl Lane {
    fn days(&self) -> impl Iterator<Item = Date> + Clone {
        let incidents = self.incidents.iter().flat_map(|entry| [entry.first, entry.last]);
        let others = self.interventions.iter().chain(&self.recorded).map(|(day, _)| *day);
        incidents.chain(others)
    }

    /// Draws the lane from `top` down, and returns its height.
    fn draw(&self, scale: &Scale, top: f64) -> (Markup, f64) {
        let mut rows: Vec<Markup> = Vec::new();
        let mut y = top + 16.0;
        let result = if self.result.is_empty() { "nothing recorded" } else { &self.result };
        let heading = format!("{}: {result}", self.who);
        let mut row = |drawn: &dyn Fn(f64) -> Markup, label: &str| {
            y += ROW;
            let mid = y;
            rows.push(html! {
                text x="20" y=(place(mid + 4.0)) {
                    (fitting(label, LABELS - 30.0)) title { (label) }
                }
                (drawn(mid))
            });
        };
        if self.courses.iter().any(|course| course.occasions > 1) {
            row(&|y| self.bands(scale, y), "course of conduct");
        }
        row(&|_| html! {}, "");
        row(&|y| self.entries(scale, y), "incidents");
        for (shape, of) in [
            (Shape::Act, (|e: &Entry| &e.acts) as fn(&Entry) -> &Vec<String>),
            (Shape::Effect, |e| &e.effects),
            (Shape::Offence, |e| &e.offences),
        ] {
            let mut names: Vec<&String> = self.incidents.iter().flat_map(of).collect();
            names.sort();
            names.dedup();
            for name in names {
                let marked = || self.incidents.iter().filter(|entry| of(entry).contains(name));
                row(&|y| html! { @for e in marked() { (mark(shape, scale, e, y)) } }, name);
            }
        }
        for (label, dated) in
            [("police and courts", &self.interventions), ("recorded before", &self.recorded)]
        {
            for (day, words) in dated {
                row(&|y| flag(scale, *day, words, y), label);
            }
        }
        let height = y + ROW - top;
        let drawn = html! {
            line x1="10" x2=(place(WIDTH - 10.0)) y1=(place(top)) y2=(place(top)) stroke="black" {}
            text x="10" y=(place(top + 18.0)) font-weight="bold" {
                (fitting(&heading, WIDTH - 20.0)) title { (heading) }
            }
            @for row in &rows { (row) }
        };
        (drawn, height)
    }

    fn bands(&self, scale: &Scale, y: f64) -> Markup {
        html! {
            @for course in self.courses.iter().filter(|course| course.occasions > 1) {
                @let (from, to) = scale.across(self.of(course).map(|(_, e)| e)).unwrap_or_default();
                @let (from, to) = (from - 6.0, to + 6.0);
                @let words = format!("{} occasions", course.occasions);
                rect x=(place(from)) y=(place(y - 8.0)) width=(place(to - from)) height="16" rx="3"
                    fill="#e4e4e4" stroke="black" { title { (words) } }
                @if to - from > 90.0 {
                    text x=(place((from + to) / 2.0)) y=(place(y + 4.0)) text-anchor="middle" { (words) }
                }
            }
        }
    }

    /// The incidents, joined if they belong to one course, with their ids where there is room.
    fn entries(&self, scale: &Scale, y: f64) -> Markup {
        let labels = self.labels(scale);
        html! {
            @for course in &self.courses {
                @let (from, to) = scale.across(self.of(course).map(|(_, e)| e)).unwrap_or_default();
                line x1=(place(from)) x2=(place(to)) y1=(place(y)) y2=(place(y)) stroke="black" stroke-width="1.5" {}
            }
            @for entry in &self.incidents {
                @let (from, to) = scale.of(entry);
                @let fill = if entry.is_occasion { "black" } else { "white" };
                rect x=(place(from - 4.5)) y=(place(y - 4.5)) width=(place(to - from + 9.0)) height="9"
                    rx="4.5" fill=(fill) stroke="black" {
                    title { (entry.in_words()) }
                }
            }
            @for (x, label) in &labels {
                text x=(place(*x)) y=(place(y - 10.0)) text-anchor="middle" font-size="11" { (label) }
            }
        }
    }

    /// Where ids are drawn. Ids that would overlap are shown as the first one and how many follow.
    fn labels(&self, scale: &Scale) -> Vec<(f64, String)> {
        let mut labels: Vec<(f64, &str, usize)> = Vec::new();
        for entry in &self.incidents {
            let (from, to) = scale.of(entry);
            let x = (from + to) / 2.0;
            match labels.last_mut() {
                Some((at, _, more)) if x - *at < 62.0 => *more += 1,
                _ => labels.push((x, &entry.id, 0)),
            }
        }
        let told = labels.into_iter().map(|(x, id, more)| match more {
            0 => (x, fitting(id, 60.0)),
            more => (x, format!("{} +{more}", fitting(id, 34.0))),
        });
        told.collect()
    }
}

impl Entry {
    fn in_words(&self) -> String {
        let days = match self.first == self.last {
            true => self.first.to_string(),
            false => format!("{} to {}", self.first, self.last),
        };
        let occasions = match (self.is_occasion, self.occasions) {
            (false, _) => "; not an occasion".to_owned(),
            (true, 1) => String::new(),
            (true, count) => format!("; {count} occasions"),
        };
        let shows: Vec<&str> = self
            .acts
            .iter()
            .chain(&self.effects)
            .chain(&self.offences)
            .map(String::as_str)
            .collect();
        format!("{}, {days}{occasions}: {}", self.id, shows.join(", "))
    }
}

/// Acts are dots, effects diamonds and offences squares; a line joins the ends of a span of days.
fn mark(shape: Shape, scale: &Scale, entry: &Entry, y: f64) -> Markup {
    let (from, to) = scale.of(entry);
    let one = |x: f64| match shape {
        Shape::Act => html! { circle cx=(place(x)) cy=(place(y)) r="3.5" {} },
        Shape::Effect => html! {
            path d=(format!("M{x:.1} {:.1}l5 5l-5 5l-5 -5z", y - 5.0)) fill="white" stroke="black" {}
        },
        Shape::Offence => html! {
            rect x=(place(x - 4.0)) y=(place(y - 4.0)) width="8" height="8" fill="#888" stroke="black" {}
        },
    };
    html! {
        @if to > from {
            line x1=(place(from)) x2=(place(to)) y1=(place(y)) y2=(place(y)) stroke="black" {}
            (one(from)) (one(to))
        } @else {
            (one(from))
        }
    }
}

/// A day with words beside it, on the side that has room.
fn flag(scale: &Scale, day: Date, words: &str, y: f64) -> Markup {
    let x = scale.at(day);
    let right = x < LABELS + PLOT * 0.6;
    let (at, anchor) = if right { (x + 9.0, "start") } else { (x - 9.0, "end") };
    let words = format!("{words}, {day}");
    html! {
        path d=(format!("M{x:.1} {:.1}l6 -10l-12 0z", y + 5.0)) fill="white" stroke="black" {}
        text x=(place(at)) y=(place(y + 4.0)) text-anchor=(anchor) {
            (fitting(&words, PLOT * 0.55)) title { (words) }
        }
    }
}
