//! Offences without a victim: breaches of orders, public disorder and the rest.

use super::book::BREACHES;
use super::book::Row;
use super::draft::Draft;
use super::groups;
use super::ranking::Offence;
use super::read::{Case, Entry, Given, against_victims};

/// Whether an offence is violence against the person, as grouped in the list.
pub fn is_violence(row: &Row) -> bool {
    row.group == "violence-against-the-person"
}

/// The affray of an incident that also lists violence against the person.
pub fn related_affray(entry: &Entry) -> Option<Offence> {
    let counted = || entry.given.iter().filter(|g| g.counts);
    let violence = counted().any(|g| is_violence(&g.row) && against_victims(&g.row, entry));
    let affray = counted().find(|g| g.row.code == "066/01")?;
    violence.then(|| Offence::new(&affray.row, entry.to))
}

/// One draft for each group of offenders and each code.
pub fn crimes(case: &Case<'_>) -> Vec<Draft> {
    let mut drafts: Vec<Draft> = Vec::new();
    for group in groups::over_all(case) {
        for entry in case.entries.iter().filter(|e| !e.suspects.is_disjoint(&group)) {
            for given in entry.given.iter().filter(|g| g.counts && stands_alone(g, entry)) {
                let code = &given.row.code;
                let known = drafts
                    .iter_mut()
                    .find(|d| d.suspects == group && d.principal.iter().any(|p| p.code == *code));
                match known {
                    Some(draft) => {
                        draft.incidents.insert(entry.place());
                    }
                    None => drafts.push(Draft {
                        suspects: group.clone(),
                        action: "record",
                        principal: Some(Offence::new(&given.row, entry.to)),
                        incidents: [entry.place()].into(),
                        ..Draft::default()
                    }),
                }
            }
        }
    }
    drafts
}

fn stands_alone(given: &Given, entry: &Entry) -> bool {
    let related = given.row.code == "066/01" && related_affray(entry).is_some();
    !against_victims(&given.row, entry) && !related
}

/// Whether a crime without a victim is a breach that goes with another crime.
pub fn is_breach(draft: &Draft) -> bool {
    let breach = |o: &Offence| BREACHES.contains(&o.code.as_str());
    draft.victim.is_none() && draft.principal.as_ref().is_some_and(breach)
}
