//! Resolves names, over all files read together.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use crate::rules::syntax::ast::{About, Fact, FeatureOf, File, Item, Kind, Name};
use crate::words::diagnostic::{Diagnostic, Problem, one_of};
use crate::words::nearest::{self, nearest_code};
use crate::words::terms::Code;
use crate::words::text::Span;

/// The kinds of things that have names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sort {
    Source,
    Act,
    Effect,
    Fact,
    Relationship,
    Reporter,
    Intervention,
    Wording,
    Acts,
    Effects,
    Occasion,
    Condition,
    Set,
    Forms,
    Edition,
    Example,
}

impl Sort {
    fn of(kind: &Kind) -> Option<Sort> {
        Some(match kind {
            Kind::Source { .. } => Sort::Source,
            Kind::Act { .. } => Sort::Act,
            Kind::Effect { .. } => Sort::Effect,
            Kind::Fact(_) => Sort::Fact,
            Kind::Relationship { .. } => Sort::Relationship,
            Kind::Reporter { .. } => Sort::Reporter,
            Kind::Intervention { .. } => Sort::Intervention,
            Kind::Wording { .. } => Sort::Wording,
            Kind::Feature { of: FeatureOf::Acts, .. } => Sort::Acts,
            Kind::Feature { of: FeatureOf::Effects, .. } => Sort::Effects,
            Kind::Occasion { .. } => Sort::Occasion,
            Kind::Condition { .. } => Sort::Condition,
            Kind::Set { .. } => Sort::Set,
            Kind::Forms { .. } => Sort::Forms,
            Kind::Edition(_) => Sort::Edition,
            Kind::Example(_) => Sort::Example,
            Kind::Class { .. } | Kind::Offence(_) | Kind::Change(_) => return None,
        })
    }

    /// Returns the kind in words, with an article.
    fn word(self) -> &'static str {
        match self {
            Sort::Source => "a source",
            Sort::Act => "an act",
            Sort::Effect => "an effect",
            Sort::Fact => "a fact",
            Sort::Relationship => "a relationship",
            Sort::Reporter => "a kind of person who reports",
            Sort::Intervention => "a kind of intervention",
            Sort::Wording => "a wording",
            Sort::Acts => "a set of acts",
            Sort::Effects => "a set of effects",
            Sort::Occasion => "a rule on occasions",
            Sort::Condition => "a condition",
            Sort::Set => "a set of offences",
            Sort::Forms => "the forms of one offence",
            Sort::Edition => "an edition",
            Sort::Example => "an example",
        }
    }
}

/// A declared name: its kind, its number within its kind, and where it is.
#[derive(Debug, Clone, Copy)]
pub(super) struct Declared {
    pub(super) sort: Sort,
    pub(super) number: usize,
    span: Span,
}

/// All declared names, and all problems found so far.
#[derive(Debug, Default)]
pub(super) struct Names {
    declared: HashMap<String, Declared>,
    counts: HashMap<&'static str, usize>,
    classes: HashMap<String, (usize, Span)>,
    groups: BTreeSet<String>,
    subgroups: BTreeSet<String>,
    codes: BTreeMap<Code, Span>,
    /// The facts, by number.
    facts: Vec<Fact>,
    pub(super) features: HashMap<String, crate::rules::compiled::law::Marks>,
    /// The other names of things, each with the kind of thing.
    others: BTreeMap<(&'static str, String), Span>,
    /// The names that something refers to.
    used: BTreeSet<String>,
    pub(super) problems: Vec<Diagnostic>,
}

impl Names {
    /// Collects every name of the files, and reports names declared twice.
    pub(super) fn collect(files: &[File]) -> Names {
        let mut names = Names::default();
        for item in files.iter().flat_map(|file| &file.items) {
            names.declare(item);
        }
        names
    }

    fn declare(&mut self, item: &Item) {
        let name = &item.head.name;
        if let Kind::Fact(fact) = &item.kind {
            self.facts.push(fact.clone());
        }
        match &item.kind {
            Kind::Class { group, subgroup } => {
                self.groups.insert(group.value.clone());
                self.subgroups.extend(subgroup.iter().map(|name| name.value.clone()));
                let number = self.classes.len();
                let earlier = self.classes.insert(name.value.clone(), (number, name.span));
                if let Some((_, earlier)) = earlier {
                    let message = format!("class `{}` is declared twice", name.value);
                    let problem = Diagnostic::new(Problem::DuplicateName, message, name.span)
                        .also(earlier, "first declared here");
                    self.problem(problem);
                }
            }
            Kind::Offence(offence) => {
                self.codes.insert(offence.code.value, offence.code.span);
            }
            kind => {
                if let Some(sort) = Sort::of(kind) {
                    self.declare_as(sort, name);
                }
            }
        }
    }

    fn declare_as(&mut self, sort: Sort, name: &Name) {
        let count = self.counts.entry(sort.word()).or_default();
        let declared = Declared { sort, number: *count, span: name.span };
        *count += 1;
        if let Some(earlier) = self.declared.insert(name.value.clone(), declared) {
            let message = format!("`{}` is declared twice", name.value);
            let problem = Diagnostic::new(Problem::DuplicateName, message, name.span)
                .also(earlier.span, "first declared here")
                .help("give one of them another name".to_owned());
            self.problem(problem);
        }
    }

    /// Notes another name of something, and reports one that already means something else of its
    /// kind.
    pub(super) fn also_called(&mut self, other: &Name, of: &Name) {
        let sort = |names: &Names, name: &str| names.declared.get(name).map(|d| (d.sort, d.span));
        let Some((kind, _)) = sort(self, &of.value) else { return };
        let declared = sort(self, &other.value).filter(|(sort, _)| *sort == kind);
        let earlier = self.others.insert((kind.word(), other.value.clone()), other.span);
        if let Some(earlier) = declared.map(|(_, span)| span).or(earlier) {
            let message = format!("`{}` already means something", other.value);
            let problem = Diagnostic::new(Problem::DuplicateName, message, other.span);
            self.problem(problem.also(earlier, "here"));
        }
    }

    pub(super) fn problem(&mut self, problem: Diagnostic) {
        self.problems.push(problem);
    }

    /// The same, unless it has been reported already.
    pub(super) fn problem_once(&mut self, problem: Diagnostic) {
        if !self.problems.contains(&problem) {
            self.problems.push(problem);
        }
    }

    pub(super) fn uses(&mut self, name: &Name) {
        if !self.used.contains(&name.value) {
            self.used.insert(name.value.clone());
        }
    }

    /// Returns the sources, sets of offences and sets of acts or effects that nothing refers to, in
    /// the order of the files: their kind, name and place.
    pub(super) fn never_named(&self) -> Vec<(&'static str, String, Span)> {
        let sorts = [Sort::Source, Sort::Acts, Sort::Effects, Sort::Set];
        let unused = self.declared.iter().filter(|(name, declared)| {
            sorts.contains(&declared.sort) && !self.used.contains(name.as_str())
        });
        let mut unused: Vec<(&str, String, Span)> = unused
            .map(|(name, d)| (d.sort.word().trim_start_matches("a "), name.clone(), d.span))
            .collect();
        unused.sort_by_key(|(_, _, span)| *span);
        unused
    }

    /// Resolves a name to something of one of the kinds wanted, or reports it.
    pub(super) fn find(&mut self, name: &Name, wanted: &[Sort]) -> Option<Declared> {
        let words = || one_of(&wanted.iter().map(|sort| sort.word()).collect::<Vec<_>>());
        match self.declared.get(&name.value).copied() {
            Some(declared) if wanted.contains(&declared.sort) => {
                self.uses(name);
                Some(declared)
            }
            Some(declared) => {
                let is = declared.sort.word();
                let message = format!("`{}` is {is}, where {} is wanted", name.value, words());
                let problem = Diagnostic::new(Problem::WrongKind, message, name.span)
                    .also(declared.span, "declared here");
                self.problem(problem);
                None
            }
            None => {
                let message = format!("there is no `{}`; {} is wanted", name.value, words());
                let known = self.declared.iter();
                let known = known.filter(|(_, declared)| wanted.contains(&declared.sort));
                let help = nearest::did_you_mean(&name.value, known.map(|(name, _)| name.as_str()));
                self.problem(Diagnostic::new(Problem::UnknownName, message, name.span).help(help));
                None
            }
        }
    }

    /// Returns the number of a fact, which must be about `about`.
    pub(super) fn fact(&mut self, name: &Name, about: About) -> Option<usize> {
        let number = self.find(name, &[Sort::Fact])?.number;
        let is = self.about(number);
        if is != about {
            let (is, about) = (is.words(), about.words());
            let message =
                format!("`{}` is a fact about {is}, where one about {about} is wanted", name.value);
            self.problem(Diagnostic::new(Problem::WrongKind, message, name.span));
            return None;
        }
        Some(number)
    }

    /// The same, for a fact of which nothing may be assumed.
    pub(super) fn untaken_fact(&mut self, name: &Name, about: About) -> Option<usize> {
        let number = self.fact(name, about)?;
        if let Some(taken) = self.facts.get(number).and_then(|fact| fact.taken) {
            let message = format!(
                "`{}` is taken as {taken}, where a fact that is taken as neither is wanted",
                name.value
            );
            self.problem(Diagnostic::new(Problem::WrongKind, message, name.span));
        }
        Some(number)
    }

    /// Returns what a fact is about.
    pub(super) fn about(&self, fact: usize) -> About {
        self.facts.get(fact).map_or(About::Pair, |fact| fact.about)
    }

    /// Returns the number of a class.
    pub(super) fn class(&mut self, name: &Name) -> Option<usize> {
        let found = self.classes.get(&name.value).map(|(number, _)| *number);
        if found.is_none() {
            let mut known: Vec<&str> = self.classes.keys().map(String::as_str).collect();
            known.sort_unstable();
            let help = nearest::did_you_mean(&name.value, known);
            let message = format!("there is no class `{}`", name.value);
            self.problem(Diagnostic::new(Problem::UnknownOffence, message, name.span).help(help));
        }
        found
    }

    pub(super) fn group(&mut self, name: &Name) -> Option<String> {
        let groups = std::mem::take(&mut self.groups);
        let found = self.among(name, &groups, "group");
        self.groups = groups;
        found
    }

    pub(super) fn subgroup(&mut self, name: &Name) -> Option<String> {
        let subgroups = std::mem::take(&mut self.subgroups);
        let found = self.among(name, &subgroups, "subgroup");
        self.subgroups = subgroups;
        found
    }

    fn among(&mut self, name: &Name, known: &BTreeSet<String>, what: &str) -> Option<String> {
        if known.contains(&name.value) {
            return Some(name.value.clone());
        }
        let help = nearest::did_you_mean(&name.value, known.iter().map(String::as_str));
        let message = format!("no class is in a {what} `{}`", name.value);
        self.problem(Diagnostic::new(Problem::UnknownOffence, message, name.span).help(help));
        None
    }

    /// Whether any offence has a code in the range; if none has, that is reported.
    pub(super) fn codes(&mut self, first: Code, last: Code, span: Span) -> bool {
        let found = first <= last && self.codes.range(first..=last).next().is_some();
        if !found {
            let what = if first == last {
                format!("there is no offence `{first}`")
            } else if last < first {
                format!("`{first}` comes after `{last}`: the lower code stands first")
            } else {
                format!("there is no offence from `{first}` to `{last}`")
            };
            let near = nearest_code(first, self.codes.keys()).filter(|_| first == last);
            let help = near.map(|code| format!("did you mean `{code}`?"));
            self.problem(Diagnostic::new(Problem::UnknownOffence, what, span).help(help));
        }
        found
    }
}
