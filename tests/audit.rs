//! Audits through the public interface: what was recorded against what the rules say.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test fails by panicking"
)]

use std::sync::LazyLock;

use counting_rules::audit::{Instead, Judgement, Recorded, Tally, Verdict};
use counting_rules::report::{Intervention, RecordedCrime};
use counting_rules::{Edition, Report, Rules};
use proptest::prelude::*;

static RULES: LazyLock<Rules> = LazyLock::new(|| Rules::shipped().unwrap());

fn edition() -> &'static Edition {
    RULES.edition("hocr-2026-04").unwrap()
}

/// Somebody is followed twice, with every fact known.
fn followed() -> Report {
    Report::from_json(
        r#"{ "reference": "a", "reported_on": "2026-06-20",
        "people": [{ "id": "v", "age": 30 }, { "id": "s", "age": 40 }],
        "pairs": [{ "victim": "v", "suspect": "s", "relationship": "stranger", "facts": {
            "fixated-or-obsessed": true, "serious-alarm-or-distress": false,
            "substantial-adverse-effect": false, "racially-or-religiously-aggravated": false } }],
        "incidents": [
            { "id": "i1", "on": "2026-06-01", "victims": ["v"], "suspects": ["s"],
              "acts": ["following"], "effects": ["alarm"] },
            { "id": "i2", "on": "2026-06-05", "victims": ["v"], "suspects": ["s"],
              "acts": ["following"], "effects": ["distress"] } ] }"#,
    )
    .unwrap()
}

fn recorded(victim: Option<&str>, codes: &[&str]) -> Recorded {
    let codes = codes.iter().map(|code| (*code).to_owned()).collect();
    Recorded { victim: victim.map(str::to_owned), codes }
}

/// The verdict on `v`, for whom these crimes were recorded.
#[track_caller]
fn verdict(report: &Report, codes: &[&str]) -> Verdict {
    let mut verdicts = edition().audit(report, &[recorded(Some("v"), codes)]).unwrap();
    assert_eq!(verdicts.len(), 1);
    verdicts.remove(0)
}

#[track_caller]
fn assert_verdict(report: &Report, codes: &[&str], judgement: Judgement, rule: Option<&str>) {
    let found = verdict(report, codes);
    assert_eq!(found.judgement, judgement, "{found:?}");
    assert_eq!(found.because.as_ref().map(|b| b.rule.as_str()), rule);
}

#[test]
fn the_right_crime_agrees() {
    assert_verdict(&followed(), &["195/12"], Judgement::Agrees, None);
    assert_verdict(&followed(), &["195/12 "], Judgement::Agrees, None);
}

#[test]
fn stalking_recorded_as_harassment_disagrees() {
    assert_verdict(&followed(), &["195/94"], Judgement::Disagrees, Some("stalking"));
    assert_verdict(&followed(), &[], Judgement::Disagrees, Some("stalking"));
}

#[test]
fn single_incidents_of_one_course_disagree() {
    assert_verdict(&followed(), &["195/12", "195/12"], Judgement::Disagrees, Some("stalking"));
}

#[test]
fn a_presumption_decides_before_what_it_makes_out() {
    let mut report = followed();
    report.pairs[0].relationship = Some("former-partner".to_owned());
    let facts = &mut report.pairs[0].facts;
    facts.insert("fixated-or-obsessed".to_owned(), Some(false));
    facts.insert("registrar-satisfied-harassment-only".to_owned(), Some(false));
    assert_verdict(&report, &["195/94"], Judgement::Disagrees, Some("former-partner"));
}

#[test]
fn a_message_before_the_course_names_the_rule_between_them() {
    let mut report = followed();
    report.incidents[0].offences = vec!["008/72".into()];
    assert_verdict(&report, &["008/72"], Judgement::Disagrees, Some("conduct-tier-5"));
    assert_verdict(&report, &["195/12", "008/72"], Judgement::Disagrees, Some("conduct-tier-5"));
}

#[test]
fn what_a_fact_not_asked_for_could_change_is_unsettled() {
    let mut report = followed();
    report.pairs[0].facts.remove("fixated-or-obsessed");
    for codes in [["195/94"], ["195/12"]] {
        let found = verdict(&report, &codes);
        assert_eq!(found.judgement, Judgement::Unsettled);
        assert_eq!(found.open_questions[0].fact, "fixated-or-obsessed");
    }
    // It is one of the two, so these are wrong whatever the answer is.
    for codes in [&["008/72"][..], &[]] {
        let found = verdict(&report, codes);
        assert_eq!(found.judgement, Judgement::Disagrees, "{codes:?}");
        assert!(!found.open_questions.is_empty());
    }
}

#[test]
fn with_two_suspects_no_answer_is_taken_to_settle_it() {
    let mut report = followed();
    report.pairs[0].facts.remove("fixated-or-obsessed");
    report.incidents[0].suspects.push("t".to_owned());
    assert_eq!(verdict(&report, &["008/72"]).judgement, Judgement::Unsettled);
}

#[test]
fn what_the_rules_leave_open_is_for_the_registrar() {
    let mut report = followed();
    report.incidents[0].offences = vec!["005/28".into()];
    let found = verdict(&report, &["195/12"]);
    assert_eq!(found.judgement, Judgement::ForTheRegistrar);
    assert_eq!(found.between.len(), 2);
    assert_eq!(found.because.unwrap().rule, "threatening-communication-or-conduct");
}

#[test]
fn nothing_is_to_be_recorded_of_an_incident_only() {
    let mut report = followed();
    report.recording.reported_by = Some("third-party".to_owned());
    report.recording.facts.insert("victim_confirms".to_owned(), Some(false));
    let found = verdict(&report, &["195/12"]);
    assert_eq!(found.instead, Some(Instead::CrimeRelatedIncident));
    assert_eq!(found.because.unwrap().rule, "victim-does-not-confirm");
    assert_verdict(&report, &[], Judgement::Agrees, None);
}

#[test]
fn one_occasion_is_no_course() {
    let mut report = followed();
    report.incidents.pop();
    let found = verdict(&report, &["195/94"]);
    assert_eq!(found.instead, Some(Instead::NoCrime));
    let because = found.because.unwrap();
    assert_eq!(because.rule, "harassment-of-one-person");
    assert!(because.says.contains("at least 2 occasions"), "{}", because.says);
}

#[test]
fn what_goes_on_from_a_recorded_crime_is_not_recorded_anew() {
    let mut report = followed();
    let crime = RecordedCrime::new("C1", "195/12", "2026-05-20").victim("v").suspect("s");
    report.recorded_crimes.push(crime);
    assert_verdict(&report, &[], Judgement::Agrees, None);
    assert_verdict(&report, &["195/12"], Judgement::Disagrees, Some("finished-incident"));
    // A lesser recorded crime becomes what the new occasions make out.
    report.recorded_crimes[0].code = "195/94".to_owned();
    assert_verdict(&report, &["195/12"], Judgement::Agrees, None);
    assert_verdict(&report, &[], Judgement::Disagrees, Some("finished-incident"));
    // Whether it does can depend on an unknown fact.
    report.pairs[0].facts.remove("fixated-or-obsessed");
    assert_verdict(&report, &[], Judgement::Unsettled, None);
    report.recorded_crimes[0].code = "195/12".to_owned();
    assert_verdict(&report, &[], Judgement::Agrees, None);
}

#[test]
fn a_breach_counts_wherever_it_is_listed() {
    let mut report = followed();
    report.incidents[1].offences = vec!["066/39".into()];
    let audit = |recorded: &[Recorded]| -> Vec<(Option<String>, Judgement)> {
        let verdicts = edition().audit(&report, recorded).unwrap();
        verdicts.into_iter().map(|v| (v.victim, v.judgement)).collect()
    };
    let victim = |judgement| (Some("v".to_owned()), judgement);
    let both = vec![victim(Judgement::Agrees), (None, Judgement::Agrees)];
    assert_eq!(audit(&[recorded(Some("v"), &["195/12", "066/39"])]), both);
    assert_eq!(audit(&[recorded(Some("v"), &["195/12"]), recorded(None, &["066/39"])]), both);
    let without = edition().audit(&report, &[recorded(Some("v"), &["195/12"])]).unwrap();
    assert_eq!(without[1].judgement, Judgement::Disagrees);
    assert_eq!(without[1].because.as_ref().unwrap().rule, "breaches");
}

#[test]
fn two_courses_are_two_crimes() {
    let mut report = followed();
    for (n, day) in [(3, "2026-06-11"), (4, "2026-06-12")] {
        let mut again = report.incidents[0].clone();
        (again.id, again.on) = (format!("i{n}"), day.to_owned());
        report.incidents.push(again);
    }
    report.interventions.push(Intervention::new("2026-06-10", "v", "s", "conviction"));
    assert_verdict(&report, &["195/12", "195/12"], Judgement::Agrees, None);
    assert_verdict(&report, &["195/12"], Judgement::Disagrees, Some("stalking"));
}

#[test]
fn what_should_be_recorded_agrees() {
    let report = followed();
    let to_record = edition().to_record(&report).unwrap();
    assert_eq!(to_record, [recorded(Some("v"), &["195/12"])]);
    assert_eq!(edition().audit(&report, &to_record).unwrap()[0].judgement, Judgement::Agrees);
}

#[test]
fn wrong_codes_and_victims_are_told_with_their_field() {
    let wrong = [recorded(Some("w"), &["195/94"]), recorded(Some("v"), &["195", "195/13"])];
    let errors = edition().audit(&followed(), &wrong).unwrap_err();
    insta::assert_snapshot!(errors, @r"
    recorded[0].victim: no incident names the victim `w`
    recorded[1].codes[0]: `195` is not an offence code; write it as in `195/12`
    recorded[1].codes[1]: `195/13` is not in the list of notifiable offences (did you mean `195/12`, Pursue a course of conduct in breach of S1 (1) which amounts to stalking?)
    ");
}

/// Reports that lead to every judgement.
fn many() -> Vec<(Report, Vec<Recorded>)> {
    let mut found = Vec::new();
    let mut asked = followed();
    asked.pairs[0].facts.remove("fixated-or-obsessed");
    let mut referred = followed();
    referred.incidents[0].offences = vec!["005/28".into()];
    let mut stopped = followed();
    stopped.recording.facts.insert("crime_in_law_on_balance".to_owned(), Some(false));
    for report in [followed(), asked, referred, stopped] {
        for codes in [&["195/12"][..], &["195/94"], &[], &["008/72", "105/01"]] {
            found.push((report.clone(), vec![recorded(Some("v"), codes)]));
        }
    }
    found
}

proptest! {
    /// However the reports are split up, and in whatever order.
    #[test]
    fn tallies_can_be_added(
        parts in prop::collection::vec(prop::collection::vec(0..16_usize, 0..5), 0..5),
        other in any::<bool>(),
    ) {
        let many = many();
        let edition = if other { RULES.edition("hocr-2016-04").unwrap() } else { edition() };
        let add = |tally: &mut Tally, n: &usize| {
            let (report, recorded) = &many[*n];
            tally.add(edition, &edition.audit(report, recorded).unwrap());
        };
        let mut whole = Tally::default();
        parts.iter().flatten().for_each(|n| add(&mut whole, n));
        let tallies: Vec<Tally> = parts
            .iter()
            .map(|part| {
                let mut tally = Tally::default();
                part.iter().for_each(|n| add(&mut tally, n));
                tally
            })
            .collect();
        let (mut forwards, mut backwards) = (Tally::default(), Tally::default());
        tallies.iter().for_each(|tally| forwards.merge(tally));
        tallies.iter().rev().for_each(|tally| backwards.merge(tally));
        prop_assert_eq!(&forwards, &whole);
        prop_assert_eq!(&backwards, &whole);
        let text = serde_json::to_string(&whole).unwrap();
        prop_assert_eq!(&serde_json::from_str::<Tally>(&text).unwrap(), &whole);
    }
}

#[test]
fn a_tally_does_not_grow_with_the_reports() {
    let size = |times: usize| {
        let mut tally = Tally::default();
        for (report, recorded) in many() {
            let verdicts = edition().audit(&report, &recorded).unwrap();
            (0..times).for_each(|_| tally.add(edition(), &verdicts));
        }
        serde_json::to_string(&tally).unwrap().replace(|c: char| c.is_ascii_digit(), "").len()
    };
    assert_eq!(size(1), size(1000));
}

#[test]
fn hidden_stalking_is_counted_by_where_it_hides() {
    let mut tally = Tally::default();
    for codes in [&["195/12"][..], &["195/94"], &["195/94"], &["008/72"], &[]] {
        tally.add(edition(), &[verdict(&followed(), codes)]);
    }
    assert_eq!((tally.found("8Q").count, tally.found("8Q").of), (1, 5));
    assert_eq!(tally.hidden("8Q"), [("8L", 2), ("8R", 1), ("nothing", 1)]);
}
