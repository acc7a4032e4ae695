//! Checks one incident against the vocabulary and the list of offences.

use super::facts::facts;
use super::ids::{Few, Ids, date, number};
use super::named::{CheckedIncident, Named};
use crate::report::shown;
use crate::report::{
    Incident as Written, ReportErrors, ReportProblem as Problem, ReportProblemCode as Wrong,
};
use crate::rules::compiled::law::{About, Law, Marks};
use crate::words::date::Date;
use crate::words::nearest::nearest_code;
use crate::words::terms::{Basis, Code};

pub(super) fn incident<T: AsRef<str>>(
    written: &Written<T>,
    field: &dyn Fn() -> String,
    ids: &Ids<'_>,
    law: &Law,
    today: Option<Date>,
    named: &mut Named,
    errors: &mut ReportErrors,
) -> Option<CheckedIncident> {
    let first = date(written.on.as_ref(), &|| format!("{}.on", field()), today, errors);
    let last = match &written.to {
        Some(to) => date(to.as_ref(), &|| format!("{}.to", field()), today, errors),
        None => first,
    };
    if let (Some(first), Some(last)) = (first, last)
        && last < first
    {
        let message = format!("{last} comes before `on`, {first}");
        let problem = Problem::new(Wrong::EndsBeforeStart, format!("{}.to", field()), message);
        errors.add(problem.value(last.to_string()));
    }
    let occasions = u32::try_from(written.occasions.unwrap_or(1)).ok();
    let occasions = occasions.filter(|n| (1..=1_000_000).contains(n));
    if occasions.is_none() {
        let (field, given) = (format!("{}.occasions", field()), written.occasions);
        let message = "this must be a number from 1 to 1000000";
        let given = given.unwrap_or_default().to_string();
        errors.add(Problem::new(Wrong::OutOfRange, field, message).value(given));
    }
    if written.suspects.is_empty() {
        errors.add(no_suspect(format!("{}.suspects", field())));
    }
    let suspect = |id: &&str| written.suspects.iter().any(|suspect| suspect.as_ref() == *id);
    for id in written.victims.iter().map(AsRef::as_ref).filter(suspect) {
        let message = format!("`{}` is victim and suspect of one incident", shown(id));
        errors.add(Problem::new(Wrong::VictimIsSuspect, field(), message).value(id));
    }
    let offences = offences(written, field, law, errors);
    let victims = ids.numbers(&written.victims);
    check_victims(written, &offences, law, field, errors);
    let mut marks = marks(written, field, law, errors);
    check_alone(written, marks, &offences, law, field, errors);
    let of_facts = || format!("{}.facts", field());
    let facts = facts(&written.facts, About::Incident, &of_facts, law, errors);
    let (first, last, occasions) = (first?, last?, occasions?);
    marks.acts |= acts_of_codes(&offences, law, first, last);
    let (counts, never) = law.occasion;
    let suspects = ids.numbers(&written.suspects);
    let names = named.keep(written.id.as_ref(), &victims, &suspects, &offences);
    match &names {
        Some(names) => named.know(names, facts),
        None => {
            let message = "this names more than can be read";
            errors.add(Problem::new(Wrong::OutOfRange, field(), message));
        }
    }
    Some(CheckedIncident {
        first,
        last,
        occasions,
        marks,
        is_occasion: marks.meets(counts) && !marks.meets(never),
        names: names?,
    })
}

pub(super) fn no_suspect(field: String) -> Problem {
    let problem = Problem::new(Wrong::MissingSuspect, field, "at least one suspect is needed");
    problem.help("an offender nobody can name yet still has an id")
}

fn marks<T: AsRef<str>>(
    written: &Written<T>,
    field: &dyn Fn() -> String,
    law: &Law,
    errors: &mut ReportErrors,
) -> Marks {
    let bit = |n: usize| u32::try_from(n).ok().and_then(|n| 1u64.checked_shl(n)).unwrap_or(0);
    let mut marks = Marks::default();
    for (n, name) in written.acts.iter().enumerate() {
        let field = || format!("{}.acts[{n}]", field());
        let found = number(name.as_ref(), "act", &law.names.acts, &field, errors);
        marks.acts |= found.map_or(0, bit);
    }
    for (n, name) in written.effects.iter().enumerate() {
        let field = || format!("{}.effects[{n}]", field());
        let found = number(name.as_ref(), "effect", &law.names.effects, &field, errors);
        marks.effects |= found.map_or(0, bit);
    }
    marks
}

/// The catalogue rows of the given codes.
fn offences<T: AsRef<str>>(
    written: &Written<T>,
    field: &dyn Fn() -> String,
    law: &Law,
    errors: &mut ReportErrors,
) -> Few {
    let mut rows = Few::new();
    for (n, text) in written.offences.iter().enumerate() {
        match offence(text.as_ref(), &|| format!("{}.offences[{n}]", field()), law) {
            Ok(row) => rows.push(row),
            Err(problem) => errors.add(*problem),
        }
    }
    rows.sort_unstable();
    rows.dedup();
    rows
}

/// The catalogue row of a code such as `8/65` or `8S:008/06`.
pub(super) fn offence(
    text: &str,
    field: &dyn Fn() -> String,
    law: &Law,
) -> Result<usize, Box<Problem>> {
    let wrong = |code, message: String| Problem::new(code, field(), message).value(text);
    let (class, code) = match text.split_once(':') {
        Some((class, code)) => (Some(class), code),
        None => (None, text),
    };
    let code: Code = code.parse().map_err(|error: crate::words::terms::NotACode| {
        Box::new(wrong(Wrong::NotACode, error.to_string()))
    })?;
    let Some(rows) = law.by_code.get(&code) else {
        let message = format!("`{code}` is not in the notifiable offence list");
        let near = nearest_code(code, law.by_code.keys());
        return Err(Box::new(wrong(Wrong::UnknownCode, message).nearest_or(near, || None)));
    };
    law.row(code, class).ok_or_else(|| {
        let rows = rows.iter().filter_map(|row| law.offences.get(*row));
        let classes = rows.flat_map(|offence| &offence.classes);
        let mut names: Vec<&str> = classes
            .filter_map(|(class, _)| law.classes.get(*class))
            .map(|c| c.name.as_str())
            .collect();
        names.dedup();
        let class = shown(class.unwrap_or(""));
        let message = format!("`{code}` does not count under class `{class}`");
        let help = format!("its classes are: {}", names.join(", "));
        Box::new(wrong(Wrong::WrongClass, message).help(help))
    })
}

fn check_victims<T: AsRef<str>>(
    written: &Written<T>,
    rows: &[usize],
    law: &Law,
    field: &dyn Fn() -> String,
    errors: &mut ReportErrors,
) {
    if !written.victims.is_empty() {
        return;
    }
    let field = format!("{}.victims", field());
    let needs_victim =
        |row: &&usize| law.offences.get(**row).is_some_and(|o| o.basis == Basis::Victim);
    if let Some(offence) = rows.iter().find(needs_victim).and_then(|row| law.offences.get(*row)) {
        let message = format!("{} is victim based: name the victim", offence.code);
        errors.add(Problem::new(Wrong::MissingVictim, field, message));
    } else if !written.acts.is_empty() || !written.effects.is_empty() {
        let message = "acts and effects need the victim they concern";
        errors.add(Problem::new(Wrong::MissingVictim, field, message));
    } else if written.offences.is_empty() {
        let message = "name the victim: only an incident whose offences have none can do without";
        errors.add(Problem::new(Wrong::MissingVictim, field, message));
    }
}

/// Rejects an effect that must stand alone, given with another or with a communications offence.
fn check_alone<T: AsRef<str>>(
    written: &Written<T>,
    marks: Marks,
    rows: &[usize],
    law: &Law,
    field: &dyn Fn() -> String,
    errors: &mut ReportErrors,
) {
    let effects = || written.effects.iter().map(AsRef::as_ref);
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
