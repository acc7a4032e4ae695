//! One report under every edition, side by side, with the rules that make the difference.

use serde::Serialize;

use super::document::{Document, Item};
use super::sentences::{cite_sources, in_class, in_short, named, who};
use crate::decision::{Action, Decision, Outcome, Reason};
use crate::edition::Rules;
use crate::report::{Report, ReportErrors};
use crate::rules::compiled::law::Law;
use crate::words::terms::Code;

/// A report under every edition.
#[derive(Debug, Serialize)]
#[non_exhaustive]
pub struct SideBySide<'a> {
    #[serde(skip)]
    law: &'a Law,
    /// The report's own reference.
    pub reference: String,
    /// The outcomes, in the order of the editions: one for each victim and group, or a single one
    /// if there is none.
    pub verdicts: Vec<EditionVerdict>,
}

/// The outcome for one victim and group under one edition.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct EditionVerdict {
    /// The edition.
    pub edition: String,
    /// Suspects and victim; empty if nothing is recorded.
    pub who: String,
    /// The principal crime, or what is done instead.
    pub recorded: String,
    #[serde(skip)]
    principal: Option<Code>,
    /// What is recorded in addition.
    pub also_record: Vec<Code>,
    /// What is disclosed but not counted.
    pub related: Vec<Code>,
    /// What is referred to the registrar.
    pub referred: Vec<Code>,
    /// The rules that make it differ from the edition before, and what they say here; for the first
    /// edition, its own rules.
    pub rules: Vec<Reason>,
    /// Whether it is the same as under the previous edition.
    pub as_before: bool,
}

impl Rules {
    /// Decides a report under every edition.
    ///
    /// # Errors
    ///
    /// The same as for [`crate::Edition::decide`].
    ///
    /// ```
    /// # use counting_rules::{Report, Rules};
    /// # let rules = Rules::shipped()?;
    /// let report = Report::from_json(include_str!("../../examples/messages.json"))?;
    /// let side_by_side = rules.side_by_side(&report)?;
    /// assert_eq!(side_by_side.verdicts[0].recorded, "008/72");
    /// assert_eq!(side_by_side.verdicts[1].recorded, "195/94");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn side_by_side(&self, report: &Report) -> Result<SideBySide<'_>, ReportErrors> {
        let mut verdicts: Vec<EditionVerdict> = Vec::new();
        let mut before: Vec<(EditionVerdict, Vec<Reason>)> = Vec::new();
        for edition in self.editions() {
            let decision = edition.decide(report)?;
            let mut now = of_decision(self.law(), &decision);
            for (verdict, reasons) in &mut now {
                let earlier = before.iter().find(|(other, _)| other.who == verdict.who);
                let known = earlier.map(|(_, reasons)| reasons.as_slice()).unwrap_or_default();
                let new = |reason: &&Reason| {
                    // Only tell how an offence is made out where that changes.
                    let of_edition =
                        edition.rules.iter().any(|rule| rule.name.as_str() == reason.rule);
                    let told = !before.is_empty() || of_edition;
                    told && !known.iter().any(|r| r.rule == reason.rule && r.says == reason.says)
                };
                verdict.rules = reasons.iter().filter(new).cloned().collect();
                verdict.as_before = earlier.is_some_and(|(other, _)| same(other, verdict));
            }
            verdicts.extend(now.iter().map(|(verdict, _)| verdict.clone()));
            before = now;
        }
        let reference = report.reference.clone();
        Ok(SideBySide { law: self.law(), reference, verdicts })
    }
}

fn same(one: &EditionVerdict, other: &EditionVerdict) -> bool {
    (&one.recorded, &one.also_record, &one.related, &one.referred)
        == (&other.recorded, &other.also_record, &other.related, &other.referred)
}

/// What a decision says about each victim and group, with all its reasons.
fn of_decision(law: &Law, decision: &Decision) -> Vec<(EditionVerdict, Vec<Reason>)> {
    let verdict = |who: String, recorded: String| EditionVerdict {
        edition: decision.edition.clone(),
        who,
        recorded,
        principal: None,
        also_record: Vec::new(),
        related: Vec::new(),
        referred: Vec::new(),
        rules: Vec::new(),
        as_before: false,
    };
    let of_crimes = decision.crimes.iter().map(|crime| &crime.incidents);
    let incidents = of_crimes.chain(decision.not_recorded.iter().map(|stopped| &stopped.incidents));
    let mut found: Vec<(EditionVerdict, Vec<Reason>)> = Vec::new();
    for crime in &decision.crimes {
        let told = |code: Code| in_class(law, crime, code);
        let recorded = match (crime.action, crime.principal) {
            (Action::Record, Some(code)) => told(code),
            (Action::AddToExisting, _) => {
                let becomes = crime.reclassify_to.map(|code| format!(", now {}", told(code)));
                let to = crime.existing.as_deref().unwrap_or("");
                format!("added to {to}{}", becomes.unwrap_or_default())
            }
            _ => "referred".to_owned(),
        };
        let who = who(&crime.suspects, crime.victim.as_deref());
        let verdict = EditionVerdict {
            principal: crime.principal,
            also_record: crime.also_record.clone(),
            related: crime.related.clone(),
            referred: crime.between.clone(),
            ..verdict(who, recorded)
        };
        found.push((verdict, crime.because.clone()));
    }
    for stopped in &decision.not_recorded {
        let recorded = match stopped.outcome {
            Outcome::CrimeRelatedIncident => "crime related incident",
            Outcome::Record | Outcome::NoCrime => "no crime",
        };
        let who = who(&stopped.suspects, stopped.victim.as_deref());
        let related = stopped.codes.clone();
        let verdict = EditionVerdict { related, ..verdict(who, recorded.to_owned()) };
        found.push((verdict, stopped.because.clone()));
    }
    // Crimes of the same victim and group are distinguished by their incidents.
    let names: Vec<String> = found.iter().map(|(verdict, _)| verdict.who.clone()).collect();
    for ((verdict, _), incidents) in found.iter_mut().zip(incidents) {
        if names.iter().filter(|name| **name == verdict.who).count() > 1 {
            verdict.who = format!("{} ({})", verdict.who, incidents.join(", "));
        }
    }
    if found.is_empty() {
        found.push((verdict(String::new(), "nothing".to_owned()), Vec::new()));
    }
    found
}

impl SideBySide<'_> {
    /// The comparison as a document: a table, the offences by name, and the sources.
    pub fn document(&self) -> Document {
        let mut document = self.table();
        cite_sources(self.law, &mut document);
        document
    }

    /// The same without the sources.
    pub(super) fn table(&self) -> Document {
        let mut document = Document::default();
        document.title(format!("{} under every edition", self.reference));
        let codes =
            |codes: &[Code]| codes.iter().map(Code::to_string).collect::<Vec<_>>().join(", ");
        let several =
            self.verdicts.iter().any(|v| v.who != self.verdicts.first().map_or("", |f| &f.who));
        let mut head = vec![
            "edition",
            "recorded",
            "in addition",
            "related",
            "referred",
            "what makes the difference",
        ];
        if several {
            head.insert(1, "who");
        }
        let mut rows = Vec::new();
        for verdict in &self.verdicts {
            let rules: Vec<String> = verdict
                .rules
                .iter()
                .map(|r| {
                    document.cite(&r.sources);
                    format!("{} ({}: {}).", r.says, r.rule, in_short(&r.sources, r.standing))
                })
                .collect();
            let rules = match (verdict.as_before, verdict.rules.is_empty()) {
                (_, true) if verdict.as_before => "as before".to_owned(),
                (true, _) => format!("as before. {}", rules.join(" ")),
                _ => rules.join(" "),
            };
            let mut row = vec![verdict.edition.clone(), verdict.recorded.clone()];
            if several {
                row.insert(1, verdict.who.clone());
            }
            row.extend(
                [&verdict.also_record, &verdict.related, &verdict.referred].map(|c| codes(c)),
            );
            row.push(rules);
            rows.push(row);
        }
        document.table(&head, rows);
        let mut all: Vec<Code> = Vec::new();
        for verdict in &self.verdicts {
            all.extend(verdict.principal);
            all.extend(verdict.also_record.iter().chain(&verdict.related).chain(&verdict.referred));
        }
        all.sort();
        all.dedup();
        document.section(
            "The offences",
            all.into_iter().map(|code| Item::new(named(self.law, code))).collect(),
        );
        document
    }
}
