//! Applies the changes that an edition makes to the one it amends.

use std::collections::{BTreeSet, HashMap};

use crate::rules::syntax::ast::{Change, Edition, File, Head, Item, Kind, Node};
use crate::words::diagnostic::{Diagnostic, Problem};
use crate::words::nearest;
use crate::words::text::Span;

/// The limit on how deep editions may amend one another.
const MOST_DEEP: usize = 64;

/// An edition as written, with its own rules and changes.
pub(super) struct Written<'a> {
    pub(super) head: &'a Head,
    pub(super) edition: &'a Edition,
    changes: Vec<(&'a Head, &'a Change)>,
}

/// Collects the editions of all files; a rule belongs to the edition before it in its file.
pub(super) fn editions<'a>(files: &'a [File], problems: &mut Vec<Diagnostic>) -> Vec<Written<'a>> {
    let mut editions: Vec<Written<'_>> = Vec::new();
    for file in files {
        let mut inside = false;
        for item in &file.items {
            match &item.kind {
                Kind::Edition(edition) => {
                    editions.push(Written { head: &item.head, edition, changes: Vec::new() });
                    inside = true;
                }
                Kind::Change(change) => match editions.last_mut().filter(|_| inside) {
                    Some(edition) => edition.changes.push((&item.head, change)),
                    None => problems.push(
                        problem(Problem::Missing, "this rule belongs to no edition", &item.head)
                            .help("put `edition NAME` before it in its file".to_owned()),
                    ),
                },
                _ => {}
            }
        }
    }
    editions
}

fn problem(kind: Problem, message: impl Into<String>, head: &Head) -> Diagnostic {
    Diagnostic::new(kind, message, head.name.span)
}

/// The contents of an edition, including what it inherits from the one it amends.
#[derive(Debug, Clone, Default)]
pub(super) struct Resolved<'a> {
    /// Its rules, with amendments applied.
    pub(super) rules: Vec<Item>,
    /// The examples that this edition removes; `without` has those removed by the editions it
    /// amends.
    pub(super) removes: Vec<&'a Head>,
    pub(super) without: BTreeSet<&'a str>,
}

impl Resolved<'_> {
    /// Whether an example of that name is removed here or in an edition that this one amends.
    pub(super) fn is_without(&self, name: &Node<String>) -> bool {
        self.without.contains(name.value.as_str())
            || self.removes.iter().any(|head| head.name == *name)
    }
}

/// Resolves each edition with its changes applied, in the order of `editions`.
pub(super) fn resolve<'a>(
    editions: &[Written<'a>],
    problems: &mut Vec<Diagnostic>,
) -> Vec<Resolved<'a>> {
    let by_name: HashMap<&str, usize> =
        editions.iter().enumerate().map(|(n, e)| (e.head.name.value.as_str(), n)).collect();
    let mut resolved: Vec<Option<Resolved<'_>>> = vec![None; editions.len()];
    for n in 0..editions.len() {
        resolve_one(n, editions, &by_name, &mut resolved, &mut Vec::new(), problems);
    }
    resolved.into_iter().map(Option::unwrap_or_default).collect()
}

fn resolve_one<'a>(
    n: usize,
    editions: &[Written<'a>],
    by_name: &HashMap<&str, usize>,
    resolved: &mut Vec<Option<Resolved<'a>>>,
    waiting: &mut Vec<usize>,
    problems: &mut Vec<Diagnostic>,
) {
    let Some(edition) = editions.get(n).filter(|_| resolved.get(n).is_some_and(Option::is_none))
    else {
        return;
    };
    let mut whole = Resolved::default();
    let mut known_base = true;
    if let Some(base) = &edition.edition.amends {
        waiting.push(n);
        match by_name.get(base.value.as_str()) {
            Some(of) if waiting.contains(of) => {
                known_base = false;
                let mut message = format!("edition `{}` amends itself", edition.head.name.value);
                if *of != n {
                    message += &format!(", by way of `{}`", base.value);
                }
                problems.push(Diagnostic::new(Problem::Circle, message, base.span));
            }
            Some(_) if waiting.len() > MOST_DEEP => {
                known_base = false;
                let message = format!("editions amend one another more than {MOST_DEEP} deep");
                problems.push(Diagnostic::new(Problem::Circle, message, base.span));
            }
            Some(of) => {
                resolve_one(*of, editions, by_name, resolved, waiting, problems);
                whole = resolved.get(*of).cloned().flatten().unwrap_or_default();
                whole.without.extend(whole.removes.drain(..).map(|head| head.name.value.as_str()));
            }
            None => {
                known_base = false;
                let message = format!("there is no edition `{}`", base.value);
                let help = nearest::did_you_mean(&base.value, by_name.keys().copied());
                problems.push(Diagnostic::new(Problem::UnknownName, message, base.span).help(help));
            }
        }
        waiting.pop();
    }
    let inherited = edition.edition.amends.is_some();
    let again = twice(edition, problems);
    for (n, (head, change)) in edition.changes.iter().enumerate() {
        match change {
            _ if !known_base || again.contains(&n) => {}
            Change::RemoveExample => whole.removes.push(head),
            change => apply(&mut whole.rules, head, change, inherited, problems),
        }
    }
    if let Some(slot) = resolved.get_mut(n) {
        *slot = Some(whole);
    }
}

/// Finds changes to something that the edition has already changed, and reports them.
fn twice(edition: &Written<'_>, problems: &mut Vec<Diagnostic>) -> BTreeSet<usize> {
    let mut changed: HashMap<(&str, &str), Span> = HashMap::new();
    let mut again = BTreeSet::new();
    for (n, (head, change)) in edition.changes.iter().enumerate() {
        let what = match change {
            Change::Replace(_) | Change::Remove => "rule",
            Change::RemoveExample => "example",
            Change::Rule(_) | Change::AddBefore(..) => continue,
        };
        let name = &head.name;
        if let Some(first) = changed.insert((what, &name.value), name.span) {
            let message = format!("this edition changes the {what} `{}` twice", name.value);
            let help = "leave one of them out: an edition says once what becomes of it";
            problems.push(
                Diagnostic::new(Problem::Amendment, message, name.span)
                    .also(first, "first here")
                    .help(help.to_owned()),
            );
            again.insert(n);
        }
    }
    again
}

fn apply(
    rules: &mut Vec<Item>,
    head: &Head,
    change: &Change,
    inherited: bool,
    problems: &mut Vec<Diagnostic>,
) {
    let at = rules.iter().position(|rule| rule.head.name == head.name);
    let plain = |form| Item { head: head.clone(), kind: Kind::Change(Change::Rule(form)) };
    if !inherited && !matches!(change, Change::Rule(_)) {
        problems
            .push(problem(Problem::Amendment, "this edition amends no other", head).help(
                "write a plain `rule`, or `amends` after the name of the edition".to_owned(),
            ));
        return;
    }
    match (change, at) {
        (Change::Rule(form), None) => rules.push(plain(form.clone())),
        (Change::AddBefore(before, form), None) => {
            match rules.iter().position(|rule| rule.head.name == *before) {
                Some(place) => rules.insert(place, plain(form.clone())),
                None => problems.push(no_such_rule(rules, before)),
            }
        }
        (Change::Rule(_) | Change::AddBefore(..), Some(at)) => {
            let message = format!("the edition has a rule `{}` already", head.name.value);
            let earlier = rules.get(at).map_or(Span::default(), |rule| rule.head.name.span);
            let help = match inherited {
                true => "write `replace rule` to change it, or give one of them another name",
                false => "give one of them another name",
            };
            problems.push(
                problem(Problem::DuplicateName, message, head)
                    .also(earlier, "here")
                    .help(help.to_owned()),
            );
        }
        (Change::Replace(form), Some(at)) => {
            if let Some(rule) = rules.get_mut(at) {
                *rule = plain(form.clone());
            }
        }
        (Change::Remove, Some(at)) => {
            rules.remove(at);
        }
        (Change::Replace(_) | Change::Remove, None) => {
            problems.push(no_such_rule(rules, &head.name));
        }
        (Change::RemoveExample, _) => {}
    }
}

fn no_such_rule(rules: &[Item], name: &Node<String>) -> Diagnostic {
    let message = format!("the edition has no rule `{}`", name.value);
    let known: Vec<&str> = rules.iter().map(|rule| rule.head.name.value.as_str()).collect();
    let help = nearest::did_you_mean(&name.value, known.iter().copied()).or_else(|| {
        Some(match known.as_slice() {
            [] => "it has no rules at this place".to_owned(),
            known => format!("its rules are: {}", known.join(", ")),
        })
    });
    Diagnostic::new(Problem::Amendment, message, name.span).help(help)
}
