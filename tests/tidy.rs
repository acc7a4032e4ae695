//! The conventions of the project, as far as a machine can check them.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test fails by panicking"
)]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use counting_rules::Rules;
use regex::Regex;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Every file with this extension in a folder of the project, by its path from the root.
fn files(folder: &str, ending: &str) -> Vec<(String, String)> {
    let mut found = Vec::new();
    let mut folders: Vec<PathBuf> = vec![root().join(folder)];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|found| found == ending) {
                let name = path.strip_prefix(root()).unwrap().to_str().unwrap().replace('\\', "/");
                found.push((name, fs::read_to_string(&path).unwrap()));
            }
        }
    }
    found.sort();
    found
}

/// Every file of the library, without its program.
fn of_the_library() -> impl Iterator<Item = (String, String)> {
    files("src", "rs").into_iter().filter(|(name, _)| !name.starts_with("src/bin/"))
}

/// Checks that only the given modules name a library.
fn assert_only_in(library: &str, rooms: &[&str]) {
    let names = |text: &str| {
        let code = text.lines().filter(|line| !line.trim_start().starts_with("//"));
        code.flat_map(|line| line.split(|c: char| !c.is_alphanumeric() && c != '_'))
            .any(|word| word == library)
    };
    let outside: Vec<String> = of_the_library()
        .filter(|(_, text)| names(text))
        .map(|(name, _)| name)
        .filter(|name| !rooms.iter().any(|room| name.starts_with(room)))
        .collect();
    assert!(outside.is_empty(), "{library} is known in {outside:?}");
}

#[test]
fn each_library_has_its_room() {
    assert_only_in("nom", &["src/rules/syntax/"]);
    assert_only_in("nom_locate", &["src/rules/syntax/"]);
    assert_only_in("petgraph", &["src/conduct/graph.rs", "src/workshop/findings/circles.rs"]);
    assert_only_in("jiff", &["src/words/date.rs"]);
    assert_only_in("unicode_normalization", &["src/checked/alike.rs"]);
    assert_only_in("sha2", &["src/words/text.rs"]);
    assert_only_in(
        "proptest",
        &[
            "src/workshop/",
            "src/rules/compiled/mod.rs",
            "src/lib.rs",
            "src/rules/syntax/tests",
            "src/precedence/mod.rs",
        ],
    );
    assert_only_in("maud", &["src/show/"]);
    assert_only_in("rayon", &["src/edition/batch.rs"]);
    // Types with a schema derive it; how the schema is made is in one file.
    assert_only_in(
        "schemars",
        &["src/edition/schema.rs", "src/report/", "src/decision/", "src/words/terms.rs"],
    );
    assert_only_in("textwrap", &["src/show/text.rs"]);
    assert_only_in("comfy_table", &["src/show/text.rs"]);
    assert_only_in("annotate_snippets", &["src/words/diagnostic.rs"]);
}

#[test]
fn no_rule_is_written_in_rust() {
    // A code in quotes, such as 195/12.
    let is_code = |word: &str| {
        word.len() == 6
            && word
                .bytes()
                .enumerate()
                .all(|(n, b)| if n == 3 { b == b'/' } else { b.is_ascii_digit() })
    };
    for (name, text) in of_the_library() {
        let code = text.lines().take_while(|line| !line.contains("#[cfg(test)]"));
        let code = code.filter(|line| !line.trim_start().starts_with("//"));
        let found: Vec<&str> =
            code.flat_map(|line| line.split('"')).filter(|word| is_code(word)).collect();
        assert!(found.is_empty() || name.ends_with("tests.rs"), "{name}: {found:?}");
    }
}

/// Sentences are only made to be shown, and nothing is found out by reading one: what a rule did,
/// to which offences, and on what grounds is available as data. So no code may search or change a
/// sentence, a line of citations, or the text of an edition or a document.
///
/// This finds calls on fields, methods and variables with those names, and on variables that hold
/// one of them, ignoring line breaks and comments. It misses what reaches a function under another
/// name. The reader of rule files (`src/rules/syntax`) and tests (`#[cfg(test)]`, at the end of a file)
/// are exempt.
#[test]
fn no_code_reads_a_sentence_back() {
    let calls = r"\.(?:contains|find|rfind|matches|split\w*|rsplit\w*|starts_with|ends_with|replace\w*|strip_\w+|parse(?:::<\w+>)?|char_indices)\(";
    let kept = r"(?:\.(?:as_str|as_ref|as_deref|clone|to_owned|to_string|trim)\(\))*";
    let named = r"(?:says|cites|message|why|question|questions|printed|sentence)";
    let sentence = format!(r"\b{named}(?:\(\))?{kept}|\.(?:text|markdown|html)\(\){kept}");
    let read = Regex::new(&format!(r"(?:{sentence}){calls}")).unwrap();
    let held = format!(
        r"\blet (?:mut )?(\w+)(?::[^=;]+)?=[^=;{{}}]*?(?:\.{named}(?:\(\))?|{sentence})\)*(?:\.collect\(\))?;"
    );
    let held = Regex::new(&held).unwrap();
    let exempt = |name: &str| name.starts_with("src/rules/syntax/") || name.ends_with("tests.rs");
    let all = files("src", "rs").into_iter().chain(files("examples", "rs"));
    for (name, text) in all.filter(|(name, _)| !exempt(name)) {
        let code: String =
            text.lines().map(|line| line.split("//").next().unwrap().trim()).collect();
        let code = code.split("#[cfg(test)]mod tests").next().unwrap();
        let mut found: Vec<String> = read.find_iter(code).map(|m| m.as_str().to_owned()).collect();
        for holds in held.captures_iter(code) {
            let read = Regex::new(&format!(r"\b{}{kept}{calls}", &holds[1])).unwrap();
            found.extend(read.find_iter(code).map(|m| format!("{} in {}", m.as_str(), &holds[0])));
        }
        assert!(found.is_empty(), "{name} reads a sentence: {found:?}");
    }
}

#[test]
fn a_file_is_short_enough_to_read() {
    for (name, text) in files("src", "rs").into_iter().chain(files("tests", "rs")) {
        let lines = text.lines().count();
        assert!(lines <= 365, "{name} has {lines} lines");
    }
}

#[test]
fn every_rule_file_is_shipped() {
    let on_disk = files("counting-rules", "rules");
    let on_disk: BTreeMap<&str, &String> = on_disk
        .iter()
        // Whole editions, printed from the others.
        .filter(|(name, _)| !name.starts_with("counting-rules/printed/"))
        .map(|(name, text)| (name.strip_prefix("counting-rules/").unwrap(), text))
        .collect();
    let shipped = Rules::shipped_texts();
    let shipped: BTreeMap<&str, &String> =
        shipped.iter().map(|text| (text.name.as_str(), &text.content)).collect();
    assert_eq!(on_disk.keys().collect::<Vec<_>>(), shipped.keys().collect::<Vec<_>>());
    assert!(on_disk == shipped);
}

#[test]
fn rule_files_are_plain_text() {
    for (name, text) in files("counting-rules", "rules") {
        for (n, line) in text.lines().enumerate() {
            assert!(line.chars().all(|c| !c.is_control()), "{name}:{}", n + 1);
            assert_eq!(line, line.trim_end(), "{name}:{}", n + 1);
        }
        assert!(text.ends_with('\n'), "{name}");
    }
}

#[test]
fn the_library_cannot_panic_by_lint() {
    let manifest = fs::read_to_string(root().join("Cargo.toml")).unwrap();
    let denied = ["unwrap_used", "expect_used", "panic", "indexing_slicing"];
    for lint in denied {
        assert!(manifest.contains(&format!("{lint} = \"deny\"")), "{lint}");
    }
    assert!(manifest.contains("unsafe_code = \"forbid\""));
}

#[test]
fn the_list_of_questions_is_whole() {
    let list = fs::read_to_string(root().join("src/edition/mod.rs")).unwrap();
    let (list, _) = list.split_once("\nmod ").unwrap();
    let block = Regex::new(r"(?ms)^impl (Edition|Rules) \{$(.*?)^\}").unwrap();
    let method = Regex::new(r"(?m)^    pub fn (\w+)").unwrap();
    let mut missing = Vec::new();
    for (_, text) in of_the_library() {
        for (_, [of, methods]) in block.captures_iter(&text).map(|found| found.extract()) {
            for (_, [name]) in method.captures_iter(methods).map(|found| found.extract()) {
                let listed = [')', '`'].map(|end| format!("{of}::{name}{end}"));
                if !listed.iter().any(|listed| list.contains(listed)) {
                    missing.push(format!("{of}::{name}"));
                }
            }
        }
    }
    assert!(missing.is_empty(), "src/edition/mod.rs does not list {missing:?}");
}
