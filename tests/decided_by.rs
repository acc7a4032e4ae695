//! Which rules decided: the digest of their text, the day to which they were reviewed, and the data
//! in a reason.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test fails by panicking"
)]

mod stated;

use counting_rules::decision::Source;
use counting_rules::show::Detail;
use counting_rules::{Code, Decision, Report, Rules, Text};
use regex::Regex;
use serde_json::{Value, json};

/// Every report of the cases, with the editions that decide it there.
fn cases() -> Vec<(Report, Vec<String>)> {
    let cases = stated::cases(&Rules::shipped().unwrap(), "tests/cases");
    let stated = |case: &stated::Case| {
        (case.read(), case.expect.iter().map(|(edition, _)| edition.clone()).collect())
    };
    cases.iter().map(stated).collect()
}

#[test]
fn every_decision_names_the_rules_that_made_it() {
    let rules = Rules::shipped().unwrap();
    let report = Report::from_json(include_str!("../examples/messages.json")).unwrap();
    for edition in rules.editions() {
        let decision = edition.decide(&report).unwrap();
        assert_eq!(decision.rules.engine, env!("CARGO_PKG_VERSION"));
        assert_eq!(decision.rules.digest, rules.digest());
        assert_eq!(decision.format, 2);
    }
    let digest = rules.digest();
    assert!(digest.len() == 64 && digest.bytes().all(|b| b.is_ascii_hexdigit()), "{digest}");
}

#[test]
fn the_digest_is_of_the_texts_and_not_of_how_they_came() {
    let rules = Rules::shipped().unwrap();
    let changed = |change: &dyn Fn(&mut Vec<Text>)| {
        let mut texts = Rules::shipped_texts();
        change(&mut texts);
        Rules::load(texts).unwrap_or_else(|errors| panic!("{errors}")).digest().to_owned()
    };
    assert_eq!(changed(&|_| {}), rules.digest());
    assert_eq!(changed(&|texts| texts.swap(0, 3)), rules.digest());
    let windows = |texts: &mut Vec<Text>| texts[1].content = texts[1].content.replace('\n', "\r\n");
    assert_eq!(changed(&windows), rules.digest());
    let one_letter = |texts: &mut Vec<Text>| texts[0].content.push_str("# a\n");
    assert_ne!(changed(&one_letter), rules.digest());
    let name = |texts: &mut Vec<Text>| texts[0].name.push('x');
    assert_ne!(changed(&name), rules.digest());
}

/// Two messages, reported on this day.
fn reported_on(day: &str) -> Report {
    let incident = |id: &str, day: &str| {
        json!({ "id": id, "on": day, "victims": ["v"], "suspects": ["s"],
                "acts": ["abusive-messages"], "effects": ["distress"] })
    };
    let report = json!({ "reference": "late", "reported_on": day,
        "incidents": [incident("i1", "2027-03-01"), incident("i2", "2027-03-05")] });
    Report::from_json(&report.to_string()).unwrap()
}

#[test]
fn a_report_from_after_the_review_carries_a_caution() {
    let rules = Rules::shipped().unwrap();
    let edition = rules.edition("hocr-2026-04").unwrap();
    let reviewed = |decision: &Decision| {
        decision.cautions.iter().find(|caution| caution.rule == edition.id()).cloned()
    };
    let to = edition.reviewed_to().unwrap().to_string();
    assert_eq!(reviewed(&edition.decide(&reported_on(&to)).unwrap()), None);
    let late = reported_on("2031-05-02");
    let caution = reviewed(&edition.decide(&late).unwrap()).unwrap();
    assert_eq!((caution.victim, caution.suspects), (None, Vec::new()));
    let says = format!(
        "the rules of this edition were last reviewed for reports up to {to}, and this report is of 2031-05-02: check that they still apply"
    );
    assert_eq!(caution.says, says);
    assert_eq!(caution.sources[0].id, "crr-2026");
    let text = edition.working(&late).unwrap().document(Detail::Lines).markdown();
    assert!(text.contains(&format!("- {says} *hocr-2026-04: crr-2026 pp. 6-14")), "{text}");
    // An edition that does not say when it was last reviewed gives no day.
    let before = rules.edition("hocr-2024-01").unwrap();
    assert_eq!(before.reviewed_to(), None);
    assert!(before.decide(&late).unwrap().cautions.iter().all(|c| c.rule != before.id()));
}

#[test]
fn what_an_edition_was_reviewed_to_is_not_inherited() {
    let next = "edition next-year \"Next year's\"\n  cite crr-2026\n  amends hocr-2026-04\n  \
        in force from 2099-04-01\n";
    let mut texts = Rules::shipped_texts();
    texts.push(Text::new("editions/next-year.rules", next));
    let rules = Rules::load(texts).unwrap_or_else(|errors| panic!("{errors}"));
    let next = rules.edition("next-year").unwrap();
    assert_eq!(next.reviewed_to(), None);
    assert!(!next.printed().contains("reviewed to"));
    assert!(
        rules.edition("hocr-2026-04").unwrap().printed().contains("\n  reviewed to 2027-03-31\n")
    );
}

#[test]
fn a_reason_says_as_data_what_it_says_in_words() {
    let rules = Rules::shipped().unwrap();
    let code = Regex::new("[0-9]{3}/[0-9]{2}").unwrap();
    let mut seen = 0;
    for (report, editions) in cases() {
        for name in editions {
            let edition = rules.edition(&name).unwrap();
            let decision = edition.decide(&report).unwrap();
            let titles: Vec<(&str, &str)> = edition.sources().collect();
            let of_crimes = decision.crimes.iter().map(|c| (&c.because, &c.incidents));
            let stopped = decision.not_recorded.iter().map(|s| (&s.because, &s.incidents));
            for (because, incidents) in of_crimes.chain(stopped) {
                for reason in because {
                    let mut said: Vec<Code> = Vec::new();
                    for found in code.find_iter(&reason.says) {
                        let found = found.as_str().parse().unwrap();
                        if !said.contains(&found) {
                            said.push(found);
                        }
                    }
                    assert_eq!(reason.codes, said, "{}", reason.says);
                    assert!(reason.did.is_some());
                    assert!(!reason.incidents.is_empty(), "{name}: {reason:?}");
                    // All incidents are those of the crime, in the same order.
                    let mut of_crime = incidents.iter();
                    let in_order = reason.incidents.iter().all(|id| of_crime.any(|i| i == id));
                    assert!(in_order, "{reason:?} of {incidents:?}");
                    let line = |(n, source): (usize, &Source)| {
                        let title = titles.iter().find(|(id, _)| *id == source.id).unwrap().1;
                        let next = reason.sources.get(n + 1).map(|next| &next.later);
                        let later = source.later.as_ref().filter(|_| next != Some(&source.later));
                        let more = source.place.iter().chain(later);
                        more.fold(title.to_owned(), |line, more| format!("{line}, {more}"))
                    };
                    let line: Vec<String> = reason.sources.iter().enumerate().map(line).collect();
                    assert_eq!(reason.cites, line.join("; "));
                    seen += 1;
                }
            }
        }
    }
    assert!(seen > 500, "{seen}");
}

#[test]
fn a_reason_names_the_facts_that_it_rests_on() {
    let rules = Rules::shipped().unwrap();
    let report = stated::report("lif-46-bank-worker");
    let decision = rules.edition("hocr-2026-04").unwrap().decide(&report).unwrap();
    let facts: Vec<&String> = decision.crimes[0].because.iter().flat_map(|r| &r.facts).collect();
    assert!(facts.iter().any(|fact| *fact == "fixated-or-obsessed"), "{facts:?}");
}

/// Clears what is not written.
fn as_written(mut decision: Decision) -> Decision {
    let crimes = decision.crimes.iter_mut().map(|crime| &mut crime.because);
    let stopped = decision.not_recorded.iter_mut().map(|stopped| &mut stopped.because);
    crimes.chain(stopped).flatten().for_each(|reason| reason.did = None);
    decision
}

#[test]
fn a_decision_is_read_back_as_it_was_written() {
    let rules = Rules::shipped().unwrap();
    for (report, editions) in cases() {
        for name in editions {
            let decision = rules.edition(&name).unwrap().decide_and_ask(&report).unwrap();
            let json = serde_json::to_string(&decision).unwrap();
            let read: Decision = serde_json::from_str(&json).unwrap();
            assert_eq!(read, as_written(decision));
            assert_eq!(serde_json::to_string(&read).unwrap(), json);
        }
    }
}

#[test]
fn decisions_of_earlier_versions_are_read_back() {
    for (version, text) in [
        ("0.1", include_str!("decisions/0.1.json")),
        ("oldest", include_str!("decisions/oldest.json")),
    ] {
        let decision: Decision =
            serde_json::from_str(text).unwrap_or_else(|error| panic!("{version}: {error}"));
        assert_eq!(decision.format, 1, "{version}");
        assert_eq!((decision.rules.engine.as_str(), decision.rules.digest.as_str()), ("", ""));
        let reason = &decision.crimes[0].because[0];
        assert!(!reason.says.is_empty() && !reason.cites.is_empty(), "{version}");
        assert!(reason.codes.is_empty() && reason.sources.is_empty() && reason.did.is_none());
        // Everything that was written is still there when it is written again.
        let (again, was) =
            (serde_json::to_value(&decision).unwrap(), text.parse::<Value>().unwrap());
        assert!(holds(&again, &was), "{version}: {again}");
    }
    // Fields of a later version are ignored.
    let mut later: Value = include_str!("decisions/0.1.json").parse().unwrap();
    later["crimes"][0]["because"][0]["mood"] = json!("solemn");
    later["weather"] = json!({ "rain": true });
    serde_json::from_value::<Decision>(later).unwrap();
}

/// Whether one value contains everything in another; it may have more fields.
fn holds(whole: &Value, part: &Value) -> bool {
    match (whole, part) {
        (Value::Object(whole), Value::Object(part)) => {
            part.iter().all(|(name, value)| whole.get(name).is_some_and(|own| holds(own, value)))
        }
        (Value::Array(whole), Value::Array(part)) => {
            whole.len() == part.len()
                && whole.iter().zip(part).all(|(own, other)| holds(own, other))
        }
        (whole, part) => whole == part,
    }
}
