//! What is read the short way is read the same as with a closer look.

#![allow(clippy::string_slice, reason = "the text of the test is ASCII")]

use super::quick::{self, Own};
use super::read;

fn assert_same(text: &str) {
    if let Some(report) = quick::report(text) {
        assert_eq!(Ok(report.own()), read::report(text), "{text}");
    }
}

#[test]
fn what_is_read_the_short_way_is_read_the_same() {
    let whole = r#"{ "reference": "a", "reported_on": "2026-06-20",
        "people": [{ "id": "v", "age": 31 }, { "id": "s", "born": "1971-05-20" }],
        "pairs": [{ "victim": "v", "suspect": "s", "relationship": "stranger",
            "facts": { "fixated-or-obsessed": null, "unwanted": true } }],
        "incidents": [{ "id": "i", "on": "2026-06-01", "to": "2026-06-02", "occasions": 2,
            "victims": ["v"], "suspects": ["s"], "acts": ["following"],
            "effects": ["alarm"], "offences": ["008/06"] }],
        "recorded_crimes": [{ "id": "C", "code": "195/94", "victim": "v",
            "suspects": ["s"], "last_incident_on": "2026-05-01", "longer_gap_accepted": true }],
        "interventions": [{ "on": "2026-05-02", "victim": "v", "suspect": "s",
            "kind": "charge", "for": "other" }],
        "recording": { "reported_by": "police", "victim_confirms": false,
            "by_victim": { "v": { "victim_confirms": true } } } }"#;
    assert!(quick::report(whole).is_some());
    assert_same(whole);
    // Every passage between two marks left out, or null, or twice.
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
