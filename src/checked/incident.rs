//! Checks one incident against the vocabulary and the list of offences.

use super::facts::facts;
use super::given::{self, Given};
use super::ids::{Ids, date, number};
use super::named::{CheckedIncident, Named};
use super::occasion::{Gives, is_occasion};
use crate::report::shown;
use crate::report::{
    Incident as Written, ReportErrors, ReportProblem as Problem, ReportProblemCode as Wrong,
};
use crate::rules::compiled::law::{About, Law, Marks};
use crate::words::date::Date;
use crate::words::terms::{Basis, Code};

/// What the other parts of a report are to an incident.
pub(super) struct Around<'a, 'r> {
    pub(super) ids: &'a Ids<'r>,
    pub(super) law: &'a Law,
    pub(super) today: Option<Date>,
    /// Whether a suspect acted independently of the others, towards a victim.
    pub(super) apart: &'a dyn Fn(usize, usize) -> bool,
}

/// Checks an incident, and adds it to the others: once, or in parts if its offences concern some of
/// its people only.
pub(super) fn incident(
    written: &Written,
    field: &dyn Fn() -> String,
    around: &Around<'_, '_>,
    (incidents, named): (&mut Vec<CheckedIncident>, &mut Named),
    errors: &mut ReportErrors,
) {
    let Around { ids, law, today, apart } = *around;
    let days = days(written, field, today, errors);
    let occasions = occasions(written, field, errors);
    if written.suspects.is_empty() {
        errors.add(no_suspect(format!("{}.suspects", field())));
    }
    for id in written.victims.iter().filter(|id| written.suspects.contains(id)) {
        let message = format!("`{}` is victim and suspect of one incident", shown(id));
        errors.add(Problem::new(Wrong::VictimIsSuspect, field(), message).value(id));
    }
    let given = given::offences(written, field, ids, law, errors);
    let rows: Vec<usize> = given.iter().map(|given| given.row).collect();
    check_victims(written, &given, law, field, errors);
    let marks = marks(written, field, law, errors);
    check_alone(written, marks, &rows, law, field, errors);
    let of_facts = || format!("{}.facts", field());
    let facts = facts(&written.facts, About::Incident, &of_facts, law, errors);
    let (Some([first, last]), Some(occasions)) = (days, occasions) else { return };
    let part_of_course = law.occasion.part_of_course.and_then(|fact| facts.get(fact));
    let people = (ids.numbers(&written.victims), ids.numbers(&written.suspects));
    let parts = given::parts(people, &given, law, apart);
    let is_part = parts.len() > 1;
    for part in parts {
        let rows: Vec<usize> = part.offences.iter().map(|(row, _)| *row).collect();
        let victims = !part.victims.is_empty();
        let today = today.unwrap_or(Date::LAST);
        let gives = Gives::of(&rows, victims, law, [first, last], today);
        let gives = Gives { any: part.gives_any, ..gives };
        let mut marks = if victims { marks } else { Marks::default() };
        marks.acts |= acts_of_codes(&rows, law, first, last);
        let Some(names) = named.keep(&written.id, &part.victims, &part.suspects, &rows) else {
            let message = "this names more than can be read";
            return errors.add(Problem::new(Wrong::OutOfRange, field(), message));
        };
        named.know(&names, facts);
        for (row, suspects) in part.offences {
            if suspects != part.suspects {
                named.narrow(&names, row, suspects);
            }
        }
        incidents.push(CheckedIncident {
            first,
            last,
            occasions,
            marks,
            gives,
            is_occasion: is_occasion(law, marks, gives, part_of_course),
            effects_known: written.effects.is_some() || !victims,
            is_part,
            names,
        });
    }
}

/// The first and the last day of an entry.
fn days(
    written: &Written,
    field: &dyn Fn() -> String,
    today: Option<Date>,
    errors: &mut ReportErrors,
) -> Option<[Date; 2]> {
    let first = date(&written.on, &|| format!("{}.on", field()), today, errors);
    let last = match &written.to {
        Some(to) => date(to, &|| format!("{}.to", field()), today, errors),
        None => first,
    };
    if let (Some(first), Some(last)) = (first, last)
        && last < first
    {
        let message = format!("{last} comes before `on`, {first}");
        let problem = Problem::new(Wrong::EndsBeforeStart, format!("{}.to", field()), message);
        errors.add(problem.value(last.to_string()));
    }
    Some([first?, last?])
}

/// The number of occasions of an entry.
fn occasions(
    written: &Written,
    field: &dyn Fn() -> String,
    errors: &mut ReportErrors,
) -> Option<u32> {
    let occasions = u32::try_from(written.occasions.unwrap_or(1)).ok();
    let occasions = occasions.filter(|n| (1..=1_000_000).contains(n));
    if occasions.is_none() {
        let (field, given) = (format!("{}.occasions", field()), written.occasions);
        let message = "this must be a number from 1 to 1000000";
        let given = given.unwrap_or_default().to_string();
        errors.add(Problem::new(Wrong::OutOfRange, field, message).value(given));
    }
    occasions
}

pub(super) fn no_suspect(field: String) -> Problem {
    let problem = Problem::new(Wrong::MissingSuspect, field, "at least one suspect is needed");
    problem.help("an offender nobody can name yet still has an id")
}

fn marks(
    written: &Written,
    field: &dyn Fn() -> String,
    law: &Law,
    errors: &mut ReportErrors,
) -> Marks {
    let bit = |n: usize| u32::try_from(n).ok().and_then(|n| 1u64.checked_shl(n)).unwrap_or(0);
    let mut marks = Marks::default();
    for (n, name) in written.acts.iter().enumerate() {
        let field = || format!("{}.acts[{n}]", field());
        let found = number(name, "act", &law.names.acts, &field, errors);
        marks.acts |= found.map_or(0, bit);
    }
    for (n, name) in written.effects().enumerate() {
        let field = || format!("{}.effects[{n}]", field());
        let found = number(name, "effect", &law.names.effects, &field, errors);
        marks.effects |= found.map_or(0, bit);
    }
    marks
}

fn check_victims(
    written: &Written,
    given: &[Given],
    law: &Law,
    field: &dyn Fn() -> String,
    errors: &mut ReportErrors,
) {
    let field = format!("{}.victims", field());
    let nobody = written.victims.is_empty();
    let against_nobody =
        |given: &&Given| nobody || given.victims.as_ref().is_some_and(|v| v.is_empty());
    let mut without = given.iter().filter(against_nobody);
    let of_victim = without.find_map(|given| {
        law.offences.get(given.row).filter(|offence| offence.basis == Basis::Victim)
    });
    if let Some(offence) = of_victim {
        let message = format!("{} is victim based: name the victim", offence.code);
        errors.add(Problem::new(Wrong::MissingVictim, field, message));
    } else if nobody && (!written.acts.is_empty() || written.effects().next().is_some()) {
        let message = "acts and effects need the victim they concern";
        errors.add(Problem::new(Wrong::MissingVictim, field, message));
    } else if nobody && written.offences.is_empty() {
        let message = "name the victim: only an incident whose offences have none can do without";
        errors.add(Problem::new(Wrong::MissingVictim, field, message));
    }
}

/// Rejects an effect that must stand alone, given with another or with a communications offence.
fn check_alone(
    written: &Written,
    marks: Marks,
    rows: &[usize],
    law: &Law,
    field: &dyn Fn() -> String,
    errors: &mut ReportErrors,
) {
    let effects = || written.effects().map(String::as_str);
    let alone =
        law.effects.iter().filter(|effect| effect.alone).map(|effect| effect.term.name.as_str());
    let Some(alone) = alone.into_iter().find(|name| effects().any(|e| e == *name)) else { return };
    let clash = |message: String| {
        let field = format!("{}.effects", field());
        Problem::new(Wrong::EffectStandsAlone, field, message).value(alone)
    };
    if effects().any(|name| name != alone) {
        errors.add(clash(format!("`{alone}` cannot stand beside another effect")));
    }
    let codes: Vec<Code> =
        rows.iter().filter_map(|row| law.offences.get(*row)).map(|offence| offence.code).collect();
    let communication = law.acts.iter().enumerate().find(|(n, act)| {
        let given = act.given_as.is_some_and(|code| codes.contains(&code));
        let reported = act.given_as.is_some() && marks.acts >> n & 1 == 1;
        given || reported
    });
    if let Some((_, act)) = communication {
        let given = act.given_as.filter(|code| codes.contains(code));
        let other = given.map_or_else(|| act.term.name.clone(), |code| code.to_string());
        let message = format!("`{alone}` cannot stand beside `{other}`, a communications offence");
        errors.add(clash(message));
    }
}

/// The acts that codes count as, if they were in force on a day of the entry.
fn acts_of_codes(rows: &[usize], law: &Law, first: Date, last: Date) -> u64 {
    let given = |code: Code| {
        let offences = rows.iter().filter_map(|row| law.offences.get(*row));
        offences.into_iter().any(|o| o.code == code && o.in_force.overlaps(first, last))
    };
    let acts = law.acts.iter().enumerate();
    acts.filter(|(_, act)| act.given_as.is_some_and(given))
        .fold(0, |acts, (n, _)| acts | u32::try_from(n).map_or(0, |n| 1 << n))
}
