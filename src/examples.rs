//! The examples in rule files, run: what came of each, and which conditions they tried.

use std::collections::BTreeSet;

use serde::Serialize;

use crate::decide;
use crate::decision::{Action, Decision, Reason};
use crate::diagnostic::{Label, draw_found};
use crate::edition::Edition;
use crate::edition::law::{Example, Expected};
use crate::report;
use crate::rules::Rules;
use crate::terms::Code;
use crate::text::Text;

/// The examples of rule files, run under the editions that they name.
#[derive(Debug, Clone, Serialize)]
pub struct ExampleRuns {
    /// Each example under each of its editions, in the order of the files.
    pub runs: Vec<ExampleRun>,
    /// For each edition that examples name, its conditions, and what they came to.
    pub coverage: Vec<Coverage>,
}

/// One example under one edition.
#[derive(Debug, Clone, Serialize)]
pub struct ExampleRun {
    /// The name of the example.
    pub example: String,
    /// The edition.
    pub edition: String,
    /// What it says is recorded.
    pub expected: String,
    /// What is recorded, or what is wrong with the report.
    pub got: String,
    /// Whether the two are the same.
    pub passed: bool,
    /// The rules that decided.
    pub because: Vec<Reason>,
    /// Where the example stands.
    #[serde(skip)]
    pub label: Label,
}

/// A condition, and what it came to in the examples of an edition.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Coverage {
    /// The edition.
    pub edition: String,
    /// The condition, limb or rule.
    pub condition: String,
    /// Which of `true`, `false` and, where it can be, `unknown` it has never been.
    pub never: Vec<&'static str>,
}

impl ExampleRun {
    /// The run with the place of the example drawn.
    pub fn draw(&self, texts: &[Text]) -> String {
        let says = format!(
            "{} under {}: it says {}, and the rules say {}",
            self.example, self.edition, self.expected, self.got
        );
        draw_found("example", &says, std::slice::from_ref(&self.label), texts)
    }
}

impl Rules {
    /// Runs every example of the rule files under each edition that it names.
    ///
    /// ```
    /// let runs = counting_rules::Rules::shipped()?.run_examples();
    /// assert!(runs.runs.iter().all(|run| run.passed));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn run_examples(&self) -> ExampleRuns {
        let mut runs = Vec::new();
        let mut coverage = Vec::new();
        let examples = &self.law().examples;
        for edition in self.editions() {
            let of_edition: Vec<&Example> =
                examples.iter().filter(|example| example.under.contains(&edition.id)).collect();
            if of_edition.is_empty() {
                continue;
            }
            let mut seen = BTreeSet::new();
            for example in of_edition {
                runs.push(run(edition, example, &mut seen));
            }
            for (condition, when) in decide::conditions(edition) {
                let was = |word: &str| seen.contains(&(condition.clone(), word));
                let mut all = vec!["true", "false"];
                all.extend(when.can_be_unknown(&edition.law).then_some("unknown"));
                let never = all.into_iter().filter(|word| !was(word)).collect();
                coverage.push(Coverage { edition: edition.id.clone(), condition, never });
            }
        }
        ExampleRuns { runs, coverage }
    }
}

fn run(
    edition: &Edition,
    example: &Example,
    seen: &mut BTreeSet<(String, &'static str)>,
) -> ExampleRun {
    let expected = told(&example.expected);
    let mut because = Vec::new();
    let got = match report::check(&example.report, &edition.law) {
        Ok(checked) => {
            seen.extend(decide::outcomes(edition, &checked));
            let decision = decide::decide(edition, &example.name, &checked);
            because = decision.crimes.iter().flat_map(|crime| crime.because.clone()).collect();
            outcome(&decision)
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

/// The examples of an edition that hold, with the rules that decide them.
#[cfg(feature = "show")]
pub(crate) fn decided(edition: &Edition) -> Vec<ExampleRun> {
    let mut seen = BTreeSet::new();
    let of_edition = edition.law.examples.iter().filter(|e| e.under.contains(&edition.id));
    let runs = of_edition.map(|example| run(edition, example, &mut seen));
    runs.filter(|run| run.passed).collect()
}

fn list(codes: &[Code]) -> String {
    let mut codes = codes.to_vec();
    codes.sort_unstable();
    codes.iter().map(Code::to_string).collect::<Vec<_>>().join(", ")
}

fn told(expected: &Expected) -> String {
    match expected {
        Expected::Nothing => "nothing".to_owned(),
        Expected::Referral(between) => format!("referral between {}", list(between)),
        Expected::Crime { principal, with } => {
            let principal = principal.map(|code| code.to_string()).unwrap_or_default();
            match with.is_empty() {
                true => principal,
                false => format!("{principal} with {}", list(with)),
            }
        }
    }
}

/// A decision in the words of an example.
fn outcome(decision: &Decision) -> String {
    let crime = |crime: &crate::Crime| match (crime.action, crime.principal) {
        (Action::Record, principal) => {
            told(&Expected::Crime { principal, with: crime.also_record.clone() })
        }
        _ => told(&Expected::Referral(crime.between.clone())),
    };
    let crimes: Vec<String> = decision.crimes.iter().map(crime).collect();
    if crimes.is_empty() { told(&Expected::Nothing) } else { crimes.join("; ") }
}
