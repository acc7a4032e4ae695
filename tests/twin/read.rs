//! A report, read from its JSON into days and sets, with what the twin asks of it.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::book::{Book, COMMUNICATIONS, Row};
use super::day::Day;

pub type People = BTreeSet<String>;

/// An offence that an incident lists.
#[derive(Debug, Clone)]
pub struct Given {
    pub row: Row,
    /// Whether it was law on a day of the entry.
    pub law: bool,
    /// Whether it was law and is in the list on the day of the report.
    pub notifiable: bool,
    /// Whether it is counted: notifiable, not recorded already, and of a victim that it can have.
    pub counts: bool,
    pub victims: People,
    pub suspects: People,
}

/// An incident, whole or as one victim and one group of offenders see it.
#[derive(Debug, Clone)]
pub struct Entry {
    pub id: String,
    pub from: Day,
    pub to: Day,
    pub count: u64,
    pub victims: People,
    pub suspects: People,
    pub acts: BTreeSet<String>,
    effects: BTreeSet<String>,
    pub given: Vec<Given>,
    part_of_course: bool,
    pub another_occasion: bool,
}

impl Entry {
    /// By date, then by id.
    pub fn place(&self) -> (Day, String) {
        (self.from, self.id.clone())
    }

    /// The first and the last day.
    pub fn span(&self) -> (Day, Day) {
        (self.from, self.to)
    }

    pub fn has_act(&self, act: &str) -> bool {
        self.acts.contains(act)
    }

    pub fn has_effect(&self, effect: &str) -> bool {
        self.effects.contains(effect)
    }

    /// Whether there is alarm, distress or fear; anxiety alone is not enough.
    pub fn harasses(&self) -> bool {
        ["alarm", "distress", "fear-of-violence"].iter().any(|e| self.has_effect(e))
    }

    /// Whether it is an occasion, by (a), (b) or (c). A communications offence by code that was law
    /// is among the acts.
    pub fn is_occasion(&self) -> bool {
        let merely_frightened = self.given.iter().any(|g| {
            g.notifiable
                && g.row.is_against(&g.victims)
                && !g.row.is_conduct()
                && !COMMUNICATIONS.contains(&g.row.code.as_str())
        });
        let a = !self.acts.is_empty();
        let b = self.harasses() && !merely_frightened;
        let c = self.part_of_course && !self.given.is_empty();
        !self.has_effect("nuisance-only") && (a || b || c)
    }

    /// Whether the officer gives a conduct crime by code.
    pub fn gives_conduct(&self) -> bool {
        self.given.iter().any(|g| g.counts && g.row.is_conduct())
    }

    pub fn control(&self) -> bool {
        self.has_act("controlling") || self.has_act("coercing")
    }

    pub fn associated_with_stalking(&self) -> bool {
        [
            "following",
            "contacting",
            "publishing",
            "monitoring",
            "loitering",
            "interfering-with-property",
            "watching-or-spying",
            "visiting-uninvited",
            "sending-gifts",
            "identity-misuse",
            "vexatious-complaints",
            "contacting-third-parties",
        ]
        .iter()
        .any(|act| self.has_act(act))
    }
}

/// What is known of a victim and a suspect.
#[derive(Debug, Clone, Default)]
struct Pair {
    relationship: Option<String>,
    facts: BTreeMap<String, bool>,
}

/// A crime recorded earlier.
#[derive(Debug, Clone)]
pub struct Recorded {
    pub id: String,
    pub row: Row,
    pub victim: Option<String>,
    pub suspects: People,
    pub last_incident_on: Day,
    pub recorded_on: Option<Day>,
    pub longer_gap_accepted: bool,
}

#[derive(Debug, Clone)]
struct Intervention {
    on: Day,
    victim: String,
    suspect: String,
    kind: String,
    of_this_conduct: bool,
}

/// A report under one edition.
pub struct Case<'a> {
    pub report: &'a Value,
    pub book: Book<'a>,
    pub reported_on: Day,
    pub entries: Vec<Entry>,
    pub recorded: Vec<Recorded>,
    pairs: BTreeMap<(String, String), Pair>,
    interventions: Vec<Intervention>,
}

impl<'a> Case<'a> {
    pub fn new(report: &'a Value, book: Book<'a>) -> Case<'a> {
        let reported_on = day(&report["reported_on"]);
        let mut entries: Vec<Entry> =
            list(&report["incidents"]).map(|i| entry(i, &book, reported_on)).collect();
        entries.sort_by_key(Entry::place);
        let recorded = list(&report["recorded_crimes"]).map(|c| recorded(c, &book)).collect();
        let pairs = list(&report["pairs"]).map(pair).collect();
        let interventions = list(&report["interventions"]).map(intervention).collect();
        Case { report, book, reported_on, entries, recorded, pairs, interventions }
    }

    pub fn victims(&self) -> People {
        self.entries.iter().flat_map(|e| e.victims.clone()).collect()
    }

    fn pair(&self, victim: &str, suspect: &str) -> Option<&Pair> {
        self.pairs.get(&(victim.to_owned(), suspect.to_owned()))
    }

    fn fact(&self, victim: &str, suspect: &str, name: &str) -> Option<bool> {
        self.pair(victim, suspect)?.facts.get(name).copied()
    }

    /// Whether a fact is true; unknown counts as false.
    pub fn holds(&self, victim: &str, suspect: &str, name: &str) -> bool {
        self.fact(victim, suspect, name) == Some(true)
    }

    /// Whether a fact is false; unknown counts as true, for the facts that are presumed.
    pub fn denied(&self, victim: &str, suspect: &str, name: &str) -> bool {
        self.fact(victim, suspect, name) == Some(false)
    }

    pub fn relationship(&self, victim: &str, suspect: &str) -> Option<&str> {
        self.pair(victim, suspect)?.relationship.as_deref()
    }

    fn person(&self, id: &str) -> Option<&Value> {
        list(&self.report["people"]).find(|p| p["id"] == id)
    }

    /// Whether somebody can be harassed, stalked or controlled.
    pub fn is_individual(&self, id: &str) -> bool {
        let kind = self.person(id).and_then(|p| p["kind"].as_str());
        kind.is_none_or(|kind| kind == "individual")
    }

    /// Whether a person is under 16 at the last incident of the pair (by date of birth) or on the
    /// day of the report (by age); an unknown age is not under 16.
    pub fn under_16(&self, person: &str, victim: &str, suspect: &str) -> bool {
        let Some(known) = self.person(person) else {
            return false;
        };
        if let Some(born) = known["born"].as_str() {
            let of_the_pair = self
                .entries
                .iter()
                .filter(|e| e.victims.contains(victim) && e.suspects.contains(suspect));
            let last = of_the_pair.map(|e| e.to).max().unwrap();
            return Day::read(born).age_on(last) < 16;
        }
        known["age"].as_u64().is_some_and(|age| age < 16)
    }

    /// The days on which an intervention of one of these kinds concerned this conduct.
    pub fn interventions(&self, victim: &str, suspect: &str, kinds: &[&str]) -> Vec<Day> {
        self.interventions
            .iter()
            .filter(|i| i.victim == victim && i.suspect == suspect && i.of_this_conduct)
            .filter(|i| kinds.contains(&i.kind.as_str()))
            .map(|i| i.on)
            .collect()
    }

    /// A fact of the recording test: as given for the victim, else for the report.
    pub fn recording(&self, victim: Option<&str>, name: &str) -> &Value {
        let report = &self.report["recording"];
        let own = victim.and_then(|v| report["by_victim"][v].get(name));
        own.unwrap_or(&report[name])
    }
}

/// The interventions that end a course of conduct.
pub const ENDS: [&str; 3] = ["conviction", "acquittal", "court-order"];
/// The interventions that deal with an offender.
pub const DEALS: [&str; 10] = [
    "charge",
    "summons",
    "caution",
    "conditional-caution",
    "community-resolution",
    "penalty-notice",
    "other-disposal",
    "conviction",
    "acquittal",
    "court-order",
];

pub fn list(value: &Value) -> impl Iterator<Item = &Value> {
    value.as_array().into_iter().flatten()
}

pub fn text(value: &Value) -> String {
    value.as_str().unwrap().to_owned()
}

pub fn texts<C: FromIterator<String>>(value: &Value) -> C {
    list(value).map(text).collect()
}

fn day(value: &Value) -> Day {
    Day::read(value.as_str().unwrap())
}

fn entry(incident: &Value, book: &Book<'_>, reported_on: Day) -> Entry {
    let from = day(&incident["on"]);
    let to = incident["to"].as_str().map_or(from, Day::read);
    let (victims, suspects): (People, People) =
        (texts(&incident["victims"]), texts(&incident["suspects"]));
    let given = |offence: &Value| {
        let row = book.find(offence.as_str().or(offence["code"].as_str()).unwrap());
        let named = |field: &str, all: &People| match &offence[field] {
            Value::Null => all.clone(),
            some => texts(some),
        };
        let law = row.was_law(from, to);
        let notifiable = law && row.was_listed(reported_on);
        let (victims, suspects) = (named("victims", &victims), named("suspects", &suspects));
        Given { row, law, notifiable, counts: notifiable, victims, suspects }
    };
    Entry {
        id: text(&incident["id"]),
        from,
        to,
        count: incident["occasions"].as_u64().unwrap_or(1),
        acts: texts(&incident["acts"]),
        effects: texts(&incident["effects"]),
        given: list(&incident["offences"]).map(given).collect(),
        part_of_course: incident["facts"]["part-of-course"] == true,
        another_occasion: incident["facts"]["another-occasion"] == true,
        victims,
        suspects,
    }
}

fn pair(pair: &Value) -> ((String, String), Pair) {
    let facts = pair["facts"].as_object().into_iter().flatten();
    let known = facts.filter_map(|(name, v)| Some((name.clone(), v.as_bool()?)));
    let relationship = pair["relationship"].as_str().map(str::to_owned);
    let facts = known.collect();
    ((text(&pair["victim"]), text(&pair["suspect"])), Pair { relationship, facts })
}

fn recorded(crime: &Value, book: &Book<'_>) -> Recorded {
    Recorded {
        id: text(&crime["id"]),
        row: book.find(crime["code"].as_str().unwrap()),
        victim: crime["victim"].as_str().map(str::to_owned),
        suspects: texts(&crime["suspects"]),
        last_incident_on: day(&crime["last_incident_on"]),
        recorded_on: crime["recorded_on"].as_str().map(Day::read),
        longer_gap_accepted: crime["longer_gap_accepted"] == true,
    }
}

fn intervention(one: &Value) -> Intervention {
    Intervention {
        on: day(&one["on"]),
        victim: text(&one["victim"]),
        suspect: text(&one["suspect"]),
        kind: text(&one["kind"]),
        of_this_conduct: one["for"] != "other",
    }
}
