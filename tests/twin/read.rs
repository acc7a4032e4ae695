//! A report parsed into days and sets, with what the twin asks of it.

use std::collections::BTreeSet;

use counting_rules::Report;
use counting_rules::report::Recording;
use counting_rules::words::Basis;

use super::book::{Book, Row};
use super::day::Day;

pub type People = BTreeSet<String>;

/// An offence that an incident lists.
#[derive(Debug, Clone)]
pub struct Given {
    pub row: Row,
    /// Whether it was law on a day of the entry.
    pub law: bool,
    /// Whether it was law and is in the list on the day of the report.
    pub counts: bool,
}

/// An incident.
#[derive(Debug, Clone)]
pub struct Entry {
    pub id: String,
    pub from: Day,
    pub to: Day,
    pub count: u64,
    pub victims: People,
    pub suspects: People,
    acts: BTreeSet<String>,
    effects: BTreeSet<String>,
    pub given: Vec<Given>,
}

impl Entry {
    /// By date, then by id.
    pub fn place(&self) -> (Day, String) {
        (self.from, self.id.clone())
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

    /// Whether there is an act, or alarm, distress or fear, and more than a nuisance.
    pub fn is_occasion(&self) -> bool {
        !self.has_effect("nuisance-only") && (!self.acts.is_empty() || self.harasses())
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

/// A report under one edition.
pub struct Case<'a> {
    pub report: &'a Report,
    pub book: Book<'a>,
    pub reported_on: Day,
    pub entries: Vec<Entry>,
}

impl<'a> Case<'a> {
    pub fn new(report: &'a Report, book: Book<'a>) -> Case<'a> {
        let reported_on = Day::read(&report.reported_on);
        let mut entries: Vec<Entry> =
            report.incidents.iter().map(|i| entry(i, &book, reported_on)).collect();
        entries.sort_by_key(Entry::place);
        Case { report, book, reported_on, entries }
    }

    pub fn victims(&self) -> People {
        self.entries.iter().flat_map(|e| e.victims.clone()).collect()
    }

    fn fact(&self, victim: &str, suspect: &str, name: &str) -> Option<bool> {
        let pair = self.report.pairs.iter().find(|p| p.victim == victim && p.suspect == suspect)?;
        *pair.facts.get(name)?
    }

    /// Whether a fact is true; unknown counts as false.
    pub fn holds(&self, victim: &str, suspect: &str, name: &str) -> bool {
        self.fact(victim, suspect, name) == Some(true)
    }

    /// Whether a fact is not false, for the two facts that are presumed true.
    pub fn not_denied(&self, victim: &str, suspect: &str, name: &str) -> bool {
        self.fact(victim, suspect, name) != Some(false)
    }

    pub fn relationship(&self, victim: &str, suspect: &str) -> Option<&str> {
        let pair = self.report.pairs.iter().find(|p| p.victim == victim && p.suspect == suspect)?;
        pair.relationship.as_deref()
    }

    /// Whether a person is under 16 at the last incident of the pair (by date of birth) or on the
    /// day of the report (by age); an unknown age is not under 16.
    pub fn under_16(&self, person: &str, victim: &str, suspect: &str) -> bool {
        let Some(known) = self.report.people.iter().find(|p| p.id == person) else {
            return false;
        };
        if let Some(born) = &known.born {
            let of_the_pair = self
                .entries
                .iter()
                .filter(|e| e.victims.contains(victim) && e.suspects.contains(suspect));
            let last = of_the_pair.map(|e| e.to).max().unwrap();
            return Day::read(born).age_on(last) < 16;
        }
        known.age.is_some_and(|age| age < 16)
    }

    /// The days on which an intervention of one of these kinds concerned this conduct.
    pub fn interventions(&self, victim: &str, suspect: &str, kinds: &[&str]) -> Vec<Day> {
        self.report
            .interventions
            .iter()
            .filter(|i| i.victim == victim && i.suspect == suspect)
            .filter(|i| i.concerns.as_deref() != Some("other"))
            .filter(|i| kinds.contains(&i.kind.as_str()))
            .map(|i| Day::read(&i.on))
            .collect()
    }
}

/// The interventions that end a course of conduct.
pub const ENDS: [&str; 3] = ["conviction", "acquittal", "court-order"];
/// The interventions that deal with an offender.
pub const DEALS: [&str; 6] =
    ["charge", "summons", "caution", "conviction", "acquittal", "court-order"];

fn entry(incident: &counting_rules::report::Incident, book: &Book<'_>, reported_on: Day) -> Entry {
    let from = Day::read(&incident.on);
    let to = incident.to.as_deref().map_or(from, Day::read);
    let given: Vec<Given> = incident
        .offences
        .iter()
        .map(|text| {
            let row = book.find(text);
            let law = row.was_law(from, to);
            let counts = law && row.was_listed(reported_on);
            Given { row, law, counts }
        })
        .collect();
    let mut acts: BTreeSet<String> = incident.acts.iter().cloned().collect();
    for one in given.iter().filter(|g| g.law) {
        let act = match one.row.code.as_str() {
            "008/72" => "indecent-or-grossly-offensive-communication",
            "138/52" => "false-communication",
            "005/28" => "communication-threatening-death-or-serious-harm",
            _ => continue,
        };
        acts.insert(act.to_owned());
    }
    Entry {
        id: incident.id.clone(),
        from,
        to,
        count: incident.occasions.unwrap_or(1),
        victims: incident.victims.iter().cloned().collect(),
        suspects: incident.suspects.iter().cloned().collect(),
        acts,
        effects: incident.effects.iter().cloned().collect(),
        given,
    }
}

/// Whether an offence that an incident lists is against its victims.
pub fn against_victims(row: &Row, entry: &Entry) -> bool {
    match row.basis {
        Basis::Victim => true,
        Basis::State => false,
        Basis::Either => !entry.victims.is_empty(),
    }
}

/// A fact of the recording test: as given for the victim, else for the report, else the default.
pub fn recording_fact(
    recording: &Recording,
    victim: Option<&str>,
    name: &str,
    default: bool,
) -> bool {
    let own = victim.and_then(|v| recording.by_victim.get(v)).and_then(|r| r.facts.get(name));
    own.or_else(|| recording.facts.get(name)).copied().flatten().unwrap_or(default)
}

/// Who reported.
pub fn reported_by<'r>(recording: &'r Recording, victim: Option<&str>) -> &'r str {
    let own =
        victim.and_then(|v| recording.by_victim.get(v)).and_then(|r| r.reported_by.as_deref());
    own.or(recording.reported_by.as_deref()).unwrap_or("victim")
}
