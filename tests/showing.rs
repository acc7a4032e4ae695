//! Every form in which a decision is shown, as snapshots; and values from a report are escaped.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test fails by panicking"
)]

mod shipped;
mod stated;

use std::sync::LazyLock;

use counting_rules::Rules;
use counting_rules::show::Detail;
use stated::{cases, report};

static RULES: LazyLock<Rules> = LazyLock::new(shipped::as_kept);

fn assert_reads(name: &str, text: &str) {
    insta::with_settings!({ omit_expression => true, prepend_module_to_snapshot => false }, {
        insta::assert_snapshot!(name, text);
    });
}

/// Reports with the forms in which each is kept.
const SHOWN: [(&str, &str, &[&str]); 5] = [
    ("lif-37-messages", "hocr-2016-04", &["page"]),
    ("three-months-single-act-is-referred", "hocr-2026-04", &["side by side"]),
    ("two-crimes-most-serious-of-several", "hocr-2018-04", &["lines markdown"]),
    (
        "conviction-between-two-courses",
        "hocr-2026-04",
        &["whole", "timeline", "graph", "graph mermaid", "graph dot"],
    ),
    (
        "group-fear-from-two-members",
        "hocr-2026-04",
        &["whole html", "side by side markdown", "timeline", "graph"],
    ),
];

#[test]
fn each_form_reads_as_kept() {
    for (case, edition, forms) in SHOWN {
        for form in forms {
            assert_reads(&format!("show {case} {form}"), &shown(case, edition, form));
        }
    }
}

fn shown(case: &str, edition: &str, form: &str) -> String {
    let (report, edition) = (report(case), RULES.edition(edition).unwrap());
    let document = |detail| edition.working(&report).unwrap().document(detail);
    let side_by_side = || RULES.side_by_side(&report).unwrap().document();
    let picture = || edition.picture(&report).unwrap();
    match form {
        "whole" => document(Detail::Whole).text(),
        "whole html" => document(Detail::Whole).html(),
        "lines markdown" => document(Detail::Lines).markdown(),
        "page" => RULES.page(edition, &report).unwrap(),
        "side by side" => side_by_side().text(),
        "side by side markdown" => side_by_side().markdown(),
        "timeline" => picture().timeline(),
        "graph" => picture().graph(),
        "graph mermaid" => picture().mermaid(),
        "graph dot" => picture().dot(),
        _ => panic!("no form is called {form}"),
    }
}

/// What is not kept in a file says what the decision says all the same.
#[test]
fn every_form_says_what_each_rule_says() {
    for case in cases(&RULES, "tests/cases") {
        let (edition, _) = case.expect.last().unwrap();
        let (report, edition) = (case.read(), RULES.edition(edition).unwrap());
        let decision = edition.decide(&report).unwrap();
        let lines = edition.working(&report).unwrap().document(Detail::Lines);
        let unwrapped = lines.text().split_whitespace().collect::<Vec<_>>().join(" ");
        let reasons = decision.crimes.iter().flat_map(|crime| &crime.because);
        let of_offences = reasons.filter(|reason| !reason.codes.is_empty());
        for says in of_offences.map(|reason| &reason.says) {
            for text in [&unwrapped, &lines.markdown(), &lines.html()] {
                assert!(text.contains(says.as_str()), "{}: {says}\n{text}", case.name);
            }
        }
    }
}

#[test]
fn a_cause_used_twice_is_told_once() {
    let mut report = report("conviction-between-two-courses");
    report.interventions.clear();
    let mut second = report.incidents.clone();
    for incident in &mut second {
        incident.victims = vec!["another".to_owned()];
        incident.id.push('b');
    }
    report.incidents.extend(second);
    let working = RULES.edition("hocr-2026-04").unwrap().working(&report).unwrap();
    let text = working.document(Detail::Whole).text();
    for number in text.split("(as in cause ").skip(1) {
        let number = number.split(')').next().unwrap();
        assert_eq!(text.matches(&format!("(cause {number})")).count(), 1, "{text}");
    }
}

#[test]
fn values_of_a_report_stay_text() {
    let mut report = report("lif-37-messages");
    let script = "<script>alert(\"x\")</script> & | `*_[a](b)\n# head\u{1}\u{202e}";
    report.reference = script.to_owned();
    report.incidents[0].id = script.to_owned();
    for incident in &mut report.incidents {
        incident.suspects = vec![script.to_owned()];
    }
    report.pairs.clear();
    let edition = RULES.edition("hocr-2026-04").unwrap();
    let document = edition.working(&report).unwrap().document(Detail::Whole);
    let picture = edition.picture(&report).unwrap();
    let page = RULES.page(edition, &report).unwrap();
    for text in [document.html(), picture.timeline(), picture.graph(), picture.mermaid(), page] {
        assert!(!text.contains("<script"), "{text}");
        assert!(text.contains("script"), "{text}");
        assert!(text.chars().all(|c| c == '\n' || !c.is_control() && c != '\u{202e}'), "{text}");
    }
    let markdown = document.markdown();
    assert!(markdown.contains("\\<script\\>") && !markdown.contains("\n# head"), "{markdown}");
    assert!(!document.text().contains('\u{202e}'));
}

#[test]
fn there_is_a_picture_of_nothing_and_of_the_ends_of_the_calendar() {
    let edition = RULES.edition("hocr-2026-04").unwrap();
    let mut report = report("lif-37-messages");
    report.reported_on = "9999-12-31".to_owned();
    report.incidents[0].on = "1900-01-01".to_owned();
    report.incidents[1].on = "9999-12-31".to_owned();
    report.incidents[1].to = None;
    let picture = edition.picture(&report).unwrap();
    assert!(picture.timeline().contains("9999-12-31"));
    report.incidents.clear();
    let picture = edition.picture(&report).unwrap();
    assert!(picture.timeline().contains("There is nothing to show: no incident names anybody."));
    assert!(picture.graph().starts_with("<svg"));
}

/// A report from JSON, drawn under the edition of 2026.
fn drawn(json: &str) -> counting_rules::show::Picture {
    let report = RULES.read(json).unwrap();
    RULES.edition("hocr-2026-04").unwrap().picture(&report).unwrap()
}

/// The texts of a picture as they stand in it, without tooltips.
fn texts(svg: &str) -> Vec<&str> {
    let texts = svg.split("<text ").skip(1).map(|rest| rest.split_once('>').unwrap().1);
    texts.map(|text| text.split('<').next().unwrap()).collect()
}

#[test]
fn a_picture_says_what_its_marks_mean() {
    let picture = drawn(
        r#"{"reference":"a","reported_on":"2026-06-01","incidents":[{"id":"i1","on":"2026-05-01",
            "victims":["v1"],"suspects":["s1"],"acts":["following"],"effects":["alarm"]}]}"#,
    );
    let timeline = picture.timeline();
    for words in [
        "occasion of conduct",
        "incident, but no occasion",
        "act",
        "effect",
        "offence given by code",
        "police, courts, or a crime recorded before",
    ] {
        assert!(texts(&timeline).contains(&words), "{words}");
    }
}

#[test]
fn a_graph_without_occasions_says_so() {
    let picture = drawn(
        r#"{"reference":"a","reported_on":"2026-06-01","incidents":[{"id":"i1","on":"2026-05-01",
            "victims":["v1"],"suspects":["s1"],"acts":[],"effects":[],"offences":["045/10"]}]}"#,
    );
    for graph in [picture.graph(), picture.mermaid(), picture.dot()] {
        assert!(graph.contains("There is no course of conduct"), "{graph}");
    }
}

#[test]
fn long_names_are_drawn_whole() {
    let (reference, name) = ("R".repeat(300), "Bartholomew ".repeat(20));
    let name = name.trim();
    let picture = drawn(&format!(
        r#"{{"reference":"{reference}","reported_on":"2026-06-01","incidents":[{{"id":"i1",
            "on":"2026-05-01","victims":["{name}"],"suspects":["s1"],"effects":["alarm"],
            "acts":["communication-threatening-death-or-serious-harm"]}}]}}"#
    ));
    for svg in [picture.timeline(), picture.graph()] {
        let texts = texts(&svg);
        assert_eq!(texts.concat().matches('R').count(), 301, "{svg}");
        assert!(texts.concat().matches("Bartholomew").count() >= 20, "{svg}");
        assert!(texts.iter().all(|text| text.chars().count() <= 135), "{svg}");
    }
    let label = texts(&picture.timeline()).join(" ");
    assert!(label.contains("communication threatening death or serious harm"), "{label}");
}

#[test]
fn a_long_entry_hides_none_within_it() {
    let picture = drawn(
        r#"{"reference":"a","reported_on":"2026-06-01","incidents":[
            {"id":"i1","on":"2026-05-10","victims":["v1"],"suspects":["s1"],"acts":["following"],"effects":["alarm"]},
            {"id":"i2","on":"2026-05-01","to":"2026-05-30","occasions":9,"victims":["v1"],"suspects":["s1"],"acts":["following"],"effects":["alarm"]}]}"#,
    );
    let timeline = picture.timeline();
    let place = |id: &str| timeline.find(&format!("<title>{id}, ")).unwrap();
    assert!(place("i2") < place("i1"), "the shorter is drawn over the longer");
}
