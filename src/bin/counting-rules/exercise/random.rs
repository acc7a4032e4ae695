//! An exercise made up from the declared names, the same for the same number.

use counting_rules::edition::{Vocabulary, Word};
use counting_rules::report::{Incident, Intervention, Pair, Person};
use counting_rules::{Edition, Report, ReportErrors};
use rand::seq::IndexedRandom;
use rand::{RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;

use super::account::Phrases;
use super::one::Exercise;

const VICTIM: &str = "Robin";
const SUSPECT: &str = "Kim";

/// After so many reports that cannot be decided, something else is wrong with them.
const MOST_TRIES: usize = 10_000;

/// An exercise whose answer does not hang on a fact that the account leaves out.
pub(crate) fn exercise(
    seed: u64,
    edition: &Edition,
    words: &Vocabulary,
    phrases: &Phrases,
) -> Result<Exercise, ReportErrors> {
    let mut chance = ChaCha8Rng::seed_from_u64(seed);
    let (mut report, mut decision);
    let mut tries = 0;
    loop {
        tries += 1;
        report = report_of(&mut chance, edition, words, phrases);
        // Some names exclude each other: try again.
        decision = match edition.decide_and_ask(&report) {
            Ok(decision) => decision,
            Err(_) if tries < MOST_TRIES => continue,
            Err(errors) => return Err(errors),
        };
        if !decision.crimes.is_empty() || chance.random_bool(0.1) {
            break;
        }
    }
    while let Some(question) = decision.open_questions.first() {
        let answer = chance.random_bool(0.5);
        if !settle(&mut report, &question.fact, answer, &mut chance, words) {
            break;
        }
        decision = edition.decide_and_ask(&report)?;
    }
    Ok(Exercise {
        name: format!("random-{seed}"),
        title: format!("A report made up from the rules, number {seed}"),
        level: "random".to_owned(),
        teaches: Vec::new(),
        edition: edition.id().to_owned(),
        point: String::new(),
        report,
    })
}

/// Puts an answer to an open question into the report.
fn settle(
    report: &mut Report,
    fact: &str,
    answer: bool,
    chance: &mut ChaCha8Rng,
    words: &Vocabulary,
) -> bool {
    let of_pair = words.facts.iter().any(|word| word.name == fact);
    for pair in &mut report.pairs {
        if of_pair {
            pair.facts.insert(fact.to_owned(), Some(answer));
        } else if fact == "relationship" {
            pair.relationship = name(&words.relationships, chance);
        }
    }
    of_pair || fact == "relationship"
}

fn name(words: &[Word], chance: &mut ChaCha8Rng) -> Option<String> {
    words.choose(chance).map(|word| word.name.clone())
}

fn names(words: &[Word], most: usize, chance: &mut ChaCha8Rng) -> Vec<String> {
    let count = chance.random_range(0..=most);
    let mut names: Vec<String> = words.sample(chance, count).map(|w| w.name.clone()).collect();
    names.sort();
    names
}

fn report_of(
    chance: &mut ChaCha8Rng,
    edition: &Edition,
    words: &Vocabulary,
    phrases: &Phrases,
) -> Report {
    let year = edition.id().split('-').nth(1).unwrap_or("2026").to_owned();
    let day = |n: i32| format!("{year}-{:02}-{:02}", 6 + n / 28, 1 + n % 28);
    let mut pair = Pair::new(VICTIM, SUSPECT);
    pair.relationship = name(&words.relationships, chance);
    // What the answer turns on is added later: this one may mislead.
    if let Some(fact) = words.facts.choose(chance) {
        pair = pair.fact(&fact.name, chance.random_bool(0.5));
    }
    let count = chance.random_range(1..=4);
    let mut when = 0;
    let mut incidents = Vec::new();
    for n in 1..=count {
        when += chance.random_range(1..=20);
        let mut incident =
            Incident::new(format!("i{n}"), day(when)).victim(VICTIM).suspect(SUSPECT);
        if chance.random_bool(0.3) {
            let codes: Vec<&String> = phrases.offences.keys().collect();
            incident.offences.extend(codes.choose(chance).map(|code| (*code).clone().into()));
        }
        incident.acts = names(&words.acts, 3, chance);
        incident.effects = Some(names(&words.effects, 2, chance));
        incidents.push(incident);
    }
    incidents.retain(|incident| !(incident.acts.is_empty() && incident.offences.is_empty()));
    let mut interventions = Vec::new();
    if chance.random_bool(0.15) {
        interventions.extend(name(&words.interventions, chance).map(|kind| {
            let on = day(chance.random_range(1..=when.max(1)));
            Intervention::new(on, VICTIM, SUSPECT, kind)
        }));
    }
    let mut report = Report::new("random", day(when + 3))
        .person(Person::new(VICTIM).age(chance.random_range(14..70)))
        .person(Person::new(SUSPECT).age(chance.random_range(14..70)))
        .pair(pair);
    (report.incidents, report.interventions) = (incidents, interventions);
    report
}
