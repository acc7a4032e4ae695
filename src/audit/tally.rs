//! Verdicts added up, in constant space.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::{Instead, Judgement, Rate, Verdict};
use crate::rules::compiled::Edition;
use crate::words::terms::{Code, Standing};

/// Counts by class, or by what stands in for one.
type ByClass = BTreeMap<String, u64>;

/// Verdicts added up. The size of a tally is bounded by the number of classes, rules, questions and
/// editions, however many reports are added, and the order in which verdicts or tallies are added
/// makes no difference.
///
/// Classes are those of the edition that decided. If no crime was recorded, `nothing` stands in for
/// the class; if none is to be recorded, `no crime`, `crime related incident`, `addition` (to a
/// recorded crime) or `no further`, where another crime of the same victim is all that is to be
/// recorded.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Tally {
    /// The number of reports audited.
    pub reports: u64,
    /// The verdicts, one per victim.
    pub verdicts: Counts,
    /// The verdicts by edition.
    pub by_edition: BTreeMap<String, Counts>,
    /// The confusion matrix of the settled verdicts: the number of crimes by the class recorded and
    /// then by the class it should be.
    pub by_class: BTreeMap<String, ByClass>,
    /// Disagreements, by the rule that decided.
    pub by_rule: BTreeMap<String, OfRule>,
    /// What the facts do not settle, by the fact to ask about. One verdict can wait for several.
    pub by_question: BTreeMap<String, OfQuestion>,
    /// What the rules leave to the registrar, by the rule that does so.
    pub for_the_registrar: BTreeMap<String, u64>,
}

/// The number of verdicts of each kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Counts {
    /// What was recorded is right.
    pub agrees: u64,
    /// What was recorded is wrong.
    pub disagrees: u64,
    /// The facts do not settle it.
    pub unsettled: u64,
    /// The rules do not settle it.
    pub for_the_registrar: u64,
}

/// Disagreements decided by one rule.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct OfRule {
    /// The number of disagreements.
    pub count: u64,
    /// The sources of the rule.
    pub cites: BTreeSet<String>,
    /// How well its source is known: the weakest over all editions.
    pub standing: Standing,
    /// The number of crimes by the class recorded and then by the class it should be.
    pub by_class: BTreeMap<String, ByClass>,
}

/// Verdicts that wait for the answer to one question.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct OfQuestion {
    /// The number of verdicts.
    pub count: u64,
    /// The question.
    pub question: BTreeSet<String>,
    /// The sources of the question.
    pub cites: BTreeSet<String>,
    /// The number of crimes by the class recorded.
    pub recorded: ByClass,
}

impl Counts {
    fn add(&mut self, judgement: Judgement) {
        let count = match judgement {
            Judgement::Agrees => &mut self.agrees,
            Judgement::Disagrees => &mut self.disagrees,
            Judgement::Unsettled => &mut self.unsettled,
            Judgement::ForTheRegistrar => &mut self.for_the_registrar,
        };
        *count += 1;
    }

    fn merge(&mut self, other: Counts) {
        self.agrees += other.agrees;
        self.disagrees += other.disagrees;
        self.unsettled += other.unsettled;
        self.for_the_registrar += other.for_the_registrar;
    }

    /// The total number of verdicts.
    pub fn all(self) -> u64 {
        self.agrees + self.disagrees + self.unsettled + self.for_the_registrar
    }

    /// The proportion of settled verdicts that agree.
    pub fn right(self) -> Rate {
        Rate::of(self.agrees, self.agrees + self.disagrees)
    }
}

impl Tally {
    /// Adds the verdicts on one report.
    pub fn add(&mut self, edition: &Edition, verdicts: &[Verdict]) {
        self.reports += 1;
        let mut of_edition = Counts::default();
        for verdict in verdicts {
            of_edition.add(verdict.judgement);
            match verdict.judgement {
                Judgement::Agrees => add_classes(&mut self.by_class, edition, verdict),
                Judgement::Disagrees => {
                    add_classes(&mut self.by_class, edition, verdict);
                    self.add_disagreement(edition, verdict);
                }
                Judgement::Unsettled => self.add_questions(edition, verdict),
                Judgement::ForTheRegistrar => {
                    let rule = verdict.because.as_ref().map_or("", |b| b.rule.as_str());
                    *at(&mut self.for_the_registrar, rule) += 1;
                }
            }
        }
        self.verdicts.merge(of_edition);
        at(&mut self.by_edition, edition.id()).merge(of_edition);
    }

    fn add_disagreement(&mut self, edition: &Edition, verdict: &Verdict) {
        let Some(reason) = &verdict.because else { return };
        let rule = at(&mut self.by_rule, &reason.rule);
        rule.count += 1;
        rule.standing = rule.standing.max(reason.standing);
        remember(&mut rule.cites, &reason.cites);
        for (recorded, decided) in verdict.side_by_side() {
            if recorded != decided {
                let [recorded, decided] = classes(edition, verdict, recorded, decided);
                *at(at(&mut rule.by_class, recorded), decided) += 1;
            }
        }
    }

    fn add_questions(&mut self, edition: &Edition, verdict: &Verdict) {
        let mut asked = BTreeSet::new();
        for open in &verdict.open_questions {
            if !asked.insert(open.fact.as_str()) {
                continue;
            }
            let question = at(&mut self.by_question, &open.fact);
            question.count += 1;
            remember(&mut question.question, &open.question);
            remember(&mut question.cites, &open.cites);
            for code in &verdict.recorded {
                *at(&mut question.recorded, class(edition, *code)) += 1;
            }
            if verdict.recorded.is_empty() {
                *at(&mut question.recorded, NOTHING) += 1;
            }
        }
    }

    /// Adds another tally.
    ///
    /// ```
    /// use counting_rules::audit::Tally;
    /// let (mut one, other) = (Tally { reports: 3, ..Tally::default() }, Tally::default());
    /// one.merge(&other);
    /// assert_eq!(one.reports, 3);
    /// ```
    pub fn merge(&mut self, other: &Tally) {
        self.reports += other.reports;
        self.verdicts.merge(other.verdicts);
        for (edition, counts) in &other.by_edition {
            at(&mut self.by_edition, edition).merge(*counts);
        }
        merge_tables(&mut self.by_class, &other.by_class);
        for (name, theirs) in &other.by_rule {
            let rule = at(&mut self.by_rule, name);
            rule.count += theirs.count;
            rule.standing = rule.standing.max(theirs.standing);
            theirs.cites.iter().for_each(|cites| remember(&mut rule.cites, cites));
            merge_tables(&mut rule.by_class, &theirs.by_class);
        }
        for (fact, theirs) in &other.by_question {
            let question = at(&mut self.by_question, fact);
            question.count += theirs.count;
            theirs.question.iter().for_each(|asked| remember(&mut question.question, asked));
            theirs.cites.iter().for_each(|cites| remember(&mut question.cites, cites));
            merge_counts(&mut question.recorded, &theirs.recorded);
        }
        merge_counts(&mut self.for_the_registrar, &other.for_the_registrar);
    }

    /// The proportion of crimes of a class that were recorded in it; the rest are hidden in other
    /// classes, or were not recorded.
    pub fn found(&self, class: &str) -> Rate {
        let of = |row: &ByClass| row.get(class).copied().unwrap_or(0);
        let all = self.by_class.values().map(of).sum();
        Rate::of(self.by_class.get(class).map_or(0, of), all)
    }

    /// How the crimes of a class were recorded when not in it, most frequent first.
    pub fn hidden(&self, class: &str) -> Vec<(&str, u64)> {
        let rows = self.by_class.iter().filter(|(recorded, _)| *recorded != class);
        let mut found: Vec<(&str, u64)> = rows
            .filter_map(|(recorded, row)| Some((recorded.as_str(), *row.get(class)?)))
            .collect();
        found.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(b.0)));
        found
    }
}

const NOTHING: &str = "nothing";

/// The class of an offence under an edition.
fn class(edition: &Edition, code: Code) -> &str {
    let row = edition.law.by_code.get(&code).and_then(|rows| rows.first());
    let offence = row.and_then(|row| edition.law.offences.get(*row));
    let class = offence.and_then(|o| edition.law.classes.get(o.class_on(edition.day)));
    class.map_or(NOTHING, |class| class.name.as_str())
}

/// The class of a recorded crime, and that of the crime it should be.
fn classes<'a>(
    edition: &'a Edition,
    verdict: &Verdict,
    recorded: Option<Code>,
    decided: Option<Code>,
) -> [&'a str; 2] {
    let none = match verdict.instead {
        Some(Instead::CrimeRelatedIncident) => "crime related incident",
        Some(Instead::Addition) => "addition",
        Some(Instead::NoCrime) => "no crime",
        None => "no further",
    };
    [
        recorded.map_or(NOTHING, |code| class(edition, code)),
        decided.map_or(none, |code| class(edition, code)),
    ]
}

fn add_classes(table: &mut BTreeMap<String, ByClass>, edition: &Edition, verdict: &Verdict) {
    let mut pairs = verdict.side_by_side();
    if pairs.is_empty() {
        pairs.push((None, None));
    }
    for (recorded, decided) in pairs {
        let [recorded, decided] = classes(edition, verdict, recorded, decided);
        *at(at(table, recorded), decided) += 1;
    }
}

/// The value for a key, inserted if absent.
fn at<'a, T: Default>(map: &'a mut BTreeMap<String, T>, key: &str) -> &'a mut T {
    map.entry(key.to_owned()).or_default()
}

fn remember(known: &mut BTreeSet<String>, text: &str) {
    if !known.contains(text) {
        known.insert(text.to_owned());
    }
}

fn merge_counts(into: &mut ByClass, from: &ByClass) {
    for (key, count) in from {
        *at(into, key) += count;
    }
}

fn merge_tables(into: &mut BTreeMap<String, ByClass>, from: &BTreeMap<String, ByClass>) {
    for (key, row) in from {
        merge_counts(at(into, key), row);
    }
}
