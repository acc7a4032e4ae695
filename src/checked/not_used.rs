//! What a report says of people that no incident joins: it decides nothing, so the decision says so.

use std::collections::BTreeSet;

use super::CheckedIncident;
use super::ids::Ids;
use super::named::Named;
use crate::decision::NotUsed;
use crate::report::{Report, shown};
use crate::words::nearest::nearest;

/// Returns a row for each thing that the report says of people that no incident joins.
pub(super) fn not_used(
    report: &Report,
    ids: &Ids<'_>,
    incidents: &[CheckedIncident],
    named: &Named,
) -> Vec<NotUsed> {
    let joins = Joins::of(ids, incidents, named);
    let mut rows: Vec<NotUsed> = Vec::new();
    for person in report.people.iter().map(|person| person.id.as_str()) {
        if !joins.is_victim(person) && !joins.is_suspect(person) {
            let says = format!("`{}` is in no incident", shown(person));
            let near = nearest(person, joins.victims().chain(joins.suspects()));
            rows.push(row("people", says, near));
        }
    }
    for pair in &report.pairs {
        let (victim, suspect) = (pair.victim.as_str(), pair.suspect.as_str());
        rows.extend(joins.apart("pairs", "", Some(victim), &[suspect]));
    }
    for crime in &report.recorded_crimes {
        let what = format!("recorded crime `{}`: ", shown(&crime.id));
        let mut suspects: Vec<&str> = crime.suspects.iter().map(String::as_str).collect();
        suspects.sort_unstable();
        suspects.dedup();
        rows.extend(joins.apart("recorded_crimes", &what, crime.victim.as_deref(), &suspects));
    }
    for done in &report.interventions {
        let what = format!("{} of {}: ", shown(&done.kind), shown(&done.on));
        let (victim, suspect) = (done.victim.as_str(), done.suspect.as_str());
        rows.extend(joins.apart("interventions", &what, Some(victim), &[suspect]));
    }
    let own = report.recording.by_victim.keys().map(String::as_str);
    for victim in own.filter(|id| ids.number(id).is_some() && !joins.is_victim(id)) {
        let says = format!("`{}` is no incident's victim", shown(victim));
        rows.push(row("recording.by_victim", says, nearest(victim, joins.victims())));
    }
    rows.sort();
    rows
}

fn row(field: &str, says: String, nearest: Option<&str>) -> NotUsed {
    NotUsed { field: field.to_owned(), says, nearest: nearest.map(str::to_owned) }
}

/// Who is victim and who is suspect of the incidents, and of whom.
struct Joins<'i, 'r> {
    ids: &'i Ids<'r>,
    /// A victim and a suspect of one incident.
    pairs: BTreeSet<(usize, usize)>,
    victims: BTreeSet<usize>,
    suspects: BTreeSet<usize>,
}

impl<'i, 'r> Joins<'i, 'r> {
    fn of(ids: &'i Ids<'r>, incidents: &[CheckedIncident], named: &Named) -> Joins<'i, 'r> {
        let (victims, suspects) = (BTreeSet::new(), BTreeSet::new());
        let mut joins = Joins { ids, pairs: BTreeSet::new(), victims, suspects };
        for incident in incidents {
            let (victims, suspects) = (named.victims(incident), named.suspects(incident));
            let pairs = victims.iter().flat_map(|v| suspects.iter().map(move |s| (*v, *s)));
            joins.pairs.extend(pairs);
            joins.victims.extend(victims);
            joins.suspects.extend(suspects);
        }
        joins
    }

    fn victims(&self) -> impl Iterator<Item = &str> {
        self.ids.all().enumerate().filter(|(n, _)| self.victims.contains(n)).map(|(_, id)| id)
    }

    fn suspects(&self) -> impl Iterator<Item = &str> {
        self.ids.all().enumerate().filter(|(n, _)| self.suspects.contains(n)).map(|(_, id)| id)
    }

    fn is_victim(&self, id: &str) -> bool {
        self.ids.number(id).is_some_and(|n| self.victims.contains(&n))
    }

    fn is_suspect(&self, id: &str) -> bool {
        self.ids.number(id).is_some_and(|n| self.suspects.contains(&n))
    }

    fn joined(&self, victim: &str, suspect: &str) -> bool {
        let pair = self.ids.number(victim).zip(self.ids.number(suspect));
        pair.is_some_and(|pair| self.pairs.contains(&pair))
    }

    /// Returns the row of something about a victim and suspects none of whom an incident joins with
    /// that victim or, where there is no victim, who are all in none.
    fn apart(
        &self,
        field: &str,
        what: &str,
        victim: Option<&str>,
        suspects: &[&str],
    ) -> Option<NotUsed> {
        let unknown = |suspects: &[&str]| {
            let wrong = suspects.iter().find(|suspect| !self.is_suspect(suspect));
            wrong.and_then(|wrong| nearest(wrong, self.suspects()))
        };
        let of_suspects = suspects.iter().map(|id| format!("`{}`", shown(id)));
        let of_suspects = of_suspects.collect::<Vec<_>>().join(", ");
        let Some(victim) = victim else {
            let used = suspects.iter().any(|suspect| self.is_suspect(suspect));
            let says = || format!("{what}{of_suspects} is suspect of no incident");
            return (!used).then(|| row(field, says(), unknown(suspects)));
        };
        if suspects.iter().any(|suspect| self.joined(victim, suspect)) {
            return None;
        }
        let of_victim = shown(victim);
        let says = format!("{what}no incident has victim `{of_victim}` with suspect {of_suspects}");
        if suspects.iter().any(|suspect| self.joined(suspect, victim)) {
            let says = format!("{says}: victim and suspect stand the wrong way round");
            return Some(row(field, says, None));
        }
        let near = match self.is_victim(victim) {
            true => unknown(suspects),
            false => nearest(victim, self.victims()),
        };
        Some(row(field, says, near))
    }
}
