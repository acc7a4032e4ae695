//! Crimes recorded before, of any code: which offences came to notice with one and belong to its
//! series, and which are what was recorded.

use super::earlier::{self, in_both, is_between};
use super::inputs::Inputs;
use super::made_out::Disclosed;
use crate::checked::CheckedCrime;
use crate::conduct::{self, Course, Relation};
use crate::rules::compiled::Form;
use crate::words::date::Date;
use crate::words::terms::Basis;

/// Returns the recorded crime of whose series an offence is, if it happened no later than that
/// crime was recorded.
pub(crate) fn of_offence(
    inputs: Inputs<'_>,
    relation: &Relation,
    disclosed: &Disclosed,
    conduct: bool,
) -> Option<usize> {
    let joins = |crime: &CheckedCrime| {
        is_known(crime, disclosed.day) && !(conduct && takes_occasions(inputs, crime))
    };
    latest(inputs, relation, disclosed.row, disclosed.day, joins)
}

/// Returns the recorded crime, other than a conduct crime, of whose series a course is: it began
/// before the crime was recorded, and nothing that ends a course parts the two.
pub(crate) fn of_course(inputs: Inputs<'_>, relation: &Relation, course: &Course) -> Option<usize> {
    let forms = inputs.edition.law.rows(&inputs.edition.law.by_course).next()?;
    let joins = |crime: &CheckedCrime| {
        is_known(crime, course.from)
            && !takes_occasions(inputs, crime)
            && !parted(inputs, relation, crime, (course.from, course.to))
    };
    latest(inputs, relation, forms.0, course.to, joins)
}

/// Returns, of the recorded crimes between the two that have a series and take this offence, the
/// one with the latest incident.
fn latest(
    inputs: Inputs<'_>,
    relation: &Relation,
    row: usize,
    day: Date,
    joins: impl Fn(&CheckedCrime) -> bool,
) -> Option<usize> {
    let (rule, of) = inputs.edition.tables().series.as_ref()?;
    let is = |row, day| inputs.is_in(of, row, day);
    let fits = |crime: &CheckedCrime| {
        let of_victim =
            inputs.offence(crime.row).is_some_and(|offence| offence.basis != Basis::State);
        of_victim
            && is_between(crime, relation)
            && is(crime.row, crime.last)
            && joins(crime)
            && !dealt_with(inputs, relation, *rule, crime)
    };
    let crimes = inputs.report.recorded_crimes.iter().enumerate().filter(|_| is(row, day));
    let crimes = crimes.filter(|(_, crime)| fits(crime)).map(|(n, crime)| (n, crime.last));
    // They are in the order of their ids, and the first of several decides.
    crimes.rev().max_by_key(|(_, last)| *last).map(|(n, _)| n)
}

/// Whether a day is no later than the one on which the crime was recorded.
fn is_known(crime: &CheckedCrime, day: Date) -> bool {
    crime.recorded_on.is_some_and(|recorded| day <= recorded)
}

/// Whether a recorded crime is one to which occasions are added.
fn takes_occasions(inputs: Inputs<'_>, crime: &CheckedCrime) -> bool {
    let continued = inputs.edition.tables().continued.as_ref();
    continued.is_some_and(|continued| inputs.is_in(&continued.of, crime.row, crime.last))
}

/// Whether every suspect named in both was dealt with since the last incident of the crime.
fn dealt_with(inputs: Inputs<'_>, relation: &Relation, rule: usize, crime: &CheckedCrime) -> bool {
    let Inputs { edition, report, .. } = inputs;
    let rule = edition.rules.get(rule).map(|rule| &rule.form);
    let Some(Form::Series { closed_by, .. }) = rule else { return false };
    let both = in_both(crime, relation);
    earlier::dealt_with(edition, report, relation, &both, closed_by, &|day| crime.last <= day)
}

/// Whether something that ends a course lies between a recorded crime and conduct from one day to
/// another.
pub(crate) fn parted(
    inputs: Inputs<'_>,
    relation: &Relation,
    crime: &CheckedCrime,
    (from, to): (Date, Date),
) -> bool {
    let both = in_both(crime, relation);
    let ended = |after, before| {
        let Inputs { edition, report, .. } = inputs;
        conduct::ended(report, &edition.law, relation.victim, &both, after, before)
    };
    ended(to, crime.last) || ended(crime.last, from)
}

/// Returns the recorded crime that an offence by one of some suspects is, and the rule that says
/// so: the same code, on the day of its last incident, by one of them.
pub(crate) fn same(
    inputs: Inputs<'_>,
    victim: Option<usize>,
    disclosed: &Disclosed,
    suspects: &[usize],
) -> Option<(usize, usize)> {
    let Inputs { edition, report, .. } = inputs;
    let (rule, of) = edition.tables().once_a_day.as_ref()?;
    let form = edition.rules.get(*rule).map(|rule| &rule.form);
    let Some(Form::OnceADay { unless, .. }) = form else { return None };
    let incident = disclosed.incidents.first().and_then(|n| report.incidents.get(*n))?;
    if !inputs.is_in(of, disclosed.row, disclosed.day)
        || report.incident_facts(incident).get(*unless) == Some(true)
    {
        return None;
    }
    let code = inputs.offence(disclosed.row)?.code;
    let is_same = |crime: &CheckedCrime| {
        (victim.is_none() || crime.victim == victim)
            && crime.last == incident.last
            && inputs.offence(crime.row).is_some_and(|offence| offence.code == code)
            && crime.suspects.iter().any(|s| suspects.contains(s))
    };
    report.recorded_crimes.iter().position(is_same).map(|crime| (*rule, crime))
}
