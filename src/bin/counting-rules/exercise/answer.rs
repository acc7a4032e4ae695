//! What a trainee answers, and what the engine would.

use std::fmt;

use counting_rules::decision::Outcome;
use counting_rules::{Action, Code, Decision};

/// One thing that is done about a report.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Done {
    /// A crime is recorded under a code.
    Record(Code),
    /// It is added to a recorded crime.
    Add,
    /// The registrar decides.
    Refer,
    /// A crime related incident.
    Incident,
    /// Nothing is recorded.
    Nothing,
}

impl fmt::Display for Done {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Done::Record(code) => write!(f, "{code}"),
            Done::Add => f.write_str("add"),
            Done::Refer => f.write_str("refer"),
            Done::Incident => f.write_str("incident"),
            Done::Nothing => f.write_str("none"),
        }
    }
}

/// What is done for each crime, and what is recorded in addition; both sorted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Answer {
    pub(crate) principal: Vec<Done>,
    pub(crate) also: Vec<Code>,
}

/// How an answer is written.
pub(crate) const HOW: &str = "one code for each crime, or refer, add, incident or none; \
    then | and the codes recorded in addition, as in: 195/12, 195/94 | 008/31";

impl Answer {
    /// What the engine decides.
    pub(crate) fn of(decision: &Decision) -> Answer {
        let of_crime = |crime: &counting_rules::Crime| match (crime.action, crime.principal) {
            (Action::Record, Some(code)) => Done::Record(code),
            (Action::AddToExisting, _) => Done::Add,
            _ => Done::Refer,
        };
        let mut principal: Vec<Done> = decision.crimes.iter().map(of_crime).collect();
        let stopped = decision.not_recorded.iter().map(|stopped| stopped.outcome);
        let incidents = stopped.filter(|outcome| *outcome == Outcome::CrimeRelatedIncident);
        principal.extend(incidents.map(|_| Done::Incident));
        if principal.is_empty() {
            principal.push(Done::Nothing);
        }
        let also = decision.crimes.iter().flat_map(|crime| crime.also_record.clone()).collect();
        Answer { principal, also }.sorted()
    }

    /// Reads an answer such as `195/12, 195/94 | 008/31`.
    pub(crate) fn read(text: &str) -> Result<Answer, String> {
        let (principal, also) = text.split_once('|').unwrap_or((text, ""));
        let words = |text: &str| -> Vec<String> {
            let words = text.split(|c: char| c == ',' || c.is_whitespace());
            words.filter(|word| !word.is_empty()).map(str::to_lowercase).collect()
        };
        let done = |word: String| match word.as_str() {
            "add" => Ok(Done::Add),
            "refer" => Ok(Done::Refer),
            "incident" => Ok(Done::Incident),
            "none" => Ok(Done::Nothing),
            code => {
                code.parse().map(Done::Record).map_err(|_| format!("`{code}` is no answer: {HOW}"))
            }
        };
        let principal = words(principal).into_iter().map(done).collect::<Result<Vec<_>, _>>()?;
        if principal.is_empty() {
            return Err(format!("there is no answer: {HOW}"));
        }
        let code =
            |word: String| word.parse::<Code>().map_err(|_| format!("`{word}` is no code: {HOW}"));
        let also = words(also).into_iter().filter(|word| word != "-" && word != "none");
        Ok(Answer { principal, also: also.map(code).collect::<Result<_, _>>()? }.sorted())
    }

    /// Every code in it, each once.
    pub(crate) fn codes(&self) -> Vec<String> {
        let recorded = self.principal.iter().filter_map(|done| match done {
            Done::Record(code) => Some(code),
            _ => None,
        });
        let mut codes: Vec<String> = recorded.chain(&self.also).map(Code::to_string).collect();
        codes.dedup();
        codes
    }

    fn sorted(mut self) -> Answer {
        self.principal.sort();
        self.also.sort();
        self
    }
}

impl fmt::Display for Answer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let principal: Vec<String> = self.principal.iter().map(Done::to_string).collect();
        let also: Vec<String> = self.also.iter().map(Code::to_string).collect();
        match also.is_empty() {
            true => f.write_str(&principal.join(", ")),
            false => write!(f, "{} | {}", principal.join(", "), also.join(", ")),
        }
    }
}

/// What stands in one list more often than in the other.
pub(crate) fn without<T: PartialEq + Clone>(these: &[T], those: &[T]) -> Vec<T> {
    let mut those = those.to_vec();
    let mut left = Vec::new();
    for item in these {
        match those.iter().position(|other| other == item) {
            Some(place) => drop(those.remove(place)),
            None => left.push(item.clone()),
        }
    }
    left
}
