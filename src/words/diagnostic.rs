//! Problems in rule files as plain data, and how they are drawn.

use std::fmt;

use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};
use serde::ser::SerializeStruct;
use serde::{Serialize, Serializer};

use crate::words::text::{Span, Text};

/// A kind of mistake. Each has a code, such as `unknown-name`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Problem {
    /// The text does not follow the grammar.
    Syntax,
    /// An item has no citation.
    MissingCitation,
    /// Two items have the same name.
    DuplicateName,
    /// A name is not declared.
    UnknownName,
    /// A name is declared, but as another kind of thing.
    WrongKind,
    /// An offence, an offence class or a group of offences is not in the list.
    UnknownOffence,
    /// Conditions or sets are defined in terms of themselves.
    Circle,
    /// Dates leave a gap, overlap or run backwards.
    Dates,
    /// A rule says two different things about a pair of offences.
    Contradiction,
    /// A set has no members, or a condition can never hold.
    Empty,
    /// A count or an age makes no sense.
    Number,
    /// A change to an edition cannot be made.
    Amendment,
    /// A rule stands outside an edition, or something that every rule book needs is missing.
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

    /// Returns the code printed in messages.
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

/// As its code.
impl Serialize for Problem {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(self.code())
    }
}

/// A place in a rule file and a remark about it.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Label {
    /// The place.
    pub span: Span,
    /// The remark; may be empty.
    pub says: String,
}

/// One mistake in a rule file.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Diagnostic {
    /// What kind of mistake it is.
    pub problem: Problem,
    /// The message to show if only one line can be shown.
    pub message: String,
    /// Where the mistake is, followed by any other relevant places.
    pub labels: Vec<Label>,
    /// How to fix it.
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

/// Joins words as in "a, b or c".
pub(crate) fn one_of(words: &[&str]) -> String {
    match words {
        [] => String::new(),
        [only] => (*only).to_owned(),
        [first @ .., last] => format!("{} or {last}", first.join(", ")),
    }
}

/// Every mistake in the rule files that were read together.
#[derive(Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct RuleErrors {
    /// The mistakes, sorted by file and position.
    pub diagnostics: Vec<Diagnostic>,
    /// The texts that the labels refer to.
    pub texts: Vec<Text>,
}

impl RuleErrors {
    pub(crate) fn new(mut diagnostics: Vec<Diagnostic>, texts: Vec<Text>) -> RuleErrors {
        // A rule shared by several editions is read once for each; report its mistakes only once.
        diagnostics
            .sort_by_cached_key(|d| (d.labels.first().map(|label| label.span), d.message.clone()));
        diagnostics.dedup();
        RuleErrors { diagnostics, texts }
    }
}

impl std::error::Error for RuleErrors {}

/// The same as `Display`, so that a `main` that returns the error shows the mistakes and not the
/// whole rule files.
impl fmt::Debug for RuleErrors {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// Draws each mistake with its lines of the file, separated by blank lines.
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

/// As JSON: `{"error": "…", "problems": [ … ]}`, as of [`ReportErrors`](crate::ReportErrors): what
/// `Display` writes, and each mistake with its `code`, `file`, `line`, `column`, `message`, the
/// `help` if there is some, and in `also` the other places that it concerns.
impl Serialize for RuleErrors {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let problems: Vec<Mistake<'_>> = self
            .diagnostics
            .iter()
            .map(|diagnostic| Mistake::of(diagnostic, &self.texts))
            .collect();
        let mut errors = to.serialize_struct("RuleErrors", 2)?;
        errors.serialize_field("error", &self.to_string())?;
        errors.serialize_field("problems", &problems)?;
        errors.end()
    }
}

/// A diagnostic with the names and lines of its files.
#[derive(Serialize)]
struct Mistake<'a> {
    code: Problem,
    #[serde(flatten)]
    at: Option<Line<'a>>,
    message: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    help: Option<&'a str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    also: Vec<Line<'a>>,
}

/// A label with the name and the line of its file.
#[derive(Serialize)]
struct Line<'a> {
    file: &'a str,
    line: usize,
    column: usize,
    #[serde(skip_serializing_if = "str::is_empty")]
    says: &'a str,
}

impl<'a> Mistake<'a> {
    fn of(diagnostic: &'a Diagnostic, texts: &'a [Text]) -> Mistake<'a> {
        let mut lines = diagnostic.labels.iter().filter_map(|Label { span, says }| {
            let text = texts.get(span.file)?;
            let (line, column) = text.line_and_column(span.start);
            Some(Line { file: &text.name, line, column, says })
        });
        Mistake {
            code: diagnostic.problem,
            at: lines.next(),
            message: &diagnostic.message,
            help: diagnostic.help.as_deref(),
            also: lines.collect(),
        }
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

/// Draws a finding with the lines of the rule files that it concerns.
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
