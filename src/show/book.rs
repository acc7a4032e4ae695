//! An edition as a book: each rule with its sources, and the order of the offences that the law
//! files define.

use maud::{Markup, html};

use super::document::{Document, Item};
use super::picture::drawn;
use super::sentences::named;
use crate::rules::compiled::{Edition, Rule};
use crate::words::terms::{Code, Standing};
use crate::workshop::examples::{self, ExampleRun};

/// An offence of the book: its code, and its key in the tables of the edition.
type Defined = (Code, usize);

impl Edition {
    /// The edition as a book: each rule in its own words, with its sources and how well they are
    /// known, and a table of the order of the offences that the law files define.
    ///
    /// ```
    /// # let rules = counting_rules::Rules::shipped()?;
    /// let book = rules.edition("hocr-2026-04")?.book();
    /// assert!(book.markdown().contains("conduct-tier-5"));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn book(&self) -> Document {
        let mut document = Document::default();
        document.title(format!("{}: {}", self.id, self.title));
        match self.in_force() {
            Some((from, Some(until))) => {
                document.say(format!("In force from {from} until {until}."));
            }
            Some((from, None)) => document.say(format!("In force from {from}.")),
            None => document.say(format!("Never in force; counted as of {}.", self.day)),
        }
        let examples = examples::decided(self);
        let printed = self.printed.items().filter(|item| item.kind == "rule");
        for (rule, item) in self.rules.iter().zip(printed) {
            if let Some(heading) = item.heading {
                document.title(heading);
            }
            document.heading(rule.name.as_str());
            self.tell_rule(rule, item.form, &examples, &mut document);
        }
        self.order_as_table(&mut document);
        document
    }

    /// The words of a rule, its sources, how well they are known, and the examples it decides.
    pub(super) fn tell_rule(
        &self,
        rule: &Rule,
        words: &str,
        examples: &[ExampleRun],
        document: &mut Document,
    ) {
        document.list(words.lines().map(|line| Item::new(line.trim())).collect());
        document.say(format!("Source: {}.", self.cites(&rule.support)));
        let standing = self.standing(&rule.support);
        if standing != Standing::Firm {
            document.say(format!("How well it is known: {standing}."));
        }
        rule.support.note.iter().for_each(|note| document.say(format!("Note: {note}.")));
        let decided = |run: &&ExampleRun| run.because.iter().any(|r| r.rule == rule.name.as_str());
        for run in examples.iter().filter(decided) {
            document.say(format!("Example: {} records {}.", run.example, run.got));
        }
    }

    /// The order of the offences that the law files define, as an SVG picture that stands alone:
    /// one that is principal stands above, and a line leads down to each that it is principal
    /// over and no other stands between.
    pub fn order_as_picture(&self) -> String {
        let defined = self.defined();
        let over: Vec<Vec<bool>> = defined
            .iter()
            .map(|one| defined.iter().map(|other| self.is_over(one.1, other.1)).collect())
            .collect();
        let is = |a: usize, b: usize| over.get(a).and_then(|row| row.get(b)).copied() == Some(true);
        let count = defined.len();
        let mut level = vec![0usize; count];
        // A circle would descend for ever.
        for _ in 0..count {
            for (a, b) in (0..count).flat_map(|a| (0..count).map(move |b| (a, b))) {
                let below = level.get(a).map_or(0, |level| level + 1).min(count);
                if is(a, b)
                    && !is(b, a)
                    && let Some(of_b) = level.get_mut(b)
                {
                    *of_b = below.max(*of_b);
                }
            }
        }
        let next = |a: usize, b: usize| is(a, b) && !(0..count).any(|c| is(a, c) && is(c, b));
        let place = |n: usize| {
            let at = level.get(n).copied().unwrap_or(0);
            let of_level: Vec<usize> = (0..count).filter(|m| level.get(*m) == Some(&at)).collect();
            let column = of_level.iter().position(|m| *m == n).unwrap_or(0) as f64;
            let x = 500.0 + 170.0 * (column - (of_level.len() as f64 - 1.0) / 2.0);
            (x, 70.0 + 70.0 * at as f64)
        };
        let height = 110.0 + 70.0 * level.iter().max().copied().unwrap_or(0) as f64;
        let lines = (0..count).flat_map(|a| (0..count).map(move |b| (a, b)));
        let words: Vec<String> = lines
            .clone()
            .filter(|(a, b)| next(*a, *b))
            .filter_map(|(a, b)| Some(format!("{} over {}", defined.get(a)?.0, defined.get(b)?.0)))
            .collect();
        let inside: Markup = html! {
            @for (a, b) in lines.filter(|(a, b)| next(*a, *b)) {
                @let ((x1, y1), (x2, y2)) = (place(a), place(b));
                // Straight down past the levels in between, and then across.
                path fill="none" stroke="black"
                    d=(format!("M{x1} {}V{}L{x2} {}", y1 + 16.0, y2 - 54.0, y2 - 16.0)) {}
            }
            @for (n, (code, _)) in defined.iter().enumerate() {
                @let (x, y) = place(n);
                rect x=(x - 55.0) y=(y - 16.0) width="110" height="32" rx="6" fill="white" stroke="black" {
                    title { (named(&self.law, *code)) }
                }
                text x=(x) y=(y + 5.0) text-anchor="middle" { (code) }
            }
        };
        drawn(&format!("Which is principal under {}", self.id), &words.join(", "), height, inside)
    }

    /// The offences that the law files define, in the order of their codes, with their keys.
    fn defined(&self) -> Vec<Defined> {
        let listed = |row: &usize| {
            let offence = self.law.offences.get(*row)?;
            let listed = offence.notifiable.contains(self.in_force.from.unwrap_or(self.day));
            listed.then(|| (offence.code, self.tables().key(&self.law, *row, self.day)))
        };
        let mut defined: Vec<Defined> = self.law.defined.iter().filter_map(listed).collect();
        defined.sort_unstable();
        defined.dedup_by_key(|(code, _)| *code);
        defined
    }

    fn is_over(&self, one: usize, other: usize) -> bool {
        self.tables().precedence.over(one, other)
    }

    fn order_as_table(&self, document: &mut Document) {
        let defined = self.defined();
        document.title("Which of two is principal");
        document.say("Of the offences that the law files define; + where that of the row is principal, - where that of the column is, R where the registrar decides.");
        let codes: Vec<String> = defined.iter().map(|(code, _)| code.to_string()).collect();
        let head: Vec<&str> = std::iter::once("").chain(codes.iter().map(String::as_str)).collect();
        let rows = defined.iter().map(|(code, key)| {
            let cell = |(other, its): &Defined| match (code == other, self.is_over(*key, *its)) {
                (true, _) => "",
                (_, true) => "+",
                _ if self.is_over(*its, *key) => "-",
                _ => "R",
            };
            let cells = defined.iter().map(|other| cell(other).to_owned());
            std::iter::once(code.to_string()).chain(cells).collect()
        });
        document.table(&head, rows.collect());
        let names = defined.iter().map(|(code, _)| Item::new(named(&self.law, *code)));
        document.list(names.collect());
    }
}
