//! Properties of a change from one edition to another.

use std::fmt;

use super::moves::{Move, between};
use crate::decision::Decision;
use crate::report::{Report, ReportErrors};
use crate::rules::compiled::Edition;
use crate::workshop::difference::{outcome, rules_of};

/// The error if a property of a change does not hold for a report.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Unproved {
    /// The change does something that it should not.
    #[error("{0}")]
    Moved(Box<Unexpected>),
    /// The report cannot be decided.
    #[error(transparent)]
    Report(#[from] ReportErrors),
}

/// What a change does although it should not.
#[derive(Debug)]
pub struct Unexpected {
    /// What should have held.
    pub expected: String,
    /// The moves that violate it.
    pub moves: Vec<Move>,
    /// The report.
    pub report: Report,
    /// The decision of the earlier edition.
    pub before: Decision,
    /// The decision of the later edition.
    pub after: Decision,
}

impl fmt::Display for Unexpected {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{}", self.expected)?;
        self.moves.iter().try_for_each(|one| writeln!(f, "  {one}"))?;
        for (when, this, other) in
            [("before", &self.before, &self.after), ("after", &self.after, &self.before)]
        {
            let others = rules_of(other);
            let mut rules = rules_of(this);
            rules.retain(|rule| !others.contains(rule));
            let by = if rules.is_empty() { "no rule of its own".into() } else { rules.join(", ") };
            writeln!(f, "{when}: {}, by {by} in {}", outcome(this).join("; "), this.edition)?;
        }
        let json = serde_json::to_string(&self.report).map_err(|_| fmt::Error)?;
        write!(f, "report: {json}")
    }
}

/// Checks that offences only move in reports that satisfy the predicate, which is given the report
/// and the decision of the earlier edition.
///
/// # Errors
///
/// [`Unproved::Moved`] if something moves in any other report.
///
/// ```
/// # use counting_rules::workshop::property;
/// # use counting_rules::{Report, Rules};
/// # let rules = Rules::shipped()?;
/// let report = Report::from_json(include_str!("../../../examples/messages.json"))?;
/// let (before, after) = (rules.edition("hocr-2016-04")?, rules.edition("hmic-2017-07")?);
/// let twice = |report: &Report, _: &_| report.incidents.len() > 1;
/// property::only_touches(before, after, &report, twice)?;
/// assert!(property::only_touches(before, after, &report, |_, _| false).is_err());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn only_touches(
    before: &Edition,
    after: &Edition,
    report: &Report,
    may: impl Fn(&Report, &Decision) -> bool,
) -> Result<(), Unproved> {
    let expected = "the change touches a report that it should not:";
    assert_of(before, after, report, expected, |was, moves| match may(report, was) {
        true => Vec::new(),
        false => moves,
    })
}

/// Checks that only offences of these classes move, by their class in the later edition: for every
/// other offence the outcome is the same as before.
///
/// # Errors
///
/// [`Unproved::Moved`] with the offences of other classes that move.
///
/// ```
/// # use counting_rules::workshop::property;
/// # use counting_rules::{Report, Rules};
/// # let rules = Rules::shipped()?;
/// let report = Report::from_json(include_str!("../../../examples/messages.json"))?;
/// let (before, after) = (rules.edition("hocr-2016-04")?, rules.edition("hmic-2017-07")?);
/// property::nothing_moves_but(before, after, &report, &["8L", "8R"])?;
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn nothing_moves_but(
    before: &Edition,
    after: &Edition,
    report: &Report,
    classes: &[&str],
) -> Result<(), Unproved> {
    let expected = format!("something else moves than {}:", classes.join(", "));
    assert_of(before, after, report, &expected, |_, moves| others(moves, classes))
}

/// Checks that only offences of these classes come to count for more than before. What a rule puts
/// first is often a single class, while what it puts behind can be anything.
///
/// # Errors
///
/// [`Unproved::Moved`] with the offences of other classes that rise.
pub fn nothing_rises_but(
    before: &Edition,
    after: &Edition,
    report: &Report,
    classes: &[&str],
) -> Result<(), Unproved> {
    let expected = format!("something else comes to count than {}:", classes.join(", "));
    assert_of(before, after, report, &expected, |_, mut moves| {
        moves.retain(Move::rises);
        others(moves, classes)
    })
}

/// Checks that nothing moves at all: the two editions are the same in other words.
///
/// # Errors
///
/// [`Unproved::Moved`] with everything that moves.
pub fn same_decisions(before: &Edition, after: &Edition, report: &Report) -> Result<(), Unproved> {
    let expected = "the editions do not decide alike:";
    assert_of(before, after, report, expected, |_, moves| moves)
}

fn others(mut moves: Vec<Move>, classes: &[&str]) -> Vec<Move> {
    moves.retain(|one| one.class.as_deref().is_none_or(|class| !classes.contains(&class)));
    moves
}

fn assert_of(
    before: &Edition,
    after: &Edition,
    report: &Report,
    expected: &str,
    wrong: impl Fn(&Decision, Vec<Move>) -> Vec<Move>,
) -> Result<(), Unproved> {
    let (was, is) = (before.decide(report)?, after.decide(report)?);
    let moves = between(after, report, &was, &is);
    if moves.is_empty() {
        return Ok(());
    }
    let moves = wrong(&was, moves);
    if moves.is_empty() {
        return Ok(());
    }
    let (expected, report) = (expected.to_owned(), report.clone());
    let found = Unexpected { expected, moves, report, before: was, after: is };
    Err(Unproved::Moved(Box::new(found)))
}
