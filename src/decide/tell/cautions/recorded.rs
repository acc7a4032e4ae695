//! Cautions about what is recorded already.

use super::of_crime::{Told, ids_of, in_full, recorded_beside};
use super::{Caution, caution};
use crate::conduct::{Course, Relation};
use crate::decide::read::ids::incidents;
use crate::decide::settle::draft::{Draft, Duplicate};
use crate::decide::settle::earlier::{self, concerns_recorded_crime, is_between};
use crate::decide::settle::inputs::{Inputs, is_conduct};
use crate::decide::settle::parties::Parties;
use crate::decide::tell::why::some;
use crate::rules::compiled::{Beside, Form, Rule};

/// Adds a caution if conduct added to a recorded crime does not make it graver by itself.
pub(crate) fn of_added<'a>(
    inputs: Inputs<'a>,
    relation: &Relation,
    draft: &Draft,
    cautions: &mut Vec<Caution<'a>>,
) {
    let (Some(crime), None) = (draft.existing(), draft.reclassify_to) else { return };
    if !draft.counted.goes_on {
        return;
    }
    let recorded = inputs.report.recorded_crimes.get(crime);
    let rule = earlier::rule(inputs.edition).and_then(|(n, _)| inputs.edition.rules.get(n));
    if let Some((rule, recorded)) = rule.zip(recorded) {
        let says = format!(
            "the new occasions ({}) by themselves make out nothing graver than {}: review with those before whether it is to be reclassified",
            some(&incidents::<Vec<_>>(inputs.report, &draft.incidents())),
            recorded.id
        );
        cautions.push(caution(inputs, relation, &rule.name, &rule.support, says));
    }
}

/// Adds a caution about each offence that is recorded already.
pub(crate) fn duplicates<'a>(
    inputs: Inputs<'a>,
    relation: &Relation,
    duplicates: &[Duplicate],
    cautions: &mut Vec<Caution<'a>>,
) {
    let theirs = |duplicate: &&Duplicate| {
        (duplicate.victim, &duplicate.suspects) == (relation.victim, &relation.suspects)
    };
    for duplicate in duplicates.iter().filter(theirs) {
        let Inputs { edition, report, .. } = inputs;
        let (incident, crime) =
            (report.incidents.get(duplicate.incident), report.recorded_crimes.get(duplicate.crime));
        let rule = edition.rules.get(duplicate.rule);
        let offence = inputs.offence(duplicate.row);
        if let (Some(incident), Some(crime), Some(rule), Some(offence)) =
            (incident, crime, rule, offence)
        {
            let says = format!(
                "{code} of {entry} has the code and the day of {id}, and is not recorded again: check that it is what was recorded; if it is another occasion, say so",
                code = offence.code,
                entry = report.id(incident),
                id = crime.id
            );
            cautions.push(caution(inputs, relation, &rule.name, &rule.support, says));
        }
    }
}

/// Adds the cautions that the edition has for a single occasion beside a recorded crime, unless
/// another has told of the two.
pub(crate) fn single_occasions<'a>(
    inputs: Inputs<'a>,
    Parties { relation, members, sorted }: &Parties<'_>,
    drafts: &[&Draft],
    told: &[Told],
    cautions: &mut Vec<Caution<'a>>,
) {
    let settled = |course: &Course| {
        let here = |draft: &&&Draft| draft.incidents().iter().any(|n| course.incidents.contains(n));
        let conduct =
            |draft: &Draft| draft.counted.bundle.disclosed.iter().any(|d| is_conduct(inputs, d));
        drafts.iter().filter(here).any(|draft| conduct(draft))
    };
    let single = |course: &Course| course.occasions == 1 && !settled(course);
    let law = &inputs.edition.law;
    let harassed = |(row, _)| inputs.report.can_be_victim(law, row, relation.victim);
    if !law.rows(&law.by_course).next().is_some_and(harassed) {
        return;
    }
    let mut courses = sorted.fresh.iter().map(|fresh| &fresh.course);
    let Some(course) = courses.find(|course| single(course)) else { return };
    let untold = |crime: &usize| !course.incidents.iter().any(|n| told.contains(&(*n, *crime)));
    for rule in &inputs.edition.tables().cautions {
        let (rule, None, Some((Beside::Recorded, recorded))) = rule else { continue };
        let rule = inputs.edition.rules.get(*rule);
        let Some(Rule { form: Form::Caution { says, when, .. }, support, name }) = rule else {
            continue;
        };
        let holds = |when| members.iter().any(|m| m.situation(&course.incidents).holds(when));
        let mut crimes = recorded_beside(inputs, relation, recorded, &course.incidents);
        crimes.retain(untold);
        if !crimes.is_empty() && when.as_ref().is_none_or(holds) {
            let on = incidents::<Vec<_>>(inputs.report, &course.incidents);
            let says = in_full(says, course.to, inputs.report.reported_on);
            let says =
                format!("{says} ({}; recorded: {})", some(&on), some(&ids_of(inputs, &crimes)));
            cautions.push(caution(inputs, relation, name, support, says));
        }
    }
}

/// Adds a caution if there are recorded crimes that play no part under this edition.
pub(crate) fn recorded_crimes<'a>(
    inputs: Inputs<'a>,
    relation: &Relation,
    cautions: &mut Vec<Caution<'a>>,
) {
    if !concerns_recorded_crime(inputs.report, relation) {
        return;
    }
    let between = inputs.report.recorded_crimes.iter().filter(|crime| is_between(crime, relation));
    let ids: Vec<&str> = between.map(|crime| crime.id.as_str()).collect();
    for rule in &inputs.edition.rules {
        if let Form::StandApart { says } = &rule.form {
            let says = format!("{says} ({})", some(&ids));
            cautions.push(caution(inputs, relation, &rule.name, &rule.support, says));
        }
    }
}
