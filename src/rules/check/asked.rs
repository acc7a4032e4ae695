//! Checks what conditions ask: facts must be known where they are asked about, and every question
//! that a decision may ask needs a wording.

use super::names::Names;
use crate::rules::compiled::law::{About, Asks, Condition, Law, Support};
use crate::rules::compiled::question::Question;
use crate::rules::compiled::{Edition, Form, Rule};
use crate::words::diagnostic::{Diagnostic, Problem};

/// Checks the steps of the recording test. A step knows who reports, whether there is a victim, and
/// the facts of the recording, but not the people or what happened.
pub(super) fn of_test(law: &Law, rules: &[Rule], names: &mut Names) {
    for rule in rules {
        let Form::Stop { when, .. } = &rule.form else { continue };
        let mut known = true;
        when.leaves(law, &mut |leaf| {
            known &= match leaf {
                Condition::Fact(n) => {
                    law.facts.get(*n).is_some_and(|fact| fact.about == About::Recording)
                }
                Condition::ReportedBy(_) | Condition::StateBased => true,
                _ => false,
            };
        });
        if !known {
            let message = "a step of the recording test can only ask about the recording";
            let help =
                "ask for facts declared `about the recording`, `reported by` or `state based`";
            let problem = Diagnostic::new(Problem::WrongKind, message, rule.support.at);
            // An edition that amends this one would report it again.
            names.problem_once(problem.help(help.to_owned()));
        }
    }
}

/// Checks that nothing has two wordings, and that everything asked has one.
pub(super) fn wordings(law: &Law, editions: &[Edition], names: &mut Names) {
    for (n, wording) in law.wordings.iter().enumerate() {
        let mut before = law.wordings.iter().take(n);
        if let Some(first) = before.find(|earlier| earlier.asks == wording.asks) {
            let message = format!("a second wording asks {}", wording.asks.words());
            let problem = Diagnostic::new(Problem::DuplicateName, message, wording.term.support.at);
            names.problem(problem.also(first.term.support.at, "the first"));
        }
    }
    let mut missing: Vec<Asks> = Vec::new();
    for (support, condition) in editions.iter().flat_map(Edition::deciding) {
        condition.leaves(law, &mut |leaf| {
            let Some(asks) = leaf.asks().and_then(Question::asks) else { return };
            if law.wording(asks).is_none() && !missing.contains(&asks) {
                missing.push(asks);
                names.problem(no_wording(asks, support));
            }
        });
    }
}

fn no_wording(asks: Asks, by: &Support) -> Diagnostic {
    let message = format!("this asks {}, and no wording says how to ask it", asks.words());
    let help = format!("declare it: wording NAME cite … question \"…\" asks {}", asks.words());
    Diagnostic::new(Problem::Missing, message, by.at).help(help)
}
