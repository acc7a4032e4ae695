//! What decisions say is true of the report: which days and codes, and why there is no crime.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test fails by panicking"
)]

use counting_rules::show::Detail;
use counting_rules::{Decision, Report, Rules};
use serde_json::{Value, json};

fn report(incidents: Value, rest: Value) -> Report {
    let mut report =
        json!({ "reference": "r", "reported_on": "2026-06-20", "incidents": incidents });
    report.as_object_mut().unwrap().extend(rest.as_object().unwrap().clone());
    Report::from_json(&report.to_string()).unwrap()
}

fn incident(id: &str, on: &str, more: Value) -> Value {
    let mut incident = json!({ "id": id, "on": on, "victims": ["v"], "suspects": ["s"] });
    incident.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    incident
}

fn decided(report: &Report) -> Decision {
    Rules::shipped().unwrap().edition("hocr-2026-04").unwrap().decide(report).unwrap()
}

fn shown(report: &Report) -> String {
    let rules = Rules::shipped().unwrap();
    let edition = rules.edition("hocr-2026-04").unwrap();
    let text = edition.working(report).unwrap().document(Detail::Lines).text();
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// What the caution of a rule says, if the decision carries it.
fn says(report: &Report, rule: &str) -> Option<String> {
    let decision = decided(report);
    decision.cautions.into_iter().find(|caution| caution.rule == rule).map(|caution| caution.says)
}

fn twice(days: [&str; 2], more: Value) -> Report {
    let incidents = json!([incident("i1", days[0], more.clone()), incident("i2", days[1], more)]);
    report(incidents, json!({}))
}

#[test]
fn proceedings_have_a_last_day() {
    let abusive = json!({ "acts": ["abusive-messages"], "effects": ["distress"] });
    let says = |days| says(&twice(days, abusive.clone()), "summary-time-limit").unwrap();
    let open = says(["2026-06-01", "2026-06-05"]);
    assert!(open.contains("by 2026-12-05, six months"), "{open}");
    let passed = says(["2025-12-01", "2025-12-05"]);
    assert!(passed.contains("by 2026-06-05, which has passed"), "{passed}");
}

#[test]
fn no_crime_has_a_reason() {
    let calls =
        json!({ "acts": ["nuisance-calls"], "effects": ["nuisance-only"], "occasions": 30 });
    let nuisance = report(json!([incident("i1", "2026-06-01", calls)]), json!({}));
    let says = says(&nuisance, "nuisance-only").unwrap();
    assert!(says.starts_with("i1: ") && says.contains("anti-social behaviour"), "{says}");
    let nothing =
        report(json!([incident("i1", "2026-06-01", json!({ "effects": [] }))]), json!({}));
    assert_eq!(decided(&nothing).cautions.len(), 1);
}

#[test]
fn one_effect_is_enough_and_each_incident_is_counted() {
    let act = json!({ "acts": ["indecent-or-grossly-offensive-communication"],
                      "effects": ["alarm", "distress"] });
    let text = shown(&twice(["2026-06-01", "2026-06-05"], act));
    assert!(text.contains("alarm or distress on 2 occasions (i1, i2)"), "{text}");
    assert!(!text.contains("on 1 occasion (i1)"), "{text}");
}

#[test]
fn a_code_is_given_where_the_officer_gave_it() {
    let act = json!({ "acts": ["abusive-messages"], "effects": ["fear-of-violence"] });
    let given = incident("i3", "2026-06-09", json!({ "offences": ["008/30"] }));
    let incidents = json!([
        incident("i1", "2026-06-01", act.clone()),
        incident("i2", "2026-06-05", act),
        given
    ]);
    for crime in decided(&report(incidents, json!({}))).crimes {
        for reason in crime.because.iter().filter(|reason| reason.says.contains("by its code")) {
            assert_eq!(reason.incidents, ["i3"]);
        }
    }
}

#[test]
fn the_same_caution_of_several_victims_is_told_once() {
    let mut both = twice(
        ["2026-06-01", "2026-06-05"],
        json!({ "acts": ["abusive-messages"], "effects": ["distress"] }),
    );
    for incident in &mut both.incidents {
        incident.victims.push("w".to_owned());
    }
    assert_eq!(
        decided(&both).cautions.iter().filter(|c| c.rule == "summary-time-limit").count(),
        2
    );
    let text = shown(&both);
    assert_eq!(text.matches("proceedings must begin").count(), 1, "{text}");
    assert!(text.contains("s against v; s against w: "), "{text}");
}

#[test]
fn a_lesser_form_is_named_beside_a_recorded_crime_too() {
    let fear = json!({ "effects": ["fear-of-violence"], "acts": ["abusive-messages"] });
    let first = incident("i1", "2026-06-01", json!({ "offences": ["195/94"] }));
    let [second, third] =
        [("i2", "2026-06-02"), ("i3", "2026-06-03")].map(|(id, on)| incident(id, on, fear.clone()));
    let crime = json!({ "id": "C1", "code": "008/30", "victim": "v", "suspects": ["s"],
                        "last_incident_on": "2026-06-01" });
    let report = report(json!([first, second, third]), json!({ "recorded_crimes": [crime] }));
    let said = decided(&report).crimes.remove(0).because;
    assert!(said.iter().any(|reason| reason.says.contains("195/94")), "{said:?}");
}

#[test]
fn an_edition_that_rests_on_a_later_text_says_so() {
    let report = twice(["2016-06-01", "2016-06-05"], json!({ "acts": ["abusive-messages"] }));
    let mut report = report;
    report.incidents.iter_mut().for_each(|i| i.effects = Some(vec!["distress".to_owned()]));
    let later = "as the 2026/27 rules put it";
    for edition in Rules::shipped().unwrap().editions() {
        let old = edition.id() != "hocr-2026-04";
        let decision = edition.decide(&report).unwrap();
        let said = decision.crimes.iter().flat_map(|crime| &crime.because);
        let made_out = said.clone().find(|reason| reason.rule == "harassment").unwrap();
        assert_eq!(made_out.cites.contains(later), old, "{}: {}", edition.id(), made_out.cites);
        let text = edition.working(&report).unwrap().document(Detail::Lines).text();
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        assert_eq!(text.contains(later), old, "{}: {text}", edition.id());
        for reason in said.filter(|reason| reason.cites.contains("2026/27")) {
            assert_eq!(reason.cites.contains(later), old, "{}", reason.cites);
        }
    }
}

#[test]
fn one_entry_may_be_a_course_of_several_crimes() {
    let burglary = json!({ "offences": ["028/03"], "effects": ["distress"], "occasions": 3,
                           "to": "2026-06-09" });
    let asked = |incident| says(&report(json!([incident]), json!({})), "occasion-of-conduct");
    assert!(asked(incident("i1", "2026-06-01", burglary)).is_some_and(|says| says.contains("i1")));
    let once = json!({ "offences": ["028/03"], "effects": ["distress"] });
    assert_eq!(asked(incident("i1", "2026-06-01", once)), None);
}

#[test]
fn a_rape_that_another_force_records_has_its_own_record() {
    let recording = json!({ "recording": { "another_force_recording": true } });
    let record = |code: &str| {
        let incident = incident("i1", "2026-06-01", json!({ "offences": [code] }));
        decided(&report(json!([incident]), recording.clone())).not_recorded.remove(0).record
    };
    assert_eq!(record("019/08").as_deref(), Some("N100/03"));
    assert_eq!(record("105/01"), None);
}
