//! Each package says both licences: that of the software, and that of the rule texts in it.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::fs;
use std::path::{Path, PathBuf};

const BOTH: &str = r#"license = "MIT AND OGL-UK-3.0""#;
const EMBEDDINGS: [&str; 5] = ["c", "python", "schema", "texts", "web"];

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../..")
}

fn read(path: &str) -> String {
    fs::read_to_string(root().join(path)).unwrap()
}

#[track_caller]
fn assert_has_line(path: &str, line: &str) {
    assert!(read(path).lines().any(|found| found == line), "{path}: {line}");
}

#[test]
fn every_package_says_both() {
    assert_has_line("Cargo.toml", BOTH);
    assert_has_line("examples/embedding/Cargo.toml", BOTH);
    assert_has_line("examples/embedding/python/pyproject.toml", BOTH);
    for name in EMBEDDINGS {
        assert_has_line(
            &format!("examples/embedding/{name}/Cargo.toml"),
            "license.workspace = true",
        );
    }
}

#[test]
fn the_notice_says_the_same_and_is_packed() {
    assert_has_line("NOTICE", "SPDX-License-Identifier: MIT AND OGL-UK-3.0");
    let manifest = read("Cargo.toml");
    let (_, after) = manifest.split_once("include = [").unwrap();
    let (packed, _) = after.split_once(']').unwrap();
    for file in ["\"/LICENSE\"", "\"/NOTICE\""] {
        assert!(packed.contains(file), "{file} is not packed");
    }
}
