//! A draft of an edition, in its own folder or in a copy of the shipped one, as a maintainer of the
//! rules works on it.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test fails by panicking"
)]

mod program;

use counting_rules::{Rules, Text};
use program::{rule_files, run};

const THREAT: &str = r#"{"reference":"t","reported_on":"2027-07-01","incidents":[{"id":"i1","on":"2027-06-01","victims":["v1"],"suspects":["s1"],"acts":["contacting"],"effects":["alarm"],"occasions":2},{"id":"i2","on":"2027-06-05","victims":["v1"],"suspects":["s1"],"acts":["communication-threatening-death-or-serious-harm"],"effects":["alarm"]}]}"#;

runs! {
    draft_diff: "rules" ["diff", "counting-rules:hocr-2026-04", "tests/trial:hocr-2027-04"] "";
    draft_diff_no_folder: "rules" ["diff", "hocr-2026-04", "tests/trail:hocr-2027-04"] "";
    draft_test: "rules" ["test", "tests/trial:hocr-2027-04"] "";
    draft_test_by_option: "rules" ["test", "tests/trial", "--edition", "hocr-2027-04"] "";
    draft_check: "rules" ["check", "tests/trial:hocr-2027-04", "--kind", "never-speaks"] "";
    draft_replay: "rules" ["replay", "hocr-2026-04", "tests/trial:hocr-2027-04", "-"]
        THREAT;
}

#[test]
fn a_new_edition_in_a_folder_is_a_change_and_told_beside_the_data() {
    // A folder that contains only a draft is read together with the shipped files.
    let draft = |name: &str| {
        let folder = tempfile::tempdir().unwrap();
        let text = format!(
            "edition {name} \"A draft\"\n  cite crr-2026\n  amends hocr-2026-04\n  counted as of 2026-04-01\n"
        );
        std::fs::write(folder.path().join("draft.rules"), text).unwrap();
        folder
    };
    let (before, after) = (draft("draft-one"), draft("draft-two"));
    let [before, after] = [&before, &after].map(|folder| folder.path().to_str().unwrap());
    let told = run("rules", &["diff", before, after, "--reports", "500", "--format", "json"], b"");
    let (out, err) = told.split_once("\n-- err\n").unwrap();
    assert!(out.starts_with("exit 1\n\n-- out\n"), "{out}");
    let json = out.split_once("-- out\n").unwrap().1;
    serde_json::from_str::<serde_json::Value>(json).unwrap();
    assert_eq!(err, "draft-two is new.\ndraft-one is gone.\n");
    // With a folder, an edition is compared with the one of the same name.
    let told = run("rules", &["diff", "hocr-2024-01", after, "--reports", "500"], b"");
    let begins = "exit 1\n\n-- out\ndraft-two is new.\nFrom hocr-2024-01 to hocr-2024-01\n";
    assert!(told.starts_with(begins), "{told}");
}

#[test]
fn a_draft_works_alone_and_in_a_copy_of_the_folder() {
    let name = "hocr-2027-04.rules";
    let folder = rule_files(&[]);
    let trial = std::fs::read_to_string(format!("tests/trial/{name}")).unwrap();
    std::fs::write(folder.path().join("editions").join(name), trial).unwrap();
    let whole = folder.path().join("printed");
    std::fs::create_dir(&whole).unwrap();
    std::fs::copy("counting-rules/printed/hocr-2026-04.rules", whole.join("a.rules")).unwrap();
    let copy = format!("{}:hocr-2027-04", folder.path().to_str().unwrap());
    let told = |after: &str| {
        run("rules", &["diff", "hocr-2026-04", after, "--reports", "500", "--format", "json"], b"")
    };
    let (alone, in_copy) = (told("tests/trial:hocr-2027-04"), told(&copy));
    assert!(alone.starts_with("exit 1"), "{alone}");
    assert_eq!(alone, in_copy);
}

#[test]
fn a_draft_is_printed_as_a_book() {
    let texts = Rules::shipped_texts().into_iter();
    let draft = Text::new("hocr-2027-04.rules", include_str!("trial/hocr-2027-04.rules"));
    let rules = Rules::load(texts.chain([draft])).unwrap();
    let book = rules.edition("hocr-2027-04").unwrap().book().text();
    let told = run("rules", &["doc", "tests/trial:hocr-2027-04", "--format", "text"], b"");
    assert_eq!(told, format!("exit 0\n\n-- out\n{}\n", book.trim_end()));
}

#[test]
fn a_folder_with_a_colon_in_its_name_is_taken_as_it_stands() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("draft:hocr-2027-04");
    std::fs::create_dir(&path).unwrap();
    std::fs::copy("tests/trial/hocr-2027-04.rules", path.join("hocr-2027-04.rules")).unwrap();
    let path = path.to_str().unwrap();
    let told = run("rules", &["diff", path, path, "--reports", "100", "--format", "json"], b"");
    assert!(told.starts_with("exit 0"), "{told}");
    let told = run("rules", &["test", path], b"");
    assert!(told.starts_with("exit 0"), "{told}");
}

#[test]
fn an_edition_without_examples_is_no_success() {
    let folder = rule_files(&[]);
    let path = folder.path().to_str().unwrap();
    for name in ["examples.rules", "examples-of-lists.rules"] {
        std::fs::write(folder.path().join("editions").join(name), "# none\n").unwrap();
    }
    let told = run("rules", &["test", path, "--edition", "hocr-2026-04"], b"");
    assert!(told.starts_with("exit 1"), "{told}");
    assert!(told.contains("No example says anything of hocr-2026-04: write one"), "{told}");
    let told = run("rules", &["test", path], b"");
    assert!(told.starts_with("exit 1"), "{told}");
    assert!(told.contains("No example says anything of hmic-2017-07, hocr-2016-04, "), "{told}");
}
