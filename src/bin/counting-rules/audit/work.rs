//! The audit of some reports: verdicts, rows of the worklist, rejects.

use std::collections::BTreeMap;

use counting_rules::audit::{Instead, Judgement, Tally, Verdict};
use counting_rules::decision::{NotUsed, OpenQuestion};
use counting_rules::{Code, Edition, Rules};
use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use super::Failure;
use super::input::{Case, Raw};
use super::kinds::kind_of;
use super::score::Score;
use super::table::Columns;

/// What is known of the reports audited so far; of the same size however many there are.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub(crate) struct Findings {
    pub(crate) tally: Tally,
    /// Disagreements by their kind.
    pub(crate) kinds: BTreeMap<String, u64>,
    pub(crate) score: Score,
    pub(crate) rejects: u64,
    /// The rows of a table that are audited.
    #[serde(default, skip_serializing_if = "is_none")]
    pub(crate) rows: u64,
    /// What reports say of people that no incident joins.
    #[serde(default)]
    pub(crate) not_used: u64,
}

impl Findings {
    pub(crate) fn merge(&mut self, other: &Findings) {
        self.tally.merge(&other.tally);
        for (kind, count) in &other.kinds {
            *self.kinds.entry(kind.clone()).or_default() += count;
        }
        self.score.merge(&other.score);
        self.rejects += other.rejects;
        self.rows += other.rows;
        self.not_used += other.not_used;
    }
}

fn is_none(count: &u64) -> bool {
    *count == 0
}

/// The findings of some reports, and the lines that they add to the files.
#[derive(Default)]
pub(crate) struct Part {
    pub(crate) findings: Findings,
    pub(crate) worklist: Vec<u8>,
    pub(crate) rejects: Vec<u8>,
}

/// The header of the worklist.
pub(crate) const HEADER: [&str; 11] = [
    "reference",
    "victim",
    "verdict",
    "kind",
    "recorded",
    "should be",
    "rule",
    "why",
    "page",
    "standing",
    "to ask",
];

pub(crate) struct Work<'a> {
    pub(crate) rules: &'a Rules,
    pub(crate) named: Option<&'a Edition>,
}

/// So many reports are one task of a core.
const TASK: usize = 64;

impl Work<'_> {
    /// Audits reports on every core; the parts are in the order of the reports.
    pub(crate) fn audit(
        &self,
        some: &[Raw],
        columns: Option<&Columns>,
    ) -> Result<Vec<Part>, Failure> {
        some.par_chunks(TASK).map(|task| self.part(task, columns)).collect()
    }

    fn part(&self, task: &[Raw], columns: Option<&Columns>) -> Result<Part, Failure> {
        let mut part = Part::default();
        let mut rows = csv::Writer::from_writer(Vec::new());
        for raw in task {
            let audited = raw.case(self.rules, columns).and_then(|case| {
                let audited = self.case(&case);
                audited.map(|found| (case, found)).map_err(|e| raw.rejected(raw.line(), e))
            });
            match audited {
                Ok((case, (edition, verdicts, not_used))) => {
                    let findings = &mut part.findings;
                    findings.rows += raw.rows();
                    for item in &not_used {
                        findings.not_used += 1;
                        rows.write_record(not_used_row(&case.report.reference, item))?;
                    }
                    findings.tally.add(edition, &verdicts);
                    findings.score.add(case.planted.as_deref(), case.all_asked, &verdicts);
                    for verdict in &verdicts {
                        if let Some(kind) = kind_of(verdict) {
                            *findings.kinds.entry(kind.to_owned()).or_default() += 1;
                        }
                        if verdict.judgement != Judgement::Agrees {
                            rows.write_record(row(&case.report.reference, verdict))?;
                        }
                    }
                }
                Err(rejected) => {
                    part.findings.rejects += 1;
                    serde_json::to_writer(&mut part.rejects, &rejected)?;
                    part.rejects.push(b'\n');
                }
            }
        }
        part.worklist = rows.into_inner().map_err(|error| error.to_string())?;
        Ok(part)
    }

    fn case(&self, case: &Case) -> Result<(&Edition, Vec<Verdict>, Vec<NotUsed>), String> {
        let edition = match self.named {
            Some(edition) => edition,
            None => {
                let day = case.report.reported_on.parse();
                let day = day.map_err(|error| format!("reported_on: {error}"))?;
                self.rules.edition_on(day).map_err(|error| error.to_string())?
            }
        };
        let verdicts = edition.audit(&case.report, &case.recorded);
        let checked = verdicts.and_then(|verdicts| Ok((verdicts, edition.check(&case.report)?)));
        let (verdicts, checked) = checked.map_err(|errors| errors.to_string())?;
        Ok((edition, verdicts, checked.not_used().to_vec()))
    }
}

fn codes(codes: &[Code], none: &str) -> String {
    match codes {
        [] => none.to_owned(),
        some => some.iter().map(Code::to_string).collect::<Vec<_>>().join(" "),
    }
}

/// A question, and what stays possible after each answer.
fn with_answers(question: &OpenQuestion) -> String {
    let answer = |(answer, codes): (&String, &Vec<String>)| {
        let answer = match answer.as_str() {
            "true" => "yes",
            "false" => "no",
            name => name,
        };
        format!("{answer}: {}", codes.join(" or "))
    };
    let answers: Vec<String> = question.answers.iter().map(answer).collect();
    format!("{} ({})", question.question, answers.join("; "))
}

/// A row of the worklist.
fn row(reference: &str, verdict: &Verdict) -> [String; 11] {
    let judgement = match verdict.judgement {
        Judgement::Agrees => "agrees",
        Judgement::Disagrees => "disagrees",
        Judgement::Unsettled => "unsettled",
        Judgement::ForTheRegistrar => "for the registrar",
    };
    let should_be = match (verdict.instead, verdict.between.as_slice()) {
        (Some(Instead::CrimeRelatedIncident), _) => "crime related incident".to_owned(),
        (Some(Instead::Addition), _) => "added to the recorded crime".to_owned(),
        (Some(Instead::NoCrime), _) => "no crime".to_owned(),
        (None, []) => codes(&verdict.should_be, ""),
        (None, between) => format!("one of {}", codes(between, "")),
    };
    let because = verdict.because.as_ref();
    let mut asked: Vec<String> = verdict.open_questions.iter().map(with_answers).collect();
    asked.dedup();
    let cites = match because {
        Some(because) => because.cites.clone(),
        None => verdict.open_questions.first().map_or(String::new(), |q| q.cites.clone()),
    };
    let row = [
        reference.to_owned(),
        verdict.victim.clone().unwrap_or_default(),
        judgement.to_owned(),
        kind_of(verdict).unwrap_or_default().to_owned(),
        codes(&verdict.recorded, "nothing"),
        should_be,
        because.map_or(String::new(), |because| because.rule.clone()),
        because.map_or(String::new(), |because| because.says.clone()),
        cites,
        because.map_or(String::new(), |because| because.standing.to_string()),
        asked.join(" "),
    ];
    row.map(no_formula)
}

/// The row of something that a report says of people that no incident joins.
fn not_used_row(reference: &str, item: &NotUsed) -> [String; 11] {
    let near = item.nearest.as_ref().map(|near| format!("did you mean `{near}`?"));
    let blank = String::new;
    let row = [
        reference.to_owned(),
        blank(),
        "NOT USED".to_owned(),
        item.field.clone(),
        blank(),
        blank(),
        blank(),
        item.says.clone(),
        blank(),
        blank(),
        near.unwrap_or_default(),
    ];
    row.map(no_formula)
}

/// A cell that a spreadsheet would take for a formula gets a quote before it.
fn no_formula(cell: String) -> String {
    match cell.starts_with(['=', '+', '-', '@', '\t', '\r']) {
        true => format!("'{cell}"),
        false => cell,
    }
}
