//! The program, as people run it.

#![allow(
    dead_code,
    unreachable_pub,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "test code fails by panicking, and each test uses its own part"
)]

#[path = "../shipped/mod.rs"]
mod shipped;

use std::fmt::Write as _;
use std::io::Write;
use std::process::{Command, Stdio};

/// The program, with a subcommand.
pub fn program(subcommand: &str) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_counting-rules"));
    command.arg(subcommand);
    command
}

/// How a subcommand ends, and what it prints.
pub fn run(subcommand: &str, arguments: &[&str], input: &[u8]) -> String {
    let mut command = program(subcommand);
    command.args(arguments).current_dir(env!("CARGO_MANIFEST_DIR"));
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().unwrap();
    // A program that does not read its input may be gone already.
    let _ = child.stdin.take().unwrap().write_all(input);
    let output = child.wait_with_output().unwrap();
    let mut told = format!("exit {}\n", output.status.code().unwrap());
    for (stream, bytes) in [("out", output.stdout), ("err", output.stderr)] {
        let text = String::from_utf8(bytes).unwrap().replace(".exe", "");
        // They change with every rule file and release.
        let text = decided_by().replace_all(&text, "$1(digest)");
        if !text.is_empty() {
            write!(told, "\n-- {stream}\n{text}").unwrap();
        }
    }
    told
}

/// What is printed, with nothing on the error stream.
pub fn printed(subcommand: &str, arguments: &[&str]) -> String {
    let told = run(subcommand, arguments, b"");
    told.strip_prefix("exit 0\n\n-- out\n").unwrap_or_else(|| panic!("{told}")).to_owned()
}

/// The digest of the rule files in a decision.
fn decided_by() -> regex::Regex {
    regex::Regex::new(r#"("digest": ?")[0-9a-f]{64}"#).unwrap()
}

/// A folder of the shipped rule files, some passages put otherwise.
pub fn rule_files(changes: &[(&str, &str, &str)]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for mut text in shipped::texts_as_kept() {
        for (_, from, to) in changes.iter().filter(|(name, ..)| *name == text.name) {
            assert!(text.content.contains(from), "{from}");
            text.content = text.content.replace(from, to);
        }
        let path = folder.path().join(&text.name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text.content).unwrap();
    }
    folder
}

/// Tests that each keep what a run prints.
#[macro_export]
macro_rules! runs {
    ($($name:ident: $program:literal [$($argument:expr),*] $input:expr;)*) => {
        $(#[test]
        fn $name() {
            let told = $crate::program::run($program, &[$($argument),*], $input.as_ref());
            insta::with_settings!({ omit_expression => true }, {
                insta::assert_snapshot!(stringify!($name), told);
            });
        })*
    };
}
