//! What moves from one edition to another in a report, offence by offence.

use std::collections::BTreeMap;
use std::fmt;

use serde::Serialize;

use crate::decision::{Action, Crime, Decision};
use crate::report::{Report, ReportErrors};
use crate::rules::compiled::Edition;
use crate::words::terms::Code;

/// What becomes of an offence in a decision, in ascending order of how much it counts for.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Treatment {
    /// It is not notifiable, or was not law on the day.
    NotCounted,
    /// The recording test stopped it.
    Stopped,
    /// It is disclosed but not counted.
    Related,
    /// The registrar decides whether it is the principal crime.
    Referred,
    /// It is the offence of the recorded crime with this id, to which conduct is added.
    AddedTo(String),
    /// It is recorded, as the principal crime or in addition.
    Recorded,
}

impl fmt::Display for Treatment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Treatment::NotCounted => f.write_str("not counted"),
            Treatment::Stopped => f.write_str("stopped"),
            Treatment::Related => f.write_str("related"),
            Treatment::Referred => f.write_str("referred"),
            Treatment::AddedTo(id) => write!(f, "added to {id}"),
            Treatment::Recorded => f.write_str("recorded"),
        }
    }
}

/// An offence whose outcome changes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Move {
    /// The victim, if there is one.
    pub victim: Option<String>,
    /// The offender or the group.
    pub suspects: Vec<String>,
    /// The offence.
    pub code: Code,
    /// Its class in the later edition, such as `8L`; `None` if it is not in the list.
    pub class: Option<String>,
    /// What became of it before, once for each crime that includes it; empty if none does.
    pub before: Vec<Treatment>,
    /// What becomes of it after.
    pub after: Vec<Treatment>,
}

impl Move {
    /// Whether it counts for more than before: for example, it was related and is now recorded.
    pub fn rises(&self) -> bool {
        self.after > self.before
    }
}

impl fmt::Display for Move {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let treatments = |treatments: &[Treatment]| match treatments {
            [] => "absent".to_owned(),
            treatments => {
                treatments.iter().map(Treatment::to_string).collect::<Vec<_>>().join(" and ")
            }
        };
        write!(f, "{}", self.code)?;
        self.class.iter().try_for_each(|class| write!(f, " ({class})"))?;
        write!(f, ", {} against ", self.suspects.join(" and "))?;
        write!(f, "{}", self.victim.as_deref().unwrap_or("nobody"))?;
        write!(f, ": was {}, is {}", treatments(&self.before), treatments(&self.after))
    }
}

/// The offences of a crime that are recorded, referred or related: everything disclosed that the
/// decision takes into account.
///
/// ```
/// # use counting_rules::workshop::property;
/// # use counting_rules::{Report, Rules};
/// # let rules = Rules::shipped()?;
/// let report = Report::from_json(include_str!("../../../examples/messages.json"))?;
/// let decision = rules.edition("hocr-2016-04")?.decide(&report)?;
/// let codes: Vec<String> = property::disclosed(&decision.crimes[0]).map(|c| c.to_string()).collect();
/// assert_eq!(codes, ["008/72", "195/94"]);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn disclosed(crime: &Crime) -> impl Iterator<Item = Code> {
    let one = crime.principal.iter().chain(&crime.reclassify_to);
    let lists = [&crime.also_record, &crime.between, &crime.related].into_iter().flatten();
    one.chain(lists).copied()
}

/// Lists what moves in a report from one edition to another.
///
/// Only offences are compared: which ones are recorded, added, referred, related, stopped or not
/// counted, and for whom. Cautions and reasons may differ even if nothing moves.
///
/// # Errors
///
/// The same as for [`Edition::decide`].
///
/// ```
/// # use counting_rules::workshop::property;
/// # use counting_rules::{Report, Rules};
/// # let rules = Rules::shipped()?;
/// let report = Report::from_json(include_str!("../../../examples/messages.json"))?;
/// let (before, after) = (rules.edition("hocr-2016-04")?, rules.edition("hmic-2017-07")?);
/// let moves: Vec<String> =
///     property::moves(before, after, &report)?.iter().map(|one| one.to_string()).collect();
/// assert_eq!(moves, [
///     "008/72 (8R), s1 against v1: was recorded, is related",
///     "195/94 (8L), s1 against v1: was related, is recorded",
/// ]);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn moves(
    before: &Edition,
    after: &Edition,
    report: &Report,
) -> Result<Vec<Move>, ReportErrors> {
    Ok(between(after, report, &before.decide(report)?, &after.decide(report)?))
}

pub(super) fn between(
    edition: &Edition,
    report: &Report,
    before: &Decision,
    after: &Decision,
) -> Vec<Move> {
    let (mut was, mut is) = (treatments(report, before), treatments(report, after));
    let keys: std::collections::BTreeSet<Who> = was.keys().chain(is.keys()).cloned().collect();
    let mut moves = Vec::new();
    for who in keys {
        let before = was.remove(&who).unwrap_or_default();
        let after = is.remove(&who).unwrap_or_default();
        let (victim, suspects, code) = who;
        if before != after {
            let class = class_of(edition, code);
            moves.push(Move { victim, suspects, code, class, before, after });
        }
    }
    moves
}

/// The class under which an edition counts a code.
fn class_of(edition: &Edition, code: Code) -> Option<String> {
    let law = &edition.law;
    let offence = law.row(code, None).and_then(|row| law.offences.get(row))?;
    law.classes.get(offence.class_on(edition.day)).map(|class| class.name.clone())
}

/// The victim, the suspects, and the offence.
type Who = (Option<String>, Vec<String>, Code);

/// How each offence is treated, those that count for most first.
fn treatments(report: &Report, decision: &Decision) -> BTreeMap<Who, Vec<Treatment>> {
    let mut treatments: BTreeMap<Who, Vec<Treatment>> = BTreeMap::new();
    for crime in &decision.crimes {
        let recorded = crime.principal.iter().chain(&crime.also_record).chain(&crime.reclassify_to);
        let recorded = recorded.map(|code| (*code, Treatment::Recorded));
        let referred = crime.between.iter().map(|code| (*code, Treatment::Referred));
        let related = crime.related.iter().map(|code| (*code, Treatment::Related));
        let added = added_to(report, crime).into_iter();
        for (code, treatment) in recorded.chain(referred).chain(related).chain(added) {
            let who = (crime.victim.clone(), crime.suspects.clone(), code);
            treatments.entry(who).or_default().push(treatment);
        }
    }
    for stopped in &decision.not_recorded {
        for code in &stopped.codes {
            let who = (stopped.victim.clone(), stopped.suspects.clone(), *code);
            treatments.entry(who).or_default().push(Treatment::Stopped);
        }
    }
    for item in &decision.not_counted {
        let who = (item.victim.clone(), Vec::new(), item.code);
        treatments.entry(who).or_default().push(Treatment::NotCounted);
    }
    treatments.values_mut().for_each(|treatments| treatments.sort_unstable_by(|a, b| b.cmp(a)));
    treatments
}

/// The recorded crime that a crime is added to.
fn added_to(report: &Report, crime: &Crime) -> Option<(Code, Treatment)> {
    let id = crime.existing.as_ref().filter(|_| crime.action == Action::AddToExisting)?;
    let existing = report.recorded_crimes.iter().find(|recorded| recorded.id == *id)?;
    let code = existing.code.rsplit(':').next()?.parse().ok()?;
    Some((code, Treatment::AddedTo(id.clone())))
}
