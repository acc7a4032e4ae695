//! Resolves the names in conditions, and refuses conditions that depend on themselves.

use super::names::{Names, Sort};
use super::{Marked, support};
use crate::rules::compiled::law::{Condition, NamedCondition};
use crate::rules::syntax::ast::{self, About, File, Item, Kind, Node, Party, Who};
use crate::words::diagnostic::{Diagnostic, Problem};
use crate::words::text::{Span, in_words};

/// The limit on how deep conditions may depend on one another.
const MOST_DEEP: usize = 24;
/// The limit on the conditions that one may name, counting those they name in turn each time.
const MOST_PARTS: usize = 1000;

/// Resolves the names in a condition. `None` if one of them cannot be resolved.
pub(super) fn condition(written: &Node<ast::Condition>, names: &mut Names) -> Option<Condition> {
    match &written.value {
        ast::Condition::Named(name) => {
            let declared = names.find(name, &[Sort::Condition, Sort::Fact])?;
            match declared.sort {
                Sort::Fact => fact(name, declared.number, names),
                _ => Some(Condition::Named(declared.number)),
            }
        }
        ast::Condition::Relationship(all) => {
            let find = |name| names.find(name, &[Sort::Relationship]).map(|found| found.number);
            every(all.iter().map(find)).map(Condition::Relationship)
        }
        ast::Condition::Under { who, age } => {
            if !(1..=120).contains(&age.value) {
                let message = format!("an age is from 1 to 120, not {}", age.value);
                names.problem(Diagnostic::new(Problem::Number, message, age.span));
            }
            Some(of_people(*who, |party| Condition::Under(party, age.value)))
        }
        ast::Condition::Is { who, fact } => {
            let found = names.fact(fact, About::Person)?;
            Some(of_people(*who, |party| Condition::OfPerson(party, found)))
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
        ast::Condition::Single { since } => Some(Condition::Single(since.value)),
        ast::Condition::ReportedBy(all) => {
            let find = |name| names.find(name, &[Sort::Reporter]).map(|found| found.number);
            every(all.iter().map(find)).map(Condition::ReportedBy)
        }
        ast::Condition::StateBased => Some(Condition::StateBased),
        ast::Condition::Not(inner) => Some(Condition::Not(Box::new(condition(inner, names)?))),
        ast::Condition::All(parts) | ast::Condition::Any(parts) if parts.len() > MOST_PARTS => {
            let message = format!("the condition has more than {MOST_PARTS} parts");
            names.problem(Diagnostic::new(Problem::Number, message, written.span));
            None
        }
        ast::Condition::All(parts) => {
            let all = every(parts.iter().map(|part| condition(part, names)))?;
            if all.iter().any(|part| all.contains(&Condition::Not(Box::new(part.clone())))) {
                let message = "this can never hold: one part of it is the opposite of another";
                names.problem(Diagnostic::new(Problem::Empty, message, written.span));
            }
            Some(Condition::All(all))
        }
        ast::Condition::Any(parts) => {
            every(parts.iter().map(|part| condition(part, names))).map(Condition::Any)
        }
    }
}

/// Applies a condition to the victim, the suspect, either or neither.
fn of_people(who: Who, is: impl Fn(Party) -> Condition) -> Condition {
    let either = || Condition::Any(vec![is(Party::Victim), is(Party::Suspect)]);
    match who {
        Who::Victim => is(Party::Victim),
        Who::Suspect => is(Party::Suspect),
        Who::Either => either(),
        Who::Neither => Condition::Not(Box::new(either())),
    }
}

/// Resolves a fact that stands by itself in a condition.
fn fact(name: &ast::Name, number: usize, names: &mut Names) -> Option<Condition> {
    let about = names.about(number);
    let help = match about {
        About::Pair | About::Recording => return Some(Condition::Fact(number)),
        About::Incident => return Some(Condition::OfIncident(number)),
        About::Person => {
            let fact = &name.value;
            format!("write `victim is {fact}`, or `suspect`, `either` or `neither`")
        }
        About::RecordedCrime => "only `add to … unless` asks for such a fact".to_owned(),
    };
    let message = format!("`{}` is a fact about {}", name.value, about.words());
    names.problem(Diagnostic::new(Problem::WrongKind, message, name.span).help(help));
    None
}

/// Returns all the parts if every one is there. Every part is evaluated, so that no mistake is
/// missed.
pub(super) fn every<T>(parts: impl Iterator<Item = Option<T>>) -> Option<Vec<T>> {
    let parts: Vec<Option<T>> = parts.collect();
    parts.into_iter().collect()
}

/// Resolves the named conditions of all files, in the order of their numbers.
pub(super) fn named(files: &[File], names: &mut Names) -> Vec<NamedCondition> {
    let items: Vec<&Item> = files.iter().flat_map(|file| &file.items).collect();
    let mut conditions = Vec::new();
    let mut places = Vec::new();
    for item in items {
        if let Kind::Condition { when } = &item.kind {
            places.push(item.head.name.span);
            conditions.push(NamedCondition {
                name: item.head.name.value.clone(),
                words: in_words(&item.head.name.value),
                when: condition(when, names).unwrap_or(Condition::Any(Vec::new())),
                support: support(&item.head, names),
            });
        }
    }
    let sound = names.problems.len();
    for n in 0..conditions.len() {
        circle(n, &conditions, &places, names);
    }
    if names.problems.len() == sound && too_deep(&conditions) {
        let message = format!("conditions rest on one another more than {MOST_DEEP} deep");
        let place = places.last().copied().unwrap_or_default();
        names.problem(Diagnostic::new(Problem::Circle, message, place));
    }
    if names.problems.len() == sound && too_large(&conditions) {
        let message = format!("the conditions come to more than {MOST_PARTS} parts");
        let help = "conditions that they name are written out; name each only once".to_owned();
        let place = places.last().copied().unwrap_or_default();
        names.problem(Diagnostic::new(Problem::Circle, message, place).help(help));
    }
    conditions
}

/// Whether any condition names too many others, counting those they name in turn each time. No
/// condition may depend on itself.
fn too_large(all: &[NamedCondition]) -> bool {
    let mut sizes = vec![1usize; all.len()];
    for _ in 0..MOST_DEEP {
        let size = |condition: &NamedCondition| {
            let mut uses = Vec::new();
            used(&condition.when, &mut uses);
            let sizes = uses.iter().filter_map(|n| sizes.get(*n));
            sizes.fold(1, |sum: usize, size| sum.saturating_add(*size))
        };
        sizes = all.iter().map(size).collect();
    }
    sizes.into_iter().any(|size| size > MOST_PARTS)
}

/// Whether any conditions depend on one another too deep. No condition may depend on itself.
fn too_deep(all: &[NamedCondition]) -> bool {
    let mut next: Vec<usize> = (0..all.len()).collect();
    for _ in 0..MOST_DEEP {
        let mut uses = Vec::new();
        next.iter().filter_map(|n| all.get(*n)).for_each(|c| used(&c.when, &mut uses));
        uses.sort_unstable();
        uses.dedup();
        next = uses;
    }
    !next.is_empty()
}

/// Reports a condition that depends on itself, at the first condition of the circle.
fn circle(n: usize, all: &[NamedCondition], places: &[Span], names: &mut Names) {
    let mut members = reached(n, all);
    members.retain(|member| reached(*member, all).contains(&n));
    members.sort_unstable();
    let (Some(first), Some(condition), Some(place)) = (members.first(), all.get(n), places.get(n))
    else {
        return;
    };
    if *first == n {
        let message = format!("condition `{}` rests on itself", condition.name);
        let mut problem = Diagnostic::new(Problem::Circle, message, *place);
        for other in members.iter().skip(1).filter_map(|member| places.get(*member)) {
            problem = problem.also(*other, "by way of this one");
        }
        names.problem(problem);
    }
}

/// Returns the conditions on which one depends, directly or indirectly.
fn reached(from: usize, all: &[NamedCondition]) -> Vec<usize> {
    let (mut seen, mut next) = (Vec::new(), vec![from]);
    while let Some(condition) = next.pop().and_then(|n| all.get(n)) {
        let mut uses = Vec::new();
        used(&condition.when, &mut uses);
        for n in uses {
            if !seen.contains(&n) {
                seen.push(n);
                next.push(n);
            }
        }
    }
    seen
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
