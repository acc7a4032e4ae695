//! Conditions: names resolved, and those that rest on themselves refused.

use super::names::{Names, Sort};
use super::{Marked, support};
use crate::diagnostic::{Diagnostic, Problem};
use crate::edition::law::{Condition, NamedCondition};
use crate::syntax::ast::{self, File, Item, Kind, Node, Who};

/// A condition with its names resolved; nothing where one could not be.
pub(super) fn condition(written: &Node<ast::Condition>, names: &mut Names) -> Option<Condition> {
    match &written.value {
        ast::Condition::Named(name) => {
            let declared = names.find(name, &[Sort::Condition, Sort::Fact])?;
            Some(match declared.sort {
                Sort::Fact => Condition::Fact(declared.number),
                _ => Condition::Named(declared.number),
            })
        }
        ast::Condition::Relationship(all) => {
            let find = |name| names.find(name, &[Sort::Relationship]).map(|found| found.number);
            every(all.iter().map(find)).map(Condition::Relationship)
        }
        ast::Condition::Under { who, age } => {
            if !(1..=120).contains(&age.value) {
                let message = format!("nobody is told apart by the age {}", age.value);
                names.problem(Diagnostic::new(Problem::Number, message, age.span));
            }
            let (victim, suspect) =
                (Condition::VictimUnder(age.value), Condition::SuspectUnder(age.value));
            Some(match who {
                Who::Victim => victim,
                Who::Suspect => suspect,
                Who::Either => Condition::Any(vec![victim, suspect]),
                Who::Neither => Condition::Not(Box::new(Condition::Any(vec![victim, suspect]))),
            })
        }
        ast::Condition::Occasions { at_least, with } => {
            if at_least.value == 0 {
                let problem = "at least 0 occasions is always true";
                names.problem(
                    Diagnostic::new(Problem::Number, problem, at_least.span)
                        .help("count from 1".to_owned()),
                );
            }
            let with = match with {
                Some(name) => Some(names.marks(name)?),
                None => None,
            };
            Some(Condition::Occasions { at_least: at_least.value, with })
        }
        ast::Condition::Gap { months } => Some(Condition::Gap(months.value)),
        ast::Condition::ReportedBy(all) => {
            let find = |name| names.find(name, &[Sort::Reporter]).map(|found| found.number);
            every(all.iter().map(find)).map(Condition::ReportedBy)
        }
        ast::Condition::StateBased => Some(Condition::StateBased),
        ast::Condition::Not(inner) => Some(Condition::Not(Box::new(condition(inner, names)?))),
        ast::Condition::All(parts) => {
            every(parts.iter().map(|part| condition(part, names))).map(Condition::All)
        }
        ast::Condition::Any(parts) => {
            every(parts.iter().map(|part| condition(part, names))).map(Condition::Any)
        }
    }
}

/// All of them, if there are all; each is asked, so that each mistake is found.
pub(super) fn every<T>(parts: impl Iterator<Item = Option<T>>) -> Option<Vec<T>> {
    let parts: Vec<Option<T>> = parts.collect();
    parts.into_iter().collect()
}

/// The named conditions of all files, in the order of their numbers.
pub(super) fn named(files: &[File], names: &mut Names) -> Vec<NamedCondition> {
    let items: Vec<&Item> = files.iter().flat_map(|file| &file.items).collect();
    let mut conditions = Vec::new();
    let mut places = Vec::new();
    for item in items {
        if let Kind::Condition { when } = &item.kind {
            places.push(item.head.name.span);
            conditions.push(NamedCondition {
                name: item.head.name.value.clone(),
                when: condition(when, names).unwrap_or(Condition::Any(Vec::new())),
                support: support(&item.head, names),
            });
        }
    }
    for (n, place) in places.iter().enumerate() {
        if rests_on(n, n, &conditions, &mut Vec::new()) {
            let name = conditions.get(n).map_or("", |c| c.name.as_str());
            let message = format!("condition `{name}` rests on itself");
            names.problem(Diagnostic::new(Problem::Circle, message, *place));
        }
    }
    conditions
}

fn rests_on(from: usize, on: usize, all: &[NamedCondition], seen: &mut Vec<usize>) -> bool {
    let mut uses = Vec::new();
    if let Some(condition) = all.get(from) {
        used(&condition.when, &mut uses);
    }
    uses.into_iter().any(|next| {
        let fresh = !seen.contains(&next);
        if fresh {
            seen.push(next);
        }
        next == on || fresh && rests_on(next, on, all, seen)
    })
}

fn used(condition: &Condition, uses: &mut Vec<usize>) {
    match condition {
        Condition::Named(n) => uses.push(*n),
        Condition::Not(inner) => used(inner, uses),
        Condition::All(parts) | Condition::Any(parts) => {
            parts.iter().for_each(|part| used(part, uses));
        }
        _ => {}
    }
}
