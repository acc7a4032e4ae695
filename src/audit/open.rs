//! Finds the open questions that bear on a verdict.

use std::collections::BTreeSet;

use super::expected::{Expected, crimes};
use super::recorded::victims;
use crate::decision::{Action, Crime, Decision, OpenQuestion};
use crate::report::{GivenOffence, Report, ReportErrors};
use crate::rules::compiled::Edition;
use crate::words::terms::Code;

/// Questions about one victim that bear on another, or on the offences without a victim.
pub(super) struct Others<'a>(Vec<(&'a OpenQuestion, BTreeSet<usize>)>);

impl<'a> Others<'a> {
    /// Decides the report with each answer, alone and with all other questions of the pair answered
    /// yes or no, and finds what changes for the others.
    pub(super) fn of(
        edition: &Edition,
        report: &Report,
        decision: &'a Decision,
        units: &[(Option<&str>, Expected)],
    ) -> Result<Others<'a>, ReportErrors> {
        let mut found = Vec::new();
        if units.len() < 2 {
            return Ok(Others(found));
        }
        for question in &decision.open_questions {
            let mut touched = BTreeSet::new();
            for answered in variants(edition, report, decision, question) {
                let decided = edition.decide(&answered)?;
                for (n, (victim, expected)) in units.iter().enumerate() {
                    let own = *victim == Some(question.victim.as_str());
                    if !own && Expected::of(edition, &decided, *victim) != *expected {
                        touched.insert(n);
                    }
                }
            }
            found.push((question, touched));
        }
        Ok(Others(found))
    }

    pub(super) fn that_touch(&self, unit: usize) -> impl Iterator<Item = &'a OpenQuestion> {
        self.0.iter().filter(move |(_, touched)| touched.contains(&unit)).map(|(q, _)| *q)
    }
}

/// Returns the report with each answer to a question: alone, and with all others of the pair that
/// can be answered yes or no answered so.
fn variants(
    edition: &Edition,
    report: &Report,
    decision: &Decision,
    question: &OpenQuestion,
) -> Vec<Report> {
    let pair = |of: &OpenQuestion| (of.victim.clone(), of.suspect.clone());
    let of_pair = |other: &&OpenQuestion| {
        pair(other) == pair(question)
            && other.fact != question.fact
            && other.answers.contains_key("true")
    };
    let others: Vec<&OpenQuestion> = decision.open_questions.iter().filter(of_pair).collect();
    let with = |answered: &Report, rest: &str| {
        let one = |report: Report, other: &&OpenQuestion| edition.answered(&report, other, rest);
        others.iter().fold(answered.clone(), one)
    };
    let mut all = Vec::new();
    for answer in question.answers.keys() {
        let answered = edition.answered(report, question, answer);
        if !others.is_empty() {
            all.extend(["true", "false"].map(|rest| with(&answered, rest)));
        }
        all.push(answered);
    }
    all
}

/// The questions whose answers could make a recorded crime a graver one. The open questions of a
/// decision are about what is newly recorded, so the conduct is decided as if nothing had been
/// recorded before.
pub(super) fn of_additions(
    edition: &Edition,
    report: &Report,
    decision: &Decision,
    victim: &str,
) -> Result<Vec<OpenQuestion>, ReportErrors> {
    let mut found: Vec<OpenQuestion> = Vec::new();
    for crime in crimes(decision, Some(victim)) {
        let id = crime.existing.as_deref().filter(|_| crime.action == Action::AddToExisting);
        let known = report.recorded_crimes.iter().find(|known| Some(known.id.as_str()) == id);
        let Some(Ok(known)) = known.map(|known| known.code.parse::<Code>()) else { continue };
        let questions = edition.decide_and_ask(&alone(edition, report, crime))?.open_questions;
        found.extend(questions.into_iter().filter(|question| {
            let mut possible = question.answers.values().flatten();
            question.victim == victim
                && crime.suspects.contains(&question.suspect)
                && possible.any(|answer| may_be_graver(edition, answer, known))
        }));
    }
    Ok(found)
}

/// The report with only the conduct that is added, as if nothing had been recorded before. Other
/// offences would hide which form the conduct takes.
fn alone(edition: &Edition, report: &Report, crime: &Crime) -> Report {
    let mut alone = Report { recorded_crimes: Vec::new(), ..report.clone() };
    let form = |offence: &GivenOffence| {
        let code =
            offence.code.rsplit(':').next().and_then(|code| code.trim().parse::<Code>().ok());
        code.is_some_and(|code| edition.law.forms.contains(&code))
    };
    alone.incidents.retain(|incident| crime.incidents.contains(&incident.id));
    alone.incidents.iter_mut().for_each(|incident| incident.offences.retain(form));
    alone
}

/// Whether the result of an answer may be graver than a recorded crime; it may if their order is
/// unknown.
fn may_be_graver(edition: &Edition, answer: &str, known: Code) -> bool {
    let place = |code| edition.law.forms.iter().position(|form| *form == code);
    match answer.parse::<Code>() {
        Ok(code) => match (place(code), place(known)) {
            (Some(code), Some(known)) => code < known,
            _ => code != known,
        },
        Err(_) => answer != "none",
    }
}

/// Whether what was recorded is wrong whatever the answers are. With a single pair, the answers to
/// each question list every principal crime that remains possible.
pub(super) fn no_answer_makes_it_right(
    report: &Report,
    recorded: &[Code],
    questions: &[OpenQuestion],
) -> bool {
    let suspects: BTreeSet<&String> = report.incidents.iter().flat_map(|i| &i.suspects).collect();
    let Some(question) = questions.first() else { return false };
    if victims(report).len() != 1 || suspects.len() != 1 {
        return false;
    }
    let possible: BTreeSet<&str> =
        question.answers.values().flatten().map(String::as_str).collect();
    if possible.contains("refer") || possible.contains("add") {
        return false;
    }
    match recorded {
        [] => !possible.contains("none"),
        some => !some.iter().any(|code| possible.contains(code.to_string().as_str())),
    }
}
