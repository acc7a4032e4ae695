//! Incidents in the order of time, whatever the order of the report.

use smallvec::SmallVec;

use super::check::Incident;

/// By first day and id.
pub(crate) fn in_time(incidents: &mut [Incident]) {
    if incidents.is_sorted_by(|a, b| (a.first, &a.id) <= (b.first, &b.id)) {
        return;
    }
    // The day and the place in one number; ids are looked at within a day only.
    let keys =
        incidents.iter().zip(0u64..).map(|(i, n)| (u64::from(i.first.number()) << PLACE) | n);
    let mut keys: Vec<u64> = keys.collect();
    keys.sort_unstable();
    let place = |key: u64| usize::try_from(key & ((1 << PLACE) - 1)).unwrap_or(usize::MAX);
    for day in keys.chunk_by_mut(|one, other| one >> PLACE == other >> PLACE) {
        if day.len() > 1 {
            let id = |key: &u64| incidents.get(place(*key)).map(|incident| incident.id.as_str());
            let mut ids: SmallVec<[(Option<&str>, u64); 8]> =
                day.iter().map(|key| (id(key), *key)).collect();
            ids.sort_unstable();
            day.iter_mut().zip(ids).for_each(|(key, (_, sorted))| *key = sorted);
        }
    }
    bring_into(keys.into_iter().map(place).collect(), incidents);
}

/// So many bits of a number are the place of an incident, and those above it its day.
const PLACE: u32 = 32;

/// Puts in each place what stands in the place that is named there. Each place is named once, so
/// that they go round in circles.
fn bring_into(mut places: Vec<usize>, incidents: &mut [Incident]) {
    for start in 0..incidents.len() {
        let mut to = start;
        while let Some(place) = places.get_mut(to) {
            let from = std::mem::replace(place, to);
            if from == start || from == to {
                break;
            }
            incidents.swap(to, from);
            to = from;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Incident, in_time};
    use crate::edition::law::Marks;
    use crate::report::check::Few;

    #[test]
    fn incidents_stand_by_day_and_then_id() {
        let incident = |n: usize| -> Option<Incident> {
            let first = format!("2026-01-{:02}", 1 + n * 7 % 5).parse().ok()?;
            Some(Incident {
                id: format!("i{}", n * 37 % 200),
                first,
                last: first,
                occasions: 1,
                victims: Few::new(),
                suspects: Few::new(),
                marks: Marks::default(),
                is_occasion: true,
                offences: Few::new(),
            })
        };
        for count in 0..200 {
            let mut sorted: Vec<Incident> = (0..count).filter_map(incident).collect();
            assert_eq!(sorted.len(), count);
            let mut plainly = sorted.clone();
            in_time(&mut sorted);
            plainly.sort_by(|a, b| (a.first, &a.id).cmp(&(b.first, &b.id)));
            let ids = |all: Vec<Incident>| all.into_iter().map(|i| i.id).collect::<Vec<_>>();
            assert_eq!(ids(sorted), ids(plainly));
        }
    }
}
