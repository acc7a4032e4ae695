//! The fast path reads the same as the full reader, and facts that a rule file declares reach the
//! checked report.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::string_slice,
    reason = "a test fails by panicking, and its text is ASCII"
)]

use super::{Report, ReportErrors, quick, read};
use crate::checked::{self, check};
use crate::edition::Rules;
use crate::words::text::Text;

fn assert_same(text: &str) {
    if let Some(report) = quick::report(text) {
        assert_eq!((report, ReportErrors::default()), read::report(text), "{text}");
    }
}

#[test]
fn what_is_read_the_short_way_is_read_the_same() {
    let whole = r#"{ "format": 2, "reference": "a", "reported_on": "2026-06-20",
        "people": [{ "id": "v", "age": 31, "facts": { "a": true, "b": null } }, { "id": "s", "born": "1971-05-20" }],
        "pairs": [{ "victim": "v", "suspect": "s", "relationship": "stranger",
            "facts": { "fixated-or-obsessed": null, "unwanted": true } }],
        "incidents": [{ "id": "i", "on": "2026-06-01", "to": "2026-06-02", "occasions": 2,
            "victims": ["v"], "suspects": ["s"], "acts": ["following"],
            "effects": ["alarm"], "offences": ["008/06"], "facts": { "a": false } }],
        "recorded_crimes": [{ "id": "C", "code": "195/94", "victim": "v",
            "suspects": ["s"], "last_incident_on": "2026-05-01", "longer_gap_accepted": true, "a": null }],
        "interventions": [{ "on": "2026-05-02", "victim": "v", "suspect": "s",
            "kind": "charge", "for": "other" }],
        "recording": { "reported_by": "police", "victim_confirms": false, "a": null,
            "by_victim": { "v": { "victim_confirms": true } } } }"#;
    assert!(quick::report(whole).is_some());
    assert_same(whole);
    // Every passage between two marks, deleted, made null, doubled or replaced.
    let marks: Vec<usize> =
        whole.match_indices(['{', '}', '[', ']', ',', ':']).map(|(n, _)| n).collect();
    for (n, from) in marks.iter().enumerate() {
        for to in marks.iter().skip(n + 1).take(12) {
            let (head, part, tail) = (&whole[..*from], &whole[*from..*to], &whole[*to..]);
            for middle in [
                String::new(),
                ": null".to_owned(),
                format!("{part}{part}"),
                ", \"x-a\": 1".to_owned(),
            ] {
                assert_same(&format!("{head}{middle}{tail}"));
            }
        }
    }
}

#[test]
fn what_is_not_plain_is_left_to_the_closer_look() {
    for fields in [
        r#""x-own": 1"#,
        r#""recording": { "by_victim": { "x-own": 1 } }"#,
        r#""recording": { "by_victim": { "v": { "by_victim": { "v": {} } } } }"#,
        r#""recording": { "by_victim": { "v": {}, "v": {} } }"#,
        r#""recording": { "by_victim": {}, "by_victim": {} }"#,
        r#""recording": { "reported_by": null }"#,
        r#""recording": { "reported_bye": true }"#,
        r#""recording": null"#,
        r#""format": 3"#,
        r#""format": null"#,
        r#""recorded_crimes": [{ "id": "C", "code": "195/94", "victim": "v", "suspect": true,
            "last_incident_on": "2026-05-01" }]"#,
        r#""recorded_crimes": [{ "id": "C", "code": "195/94", "victim": "v",
            "last_incident_on": "2026-05-01", "a": true, "a": true }]"#,
        r#""recorded_crimes": [{ "id": "C", "code": "195/94", "victim": "v", "a": true }]"#,
        r#""people": [{ "id": "v", "facts": null }]"#,
        r#""people": [{ "id": "v", "facts": { "a": true, "a": true } }]"#,
        r#""people": [{ "id": "v", "age": null }]"#,
        r#""people": [{ "id": "v", "age": 3.0 }]"#,
        r#""pairs": [{ "victim": "v", "suspect": "s", "facts": { "x-own": 1 } }]"#,
        r#""pairs": [{ "victim": "v", "suspect": "s", "facts": { "a": true, "a": true } }]"#,
        r#""reference": "b""#,
        r#""people": [["v", 30, "1990-01-01"]]"#,
        r#""pairs": [["v", "s", "stranger", {}]]"#,
        r#""interventions": [["2026-05-02", "v", "s", "charge", "other"]]"#,
        r#""recording": []"#,
    ] {
        let text = format!(
            r#"{{ "reference": "a", "reported_on": "2026-06-20", "incidents": [], {fields} }}"#
        );
        assert!(quick::report(&text).is_none(), "{text}");
    }
    let in_order = r#"["a", "2026-06-20", [], [], [], [], [], {}]"#;
    assert!(quick::report(in_order).is_none(), "{in_order}");
}

#[test]
fn facts_that_are_declared_reach_those_who_decide() {
    let mut texts = Rules::shipped_texts();
    for about in ["a person", "an incident", "the recording", "a recorded crime"] {
        let name = about.replace(' ', "-");
        texts.push(Text::new(
            format!("{name}.rules"),
            format!("fact of-{name} cite crr-2026 \"p. 1\" question \"Is it?\" about {about}\n"),
        ));
    }
    let rules = Rules::load(texts).unwrap();
    let report = Report::from_json(
        r#"{ "reference": "a", "reported_on": "2026-06-20",
        "people": [{ "id": "v1", "facts": { "of-a-person": true } }, { "id": "v2" }],
        "incidents": [
            { "id": "i2", "on": "2026-06-02", "victims": ["v1"], "suspects": ["s1"],
              "acts": ["following"], "facts": { "of-an-incident": false } },
            { "id": "i1", "on": "2026-06-01", "victims": ["v2"], "suspects": ["s2"],
              "acts": ["following"], "facts": { "of-an-incident": true } },
            { "id": "i3", "on": "2026-06-03", "victims": ["v1"], "suspects": ["s1"],
              "acts": ["following"], "facts": { "of-an-incident": null } }],
        "recorded_crimes": [{ "id": "C", "code": "195/94", "victim": "v1", "suspects": ["s1"],
            "last_incident_on": "2026-05-01", "of_a_recorded_crime": true }],
        "recording": { "of_the_recording": null,
            "by_victim": { "v1": { "of_the_recording": true } } } }"#,
    )
    .unwrap();
    let law = rules.law();
    let checked = check(&report, law).unwrap();
    let number = |name: &str| law.facts.iter().position(|fact| fact.term.name == name).unwrap();
    let fact = number("of-a-person");
    let people = checked.people.iter().map(|p| (p.id.as_str(), p.facts.get(fact)));
    let told: Vec<_> = people.filter_map(|(id, known)| Some((id, known?))).collect();
    assert_eq!(told, [("v1", true)]);
    let of_incidents = |checked: &checked::Checked| -> Vec<(String, Option<bool>)> {
        let fact = number("of-an-incident");
        let of = |i| (checked.id(i).to_owned(), checked.incident_facts(i).get(fact));
        checked.incidents.iter().map(of).collect()
    };
    let of = |id: &str, known| (id.to_owned(), known);
    let (one, two) = (of("i1", Some(true)), of("i2", Some(false)));
    assert_eq!(of_incidents(&checked), [one.clone(), two.clone(), of("i3", None)]);
    // The same for each circle by itself.
    let mut circles: Vec<_> = crate::conduct::circles(&checked).iter().map(of_incidents).collect();
    circles.sort();
    assert_eq!(circles, [vec![one], vec![two, of("i3", None)]]);
    let fact = number("of-a-recorded-crime");
    assert_eq!(checked.recorded_crimes[0].facts.get(fact), Some(true));
    let fact = number("of-the-recording");
    assert_eq!(checked.recording.facts.get(fact), None);
    let own: Vec<_> = checked.recording_by_victim.values().map(|own| own.facts.get(fact)).collect();
    assert_eq!(own, [Some(true)]);
}
