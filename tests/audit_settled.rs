//! What an audit settles stays settled, whatever is learned later.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test fails by panicking")]

mod twin;

use std::sync::LazyLock;

use counting_rules::audit::{Judgement, Recorded};
use counting_rules::report::{Pair, Person};
use counting_rules::{Report, Rules};
use proptest::prelude::*;
use proptest::sample::{Index, select};
use twin::reports::{Scope, reports};

static RULES: LazyLock<Rules> = LazyLock::new(|| Rules::shipped().unwrap());

/// Facts that have no default.
static FACTS: LazyLock<Vec<String>> = LazyLock::new(|| {
    let names = RULES.vocabulary().facts.into_iter().map(|word| word.name);
    // What is taken to be so, or not to be so, is never asked.
    let taken = ["unwanted", "knew-or-ought-to-know", "occasions-linked", "lawful-or-reasonable"];
    names.filter(|name| !taken.contains(&name.as_str())).collect()
});

/// The report reduced to its first victim and suspect.
fn of_one_pair(mut report: Report) -> Report {
    let first = report.incidents.iter().find(|i| !i.victims.is_empty() && !i.suspects.is_empty());
    let Some(first) = first else { return Report::default() };
    let (victim, suspect) = (first.victims[0].clone(), first.suspects[0].clone());
    report.incidents.retain(|i| i.victims.contains(&victim) && i.suspects.contains(&suspect));
    for incident in &mut report.incidents {
        incident.victims = vec![victim.clone()];
        incident.suspects = vec![suspect.clone()];
    }
    report.pairs.retain(|pair| pair.victim == victim && pair.suspect == suspect);
    report.people.retain(|person| person.id == victim || person.id == suspect);
    report
        .recorded_crimes
        .retain(|c| c.victim.as_ref() == Some(&victim) && c.suspects.contains(&suspect));
    report.recorded_crimes.iter_mut().for_each(|crime| crime.suspects = vec![suspect.clone()]);
    report.interventions.retain(|i| i.victim == victim && i.suspect == suspect);
    report.recording.by_victim.clear();
    if report.pairs.is_empty() {
        report.pairs.push(Pair::new(victim, suspect));
    }
    report
}

/// The report with an answer to everything unknown.
fn told(report: &Report, answers: &[bool], relationship: &str) -> Report {
    let mut report = report.clone();
    let pair = &mut report.pairs[0];
    pair.relationship.get_or_insert_with(|| relationship.to_owned());
    for (fact, answer) in FACTS.iter().zip(answers) {
        let known = pair.facts.entry(fact.clone()).or_default();
        *known = known.or(Some(*answer));
    }
    let ids = [pair.victim.clone(), pair.suspect.clone()];
    for (id, young) in ids.iter().zip(answers.iter().rev()) {
        let age = if *young { 12 } else { 40 };
        match report.people.iter_mut().find(|person| person.id == *id) {
            Some(person) if person.age.is_none() && person.born.is_none() => {
                person.age = Some(age);
            }
            Some(_) => {}
            None => report.people.push(Person::new(id).age(age)),
        }
    }
    report
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 200, max_global_rejects: 100_000, ..ProptestConfig::default()
    })]

    #[test]
    fn learning_a_fact_overturns_no_verdict(
        report in reports(Scope::Whole),
        edition in any::<Index>(),
        codes in prop::collection::vec(
            select(vec!["195/12", "195/94", "008/72", "008/65", "008/56", "105/01", "008/67"]), 0..2),
        right in any::<bool>(),
        answers in prop::collection::vec(prop::collection::vec(any::<bool>(), 16), 4),
        relationship in select(vec!["partner", "former-partner", "family", "stranger"]),
    ) {
        let edition = edition.get(RULES.editions());
        let report = of_one_pair(report);
        prop_assume!(!report.pairs.is_empty() && edition.decide(&report).is_ok());
        let victim = Some(report.pairs[0].victim.clone());
        let mut recorded = vec![Recorded {
            victim,
            codes: codes.iter().map(|code| (*code).to_owned()).collect(),
        }];
        let answered: Vec<Report> =
            answers.iter().map(|answers| told(&report, answers, relationship)).collect();
        if right {
            // What is right for some answer must not be judged wrong.
            recorded = edition.to_record(&answered[0]).unwrap();
        }
        let before = edition.audit(&report, &recorded).unwrap();
        for answered in &answered {
            let after = edition.audit(answered, &recorded).unwrap();
            for verdict in before.iter().filter(|v| v.judgement != Judgement::Unsettled) {
                let same = after.iter().find(|other| other.victim == verdict.victim);
                prop_assert_eq!(
                    same.map(|other| other.judgement),
                    Some(verdict.judgement),
                    "{:?} in {:?}, and now {:?}", verdict, report, same
                );
            }
        }
    }
}
