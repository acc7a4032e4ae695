//! A report against the vocabulary and the list of offences: every name becomes a number,
//! every date a date, and everything that is wrong is said at once.

use std::collections::BTreeMap;

use super::history::{self, Intervention, RecordedCrime, Recording};
use super::{Incident as Written, Pair as WrittenPair, Report, ReportErrors};
use crate::date::Date;
use crate::edition::law::{About, Fact, Law, Marks};
use crate::suggest;
use crate::terms::{Basis, Code};

/// A report that the rules can be read against. People are numbered in the order of their
/// ids, and incidents stand by first day and id, whatever the order of the report.
#[derive(Debug, Clone)]
pub(crate) struct Checked {
    pub(crate) reported_on: Date,
    pub(crate) people: Vec<Person>,
    pub(crate) pairs: BTreeMap<(usize, usize), Pair>,
    pub(crate) incidents: Vec<Incident>,
    pub(crate) recorded_crimes: Vec<RecordedCrime>,
    pub(crate) interventions: Vec<Intervention>,
    pub(crate) recording: Recording,
    /// Facts of the recording test that are another victim's than the report's.
    pub(crate) recording_by_victim: BTreeMap<usize, Recording>,
}

#[derive(Debug, Clone)]
pub(crate) struct Person {
    pub(crate) id: String,
    pub(crate) age: Option<u16>,
    pub(crate) born: Option<Date>,
}

impl Person {
    /// The age of somebody whose day of birth is known on that day, else the age given.
    pub(crate) fn age_on(&self, day: Date) -> Option<u16> {
        self.born.map(|born| born.age_on(day)).or(self.age)
    }
}

#[derive(Debug, Clone, Default)]
pub(crate) struct Pair {
    pub(crate) relationship: Option<usize>,
    /// By the number of the fact; nothing where unknown.
    pub(crate) facts: Vec<Option<bool>>,
    /// Whether the suspect stands outside the group of those named with them.
    pub(crate) independent: bool,
}

#[derive(Debug, Clone)]
pub(crate) struct Incident {
    pub(crate) id: String,
    pub(crate) first: Date,
    pub(crate) last: Date,
    pub(crate) occasions: u32,
    pub(crate) victims: Vec<usize>,
    pub(crate) suspects: Vec<usize>,
    /// Its acts and effects, with the acts that offences given by code count as.
    pub(crate) marks: Marks,
    pub(crate) is_occasion: bool,
    /// Rows of the catalogue, as given.
    pub(crate) offences: Vec<usize>,
}

/// The names of the people, before their facts are known.
pub(super) struct Ids(Vec<String>);

impl Ids {
    pub(super) fn number(&self, id: &str) -> Option<usize> {
        self.0.binary_search_by(|known| known.as_str().cmp(id)).ok()
    }

    pub(super) fn numbers(&self, ids: &[String]) -> Vec<usize> {
        let mut numbers: Vec<usize> = ids.iter().filter_map(|id| self.number(id)).collect();
        numbers.sort_unstable();
        numbers.dedup();
        numbers
    }
}

pub(crate) fn check(report: &Report, law: &Law) -> Result<Checked, ReportErrors> {
    let reported_on = report.day()?;
    let mut errors = ReportErrors::default();
    let ids = ids(report);
    let people = people(report, &ids, reported_on, &mut errors);
    let pairs = pairs(report, &ids, law, &mut errors);
    let recorded_crimes = history::recorded_crimes(report, &ids, law, reported_on, &mut errors);
    let interventions = history::interventions(report, &ids, law, reported_on, &mut errors);
    let (recording, recording_by_victim) = history::recording(report, &ids, law, &mut errors);
    let mut incidents = Vec::new();
    for (n, written) in report.incidents.iter().enumerate() {
        let field = format!("incidents[{n}]");
        if report.incidents.iter().take(n).any(|earlier| earlier.id == written.id) {
            errors.add(format!("{field}.id"), format!("there are two incidents `{}`", written.id));
        }
        let checked = incident(written, &field, &ids, law, reported_on, &mut errors);
        if let Some(incident) = &checked {
            history::no_entry_spans(incident, &field, &interventions, law, &mut errors);
        }
        incidents.extend(checked);
    }
    incidents.sort_by(|a: &Incident, b| (a.first, &a.id).cmp(&(b.first, &b.id)));
    match errors.problems.is_empty() {
        true => Ok(Checked {
            reported_on,
            people,
            pairs,
            incidents,
            recorded_crimes,
            interventions,
            recording,
            recording_by_victim,
        }),
        false => Err(errors),
    }
}

fn ids(report: &Report) -> Ids {
    let of_incidents = report.incidents.iter().flat_map(|i| i.victims.iter().chain(&i.suspects));
    let of_pairs = report.pairs.iter().flat_map(|pair| [&pair.victim, &pair.suspect]);
    let of_people = report.people.iter().map(|person| &person.id);
    let of_crimes =
        report.recorded_crimes.iter().flat_map(|c| c.suspects.iter().chain([&c.victim]));
    let of_interventions = report.interventions.iter().flat_map(|i| [&i.victim, &i.suspect]);
    let all = of_incidents.chain(of_pairs).chain(of_people).chain(of_crimes);
    let mut ids: Vec<String> = all.chain(of_interventions).cloned().collect();
    ids.sort_unstable();
    ids.dedup();
    Ids(ids)
}

pub(super) fn date(text: &str, field: &str, latest: Date, errors: &mut ReportErrors) -> Option<Date> {
    match text.parse::<Date>() {
        Ok(day) if day > latest => {
            errors.add(field, format!("{day} is after the day of the report, {latest}"));
            None
        }
        Ok(day) => Some(day),
        Err(error) => {
            errors.add(field, error.to_string());
            None
        }
    }
}

fn people(report: &Report, ids: &Ids, today: Date, errors: &mut ReportErrors) -> Vec<Person> {
    let blank = |id: &String| Person { id: id.clone(), age: None, born: None };
    let mut people: Vec<Person> = ids.0.iter().map(blank).collect();
    for (n, written) in report.people.iter().enumerate() {
        let field = format!("people[{n}]");
        if report.people.iter().take(n).any(|earlier| earlier.id == written.id) {
            errors.add(format!("{field}.id"), format!("`{}` is listed twice", written.id));
        }
        let age = written.age.and_then(|age| u16::try_from(age).ok().filter(|age| *age <= 130));
        if let Some(wrong) = written.age.filter(|_| age.is_none()) {
            errors.add(format!("{field}.age"), format!("{wrong} is no age in years"));
        }
        let born = written.born.as_deref();
        let born = born.and_then(|day| date(day, &format!("{field}.born"), today, errors));
        if let Some(person) = ids.number(&written.id).and_then(|n| people.get_mut(n)) {
            person.age = age;
            person.born = born;
        }
    }
    people
}

fn pairs(
    report: &Report,
    ids: &Ids,
    law: &Law,
    errors: &mut ReportErrors,
) -> BTreeMap<(usize, usize), Pair> {
    let mut pairs = BTreeMap::new();
    for (n, written) in report.pairs.iter().enumerate() {
        let field = format!("pairs[{n}]");
        let pair = pair(written, &field, law, errors);
        let (Some(victim), Some(suspect)) =
            (ids.number(&written.victim), ids.number(&written.suspect))
        else {
            continue;
        };
        if victim == suspect {
            errors.add(&field, format!("`{}` is victim and suspect of one pair", written.victim));
        }
        if pairs.insert((victim, suspect), pair).is_some() {
            let message = format!(
                "the pair of `{}` and `{}` is listed twice",
                written.victim, written.suspect
            );
            errors.add(field, message);
        }
    }
    pairs
}

fn pair(written: &WrittenPair, field: &str, law: &Law, errors: &mut ReportErrors) -> Pair {
    let mut facts = vec![None; law.facts.len()];
    for (name, value) in &written.facts {
        let field = format!("{field}.facts.{name}");
        let names = law.facts.iter().map(|fact| match fact.about {
            About::Pair => fact.term.name.as_str(),
            About::Recording | About::RecordedCrime => "",
        });
        if let Some(fact) = number(name, "fact", names, &field, errors)
            && let Some(slot) = facts.get_mut(fact)
        {
            *slot = *value;
        }
    }
    let names = law.relationships.iter().map(|term| term.name.as_str());
    let field = format!("{field}.relationship");
    let relationship = written.relationship.as_ref();
    let relationship =
        relationship.and_then(|name| number(name, "relationship", names, &field, errors));
    let parts = |(fact, value): (&Fact, &Option<bool>)| fact.parts_group && *value == Some(true);
    let independent = law.facts.iter().zip(&facts).any(parts);
    Pair { relationship, facts, independent }
}

/// The number of a name of the vocabulary.
pub(super) fn number<'a>(
    name: &str,
    what: &str,
    known: impl Iterator<Item = &'a str> + Clone,
    field: &str,
    errors: &mut ReportErrors,
) -> Option<usize> {
    let found = known.clone().position(|other| other == name);
    if found.is_none() {
        let known = known.filter(|name| !name.is_empty());
        let all = known.clone().collect::<Vec<_>>().join(", ");
        let help =
            suggest::did_you_mean(name, known).unwrap_or_else(|| format!("there are: {all}"));
        errors.add_with(field, format!("there is no {what} `{name}`"), Some(help));
    }
    found
}

fn incident(
    written: &Written,
    field: &str,
    ids: &Ids,
    law: &Law,
    today: Date,
    errors: &mut ReportErrors,
) -> Option<Incident> {
    let first = date(&written.on, &format!("{field}.on"), today, errors);
    let last = match &written.to {
        Some(to) => date(to, &format!("{field}.to"), today, errors),
        None => first,
    };
    if let (Some(first), Some(last)) = (first, last)
        && last < first
    {
        errors.add(format!("{field}.to"), format!("{last} comes before `on`, {first}"));
    }
    let occasions = u32::try_from(written.occasions.unwrap_or(1)).ok();
    let occasions = occasions.filter(|n| (1..=1_000_000).contains(n));
    if occasions.is_none() {
        errors.add(format!("{field}.occasions"), "this must be a number from 1 to 1000000");
    }
    if written.suspects.is_empty() {
        errors.add_with(
            format!("{field}.suspects"),
            "at least one suspect is needed",
            Some("an offender nobody can name yet still has an id".to_owned()),
        );
    }
    for id in written.victims.iter().filter(|id| written.suspects.contains(id)) {
        errors.add(field, format!("`{id}` is victim and suspect of one incident"));
    }
    let offences = offences(written, field, law, errors);
    let victims = ids.numbers(&written.victims);
    check_victims(written, &offences, law, field, errors);
    let mut marks = marks(written, field, law, errors);
    check_alone(written, marks, &offences, law, field, errors);
    let (first, last, occasions) = (first?, last?, occasions?);
    marks.acts |= acts_of_codes(&offences, law, first, last);
    let (counts, never) = law.occasion;
    Some(Incident {
        id: written.id.clone(),
        first,
        last,
        occasions,
        victims,
        suspects: ids.numbers(&written.suspects),
        marks,
        is_occasion: marks.meets(counts) && !marks.meets(never),
        offences,
    })
}

fn marks(written: &Written, field: &str, law: &Law, errors: &mut ReportErrors) -> Marks {
    let bit = |n: usize| u32::try_from(n).ok().and_then(|n| 1u64.checked_shl(n)).unwrap_or(0);
    let mut marks = Marks::default();
    for (n, name) in written.acts.iter().enumerate() {
        let names = law.acts.iter().map(|act| act.term.name.as_str());
        let found = number(name, "act", names, &format!("{field}.acts[{n}]"), errors);
        marks.acts |= found.map_or(0, bit);
    }
    for (n, name) in written.effects.iter().enumerate() {
        let names = law.effects.iter().map(|effect| effect.term.name.as_str());
        let found = number(name, "effect", names, &format!("{field}.effects[{n}]"), errors);
        marks.effects |= found.map_or(0, bit);
    }
    marks
}

/// The rows that the codes given stand for.
fn offences(written: &Written, field: &str, law: &Law, errors: &mut ReportErrors) -> Vec<usize> {
    let mut rows = Vec::new();
    for (n, text) in written.offences.iter().enumerate() {
        match offence(text, law) {
            Ok(row) => rows.push(row),
            Err((message, help)) => {
                errors.add_with(format!("{field}.offences[{n}]"), message, help);
            }
        }
    }
    rows.sort_unstable();
    rows.dedup();
    rows
}

/// The row of a code such as `8/65` or `8S:008/06`.
pub(super) fn offence(text: &str, law: &Law) -> Result<usize, (String, Option<String>)> {
    let (class, code) = match text.split_once(':') {
        Some((class, code)) => (Some(class), code),
        None => (None, text),
    };
    let code: Code =
        code.parse().map_err(|error: crate::terms::NotACode| (error.to_string(), None))?;
    let Some(rows) = law.by_code.get(&code) else {
        let mut known: Vec<String> = law.by_code.keys().map(Code::to_string).collect();
        known.sort_unstable();
        let help = suggest::did_you_mean(&code.to_string(), known.iter().map(String::as_str));
        return Err((format!("`{code}` is not in the notifiable offence list"), help));
    };
    law.row(code, class).ok_or_else(|| {
        let rows = rows.iter().filter_map(|row| law.offences.get(*row));
        let classes = rows.flat_map(|offence| &offence.classes);
        let mut names: Vec<&str> = classes
            .filter_map(|(class, _)| law.classes.get(*class))
            .map(|c| c.name.as_str())
            .collect();
        names.dedup();
        let message = format!("`{code}` does not count under class `{}`", class.unwrap_or(""));
        (message, Some(format!("its classes are: {}", names.join(", "))))
    })
}

fn check_victims(
    written: &Written,
    rows: &[usize],
    law: &Law,
    field: &str,
    errors: &mut ReportErrors,
) {
    if !written.victims.is_empty() {
        return;
    }
    let field = format!("{field}.victims");
    let needs_victim =
        |row: &&usize| law.offences.get(**row).is_some_and(|o| o.basis == Basis::Victim);
    if let Some(offence) = rows.iter().find(needs_victim).and_then(|row| law.offences.get(*row)) {
        errors.add(field, format!("{} is victim based: name the victim", offence.code));
    } else if !written.acts.is_empty() || !written.effects.is_empty() {
        errors.add(field, "acts and effects need the victim they concern");
    } else if written.offences.is_empty() {
        errors.add(field, "only an incident with an offence without a victim can have none");
    }
}

/// An effect that stands alone goes with no other, nor with a communications offence.
fn check_alone(
    written: &Written,
    marks: Marks,
    rows: &[usize],
    law: &Law,
    field: &str,
    errors: &mut ReportErrors,
) {
    let alone = law.effects.iter().filter(|effect| effect.alone).map(|effect| &effect.term.name);
    let Some(alone) = alone.into_iter().find(|name| written.effects.contains(name)) else { return };
    let field = format!("{field}.effects");
    if written.effects.iter().any(|name| name != alone) {
        errors.add(&field, format!("`{alone}` cannot stand beside another effect"));
    }
    let codes: Vec<Code> =
        rows.iter().filter_map(|row| law.offences.get(*row)).map(|offence| offence.code).collect();
    let communication = law.acts.iter().enumerate().find(|(n, act)| {
        let given = act.given_as.is_some_and(|code| codes.contains(&code));
        let reported = act.given_as.is_some() && marks.acts >> n & 1 == 1;
        given || reported
    });
    if let Some((_, act)) = communication {
        errors.add(field, format!("`{alone}` cannot stand beside `{}`", act.term.name));
    }
}

/// The acts that codes count as, where they were law on a day of the entry.
fn acts_of_codes(rows: &[usize], law: &Law, first: Date, last: Date) -> u64 {
    let given = |code: Code| {
        let offences = rows.iter().filter_map(|row| law.offences.get(*row));
        offences.into_iter().any(|o| o.code == code && o.in_force.overlaps(first, last))
    };
    let acts = law.acts.iter().enumerate();
    acts.filter(|(_, act)| act.given_as.is_some_and(given))
        .fold(0, |acts, (n, _)| acts | u32::try_from(n).map_or(0, |n| 1 << n))
}
