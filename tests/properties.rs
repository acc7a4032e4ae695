//! Properties of every report: order, strangers and other people's history do not matter; open
//! questions keep their promises; nothing that an officer gives is lost.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test fails by panicking"
)]

mod twin;

use std::collections::BTreeSet;
use std::sync::LazyLock;

use counting_rules::decision::NotUsed;
use counting_rules::report::{Pair, RecordedCrime};
use counting_rules::workshop::property;
use counting_rules::{Action, Code, Crime, Decision, Edition, Report, Rules};
use proptest::prelude::*;
use proptest::sample::Index;
use twin::day::Day;
use twin::reports::{Scope, reports};

static RULES: LazyLock<Rules> = LazyLock::new(|| Rules::shipped().unwrap());

fn any_edition() -> impl Strategy<Value = &'static Edition> {
    let number = any::<Index>();
    number.prop_map(|n| n.get(RULES.editions()))
}

/// What is recorded for a victim and a suspect, in the words of the open questions.
fn principals(decision: &Decision, victim: &str, suspect: &str) -> BTreeSet<String> {
    let crimes = of_pair(decision, victim, suspect);
    let words = crimes.iter().map(|crime| match crime.action {
        Action::Record => crime.principal.map_or("none".to_owned(), |code| code.to_string()),
        Action::AddToExisting => "add".to_owned(),
        Action::ReferToRegistrar => "refer".to_owned(),
    });
    let words: BTreeSet<String> = words.collect();
    if words.is_empty() { BTreeSet::from(["none".to_owned()]) } else { words }
}

fn of_pair<'a>(decision: &'a Decision, victim: &str, suspect: &str) -> Vec<&'a Crime> {
    let of = |crime: &&Crime| {
        crime.victim.as_deref() == Some(victim) && crime.suspects.iter().any(|s| s == suspect)
    };
    decision.crimes.iter().filter(of).collect()
}

fn pair_of<'a>(report: &'a mut Report, victim: &str, suspect: &str) -> &'a mut Pair {
    let is = |pair: &Pair| pair.victim == victim && pair.suspect == suspect;
    if !report.pairs.iter().any(is) {
        report.pairs.push(Pair::new(victim, suspect));
    }
    report.pairs.iter_mut().find(|pair| is(pair)).unwrap()
}

/// What an open question can change.
fn counted(decision: &Decision) -> Vec<String> {
    let told = |crime: &Crime| {
        let who = (&crime.victim, &crime.suspects);
        format!("{who:?} {:?} {:?} {:?}", crime.action, crime.principal, crime.also_record)
    };
    decision.crimes.iter().map(told).collect()
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: ProptestConfig::default().cases / 8,
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    #[test]
    fn order_never_matters(
        report in reports(Scope::Whole), edition in any_edition(), seed in any::<u64>(),
    ) {
        property::order_never_matters(edition, &report, seed)?;
    }

    #[test]
    fn people_who_share_nobody_change_nothing(
        report in reports(Scope::Whole), strangers in reports(Scope::Whole),
        edition in any_edition(),
    ) {
        property::strangers_change_nothing(edition, &report, &strangers)?;
    }

    #[test]
    fn occasions_of_an_entry_are_as_many_entries(
        report in reports(Scope::Whole), edition in any_edition(),
    ) {
        let mut split = report.clone();
        split.incidents.clear();
        for incident in &report.incidents {
            for n in 1..=incident.occasions.unwrap_or(1) {
                let mut one = incident.clone();
                one.occasions = None;
                one.id = format!("{}~{n}", incident.id);
                split.incidents.push(one);
            }
        }
        let crimes = |report: &Report| {
            let mut crimes = edition.decide(report).unwrap().crimes;
            for crime in &mut crimes {
                let reasons = crime.because.iter_mut().map(|reason| &mut reason.incidents);
                let offences = crime.offences.iter_mut().map(|offence| &mut offence.incidents);
                for ids in reasons.chain(offences).chain([&mut crime.incidents]) {
                    for id in ids.iter_mut() {
                        *id = id.split('~').next().unwrap().to_owned();
                    }
                    ids.sort();
                    ids.dedup();
                }
            }
            crimes
        };
        prop_assert_eq!(crimes(&report), crimes(&split));
    }

    #[test]
    fn an_answer_leads_to_what_the_question_promised(
        report in reports(Scope::Whole), edition in any_edition(),
    ) {
        let decision = edition.decide_and_ask(&report).unwrap();
        prop_assume!(decision.open_questions_complete);
        for question in &decision.open_questions {
            let (victim, suspect) = (&question.victim, &question.suspect);
            for (answer, promised) in &question.answers {
                let report = edition.answered(&report, question, answer);
                let then = principals(&edition.decide(&report).unwrap(), victim, suspect);
                prop_assert!(
                    then.iter().all(|code| promised.contains(code)),
                    "{} {answer}: {then:?}, promised {promised:?}", question.fact
                );
            }
        }
    }

    #[test]
    fn a_fact_that_is_not_asked_for_changes_nothing(
        report in reports(Scope::Whole), edition in any_edition(),
    ) {
        let decision = edition.decide_and_ask(&report).unwrap();
        prop_assume!(decision.open_questions_complete);
        let towards = |i: &counting_rules::report::Incident| -> Vec<(String, String)> {
            let pairs = i.victims.iter().flat_map(|v| i.suspects.iter().map(move |s| (v, s)));
            pairs.map(|(v, s)| (v.clone(), s.clone())).collect()
        };
        let pairs: BTreeSet<_> = report.incidents.iter().flat_map(towards).collect();
        for (victim, suspect) in pairs {
            for fact in ASKED {
                let known = pair_of(&mut report.clone(), &victim, &suspect).facts.get(*fact).copied();
                let asked = decision.open_questions.iter().any(|question| {
                    (&question.victim, &question.suspect) == (&victim, &suspect)
                        && question.fact == *fact
                });
                if known.flatten().is_some() || asked {
                    continue;
                }
                for answer in [true, false] {
                    let mut report = report.clone();
                    let facts = &mut pair_of(&mut report, &victim, &suspect).facts;
                    facts.insert((*fact).to_owned(), Some(answer));
                    let then = edition.decide(&report).unwrap();
                    prop_assert_eq!(counted(&decision), counted(&then), "{} {}", fact, answer);
                }
            }
        }
    }

    #[test]
    fn what_was_recorded_of_others_changes_nothing(
        report in reports(Scope::Whole), edition in any_edition(), of_another_victim in any::<bool>(),
    ) {
        let mut other = report.clone();
        let (victim, suspect) = if of_another_victim { ("v9", "s1") } else { ("v1", "s9") };
        let crime = RecordedCrime::new("C9", "195/12", &report.reported_on).victim(victim);
        other.recorded_crimes.push(crime.suspect(suspect));
        let (decision, mut other) = (edition.decide(&report).unwrap(), edition.decide(&other).unwrap());
        // It says so.
        let of_the_other = |row: &NotUsed| row.says.contains("`C9`");
        prop_assert_eq!(other.not_used.iter().filter(|row| of_the_other(row)).count(), 1);
        other.not_used.retain(|row| !of_the_other(row));
        prop_assert_eq!(decision, other);
    }

    #[test]
    fn no_code_that_is_given_is_lost(report in reports(Scope::Whole), edition in any_edition()) {
        let decision = edition.decide(&report).unwrap();
        let crimes = decision.crimes.iter().flat_map(|crime| {
            let lists = [&crime.also_record, &crime.related, &crime.between];
            lists.into_iter().flatten().chain(&crime.principal).chain(&crime.reclassify_to)
        });
        let stopped = decision.not_recorded.iter().flat_map(|item| &item.codes);
        let mut kept: BTreeSet<Code> = crimes.chain(stopped.clone()).copied().collect();
        kept.extend(decision.not_counted.iter().map(|item| item.code));
        let said: Vec<&str> =
            decision.crimes.iter().flat_map(|c| &c.because).map(|why| why.says.as_str()).collect();
        for given in report.incidents.iter().flat_map(|incident| &incident.offences) {
            let code: Code = given.code.split(':').next_back().unwrap().parse().unwrap();
            let named = said.iter().any(|says| says.contains(&code.to_string()));
            let form = |code: &Code| FORMS.contains(&code.to_string().as_str());
            let merged = form(&code) && stopped.clone().any(form);
            prop_assert!(kept.contains(&code) || named || merged, "{code}");
        }
    }

    #[test]
    fn reports_and_decisions_survive_json(report in reports(Scope::Whole), edition in any_edition()) {
        let text = serde_json::to_string(&report).unwrap();
        prop_assert_eq!(&Report::from_json(&text).unwrap(), &report);
        let mut decision = edition.decide_and_ask(&report).unwrap();
        let text = serde_json::to_string(&decision).unwrap();
        // What a rule did is known for a new decision, but not for one that was read.
        let crimes = decision.crimes.iter_mut().map(|crime| &mut crime.because);
        let stopped = decision.not_recorded.iter_mut().map(|stopped| &mut stopped.because);
        crimes.chain(stopped).flatten().for_each(|reason| reason.did = None);
        prop_assert_eq!(serde_json::from_str::<Decision>(&text).unwrap(), decision);
    }

    #[test]
    fn json_comes_out_the_same_by_every_way(report in reports(Scope::Whole), edition in any_edition()) {
        let text = serde_json::to_string(&report).unwrap();
        let decision = serde_json::to_string(&edition.decide(&report).unwrap()).unwrap();
        prop_assert_eq!(&edition.decide_json(&text).unwrap(), &decision);
        let checked = edition.check(&report).unwrap();
        let settled = edition.settle(&checked).unwrap();
        prop_assert_eq!(serde_json::to_string(&settled).unwrap(), decision);
    }
}

/// Forms of one offence: of those that a course makes out, only the gravest is disclosed.
const FORMS: &[&str] = &["008/58", "008/65", "008/66", "008/30", "008/56", "195/12", "195/94"];

/// The facts of a pair that a question can ask about.
const ASKED: &[&str] = &[
    "fixated-or-obsessed",
    "serious-alarm-or-distress",
    "substantial-adverse-effect",
    "racially-or-religiously-aggravated",
    "repeated-or-continuous-control",
    "serious-effect",
    "living-together",
    "suspect-responsible-for-child-victim",
    "registrar-satisfied-harassment-only",
    "to-persuade-someone",
];

#[test]
fn three_months_run_to_the_same_day_of_the_month_or_its_last() {
    let edition = RULES.edition("hocr-2026-04").unwrap();
    let action = |last: Day, next: Day| {
        let report = serde_json::json!({
            "reference": "months", "reported_on": "2029-01-01",
            "incidents": [{ "id": "i1", "on": next.to_string(), "victims": ["v1"],
                "suspects": ["s1"], "acts": ["abusive-messages"], "effects": ["distress"] }],
            "recorded_crimes": [{ "id": "C1", "code": "195/94", "victim": "v1",
                "suspects": ["s1"], "last_incident_on": last.to_string() }],
        });
        let report = Report::from_json(&report.to_string()).unwrap();
        edition.decide(&report).unwrap().crimes[0].action
    };
    let mut last = Day(2026, 4, 1);
    while last < Day(2028, 6, 1) {
        let passed = last.three_months_on();
        assert_eq!(action(last, passed.plus(-1)), Action::AddToExisting, "{last}");
        assert_eq!(action(last, passed), Action::ReferToRegistrar, "{last}");
        last = last.plus(1);
    }
}

#[test]
fn an_edition_is_in_force_on_every_day_since_the_first() {
    let mut day = Day(2016, 4, 1);
    while day < Day(2028, 1, 1) {
        assert!(RULES.edition_on(day.to_string().parse().unwrap()).is_ok(), "{day}");
        day = day.plus(1);
    }
    assert!(RULES.edition_on("2016-03-31".parse().unwrap()).is_err());
}
