//! What was recorded against what the rules say, report by report.

use counting_rules::Edition;
use counting_rules::audit::{Recorded, Tally, Verdict};
use serde::Serialize;

use crate::{Engine, Failure, json};

#[derive(Serialize)]
struct Audited<'a> {
    reference: &'a str,
    edition: &'a str,
    verdicts: Vec<OneVerdict>,
}

/// A verdict, and what it adds to the table of classes.
#[derive(Serialize)]
struct OneVerdict {
    #[serde(flatten)]
    verdict: Verdict,
    classes: Vec<Classes>,
}

/// So many crimes recorded in a class that should be in another, or are rightly in it.
#[derive(Serialize)]
struct Classes {
    recorded: String,
    should_be: String,
    count: u64,
}

impl Engine {
    /// What was recorded of a report against what the rules say, as JSON: `{"reference",
    /// "edition", "verdicts"}`, one verdict for each victim. A verdict has the fields of
    /// [`counting_rules::audit::Verdict`] and, where it is settled, `classes`: `{"recorded",
    /// "should_be", "count"}` for the table of classes, as [`Tally`] names them.
    ///
    /// `recorded` is a JSON array such as `[{"victim": "v1", "codes": ["195/94"]}]`.
    ///
    /// ```
    /// let engine = counting_rules_texts::Engine::shipped()?;
    /// let report = include_str!("../../../messages.json");
    /// let recorded = r#"[{"victim": "v1", "codes": ["195/94"]}]"#;
    /// let audit = engine.audit(None, report, recorded)?;
    /// assert!(audit.contains(r#""judgement":"unsettled""#)); // a question is open
    /// assert!(audit.contains(r#""recorded":["195/94"],"should_be":["008/72"]"#));
    /// # Ok::<(), counting_rules_texts::Failure>(())
    /// ```
    ///
    /// # Errors
    ///
    /// The same as of [`Engine::classify`], and every mistake in what was recorded.
    pub fn audit(
        &self,
        edition: Option<&str>,
        report: &str,
        recorded: &str,
    ) -> Result<String, Failure> {
        let (edition, report) = self.read(edition, report)?;
        let recorded: Vec<Recorded> =
            serde_json::from_str(recorded).map_err(|error| Failure::not_json("recorded", error))?;
        let verdicts = edition.audit(&report, &recorded)?;
        let verdicts = verdicts.into_iter().map(|verdict| with_classes(edition, verdict));
        json(&Audited {
            reference: &report.reference,
            edition: edition.id(),
            verdicts: verdicts.collect(),
        })
    }
}

fn with_classes(edition: &Edition, verdict: Verdict) -> OneVerdict {
    let mut tally = Tally::default();
    tally.add(edition, std::slice::from_ref(&verdict));
    let mut classes = Vec::new();
    for (recorded, row) in tally.by_class {
        for (should_be, count) in row {
            classes.push(Classes { recorded: recorded.clone(), should_be, count });
        }
    }
    OneVerdict { verdict, classes }
}
