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
mod disclosed;
mod draft;
mod earlier;
mod forms;
mod groups;
mod history;
mod lists;
mod offered;
mod outcome;
mod ranking;
mod read;
pub mod reports;
mod state;

use std::collections::BTreeSet;

use counting_rules::workshop::ListedOffence;
use counting_rules::{Decision, Edition, Report};
use serde_json::Value;

use book::Book;
use draft::Draft;
use read::{Case, list, text, texts};

/// What the twin decides: the part of a decision on which two implementations can agree.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Twin {
    pub outcome: String,
    pub crimes: Vec<TwinCrime>,
    pub courses_of_conduct: Vec<TwinCourse>,
    pub not_recorded: Vec<TwinNotRecorded>,
    pub not_counted: BTreeSet<NotCounted>,
    /// How many rows.
    pub not_used: usize,
}

/// The victim, the incident and the code.
pub type NotCounted = (Option<String>, String, String);

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TwinCrime {
    pub victim: Option<String>,
    pub suspects: Vec<String>,
    pub action: String,
    pub principal: Option<String>,
    pub class: Option<String>,
    pub between: Vec<String>,
    pub existing: Option<String>,
    pub reclassify_to: Option<String>,
    pub also_record: Vec<String>,
    pub related: Vec<String>,
    pub incidents: Vec<String>,
    /// The role, the code and the class of every offence disclosed in it.
    pub offences: BTreeSet<(String, String, String)>,
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
    pub record: Option<String>,
}

/// Decides a valid report under an edition.
pub fn decide(report: &Report, edition: &Edition, list: &[ListedOffence]) -> Twin {
    decide_json(&serde_json::to_value(report).unwrap(), edition, list)
}

/// Decides a valid report, as JSON, under an edition.
pub fn decide_json(report: &Value, edition: &Edition, list: &[ListedOffence]) -> Twin {
    let case = Case::new(report, Book::new(edition, list));
    let mut drafts = Vec::new();
    let mut courses_of_conduct = Vec::new();
    for victim in case.victims() {
        for group in groups::against(&case, &victim) {
            drafts.extend(crimes::of_pair(&case, &victim, &group));
            courses_of_conduct.extend(lists::courses(&case, &victim, &group));
        }
    }
    let (crimes, not_recorded) = recorded(&case, drafts);
    let outcome = if !crimes.is_empty() {
        "record"
    } else if not_recorded.iter().any(|n| n.outcome == "crime-related-incident") {
        "crime-related-incident"
    } else {
        "no-crime"
    };
    Twin {
        outcome: outcome.to_owned(),
        crimes: crimes.iter().map(Draft::printed).collect(),
        courses_of_conduct,
        not_recorded,
        not_counted: lists::not_counted(&case),
        not_used: lists::not_used(&case),
    }
    .in_order()
}

/// What the recording test leaves of the crimes with a victim and of those without, and what it
/// stops.
fn recorded(case: &Case<'_>, with_victim: Vec<Draft>) -> (Vec<Draft>, Vec<TwinNotRecorded>) {
    let mut not_recorded = Vec::new();
    let mut tested = |drafts: Vec<Draft>| {
        let mut kept = Vec::new();
        for draft in drafts {
            match draft::recording_test(case, &draft) {
                None => kept.push(draft),
                Some(stop) => not_recorded.push(draft.stopped(stop)),
            }
        }
        kept
    };
    let is = |draft: &Draft, what: fn(&str) -> bool| {
        draft.principal.as_ref().is_some_and(|o| what(&o.code))
    };
    let (breaches, others): (Vec<Draft>, Vec<Draft>) =
        state::crimes(case).into_iter().partition(|d| is(d, |code| book::BREACHES.contains(&code)));
    let (affrays, others): (Vec<Draft>, Vec<Draft>) =
        others.into_iter().partition(|d| is(d, |code| code == "066/01"));

    let mut kept = tested([with_victim, others].concat());
    let affrays = state::relate_affrays(affrays, &mut kept);
    kept.extend(tested(affrays));
    kept.sort_by_key(|d| (d.printed().place(), d.incidents.clone()));
    let breaches = state::join_breaches(tested(breaches), &mut kept);
    kept.extend(breaches);
    (kept, not_recorded)
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

fn optional(value: &Value) -> Option<String> {
    value.as_str().map(str::to_owned)
}

/// A crime of the engine, as the twin represents it.
pub fn printed_crime(crime: &Value) -> TwinCrime {
    TwinCrime {
        victim: optional(&crime["victim"]),
        suspects: texts(&crime["suspects"]),
        action: text(&crime["action"]),
        principal: optional(&crime["principal"]),
        class: optional(&crime["class"]),
        between: texts(&crime["between"]),
        existing: optional(&crime["existing"]),
        reclassify_to: optional(&crime["reclassify_to"]),
        also_record: texts(&crime["also_record"]),
        related: texts(&crime["related"]),
        incidents: texts(&crime["incidents"]),
        offences: list(&crime["offences"])
            .map(|o| (text(&o["role"]), text(&o["code"]), text(&o["class"])))
            .collect(),
    }
}

fn printed_course(course: &Value) -> TwinCourse {
    TwinCourse {
        victim: text(&course["victim"]),
        suspects: texts(&course["suspects"]),
        from: text(&course["from"]),
        to: text(&course["to"]),
        occasions: course["occasions"].as_u64().unwrap(),
        incidents: texts(&course["incidents"]),
    }
}

fn printed_stop(stopped: &Value) -> TwinNotRecorded {
    TwinNotRecorded {
        victim: optional(&stopped["victim"]),
        suspects: texts(&stopped["suspects"]),
        codes: texts(&stopped["codes"]),
        outcome: text(&stopped["outcome"]),
        record: optional(&stopped["record"]),
    }
}

impl From<&Decision> for Twin {
    fn from(decision: &Decision) -> Twin {
        let decision = serde_json::to_value(decision).unwrap();
        let not_counted =
            |n: &Value| (optional(&n["victim"]), text(&n["incident"]), text(&n["code"]));
        Twin {
            outcome: text(&decision["outcome"]),
            crimes: list(&decision["crimes"]).map(printed_crime).collect(),
            courses_of_conduct: list(&decision["courses_of_conduct"]).map(printed_course).collect(),
            not_recorded: list(&decision["not_recorded"]).map(printed_stop).collect(),
            not_counted: list(&decision["not_counted"]).map(not_counted).collect(),
            not_used: list(&decision["not_used"]).count(),
        }
        .in_order()
    }
}
