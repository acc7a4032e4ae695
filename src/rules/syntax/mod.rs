//! Parses a rule file into a tree, and prints a tree in its one canonical form.
//!
//! The grammar is at the top of `item`, `offence`, `condition`, `set`, `rule` and `example`.

pub(crate) mod ast;
mod condition;
pub(crate) mod example;
mod item;
mod lexical;
mod offence;
mod print;
mod rule;
mod set;
#[cfg(test)]
mod tests;
mod vocabulary;

pub(crate) use print::{base, print_bare, print_file, print_rule, set_item};

use ast::File;
use lexical::{Expected, In, Inside, Trouble};

use crate::words::diagnostic::{Diagnostic, Problem, one_of};
use crate::words::nearest;
use crate::words::text::{Span, Text};

/// The byte order mark (BOM) that some editors put at the start of a file.
const MARK: char = '\u{feff}';

const COMMENT_HELP: &str = "a comment stands on lines of its own before an item";

/// Parses a text into the items that could be read and a diagnostic for each mistake. After a
/// mistake, parsing resumes at the next line that begins an item.
pub(crate) fn parse(text: &Text, file: usize) -> (File, Vec<Diagnostic>) {
    let mut parsed = File::default();
    let mut problems: Vec<Diagnostic> = lone_cr(&text.content, file).into_iter().collect();
    let whole = In::new_extra(text.content.as_str(), Inside { file, depth: 0 });
    let mut rest =
        if text.content.starts_with(MARK) { skip_to(whole, MARK.len_utf8()) } else { whole };
    while let Ok((start, comments)) = lexical::comments(rest) {
        if start.fragment().is_empty() {
            parsed.tail = comments;
            break;
        }
        let begin = start.location_offset();
        match item::item(start) {
            Ok((next, mut item)) => {
                item.head.comments = comments;
                parsed.items.push(item);
                problems.extend(comment_beside(next));
                rest = next;
            }
            Err(nom::Err::Error(trouble) | nom::Err::Failure(trouble)) => {
                let from = trouble.at.max(begin);
                problems.push(diagnose(text, file, begin, trouble));
                match resume(text, begin, from) {
                    Some(at) => rest = skip_to(whole, at),
                    None => break,
                }
            }
            Err(nom::Err::Incomplete(_)) => break,
        }
    }
    (parsed, problems)
}

/// Reports a line that ends in CR alone: a comment there would take the next line with it.
fn lone_cr(content: &str, file: usize) -> Option<Diagnostic> {
    let mut ends = content.match_indices('\r').map(|(at, _)| at);
    let start = ends.find(|at| content.as_bytes().get(at + 1) != Some(&b'\n'))?;
    let span = Span { file, start, end: start + 1 };
    let help = "save the file with CRLF or LF at the end of each line".to_owned();
    let message = "a line ends in CR alone";
    Some(Diagnostic::new(Problem::Syntax, message, span).help(help))
}

fn skip_to(whole: In<'_>, at: usize) -> In<'_> {
    use nom::Input;
    whole.take_from(at)
}

/// Reports a comment on the last line of an item, which would be taken for one of the next item.
fn comment_beside(next: In<'_>) -> Option<Diagnostic> {
    let line = next.fragment().lines().next()?;
    let comment = line.trim_start();
    let end = next.location_offset() + line.len();
    let span = Span { file: next.extra.file, start: end - comment.len(), end };
    let message = "a comment stands beside a line of an item";
    comment
        .starts_with('#')
        .then(|| Diagnostic::new(Problem::Syntax, message, span).help(COMMENT_HELP.to_owned()))
}

/// Returns the start of the first line at or after `from`, and after `begin`, that begins an item.
/// Indented lines do not count: an indented `class` is a line of an offence.
fn resume(text: &Text, begin: usize, from: usize) -> Option<usize> {
    let mut at = from;
    loop {
        let starts_line = text.content.get(..at)?.ends_with('\n');
        let word = first_word(text.content.get(at..)?);
        if at > begin && starts_line && !word.is_empty() && item::BEGINNINGS.contains(&word) {
            return Some(at);
        }
        at += text.content.get(at..)?.find('\n')? + 1;
    }
}

fn first_word(text: &str) -> &str {
    let end = text.find(|c: char| !c.is_ascii_alphanumeric() && c != '-').unwrap_or(text.len());
    text.get(..end).unwrap_or("")
}

fn diagnose(text: &Text, file: usize, item: usize, trouble: Trouble) -> Diagnostic {
    let at = trouble.at.min(text.content.len());
    let found = text.content.get(at..).unwrap_or("");
    let word = found_word(found);
    let span = Span { file, start: at, end: at + word.len() };
    let shown = match word {
        "" => "the end of the file".to_owned(),
        "\n" => "the end of the line".to_owned(),
        word => format!("`{word}`"),
    };
    let nested = trouble.expected.contains(&Expected::LessDeep);
    let mut expected: Vec<String> = trouble.expected.iter().map(Expected::told).collect();
    expected.sort();
    expected.dedup();
    let expected: Vec<&str> = expected.iter().map(String::as_str).collect();
    let misplaced = at == item;
    let first_of_line = starts_line(text, at);
    let message = match expected.as_slice() {
        _ if misplaced && first_of_line => format!("no item begins with {shown}"),
        _ if misplaced => format!("{shown} does not belong here: the item before it is complete"),
        [too_deep] if nested => (*too_deep).to_owned(),
        [closing] if word == "\"" => format!("this text lacks {closing}"),
        expected => format!("expected {}, found {shown}", one_of(expected)),
    };
    let help = if misplaced && first_of_line {
        nearest::did_you_mean(word, item::BEGINNINGS.iter().copied())
            .or_else(|| Some(format!("an item begins with {}", one_of(item::BEGINNINGS))))
    } else {
        help(&expected, word)
    };
    Diagnostic::new(Problem::Syntax, message, span).help(help)
}

fn starts_line(text: &Text, at: usize) -> bool {
    text.content.get(..at).is_none_or(|before| before.is_empty() || before.ends_with('\n'))
}

/// Returns the word, number or sign at the start of a text.
fn found_word(text: &str) -> &str {
    let in_word = |c: char| c.is_alphanumeric() || "-/_".contains(c);
    let end = text.find(|c| !in_word(c)).unwrap_or(text.len());
    let end = if end == 0 { text.chars().next().map_or(0, char::len_utf8) } else { end };
    text.get(..end).unwrap_or("")
}

/// Advises what to do about a word found where something else was expected.
fn help(expected: &[&str], found: &str) -> Option<String> {
    let known = expected.iter().map(|one| one.trim_matches('`')).filter(|one| one.len() > 1);
    let only = if let [only] = expected { *only } else { "" };
    let advice = match found {
        "#" => COMMENT_HELP,
        "“" | "”" | "„" | "‘" | "’" | "'" => "write straight double quotes: \"",
        "," => "either no comma is wanted here, or what follows it is missing or cannot be read",
        ")" => "no bracket opens for it here",
        _ if only.starts_with("a date") => "a date is a day of the calendar, year-month-day",
        _ if only.starts_with("a whole number") => "write numbers in digits, up to 65535",
        _ if found.contains('_') || only.starts_with("the name") && found.contains(is_capital) => {
            "a name is made of small letters, digits and hyphens"
        }
        _ => return nearest::did_you_mean(found, known).or_else(|| nearest_keyword(found)),
    };
    Some(advice.to_owned())
}

fn is_capital(c: char) -> bool {
    c.is_uppercase()
}

/// Suggests the keyword that was meant inside an item, if the word found is not itself a keyword.
fn nearest_keyword(found: &str) -> Option<String> {
    let all = lexical::KEYWORDS.iter().copied();
    let inside = all.filter(|word| !item::BEGINNINGS.contains(word));
    let unknown = found.len() > 2 && !lexical::KEYWORDS.contains(&found);
    unknown.then(|| nearest::did_you_mean(found, inside)).flatten()
}
