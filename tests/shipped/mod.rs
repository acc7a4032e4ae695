//! The shipped rules as they were on a day: for what shows every edition, and is kept in a file.

#![allow(
    dead_code,
    unreachable_pub,
    clippy::unwrap_used,
    reason = "test code fails by panicking, and each test uses its own part"
)]

use counting_rules::{Rules, Text};

/// What is kept in files was made when this was the newest edition's first day. An edition that
/// comes after it changes none of them.
const KEPT: &str = "2026-04-01";

/// The shipped rules without the editions that came into force after those files were made.
pub fn as_kept() -> Rules {
    Rules::load(texts_as_kept()).unwrap()
}

/// The files of these.
pub fn texts_as_kept() -> Vec<Text> {
    let kept = KEPT.parse().unwrap();
    let mut texts: Vec<Text> = Rules::shipped_texts();
    for edition in Rules::shipped().unwrap().editions() {
        if edition.in_force().is_some_and(|(from, _)| from > kept) {
            let head = format!("edition {} ", edition.id());
            texts.retain(|text| !text.content.lines().any(|line| line.starts_with(&head)));
        }
    }
    texts
}
