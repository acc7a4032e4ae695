//! The summary for people who read.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use counting_rules::Rules;
use counting_rules::audit::{OfQuestion, OfRule, Rate};

use super::kinds::{KINDS, in_words};
use super::work::Findings;

/// Findings, with what is wanted to tell them.
pub(crate) struct About<'a> {
    pub(crate) findings: &'a Findings,
    pub(crate) score: bool,
    titles: BTreeMap<String, String>,
}

/// A count with commas.
pub(crate) fn grouped(count: u64) -> String {
    let digits = count.to_string();
    let mut text = String::new();
    for (n, digit) in digits.chars().enumerate() {
        if n > 0 && (digits.len() - n).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

pub(crate) fn percent(rate: &Rate) -> String {
    format!("{:.1} % ({:.1} to {:.1})", rate.share * 100.0, rate.low * 100.0, rate.high * 100.0)
}

/// So many lines of a list are told; the rest are in the data.
const MOST: usize = 12;

impl<'a> About<'a> {
    pub(crate) fn new(rules: &Rules, findings: &'a Findings, score: bool) -> About<'a> {
        let mut titles = BTreeMap::new();
        for offence in rules.offences() {
            for class in offence.classes {
                titles.entry(class.class).or_insert(class.title);
            }
        }
        About { findings, score, titles }
    }

    /// A class with its name, or what stands for one.
    pub(crate) fn class(&self, class: &str) -> String {
        match self.titles.get(class) {
            Some(title) => format!("{class} {title}"),
            None => class.to_owned(),
        }
    }

    /// The kinds of disagreement, the most first.
    pub(crate) fn kinds(&self) -> Vec<(&str, u64)> {
        let count = |name| self.findings.kinds.get(name).copied().unwrap_or(0);
        let mut kinds: Vec<(&str, u64)> =
            KINDS.iter().map(|(name, _)| (in_words(name), count(*name))).collect();
        kinds.retain(|(_, count)| *count > 0);
        kinds.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
        kinds
    }

    pub(crate) fn rules(&self) -> Vec<(&str, &OfRule)> {
        let rules = self.findings.tally.by_rule.iter();
        let mut rules: Vec<(&str, &OfRule)> = rules.map(|(name, of)| (name.as_str(), of)).collect();
        rules.sort_by(|a, b| b.1.count.cmp(&a.1.count).then(a.0.cmp(b.0)));
        rules
    }

    pub(crate) fn questions(&self) -> Vec<(&str, &OfQuestion)> {
        let all = self.findings.tally.by_question.iter();
        let mut all: Vec<(&str, &OfQuestion)> = all.map(|(name, of)| (name.as_str(), of)).collect();
        all.sort_by(|a, b| b.1.count.cmp(&a.1.count).then(a.0.cmp(b.0)));
        all
    }

    /// The classes that crimes should be of, the most often first.
    pub(crate) fn expected(&self) -> Vec<(&str, Rate)> {
        let tally = &self.findings.tally;
        let mut names: Vec<&str> =
            tally.by_class.values().flat_map(|row| row.keys().map(String::as_str)).collect();
        names.sort_unstable();
        names.dedup();
        let mut found: Vec<(&str, Rate)> = names
            .into_iter()
            .filter(|name| self.titles.contains_key(*name))
            .map(|name| (name, tally.found(name)))
            .collect();
        found.sort_by(|a, b| b.1.of.cmp(&a.1.of).then(a.0.cmp(b.0)));
        found
    }

    pub(crate) fn text(&self) -> String {
        let mut text = String::new();
        // Into a string: it cannot fail.
        let _ = self.write(&mut text);
        text
    }

    fn write(&self, out: &mut String) -> std::fmt::Result {
        let tally = &self.findings.tally;
        let all = tally.verdicts;
        writeln!(
            out,
            "Reports audited: {}; victims: {}.",
            grouped(tally.reports),
            grouped(all.all())
        )?;
        let editions: Vec<&str> = tally.by_edition.keys().map(String::as_str).collect();
        if !editions.is_empty() {
            writeln!(out, "Under {}.", editions.join(", "))?;
        }
        writeln!(out)?;
        let line = |out: &mut String, what: &str, count: u64| {
            writeln!(out, "  {what:46} {:>10}", grouped(count))
        };
        line(out, "Recorded as the rules say", all.agrees)?;
        line(out, "Recorded otherwise", all.disagrees)?;
        line(out, "Not settled: facts that nobody asked for", all.unsettled)?;
        line(out, "For the registrar: the rules do not settle it", all.for_the_registrar)?;
        line(out, "Could not be read", self.findings.rejects)?;
        if self.findings.not_used > 0 {
            line(out, "NOT USED: people that no incident joins", self.findings.not_used)?;
        }
        match all.right() {
            Rate { of: 0, .. } => {
                writeln!(out, "\nNothing is settled, so nothing is right or wrong.")?
            }
            right => {
                writeln!(out, "\nRight, of what is settled: {}", percent(&right))?;
                writeln!(
                    out,
                    "  (in brackets the 95 % interval of the whole, if this is a dip sample of it)"
                )?;
            }
        }
        if !self.findings.kinds.is_empty() {
            writeln!(out, "\nWhat went wrong")?;
            self.kinds().into_iter().try_for_each(|(kind, count)| line(out, kind, count))?;
        }
        self.write_classes(out)?;
        self.write_rules(out)?;
        if self.score { self.write_score(out) } else { Ok(()) }
    }

    fn write_classes(&self, out: &mut String) -> std::fmt::Result {
        if self.expected().is_empty() {
            return Ok(());
        }
        writeln!(
            out,
            "\nFound in its class, of the crimes that should be there; the others are recorded as"
        )?;
        for (class, rate) in self.expected().into_iter().take(MOST) {
            writeln!(
                out,
                "  {:46} {} of {}, {}",
                cut(&self.class(class), 46),
                grouped(rate.count),
                grouped(rate.of),
                percent(&rate)
            )?;
            let hidden = self.findings.tally.hidden(class);
            let hidden: Vec<String> =
                hidden.iter().take(4).map(|(at, n)| format!("{at} {}", grouped(*n))).collect();
            if !hidden.is_empty() {
                writeln!(out, "    {}", hidden.join(", "))?;
            }
        }
        Ok(())
    }

    fn write_rules(&self, out: &mut String) -> std::fmt::Result {
        if !self.findings.tally.by_rule.is_empty() {
            writeln!(out, "\nDisagreements by the rule that decided")?;
        }
        for (name, rule) in self.rules().into_iter().take(MOST) {
            writeln!(out, "  {name:46} {:>10}  {}", grouped(rule.count), rule.standing)?;
            for cites in &rule.cites {
                writeln!(out, "    {cites}")?;
            }
        }
        if !self.findings.tally.by_question.is_empty() {
            writeln!(out, "\nNot settled, by what is to be asked")?;
        }
        for (fact, of) in self.questions().into_iter().take(MOST) {
            writeln!(out, "  {fact:46} {:>10}", grouped(of.count))?;
            for question in &of.question {
                writeln!(out, "    {question}")?;
            }
        }
        Ok(())
    }

    fn write_score(&self, out: &mut String) -> std::fmt::Result {
        let score = &self.findings.score;
        writeln!(out, "\nMisrecordings that were planted")?;
        writeln!(
            out,
            "  {:28} {:>8} {:>8} {:>7} {:>10} {:>9} {:>7}",
            "", "settled", "found", "recall", "precision", "open", "listed"
        )?;
        for (name, kind) in &score.kinds {
            writeln!(
                out,
                "  {name:28} {:>8} {:>8} {:>7.3} {:>10.3} {:>9} {:>7.3}",
                grouped(kind.planted),
                grouped(kind.found),
                kind.recall(),
                kind.precision(),
                grouped(kind.open),
                kind.listed()
            )?;
        }
        writeln!(
            out,
            "  Of {} reports with nothing planted {} disagree.",
            grouped(score.clean),
            grouped(score.false_alarms)
        )
    }
}

/// The beginning of a text.
pub(crate) fn cut(text: &str, most: usize) -> String {
    if text.chars().count() <= most {
        return text.to_owned();
    }
    let mut short: String = text.chars().take(most - 1).collect();
    short.push('…');
    short
}
