//! Turns syntax trees into editions: resolves names, applies amendments and refuses what makes no
//! sense. It alone calls the parser, and it alone makes an [`Edition`].

mod amend;
mod asked;
mod condition;
mod contradiction;
mod dates;
mod example;
mod law;
mod names;
mod printed;
mod set;
mod under;

use std::sync::{Arc, OnceLock};

use names::{Names, Sort};

use crate::rules::compiled::Edition;
use crate::rules::compiled::law::{Law, Marks, Support, Window};
use crate::rules::syntax::{self, ast};
use crate::words::diagnostic::{Diagnostic, Problem, RuleErrors};
use crate::words::text::{self, Span, Text};

/// The contents of rule files without mistakes.
pub(crate) struct Loaded {
    pub(crate) law: Arc<Law>,
    pub(crate) editions: Vec<Edition>,
    /// Declared names that nothing refers to: the kind of thing, the name and its place.
    pub(crate) never_named: Vec<(&'static str, String, Span)>,
}

/// How much is checked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Checks {
    /// Everything.
    All,
    /// All but what takes longest, for files that the library's tests have checked.
    Cheap,
}

/// Reads and checks rule files together.
pub(crate) fn load(texts: Vec<Text>, checks: Checks) -> Result<Loaded, RuleErrors> {
    loaded(&files(&texts)?, texts, checks)
}

/// Reads rule files.
pub(crate) fn files(texts: &[Text]) -> Result<Vec<ast::File>, RuleErrors> {
    let mut files = Vec::new();
    let mut problems = Vec::new();
    for (n, text) in texts.iter().enumerate() {
        let (file, mut wrong) = syntax::parse(text, n);
        files.push(file);
        problems.append(&mut wrong);
    }
    // Stop here: a name that could not be read would be reported again wherever it is used.
    match problems.is_empty() {
        true => Ok(files),
        false => Err(RuleErrors::new(problems, texts.to_vec())),
    }
}

/// Checks the rule files of some texts together.
pub(crate) fn loaded(
    files: &[ast::File],
    texts: Vec<Text>,
    checks: Checks,
) -> Result<Loaded, RuleErrors> {
    let mut names = Names::collect(files);
    names.collect_marks(files);
    let mut law = law::law(files, &mut names);
    let written = amend::editions(files, &mut names.problems);
    let resolved = amend::resolve(&written, &mut names.problems);
    let days = dates::editions(&written, &mut names);
    let whole: Vec<Whole<'_>> = written
        .iter()
        .zip(resolved)
        .zip(days)
        .map(|((written, resolved), in_force)| Whole { written, resolved, in_force })
        .collect();
    law.examples = example::examples(files, &whole, &law, &mut names);
    law.digest = text::digest(&texts).into();
    let law = Arc::new(law);
    let editions = editions(files, &whole, &law, checks, &mut names);
    if checks == Checks::All {
        asked::wordings(&law, &editions, &mut names);
    }
    match names.problems.is_empty() {
        true => Ok(Loaded { law, editions, never_named: names.never_named() }),
        false => Err(RuleErrors::new(names.problems, texts)),
    }
}

/// An edition with its changes applied, and the days on which it is in force.
struct Whole<'a> {
    written: &'a amend::Written<'a>,
    resolved: amend::Resolved<'a>,
    in_force: Window,
}

impl Whole<'_> {
    fn is_named(&self, name: &ast::Name) -> bool {
        self.written.head.name == *name
    }
}

fn editions(
    files: &[ast::File],
    whole: &[Whole<'_>],
    law: &Arc<Law>,
    checks: Checks,
    names: &mut Names,
) -> Vec<Edition> {
    let mut sets = set::Sets::collect(files, law, checks, names);
    let mut editions = Vec::new();
    let mut clashes = Vec::new();
    for Whole { written: edition, resolved, in_force } in whole {
        let items = &resolved.rules;
        resolved.removes.iter().for_each(|head| drop(support(head, names)));
        let support = support(edition.head, names);
        contradiction::refuse_second_word(items, names);
        let rules: Vec<_> = items.iter().filter_map(|item| sets.rule(item, names)).collect();
        asked::of_test(law, &rules, names);
        let counted_as_of = edition.edition.counted_as_of.as_ref().map(|day| day.value);
        let reviewed_to = dates::reviewed_to(edition.edition, names);
        let Some(day) = counted_as_of.or(in_force.from) else { continue };
        if !names.problems.is_empty() {
            continue;
        }
        let edition = Edition {
            id: edition.head.name.value.clone(),
            title: edition.head.title.as_ref().map_or_else(String::new, |t| t.value.clone()),
            support,
            in_force: *in_force,
            reviewed_to,
            day,
            law: Arc::clone(law),
            tables: OnceLock::new(),
            rules,
            printed: printed::printed(edition, items, files),
        };
        if checks == Checks::All {
            clashes.extend(contradiction::clashes(law, edition.tables(), items));
        }
        editions.push(edition);
    }
    names.problems.append(&mut clashes);
    editions
}

/// Returns the sources of an item, and reports an item that cites none.
fn support(head: &ast::Head, names: &mut Names) -> Support {
    cited(&head.support, &head.name, names)
}

fn cited(written: &ast::Support, by: &ast::Name, names: &mut Names) -> Support {
    if written.cites.is_empty() {
        let message = format!("`{}` cites no source", by.value);
        names.problem(
            Diagnostic::new(Problem::MissingCitation, message, by.span)
                .help("write `cite SOURCE \"page or section\"` after the name".to_owned()),
        );
    }
    let mut cites = Vec::new();
    for cite in &written.cites {
        if let Some(source) = names.find(&cite.source, &[Sort::Source]) {
            cites.push((source.number, cite.place.clone()));
        }
    }
    let (standing, until) = written.standing.clone().unwrap_or_default();
    Support {
        cites,
        standing,
        until: until.map(|day| day.value),
        note: written.note.clone(),
        at: by.span,
        ..Support::default()
    }
}

/// Resolves names that stand for acts or effects, singly or together.
trait Marked {
    fn collect_marks(&mut self, files: &[ast::File]);
    fn marks(&mut self, name: &ast::Name) -> Option<Marks>;
}

impl Marked for Names {
    fn collect_marks(&mut self, files: &[ast::File]) {
        for item in files.iter().flat_map(|file| &file.items) {
            let ast::Kind::Feature { of, members, .. } = &item.kind else { continue };
            let sort = match of {
                ast::FeatureOf::Acts => Sort::Act,
                ast::FeatureOf::Effects => Sort::Effect,
            };
            let mut all = Marks::default();
            for member in members {
                if let Some(found) = self.find(member, &[sort]) {
                    all = all.union(single(found.sort, found.number));
                }
            }
            self.features.insert(item.head.name.value.clone(), all);
        }
    }

    fn marks(&mut self, name: &ast::Name) -> Option<Marks> {
        let found = self.find(name, &[Sort::Act, Sort::Effect, Sort::Acts, Sort::Effects])?;
        match found.sort {
            Sort::Act | Sort::Effect => Some(single(found.sort, found.number)),
            _ => self.features.get(&name.value).copied(),
        }
    }
}

fn single(sort: Sort, number: usize) -> Marks {
    let bit = u32::try_from(number).ok().and_then(|n| 1u64.checked_shl(n)).unwrap_or(0);
    match sort {
        Sort::Act => Marks { acts: bit, effects: 0 },
        _ => Marks { acts: 0, effects: bit },
    }
}

impl Text {
    /// Returns the rule file in its canonical form: the same words, comments and order in one
    /// layout.
    ///
    /// Blank lines after comments are kept.
    ///
    /// # Errors
    ///
    /// Returns everything that cannot be read as rules, at once.
    ///
    /// ```
    /// use counting_rules::Text;
    /// let text = Text::new("sources.rules", "source   crr-2026\n   \"Crime Recording Rules\"\n");
    /// assert_eq!(text.formatted()?, "source crr-2026 \"Crime Recording Rules\"\n");
    /// # Ok::<(), counting_rules::RuleErrors>(())
    /// ```
    pub fn formatted(&self) -> Result<String, RuleErrors> {
        Ok(syntax::print_file(&parsed(self)?))
    }
}

/// Parses a single text.
pub(crate) fn parsed(text: &Text) -> Result<ast::File, RuleErrors> {
    let (file, problems) = syntax::parse(text, 0);
    match problems.is_empty() {
        true => Ok(file),
        false => Err(RuleErrors::new(problems, vec![text.clone()])),
    }
}
