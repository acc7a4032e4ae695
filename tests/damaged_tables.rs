//! Five hundred damaged tables: every row is audited, or rejected with its line and the reason.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test fails by panicking"
)]

mod program;

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

/// A table as text, before it is cut into bytes.
fn table(random: &mut ChaCha8Rng, separator: char) -> Vec<String> {
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
    let mut lines = vec![join(&TITLES)];
    for report in 0..random.random_range(2..12) {
        for row in 0..random.random_range(1..4) {
            let acts =
                *["following", "abusive-messages", "following;loitering"].choose(random).unwrap();
            let note = *["", "seen at the café", "said \"no\"", "a, b; c"].choose(random).unwrap();
            let (reference, on, reported) = (format!("R{report}"), day(row + 1), day(20));
            lines.push(join(&[
                &reference, &reported, &on, "v1", "s1", acts, "alarm", "195/94", note,
            ]));
        }
    }
    lines
}

/// Breaks some lines; of the header, only a title is doubled.
fn damage(random: &mut ChaCha8Rng, lines: &mut Vec<String>, separator: char) {
    for _ in 0..random.random_range(0..4) {
        let n = random.random_range(1..lines.len());
        let line = lines[n].clone();
        let place = || line.char_indices().map(|(at, _)| at).collect::<Vec<_>>();
        match random.random_range(0..10) {
            0 | 1 => lines[n].insert(*place().choose(random).unwrap_or(&0), '"'),
            2 => lines[n] = line.replacen(separator, &format!("{separator}\""), 1),
            3 => lines[n].push_str(&format!("{separator}more{separator}")),
            4 => lines.insert(n, lines[0].clone()),
            5 => lines.insert(n, String::new()),
            6 => lines.insert(n, separator.to_string().repeat(8)),
            7 => lines[n].truncate(*place().choose(random).unwrap_or(&0)),
            8 => lines[n] = line.replacen("20", "\0", 1),
            _ => lines[n] = line.replacen('a', "\r", 1),
        }
    }
    if random.random_bool(0.03) {
        lines[0].push_str(&format!("{separator}acts"));
    }
}

/// The bytes of each line, with its ending.
fn bytes(random: &mut ChaCha8Rng, lines: &[String]) -> Vec<Vec<u8>> {
    let (windows, ending) = (random.random_bool(0.3), *["\n", "\r\n"].choose(random).unwrap());
    let mixed = random.random_bool(0.1);
    let mut all: Vec<Vec<u8>> = Vec::new();
    for line in lines {
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
    if lines[0].ends_with(&format!("{separator}acts")) {
        assert!(told.contains("the column `acts` stands twice"), "{seed}: {told}");
        return;
    }
    assert_ne!(output.status.code(), Some(2), "{seed}: {told}");
    let found: Value = serde_json::from_slice(&output.stdout).unwrap();

    let is_row = |line: &&Vec<u8>| !plain(line).trim_matches([separator, '\r', ' ']).is_empty();
    let rows = all.iter().skip(1).filter(is_row).count() as u64;
    let audited = found["rows"].as_u64().unwrap_or(0);
    let mut rejected = 0;
    for line in fs::read_to_string(folder.path().join("out")).unwrap().lines() {
        let reject: Value = serde_json::from_str(line).unwrap();
        let (input, at) = (reject["input"].as_str().unwrap(), reject["line"].as_u64().unwrap());
        assert!(!reject["error"].as_str().unwrap().is_empty(), "{seed}: {line}");
        rejected += input.split('\n').filter(|line| !line.trim().is_empty()).count() as u64;
        let first = plain(input.split('\n').next().unwrap().as_bytes());
        assert_eq!(first, plain(&all[at as usize - 1]), "{seed}: line {at}");
    }
    assert_eq!(audited + rejected, rows, "{seed}: {audited} audited, {rejected} rejected");
}

#[test]
fn every_row_is_audited_or_rejected() {
    (0..500).into_par_iter().for_each(counts_add_up);
}
