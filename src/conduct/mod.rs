//! Who did what to whom: victims and offender groups, and their courses of conduct.
//!
//! All it knows of the rules is what joins and what separates incidents.

mod circle;
mod graph;

pub(crate) use circle::circles;
use graph::CourseGraph;

use smallvec::{SmallVec, smallvec};

use crate::checked::{Checked, CheckedIncident};
use crate::rules::compiled::law::Law;
use crate::words::date::Date;
use crate::words::terms::Basis;

/// A few numbers of people or incidents, in order.
pub(crate) type Numbers = SmallVec<[usize; 4]>;

/// A victim (or nobody), an offender or offender group, and what is between them. All numbers are
/// those of the checked report.
#[derive(Debug)]
pub(crate) struct Relation {
    pub(crate) victim: Option<usize>,
    pub(crate) suspects: Numbers,
    /// Every incident of the two, by day and id; without a victim, every incident of the group.
    pub(crate) incidents: Numbers,
    /// Runs of occasions that nothing parts, by day. Two or more occasions are a course of conduct.
    pub(crate) courses: SmallVec<[Course; 1]>,
}

/// Occasions that belong together.
#[derive(Debug, Clone)]
pub(crate) struct Course {
    /// The incidents that are its occasions, by day and id.
    pub(crate) incidents: Numbers,
    pub(crate) occasions: u32,
    pub(crate) from: Date,
    pub(crate) to: Date,
}

/// Returns every victim and offender group of the report, by victim, then suspects. If an offence
/// given by code may have no victim, every group over all incidents follows, with no victim.
pub(crate) fn relations(report: &Checked, law: &Law) -> SmallVec<[Relation; 1]> {
    let named = report.incidents.iter().enumerate();
    let mut named: SmallVec<[(usize, usize); 8]> = named
        .flat_map(|(n, incident)| report.victims(incident).iter().map(move |victim| (*victim, n)))
        .collect();
    named.sort_unstable();
    let mut relations = SmallVec::new();
    for of_victim in named.chunk_by(|one, other| one.0 == other.0) {
        let victim = of_victim.first().map(|(victim, _)| *victim);
        let incidents = of_victim.iter().map(|(_, n)| *n).collect();
        for (suspects, incidents) in groups(report, incidents, victim) {
            let courses = courses(report, law, victim, &suspects, &incidents);
            relations.push(Relation { victim, suspects, incidents, courses });
        }
    }
    // Only an offence given by code can be recorded without a victim.
    let may_have_none =
        |row: &usize| law.offences.get(*row).is_some_and(|o| o.basis != Basis::Victim);
    if report.incidents.iter().any(|incident| report.offences(incident).iter().any(may_have_none)) {
        for (suspects, incidents) in groups(report, (0..report.incidents.len()).collect(), None) {
            relations.push(Relation {
                victim: None,
                suspects,
                incidents,
                courses: SmallVec::new(),
            });
        }
    }
    relations
}

/// Returns the offender groups of some incidents, each with its incidents.
fn groups(
    report: &Checked,
    incidents: Numbers,
    victim: Option<usize>,
) -> SmallVec<[(Numbers, Numbers); 1]> {
    let of = |n: &usize| report.incidents.get(*n);
    let mut suspects = Numbers::new();
    for suspect in incidents.iter().filter_map(of).flat_map(|i| report.suspects(i)) {
        if suspects.last() != Some(suspect) {
            suspects.push(*suspect);
        }
    }
    suspects.sort_unstable();
    suspects.dedup();
    if suspects.len() == 1 {
        return smallvec![(suspects, incidents)];
    }
    let mut together = Vec::new();
    for incident in incidents.iter().filter_map(of) {
        let of_group: Vec<usize> = report
            .suspects(incident)
            .iter()
            .copied()
            .filter(|s| !apart(report, incident, victim, *s))
            .collect();
        together.extend(of_group.windows(2).filter_map(|pair| match pair {
            [one, other] => Some((*one, *other)),
            _ => None,
        }));
    }
    let with_incidents = |suspects: Vec<usize>| {
        let suspects = Numbers::from_vec(suspects);
        let theirs = |n: &usize| {
            of(n).is_some_and(|i| {
                report.suspects(i).iter().any(|s| suspects.binary_search(s).is_ok())
            })
        };
        let incidents = incidents.iter().copied().filter(theirs).collect();
        (suspects, incidents)
    };
    graph::groups(&suspects, &together).into_iter().map(with_incidents).collect()
}

/// Whether a suspect acted independently of the others named with them: towards the victim or, for
/// offences without one, towards any victim of the incident.
fn apart(
    report: &Checked,
    incident: &CheckedIncident,
    victim: Option<usize>,
    suspect: usize,
) -> bool {
    let independent =
        |victim: &usize| report.pairs.get(&(*victim, suspect)).is_some_and(|pair| pair.independent);
    match victim {
        Some(victim) => independent(&victim),
        None if incident.is_part => {
            let same = |other: &&CheckedIncident| report.id(other) == report.id(incident);
            let parts = report.incidents.iter().filter(same);
            parts.flat_map(|part| report.victims(part)).any(independent)
        }
        None => report.victims(incident).iter().any(independent),
    }
}

/// Returns the courses of a victim and a group.
fn courses(
    report: &Checked,
    law: &Law,
    victim: Option<usize>,
    suspects: &[usize],
    incidents: &[usize],
) -> SmallVec<[Course; 1]> {
    let occasion = |n: &usize| report.incidents.get(*n).is_some_and(|i| i.is_occasion);
    let in_time: Numbers = incidents.iter().copied().filter(occasion).collect();
    let graph = CourseGraph::new(&in_time, |earlier, later| {
        if report.interventions.is_empty() {
            return false;
        }
        match (report.incidents.get(earlier), report.incidents.get(later)) {
            (Some(earlier), Some(later)) => {
                ended(report, law, victim, suspects, earlier.last, later.first)
            }
            _ => false,
        }
    });
    graph.components().into_iter().filter_map(|ids| course(report, ids)).collect()
}

/// Whether an intervention ends the course for every suspect, on `after` or later and before
/// `before`.
pub(crate) fn ended(
    report: &Checked,
    law: &Law,
    victim: Option<usize>,
    suspects: &[usize],
    after: Date,
    before: Date,
) -> bool {
    let ends = |kind: usize| law.interventions.get(kind).is_some_and(|kind| kind.ends_course);
    suspects.iter().all(|suspect| {
        report.interventions.iter().any(|i| {
            let concerns = Some(i.victim) == victim && i.suspect == *suspect;
            concerns && ends(i.kind) && after <= i.on && i.on < before
        })
    })
}

/// Combines some incidents into one course.
pub(crate) fn course(report: &Checked, ids: Numbers) -> Option<Course> {
    let mut incidents = ids.iter().filter_map(|n| report.incidents.get(*n));
    let first = incidents.next()?;
    let mut whole = (first.occasions, first.first, first.last);
    for incident in incidents {
        let (occasions, from, to) = whole;
        let occasions = occasions.saturating_add(incident.occasions);
        whole = (occasions, from.min(incident.first), to.max(incident.last));
    }
    let (occasions, from, to) = whole;
    Some(Course { incidents: ids, occasions, from, to })
}
