//! Marks an answer, and shows where the reasoning parts: the rule or the fact that was missed.

use std::error::Error;

use counting_rules::decision::{From, Need, Source, Step};
use counting_rules::show::Working;
use counting_rules::{Action, Code, Crime, Edition, Report};

use super::account::list;
use super::answer::{Answer, Done, without};

/// What an answer comes to.
pub(crate) struct Marked {
    pub(crate) right: bool,
    pub(crate) expected: Answer,
    /// Why the rules say what they say, or where the answer parts from them.
    pub(crate) why: Vec<String>,
}

pub(crate) fn mark(
    edition: &Edition,
    report: &Report,
    answer: &Answer,
) -> Result<Marked, Box<dyn Error>> {
    let working = edition.working(report)?;
    let expected = Answer::of(&working.decision);
    let marking = Marking { edition, report, working: &working };
    let right = *answer == expected;
    let mut why = match right {
        true => marking.all_reasons(),
        false => marking.parts(answer, &expected)?,
    };
    let mut seen = Vec::new();
    why.retain(|line| {
        !seen.contains(line) && {
            seen.push(line.clone());
            true
        }
    });
    Ok(Marked { right, expected, why })
}

struct Marking<'a> {
    edition: &'a Edition,
    report: &'a Report,
    working: &'a Working<'a>,
}

impl Marking<'_> {
    fn all_reasons(&self) -> Vec<String> {
        let trees = self.working.crimes.iter().chain(&self.working.not_recorded);
        let mut all: Vec<String> = trees.flatten().map(line).collect();
        all.extend(self.nothing_made_out());
        all
    }

    /// Where an answer parts from the rules.
    fn parts(&self, answer: &Answer, expected: &Answer) -> Result<Vec<String>, Box<dyn Error>> {
        let wrong = without(&answer.principal, &expected.principal);
        let missed = without(&expected.principal, &answer.principal);
        let mut why = Vec::new();
        let count = |answer: &Answer| {
            answer.principal.iter().filter(|done| **done != Done::Nothing).count()
        };
        let (given, counted) = (count(answer), count(expected));
        if given != counted && counted > 1 {
            why.push(format!(
                "You count {given}, the rules {counted}: one for each victim and offender, or group of offenders, and each course of conduct."
            ));
            why.extend(self.all_reasons());
        }
        for done in &missed {
            why.extend(self.reasons_of(*done));
        }
        for done in wrong {
            match done {
                Done::Record(code) => why.extend(self.against(code)?),
                Done::Nothing | Done::Incident if missed.is_empty() => {
                    why.extend(self.all_reasons())
                }
                _ => {}
            }
        }
        for code in without(&expected.also, &answer.also) {
            why.extend(self.reasons_naming(code).map(line));
        }
        for code in without(&answer.also, &expected.also) {
            why.extend(self.against(code)?);
        }
        if why.is_empty() {
            why = self.all_reasons();
        }
        Ok(why)
    }

    /// Why something is done.
    fn reasons_of(&self, done: Done) -> Vec<String> {
        let decision = &self.working.decision;
        let is = |crime: &Crime| match done {
            Done::Record(code) => crime.action == Action::Record && crime.principal == Some(code),
            Done::Add => crime.action == Action::AddToExisting,
            Done::Refer => crime.action == Action::ReferToRegistrar,
            Done::Incident | Done::Nothing => false,
        };
        let crimes = decision.crimes.iter().zip(&self.working.crimes);
        if let Some((_, steps)) = crimes.into_iter().find(|(crime, _)| is(crime)) {
            return steps.iter().map(line).collect();
        }
        let mut all: Vec<String> = self.working.not_recorded.iter().flatten().map(line).collect();
        all.extend(self.nothing_made_out());
        all
    }

    /// Why nothing is made out: what is missing or, where there is no conduct, what the cautions say.
    fn nothing_made_out(&self) -> Vec<String> {
        let decision = &self.working.decision;
        if decision.not_made_out.is_empty() && decision.crimes.is_empty() {
            let told = decision.cautions.iter().map(|caution| {
                format!("{} [{}: {}]", caution.says, caution.rule, places(&caution.sources, ", "))
            });
            return told.collect();
        }
        let items = decision.not_made_out.iter();
        let told = items.map(|item| wanting(item.code, &item.suspects, &item.victim, &item.ways));
        told.collect()
    }

    fn reasons_naming(&self, code: Code) -> impl Iterator<Item = &Step> {
        let steps = self.working.crimes.iter().flatten();
        steps.filter(move |step| step.codes.contains(&code))
    }

    /// Why a code is not the answer: another one is principal over it, or it is not made out.
    fn against(&self, code: Code) -> Result<Vec<String>, Box<dyn Error>> {
        if let Err(unknown) = self.edition.why_over(code, code) {
            return Ok(vec![format!("{unknown}.")]);
        }
        let given = |incident: &counting_rules::report::Incident| {
            incident.offences.iter().any(|text| text.code.ends_with(&code.to_string()))
        };
        let answers = self.edition.why_not(self.report, code)?;
        let made_out = answers.iter().any(|a| a.ways.iter().any(Vec::is_empty));
        if made_out || self.report.incidents.iter().any(given) {
            return Ok(self.outranked(code));
        }
        let defined = answers.iter().filter(|answer| answer.defined);
        let wanting: Vec<String> = defined
            .map(|a| wanting(a.code, std::slice::from_ref(&a.suspect), &a.victim, &a.ways))
            .collect();
        Ok(match wanting.is_empty() {
            true => vec![format!("Nothing in the account discloses {code}.")],
            false => wanting,
        })
    }

    /// The rules that put others before a code that is made out.
    fn outranked(&self, code: Code) -> Vec<String> {
        let mut told: Vec<Step> = self.reasons_naming(code).cloned().collect();
        let principals = self.working.decision.crimes.iter().filter_map(|crime| crime.principal);
        for principal in principals.filter(|principal| *principal != code) {
            if !told.iter().any(|step| step.codes.contains(&principal)) {
                let why = self.edition.why_over(principal, code).ok();
                told.extend(why.and_then(|why| why.step));
            }
        }
        told.iter().map(line).collect()
    }
}

/// What a code wants to be made out: the shortest ways.
fn wanting(code: Code, suspects: &[String], victim: &str, ways: &[Vec<Need>]) -> String {
    let who = format!("{} against {victim}", list(suspects));
    let shortest = ways.iter().map(Vec::len).min().unwrap_or(0);
    let ways: Vec<String> =
        ways.iter().filter(|way| way.len() == shortest).map(|way| needs(way)).collect();
    match ways.is_empty() {
        true => format!("{code} is not made out, {who}: no fact alone would make it so."),
        false => format!("{code} is not made out, {who}. It wants {}.", ways.join("; or ")),
    }
}

/// What would have to be so, with where it stands.
fn needs(way: &[Need]) -> String {
    let place = |need: &Need| format!("{}: {}", need.rule, places(&need.sources, "; "));
    let mut places: Vec<String> = way.iter().map(place).collect();
    places.dedup();
    let what: Vec<String> = way.iter().map(|need| need.what.replace('-', " ")).collect();
    format!("{} [{}]", list(&what), places.join("; "))
}

/// Sources by their short names.
fn places(sources: &[Source], between: &str) -> String {
    sources.iter().map(Source::to_string).collect::<Vec<_>>().join(between)
}

/// A step in one line: what is so, on which facts, by which rule and where it stands.
fn line(step: &Step) -> String {
    let says = step.in_a_line();
    match &step.from {
        From::Rule(cited) => {
            let note =
                cited.note.as_ref().map(|note| format!(" Note: {note}.")).unwrap_or_default();
            format!("{says} [{}: {}]{note}", cited.rule, places(&cited.sources, ", "))
        }
        From::Report | From::NotKnown => says,
    }
}
