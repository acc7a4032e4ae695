//! What can be said of rule files that are right in every name: rules that never speak,
//! conditions that never hold, two answers to one question, circles, and what has no order.

mod circles;
mod holds;
mod order;
mod used;

use serde::Serialize;

use crate::diagnostic::{Label, draw_found};
use crate::edition::Edition;
use crate::edition::law::Support;
use crate::rules::Rules;
use crate::terms::Code;
use crate::text::Text;

/// What kind of finding it is. Each has one code, such as `never-speaks`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum FindingKind {
    /// A rule that never speaks, because those before it always do.
    NeverSpeaks,
    /// A condition that no report can meet.
    NeverHolds,
    /// A declared name that no rule asks for.
    NotUsed,
    /// A rule and the look-up table say different things of a pair of offences.
    AgainstTheTable,
    /// Two rules say different things of a pair of offences: the first decides.
    TwoAnswers,
    /// Offences that outrank one another in a circle.
    Circle,
    /// Offences that no rule orders, or that a rule leaves to the registrar.
    NoOrder,
    /// Too much to go through: what was not looked at.
    NotExplored,
}

impl FindingKind {
    /// Every kind, in order.
    pub const ALL: &'static [FindingKind] = &[
        FindingKind::NeverSpeaks,
        FindingKind::NeverHolds,
        FindingKind::NotUsed,
        FindingKind::AgainstTheTable,
        FindingKind::TwoAnswers,
        FindingKind::Circle,
        FindingKind::NoOrder,
        FindingKind::NotExplored,
    ];

    /// The kind in words, as a heading.
    pub fn title(self) -> &'static str {
        match self {
            FindingKind::NeverSpeaks => "Rules that never speak",
            FindingKind::NeverHolds => "Conditions that never hold",
            FindingKind::NotUsed => "Names that no rule asks for",
            FindingKind::AgainstTheTable => "Rules against the look-up table",
            FindingKind::TwoAnswers => "Two answers to one question",
            FindingKind::Circle => "Circles",
            FindingKind::NoOrder => "Without an order",
            FindingKind::NotExplored => "Not explored",
        }
    }

    /// The code that is printed.
    pub fn code(self) -> &'static str {
        match self {
            FindingKind::NeverSpeaks => "never-speaks",
            FindingKind::NeverHolds => "never-holds",
            FindingKind::NotUsed => "not-used",
            FindingKind::AgainstTheTable => "against-the-table",
            FindingKind::TwoAnswers => "two-answers",
            FindingKind::Circle => "circle",
            FindingKind::NoOrder => "no-order",
            FindingKind::NotExplored => "not-explored",
        }
    }

    /// Whether the rule files themselves are at fault: something in them is without effect.
    /// The others may well be faults of the text that the rules are taken from.
    pub fn is_fault(self) -> bool {
        matches!(self, FindingKind::NeverSpeaks | FindingKind::NeverHolds)
    }
}

/// Something that a reader of the rules should know.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Finding {
    /// What kind it is.
    pub kind: FindingKind,
    /// The edition; none where it is of the law.
    pub edition: Option<String>,
    /// What was found, in a sentence, with the smallest example.
    pub says: String,
    /// The offences of the example.
    pub codes: Vec<Code>,
    /// How many pairs or circles are alike; 1 where that means nothing.
    pub count: usize,
    /// Of what has no order: all classes that the first class has none against.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub against: Vec<String>,
    /// The rules and names that it concerns, with their sources.
    pub rules: Vec<String>,
    /// Where they stand.
    #[serde(skip)]
    pub labels: Vec<Label>,
}

impl Finding {
    fn new(kind: FindingKind, edition: Option<&Edition>, says: String) -> Finding {
        Finding {
            kind,
            edition: edition.map(|edition| edition.id.clone()),
            says,
            codes: Vec::new(),
            count: 1,
            against: Vec::new(),
            rules: Vec::new(),
            labels: Vec::new(),
        }
    }

    /// Names what it concerns: a rule with its sources.
    fn at(mut self, name: &str, support: &Support, rules: &crate::edition::law::Law) -> Finding {
        self.rules.push(format!("{name} ({})", rules.cites(support)));
        self.labels.push(Label { span: support.at, says: String::new() });
        self
    }

    /// The finding with the lines of the rule files that it concerns, drawn.
    pub fn draw(&self, texts: &[Text]) -> String {
        draw_found(self.kind.code(), &self.says, &self.labels, texts)
    }
}

impl Rules {
    /// Everything that the rules show of themselves, the law first, then by edition: faults of
    /// the files, and places where the text that they come from contradicts itself or is
    /// silent.
    ///
    /// ```
    /// # use counting_rules::{FindingKind, Rules};
    /// let rules = Rules::shipped()?;
    /// let findings = rules.findings();
    /// assert!(findings.iter().all(|finding| !finding.kind.is_fault()));
    /// let mut circles = findings.iter().filter(|finding| finding.kind == FindingKind::Circle);
    /// assert!(circles.any(|circle| circle.says.contains("008/56 over 008/77")));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn findings(&self) -> Vec<Finding> {
        let mut findings = used::findings(self);
        findings.extend(holds::of_law(self));
        findings.extend(self.editions().iter().flat_map(Edition::findings));
        findings
    }
}

impl Edition {
    /// What one edition shows of itself, as [`Rules::findings`] does of all.
    pub fn findings(&self) -> Vec<Finding> {
        let mut findings = holds::of_edition(self);
        findings.extend(order::findings(self));
        findings.sort_by_key(|finding| finding.kind);
        findings
    }
}
