//! What changes between two editions, as a document.

use super::document::{Document, Item};
use super::given::given;
use crate::rules::compiled::Edition;
use crate::rules::compiled::law::Law;
use crate::words::terms::Code;
use crate::words::text::in_words;
use crate::workshop::difference::{ChangedDecision, ChangedPairs, ChangedRule, Difference};

impl Difference {
    /// The difference in words: the smallest report of each kind of changed decision, then the
    /// pairs of offences that change places, and what was not explored. `edition` is the later one;
    /// it supplies the names of offences and facts.
    ///
    /// ```
    /// # let rules = counting_rules::Rules::shipped()?;
    /// let (before, after) = (rules.edition("hocr-2016-04")?, rules.edition("hmic-2017-07")?);
    /// let text = before.difference_within(after, Some(1_000)).document(after).text();
    /// assert!(text.contains("harassment-last"));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn document(&self, edition: &Edition) -> Document {
        let mut document = Document::default();
        document.title(format!("From {} to {}", self.before, self.after));
        if self.is_empty() {
            document.say("Nothing was found to change.");
        }
        for (n, changed) in self.decisions.iter().enumerate() {
            decision(&mut document, n + 1, changed, &edition.law);
        }
        if !self.pairs.is_empty() {
            document.heading("Pairs of offences that change places");
            let head = ["such as", "before", "now", "pairs"];
            document.table(&head, self.pairs.iter().map(pairs).collect());
        }
        let rules = self.rules.iter().map(rule).collect();
        document.section("Rules that are written otherwise", rules);
        let whole = self.explored.iter().map(|what| Item::new(format!("{what}."))).collect();
        document.section("Compared", whole);
        let left = self.not_explored.iter().map(Item::new).collect();
        document.section("Not compared", left);
        document
    }
}

/// A rule whose text differs, and what that changes.
fn rule(rule: &ChangedRule) -> Item {
    let how = match (&rule.before, &rule.after) {
        (None, _) => "new",
        (_, None) => "gone",
        _ => "changed",
    };
    let does = match (rule.pairs, rule.decisions) {
        (0, 0) => "by itself it decides nothing that changes".to_owned(),
        (0, reports) => format!("{reports} reports"),
        (pairs, reports) => format!("{pairs} pairs of offences, {reports} reports"),
    };
    Item::new(format!("{}, {how}: {does}.", rule.item))
}

fn decision(document: &mut Document, n: usize, changed: &ChangedDecision, law: &Law) {
    let (before, now) = (changed.before.join("; "), changed.after.join("; "));
    document.heading(format!("{n}. {before} becomes {now}"));
    let alike = match changed.count {
        1 => "one report".to_owned(),
        count => format!("{count} reports"),
    };
    document.say(format!("The smallest of {alike} of this kind:"));
    let mut items = Vec::new();
    for incident in &changed.report.incidents {
        let shows = incident.acts.iter().chain(incident.effects()).map(|name| in_words(name));
        let shows: Vec<String> =
            shows.chain(incident.offences.iter().map(ToString::to_string)).collect();
        items.push(Item::new(format!("{}, {}: {}", incident.id, incident.on, shows.join(", "))));
    }
    items.extend(given(&changed.report, law).lists_after_table());
    document.list(items);
    let rules = |rules: &[String], word: &str| match rules {
        [] => None,
        rules => Some(Item::new(format!("{word} {}", rules.join(", ")))),
    };
    let by = [
        rules(&changed.rules_before, "Decided before by:"),
        rules(&changed.rules_after, "Decided now by:"),
    ];
    document.list(by.into_iter().flatten().collect());
}

fn pairs(pairs: &ChangedPairs) -> Vec<String> {
    let [one, other] = pairs.example;
    let told = |principal: Option<Code>, rule: &Option<String>| {
        let by = rule.as_ref().map(|rule| format!(" ({rule})")).unwrap_or_default();
        match principal {
            Some(code) => format!("{code}{by}"),
            None => format!("the registrar decides{by}"),
        }
    };
    vec![
        format!("{one} and {other}"),
        told(pairs.principal_before, &pairs.rule_before),
        told(pairs.principal_after, &pairs.rule_after),
        pairs.count.to_string(),
    ]
}
