//! Why one offence is principal over another.

use serde::Serialize;

use super::document::Document;
use super::sentences::{cite_sources, named, steps};
use super::working::Detail;
use crate::decide;
use crate::decision::Step;
use crate::rules::compiled::Edition;
use crate::words::terms::Code;

/// How an edition orders two offences, under the law as it last stood.
#[derive(Debug, Serialize)]
pub struct WhyOver<'a> {
    #[serde(skip)]
    edition: &'a Edition,
    /// The two offences asked about.
    pub codes: [Code; 2],
    /// The principal crime of the two; `None` if the rules leave it to the registrar.
    pub principal: Option<Code>,
    /// The rule that decides, and how it covers the two; `None` if no rule of the edition covers
    /// both.
    pub step: Option<Step>,
}

/// The error for a code that is not in the list of offences.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("there is no offence {code} in the list{}", .help.as_ref().map(|help| format!(" ({help})")).unwrap_or_default())]
pub struct NotListed {
    /// The code asked about.
    pub code: Code,
    /// The nearest code in the list, as a question.
    pub help: Option<String>,
}

impl Edition {
    /// Explains why one offence is principal over another, if it is. For a code with several
    /// classes the first in the list is used, and for a maximum sentence that changed the last.
    ///
    /// # Errors
    ///
    /// Fails if a code is not in the list.
    ///
    /// ```
    /// # let rules = counting_rules::Rules::shipped()?;
    /// let why = rules.edition("hocr-2016-04")?.why_over("195/94".parse()?, "008/72".parse()?)?;
    /// assert_eq!(why.principal, Some("008/72".parse()?));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn why_over(&self, one: Code, other: Code) -> Result<WhyOver<'_>, NotListed> {
        let row = |code: Code| {
            self.law
                .row(code, None)
                .ok_or_else(|| NotListed { code, help: self.law.near(code).map(|(_, help)| help) })
        };
        let (principal, step) = decide::order(self, row(one)?, row(other)?);
        let principal = principal.map(|first| if first { one } else { other });
        Ok(WhyOver { edition: self, codes: [one, other], principal, step })
    }
}

impl WhyOver<'_> {
    /// The answer as a document.
    pub fn document(&self) -> Document {
        let mut document = Document::default();
        let [one, other] = self.codes;
        document.title(format!("{one} and {other} under {}", self.edition.id()));
        for code in self.codes {
            document.say(format!("{}.", named(&self.edition.law, code)));
        }
        match &self.step {
            Some(step) => document.list(steps(std::slice::from_ref(step), Detail::Whole, &mut Vec::new())),
            None if one == other => document.say("They are one offence."),
            None => document.say(
                "No rule of this edition speaks of both: where neither gives way to a third, the registrar decides.",
            ),
        }
        cite_sources(&self.edition.law, &mut document);
        document
    }
}
