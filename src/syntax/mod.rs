//! Reads a rule file into a tree, and prints a tree in its one canonical form.
//!
//! The grammar stands at the heads of `item`, `condition`, `set` and `rule`.

pub(crate) mod ast;
mod condition;
mod item;
mod lexical;
mod print;
mod rule;
mod set;
#[cfg(test)]
mod tests;

pub(crate) use print::print_file;

use ast::File;
use lexical::{In, Trouble};

use crate::diagnostic::{Diagnostic, Problem};
use crate::suggest;
use crate::text::{Span, Text};

/// What could be read of a text, and everything that could not. After a mistake, reading
/// resumes at the next line that begins an item.
pub(crate) fn parse(text: &Text, file: usize) -> (File, Vec<Diagnostic>) {
    let mut parsed = File::default();
    let mut problems = Vec::new();
    let mut rest = In::new_extra(text.content.as_str(), file);
    while let Ok((start, comments)) = lexical::comments(rest) {
        if start.fragment().is_empty() {
            parsed.tail = comments;
            break;
        }
        match item::item(start) {
            Ok((next, mut item)) => {
                item.head.comments = comments;
                parsed.items.push(item);
                rest = next;
            }
            Err(nom::Err::Error(trouble) | nom::Err::Failure(trouble)) => {
                let from = trouble.at.max(start.location_offset());
                problems.push(diagnose(text, file, start, trouble));
                match resume(text, from) {
                    Some(at) => rest = skip_to(In::new_extra(text.content.as_str(), file), at),
                    None => break,
                }
            }
            Err(nom::Err::Incomplete(_)) => break,
        }
    }
    (parsed, problems)
}

fn skip_to(whole: In<'_>, at: usize) -> In<'_> {
    use nom::Input;
    whole.take_from(at)
}

/// The start of the next line after `from` that begins with the word of an item.
fn resume(text: &Text, from: usize) -> Option<usize> {
    let mut at = from;
    loop {
        at += text.content.get(at..)?.find('\n')? + 1;
        let line = text.content.get(at..)?.trim_start_matches([' ', '\t']);
        if item::BEGINNINGS.contains(&first_word(line)) {
            return Some(at);
        }
    }
}

fn first_word(text: &str) -> &str {
    let end = text.find(|c: char| !c.is_ascii_alphanumeric() && c != '-').unwrap_or(text.len());
    text.get(..end).unwrap_or("")
}

fn diagnose(text: &Text, file: usize, item: In<'_>, trouble: Trouble) -> Diagnostic {
    let at = trouble.at.min(text.content.len());
    let found = text.content.get(at..).unwrap_or("");
    let word = match first_word(found) {
        "" => found.chars().next().map_or(0, char::len_utf8),
        word => word.len(),
    };
    let span = Span { file, start: at, end: at + word };
    let shown = match found.get(..word) {
        None | Some("") => "the end of the file".to_owned(),
        Some("\n") => "the end of the line".to_owned(),
        Some(word) => format!("`{word}`"),
    };
    if at == item.location_offset() {
        let help = suggest::did_you_mean(first_word(found), item::BEGINNINGS.iter().copied())
            .or_else(|| {
                Some(format!("an item begins with one of: {}", item::BEGINNINGS.join(", ")))
            });
        return Diagnostic::new(Problem::Syntax, format!("no item begins with {shown}"), span)
            .help(help);
    }
    let mut expected = trouble.expected;
    expected.sort();
    expected.dedup();
    let message = format!("expected {}, found {shown}", expected.join(" or "));
    let words: Vec<&str> = expected.iter().map(|e| e.trim_matches('`')).collect();
    let mut help = suggest::did_you_mean(first_word(found), words);
    if found.starts_with('#') {
        help = Some("a comment stands on lines of its own before an item".to_owned());
    }
    Diagnostic::new(Problem::Syntax, message, span).help(help)
}
