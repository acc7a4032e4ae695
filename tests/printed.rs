//! Whole editions in files of their own, for readers who want the current law in one place.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test fails by panicking"
)]

use counting_rules::Rules;

#[test]
fn each_printed_edition_is_in_step() {
    let rules = Rules::shipped().unwrap();
    let mut count = 0;
    for file in std::fs::read_dir("counting-rules/printed").unwrap() {
        let path = file.unwrap().path();
        let edition = rules.edition(path.file_stem().unwrap().to_str().unwrap()).unwrap();
        let text = std::fs::read_to_string(&path).unwrap();
        let lines = || text.lines().zip(edition.printed().lines());
        let first = lines().enumerate().find(|(_, (file, printed))| file != printed);
        let at = first.map_or(text.lines().count(), |(n, _)| n) + 1;
        assert!(
            text == edition.printed(),
            "{}:{at} is no longer what the edition says; renew it: cargo run --release --features \
            cli -- classify --edition {} --print-edition > {0}",
            path.display(),
            edition.id()
        );
        count += 1;
    }
    assert!(count > 0);
}
