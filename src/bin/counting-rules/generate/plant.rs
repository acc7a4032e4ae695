//! Misrecordings, planted at known rates.

use counting_rules::audit::Recorded;
use counting_rules::{Edition, Report, ReportErrors};
use rand::RngExt;
use rand_chacha::ChaCha8Rng;

/// A kind of misrecording, the share of the crimes that it could befall, and where the report
/// tells of it. The shares are chosen: nobody has counted them.
pub(crate) struct Kind {
    pub(crate) name: &'static str,
    pub(crate) share: f64,
    pub(crate) what: &'static str,
}

const fn kind(name: &'static str, share: f64, what: &'static str) -> Kind {
    Kind { name, share, what }
}

pub(crate) const KINDS: [Kind; 11] = [
    kind("stalking-as-harassment", 0.35, "stalking recorded as harassment (\"Crime-recording\")"),
    kind("former-partner-missed", 0.40, "the presumption for former partners missed (2020 on)"),
    kind("harassment-as-communication", 0.08, "a course recorded as a malicious communication"),
    kind("pattern-as-single-incidents", 0.05, "one crime for each incident of a course"),
    kind("control-as-assault", 0.30, "controlling or coercive behaviour recorded as an assault"),
    kind("aggravation-missed", 0.30, "aggravated harassment recorded as harassment"),
    kind("breach-not-recorded", 0.40, "the breach of an order not recorded in addition"),
    kind("second-crime-missed", 0.25, "the second of two crimes not recorded"),
    kind("continuation-as-new", 0.30, "what goes on from a recorded crime recorded anew (2026)"),
    kind("crime-for-incident", 0.30, "a crime where there is a crime related incident"),
    kind("not-recorded", 0.06, "nothing recorded (\"Crime-recording\")"),
];

const STALKING: [&str; 3] = ["195/12", "008/65", "008/66"];
const HARASSMENT: [&str; 2] = ["195/94", "008/30"];
const AGGRAVATED: [&str; 2] = ["008/56", "008/58"];

/// What the edition says is to be recorded.
pub(crate) struct Truth<'a> {
    pub(crate) edition: &'a Edition,
    pub(crate) report: &'a Report,
    pub(crate) record: Vec<Recorded>,
}

impl Truth<'_> {
    fn victim(&self) -> Option<String> {
        self.report.incidents.first().and_then(|i| i.victims.first()).cloned()
    }

    fn codes(&self) -> &[String] {
        let victim = self.victim();
        let own = self.record.iter().find(|one| one.victim == victim);
        own.map_or(&[], |one| one.codes.as_slice())
    }

    /// The one crime of the first victim.
    fn only(&self) -> Option<&str> {
        match self.codes() {
            [one] => Some(one),
            _ => None,
        }
    }

    /// The same with other crimes of the first victim.
    fn with(&self, codes: &[&str]) -> Vec<Recorded> {
        let victim = self.victim();
        let mut record = self.record.clone();
        record.retain(|one| one.victim != victim);
        if !codes.is_empty() {
            let codes = codes.iter().map(|code| (*code).to_owned()).collect();
            record.insert(0, Recorded { victim, codes });
        }
        record
    }

    /// Whether it is stalking even where nobody is fixated.
    fn presumed(&self) -> Result<bool, ReportErrors> {
        let mut report = self.report.clone();
        for pair in &mut report.pairs {
            pair.facts.insert("fixated-or-obsessed".to_owned(), Some(false));
        }
        let record = self.edition.to_record(&report)?;
        Ok(record.iter().flat_map(|one| &one.codes).any(|code| STALKING.contains(&code.as_str())))
    }

    fn fixated(&self) -> bool {
        let known =
            |pair: &counting_rules::report::Pair| pair.facts.get("fixated-or-obsessed").copied();
        self.report.pairs.iter().any(|pair| known(pair) == Some(Some(true)))
    }

    /// Whether a crime was recorded before: then it is that one which becomes stalking.
    fn continued(&self) -> bool {
        !self.report.recorded_crimes.is_empty()
    }

    /// The misrecording of a kind, where it can befall this report.
    fn misrecorded(&self, kind: &str) -> Result<Option<Vec<Recorded>>, ReportErrors> {
        let only = self.only().unwrap_or("");
        let stalking = STALKING.contains(&only);
        let course = stalking || HARASSMENT.contains(&only);
        let incidents = self.report.incidents.len();
        let lesser = if only == "008/65" { "008/30" } else { "195/94" };
        Ok(match kind {
            "stalking-as-harassment" if stalking && !self.presumed()? => Some(self.with(&[lesser])),
            "former-partner-missed" if stalking && !self.fixated() && !self.continued() => {
                Some(self.with(&[lesser]))
            }
            "harassment-as-communication" if course => Some(self.with(&["008/72"])),
            "pattern-as-single-incidents" if course && incidents > 1 => {
                Some(self.with(&vec!["125/11"; incidents]))
            }
            "control-as-assault" if only == "008/67" => Some(self.with(&["105/01"])),
            "aggravation-missed" if AGGRAVATED.contains(&only) => Some(self.with(&["195/94"])),
            "breach-not-recorded" if self.record.iter().any(|one| one.victim.is_none()) => {
                let mut record = self.record.clone();
                record.retain(|one| one.victim.is_some());
                Some(record)
            }
            "second-crime-missed" => match self.codes() {
                [one, _] => Some(self.with(&[one])),
                _ => None,
            },
            "continuation-as-new" if self.added()? => Some(self.with(&["195/94"])),
            "crime-for-incident" if self.incident_only()? => Some(self.with(&["195/94"])),
            "not-recorded" if !self.codes().is_empty() => Some(self.with(&[])),
            _ => None,
        })
    }

    fn added(&self) -> Result<bool, ReportErrors> {
        let decision = self.edition.decide(self.report)?;
        let added = |c: &counting_rules::Crime| {
            c.action == counting_rules::Action::AddToExisting && c.reclassify_to.is_none()
        };
        Ok(self.codes().is_empty()
            && decision.crimes.iter().all(added)
            && !decision.crimes.is_empty())
    }

    fn incident_only(&self) -> Result<bool, ReportErrors> {
        let outcome = self.edition.decide(self.report)?.outcome;
        Ok(outcome == counting_rules::decision::Outcome::CrimeRelatedIncident)
    }
}

/// What was recorded, and the kind of misrecording that was planted, if one was.
pub(crate) fn plant(
    truth: &Truth<'_>,
    chance: &mut ChaCha8Rng,
) -> Result<(Vec<Recorded>, Option<&'static str>), ReportErrors> {
    for kind in &KINDS {
        // Drawn for every kind, so that a report does not hang on what the others do.
        let drawn = chance.random_bool(kind.share);
        if drawn && let Some(recorded) = truth.misrecorded(kind.name)? {
            return Ok((recorded, Some(kind.name)));
        }
    }
    Ok((truth.record.clone(), None))
}
