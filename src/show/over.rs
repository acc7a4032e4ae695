//! Why one offence is principal over another.

use serde::Serialize;

use super::document::Document;
use super::sentences::{cite_sources, named, steps};
use super::working::Detail;
use crate::check::nearest_code;
use crate::decide;
use crate::decision::Step;
use crate::edition::Edition;
use crate::terms::Code;

/// What an edition makes of two offences, as its rules stand at its end.
#[derive(Debug, Serialize)]
pub struct WhyOver<'a> {
    #[serde(skip)]
    edition: &'a Edition,
    /// The two that were asked for.
    pub codes: [Code; 2],
    /// The principal crime of the two; none where the rules leave it to the registrar.
    pub principal: Option<Code>,
    /// The rule that decides, and through what it speaks of the two; none where no rule of the
    /// edition speaks of both.
    pub step: Option<Step>,
}

/// The list of offences does not have that code.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("there is no offence {code} in the list{}", .help.as_ref().map(|help| format!(" ({help})")).unwrap_or_default())]
pub struct NotListed {
    /// The code asked for.
    pub code: Code,
    /// The nearest one in the list, as a question.
    pub help: Option<String>,
}

impl Edition {
    /// Why one offence is principal over another, if it is. Of a code in several classes the
    /// first of the list is meant, and of a sentence that changed the last.
    ///
    /// # Errors
    ///
    /// A code that is not in the list.
    ///
    /// ```
    /// # let rules = counting_rules::Rules::shipped()?;
    /// let why = rules.edition("hocr-2016-04")?.why_over("195/94".parse()?, "008/72".parse()?)?;
    /// assert_eq!(why.principal, Some("008/72".parse()?));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn why_over(&self, one: Code, other: Code) -> Result<WhyOver<'_>, NotListed> {
        let row = |code: Code| {
            self.law.row(code, None).ok_or_else(|| NotListed {
                code,
                help: nearest_code(code, self.law.by_code.keys()),
            })
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
