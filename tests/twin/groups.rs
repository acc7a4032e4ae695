//! Groups of offenders and courses of conduct, found by trying every pair.

use super::day::Day;
use super::read::{Case, ENDS, Entry, People};

/// The groups of offenders against one victim.
pub fn against(case: &Case<'_>, victim: &str) -> Vec<People> {
    let entries = || case.entries.iter().filter(|e| e.victims.contains(victim));
    let everybody: People = entries().flat_map(|e| e.suspects.clone()).collect();
    let together = |a: &str, b: &str| {
        entries().any(|e| e.suspects.contains(a) && e.suspects.contains(b))
            && !case.holds(victim, a, "acted-independently")
            && !case.holds(victim, b, "acted-independently")
    };
    partition(&everybody, together)
}

/// The groups of offenders for offences without a victim, over all incidents. Somebody acted
/// independently in an incident if they did so towards any of its victims.
pub fn over_all(case: &Case<'_>) -> Vec<People> {
    let everybody: People = case.entries.iter().flat_map(|e| e.suspects.clone()).collect();
    let independent = |e: &Entry, s: &str| {
        e.victims.iter().any(|victim| case.holds(victim, s, "acted-independently"))
    };
    let together = |a: &str, b: &str| {
        case.entries.iter().any(|e| {
            e.suspects.contains(a)
                && e.suspects.contains(b)
                && !independent(e, a)
                && !independent(e, b)
        })
    };
    partition(&everybody, together)
}

/// Partitions people by who can be reached from whom.
fn partition(people: &People, together: impl Fn(&str, &str) -> bool) -> Vec<People> {
    let mut groups: Vec<People> = Vec::new();
    for person in people {
        if groups.iter().any(|g| g.contains(person)) {
            continue;
        }
        let mut group = People::from([person.clone()]);
        loop {
            let next = people
                .iter()
                .find(|p| !group.contains(*p) && group.iter().any(|member| together(member, p)));
            match next {
                Some(p) => group.insert(p.clone()),
                None => break,
            };
        }
        groups.push(group);
    }
    groups
}

/// The incidents of a victim and a group: those that name the victim and anyone in the group.
pub fn incidents<'c>(case: &'c Case<'_>, victim: &str, group: &People) -> Vec<&'c Entry> {
    let named = |e: &&Entry| e.victims.contains(victim) && !e.suspects.is_disjoint(group);
    case.entries.iter().filter(named).collect()
}

/// Partitions occasions by which can be reached from which: courses of conduct, and single
/// occasions.
pub fn components<'c>(
    case: &Case<'_>,
    victim: &str,
    group: &People,
    occasions: &[&'c Entry],
) -> Vec<Vec<&'c Entry>> {
    let linked = |a: &Entry, b: &Entry| {
        let (earlier, later) = if a.from <= b.from { (a, b) } else { (b, a) };
        !group.iter().all(|member| ended_between(case, victim, member, earlier.to, later.from))
    };
    let mut components: Vec<Vec<&Entry>> = Vec::new();
    for occasion in occasions {
        if components.iter().flatten().any(|e| e.id == occasion.id) {
            continue;
        }
        let mut component = vec![*occasion];
        loop {
            let next = occasions.iter().find(|o| {
                !component.iter().any(|e| e.id == o.id) && component.iter().any(|e| linked(e, o))
            });
            match next {
                Some(o) => component.push(o),
                None => break,
            }
        }
        component.sort_by_key(|e| e.place());
        components.push(component);
    }
    components
}

/// Whether something ended the course of one offender after one day and before another. It comes
/// after the incidents of its own day.
pub fn ended_between(
    case: &Case<'_>,
    victim: &str,
    suspect: &str,
    after: Day,
    before: Day,
) -> bool {
    case.interventions(victim, suspect, &ENDS).iter().any(|&on| after <= on && on < before)
}

/// The number of occasions.
pub fn count(entries: &[&Entry]) -> u64 {
    entries.iter().map(|e| e.count).sum()
}
