//! What the audit program reads: lines, tables, and input that it cannot read.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

fn program(folder: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_counting-rules"));
    command.arg("audit");
    command.current_dir(folder).stdin(Stdio::null());
    command
}

const FILES: [&str; 4] = ["--worklist", "work.csv", "--rejects", "rejects.ndjson"];

/// Audits a text, and returns its exit status, its output, and what it rejects.
fn audit(name: &str, input: &[u8], more: &[&str]) -> String {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join(name), input).unwrap();
    let mut command = program(folder.path());
    command.arg(name).args(FILES).args(more);
    let output = command.output().unwrap();
    let read = |name: &str| fs::read_to_string(folder.path().join(name)).unwrap_or_default();
    format!(
        "exit {}\n{}{}\n-- worklist\n{}\n-- rejects\n{}",
        output.status.code().unwrap(),
        String::from_utf8(output.stderr).unwrap(),
        String::from_utf8(output.stdout).unwrap().lines().take(12).collect::<Vec<_>>().join("\n"),
        read("work.csv"),
        read("rejects.ndjson")
    )
}

const GOOD: &str = r#"{ "report": { "reference": "a", "reported_on": "2026-06-20", "incidents": [] }, "recorded": [] }"#;

#[test]
fn bad_lines_are_kept_with_their_reason() {
    let mut input = Vec::new();
    for line in [
        GOOD,
        "",
        "not json",
        r#"{ "report": { "reference": "a", "reported_on": "2026-06-20", "incidents": [] } }"#,
        r#"{ "report": { "reference": "a", "reported_on": "2026-06-20", "incidnts": [] }, "recorded": [] }"#,
        r#"{ "report": { "reference": "a", "reported_on": "2015-06-20", "incidents": [] }, "recorded": [] }"#,
        r#"{ "report": { "reference": "a", "reported_on": "2026-06-20", "incidents": [] }, "recorded": [{ "victim": "v", "codes": ["195/12"] }] }"#,
        r#"{ "report": { "reference": "a", "reported_on": "2026-06-20", "incidents": [] }, "recorded": [{ "code": "195/12" }] }"#,
    ] {
        input.extend_from_slice(line.as_bytes());
        input.push(b'\n');
    }
    input.extend_from_slice(b"\xff\xfe\n");
    // The last line has no line ending.
    input.extend_from_slice(GOOD.as_bytes());
    insta::assert_snapshot!(audit("a.ndjson", &input, &[]));
}

#[test]
fn a_line_without_an_end_is_not_held() {
    let mut input = vec![b'x'; 17 << 20];
    input.push(b'\n');
    input.extend_from_slice(GOOD.as_bytes());
    let told = audit("a.ndjson", &input, &[]);
    assert!(told.contains("Reports audited: 1;"), "{}", told.get(..500).unwrap_or(&told));
    assert!(told.contains("the line is longer than 16 MB"));
}

const TABLE: &str = "\
reference,reported_on,incident,on,occasions,victim,suspect,acts,effects,offences,intervention,relationship,victim_age,suspect_age,reported_by,victim_confirms,recorded,crime_number,fixated-or-obsessed,serious-alarm-or-distress,racially-or-religiously-aggravated,x-own
followed,2026-06-20,,2026-06-01,,v1,s1,following;loitering,alarm,,,stranger,30,40,,,195/94,N1,yes,no,no,anything
followed,,,2026-06-05,3,v1,s1,following,distress,066/39,,,,,,,195/94,N1,,,,
single,2026-06-20,,2026-06-01,,v1,s1,abusive-messages,alarm,,,neighbour,30,40,,,195/94,,no,no,no,
single,,,2026-06-05,,v1,s1,abusive-messages,distress,,,,,,,,195/94,,,,,
two-victims,2026-06-20,i1,2026-06-01,,v1,s1;s2,abusive-messages,alarm,,,neighbour,30,40,,,195/94,,no,no,no,
two-victims,,i1,2026-06-01,,v2,s1;s2,abusive-messages,alarm,,,neighbour,30,40,,,,,no,no,no,
two-victims,,,2026-06-02,,v1,s1;s2,abusive-messages,alarm,,,,,,,,,,,,,
two-victims,,,2026-06-03,,v2,s1;s2,abusive-messages,alarm,,,,,,,,195/94,,,,,
convicted,2026-06-20,,2026-06-01,,v1,s1,following,alarm,,,stranger,30,40,,,,,yes,no,no,
convicted,,,2026-06-03,,v1,s1,,,,conviction,,,,,,,,,,,
convicted,,,2026-06-05,,v1,s1,following,alarm,,,,,,,,,,,,,
unconfirmed,2026-06-20,,2026-06-01,2,v1,s1,following,alarm,,,stranger,30,40,third-party,no,,,yes,no,no,
single,,,2026-06-08,,v1,s1,abusive-messages,distress,,,,,,,,,,,,,
,2026-06-20,,2026-06-01,,v1,s1,following,alarm,,,,,,,,,,,,,
wrong,2026-06-20,,2026-06-01,,v1,s1,folowing,alarm,,,,,,,,,,,,,
wrong-too,2026-06-20,,2026-06-01,,v1,s1,following,alarm,,,stranger,,,,,,,perhaps,,,
told-twice,2026-06-20,,2026-06-01,,v1,s1,following,alarm,,,stranger,,,,,,,,,,
told-twice,2026-06-21,,2026-06-02,,v1,s1,following,alarm,,,stranger,,,,,,,,,,
";

#[test]
fn a_table_has_one_row_an_incident() {
    insta::assert_snapshot!(audit("a.csv", TABLE.as_bytes(), &[]));
}

#[test]
fn a_misspelt_column_is_told() {
    let header = "reference,reported_on,on,victim,suspect,fixated-or-obsesed\n";
    insta::assert_snapshot!("audit_misspelt_column", audit("a.csv", header.as_bytes(), &[]));
    insta::assert_snapshot!("audit_missing_columns", audit("a.csv", b"reference,victim\n", &[]));
}

#[test]
fn a_table_goes_on_too() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("a.csv"), TABLE).unwrap();
    let run = |more: &[&str]| {
        let mut command = program(folder.path());
        let output = command.arg("a.csv").args(FILES).args(more).output().unwrap();
        let read = |name: &str| fs::read_to_string(folder.path().join(name)).unwrap();
        (output.stdout, read("work.csv"), read("rejects.ndjson"))
    };
    let whole = run(&[]);
    for count in 1..9 {
        let count = count.to_string();
        run(&["--at-once", "1", "--stop-after", &count]);
        assert_eq!(run(&["--resume"]), whole, "after {count}");
    }
}
