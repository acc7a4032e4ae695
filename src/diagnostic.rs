//! A problem in a rule file as plain data, and the drawing of it.

use std::fmt;

use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};

use crate::text::{Span, Text};

/// What kind of mistake was made. Each has one code, such as `unknown-name`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Problem {
    /// The text does not follow the grammar.
    Syntax,
    /// An item has no citation.
    MissingCitation,
    /// Two things have one name.
    DuplicateName,
    /// A name was not declared.
    UnknownName,
    /// A name was declared, but of another kind of thing.
    WrongKind,
    /// An offence, an offence class or a group of offences is not in the list.
    UnknownOffence,
    /// Conditions or sets that rest on themselves.
    Circle,
    /// Dates that leave a hole, overlap or run backwards.
    Dates,
    /// A rule says two things of one pair of offences.
    Contradiction,
    /// A set without members, or a condition that can never hold.
    Empty,
    /// A count or an age that cannot be meant.
    Number,
    /// A change to an edition that cannot be made.
    Amendment,
    /// A rule outside an edition, or something missing that every rule book must have.
    Missing,
}

impl Problem {
    /// Every kind, in order.
    pub const ALL: &'static [Problem] = &[
        Problem::Syntax,
        Problem::MissingCitation,
        Problem::DuplicateName,
        Problem::UnknownName,
        Problem::WrongKind,
        Problem::UnknownOffence,
        Problem::Circle,
        Problem::Dates,
        Problem::Contradiction,
        Problem::Empty,
        Problem::Number,
        Problem::Amendment,
        Problem::Missing,
    ];

    /// The code that messages print.
    pub fn code(self) -> &'static str {
        match self {
            Problem::Syntax => "syntax",
            Problem::MissingCitation => "missing-citation",
            Problem::DuplicateName => "duplicate-name",
            Problem::UnknownName => "unknown-name",
            Problem::WrongKind => "wrong-kind",
            Problem::UnknownOffence => "unknown-offence",
            Problem::Circle => "circle",
            Problem::Dates => "dates",
            Problem::Contradiction => "contradiction",
            Problem::Empty => "empty",
            Problem::Number => "number",
            Problem::Amendment => "amendment",
            Problem::Missing => "missing",
        }
    }
}

/// A place in a rule file, and what is to be said of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Label {
    /// The place.
    pub span: Span,
    /// What is said of it; may be empty.
    pub says: String,
}

/// One mistake in a rule file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// What kind of mistake it is.
    pub problem: Problem,
    /// The one line to show if only one can be shown.
    pub message: String,
    /// The place where it is, then any others that matter.
    pub labels: Vec<Label>,
    /// What to do about it.
    pub help: Option<String>,
}

impl Diagnostic {
    pub(crate) fn new(problem: Problem, message: impl Into<String>, span: Span) -> Diagnostic {
        let labels = vec![Label { span, says: String::new() }];
        Diagnostic { problem, message: message.into(), labels, help: None }
    }

    pub(crate) fn help(mut self, help: impl Into<Option<String>>) -> Diagnostic {
        self.help = help.into();
        self
    }

    pub(crate) fn also(mut self, span: Span, says: impl Into<String>) -> Diagnostic {
        self.labels.push(Label { span, says: says.into() });
        self
    }
}

/// "a, b or c".
pub(crate) fn one_of(words: &[&str]) -> String {
    match words {
        [] => String::new(),
        [only] => (*only).to_owned(),
        [first @ .., last] => format!("{} or {last}", first.join(", ")),
    }
}

/// Everything that is wrong in the rule files read together, at once.
#[derive(Clone, PartialEq, Eq)]
pub struct RuleErrors {
    /// The mistakes, by file and place.
    pub diagnostics: Vec<Diagnostic>,
    /// The texts they stand in.
    pub texts: Vec<Text>,
}

impl RuleErrors {
    pub(crate) fn new(mut diagnostics: Vec<Diagnostic>, texts: Vec<Text>) -> RuleErrors {
        // A rule that several editions share is read once for each: its mistakes are told once.
        diagnostics
            .sort_by_cached_key(|d| (d.labels.first().map(|label| label.span), d.message.clone()));
        diagnostics.dedup();
        RuleErrors { diagnostics, texts }
    }
}

impl std::error::Error for RuleErrors {}

/// What `Display` draws: a `main` that returns the error shows the mistake, not the rule files.
impl fmt::Debug for RuleErrors {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// Draws each mistake with its line of the file, a blank line between them.
impl fmt::Display for RuleErrors {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (n, diagnostic) in self.diagnostics.iter().enumerate() {
            if n > 0 {
                writeln!(f, "\n")?;
            }
            f.write_str(&draw(diagnostic, &self.texts))?;
        }
        Ok(())
    }
}

fn draw(diagnostic: &Diagnostic, texts: &[Text]) -> String {
    let title = Level::ERROR.primary_title(&diagnostic.message).id(diagnostic.problem.code());
    let mut group = Group::with_title(title);
    group = snippets(group, &diagnostic.labels, texts);
    if let Some(help) = &diagnostic.help {
        group = group.element(Level::HELP.message(help.as_str()));
    }
    Renderer::plain().render(&[group])
}

/// What was found at some places of rule files, drawn with their lines.
pub(crate) fn draw_found(code: &str, message: &str, labels: &[Label], texts: &[Text]) -> String {
    let group = Group::with_title(Level::WARNING.primary_title(message).id(code));
    Renderer::plain().render(&[snippets(group, labels, texts)])
}

fn snippets<'a>(mut group: Group<'a>, labels: &'a [Label], texts: &'a [Text]) -> Group<'a> {
    for (file, text) in texts.iter().enumerate() {
        let mut snippet = Snippet::source(text.content.as_str()).path(text.name.as_str());
        let mut here = false;
        for (n, label) in labels.iter().enumerate() {
            if label.span.file != file {
                continue;
            }
            here = true;
            let kind = if n == 0 { AnnotationKind::Primary } else { AnnotationKind::Context };
            let end = label.span.end.min(text.content.len());
            let mut mark = kind.span(label.span.start.min(end)..end);
            if !label.says.is_empty() {
                mark = mark.label(label.says.as_str());
            }
            snippet = snippet.annotation(mark);
        }
        if here {
            group = group.element(snippet);
        }
    }
    group
}
