//! Properties of every edition: neither the order of a report nor other people in it matter.

use std::hash::{DefaultHasher, Hash, Hasher};

use crate::decision::Decision;
use crate::report::{Recording, Report, ReportErrors};
use crate::rules::compiled::Edition;

/// The error if a property of every edition does not hold.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Broken {
    /// Two reports that should be decided alike are decided differently.
    #[error("{expected}\none decision: {}\nthe other: {}\none report: {}\nthe other report: {}",
        json(&**.decision), json(&**.other_decision), json(&**.report), json(&**.other))]
    Differs {
        /// What should have held.
        expected: &'static str,
        /// The report.
        report: Box<Report>,
        /// The report that should be decided alike.
        other: Box<Report>,
        /// The decision on the first.
        decision: Box<Decision>,
        /// The decision on the second, as far as it should be the same.
        other_decision: Box<Decision>,
    },
    /// A report cannot be decided.
    #[error(transparent)]
    Report(#[from] ReportErrors),
}

fn json(value: &impl serde::Serialize) -> String {
    serde_json::to_string(value).unwrap_or_default()
}

fn alike(
    expected: &'static str,
    (report, decision): (Report, Decision),
    (other, other_decision): (Report, Decision),
) -> Result<(), Broken> {
    if decision == other_decision {
        return Ok(());
    }
    let (report, other) = (Box::new(report), Box::new(other));
    let (decision, other_decision) = (Box::new(decision), Box::new(other_decision));
    Err(Broken::Differs { expected, report, other, decision, other_decision })
}

/// Checks that the decision and the open questions do not depend on the order of the lists in the
/// report; the seed chooses another order.
///
/// # Errors
///
/// [`Broken::Differs`] with both orders.
///
/// ```
/// # use counting_rules::workshop::property;
/// # use counting_rules::{Report, Rules};
/// # let rules = Rules::shipped()?;
/// let report = Report::from_json(include_str!("../../../examples/messages.json"))?;
/// property::order_never_matters(rules.edition("hocr-2026-04")?, &report, 7)?;
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn order_never_matters(edition: &Edition, report: &Report, seed: u64) -> Result<(), Broken> {
    let other = reordered(report, seed);
    let (one, two) = (edition.decide_and_ask(report)?, edition.decide_and_ask(&other)?);
    alike("the order of the report matters:", (report.clone(), one), (other, two))
}

fn reordered(report: &Report, seed: u64) -> Report {
    let mut other = report.clone();
    shuffled(&mut other.people, seed);
    shuffled(&mut other.pairs, seed);
    shuffled(&mut other.incidents, seed);
    shuffled(&mut other.recorded_crimes, seed);
    shuffled(&mut other.interventions, seed);
    for incident in &mut other.incidents {
        let lists = [&mut incident.victims, &mut incident.suspects, &mut incident.acts];
        lists.into_iter().for_each(|list| shuffled(list, seed));
        incident.effects.iter_mut().for_each(|effects| shuffled(effects, seed));
        shuffled(&mut incident.offences, seed);
    }
    for crime in &mut other.recorded_crimes {
        shuffled(&mut crime.suspects, seed);
    }
    other
}

fn shuffled<T: std::fmt::Debug>(list: &mut [T], seed: u64) {
    list.sort_by_cached_key(|item| {
        let mut hasher = DefaultHasher::new();
        (seed, format!("{item:?}")).hash(&mut hasher);
        hasher.finish()
    });
}

/// Checks that adding a report about other people changes nothing for the people of the first.
/// Everybody in the second gets a name that begins with `stranger-`, which no name in the first
/// may; its facts of the recording test are left out.
///
/// # Errors
///
/// [`Broken::Differs`] with the report alone and with the strangers.
pub fn strangers_change_nothing(
    edition: &Edition,
    report: &Report,
    strangers: &Report,
) -> Result<(), Broken> {
    let mut strangers = renamed(strangers);
    strangers.recording = Recording::default();
    let not_used = edition.decide(&strangers)?.not_used;
    let mut report = report.clone();
    report.reported_on = report.reported_on.max(strangers.reported_on);
    let mut both = report.clone();
    both.people.extend(strangers.people);
    both.pairs.extend(strangers.pairs);
    both.incidents.extend(strangers.incidents);
    both.recorded_crimes.extend(strangers.recorded_crimes);
    both.interventions.extend(strangers.interventions);
    let mut alone = edition.decide_and_ask(&report)?;
    let mut beside = edition.decide_and_ask(&both)?;
    if !beside.open_questions_complete {
        // With all people together, there were too many questions to explore.
        (alone, beside) = (edition.decide(&report)?, edition.decide(&both)?);
    }
    let mut beside = without_strangers(beside);
    beside.outcome = alone.outcome;
    beside.not_used.retain(|item| !not_used.contains(item));
    alike("strangers change the decision:", (report, alone), (both, beside))
}

/// The prefix of the names of strangers.
const STRANGER: &str = "stranger-";

fn renamed(report: &Report) -> Report {
    let mut report = report.clone();
    let name = |id: &mut String| id.insert_str(0, STRANGER);
    report.people.iter_mut().for_each(|person| name(&mut person.id));
    for pair in &mut report.pairs {
        name(&mut pair.victim);
        name(&mut pair.suspect);
    }
    for incident in &mut report.incidents {
        name(&mut incident.id);
        incident.victims.iter_mut().chain(&mut incident.suspects).for_each(name);
        for given in &mut incident.offences {
            given.victims.iter_mut().chain(&mut given.suspects).flatten().for_each(name);
        }
    }
    for crime in &mut report.recorded_crimes {
        name(&mut crime.id);
        crime.victim.iter_mut().for_each(name);
        crime.suspects.iter_mut().for_each(name);
    }
    for intervention in &mut report.interventions {
        name(&mut intervention.victim);
        name(&mut intervention.suspect);
    }
    report
}

/// Removes everything about the renamed people from a decision.
fn without_strangers(mut decision: Decision) -> Decision {
    let own = |suspects: &Vec<String>| suspects.iter().all(|id| !id.starts_with(STRANGER));
    decision.crimes.retain(|item| own(&item.suspects));
    decision.courses_of_conduct.retain(|item| own(&item.suspects));
    decision.not_recorded.retain(|item| own(&item.suspects));
    decision.not_made_out.retain(|item| own(&item.suspects));
    decision.not_counted.retain(|item| !item.incident.starts_with(STRANGER));
    decision.cautions.retain(|item| own(&item.suspects));
    decision.discretion.retain(|item| own(&item.suspects));
    decision.open_questions.retain(|item| !item.suspect.starts_with(STRANGER));
    decision
}
