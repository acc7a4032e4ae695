//! Sorts incidents by time, whatever their order in the report.

use smallvec::SmallVec;

use super::named::{CheckedIncident, Named};

/// Sorts incidents by first day and id.
pub(crate) fn in_time(incidents: &mut [CheckedIncident], named: &Named) {
    if incidents.is_sorted_by(|a, b| (a.first, named.id(a)) <= (b.first, named.id(b))) {
        return;
    }
    // Pack day and index into one number; ids are only compared within a day.
    let keys =
        incidents.iter().zip(0u64..).map(|(i, n)| (u64::from(i.first.number()) << PLACE) | n);
    let mut keys: Vec<u64> = keys.collect();
    keys.sort_unstable();
    let day = |key: u64| key >> PLACE;
    if keys.windows(2).any(|two| matches!(two, [one, other] if day(*one) == day(*other))) {
        let beginnings: Vec<u64> = incidents.iter().map(|i| beginning(named.id(i))).collect();
        let id = |key| incidents.get(place(key)).map_or("", |incident| named.id(incident));
        for day in keys.chunk_by_mut(|one, other| day(*one) == day(*other)) {
            by_id(day, &beginnings, id);
        }
    }
    let mut places = vec![0; incidents.len()];
    for (n, key) in keys.iter().enumerate() {
        places.get_mut(place(*key)).into_iter().for_each(|goes| *goes = n);
    }
    bring_into(&mut places, incidents);
}

/// How many low bits of a key hold the index of an incident; the bits above them hold its day.
const PLACE: u32 = 32;

fn place(key: u64) -> usize {
    usize::try_from(key & ((1 << PLACE) - 1)).unwrap_or(usize::MAX)
}

/// Sorts the incidents of one day by id: by prefix, and by the whole id only where prefixes are
/// equal.
fn by_id<'i>(day: &mut [u64], beginnings: &[u64], id: impl Fn(u64) -> &'i str) {
    if day.len() < 2 {
        return;
    }
    let beginning = |key: u64| beginnings.get(place(key)).copied().unwrap_or_default();
    let mut ids: SmallVec<[(u64, u64); 8]> =
        day.iter().map(|key| (beginning(*key), *key)).collect();
    ids.sort_unstable();
    for alike in ids.chunk_by_mut(|(one, _), (other, _)| one == other) {
        if alike.len() > 1 {
            alike.sort_unstable_by_key(|(_, key)| id(*key));
        }
    }
    day.iter_mut().zip(ids).for_each(|(key, (_, sorted))| *key = sorted);
}

/// The first bytes of an id, as a number that sorts in the same order.
fn beginning(id: &str) -> u64 {
    let mut bytes = [0; 8];
    bytes.iter_mut().zip(id.bytes()).for_each(|(to, byte)| *to = byte);
    u64::from_be_bytes(bytes)
}

/// How many incidents fit in the cache.
const NEAR: usize = 4096;

/// Moves each incident to its place. Random access to a long list is slow, because it misses the
/// cache; in a long list each incident is first moved to the right part.
fn bring_into(places: &mut [usize], incidents: &mut [CheckedIncident]) {
    if incidents.len() > NEAR {
        into_parts(places, incidents);
    }
    for (places, incidents) in places.chunks_mut(NEAR).zip(incidents.chunks_mut(NEAR)) {
        for at in 0..places.len() {
            while let Some(to) = places.get(at).map(|place| place % NEAR).filter(|to| *to != at) {
                places.swap(at, to);
                incidents.swap(at, to);
            }
        }
    }
}

fn into_parts(places: &mut [usize], incidents: &mut [CheckedIncident]) {
    // For each part, where its next incident goes.
    let mut next: Vec<usize> = (0..incidents.len()).step_by(NEAR).collect();
    for part in 0..next.len() {
        let end = (part + 1).saturating_mul(NEAR).min(places.len());
        while let Some(at) = next.get(part).copied().filter(|at| *at < end) {
            let to = places.get(at).and_then(|place| next.get_mut(place / NEAR));
            let Some(to) = to else { break };
            places.swap(at, *to);
            incidents.swap(at, *to);
            *to += 1;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{CheckedIncident, NEAR, Named, in_time};
    use crate::rules::compiled::law::Marks;

    fn incident(n: usize, named: &mut Named) -> Option<CheckedIncident> {
        let first = format!("2026-01-{:02}", 1 + n * 7 % 5).parse().ok()?;
        let id = match n % 3 {
            0 => format!("i{}", n * 37 % 20_000),
            1 => format!("incident-{}", n * 37 % 20_000),
            _ => format!("incident-{}", n * 37 % 20_000 + 20_000),
        };
        Some(CheckedIncident {
            first,
            last: first,
            occasions: 1,
            marks: Marks::default(),
            is_occasion: true,
            names: named.keep(&id, &[n], &[], &[])?,
        })
    }

    #[test]
    fn incidents_stand_by_day_and_then_id() {
        for count in (0..100).chain([3 * NEAR + 7]) {
            let mut named = Named::default();
            let mut sorted: Vec<CheckedIncident> =
                (0..count).filter_map(|n| incident(n, &mut named)).collect();
            assert_eq!(sorted.len(), count);
            let mut plainly = sorted.clone();
            in_time(&mut sorted, &named);
            plainly.sort_by_key(|incident| (incident.first, named.id(incident)));
            let ids = |all: &[CheckedIncident]| -> Vec<String> {
                all.iter().map(|incident| named.id(incident).to_owned()).collect()
            };
            assert_eq!(ids(&sorted), ids(&plainly));
        }
    }
}
