//! Findings about the shipped rules, and faults planted in small rule files.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test fails by panicking"
)]

use std::sync::LazyLock;

use counting_rules::workshop::{Finding, FindingKind};
use counting_rules::{Rules, Text};

/// The shipped texts with one passage of one file replaced.
fn changed(file: &str, from: &str, to: &str) -> Vec<Text> {
    let mut texts = Rules::shipped_texts();
    let text = texts.iter_mut().find(|text| text.name == file).unwrap();
    assert_eq!(text.content.matches(from).count(), 1, "{from} in {file}");
    text.content = text.content.replace(from, to);
    texts
}

fn findings(texts: Vec<Text>) -> Vec<Finding> {
    Rules::load(texts).unwrap_or_else(|errors| panic!("{errors}")).findings()
}

static SHIPPED: LazyLock<Vec<Finding>> = LazyLock::new(|| findings(Rules::shipped_texts()));

/// The findings that a change adds.
fn new(file: &str, from: &str, to: &str) -> Vec<Finding> {
    let mut new = findings(changed(file, from, to));
    new.retain(|finding| !SHIPPED.iter().any(|known| known.says == finding.says));
    new
}

fn assert_new(found: &[Finding], kind: FindingKind, says: &str) {
    let is = |finding: &&Finding| finding.kind == kind && finding.says.contains(says);
    let all: Vec<&str> = found.iter().map(|finding| finding.says.as_str()).collect();
    assert!(found.iter().any(|f| is(&f)), "no {} with {says}: {all:#?}", kind.code());
}

#[test]
fn the_shipped_rules_have_no_fault() {
    let found = &*SHIPPED;
    let faults: Vec<&Finding> = found.iter().filter(|f| f.kind.is_fault()).collect();
    assert!(faults.is_empty(), "{faults:#?}");
    assert!(found.iter().all(|finding| finding.kind != FindingKind::NotExplored));
}

#[test]
fn the_findings_page_is_in_step() {
    let page = std::fs::read_to_string("counting-rules/FINDINGS.md").unwrap();
    let conduct = ["class 8L", "class 8M", "class 8Q", "class 8U", "class 8R"];
    for finding in &*SHIPPED {
        let told = match finding.kind {
            FindingKind::NoOrder => {
                conduct.iter().any(|class| finding.says.starts_with(&format!("{class} ")))
                    && !finding.says.contains("general-rule")
            }
            _ => true,
        };
        let edition = finding.edition.as_deref();
        if told && matches!(edition, None | Some("hocr-2026-04")) {
            assert!(page.contains(&format!("- {}.\n", finding.says)), "{}", finding.says);
        }
    }
}

const LATEST: &str = "editions/hocr-2026-04.rules";
const FIRST: &str = "editions/hocr-2016-04.rules";

#[test]
fn a_rule_behind_one_that_always_speaks_is_found() {
    let rule = "add before summary-time-limit rule review-why-not-stalking";
    let more = format!(
        "add before conduct-tier-1 rule all-refer\n  cite crr-2026\n  refer all\n  against all\n\n{rule}"
    );
    let found = new(LATEST, rule, &more);
    assert_new(&found, FindingKind::NeverSpeaks, "rule conduct-tier-1 never decides");
    assert_new(&found, FindingKind::NeverSpeaks, "rule look-up-table never decides");
}

#[test]
fn a_step_of_the_recording_test_behind_one_that_stops_all_is_found() {
    let found = new(
        FIRST,
        "  stop as crime related incident\n  when another-force-recording\n",
        "  stop as crime related incident\n  when crime-in-law-on-balance\n",
    );
    assert_new(&found, FindingKind::NeverSpeaks, "rule schools-protocol never speaks");
}

#[test]
fn a_condition_that_never_holds_is_found() {
    let from =
        "  when at least 1 occasion with controlling-or-coercive and relationship is partner\n";
    let to = "  when relationship is partner and relationship is former-partner\n";
    assert_new(&new(FIRST, from, to), FindingKind::NeverHolds, "harassment-not-between-partners");
    let to = "  when either is under 16 and neither is under 18\n";
    assert_new(&new(FIRST, from, to), FindingKind::NeverHolds, "harassment-not-between-partners");
    let to = "  when not at least 1 occasion and a gap of 3 months\n";
    assert_new(&new(FIRST, from, to), FindingKind::NeverHolds, "harassment-not-between-partners");
}

#[test]
fn an_exception_that_always_holds_is_found() {
    let from = "  unless registrar-satisfied-harassment-only\n";
    let to = "  unless relationship is former-partner\n";
    assert_new(
        &new(LATEST, from, to),
        FindingKind::NeverSpeaks,
        "rule former-partner never speaks",
    );
}

#[test]
fn two_rules_that_differ_are_found_at_both_places() {
    let rule = "add before summary-time-limit rule review-why-not-stalking";
    let more = format!(
        "add before registrar-decides rule assault-first\n  cite crr-2026\n  principal 008/06\n  over 195/12\n\n{rule}"
    );
    let found = new(LATEST, rule, &more);
    assert_new(
        &found,
        FindingKind::TwoAnswers,
        "but 008/06 is principal over 195/12 (assault-first)",
    );
    let texts = changed(LATEST, rule, &more);
    let two = found.iter().find(|finding| finding.kind == FindingKind::TwoAnswers).unwrap();
    let drawn = two.draw(&texts);
    assert!(
        drawn.contains("hocr-2023-05.rules") && drawn.contains("hocr-2026-04.rules"),
        "{drawn}"
    );
}

#[test]
fn a_rule_against_the_table_is_found() {
    let rows = "    row 008/77\n    row 005/30\n";
    let found = new(
        "editions/hocr-2023-05.rules",
        "    row 195/94\n    row 008/06\n",
        "    row 008/06\n    row 195/94\n",
    );
    assert_new(
        &found,
        FindingKind::AgainstTheTable,
        "195/94 is principal over 008/06 (conduct-tier-5), but 008/06 is principal over 195/94 (look-up-table)",
    );
    // If no rule covers them, the table is reversed without a finding.
    let turned = "    row 005/30\n    row 008/77\n";
    let found = new("editions/hocr-2023-05.rules", rows, turned);
    assert!(found.iter().all(|finding| finding.kind != FindingKind::AgainstTheTable), "{found:#?}");
}

#[test]
fn a_circle_is_found_with_its_smallest_example() {
    let rule = "add before summary-time-limit rule review-why-not-stalking";
    let more = format!(
        "add before conduct-tier-1 rule damage-first\n  cite crr-2026\n  principal 149/00\n  over 001/01\n\n{rule}"
    );
    let found = new(LATEST, rule, &more);
    assert_new(&found, FindingKind::Circle, "149/00 over 001/01 (damage-first)");
    let mut circles = found.iter().filter(|finding| finding.kind == FindingKind::Circle);
    assert!(circles.all(|circle| circle.codes.len() == 3), "{found:#?}");
}

#[test]
fn what_the_table_no_longer_orders_is_found_by_class() {
    let found = findings(changed("editions/hocr-2023-05.rules", "    row 028/03\n", ""));
    let of_8q = |finding: &&Finding| {
        finding.kind == FindingKind::NoOrder
            && finding.edition.as_deref() == Some("hocr-2026-04")
            && finding.says.starts_with("class 8Q against ")
    };
    let count = |all: &[Finding]| all.iter().filter(of_8q).map(|f| f.count).sum::<usize>();
    // The stalking offences against burglary.
    assert!(count(&found) >= count(&SHIPPED) + 3);
}

/// The error for the shipped rules with one passage replaced.
fn refused(file: &str, from: &str, to: &str) -> String {
    let errors = Rules::load(changed(file, from, to)).unwrap_err();
    assert_eq!(errors.diagnostics.len(), 1, "{errors}");
    errors.to_string()
}

#[test]
fn a_hole_and_an_overlap_in_time_are_refused_at_both_places() {
    const FILE: &str = "editions/hocr-2018-04.rules";
    insta::with_settings!({ omit_expression => true }, {
        let from = "in force from 2018-04-01 until";
        let hole = refused(FILE, from, "in force from 2018-04-02 until");
        insta::assert_snapshot!("a hole between editions", hole);
        let overlap = refused(FILE, from, "in force from 2018-03-31 until");
        insta::assert_snapshot!("an overlap of editions", overlap);
    });
    let law = "law/harassment.rules";
    refused(
        law,
        "8M\n  either way, maximum 7 years until 2017-04-02,",
        "8M\n  either way, maximum 7 years until 2017-04-01,",
    );
    refused("law/communications.rules", "class 8R from 2017-04-01", "class 8R from 2017-03-31");
}

#[test]
fn a_source_and_sets_that_nothing_names_are_found() {
    let file = "editions/sets.rules";
    let set = "set violent\n";
    let more = format!("set quiet\n  cite crr-2026\n  are class 8L\n\n{set}");
    assert_new(
        &new(file, set, &more),
        FindingKind::NotUsed,
        "nothing names the set of offences quiet",
    );
    let more = format!("acts quiet\n  cite crr-2026\n  are following\n\n{set}");
    assert_new(&new(file, set, &more), FindingKind::NotUsed, "nothing names the set of acts quiet");
    let more = format!("source quiet \"Quiet\"\n\n{set}");
    assert_new(&new(file, set, &more), FindingKind::NotUsed, "nothing cites the source quiet");
}

#[test]
fn a_name_that_nothing_asks_for_is_found() {
    let fact = "fact unwanted\n";
    let more = format!("fact left-handed\n  cite crr-2026\n  question \"Left-handed?\"\n\n{fact}");
    let found = new("law/vocabulary.rules", fact, &more);
    assert_new(&found, FindingKind::NotUsed, "no rule asks for the fact left-handed");
}

#[test]
fn a_file_in_canonical_form_stays_as_it_is_and_comments_are_kept() {
    for text in Rules::shipped_texts() {
        assert_eq!(text.formatted().unwrap(), text.content, "{}", text.name);
    }
    let text = Text::new(
        "a.rules",
        "# why\n\n# and\nact   following\n    cite crr-2026    \"p. 52\"\n question \"Did they?\"\n# end\n",
    );
    let formatted = text.formatted().unwrap();
    assert!(formatted.starts_with("# why\n\n# and\nact following\n"), "{formatted}");
    assert!(formatted.ends_with("# end\n"), "{formatted}");
    assert_eq!(Text::new("a.rules", formatted.clone()).formatted().unwrap(), formatted);
    let errors = Text::new("a.rules", "act one\n\nset two\n").formatted().unwrap_err();
    assert_eq!(errors.diagnostics.len(), 2, "{errors}");
}
