//! Five hundred damaged tables: every row is audited, or rejected with its line and the reason.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test fails by panicking"
)]

mod program;

use std::collections::BTreeSet;
use std::fs;

use program::program;
use rand::prelude::*;
use rand_chacha::ChaCha8Rng;
use rayon::prelude::*;
use serde_json::Value;

const TITLES: [&str; 9] = [
    "reference",
    "reported_on",
    "on",
    "victim",
    "suspect",
    "acts",
    "effects",
    "recorded",
    "x-note",
];

/// A line of a table, and the report that it is of.
type Line = (Option<usize>, String);

/// A table as text, before it is cut into bytes.
fn table(random: &mut ChaCha8Rng, separator: char) -> Vec<Line> {
    let join = |cells: &[&str]| {
        let quoted = |cell: &&str| match cell.contains([separator, '"']) {
            true => format!("\"{}\"", cell.replace('"', "\"\"")),
            false => (*cell).to_owned(),
        };
        cells.iter().map(quoted).collect::<Vec<_>>().join(&separator.to_string())
    };
    let british = random.random_bool(0.3);
    let day = |day: u32| match british {
        true => format!("{day:02}/06/2026"),
        false => format!("2026-06-{day:02}"),
    };
    let mut lines = vec![(None, join(&TITLES))];
    for report in 0..random.random_range(2..12) {
        for row in 0..random.random_range(1..4) {
            let acts = ["following", "abusive-messages", "following;loitering"];
            let notes = ["", "seen at the café", "said \"no\"", "a, b; c"];
            let (acts, note) = (*acts.choose(random).unwrap(), *notes.choose(random).unwrap());
            let (reference, on, reported) = (format!("R{report}"), day(row + 1), day(20));
            let cells = [&reference, &reported, &on, "v1", "s1", acts, "alarm", "195/94", note];
            lines.push((Some(report), join(&cells)));
        }
    }
    lines
}

/// Breaks some lines; of the header, only a title is doubled.
fn damage(random: &mut ChaCha8Rng, lines: &mut Vec<Line>, separator: char) {
    for _ in 0..random.random_range(0..4) {
        let n = random.random_range(1..lines.len());
        let (report, line) = lines[n].clone();
        let places: Vec<usize> = line.char_indices().map(|(at, _)| at).collect();
        let place = places.choose(random).copied().unwrap_or(0);
        let wider = format!("{separator}\"");
        match random.random_range(0..11) {
            0 | 1 => lines[n].1.insert(place, '"'),
            2 => lines[n].1 = line.replacen(separator, &wider, 1),
            3 => lines[n].1.push_str(&format!("{separator}more{separator}")),
            4 => lines.insert(n, (None, lines[0].1.clone())),
            5 => lines.insert(n, (None, String::new())),
            6 => lines.insert(n, (None, separator.to_string().repeat(8))),
            7 => lines[n].1.truncate(place),
            8 => lines[n].1 = line.replacen("20", "\0", 1),
            // A line break in a cell without quotes.
            9 if !line.contains('"') => {
                let after = lines[n].1.split_off(place);
                lines.insert(n + 1, (report, after));
            }
            _ => lines[n].1 = line.replacen('a', "\r", 1),
        }
    }
    if random.random_bool(0.03) {
        lines[0].1.push_str(&format!("{separator}acts"));
    }
}

/// The bytes of each line, with its ending.
fn bytes(random: &mut ChaCha8Rng, lines: &[Line]) -> Vec<Vec<u8>> {
    let (windows, ending) = (random.random_bool(0.3), *["\n", "\r\n"].choose(random).unwrap());
    let mixed = random.random_bool(0.1);
    let mut all: Vec<Vec<u8>> = Vec::new();
    for (_, line) in lines {
        let windows = windows != (mixed && random.random_bool(0.3));
        let line = format!("{line}{ending}");
        all.push(match windows {
            true => line.chars().map(|c| u8::try_from(c).unwrap()).collect(),
            false => line.into_bytes(),
        });
    }
    if random.random_bool(0.2) {
        all[0].splice(0..0, "\u{feff}".bytes());
    }
    if random.random_bool(0.3) {
        let last = all.last_mut().unwrap();
        last.truncate(last.len() - ending.len());
    }
    all
}

/// The characters of a line that every encoding writes alike.
fn plain(line: &[u8]) -> String {
    String::from_utf8_lossy(line).chars().filter(|c| c.is_ascii() && *c != '\n').collect()
}

fn counts_add_up(seed: u64) {
    let mut random = ChaCha8Rng::seed_from_u64(seed);
    let separator = *[',', ';', '\t'].choose(&mut random).unwrap();
    let mut lines = table(&mut random, separator);
    damage(&mut random, &mut lines, separator);
    let all = bytes(&mut random, &lines);

    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("a.csv"), all.concat()).unwrap();
    let mut command = program("audit");
    command.current_dir(folder.path());
    let output = command.args(["a.csv", "--format", "json", "--rejects", "out"]).output().unwrap();
    let told = String::from_utf8(output.stderr).unwrap();
    if lines[0].1.ends_with(&format!("{separator}acts")) {
        assert!(told.contains("the column `acts` stands twice"), "{seed}: {told}");
        return;
    }
    assert_ne!(output.status.code(), Some(2), "{seed}: {told}");
    let found: Value = serde_json::from_slice(&output.stdout).unwrap();

    let is_row = |n: usize| !plain(&all[n]).trim_matches([separator, '\r', ' ']).is_empty();
    let rows = (1..all.len()).filter(|n| is_row(*n)).count();
    let audited = found["rows"].as_u64().unwrap_or(0) as usize;
    let mut rejected = BTreeSet::new();
    for line in fs::read_to_string(folder.path().join("out")).unwrap().lines() {
        let reject: Value = serde_json::from_str(line).unwrap();
        let (input, at) = (reject["input"].as_str().unwrap(), reject["line"].as_u64().unwrap());
        assert!(!reject["error"].as_str().unwrap().is_empty(), "{seed}: {line}");
        let mut n = at as usize - 1;
        let lines = input.split('\n').map(|line| plain(line.as_bytes()));
        for line in lines.filter(|line| !line.trim().is_empty()) {
            // Between the rows of a report stand empty ones, and headers.
            while plain(&all[n]) != line {
                n += 1;
                assert!(n < all.len(), "{seed}: line {at}");
            }
            assert!(rejected.insert(n), "{seed}: line {n} is rejected twice");
            n += 1;
        }
    }
    assert_eq!(audited + rejected.len(), rows, "{seed}: {audited} audited, {rejected:?} rejected");
    for report in 0..12 {
        let of_it = |n: &usize| lines[*n].0 == Some(report) && is_row(*n);
        let of_it: Vec<usize> = (1..lines.len()).filter(of_it).collect();
        let gone = of_it.iter().filter(|n| rejected.contains(n)).count();
        assert!(gone == 0 || gone == of_it.len(), "{seed}: R{report} is audited in part");
    }
}

#[test]
fn every_row_is_audited_or_rejected_with_its_report() {
    (0..500).into_par_iter().for_each(counts_add_up);
}
