//! For each caution of the rule files, a report that gives rise to it, and reports that nearly do.

use serde_json::{Value, json};

/// The days of a report, so that the edition is in force and nothing is old.
pub(super) const DAYS: [&str; 3] = ["2026-06-01", "2026-06-05", "2026-06-09"];

pub(super) fn merged(mut into: Value, more: &Value) -> Value {
    into.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    into
}

fn incident(id: &str, on: &str, more: &Value) -> Value {
    merged(json!({ "id": id, "on": on, "victims": ["v"], "suspects": ["s"] }), more)
}

/// A report of incidents i1, i2 and so on.
pub(super) fn report(incidents: &[(&str, Value)], rest: &Value) -> Value {
    let incidents: Vec<Value> =
        (1..).zip(incidents).map(|(n, (on, more))| incident(&format!("i{n}"), on, more)).collect();
    merged(json!({ "reference": "r", "reported_on": "2026-06-20", "incidents": incidents }), rest)
}

fn twice(more: &Value, rest: &Value) -> Value {
    report(&[(DAYS[0], more.clone()), (DAYS[1], more.clone())], rest)
}

fn pair(more: &Value) -> Value {
    json!({ "pairs": [merged(json!({ "victim": "v", "suspect": "s" }), more)] })
}

fn recorded(code: &str, last: &str) -> Value {
    json!({ "recorded_crimes": [{ "id": "C1", "code": code, "victim": "v", "suspects": ["s"],
                                  "last_incident_on": last, "recorded_on": last }] })
}

pub(super) fn dealt_with(kind: &str, on: &str) -> Value {
    json!({ "interventions": [{ "on": on, "victim": "v", "suspect": "s", "kind": kind }] })
}

fn codes(codes: &[&str]) -> Value {
    json!({ "offences": codes })
}
/// A caution: its rule, an edition, a report that gives rise to it, what it then names, and reports
/// that nearly do.
pub(super) struct Row {
    pub(super) rule: &'static str,
    pub(super) edition: &'static str,
    pub(super) with: Value,
    pub(super) names: &'static [&'static str],
    pub(super) without: Vec<Value>,
}

pub(super) const TODAY: &str = "hocr-2026-04";

fn of_conduct() -> Vec<Row> {
    let none = json!({});
    let abusive = json!({ "acts": ["abusive-messages"], "effects": ["distress"] });
    let following = json!({ "acts": ["following"], "effects": ["distress"] });
    let former = json!({ "relationship": "former-partner" });
    let judged = json!({ "registrar-satisfied-harassment-only": true });
    let given = |code: &str, facts: &Value| report(&[(DAYS[0], codes(&[code]))], &pair(facts));
    let satisfied = |facts: &Value| pair(&merged(former.clone(), &json!({ "facts": facts })));
    let apart = [("2026-01-01", abusive.clone()), ("2026-06-05", abusive.clone())];
    let with_third = [apart.as_slice(), &[(DAYS[2], abusive.clone())]].concat();
    let unrelated = [apart.as_slice(), &[("2026-03-01", codes(&["049/10"]))]].concat();
    let control = json!({ "acts": ["controlling"], "effects": ["distress"] });
    let family = |living_together: bool| {
        pair(&json!({ "relationship": "family", "facts": {
            "living-together": living_together, "repeated-or-continuous-control": true,
            "serious-effect": true } }))
    };
    let young = json!({ "people": [{ "id": "v", "age": 15 }] });
    let not_linked = pair(&json!({ "facts": { "occasions-linked": false } }));
    let obsessed = json!({ "fixated-or-obsessed": true,
                           "registrar-satisfied-harassment-only": true });
    vec![
        Row {
            rule: "review-why-not-stalking",
            edition: TODAY,
            with: twice(&following, &none),
            names: &["195/94", "i1"],
            without: vec![twice(&abusive, &none)],
        },
        Row {
            rule: "far-apart",
            edition: TODAY,
            with: report(&unrelated, &none),
            names: &["195/94", "i1"],
            without: vec![twice(&abusive, &none), report(&with_third, &none)],
        },
        Row {
            rule: "summary-time-limit",
            edition: TODAY,
            with: twice(&abusive, &none),
            names: &["195/94", "2026-12-05"],
            without: vec![twice(
                &json!({ "acts": ["abusive-messages"],
                                         "effects": ["fear-of-violence"] }),
                &none,
            )],
        },
        Row {
            rule: "given-although-no-course",
            edition: TODAY,
            with: report(&[(DAYS[0], codes(&["195/94"]))], &not_linked),
            names: &["195/94", "i1"],
            without: vec![report(&[(DAYS[0], codes(&["195/94"]))], &none)],
        },
        Row {
            rule: "one-occasion-since-the-wider-definition",
            edition: TODAY,
            with: report(
                &[("2023-06-01", control.clone()), (DAYS[0], codes(&["049/10"]))],
                &family(false),
            ),
            names: &["008/67", "i1"],
            without: vec![
                report(&[("2023-06-01", control.clone())], &family(true)),
                report(&[("2023-06-01", control.clone()), (DAYS[0], control)], &family(false)),
            ],
        },
        Row {
            rule: "former-partner-given-as-harassment",
            edition: TODAY,
            with: given("195/94", &former),
            names: &["195/94", "i1"],
            without: vec![
                given("195/94", &json!({ "relationship": "acquaintance" })),
                report(&[(DAYS[0], codes(&["195/94"]))], &satisfied(&judged)),
                merged(given("195/94", &former), &young),
            ],
        },
        Row {
            rule: "former-partner-under-16",
            edition: TODAY,
            with: merged(given("195/94", &former), &young),
            names: &["195/94"],
            without: vec![given("195/94", &former)],
        },
        Row {
            rule: "judgement-lifts-the-presumption-only",
            edition: TODAY,
            with: twice(&following, &satisfied(&obsessed)),
            names: &["195/12"],
            without: vec![twice(&following, &satisfied(&judged))],
        },
    ]
}

fn of_several_offences() -> Vec<Row> {
    let none = json!({});
    let abusive = json!({ "acts": ["abusive-messages"], "effects": ["distress"] });
    let once = |given: &[&str]| report(&[(DAYS[0], codes(given))], &none);
    let and_then = |given: &[&str]| {
        let entries = [(DAYS[0], abusive.clone()), (DAYS[1], abusive.clone())];
        report(&[entries.as_slice(), &[(DAYS[2], codes(given))]].concat(), &none)
    };
    let on = |day: &str, given: &str| {
        let entries = [(day, abusive.clone()), (day, abusive.clone()), (day, codes(&[given]))];
        merged(report(&entries, &none), &json!({ "reported_on": day }))
    };
    vec![
        Row {
            rule: "graver-property-crime-displaced",
            edition: TODAY,
            with: once(&["105/01", "30C:030/02"]),
            names: &["105/01", "030/02", "i1"],
            without: vec![once(&["105/01", "149/00"])],
        },
        Row {
            rule: "breach-without-conduct",
            edition: TODAY,
            with: once(&["066/39"]),
            names: &["066/39", "i1"],
            without: vec![once(&["105/01"])],
        },
        Row {
            rule: "threats-to-kill-by-severity",
            edition: TODAY,
            with: once(&["003/01", "005/28"]),
            names: &["003/01", "005/28"],
            without: vec![once(&["003/01"]), once(&["005/28"])],
        },
        Row {
            rule: "conduct-crime-not-principal",
            edition: TODAY,
            with: and_then(&["019/08"]),
            names: &["019/08", "195/94"],
            without: vec![and_then(&["105/01"])],
        },
        Row {
            rule: "malicious-communication-as-second-crime",
            edition: "hocr-2018-04",
            with: on("2019-06-01", "008/72"),
            names: &["008/72"],
            without: vec![on("2019-06-01", "105/01")],
        },
        Row {
            rule: "graver-offence-displaced",
            edition: "hmic-2017-07",
            with: on("2017-06-01", "019/08"),
            names: &["019/08", "195/94"],
            without: vec![on("2017-06-01", "105/01")],
        },
    ]
}

fn of_recorded_crimes() -> Vec<Row> {
    let none = json!({});
    let message = |rest: &Value| report(&[(DAYS[0], codes(&["008/72"]))], rest);
    let theft = |rest: &Value| report(&[(DAYS[0], codes(&["049/10"]))], rest);
    let abusive = json!({ "acts": ["abusive-messages"], "effects": ["distress"] });
    let once = |rest: &Value| report(&[(DAYS[0], abusive.clone())], rest);
    let convicted = dealt_with("conviction", "2026-05-20");
    let since = |rest: &Value| merged(rest.clone(), &convicted);
    let assault = recorded("105/01", "2026-05-01");
    let wanted = pair(&json!({ "facts": { "unwanted": false } }));
    let company = json!({ "people": [{ "id": "v", "kind": "organisation" }] });
    // A new course after the conviction, with a related theft.
    let again =
        [(DAYS[0], abusive.clone()), (DAYS[1], abusive.clone()), (DAYS[1], codes(&["049/10"]))];
    let stalked = recorded("195/12", "2026-05-01");
    let charged = merged(stalked.clone(), &dealt_with("charge", "2026-05-20"));
    vec![
        Row {
            rule: "communications-may-be-a-course",
            edition: TODAY,
            with: message(&recorded("138/52", "2026-05-01")),
            names: &["008/72", "i1", "C1"],
            without: vec![message(&assault), message(&since(&recorded("138/52", "2026-05-01")))],
        },
        Row {
            rule: "recorded-beside-a-conduct-crime",
            edition: TODAY,
            with: theft(&stalked),
            names: &["049/10", "i1", "C1"],
            without: vec![theft(&assault), theft(&since(&stalked)), report(&again, &charged)],
        },
        Row {
            rule: "single-occasion-beside-a-recorded-crime",
            edition: TODAY,
            with: once(&assault),
            names: &["i1", "C1"],
            without: vec![
                once(&none),
                once(&since(&assault)),
                once(&merged(assault.clone(), &wanted)),
                once(&merged(assault.clone(), &company)),
                once(&recorded("195/94", "2026-01-01")),
                // Another caution tells of the two messages.
                message(&recorded("138/52", "2026-05-01")),
            ],
        },
        Row {
            rule: "duplicate",
            edition: TODAY,
            with: theft(&recorded("049/10", DAYS[0])),
            names: &["049/10", "i1", "C1"],
            without: vec![
                theft(&recorded("049/10", "2026-05-31")),
                theft(&recorded("045/10", DAYS[0])),
            ],
        },
        Row {
            rule: "finished-incident",
            edition: "hocr-2024-01",
            with: once(&assault),
            names: &["C1"],
            without: vec![once(&none)],
        },
    ]
}

pub(super) fn rows() -> Vec<Row> {
    [of_conduct(), of_several_offences(), of_recorded_crimes()].into_iter().flatten().collect()
}
