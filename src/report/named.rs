//! What the incidents of a report name: texts and numbers one after another, and of each incident
//! only where its own stand. An incident is a line of the cache, and a million of them are soon
//! brought in order.

use std::collections::BTreeMap;

use super::check::Checked;
use super::history::Recording;
use crate::answers::Answers;
use crate::date::Date;
use crate::edition::law::Marks;

/// One incident, every name of it known. What it names is asked of the report.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Incident {
    pub(crate) first: Date,
    pub(crate) last: Date,
    pub(crate) occasions: u32,
    /// Its acts and effects, with the acts that offences given by code count as.
    pub(crate) marks: Marks,
    pub(crate) is_occasion: bool,
    pub(crate) names: Places,
}

/// Where the names of an incident stand.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Places {
    id: usize,
    id_length: u32,
    /// The victims, after them the suspects, after them the offences.
    numbers: usize,
    victims: u32,
    suspects: u32,
    offences: u32,
}

/// The names of all incidents.
#[derive(Debug, Clone, Default)]
pub(crate) struct Named {
    texts: String,
    numbers: Vec<usize>,
    /// What is known of an incident, by the place of its numbers; each has a suspect, so that no
    /// two share one. Of most incidents nothing is.
    facts: BTreeMap<usize, Answers>,
}

impl Named {
    /// Nothing yet, with room for the names of so many incidents.
    pub(super) fn of(incidents: usize) -> Named {
        let texts = String::with_capacity(incidents.saturating_mul(8));
        let numbers = Vec::with_capacity(incidents.saturating_mul(4));
        Named { texts, numbers, facts: BTreeMap::new() }
    }

    /// Keeps what is known of an incident.
    pub(super) fn know(&mut self, of: &Places, facts: Answers) {
        if facts != Answers::default() {
            self.facts.insert(of.numbers, facts);
        }
    }

    /// Keeps what an incident names: its id, its victims and suspects by number, in order, and
    /// the rows of its offences. Nothing where there is more than anybody could write.
    pub(crate) fn keep(
        &mut self,
        id: &str,
        victims: &[usize],
        suspects: &[usize],
        offences: &[usize],
    ) -> Option<Places> {
        let length = |numbers: &[usize]| u32::try_from(numbers.len()).ok();
        let places = Places {
            id: self.texts.len(),
            id_length: u32::try_from(id.len()).ok()?,
            numbers: self.numbers.len(),
            victims: length(victims)?,
            suspects: length(suspects)?,
            offences: length(offences)?,
        };
        self.texts.push_str(id);
        [victims, suspects, offences].into_iter().for_each(|own| self.numbers.extend(own));
        Some(places)
    }

    pub(crate) fn id(&self, of: &Incident) -> &str {
        let end = of.names.id.saturating_add(long(of.names.id_length));
        self.texts.get(of.names.id..end).unwrap_or_default()
    }

    pub(crate) fn victims(&self, of: &Incident) -> &[usize] {
        self.part(of.names.numbers, of.names.victims)
    }

    pub(crate) fn suspects(&self, of: &Incident) -> &[usize] {
        self.part(of.names.numbers.saturating_add(long(of.names.victims)), of.names.suspects)
    }

    fn offences(&self, of: &Incident) -> &[usize] {
        let people = long(of.names.victims).saturating_add(long(of.names.suspects));
        self.part(of.names.numbers.saturating_add(people), of.names.offences)
    }

    fn part(&self, from: usize, length: u32) -> &[usize] {
        self.numbers.get(from..from.saturating_add(long(length))).unwrap_or_default()
    }
}

fn long(length: u32) -> usize {
    usize::try_from(length).unwrap_or(usize::MAX)
}

impl Checked {
    /// Adds an incident, in its place in time already, with names of its own and what is known
    /// of it.
    pub(crate) fn add(
        &mut self,
        incident: Incident,
        id: &str,
        [victims, suspects]: [Vec<usize>; 2],
        offences: &[usize],
        facts: Answers,
    ) {
        let names = self.named.keep(id, &victims, &suspects, offences);
        names.iter().for_each(|names| self.named.know(names, facts));
        self.incidents.extend(names.map(|names| Incident { names, ..incident }));
    }

    /// What is known of an incident.
    pub(crate) fn incident_facts(&self, of: &Incident) -> Answers {
        self.named.facts.get(&of.names.numbers).copied().unwrap_or_default()
    }

    /// Sets or takes back what is known of the incident of that number.
    pub(crate) fn set_incident_fact(&mut self, incident: usize, fact: usize, is: Option<bool>) {
        let places = self.incidents.get(incident).map(|incident| incident.names.numbers);
        places.into_iter().for_each(|at| self.named.facts.entry(at).or_default().set(fact, is));
    }

    /// What is said of the recording test as to a victim, or where there is none.
    pub(crate) fn recording_of(&self, victim: Option<usize>) -> &Recording {
        let own = victim.and_then(|victim| self.recording_by_victim.get(&victim));
        own.unwrap_or(&self.recording)
    }

    /// The id of an incident.
    pub(crate) fn id(&self, of: &Incident) -> &str {
        self.named.id(of)
    }

    /// Its victims, in order.
    pub(crate) fn victims(&self, of: &Incident) -> &[usize] {
        self.named.victims(of)
    }

    /// Its suspects, in order.
    pub(crate) fn suspects(&self, of: &Incident) -> &[usize] {
        self.named.suspects(of)
    }

    /// Rows of the catalogue, as given by code.
    pub(crate) fn offences(&self, of: &Incident) -> &[usize] {
        self.named.offences(of)
    }
}

#[cfg(test)]
mod tests {
    use super::{Incident, Named};

    #[test]
    fn an_incident_is_a_line_of_the_cache() {
        assert!(size_of::<Incident>() <= 64);
    }

    #[test]
    fn what_is_kept_is_found_again() {
        let mut named = Named::default();
        let mut keep = |id: &str, numbers: [&[usize]; 3]| {
            let [victims, suspects, offences] = numbers;
            named.keep(id, victims, suspects, offences)
        };
        let first = keep("", [&[], &[7], &[1, 2]]);
        let second = keep("é1", [&[3, 4], &[5, 6, 9], &[]]);
        let day = "2026-01-01".parse().ok();
        let incident = |names| {
            let (first, names) = day.zip(names)?;
            let marks = crate::edition::law::Marks::default();
            Some(Incident { first, last: first, occasions: 1, marks, is_occasion: true, names })
        };
        let told = |of: Option<Incident>| {
            of.map(|of| {
                let numbers = [named.victims(&of), named.suspects(&of), named.offences(&of)];
                (named.id(&of).to_owned(), numbers.map(<[usize]>::to_vec))
            })
        };
        let lists = |lists: [&[usize]; 3]| lists.map(<[usize]>::to_vec);
        assert_eq!(told(incident(first)), Some((String::new(), lists([&[], &[7], &[1, 2]]))));
        assert_eq!(
            told(incident(second)),
            Some(("é1".to_owned(), lists([&[3, 4], &[5, 6, 9], &[]])))
        );
    }
}
