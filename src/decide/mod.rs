//! The steps of deciding, one call each.

mod condition;
mod counting;
mod made_out;
mod principal;

use counting::Bundle;
use principal::Ranked;

use crate::conduct::{self, Relation};
use crate::decision::{Action, Caution, CourseOfConduct, Crime, Decision, Outcome};
use crate::edition::{Edition, Form};
use crate::report::Checked;

/// Decides a checked report under an edition.
pub(crate) fn decide(edition: &Edition, reference: &str, report: &Checked) -> Decision {
    let relations = conduct::relations(report);
    let mut not_counted = Vec::new();
    let mut crimes = Vec::new();
    let mut cautions = Vec::new();
    for relation in &relations {
        for bundle in counting::bundles(edition, report, relation, &mut not_counted) {
            let ranked = principal::rank(edition, &bundle);
            caution(edition, report, relation, &bundle, &ranked, &mut cautions);
            crimes.push(crime(edition, report, relation, &bundle, &ranked));
        }
    }
    crimes.sort_by(|a, b| order(a).cmp(&order(b)));
    not_counted.sort();
    not_counted.dedup();
    cautions.sort();
    let outcome = if crimes.is_empty() { Outcome::NoCrime } else { Outcome::Record };
    Decision {
        reference: reference.to_owned(),
        edition: edition.id.clone(),
        outcome,
        crimes,
        courses_of_conduct: courses(report, &relations),
        not_recorded: Vec::new(),
        not_counted,
        cautions,
        discretion: Vec::new(),
        open_questions: Vec::new(),
        open_questions_complete: true,
    }
}

/// By victim (nobody last), suspects, action and principal crime; then what else tells apart.
fn order(crime: &Crime) -> impl Ord + use<'_> {
    let victim = (crime.victim.is_none(), &crime.victim);
    (victim, &crime.suspects, crime.action, crime.principal, &crime.between, &crime.incidents)
}

fn person(report: &Checked, number: usize) -> String {
    report.people.get(number).map(|person| person.id.clone()).unwrap_or_default()
}

fn people(report: &Checked, numbers: &[usize]) -> Vec<String> {
    numbers.iter().map(|n| person(report, *n)).collect()
}

fn incidents(report: &Checked, numbers: &[usize]) -> Vec<String> {
    let ids = numbers.iter().filter_map(|n| report.incidents.get(*n));
    ids.map(|incident| incident.id.clone()).collect()
}

fn courses(report: &Checked, relations: &[Relation]) -> Vec<CourseOfConduct> {
    let mut courses = Vec::new();
    for relation in relations {
        let Some(victim) = relation.victim else { continue };
        for course in relation.courses.iter().filter(|course| course.occasions > 1) {
            courses.push(CourseOfConduct {
                victim: person(report, victim),
                suspects: people(report, &relation.suspects),
                incidents: incidents(report, &course.incidents),
                occasions: course.occasions,
                from: course.from,
                to: course.to,
            });
        }
    }
    courses
}

fn crime(
    edition: &Edition,
    report: &Checked,
    relation: &Relation,
    bundle: &Bundle,
    ranked: &Ranked,
) -> Crime {
    let top = principal::codes(edition, bundle, &ranked.top);
    let (action, principal, between) = match ranked.top.as_slice() {
        [_] => (Action::Record, top.first().copied(), Vec::new()),
        _ => (Action::ReferToRegistrar, None, top),
    };
    let mut rests_on: Vec<usize> =
        bundle.disclosed.iter().flat_map(|d| d.incidents.iter().copied()).collect();
    rests_on.sort_unstable();
    rests_on.dedup();
    Crime {
        victim: relation.victim.map(|victim| person(report, victim)),
        suspects: people(report, &relation.suspects),
        action,
        principal,
        between,
        existing: None,
        reclassify_to: None,
        also_record: Vec::new(),
        related: principal::codes(edition, bundle, &ranked.related),
        incidents: incidents(report, &rests_on),
        because: principal::because(edition, bundle, ranked),
    }
}

/// The cautions of the edition that the crime calls for.
fn caution(
    edition: &Edition,
    report: &Checked,
    relation: &Relation,
    bundle: &Bundle,
    ranked: &Ranked,
    cautions: &mut Vec<Caution>,
) {
    let [principal] = ranked.top.as_slice() else { return };
    let is = |place: &usize, members: &Vec<bool>| {
        bundle.disclosed.get(*place).is_some_and(|d| {
            let key = edition.tables.key(&edition.law, d.row, d.day);
            members.get(key).copied().unwrap_or(false)
        })
    };
    for (number, of, over) in &edition.tables.cautions {
        if !is(principal, of) || !ranked.related.iter().any(|place| is(place, over)) {
            continue;
        }
        let Some(rule) = edition.rules.get(*number) else { continue };
        if let Form::Caution { says, .. } = &rule.form {
            cautions.push(Caution {
                victim: relation.victim.map(|victim| person(report, victim)),
                suspects: people(report, &relation.suspects),
                says: says.clone(),
                cites: edition.law.cites(&rule.support),
            });
        }
    }
}
