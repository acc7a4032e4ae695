//! The direction between rooms: a file uses only rooms before its own, and no files of `decide`
//! use each other in a circle. ARCHITECTURE.md has the picture.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test fails by panicking"
)]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use regex::Regex;

/// The rooms of the library, each before those that may use it.
const ROOMS: [&str; 12] = [
    "words",
    "report",
    "decision",
    "precedence",
    "rules",
    "checked",
    "conduct",
    "decide",
    "edition",
    "workshop",
    "audit",
    "show",
];

/// The rooms in `decide`.
const IN_DECIDE: [&str; 4] = ["read", "settle", "ask", "tell"];

/// The modules that each module uses by path, without its own children. Comments and tests at the
/// end of a file are left out.
fn uses() -> BTreeMap<String, BTreeSet<String>> {
    let mut texts = BTreeMap::new();
    collect(Path::new("src"), "", &mut texts);
    let path = Regex::new(r"\b((?:crate|super|self)(?:::\w+)*)(?:::(\{[^;]*\}))?").unwrap();
    let name = Regex::new(r"\w+(?:::\w+)*").unwrap();
    let mut all = BTreeMap::new();
    for (module, text) in &texts {
        let code = text.split("#[cfg(test)]\nmod tests").next().unwrap();
        let code: Vec<&str> = code.lines().filter_map(|line| line.split("//").next()).collect();
        let mut used = BTreeSet::new();
        for found in path.captures_iter(&code.join("\n")) {
            let inside = found.get(2).map_or(String::new(), |group| group.as_str().to_owned());
            let ends: Vec<String> = match inside.is_empty() {
                true => vec![found[1].to_owned()],
                false => name
                    .find_iter(&inside)
                    .map(|n| format!("{}::{}", &found[1], n.as_str()))
                    .collect(),
            };
            let known = ends.iter().filter_map(|end| module_of(end, module, &texts));
            used.extend(known.filter(|used| !used.starts_with(module.as_str())));
        }
        all.insert(module.clone(), used);
    }
    all
}

fn collect(folder: &Path, module: &str, texts: &mut BTreeMap<String, String>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_stem().unwrap().to_str().unwrap().to_owned();
        let inside = match module {
            "" => name.clone(),
            module => format!("{module}::{name}"),
        };
        if path.is_dir() && name != "bin" {
            collect(&path, &inside, texts);
        } else if path.extension().is_some_and(|ending| ending == "rs") && name != "tests" {
            let module = if name == "mod" { module.to_owned() } else { inside };
            texts.insert(module, fs::read_to_string(&path).unwrap());
        }
    }
}

/// The longest beginning of a path that is a module.
fn module_of(path: &str, from: &str, texts: &BTreeMap<String, String>) -> Option<String> {
    let mut here: Vec<&str> = from.split("::").collect();
    let mut parts = path.split("::").peekable();
    match parts.next()? {
        "crate" => here.clear(),
        "super" => drop(here.pop()),
        _ => {}
    }
    while parts.next_if_eq(&"super").is_some() {
        here.pop();
    }
    here.extend(parts);
    while !here.is_empty() {
        let module = here.join("::");
        if texts.contains_key(&module) {
            return Some(module);
        }
        here.pop();
    }
    None
}

fn room<'m>(module: &'m str, of: &str) -> Option<&'m str> {
    let rest = if of.is_empty() { module } else { module.strip_prefix(of)?.strip_prefix("::")? };
    rest.split("::").next()
}

fn assert_in_order(rooms: &[&str], of: &str) {
    let place = |module: &str| {
        let room = room(module, of)?;
        rooms.iter().position(|known| *known == room)
    };
    for (module, used) in uses() {
        let Some(own) = place(&module) else { continue };
        for used in used {
            let before = place(&used).is_none_or(|other| other <= own);
            assert!(before, "{module} uses {used}, a room that comes after its own");
        }
    }
}

#[test]
fn a_room_uses_only_rooms_before_it() {
    assert_in_order(&ROOMS, "");
    assert_in_order(&IN_DECIDE, "decide");
    let lib = fs::read_to_string("src/lib.rs").unwrap();
    let declared = Regex::new(r"(?m)^(?:pub )?mod (\w+);").unwrap();
    let declared: Vec<&str> =
        declared.captures_iter(&lib).map(|found| found.get(1).unwrap().as_str()).collect();
    assert_eq!(declared, ROOMS, "lib.rs names the rooms in another order");
}

#[test]
fn no_files_of_decide_use_each_other_in_a_circle() {
    let uses = uses();
    let of_decide: BTreeSet<&String> =
        uses.keys().filter(|module| module.starts_with("decide::")).collect();
    assert!(of_decide.len() > 20);
    // What uses nothing that is left is taken away; a circle stays.
    let mut left = of_decide.clone();
    loop {
        let free = |module: &&String| uses[*module].iter().all(|used| !left.contains(used));
        let gone: Vec<&String> = left.iter().copied().filter(free).collect();
        if gone.is_empty() {
            break;
        }
        gone.into_iter().for_each(|module| {
            left.remove(module);
        });
    }
    assert!(left.is_empty(), "in or behind a circle: {left:?}");
}

#[test]
fn the_root_names_few() {
    let lib = fs::read_to_string("src/lib.rs").unwrap();
    let code: String = lib.lines().filter(|line| !line.starts_with("//")).collect();
    let public = Regex::new(r"pub use [\w:]*?(?:\{([^}]*)\}|(\w+));").unwrap();
    let names = public.captures_iter(&code).map(|found| {
        found
            .get(1)
            .map_or(1, |group| group.as_str().split(',').filter(|n| !n.trim().is_empty()).count())
    });
    let modules = code.matches("pub mod ").count();
    let all = names.sum::<usize>() + modules;
    assert!(all <= 20, "{all} names at the root");
}
