//! What rule files declare needs no Rust code: ages, the names that questions are about, and facts
//! about anything in a report.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test fails by panicking"
)]

use std::collections::BTreeSet;

use counting_rules::decision::OpenQuestion;
use counting_rules::show::Detail;
use counting_rules::{Decision, Edition, Report, RuleErrors, Rules};

const VOCABULARY: &str = "law/vocabulary.rules";
const COMMUNICATIONS: &str = "law/communications.rules";
const TEST: &str = "editions/hocr-2016-04.rules";
const LATEST: &str = "editions/hocr-2026-04.rules";

/// The shipped rules with some passages replaced, each in the file that contains it.
fn changed(changes: &[(&str, &str, &str)]) -> Result<Rules, RuleErrors> {
    let mut texts = Rules::shipped_texts();
    for (name, from, to) in changes {
        let text = texts.iter_mut().find(|text| text.name == *name).unwrap();
        assert!(text.content.contains(from), "{name} has no {from}");
        text.content = text.content.replace(from, to);
    }
    Rules::load(texts)
}

/// A declaration inserted after the last one of the vocabulary.
fn declare(item: &str) -> (&'static str, &'static str, String) {
    const LAST: &str = "wording relationship\n";
    (VOCABULARY, LAST, format!("{item}\n{LAST}"))
}

fn with_fact(item: &str, changes: &[(&str, &str, &str)]) -> Rules {
    let (file, from, to) = declare(item);
    let mut all = vec![(file, from, to.as_str())];
    all.extend(changes);
    changed(&all).unwrap_or_else(|errors| panic!("{errors}"))
}

fn latest(rules: &Rules) -> &Edition {
    rules.edition("hocr-2026-04").unwrap()
}

/// A report about a former partner who comes twice, with additional fields.
fn former_partner(more: &str, of_incidents: &str) -> Report {
    let incident = |id: &str, day: &str| {
        format!(
            r#"{{ "id": "{id}", "on": "{day}", "victims": ["v1"], "suspects": ["s1"],
                 "acts": ["visiting-uninvited"], "effects": ["alarm"] {of_incidents} }}"#
        )
    };
    let text = format!(
        r#"{{ "reference": "declared", "reported_on": "2026-06-20",
             "pairs": [{{ "victim": "v1", "suspect": "s1", "relationship": "former-partner",
                 "facts": {{ "fixated-or-obsessed": false, "serious-alarm-or-distress": false,
                     "racially-or-religiously-aggravated": false,
                     "registrar-satisfied-harassment-only": false }} }}],
             "incidents": [{}, {}] {more} }}"#,
        incident("i1", "2026-05-01"),
        incident("i2", "2026-06-01"),
    );
    Report::from_json(&text).unwrap_or_else(|errors| panic!("{errors}"))
}

fn aged(victim: u64) -> Report {
    former_partner(&format!(r#", "people": [{{ "id": "v1", "age": {victim} }}]"#), "")
}

fn principal(decision: &Decision) -> Option<String> {
    decision.crimes.first()?.principal.map(|code| code.to_string())
}

fn facts(questions: &[OpenQuestion]) -> BTreeSet<&str> {
    questions.iter().map(|question| question.fact.as_str()).collect()
}

#[track_caller]
fn asked<'d>(decision: &'d Decision, fact: &str) -> &'d OpenQuestion {
    assert!(decision.open_questions_complete);
    let found = decision.open_questions.iter().find(|question| question.fact == fact);
    found.unwrap_or_else(|| panic!("it asks {:?}", facts(&decision.open_questions)))
}

/// Checks that each answer to a question, put into the report, leads only to what it promised.
#[track_caller]
fn keeps_its_promise(edition: &Edition, report: &Report, question: &OpenQuestion) {
    assert!(question.answers.len() > 1);
    for (answer, promised) in &question.answers {
        let then = edition.decide(&edition.answered(report, question, answer)).unwrap();
        let then = principal(&then).unwrap_or_else(|| match then.crimes.first() {
            Some(crime) if crime.existing.is_some() => "add".to_owned(),
            Some(_) => "refer".to_owned(),
            None => "none".to_owned(),
        });
        assert!(promised.contains(&then), "{answer}: {then}, promised {promised:?}");
    }
}

#[test]
fn the_age_that_a_rule_asks_is_the_one_that_is_asked() {
    for age in [13, 16, 18] {
        let under = format!("neither is under {age}");
        let rules = changed(&[(LATEST, "neither is under 16", &under)]).unwrap();
        let (edition, report) = (latest(&rules), former_partner("", ""));
        let decision = edition.decide_and_ask(&report).unwrap();
        let question = asked(&decision, &format!("victim-under-{age}"));
        assert_eq!(question.question, format!("Is the victim under {age}?"));
        assert_eq!(question.person.as_deref(), Some("v1"));
        assert_eq!(question.answers["true"], ["195/94"]);
        assert_eq!(question.answers["false"], ["195/12", "195/94"]);
        keeps_its_promise(edition, &report, question);
        let of_age = |age| principal(&edition.decide(&aged(age)).unwrap());
        assert_eq!(of_age(age - 1).as_deref(), Some("195/94"), "just under {age}");
        assert_eq!(of_age(age).as_deref(), Some("195/12"), "{age} by now");
    }
}

#[test]
fn two_ages_of_one_person_are_two_questions() {
    let under = "neither is under 13";
    let rules = changed(&[(LATEST, "neither is under 16", under)]).unwrap();
    let edition = latest(&rules);
    let mut report = former_partner("", r#", "facts": {}"#);
    for incident in &mut report.incidents {
        incident.acts.push("controlling".to_owned());
    }
    for fact in
        ["repeated-or-continuous-control", "serious-effect", "suspect-responsible-for-child-victim"]
    {
        report.pairs[0].facts.insert(fact.to_owned(), Some(true));
    }
    let decision = edition.decide_and_ask(&report).unwrap();
    let ages: Vec<&OpenQuestion> =
        decision.open_questions.iter().filter(|q| q.fact.starts_with("victim-under-")).collect();
    assert_eq!(
        ages.iter().map(|q| &q.fact).collect::<Vec<_>>(),
        ["victim-under-16", "victim-under-13"]
    );
    ages.iter().for_each(|question| keeps_its_promise(edition, &report, question));
}

#[test]
fn a_thing_is_asked_under_the_name_that_the_rules_give_it() {
    let rules = changed(&[(VOCABULARY, "wording victim-under\n", "wording victim-younger-than\n")]);
    let rules = rules.unwrap();
    let decision = latest(&rules).decide_and_ask(&former_partner("", "")).unwrap();
    let question = asked(&decision, "victim-younger-than-16");
    assert_eq!(question.question, "Is the victim under 16?");
    keeps_its_promise(latest(&rules), &former_partner("", ""), question);
}

#[test]
fn without_a_wording_the_rules_are_refused() {
    let rules = changed(&[(VOCABULARY, "  asks the age of victim\n", "  asks the relationship\n")]);
    let errors = rules.unwrap_err().to_string();
    assert!(errors.contains("a second wording asks the relationship"), "{errors}");
    assert!(errors.contains("no wording says how to ask it"), "{errors}");
}

#[test]
fn a_fact_about_a_person_is_asked_given_and_told() {
    let rules = with_fact(
        "fact in-care\n  cite crr-2026 \"p. 55\"\n  question \"Is this person in care?\"\n  about a person\n",
        &[(LATEST, "neither is under 16", "not victim is in-care")],
    );
    let (edition, report) = (latest(&rules), former_partner("", ""));
    let decision = edition.decide_and_ask(&report).unwrap();
    let question = asked(&decision, "in-care");
    assert_eq!(question.person.as_deref(), Some("v1"));
    assert_eq!(decision.open_questions.iter().filter(|q| q.fact == "in-care").count(), 1);
    keeps_its_promise(edition, &report, question);
    let given = |value: &str| {
        let people =
            format!(r#", "people": [{{ "id": "v1", "facts": {{ "in-care": {value} }} }}]"#);
        former_partner(&people, "")
    };
    let of = |value: &str| principal(&edition.decide(&given(value)).unwrap());
    assert_eq!(of("true").as_deref(), Some("195/94"));
    assert_eq!(of("false").as_deref(), Some("195/12"));
    assert_eq!(of("null").as_deref(), Some("195/12"));
    let told = edition.working(&given("false")).unwrap().document(Detail::Whole).text();
    assert!(told.contains("Is this person in care? (the victim) The report says no."), "{told}");
}

#[test]
fn a_fact_about_an_incident_is_asked_given_and_told() {
    let rules = with_fact(
        "fact on-purpose\n  cite crr-2026 \"p. 60\"\n  question \"Was it done on purpose?\"\n  about an incident\n",
        &[(
            COMMUNICATIONS,
            "made out by an incident when at least 1 occasion with indecent-or-grossly-offensive-communication",
            "made out by an incident when at least 1 occasion with indecent-or-grossly-offensive-communication and on-purpose",
        )],
    );
    let edition = latest(&rules);
    let report = |facts: &str| {
        let mut report = former_partner("", facts);
        report.incidents.remove(0);
        report.incidents[0].acts = vec!["indecent-or-grossly-offensive-communication".to_owned()];
        report
    };
    let nothing = report("");
    let decision = edition.decide_and_ask(&nothing).unwrap();
    let question = asked(&decision, "on-purpose");
    assert_eq!(question.incident.as_deref(), Some("i2"));
    assert_eq!(question.answers["true"], ["008/72"]);
    assert_eq!(question.answers["false"], ["none"]);
    keeps_its_promise(edition, &nothing, question);
    let given = report(r#", "facts": { "on-purpose": true }"#);
    assert_eq!(principal(&edition.decide(&given).unwrap()).as_deref(), Some("008/72"));
    let told = edition.working(&given).unwrap().document(Detail::Whole).text();
    assert!(told.contains("Was it done on purpose? (i2) The report says yes."), "{told}");
}

#[test]
fn a_fact_about_the_recording_is_asked_given_and_told() {
    let rules = with_fact(
        "fact grave-harm\n  cite crr-2026 \"p. 12\"\n  question \"Was there grave harm?\"\n  about the recording\n",
        &[(
            TEST,
            "when schools-protocol-applies and not serious-consequences",
            "when schools-protocol-applies and not grave-harm",
        )],
    );
    let edition = latest(&rules);
    let report = |more: &str| {
        former_partner(
            &format!(r#", "recording": {{ "schools_protocol_applies": true {more} }}"#),
            "",
        )
    };
    let decision = edition.decide_and_ask(&report("")).unwrap();
    let question = asked(&decision, "grave-harm");
    assert_eq!(question.answers["false"], ["none"]);
    keeps_its_promise(edition, &report(""), question);
    let given = report(r#", "grave_harm": true"#);
    assert!(principal(&edition.decide(&given).unwrap()).is_some());
    let told = edition.working(&report(r#", "grave_harm": false"#)).unwrap();
    let told = told.document(Detail::Whole).text();
    assert!(told.contains("Was there grave harm? The report says no."), "{told}");
}

#[test]
fn a_fact_about_a_recorded_crime_is_asked_given_and_told() {
    let rules = with_fact(
        "fact gap-explained\n  cite crr-2026 \"p. 58\"\n  question \"Is there a reason for the gap?\"\n  about a recorded crime\n",
        &[(LATEST, "unless longer-gap-accepted", "unless gap-explained")],
    );
    let edition = latest(&rules);
    let report = |more: &str| {
        let crime = format!(
            r#", "recorded_crimes": [{{ "id": "C1", "code": "195/12", "victim": "v1",
                "suspects": ["s1"], "last_incident_on": "2026-01-01" {more} }}]"#
        );
        former_partner(&crime, "")
    };
    let decision = edition.decide_and_ask(&report("")).unwrap();
    let question = asked(&decision, "gap-explained");
    assert_eq!(question.recorded_crime.as_deref(), Some("C1"));
    assert_eq!(question.answers["true"], ["add"]);
    keeps_its_promise(edition, &report(""), question);
    let given = edition.decide(&report(r#", "gap_explained": true"#)).unwrap();
    assert_eq!(given.crimes[0].existing.as_deref(), Some("C1"));
    // The rule files do not make it anybody's judgement.
    assert!(given.discretion.iter().all(|judged| judged.fact != "gap_explained"));
    let told = edition.working(&report(r#", "gap_explained": true"#)).unwrap();
    let told = told.document(Detail::Whole).text();
    assert!(told.contains("Is there a reason for the gap? (C1) The report says yes."), "{told}");
}

#[test]
fn no_shipped_rule_asks_what_the_report_format_says_is_never_asked() {
    let rules = Rules::shipped().unwrap();
    let report = former_partner(
        r#", "recorded_crimes": [{ "id": "C1", "code": "195/12", "victim": "v1",
            "suspects": ["s1"], "last_incident_on": "2026-01-01" }]"#,
        "",
    );
    let decision = latest(&rules).decide_and_ask(&report).unwrap();
    assert!(!facts(&decision.open_questions).contains("longer-gap-accepted"));
}
