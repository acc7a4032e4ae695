//! Ids that nobody can tell apart, or that cannot be seen.

use std::collections::BTreeMap;

use unicode_normalization::UnicodeNormalization;

use crate::report::{
    Report, ReportErrors, ReportProblem as Problem, ReportProblemCode as Wrong, shown,
};

/// Rejects ids that are blank or have a space at an end, and two of one kind that look the same.
pub(super) fn ids(report: &Report, people: &[&str], errors: &mut ReportErrors) {
    let of_incidents: Vec<&str> = report.incidents.iter().map(|i| i.id.as_str()).collect();
    let of_crimes: Vec<&str> = report.recorded_crimes.iter().map(|c| c.id.as_str()).collect();
    let at = |list: &str, ids: &[&str], id: &str| {
        let place = ids.iter().position(|known| *known == id).unwrap_or_default();
        format!("{list}[{place}].id")
    };
    of_one_kind(people, &|id| person_at(report, id), errors);
    of_one_kind(&of_incidents, &|id| at("incidents", &of_incidents, id), errors);
    of_one_kind(&of_crimes, &|id| at("recorded_crimes", &of_crimes, id), errors);
}

fn of_one_kind(ids: &[&str], field: &dyn Fn(&str) -> String, errors: &mut ReportErrors) {
    // Usually no id needs a second look.
    let plain = |id: &&str| {
        !id.is_empty() && id.bytes().all(|b| b.is_ascii_graphic() && !b.is_ascii_uppercase())
    };
    if ids.iter().all(plain) {
        return;
    }
    let mut known: BTreeMap<String, &str> = BTreeMap::new();
    for id in ids {
        let looks = looks(id);
        let (place, told) = (field(id), shown(id));
        if looks.is_empty() || id.trim() != *id {
            let message = format!("`{told}` is blank, or has a space at an end");
            errors.add(Problem::new(Wrong::NotAnId, place, message).value(id));
        } else if let Some(other) = known.insert(looks, id).filter(|other| other != id) {
            let other = shown(other);
            let message =
                format!("`{told}` and `{other}` differ only in capitals, spaces or Unicode form");
            let help = "write one of them, or ids that differ";
            errors.add(Problem::new(Wrong::IdsAlike, place, message).value(id).help(help));
        }
    }
}

/// Returns what is left of an id where capitals, spaces and Unicode form do not count.
fn looks(id: &str) -> String {
    let folded = id.nfkc().flat_map(char::to_lowercase).nfkc();
    folded.filter(|letter| !letter.is_whitespace()).collect()
}

/// The first field that names a person.
fn person_at(report: &Report, id: &str) -> String {
    let listed = report.people.iter().position(|person| person.id == id);
    let listed = listed.map(|n| format!("people[{n}].id"));
    let in_incident = || {
        report.incidents.iter().enumerate().find_map(|(n, incident)| {
            let lists = [("victims", &incident.victims), ("suspects", &incident.suspects)];
            lists.into_iter().find_map(|(name, list)| {
                let place = list.iter().position(|known| known == id)?;
                Some(format!("incidents[{n}].{name}[{place}]"))
            })
        })
    };
    let in_pair = || {
        let of_pair = report.pairs.iter().position(|p| p.victim == id || p.suspect == id)?;
        Some(format!("pairs[{of_pair}]"))
    };
    let in_crime = || {
        let names = |suspects: &[String], victim: Option<&str>| {
            victim == Some(id) || suspects.iter().any(|known| known == id)
        };
        let mut crimes = report.recorded_crimes.iter();
        let place = crimes.position(|c| names(&c.suspects, c.victim.as_deref()))?;
        Some(format!("recorded_crimes[{place}]"))
    };
    let in_intervention = || {
        let place = report.interventions.iter().position(|i| i.victim == id || i.suspect == id)?;
        Some(format!("interventions[{place}]"))
    };
    let found = listed.or_else(in_incident).or_else(in_pair).or_else(in_crime);
    found.or_else(in_intervention).unwrap_or_default()
}
