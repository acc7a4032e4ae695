//! Findings about rule files without errors: rules that never speak, conditions that never hold,
//! conflicting rules, circles, and offences without an order.

mod circles;
mod holds;
mod order;
mod used;

use serde::Serialize;

use crate::edition::Rules;
use crate::rules::compiled::Edition;
use crate::rules::compiled::law::Support;
use crate::words::diagnostic::{Label, draw_found};
use crate::words::terms::Code;
use crate::words::text::Text;

/// The kind of a finding. Each kind has a code, such as `never-speaks`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum FindingKind {
    /// A rule never speaks, because others before it always do.
    NeverSpeaks,
    /// No report can meet a condition.
    NeverHolds,
    /// No rule asks for a declared name, or a rule covers no two offences in the list.
    NotUsed,
    /// A rule and the look-up table disagree on a pair of offences.
    AgainstTheTable,
    /// Two rules disagree on a pair of offences; the first one decides.
    TwoAnswers,
    /// Offences outrank one another in a circle.
    Circle,
    /// No rule orders some offences, or a rule leaves them to the registrar.
    NoOrder,
    /// Something has too many cases to explore.
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

    /// The code, as printed.
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

    /// Whether the rule files themselves are at fault, because something in them has no effect.
    /// Other kinds may well be faults of the text that the rules are taken from.
    pub fn is_fault(self) -> bool {
        matches!(self, FindingKind::NeverSpeaks | FindingKind::NeverHolds)
    }
}

/// Something that a reader of the rules should know.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Finding {
    /// The kind of finding.
    pub kind: FindingKind,
    /// The edition; `None` if the finding is about the law.
    pub edition: Option<String>,
    /// What was found, in a sentence, with the smallest example.
    pub says: String,
    /// The offences of the example.
    pub codes: Vec<Code>,
    /// The number of similar pairs or circles; 1 where this does not apply.
    pub count: usize,
    /// For offences without an order, every class against which the first class has none.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub against: Vec<String>,
    /// The rules and names that it is about, with their sources.
    pub rules: Vec<String>,
    /// Where they are in the rule files.
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

    /// Adds a rule or name that it is about, with its sources.
    fn at(
        mut self,
        name: &str,
        support: &Support,
        rules: &crate::rules::compiled::law::Law,
    ) -> Finding {
        self.rules.push(format!("{name} ({})", rules.cites(support)));
        self.labels.push(Label { span: support.at, says: String::new() });
        self
    }

    /// Renders the finding with the lines of the rule files that it is about.
    pub fn draw(&self, texts: &[Text]) -> String {
        draw_found(self.kind.code(), &self.says, &self.labels, texts)
    }
}

impl Rules {
    /// Analyses the rules, and returns findings about the law and then about each edition: faults
    /// of the files, and places where the text that they are taken from contradicts itself or is
    /// silent.
    ///
    /// ```
    /// # use counting_rules::Rules;
    /// # use counting_rules::workshop::FindingKind;
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
    /// The findings about this edition alone; [`Rules::findings`] returns those about everything.
    pub fn findings(&self) -> Vec<Finding> {
        let mut findings = holds::of_edition(self);
        findings.extend(order::findings(self));
        findings.sort_by_key(|finding| finding.kind);
        findings
    }
}
