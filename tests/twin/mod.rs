//! The slow, obvious twin of the engine: a second implementation, written from the rules and using
//! only the public data of the engine. It tries every pair and keeps no index.

#![allow(
    dead_code,
    unreachable_pub,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    reason = "test code fails by panicking, and each test uses its own part"
)]

pub mod book;
mod crimes;
pub mod day;
mod draft;
mod earlier;
mod forms;
mod groups;
mod offered;
mod ranking;
mod read;
pub mod reports;
mod state;

use std::collections::BTreeSet;

use counting_rules::decision::Outcome;
use counting_rules::workshop::ListedOffence;
use counting_rules::{Action, Decision, Edition, Report};

use book::Book;
use draft::Draft;
use read::Case;

/// What the twin decides: the part of a decision on which two implementations can agree.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Twin {
    pub outcome: String,
    pub crimes: Vec<TwinCrime>,
    pub courses_of_conduct: Vec<TwinCourse>,
    pub not_recorded: Vec<TwinNotRecorded>,
    pub not_counted: BTreeSet<(Option<String>, String, String)>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TwinCrime {
    pub victim: Option<String>,
    pub suspects: Vec<String>,
    pub action: String,
    pub principal: Option<String>,
    pub between: Vec<String>,
    pub existing: Option<String>,
    pub reclassify_to: Option<String>,
    pub also_record: Vec<String>,
    pub related: Vec<String>,
    pub incidents: Vec<String>,
}

impl TwinCrime {
    /// The sort key of the list of crimes: crimes with a victim come first.
    pub fn place(&self) -> (bool, Option<String>, Vec<String>, String, Option<String>) {
        let (victim, suspects) = (self.victim.clone(), self.suspects.clone());
        (victim.is_none(), victim, suspects, self.action.clone(), self.principal.clone())
    }
}

#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct TwinCourse {
    pub victim: String,
    pub suspects: Vec<String>,
    pub from: String,
    pub to: String,
    pub occasions: u64,
    pub incidents: Vec<String>,
}

#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct TwinNotRecorded {
    pub victim: Option<String>,
    pub suspects: Vec<String>,
    pub codes: Vec<String>,
    pub outcome: String,
}

/// Decides a valid report under an edition.
pub fn decide(report: &Report, edition: &Edition, list: &[ListedOffence]) -> Twin {
    let case = Case::new(report, Book::new(edition, list));
    let mut drafts = Vec::new();
    let mut courses_of_conduct = Vec::new();
    for victim in case.victims() {
        for group in groups::against(&case, &victim) {
            drafts.extend(crimes::of_pair(&case, &victim, &group));
            courses_of_conduct.extend(courses(&case, &victim, &group));
        }
    }
    let (breaches, others): (Vec<Draft>, Vec<Draft>) =
        state::crimes(&case).into_iter().partition(state::is_breach);
    drafts.extend(others);

    let mut not_recorded = Vec::new();
    let mut recorded = |drafts: Vec<Draft>| {
        let mut kept = Vec::new();
        for draft in drafts {
            match draft::recording_test(&case, draft.victim.as_deref()) {
                None => kept.push(draft),
                Some(outcome) => not_recorded.push(draft.stopped(outcome)),
            }
        }
        kept
    };
    let mut kept = recorded(drafts);
    kept.sort_by_key(|d| (d.printed().place(), d.incidents.clone()));
    let mut alone = Vec::new();
    for breach in recorded(breaches) {
        let joins = kept
            .iter_mut()
            .find(|d| d.action != "add-to-existing" && d.suspects == breach.suspects);
        match joins {
            Some(crime) => {
                crime.also_record.extend(breach.principal);
                crime.incidents.extend(breach.incidents);
            }
            None => alone.push(breach),
        }
    }
    kept.extend(alone);
    let outcome = if !kept.is_empty() {
        "record"
    } else if not_recorded.iter().any(|n| n.outcome == "crime-related-incident") {
        "crime-related-incident"
    } else {
        "no-crime"
    };
    let crimes = kept.iter().map(Draft::printed).collect();
    let not_counted = not_counted(&case);
    let outcome = outcome.to_owned();
    Twin { outcome, crimes, courses_of_conduct, not_recorded, not_counted }.in_order()
}

fn courses(case: &Case<'_>, victim: &str, group: &read::People) -> Vec<TwinCourse> {
    let entries = groups::incidents(case, victim, group);
    let occasions: Vec<_> = entries.into_iter().filter(|e| e.is_occasion()).collect();
    let components = groups::components(case, victim, group, &occasions);
    let courses = components.into_iter().filter(|c| groups::count(c) >= 2);
    courses
        .map(|course| TwinCourse {
            victim: victim.to_owned(),
            suspects: group.iter().cloned().collect(),
            from: course.iter().map(|e| e.from).min().unwrap().to_string(),
            to: course.iter().map(|e| e.to).max().unwrap().to_string(),
            occasions: groups::count(&course),
            incidents: course.iter().map(|e| e.id.clone()).collect(),
        })
        .collect()
}

fn not_counted(case: &Case<'_>) -> BTreeSet<(Option<String>, String, String)> {
    let mut all = BTreeSet::new();
    for entry in &case.entries {
        for code in forms::communications(entry) {
            if !case.book.find(code).was_listed(case.reported_on) {
                for victim in &entry.victims {
                    all.insert((Some(victim.clone()), entry.id.clone(), code.to_owned()));
                }
            }
        }
        for given in entry.given.iter().filter(|g| !g.counts) {
            let mut add = |victim| all.insert((victim, entry.id.clone(), given.row.code.clone()));
            if read::against_victims(&given.row, entry) {
                entry.victims.iter().for_each(|victim| {
                    add(Some(victim.clone()));
                });
            } else {
                add(None);
            }
        }
    }
    all
}

impl Twin {
    /// Sorts everything whose order the format leaves open.
    fn in_order(mut self) -> Twin {
        self.crimes.sort_by_key(|c| (c.place(), c.incidents.clone(), c.existing.clone()));
        self.courses_of_conduct.sort();
        self.not_recorded.sort();
        self
    }
}

fn text(code: &counting_rules::Code) -> String {
    code.to_string()
}

fn texts(codes: &[counting_rules::Code]) -> Vec<String> {
    codes.iter().map(text).collect()
}

/// A crime of the engine, as the twin represents it.
pub fn printed_crime(c: &counting_rules::Crime) -> TwinCrime {
    TwinCrime {
        victim: c.victim.clone(),
        suspects: c.suspects.clone(),
        action: match c.action {
            Action::AddToExisting => "add-to-existing".to_owned(),
            Action::Record => "record".to_owned(),
            Action::ReferToRegistrar => "refer-to-registrar".to_owned(),
        },
        principal: c.principal.as_ref().map(text),
        between: texts(&c.between),
        existing: c.existing.clone(),
        reclassify_to: c.reclassify_to.as_ref().map(text),
        also_record: texts(&c.also_record),
        related: texts(&c.related),
        incidents: c.incidents.clone(),
    }
}

impl From<&Decision> for Twin {
    fn from(decision: &Decision) -> Twin {
        let outcome = |outcome: Outcome| match outcome {
            Outcome::Record => "record".to_owned(),
            Outcome::CrimeRelatedIncident => "crime-related-incident".to_owned(),
            Outcome::NoCrime => "no-crime".to_owned(),
        };
        let course = |c: &counting_rules::decision::CourseOfConduct| TwinCourse {
            victim: c.victim.clone(),
            suspects: c.suspects.clone(),
            from: c.from.to_string(),
            to: c.to.to_string(),
            occasions: u64::from(c.occasions),
            incidents: c.incidents.clone(),
        };
        let stopped = |n: &counting_rules::decision::NotRecorded| TwinNotRecorded {
            victim: n.victim.clone(),
            suspects: n.suspects.clone(),
            codes: texts(&n.codes),
            outcome: outcome(n.outcome),
        };
        let not_counted = |n: &counting_rules::decision::NotCounted| {
            (n.victim.clone(), n.incident.clone(), n.code.to_string())
        };
        Twin {
            outcome: outcome(decision.outcome),
            crimes: decision.crimes.iter().map(printed_crime).collect(),
            courses_of_conduct: decision.courses_of_conduct.iter().map(course).collect(),
            not_recorded: decision.not_recorded.iter().map(stopped).collect(),
            not_counted: decision.not_counted.iter().map(not_counted).collect(),
        }
        .in_order()
    }
}
