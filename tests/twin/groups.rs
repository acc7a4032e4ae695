//! Groups of offenders and courses of conduct, found by trying every pair.

use super::day::Day;
use super::earlier;
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

/// The incidents of a victim and a group, with the acts, effects and offences that concern them.
pub fn incidents(case: &Case<'_>, victim: &str, group: &People) -> Vec<Entry> {
    let named = |e: &&Entry| e.victims.contains(victim) && !e.suspects.is_disjoint(group);
    case.entries.iter().filter(named).map(|e| seen_by(case, e, victim, group)).collect()
}

fn seen_by(case: &Case<'_>, entry: &Entry, victim: &str, group: &People) -> Entry {
    let mut seen = entry.clone();
    seen.given.retain(|g| g.victims.contains(victim) && !g.suspects.is_disjoint(group));
    for given in &mut seen.given {
        let suspects = given.suspects.intersection(group).cloned().collect();
        let conduct_of_another = given.row.is_conduct() && !case.is_individual(victim);
        let recorded = given.row.is_against(&given.victims)
            && earlier::is_duplicate(case, entry, &given.row, Some(victim), &suspects);
        given.counts = given.notifiable && !conduct_of_another && !recorded;
        let act = match given.row.code.as_str() {
            "008/72" => "indecent-or-grossly-offensive-communication",
            "138/52" => "false-communication",
            "005/28" => "communication-threatening-death-or-serious-harm",
            _ => continue,
        };
        if given.law {
            seen.acts.insert(act.to_owned());
        }
    }
    seen
}

/// Partitions entries by which can be reached from which: occasions into courses of conduct and
/// single occasions.
pub fn components<'c>(
    case: &Case<'_>,
    victim: &str,
    group: &People,
    entries: &[&'c Entry],
) -> Vec<Vec<&'c Entry>> {
    let linked = |a: &Entry, b: &Entry| linked(case, victim, group, a.span(), b.span());
    let mut components: Vec<Vec<&Entry>> = Vec::new();
    for entry in entries {
        if components.iter().flatten().any(|e| e.id == entry.id) {
            continue;
        }
        let mut component = vec![*entry];
        loop {
            let next = entries.iter().find(|o| {
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

/// Whether for some member nothing that ends a course lies between two spans of days.
pub fn linked(
    case: &Case<'_>,
    victim: &str,
    members: &People,
    one: (Day, Day),
    other: (Day, Day),
) -> bool {
    let (earlier, later) = if one.0 <= other.0 { (one, other) } else { (other, one) };
    !members.iter().all(|member| ended_between(case, victim, member, earlier.1, later.0))
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
