//! The rules: loading them, and which edition applies.

use std::fmt;
use std::sync::Arc;

use super::{Edition, NoEdition};
use crate::checked;
use crate::decision::Decision;
use crate::report::{Report, ReportErrors, ReportProblem, ReportProblemCode};
use crate::rules::check::{self, Checks, Loaded};
use crate::rules::compiled::law::Law;
use crate::rules::shipped;
use crate::words::date::Date;
use crate::words::diagnostic::RuleErrors;
use crate::words::nearest;
use crate::words::text::{Span, Text};

/// The law and the editions of the counting rules, checked and ready to use.
///
/// All that one can ask of them is listed in [`edition`](crate::edition).
pub struct Rules {
    law: Arc<Law>,
    editions: Vec<Edition>,
    never_named: Vec<(&'static str, String, Span)>,
}

/// Shows the ids of the editions.
impl fmt::Debug for Rules {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Rules({})", self.editions.iter().map(Edition::id).collect::<Vec<_>>().join(", "))
    }
}

impl Rules {
    /// Returns the rules that come with the library.
    ///
    /// They are not checked again in full, because the library's tests check them as
    /// [`Rules::load`] does. The tables of an edition are built when it first decides a report.
    ///
    /// # Errors
    ///
    /// Never fails in a released version.
    pub fn shipped() -> Result<Rules, RuleErrors> {
        Rules::loaded(shipped::texts(), Checks::Cheap)
    }

    /// Returns the texts of the shipped rule files, to read, or to change and load again.
    pub fn shipped_texts() -> Vec<Text> {
        shipped::texts()
    }

    /// Loads rules from the caller's own files, read together in the order given.
    ///
    /// # Errors
    ///
    /// Returns every mistake in the files at once.
    pub fn load(texts: impl IntoIterator<Item = Text>) -> Result<Rules, RuleErrors> {
        Rules::loaded(texts.into_iter().collect(), Checks::All)
    }

    fn loaded(texts: Vec<Text>, checks: Checks) -> Result<Rules, RuleErrors> {
        let Loaded { law, editions, never_named } = check::load(texts, checks)?;
        Ok(Rules { law, editions, never_named })
    }

    /// Reads a report from its JSON text.
    ///
    /// Every mistake of type, date, name or code is found at once, in the order of the report.
    ///
    /// # Errors
    ///
    /// Returns everything that would make [`Report::from_json`] fail to read it or
    /// [`Edition::decide`] fail to decide it.
    ///
    /// ```
    /// let rules = counting_rules::Rules::shipped()?;
    /// let errors = rules.read(r#"{
    ///     "reference": 7, "reported_on": "2026-06-20",
    ///     "incidents": [{ "id": "i1", "on": "2026-06-31", "victims": ["v"], "suspects": ["s"],
    ///         "acts": ["folowing"], "effects": ["alarm"] }] }"#).unwrap_err();
    /// assert_eq!(
    ///     errors.to_string(),
    ///     "reference: this is a number, where a text is expected\n\
    ///      incidents[0].on (incident i1): `2026-06-31` is not a date; there is no such day\n\
    ///      incidents[0].acts[0] (incident i1): there is no act `folowing` (did you mean `following`?)"
    /// );
    /// let codes = errors.problems.iter().map(|problem| problem.code.code());
    /// assert_eq!(codes.collect::<Vec<_>>(), ["wrong-type", "not-a-date", "unknown-name"]);
    /// # Ok::<(), counting_rules::RuleErrors>(())
    /// ```
    pub fn read(&self, json: &str) -> Result<Report, ReportErrors> {
        checked::read(json, &self.law)
    }

    /// Returns the digest of the loaded rule files.
    ///
    /// It is the SHA-256, in hex, over the files sorted by name: for each, its name, a newline, and
    /// its text with LF line endings and the last line terminated. The order of loading does not
    /// matter. Every decision carries the digest, and anyone who has the files can recompute it:
    ///
    /// ```text
    /// cd counting-rules
    /// for f in $(find law editions -name '*.rules' | LC_ALL=C sort); do echo "$f"; cat "$f"; done | sha256sum
    /// ```
    ///
    /// ```
    /// # use counting_rules::Rules;
    /// let rules = Rules::shipped()?;
    /// let mut texts = Rules::shipped_texts();
    /// texts.reverse();
    /// assert_eq!(Rules::load(texts)?.digest(), rules.digest());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn digest(&self) -> &str {
        &self.law.digest
    }

    /// Returns every edition, in the order of the files.
    pub fn editions(&self) -> &[Edition] {
        &self.editions
    }

    /// Returns the edition of that name, such as `hocr-2026-04`.
    ///
    /// # Errors
    ///
    /// [`NoEdition::Named`], with the nearest known name.
    pub fn edition(&self, name: &str) -> Result<&Edition, NoEdition> {
        self.editions.iter().find(|edition| edition.id() == name).ok_or_else(|| {
            let known = || self.editions.iter().map(Edition::id);
            // The month left out: `hocr-2026`.
            let mut begun = known().filter(|id| !name.is_empty() && id.starts_with(name));
            let only = begun.next().filter(|_| begun.next().is_none());
            NoEdition::Named {
                name: name.to_owned(),
                nearest: only.or_else(|| nearest::nearest(name, known())).map(str::to_owned),
                known: known().map(str::to_owned).collect(),
            }
        })
    }

    /// Returns the edition in force on a day.
    ///
    /// # Errors
    ///
    /// [`NoEdition::OnDay`] if no edition is in force on that day, which names the first edition;
    /// [`NoEdition::NoDates`] if no edition has a first day in force.
    pub fn edition_on(&self, day: Date) -> Result<&Edition, NoEdition> {
        let dated = || self.editions.iter().filter(|edition| edition.in_force.from.is_some());
        if let Some(edition) = dated().find(|edition| edition.in_force.contains(day)) {
            return Ok(edition);
        }
        let first = dated().min_by_key(|edition| edition.in_force.from);
        match first.and_then(|first| Some((first, first.in_force.from?))) {
            Some((first, from)) => Err(NoEdition::OnDay { day, first: first.id.clone(), from }),
            None => Err(NoEdition::NoDates),
        }
    }

    /// Decides a report by the edition in force on its day. [`Rules::edition_on`] and
    /// [`Edition::decide`] do the same in two steps.
    ///
    /// # Errors
    ///
    /// The same as of [`Edition::decide`], and [`ReportProblemCode::NoEdition`] if no edition is in
    /// force on the day of the report.
    ///
    /// ```
    /// # use counting_rules::{Report, Rules};
    /// let rules = Rules::shipped()?;
    /// let report = Report::from_json(include_str!("../../examples/messages.json"))?;
    /// assert_eq!(rules.decide(&report)?.edition, "hocr-2016-04");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn decide(&self, report: &Report) -> Result<Decision, ReportErrors> {
        let wrong = |code, message: String| {
            ReportErrors::from(
                ReportProblem::new(code, "reported_on", message).value(&report.reported_on),
            )
        };
        let day: Result<Date, _> = report.reported_on.parse();
        let day = day.map_err(|error| wrong(ReportProblemCode::NotADate, error.to_string()))?;
        let edition = self.edition_on(day);
        edition
            .map_err(|error| wrong(ReportProblemCode::NoEdition, error.to_string()))?
            .decide(report)
    }

    pub(crate) fn law(&self) -> &Law {
        &self.law
    }

    /// Declared names that nothing refers to: the kind of thing, the name and its place.
    pub(crate) fn never_named(&self) -> &[(&'static str, String, Span)] {
        &self.never_named
    }
}
