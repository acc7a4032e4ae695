//! The audit program as a force runs it: what it writes, and how it is interrupted and resumed.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test fails by panicking"
)]

use std::fs;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use serde_json::Value;

/// A subcommand of the program, in a folder.
fn program(name: &str, folder: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_counting-rules"));
    command.arg(name);
    command.current_dir(folder).stdin(Stdio::null());
    command.stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

fn run(name: &str, folder: &Path, arguments: &[&str]) -> Output {
    program(name, folder).args(arguments).output().unwrap()
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

/// A folder with a year of this many reports in `year.ndjson`.
fn year(count: &str, more: &[&str]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let arguments = ["--count", count, "--out", "year.ndjson"];
    let made = run("generate", folder.path(), &[&arguments[..], more].concat());
    assert!(made.status.success(), "{}", text(&made.stderr));
    folder
}

const FILES: [&str; 6] =
    ["--worklist", "work.csv", "--rejects", "rejects.ndjson", "--html", "page.html"];

fn audit(folder: &Path, input: &str, more: &[&str]) -> Output {
    run("audit", folder, &[&[input][..], &FILES, more].concat())
}

fn read(folder: &Path, name: &str) -> String {
    fs::read_to_string(folder.join(name)).unwrap()
}

#[test]
fn what_people_read() {
    let folder = year("150", &["--edition", "hocr-2026-04"]);
    let output = audit(folder.path(), "year.ndjson", &["--score"]);
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(text(&output.stderr), "page.html is written\n", "no progress in a pipe");
    insta::assert_snapshot!("audit_summary", text(&output.stdout));
    insta::assert_snapshot!("audit_worklist", read(folder.path(), "work.csv"));
    insta::assert_snapshot!("audit_page", read(folder.path(), "page.html"));
    assert_eq!(read(folder.path(), "rejects.ndjson"), "");
    assert!(!folder.path().join("work.csv.checkpoint").exists());
}

#[test]
fn the_same_seed_gives_the_same_year() {
    let made = |seed: &str| {
        let folder = tempfile::tempdir().unwrap();
        run("generate", folder.path(), &["--count", "20", "--seed", seed]).stdout
    };
    assert_eq!(made("1"), made("1"));
    assert_ne!(made("1"), made("2"));
    assert_eq!(made("1").iter().filter(|byte| **byte == b'\n').count(), 20);
}

/// Every misrecording that the facts settle is found and classified correctly, with no false
/// positives; those that they do not settle are either found or listed.
#[track_caller]
fn assert_all_found(edition: &str, count: &str, kinds: &[&str]) {
    let folder = year(count, &["--edition", edition]);
    let output = run(
        "audit",
        folder.path(),
        &["year.ndjson", "--edition", edition, "--format", "json", "--score"],
    );
    let findings: Value = serde_json::from_slice(&output.stdout).unwrap();
    let score = &findings["score"];
    assert_eq!(findings["rejects"], 0);
    assert_eq!(score["false_alarms"], 0, "{score:#}");
    for (name, kind) in score["kinds"].as_object().unwrap() {
        let count = |name: &str| kind[name].as_u64().unwrap();
        assert_eq!(count("found"), count("planted"), "recall of {name}");
        assert_eq!(count("found"), count("told"), "precision of {name}");
        assert_eq!(count("open_found") + count("open_listed"), count("open"), "{name}");
    }
    for name in kinds {
        assert!(score["kinds"][name]["planted"].as_u64() > Some(0), "{name} was not planted");
    }
}

const ALWAYS: [&str; 6] = [
    "harassment-as-communication",
    "pattern-as-single-incidents",
    "control-as-assault",
    "aggravation-missed",
    "crime-for-incident",
    "not-recorded",
];

#[test]
fn all_that_is_planted_in_2016_is_found() {
    let kinds = [&ALWAYS[..], &["stalking-as-harassment", "breach-not-recorded"]].concat();
    assert_all_found("hocr-2016-04", "2000", &kinds);
}

#[test]
fn all_that_is_planted_under_the_recommendation_is_found() {
    assert_all_found("hmic-2017-07", "800", &ALWAYS);
}

#[test]
fn all_that_is_planted_in_2020_is_found() {
    let kinds = [&ALWAYS[..], &["former-partner-missed", "second-crime-missed"]].concat();
    assert_all_found("hocr-2020-04", "1000", &kinds);
}

#[test]
fn all_that_is_planted_in_2026_is_found() {
    let kinds = [&ALWAYS[..], &["former-partner-missed", "continuation-as-new"]].concat();
    assert_all_found("hocr-2026-04", "1000", &kinds);
}

/// The files of an uninterrupted audit.
fn uninterrupted(folder: &Path) -> (Vec<u8>, [String; 3]) {
    let output = audit(folder, "year.ndjson", &["--score"]);
    (output.stdout, ["work.csv", "rejects.ndjson", "page.html"].map(|name| read(folder, name)))
}

/// A year with a few bad lines.
fn year_with_bad_lines(count: &str) -> tempfile::TempDir {
    let folder = year(count, &[]);
    let lines = read(folder.path(), "year.ndjson");
    let lines = lines.lines().enumerate().map(|(n, line)| match n % 97 {
        5 => format!("{}\n", line.get(..line.len() / 2).unwrap()),
        _ => format!("{line}\n"),
    });
    fs::write(folder.path().join("year.ndjson"), lines.collect::<String>()).unwrap();
    folder
}

#[test]
fn what_goes_on_ends_as_if_nothing_had_stopped_it() {
    let folder = year_with_bad_lines("400");
    let whole = uninterrupted(folder.path());
    let at_once = ["--score", "--at-once", "64"];
    let stopped =
        audit(folder.path(), "year.ndjson", &[&at_once[..], &["--stop-after", "150"]].concat());
    assert_eq!(stopped.status.code(), Some(2));
    assert_eq!(text(&stopped.stdout), "");
    insta::assert_snapshot!("audit_broken_off", text(&stopped.stderr));
    let so_far = read(folder.path(), "work.csv");
    assert!(whole.1[0].starts_with(&so_far) && so_far.ends_with('\n'));
    // A half-written line, as a machine that stops would leave it.
    fs::write(folder.path().join("work.csv"), format!("{so_far}Y00")).unwrap();
    let again = audit(
        folder.path(),
        "year.ndjson",
        &[&at_once[..], &["--resume", "--stop-after", "300"]].concat(),
    );
    assert_eq!(again.status.code(), Some(2));
    let resumed = audit(folder.path(), "year.ndjson", &[&at_once[..], &["--resume"]].concat());
    assert_eq!(text(&resumed.stdout), text(&whole.0));
    for (name, whole) in ["work.csv", "rejects.ndjson", "page.html"].iter().zip(&whole.1) {
        assert_eq!(&read(folder.path(), name), whole, "{name}");
    }
}

#[test]
fn only_the_same_audit_goes_on() {
    let folder = year("200", &[]);
    let nothing = audit(folder.path(), "year.ndjson", &["--resume"]);
    assert!(text(&nothing.stderr).contains("there is nothing to go on from"));
    audit(folder.path(), "year.ndjson", &["--at-once", "64", "--stop-after", "64"]);
    let other = audit(folder.path(), "year.ndjson", &["--resume", "--edition", "hocr-2026-04"]);
    assert_eq!(other.status.code(), Some(2));
    assert!(text(&other.stderr).contains("it is of another audit"), "{}", text(&other.stderr));
}

#[cfg(unix)]
#[test]
fn ctrl_c_leaves_whole_lines_and_it_goes_on() {
    let folder = year_with_bad_lines("1500");
    let whole = uninterrupted(folder.path());
    let mut command = program("audit", folder.path());
    command.args(["year.ndjson", "--score", "--at-once", "32"]).args(FILES);
    let child = command.spawn().unwrap();
    let checkpoint = folder.path().join("work.csv.checkpoint");
    while !checkpoint.exists() {
        std::thread::sleep(std::time::Duration::from_millis(2));
    }
    let killed = Command::new("kill").args(["-INT", &child.id().to_string()]).status().unwrap();
    assert!(killed.success());
    let stopped = child.wait_with_output().unwrap();
    assert_eq!(stopped.status.code(), Some(2), "{}", text(&stopped.stdout));
    assert!(text(&stopped.stderr).starts_with("broken off: "), "{}", text(&stopped.stderr));
    for (name, whole) in ["work.csv", "rejects.ndjson"].iter().zip(&whole.1) {
        let so_far = read(folder.path(), name);
        assert!(so_far.is_empty() || so_far.ends_with('\n'), "{name}");
        assert!(whole.starts_with(&so_far) && so_far.len() < whole.len(), "{name}");
    }
    let resumed = audit(folder.path(), "year.ndjson", &["--score", "--resume"]);
    assert_eq!(text(&resumed.stdout), text(&whole.0));
    assert_eq!(read(folder.path(), "work.csv"), whole.1[0]);
    assert_eq!(read(folder.path(), "rejects.ndjson"), whole.1[1]);
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_leaves_whole_lines_and_says_how_far_it_got() {
    let folder = year_with_bad_lines("200");
    let arguments = ["year.ndjson", "--worklist", "work.csv", "--rejects", "/dev/full"];
    let stopped = run("audit", folder.path(), &[&arguments[..], &["--at-once", "64"]].concat());
    assert_eq!(stopped.status.code(), Some(2));
    insta::assert_snapshot!("audit_full_disk", text(&stopped.stderr));
    let so_far = read(folder.path(), "work.csv");
    assert!(so_far.is_empty() || so_far.ends_with('\n'));
}

/// A file that cannot grow takes half a line, and the program removes it again.
#[cfg(target_os = "linux")]
#[test]
fn what_a_full_disk_stopped_goes_on_when_there_is_room() {
    let folder = year_with_bad_lines("600");
    let whole = uninterrupted(folder.path());
    let audit_path = program("audit", folder.path()).get_program().to_owned();
    let mut limited = Command::new("sh");
    limited.args(["-c", "trap '' XFSZ; ulimit -f 60; exec \"$0\" \"$@\""]).arg(audit_path);
    limited
        .args(["audit", "year.ndjson", "--at-once", "64"])
        .args(FILES)
        .current_dir(folder.path());
    let stopped = limited.output().unwrap();
    assert_eq!(stopped.status.code(), Some(2), "{}", text(&stopped.stderr));
    assert!(text(&stopped.stderr).contains("reports are audited"), "{}", text(&stopped.stderr));
    let so_far = read(folder.path(), "work.csv");
    assert!(so_far.ends_with('\n') && whole.1[0].starts_with(&so_far));
    assert!(so_far.lines().count() > 1 && so_far.len() < whole.1[0].len());
    let resumed = audit(folder.path(), "year.ndjson", &["--score", "--resume"]);
    assert_eq!(text(&resumed.stdout), text(&whole.0));
    assert_eq!(read(folder.path(), "work.csv"), whole.1[0]);
}
