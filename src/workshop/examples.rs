//! Runs the examples in rule files: what each came to, and which conditions they tried.

use std::collections::BTreeSet;

use serde::Serialize;

use crate::checked;
use crate::decide;
use crate::decision::{self, Action, Decision, Reason};
use crate::edition::Rules;
use crate::rules::compiled::Edition;
use crate::rules::compiled::example::{Example, Expected, ExpectedOutcome, number};
use crate::words::diagnostic::{Label, draw_found};
use crate::words::terms::Code;
use crate::words::text::Text;

/// The results of the examples in rule files, run under the editions that they name.
#[derive(Debug, Clone, Serialize)]
pub struct ExampleRuns {
    /// Each example under each of its editions, by edition and then in the order of the files.
    pub runs: Vec<ExampleRun>,
    /// The conditions of each edition that examples name, and what they came to.
    pub coverage: Vec<Coverage>,
}

/// One example under one edition.
#[derive(Debug, Clone, Serialize)]
pub struct ExampleRun {
    /// The name of the example.
    pub example: String,
    /// The edition.
    pub edition: String,
    /// The outcome that it expects.
    pub expected: String,
    /// The actual outcome, or what is wrong with the report.
    pub got: String,
    /// Whether the two are equal.
    pub passed: bool,
    /// The rules that decided.
    pub because: Vec<Reason>,
    /// Where the example is.
    #[serde(skip)]
    pub label: Label,
}

/// A condition, and what it came to in the examples of an edition.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Coverage {
    /// The edition.
    pub edition: String,
    /// The condition, limb or rule; or what became of a recorded crime.
    pub condition: String,
    /// Which of `true`, `false` and, if possible, `unknown` it never came to.
    pub never: Vec<&'static str>,
}

impl ExampleRun {
    /// Renders the run, pointing at the example in its file.
    pub fn draw(&self, texts: &[Text]) -> String {
        let says = format!(
            "{} under {}: it says {}, and the rules say {}",
            self.example, self.edition, self.expected, self.got
        );
        draw_found("example", &says, std::slice::from_ref(&self.label), texts)
    }
}

impl Rules {
    /// Runs every example in the rule files under each edition that it names.
    ///
    /// ```
    /// let runs = counting_rules::Rules::shipped()?.run_examples();
    /// assert!(runs.runs.iter().all(|run| run.passed));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn run_examples(&self) -> ExampleRuns {
        let mut runs = Vec::new();
        let mut coverage = Vec::new();
        for edition in self.editions() {
            let of_edition: Vec<&Example> = examples(edition).collect();
            if of_edition.is_empty() {
                continue;
            }
            let mut seen = BTreeSet::new();
            for example in of_edition {
                runs.push(run(edition, example, &mut seen));
            }
            for (condition, can_be_unknown) in decide::conditions(edition) {
                let was = |word: &str| seen.contains(&(condition.clone(), word));
                let mut all = vec!["true", "false"];
                all.extend(can_be_unknown.then_some("unknown"));
                let never = all.into_iter().filter(|word| !was(word)).collect();
                coverage.push(Coverage { edition: edition.id.clone(), condition, never });
            }
        }
        ExampleRuns { runs, coverage }
    }
}

/// The examples that name an edition.
fn examples(edition: &Edition) -> impl Iterator<Item = &Example> {
    edition.law.examples.iter().filter(|example| example.under.contains(&edition.id))
}

/// What an example says, as `outcome` tells a decision.
fn expected(example: &Example) -> String {
    joined(example.expected.iter().map(told).collect())
}

fn run(
    edition: &Edition,
    example: &Example,
    seen: &mut BTreeSet<(String, &'static str)>,
) -> ExampleRun {
    let expected = expected(example);
    let mut because = Vec::new();
    let got = match checked::check(&example.report, &edition.law) {
        Ok(checked) => {
            seen.extend(decide::outcomes(edition, &checked));
            let decision = decide::settle(edition, &checked).decision(&example.name);
            let crimes = decision.crimes.iter().map(|crime| &crime.because);
            let stopped = decision.not_recorded.iter().map(|stopped| &stopped.because);
            because = crimes.chain(stopped).flatten().cloned().collect();
            joined(outcome(&decision))
        }
        Err(errors) => errors.to_string(),
    };
    ExampleRun {
        example: example.name.clone(),
        edition: edition.id.clone(),
        passed: expected == got,
        expected,
        got,
        because,
        label: Label { span: example.support.at, says: String::new() },
    }
}

/// Whether every example holds under each edition that it names.
pub(crate) fn all_hold(editions: &[Edition]) -> bool {
    editions.iter().all(|edition| {
        examples(edition).all(|example| {
            let checked = checked::check(&example.report, &edition.law);
            checked.is_ok_and(|checked| {
                let decision = decide::settle(edition, &checked).decision(&example.name);
                expected(example) == joined(outcome(&decision))
            })
        })
    })
}

/// The examples of an edition that pass, with the rules that decide them.
#[cfg(feature = "show")]
pub(crate) fn decided(edition: &Edition) -> Vec<ExampleRun> {
    let mut seen = BTreeSet::new();
    let runs = examples(edition).map(|example| run(edition, example, &mut seen));
    runs.filter(|run| run.passed).collect()
}

/// A decision in the words of an example: one line per crime, and per crime stopped by the
/// recording test.
fn outcome(decision: &Decision) -> Vec<String> {
    let crimes = decision.crimes.iter().map(|crime| {
        let what = match (crime.action, crime.principal) {
            (Action::Record, Some(principal)) => {
                ExpectedOutcome::Crime { principal, with: crime.also_record.clone() }
            }
            (Action::AddToExisting, _) => ExpectedOutcome::Added { becomes: crime.reclassify_to },
            _ => ExpectedOutcome::Referral(crime.between.clone()),
        };
        (what, &crime.victim, &crime.suspects)
    });
    let stopped = decision.not_recorded.iter().map(|stopped| {
        let what = match stopped.outcome {
            decision::Outcome::CrimeRelatedIncident => ExpectedOutcome::CrimeRelatedIncident,
            _ => ExpectedOutcome::NoCrime,
        };
        (what, &stopped.victim, &stopped.suspects)
    });
    let all = crimes.chain(stopped).map(|(what, victim, suspects)| Expected {
        victim: victim.as_deref().and_then(number),
        suspects: suspects.iter().filter_map(|id| number(id)).collect(),
        what,
    });
    all.map(|one| told(&one)).collect()
}

fn told(expected: &Expected) -> String {
    let codes = |codes: &[Code]| {
        let mut codes = codes.to_vec();
        codes.sort_unstable();
        codes.iter().map(Code::to_string).collect::<Vec<_>>().join(", ")
    };
    let mut told = match &expected.what {
        ExpectedOutcome::CrimeRelatedIncident => "crime related incident".to_owned(),
        ExpectedOutcome::NoCrime => "no crime".to_owned(),
        ExpectedOutcome::Added { becomes: None } => "added to the recorded crime".to_owned(),
        ExpectedOutcome::Added { becomes: Some(code) } => {
            format!("added to the recorded crime which becomes {code}")
        }
        ExpectedOutcome::Referral(between) => format!("referral between {}", codes(between)),
        ExpectedOutcome::Crime { principal, with } if with.is_empty() => principal.to_string(),
        ExpectedOutcome::Crime { principal, with } => format!("{principal} with {}", codes(with)),
    };
    match expected.victim {
        Some(1) => {}
        Some(victim) => told.push_str(&format!(" towards victim {victim}")),
        None => told.push_str(" towards nobody"),
    }
    let mut suspects = expected.suspects.clone();
    suspects.sort_unstable();
    if suspects != [1] {
        let all: Vec<String> = suspects.iter().map(|n| format!("suspect {n}")).collect();
        told.push_str(&format!(" by {}", all.join(" and ")));
    }
    told
}

/// All outcomes of an example on one line, sorted.
fn joined(mut all: Vec<String>) -> String {
    all.sort();
    if all.is_empty() { "nothing".to_owned() } else { all.join("; ") }
}
