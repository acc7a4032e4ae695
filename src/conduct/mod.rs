//! Who did what to whom: victims and offender groups, and their courses of conduct.
//!
//! Of the rules it knows only what joins and what separates incidents.

mod graph;

use std::collections::BTreeSet;

use graph::CourseGraph;

use crate::date::Date;
use crate::report::Checked;

/// A victim (or nobody), an offender or a group of offenders, and what is between them. All
/// numbers are those of the checked report.
#[derive(Debug)]
pub(crate) struct Relation {
    pub(crate) victim: Option<usize>,
    pub(crate) suspects: Vec<usize>,
    /// Every incident of the two, by day and id.
    pub(crate) incidents: Vec<usize>,
    /// Occasions that nothing parts, by day: a course of conduct where they are two or more.
    pub(crate) courses: Vec<Course>,
}

/// Occasions that belong together.
#[derive(Debug)]
pub(crate) struct Course {
    /// The incidents that are its occasions, by day and id.
    pub(crate) incidents: Vec<usize>,
    pub(crate) occasions: u32,
    pub(crate) from: Date,
    pub(crate) to: Date,
}

/// Every victim and offender group of the report, by victim, then suspects.
pub(crate) fn relations(report: &Checked) -> Vec<Relation> {
    let mut relations = Vec::new();
    for (victim, suspects) in pairs(report) {
        let concerns = |n: &usize| {
            report.incidents.get(*n).is_some_and(|incident| {
                let against =
                    victim.map_or(incident.victims.is_empty(), |v| incident.victims.contains(&v));
                against && incident.suspects.iter().any(|s| suspects.contains(s))
            })
        };
        let incidents: Vec<usize> = (0..report.incidents.len()).filter(concerns).collect();
        let courses = courses(report, &incidents);
        relations.push(Relation { victim, suspects, incidents, courses });
    }
    relations
}

/// Each victim with each offender.
fn pairs(report: &Checked) -> BTreeSet<(Option<usize>, Vec<usize>)> {
    let mut pairs = BTreeSet::new();
    for incident in &report.incidents {
        for suspect in &incident.suspects {
            pairs.extend(incident.victims.iter().map(|victim| (Some(*victim), vec![*suspect])));
        }
    }
    pairs
}

fn courses(report: &Checked, incidents: &[usize]) -> Vec<Course> {
    let occasion = |n: &usize| report.incidents.get(*n).is_some_and(|i| i.is_occasion);
    let in_time: Vec<usize> = incidents.iter().copied().filter(occasion).collect();
    let graph = CourseGraph::new(&in_time, |_, _| false);
    graph.components().into_iter().filter_map(|ids| course(report, ids)).collect()
}

fn course(report: &Checked, ids: Vec<usize>) -> Option<Course> {
    let incidents = || ids.iter().filter_map(|n| report.incidents.get(*n));
    let from = incidents().map(|incident| incident.first).min()?;
    let to = incidents().map(|incident| incident.last).max()?;
    let occasions = incidents().fold(0u32, |sum, incident| sum.saturating_add(incident.occasions));
    Some(Course { incidents: ids, occasions, from, to })
}
