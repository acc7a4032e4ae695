//! Pictures of a report: a timeline of its incidents, and the course-of-conduct graph.

mod graph;
mod svg;
mod timeline;

use std::collections::HashMap;

use crate::checked;
use crate::checked::Checked;
use crate::conduct::{self, Course, Relation};
use crate::decide;
use crate::report::{Report, ReportErrors};
use crate::rules::compiled::Edition;
use crate::rules::compiled::law::Marks;
use crate::show::document::on_one_line;
use crate::show::sentences::{results, who};
use crate::words::date::Date;
use crate::words::text::in_words;

/// A report as pictures: a timeline, and the course-of-conduct graph.
///
/// ```
/// # use counting_rules::{Report, Rules};
/// # let rules = Rules::shipped()?;
/// # let report = Report::from_json(include_str!("../../../examples/messages.json"))?;
/// let picture = rules.edition("hocr-2026-04")?.picture(&report)?;
/// assert!(picture.timeline().starts_with("<svg"));
/// assert!(picture.mermaid().starts_with("flowchart"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone)]
pub struct Picture {
    title: String,
    lanes: Vec<Lane>,
}

/// A victim and a group of offenders.
#[derive(Debug, Clone)]
struct Lane {
    who: String,
    /// What is done about it under the edition.
    result: String,
    /// Sorted by day and id.
    incidents: Vec<Entry>,
    courses: Vec<Band>,
    interventions: Vec<(Date, String)>,
    recorded: Vec<(Date, String)>,
}

#[derive(Debug, Clone)]
struct Entry {
    id: String,
    /// The index of this entry and the number of entries on the same days: they are drawn side by
    /// side.
    place: (usize, usize),
    first: Date,
    last: Date,
    occasions: u32,
    is_occasion: bool,
    acts: Vec<String>,
    effects: Vec<String>,
    offences: Vec<String>,
}

/// A course of conduct, or a single occasion: the indices of its incidents in the lane.
#[derive(Debug, Clone)]
struct Band {
    from: Date,
    occasions: u32,
    entries: Vec<usize>,
}

impl Edition {
    /// Draws the pictures of a report, with the outcome under this edition.
    ///
    /// # Errors
    ///
    /// The same as for [`Edition::decide`].
    pub fn picture(&self, report: &Report) -> Result<Picture, ReportErrors> {
        let checked = checked::check(report, &self.law)?;
        let decision = decide::settle(self, &checked).decision(&report.reference);
        let results = results(&self.law, &decision);
        let relations = conduct::relations(&checked, &self.law);
        let lanes = relations.iter().map(|relation| {
            let mut lane = lane(self, &checked, relation);
            let of_lane = results.iter().filter(|(who, _)| *who == lane.who);
            let of_lane: Vec<&str> = of_lane.map(|(_, what)| what.as_str()).collect();
            lane.result = of_lane.join("; ");
            lane
        });
        let lanes = lanes.filter(|lane| !lane.incidents.is_empty()).collect();
        let title = format!("Report {} under {}", on_one_line(&report.reference), self.id());
        Ok(Picture { title, lanes })
    }
}

fn lane(edition: &Edition, report: &Checked, relation: &Relation) -> Lane {
    let person = |n: &usize| report.people.get(*n).map_or(String::new(), |p| p.id.clone());
    let suspects: Vec<String> = relation.suspects.iter().map(person).collect();
    let victim = relation.victim.as_ref().map(person);
    // A lane without a victim shows only the incidents that have no victim at all.
    let shown = |n: &&usize| {
        relation.victim.is_some()
            || report.incidents.get(**n).is_some_and(|incident| report.victims(incident).is_empty())
    };
    let numbers: Vec<usize> = relation.incidents.iter().filter(shown).copied().collect();
    let band = |course: &Course| Band {
        from: course.from,
        occasions: course.occasions,
        entries: course
            .incidents
            .iter()
            .filter_map(|n| numbers.iter().position(|shown| shown == n))
            .collect(),
    };
    let mut courses: Vec<Band> = relation.courses.iter().map(band).collect();
    courses.sort_by_key(|course| course.from);
    let interventions = report
        .interventions
        .iter()
        .filter(|i| Some(i.victim) == relation.victim && relation.suspects.contains(&i.suspect));
    let interventions = interventions.map(|i| {
        let kind = edition.law.interventions.get(i.kind);
        let name = kind.map_or(String::new(), |kind| in_words(&kind.term.name));
        let ends = kind.is_some_and(|kind| kind.ends_course);
        let of = if relation.suspects.len() > 1 {
            format!(" of {}", person(&i.suspect))
        } else {
            String::new()
        };
        (i.on, format!("{name}{of}{}", if ends { ", ends the course" } else { "" }))
    });
    let recorded = report.recorded_crimes.iter().filter(|crime| {
        let of_group = crime.suspects.iter().any(|s| relation.suspects.contains(s));
        crime.victim == relation.victim && of_group
    });
    let recorded = recorded.map(|crime| {
        let code =
            edition.law.offences.get(crime.row).map_or(String::new(), |o| o.code.to_string());
        (crime.last, format!("{} ({code})", on_one_line(&crime.id)))
    });
    Lane {
        who: on_one_line(&who(&suspects, victim.as_deref())),
        result: String::new(),
        courses,
        interventions: interventions.collect(),
        recorded: recorded.collect(),
        incidents: placed(numbers.iter().filter_map(|n| entry(edition, report, *n)).collect()),
    }
}

/// Gives entries of the same days places side by side.
fn placed(mut entries: Vec<Entry>) -> Vec<Entry> {
    let mut days: HashMap<(Date, Date), usize> = HashMap::new();
    for entry in &mut entries {
        let count = days.entry((entry.first, entry.last)).or_default();
        entry.place.0 = *count;
        *count += 1;
    }
    for entry in &mut entries {
        entry.place.1 = days.get(&(entry.first, entry.last)).copied().unwrap_or(1);
    }
    entries
}

fn entry(edition: &Edition, report: &Checked, n: usize) -> Option<Entry> {
    let incident = report.incidents.get(n)?;
    let names = |marks: Marks| {
        let names = edition.law.names_of(marks).into_iter();
        names.map(in_words).collect::<Vec<_>>()
    };
    let codes = report.offences(incident).iter().filter_map(|row| edition.law.offences.get(*row));
    Some(Entry {
        id: on_one_line(report.id(incident)),
        place: (0, 1),
        first: incident.first,
        last: incident.last,
        occasions: incident.occasions,
        is_occasion: incident.is_occasion,
        acts: names(Marks { acts: incident.marks.acts, effects: 0 }),
        effects: names(Marks { acts: 0, effects: incident.marks.effects }),
        offences: codes.map(|offence| offence.code.to_string()).collect(),
    })
}

impl Picture {
    /// The picture in words, for people who cannot see it.
    fn in_words(&self) -> String {
        let lane = |lane: &Lane| {
            let days = lane.incidents.iter().map(|e| e.first).min();
            let until = lane.incidents.iter().map(|e| e.last).max();
            let days = days.zip(until).map(|(from, to)| format!(" from {from} to {to}"));
            let courses = lane.courses.iter().filter(|course| course.occasions > 1).count();
            let result = match lane.result.as_str() {
                "" => "nothing recorded",
                result => result,
            };
            format!(
                "{}: incidents {}{}; courses of conduct {courses}; interventions {}; recorded crimes {}; result: {result}.",
                lane.who,
                lane.incidents.len(),
                days.unwrap_or_default(),
                lane.interventions.len(),
                lane.recorded.len(),
            )
        };
        self.lanes.iter().map(lane).collect::<Vec<_>>().join(" ")
    }
}

/// A picture of something other than a report.
pub(super) fn drawn(title: &str, words: &str, height: f64, inside: maud::Markup) -> String {
    svg::svg("order", title, words, height, inside).into_string()
}

/// Truncates a text to fit a width, at about seven units per character.
fn fitting(text: &str, width: f64) -> String {
    let most = (width / 7.0).max(1.0) as usize;
    if text.chars().count() <= most {
        return text.to_owned();
    }
    let mut short: String = text.chars().take(most.saturating_sub(1)).collect();
    short.push('…');
    short
}
