//! The parts of lists that no example would miss: rows of tables, members of sets, acts and effects,
//! exceptions. Each is taken out in turn, and the examples are run again.

use serde::Serialize;

use super::examples::all_hold;
use crate::rules::check::{self, Checks};
use crate::rules::compiled::Edition;
use crate::rules::syntax::ast::{Change, File, Form, Item, Kind, Set};
use crate::rules::syntax::{base, set_item};
use crate::words::diagnostic::RuleErrors;
use crate::words::text::Text;

/// A part of a list that could be deleted, and every example would still hold, although it decides
/// something: a set without it, or an order of offences, would be another.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Untested {
    /// The file.
    pub file: String,
    /// The rule, set or list of acts that it is in.
    pub item: String,
    /// The part, as it stands there.
    pub part: String,
}

/// Returns the parts of lists in rule files that no example would miss, in the order of the files.
/// It decides every example once for each part, which takes some seconds for whole books.
///
/// # Errors
///
/// Everything that is wrong with the files, at once.
pub fn untested(texts: &[Text]) -> Result<Vec<Untested>, RuleErrors> {
    let mut files = check::files(texts)?;
    let whole = check::loaded(&files, texts.to_vec(), Checks::Cheap)?.editions;
    let mut found = Vec::new();
    for n in 0..files.len() {
        for at in 0..files.get(n).map_or(0, |file| file.items.len()) {
            let Some(item) = files.get(n).and_then(|file| file.items.get(at)).cloned() else {
                continue;
            };
            for (part, without) in without_parts(&item) {
                put(&mut files, n, at, without);
                // Where the rest does not stand without it, it is missed.
                let loaded = check::loaded(&files, texts.to_vec(), Checks::Cheap);
                let left = loaded.is_ok_and(|loaded| {
                    all_hold(&loaded.editions) && !is_idle(&item, &whole, &loaded.editions)
                });
                if left {
                    let file = texts.get(n).map_or_else(String::new, |text| text.name.clone());
                    found.push(Untested { file, item: item.head.name.value.clone(), part });
                }
            }
            put(&mut files, n, at, item);
        }
    }
    Ok(found)
}

/// Whether a part of a set or a table decides nothing, since the rest says the same.
fn is_idle(item: &Item, with: &[Edition], without: &[Edition]) -> bool {
    let of_offences = matches!(item.kind, Kind::Set { .. } | Kind::Change(_));
    of_offences && with.iter().zip(without).all(|(a, b)| a.tables().are_alike(b.tables()))
}

fn put(files: &mut [File], n: usize, at: usize, item: Item) {
    if let Some(place) = files.get_mut(n).and_then(|file| file.items.get_mut(at)) {
        *place = item;
    }
}

/// Each part of an item, and the item without it. The last part of a list stays.
fn without_parts(item: &Item) -> Vec<(String, Item)> {
    let with = |kind: Kind| Item { head: item.head.clone(), kind };
    match &item.kind {
        // What only asks decides nothing.
        Kind::Feature { question: Some(_), .. } => Vec::new(),
        Kind::Feature { of, members, question } => without_one(members)
            .map(|(member, members)| {
                let (of, question) = (*of, question.clone());
                (member.value.clone(), with(Kind::Feature { of, members, question }))
            })
            .collect(),
        Kind::Forms { codes } => without_one(codes)
            .map(|(code, codes)| (code.value.to_string(), with(Kind::Forms { codes })))
            .collect(),
        Kind::Set { codes } => {
            let all = without_part_of_set(codes).into_iter();
            all.map(|(part, codes)| (part, with(Kind::Set { codes }))).collect()
        }
        Kind::Change(change) => {
            let all = without_part_of_change(change).into_iter();
            all.map(|(part, change)| (part, with(Kind::Change(change)))).collect()
        }
        _ => Vec::new(),
    }
}

fn without_part_of_change(change: &Change) -> Vec<(String, Change)> {
    let (form, with): (&Form, Box<dyn Fn(Form) -> Change>) = match change {
        Change::Rule(form) => (form, Box::new(Change::Rule)),
        Change::Replace(form) => (form, Box::new(Change::Replace)),
        Change::AddBefore(name, form) => {
            let name = name.clone();
            (form, Box::new(move |form| Change::AddBefore(name.clone(), form)))
        }
        _ => return Vec::new(),
    };
    let rows = match form {
        Form::LookUpTable(rows) | Form::Order(rows) => rows,
        _ => return Vec::new(),
    };
    let with_rows = |rows: Vec<Set>| match form {
        Form::LookUpTable(_) => with(Form::LookUpTable(rows)),
        _ => with(Form::Order(rows)),
    };
    let mut all: Vec<(String, Change)> =
        without_one(rows).map(|(row, rows)| (set(row), with_rows(rows))).collect();
    for (n, row) in rows.iter().enumerate() {
        for (part, left) in without_part_of_set(row) {
            let mut rows = rows.clone();
            rows.get_mut(n).into_iter().for_each(|row| row.clone_from(&left));
            all.push((format!("{part} in {}", set(row)), with_rows(rows)));
        }
    }
    all
}

/// Each item of a set and each of its exceptions, and the set without it.
fn without_part_of_set(whole: &Set) -> Vec<(String, Set)> {
    let mut all: Vec<(String, Set)> =
        without_one(whole).map(|(item, left)| (set_item(item), left)).collect();
    for (n, item) in whole.iter().enumerate() {
        for (m, except) in item.except.iter().enumerate() {
            let mut left = whole.clone();
            left.get_mut(n).into_iter().for_each(|item| drop(item.except.remove(m)));
            all.push((format!("except {} in {}", base(except), set_item(item)), left));
        }
    }
    all
}

/// Each of several things, and the others.
fn without_one<T: Clone>(all: &[T]) -> impl Iterator<Item = (&T, Vec<T>)> {
    let several = all.len() > 1;
    all.iter().enumerate().filter(move |_| several).map(|(n, one)| {
        let mut left = all.to_vec();
        left.remove(n);
        (one, left)
    })
}

fn set(row: &Set) -> String {
    row.iter().map(set_item).collect::<Vec<_>>().join(", ")
}
