//! The course-of-conduct graph: each occasion is joined to the next unless the course ended between
//! the two.

use maud::html;

use super::svg::{lines, svg, text};
use super::{Band, Entry, Lane, Picture, fitting};

/// The number of occasions in a row.
const ACROSS: usize = 6;
/// What stands in place of a graph without occasions.
const NO_COURSE: &str = "There is no course of conduct: no incident is an occasion of one.";

const BOX: (f64, f64) = (140.0, 44.0);
const STEP: (f64, f64) = (162.0, 64.0);

impl Lane {
    pub(super) fn of<'a>(&'a self, course: &'a Band) -> impl Iterator<Item = (usize, &'a Entry)> {
        course.entries.iter().filter_map(|n| self.incidents.get(*n).map(|entry| (*n, entry)))
    }

    fn name(&self, course: &Band) -> String {
        match course.occasions {
            1 => format!("{}: a single occasion", self.who),
            count => format!("{}: a course of {count} occasions", self.who),
        }
    }
}

impl Entry {
    /// The text below the id.
    fn second_line(&self) -> String {
        match self.occasions {
            1 => self.first.to_string(),
            count => format!("{}, {count} occasions", self.first),
        }
    }
}

impl Picture {
    fn courses(&self) -> impl Iterator<Item = (usize, &Lane, usize, &Band)> {
        let lanes = self.lanes.iter().enumerate();
        lanes.flat_map(|(l, lane)| {
            lane.courses.iter().enumerate().map(move |(c, course)| (l, lane, c, course))
        })
    }

    /// The course-of-conduct graph as a self-contained SVG picture.
    pub fn graph(&self) -> String {
        let mut y = 44.0;
        let mut drawn = Vec::new();
        for (_, lane, _, course) in self.courses() {
            let name = lane.name(course);
            let name = lines(&name, 130);
            for name in &name {
                drawn
                    .push(html! { g font-weight="bold" { (text(20.0, y + 14.0, "start", name)) } });
                y += 16.0;
            }
            y += 8.0;
            let rows = course.entries.len().div_ceil(ACROSS);
            let entries: Vec<&Entry> = lane.of(course).map(|(_, entry)| entry).collect();
            for (n, entry) in entries.iter().enumerate() {
                let (x, top) =
                    (20.0 + STEP.0 * (n % ACROSS) as f64, y + STEP.1 * (n / ACROSS) as f64);
                let joined = n > 0;
                let wraps = n % ACROSS == 0;
                drawn.push(html! {
                    @if joined && wraps {
                        path fill="none" stroke="black" d=(format!(
                            "M{:.0} {:.0}v{:.0}H{:.0}v{:.0}",
                            20.0 + STEP.0 * (ACROSS - 1) as f64 + BOX.0 / 2.0, top - STEP.1 + BOX.1,
                            (STEP.1 - BOX.1) / 2.0, x + BOX.0 / 2.0, (STEP.1 - BOX.1) / 2.0,
                        )) {}
                    } @else if joined {
                        line x1=(x - STEP.0 + BOX.0) x2=(x) y1=(top + BOX.1 / 2.0) y2=(top + BOX.1 / 2.0) stroke="black" {}
                    }
                    rect x=(x) y=(top) width=(BOX.0) height=(BOX.1) rx="6" fill="white" stroke="black" {}
                    text x=(x + BOX.0 / 2.0) y=(top + 18.0) text-anchor="middle" {
                        (fitting(&entry.id, BOX.0 - 8.0)) title { (entry.id) }
                    }
                    text x=(x + BOX.0 / 2.0) y=(top + 35.0) text-anchor="middle" font-size="11" {
                        (entry.second_line())
                    }
                });
            }
            y += STEP.1 * rows as f64 + 8.0;
        }
        if drawn.is_empty() {
            drawn.push(text(20.0, y + 14.0, "start", NO_COURSE));
            y += 24.0;
        }
        let inside = html! { @for piece in &drawn { (piece) } };
        svg("graph", &self.title, &self.in_words(), y + 10.0, inside).into_string()
    }

    /// The course-of-conduct graph in Mermaid syntax, for Markdown documents.
    pub fn mermaid(&self) -> String {
        let quoted = |words: &str| {
            let text: String = words.chars().map(entity).collect();
            format!("\"{text}\"")
        };
        let mut text = String::from("flowchart TB\n");
        if self.courses().next().is_none() {
            text.push_str(&format!("  none[{}]\n", quoted(NO_COURSE)));
        }
        for (l, lane, c, course) in self.courses() {
            let name = quoted(&lane.name(course));
            text.push_str(&format!("  subgraph c{l}x{c} [{name}]\n    direction LR\n"));
            let mut before: Option<usize> = None;
            for (n, entry) in lane.of(course) {
                let label =
                    format!("{}<br/>{}", quoted(&entry.id).trim_matches('"'), entry.second_line());
                text.push_str(&format!("    n{l}x{n}[\"{label}\"]\n"));
                if let Some(before) = before {
                    text.push_str(&format!("    n{l}x{before} --- n{l}x{n}\n"));
                }
                before = Some(n);
            }
            text.push_str("  end\n");
        }
        text
    }

    /// The course-of-conduct graph in the DOT language of Graphviz.
    pub fn dot(&self) -> String {
        let quoted =
            |words: &str| format!("\"{}\"", words.replace('\\', "\\\\").replace('"', "\\\""));
        let mut text = format!(
            "graph {} {{\n  rankdir=LR;\n  node [shape=box, style=rounded];\n",
            quoted(&self.title)
        );
        if self.courses().next().is_none() {
            text.push_str(&format!("  none [label={}];\n", quoted(NO_COURSE)));
        }
        for (l, lane, c, course) in self.courses() {
            text.push_str(&format!("  subgraph cluster_{l}_{c} {{\n"));
            text.push_str(&format!("    label={};\n", quoted(&lane.name(course))));
            let mut before: Option<usize> = None;
            for (n, entry) in lane.of(course) {
                let label = quoted(&format!("{}\n{}", entry.id, entry.second_line()));
                text.push_str(&format!("    n{l}_{n} [label={}];\n", label.replace('\n', "\\n")));
                if let Some(before) = before {
                    text.push_str(&format!("    n{l}_{before} -- n{l}_{n};\n"));
                }
                before = Some(n);
            }
            text.push_str("  }\n");
        }
        text.push_str("}\n");
        text
    }
}

/// Escapes a character that has a meaning in Mermaid.
fn entity(c: char) -> String {
    if c.is_alphanumeric() || matches!(c, ' ' | '-' | '.' | ',' | ':' | '_' | '(' | ')' | '/') {
        return c.to_string();
    }
    format!("#{};", u32::from(c))
}
