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

/// The rows that say the same: one report of two incidents.
const PLAIN: &str = "\
reference,reported_on,on,victim,suspect,acts,effects,recorded,x-note
a,2026-06-20,2026-06-01,v1,s1,following,alarm,195/94,seen at the café
a,,2026-06-05,v1,s1,abusive-messages,distress,195/94,
";

fn summary(told: &str) -> &str {
    told.split("-- worklist").next().unwrap()
}

#[test]
fn what_spreadsheets_write_is_read() {
    let plain = audit("a.csv", PLAIN.as_bytes(), &[]);
    assert!(plain.contains("Reports audited: 1;") && plain.ends_with("-- rejects\n"), "{plain}");
    let british = |between: &str| {
        let day = |day: &str| day.replace('/', between);
        let text = PLAIN.replace("2026-06-20", &day("20/06/2026"));
        let text = text.replace("2026-06-05", &day("5/6/2026"));
        text.replace("2026-06-01", &format!("{} 00:00", day("01/06/2026"))).into_bytes()
    };
    let windows: Vec<u8> = PLAIN.chars().map(|c| u8::try_from(c).unwrap()).collect();
    let same = [
        PLAIN.replace(',', ";").into_bytes(),
        PLAIN.replace(',', "\t").into_bytes(),
        format!("sep=;\r\n{}", PLAIN.replace(',', ";")).into_bytes(),
        PLAIN.replace('\n', "\r\n").into_bytes(),
        format!("\u{feff}{PLAIN}").into_bytes(),
        format!("{PLAIN},,,,,,,,\n,,,,,,,,\n\n").into_bytes(),
        PLAIN.replace('\n', ",,\n").into_bytes(),
        british("/"),
        british("."),
        british("-"),
        PLAIN.replacen("reported_on,on", "Reported on,On", 1).into_bytes(),
        PLAIN.trim_end().as_bytes().to_vec(),
        PLAIN.replace("seen at", "\"seen\nat").replace("café", "café\"").into_bytes(),
        windows,
    ];
    for input in same {
        assert_eq!(audit("a.csv", &input, &[]), plain, "{}", String::from_utf8_lossy(&input));
    }
}

#[test]
fn tables_that_are_none_say_what_to_do() {
    let utf16: Vec<u8> = PLAIN.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let told = [
        ("nothing", Vec::new()),
        ("one column", b"reference\n".to_vec()),
        ("a workbook", b"PK\x03\x04rest".to_vec()),
        ("UTF-16", [b"\xff\xfe".to_vec(), utf16.clone()].concat()),
        ("UTF-16 without a mark", utf16),
        ("JSON", GOOD.as_bytes().to_vec()),
        ("CR alone", PLAIN.replace('\n', "\r").into_bytes()),
        ("an open quote in the header", PLAIN.replacen(",on", ",\"on", 1).into_bytes()),
        ("titles", b"reference;reference;victm;x-a;;on;suspect\n".to_vec()),
    ]
    .map(|(what, input)| format!("{what}: {}", summary(&audit("a.csv", &input, &[]))));
    insta::assert_snapshot!(told.concat());
}

#[test]
fn rows_that_cannot_be_read_are_rejected_with_their_line() {
    let windows =
        |text: &str| -> Vec<u8> { text.chars().map(|c| u8::try_from(c).unwrap()).collect() };
    let header = "reference,reported_on,on,victim,suspect,acts,effects,recorded,x-note\r\n";
    let rows = [
        "a,2026-06-20,2026-06-01,v1,s1,\"following,alarm,195/94,\r\n",
        "b,2026-06-20,2026-06-01,v1,s1,\"following;loitering\",alarm,195/94,\r\n",
        "c,2026-06-20,2026-06-01,v1,s1,following,alarm,195/94,note,one,two\r\n",
        "d,2026-06-20,31/02/2026,v1,s1,following,alarm,195/94,\r\n",
        "e,2026-06-20,1/2/26,v1,s1,following,alarm,195/94,\r\n",
        "f,2026-06-20,2026-06-01 23:15,v1,s1,following,alarm,195/94,\r\n",
        header,
        "g,2026-06-20,2026-06-01,v1,s1,following,alarm,195/94,na\u{ef}ve\r\n",
        "h,2026-06-20,2026-06-01,v\0,s1,following,alarm,195/94,\r\n",
        "i,2026-06-20,2026-06-01,v1,s1,follow\rwing,alarm,195/94,\r\n",
        "k,2026-06-20,2026-06-01,v1,s1,following,alarm,195/94,\r\n",
        "k,2026-06-20,2026-06-01,v1,s1,following,alarm,195/94,\"open\r\n",
    ];
    let mut input = windows(header);
    rows.iter().for_each(|row| input.extend(windows(row)));
    input.extend("l,2026-06-20,2026-06-01,v1,s1,following,alarm,195/94,na\u{ef}ve\r\n".bytes());
    let told = audit("a.csv", &input, &[]);
    let (summary, rejects) = (summary(&told), told.split("-- rejects\n").nth(1).unwrap());
    insta::assert_snapshot!(format!("{summary}\n{rejects}"));
}

#[test]
fn json_that_is_not_one_report_a_line_says_so() {
    let told = ["[\n{}\n]", "{\n  \"report\": {}\n}", "{ \"report\":\n {} }\n"]
        .map(|input| audit("a.ndjson", input.as_bytes(), &[]));
    insta::assert_snapshot!(told.join("\n=====\n"));
}

#[test]
fn where_nothing_is_found_nothing_is_said_of_it() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("a.ndjson"), GOOD).unwrap();
    let output = program(folder.path()).args(["a.ndjson", "--html", "a.html"]).output().unwrap();
    let told = String::from_utf8(output.stdout).unwrap();
    let page = fs::read_to_string(folder.path().join("a.html")).unwrap();
    for text in [told, page] {
        assert!(!text.contains("0.0 %") && !text.contains("Found in its class"), "{text}");
    }
    assert_eq!(String::from_utf8(output.stderr).unwrap(), "a.html is written\n");
}

#[test]
fn one_audit_at_a_time_writes_a_worklist() {
    let folder = tempfile::tempdir().unwrap();
    let mut first = program(folder.path());
    let mut first =
        first.args(["-", "--worklist", "work.csv"]).stdin(Stdio::piped()).spawn().unwrap();
    let lock = folder.path().join("work.csv.lock");
    // It waits for its input.
    while fs::read_to_string(&lock).unwrap_or_default().is_empty() {
        std::thread::sleep(std::time::Duration::from_millis(5));
    }
    fs::write(folder.path().join("a.ndjson"), GOOD).unwrap();
    for option in ["--worklist", "--rejects", "--html"] {
        let second =
            program(folder.path()).args(["a.ndjson", option, "work.csv"]).output().unwrap();
        assert_eq!(second.status.code(), Some(2));
        let told = String::from_utf8(second.stderr).unwrap();
        let by = format!("another audit is writing this file: process {}, begun 20", first.id());
        assert!(told.contains(&by), "{told}");
    }
    drop(first.stdin.take());
    first.wait().unwrap();
    assert!(!lock.exists());
    let last =
        program(folder.path()).args(["a.ndjson", "--worklist", "work.csv"]).output().unwrap();
    assert_eq!(last.status.code(), Some(0));
}
