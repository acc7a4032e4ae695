//! What the incidents of a report name: ids and numbers in shared buffers, of which each incident
//! holds only its own offsets.

use std::collections::BTreeMap;

use super::ids::Few;
use super::occasion::Gives;
use crate::rules::compiled::answers::Answers;
use crate::rules::compiled::law::Marks;
use crate::words::date::Date;

/// An incident with every name resolved; what it names is looked up in the report.
#[derive(Debug, Clone, Copy)]
pub(crate) struct CheckedIncident {
    pub(crate) first: Date,
    pub(crate) last: Date,
    pub(crate) occasions: u32,
    /// Its acts and effects, including the acts that offences given by code count as.
    pub(crate) marks: Marks,
    pub(crate) gives: Gives,
    pub(crate) is_occasion: bool,
    /// Whether the report says which effects it had.
    pub(crate) effects_known: bool,
    /// Whether it is a part of an entry, which stands beside the others.
    pub(crate) is_part: bool,
    pub(crate) names: Places,
}

/// Where the names of an incident are stored.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Places {
    id: usize,
    id_length: u32,
    /// Where the victims start, followed by the suspects and then the offences.
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
    /// The known facts of an incident, by the offset of its numbers, which is unique because every
    /// incident has a suspect. Most incidents have none.
    facts: BTreeMap<usize, Answers>,
    /// The suspects of an offence, by the same offset and its row, if not all of the incident's.
    suspects: BTreeMap<(usize, usize), Few>,
}

impl Named {
    /// Creates an empty store with room for the names of this many incidents.
    pub(super) fn of(incidents: usize) -> Named {
        let texts = String::with_capacity(incidents.saturating_mul(8));
        let numbers = Vec::with_capacity(incidents.saturating_mul(4));
        Named { texts, numbers, facts: BTreeMap::new(), suspects: BTreeMap::new() }
    }

    /// Stores the known facts of an incident.
    pub(super) fn know(&mut self, of: &Places, facts: Answers) {
        if facts != Answers::default() {
            self.facts.insert(of.numbers, facts);
        }
    }

    /// Stores the suspects of one of the offences of an incident.
    pub(super) fn narrow(&mut self, of: &Places, row: usize, suspects: Few) {
        self.suspects.insert((of.numbers, row), suspects);
    }

    /// Returns the suspects of one of the offences of an incident.
    pub(super) fn suspects_of(&self, of: &CheckedIncident, row: usize) -> &[usize] {
        let own = self.suspects.get(&(of.names.numbers, row));
        own.map_or_else(|| self.suspects(of), Few::as_slice)
    }

    /// Returns the known facts of an incident.
    pub(super) fn facts(&self, of: &CheckedIncident) -> Answers {
        self.facts.get(&of.names.numbers).copied().unwrap_or_default()
    }

    /// Sets or clears a fact of an incident.
    pub(super) fn set_fact(&mut self, of: &CheckedIncident, fact: usize, is: Option<bool>) {
        self.facts.entry(of.names.numbers).or_default().set(fact, is);
    }

    /// Stores what an incident names: its id, its sorted victims and suspects by number, and the
    /// rows of its offences. `None` if there are more than a `u32` can count.
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

    pub(crate) fn id(&self, of: &CheckedIncident) -> &str {
        let end = of.names.id.saturating_add(long(of.names.id_length));
        self.texts.get(of.names.id..end).unwrap_or_default()
    }

    pub(crate) fn victims(&self, of: &CheckedIncident) -> &[usize] {
        self.part(of.names.numbers, of.names.victims)
    }

    pub(crate) fn suspects(&self, of: &CheckedIncident) -> &[usize] {
        self.part(of.names.numbers.saturating_add(long(of.names.victims)), of.names.suspects)
    }

    pub(super) fn offences(&self, of: &CheckedIncident) -> &[usize] {
        let people = long(of.names.victims).saturating_add(long(of.names.suspects));
        self.part(of.names.numbers.saturating_add(people), of.names.offences)
    }

    fn part(&self, from: usize, length: u32) -> &[usize] {
        self.numbers.get(from..from.saturating_add(long(length))).unwrap_or_default()
    }
}

/// Sorts incidents by first day and id.
pub(crate) fn in_time(incidents: &mut [CheckedIncident], named: &Named) {
    incidents.sort_by_cached_key(|incident| (incident.first, named.id(incident)));
}

fn long(length: u32) -> usize {
    usize::try_from(length).unwrap_or(usize::MAX)
}

#[cfg(test)]
mod tests {
    use super::{CheckedIncident, Gives, Named};

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
            let marks = crate::rules::compiled::law::Marks::default();
            Some(CheckedIncident {
                first,
                last: first,
                occasions: 1,
                marks,
                gives: Gives::default(),
                is_occasion: true,
                effects_known: true,
                is_part: false,
                names,
            })
        };
        let told = |of: Option<CheckedIncident>| {
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
