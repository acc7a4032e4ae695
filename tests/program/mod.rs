//! The example programs, as people run them.

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

/// `cargo test` builds the examples beside the tests.
pub fn program(name: &str) -> Command {
    let test = std::env::current_exe().unwrap();
    let folder = test.parent().and_then(std::path::Path::parent).unwrap().join("examples");
    let program = folder.join(name).with_extension(std::env::consts::EXE_EXTENSION);
    assert!(program.exists(), "no {name}: cargo test --examples builds it");
    Command::new(program)
}

/// How a program ends, and what it prints.
pub fn run(name: &str, arguments: &[&str], input: &[u8]) -> String {
    let mut command = program(name);
    command.args(arguments).current_dir(env!("CARGO_MANIFEST_DIR"));
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().unwrap();
    // A program that does not read its input may be gone already.
    let _ = child.stdin.take().unwrap().write_all(input);
    let output = child.wait_with_output().unwrap();
    let mut told = format!("exit {}\n", output.status.code().unwrap());
    for (stream, bytes) in [("out", output.stdout), ("err", output.stderr)] {
        let text = String::from_utf8(bytes).unwrap().replace(".exe", "");
        if !text.is_empty() {
            write!(told, "\n-- {stream}\n{text}").unwrap();
        }
    }
    told
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
