//! The timeline: a row for each kind of thing, and a mark for each day.

use maud::{Markup, html};

use super::svg::{WIDTH, lines, place, svg, text};
use super::{Entry, Lane, Picture, fitting};
use crate::words::date::Date;

const LABELS: f64 = 230.0;
const PLOT: f64 = WIDTH - LABELS - 30.0;
const ROW: f64 = 20.0;

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

/// What a mark shows; the shapes differ, so that no colour is needed.
#[derive(Clone, Copy)]
enum Shape {
    Occasion,
    NoOccasion,
    Act,
    Effect,
    Offence,
    Flag,
}

/// What the marks mean, with the width of the words.
const LEGEND: [(Shape, &str, f64); 6] = [
    (Shape::Occasion, "occasion of conduct", 150.0),
    (Shape::NoOccasion, "incident, but no occasion", 180.0),
    (Shape::Act, "act", 60.0),
    (Shape::Effect, "effect", 80.0),
    (Shape::Offence, "offence given by code", 160.0),
    (Shape::Flag, "police, courts, or a crime recorded before", 300.0),
];

impl Picture {
    /// The incidents in time, as a self-contained SVG picture: for each victim and group a band for
    /// each course of conduct, the incidents, a row for each act, effect and offence given, what
    /// the police and courts did, and crimes recorded earlier.
    pub fn timeline(&self) -> String {
        let days = self.lanes.iter().flat_map(Lane::days);
        let (first, last) = (days.clone().min(), days.max());
        let (Some(first), Some(last)) = (first, last) else {
            let words = "There is nothing to show: no incident names anybody.";
            let inside = text(20.0, 58.0, "start", words);
            return svg("timeline", &self.title, words, 70.0, inside).into_string();
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
            (legend(y + 8.0))
        };
        svg("timeline", &self.title, &self.in_words(), y + 26.0, inside).into_string()
    }
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
        let result = if self.result.is_empty() { "nothing recorded" } else { &self.result };
        let heading = lines(&format!("{}: {result}", self.who), 130);
        let mut y = top + 16.0 * heading.len() as f64;
        let mut row = |drawn: &dyn Fn(f64) -> Markup, label: &str| {
            y += ROW;
            let mid = y;
            let label = lines(label, 32);
            y += 13.0 * (label.len() - 1) as f64;
            rows.push(html! {
                @for (n, label) in label.iter().enumerate() {
                    (text(20.0, mid + 4.0 + 13.0 * n as f64, "start", label))
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
            @for (n, heading) in heading.iter().enumerate() {
                g font-weight="bold" { (text(10.0, top + 18.0 + 16.0 * n as f64, "start", heading)) }
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
            @for entry in longest_first(&self.incidents) {
                @let (from, to) = scale.of(entry);
                (span(from, to, y, entry.is_occasion, &entry.in_words()))
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

/// A mark over some days. Over several it is grey, so that marks of days between stand out on it.
fn span(from: f64, to: f64, y: f64, is_occasion: bool, words: &str) -> Markup {
    let fill = match (is_occasion, to > from) {
        (false, _) => "white",
        (true, true) => "#aaa",
        (true, false) => "black",
    };
    html! {
        rect x=(place(from - 4.5)) y=(place(y - 4.5)) width=(place(to - from + 9.0)) height="9"
            rx="4.5" fill=(fill) stroke="black" {
            title { (words) }
        }
    }
}

/// The entries in the order in which none hides another.
fn longest_first(entries: &[Entry]) -> Vec<&Entry> {
    let mut all: Vec<&Entry> = entries.iter().collect();
    all.sort_by_key(|entry| std::cmp::Reverse(entry.first.days_until(entry.last)));
    all
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

/// The mark of an entry in a row; a line joins the ends of a span of days.
fn mark(shape: Shape, scale: &Scale, entry: &Entry, y: f64) -> Markup {
    let (from, to) = scale.of(entry);
    html! {
        @if to > from {
            line x1=(place(from)) x2=(place(to)) y1=(place(y)) y2=(place(y)) stroke="black" {}
            (one(shape, from, y)) (one(shape, to, y))
        } @else {
            (one(shape, from, y))
        }
    }
}

/// A single mark.
fn one(shape: Shape, x: f64, y: f64) -> Markup {
    match shape {
        Shape::Occasion => span(x, x, y, true, "occasion"),
        Shape::NoOccasion => span(x, x, y, false, "no occasion"),
        Shape::Act => html! { circle cx=(place(x)) cy=(place(y)) r="3.5" {} },
        Shape::Effect => html! {
            path d=(format!("M{x:.1} {:.1}l5 5l-5 5l-5 -5z", y - 5.0)) fill="white" stroke="black" {}
        },
        Shape::Offence => html! {
            rect x=(place(x - 4.0)) y=(place(y - 4.0)) width="8" height="8" fill="#888" stroke="black" {}
        },
        Shape::Flag => html! {
            path d=(format!("M{x:.1} {:.1}l6 -10l-12 0z", y + 5.0)) fill="white" stroke="black" {}
        },
    }
}

/// What the marks mean, in a line below the picture.
fn legend(y: f64) -> Markup {
    let mut x = 20.0;
    let placed = LEGEND.map(|(shape, words, wide)| {
        let at = x;
        x += wide;
        (shape, words, at)
    });
    html! {
        @for (shape, words, x) in placed {
            (one(shape, x, y)) (text(x + 11.0, y + 4.0, "start", words))
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
        (one(Shape::Flag, x, y))
        text x=(place(at)) y=(place(y + 4.0)) text-anchor=(anchor) {
            (fitting(&words, PLOT * 0.55)) title { (words) }
        }
    }
}
