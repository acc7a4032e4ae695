//! The offences that an incident gives by code, and whom of its people each concerns.

use super::ids::{Few, Ids};
use crate::report::shown;
use crate::report::{
    Incident as Written, ReportErrors, ReportProblem as Problem, ReportProblemCode as Wrong,
};
use crate::rules::compiled::law::Law;
use crate::words::nearest;
use crate::words::terms::{Basis, Code};

/// An offence that an incident gives.
pub(super) struct Given {
    /// The row of the catalogue.
    pub(super) row: usize,
    /// Its victims and its suspects, if not all of the incident.
    pub(super) victims: Option<Few>,
    pub(super) suspects: Option<Few>,
}

/// The part of an incident that concerns some of its people.
pub(super) struct Part {
    pub(super) victims: Few,
    pub(super) suspects: Few,
    /// The rows of its offences, sorted, each with its suspects.
    pub(super) offences: Vec<(usize, Few)>,
    /// Whether any offence concerns it, even one that is against nobody.
    pub(super) gives_any: bool,
}

/// Reads the offences of an incident, and says which people are none of its.
pub(super) fn offences(
    written: &Written,
    field: &dyn Fn() -> String,
    ids: &Ids<'_>,
    law: &Law,
    errors: &mut ReportErrors,
) -> Vec<Given> {
    let mut all = Vec::new();
    for (n, given) in written.offences.iter().enumerate() {
        let field = || format!("{}.offences[{n}]", field());
        let mut people = |name: &str, own: &Option<Vec<String>>, of: &[String]| {
            let own = own.as_ref()?;
            for id in own.iter().filter(|id| !of.contains(id)) {
                let message = format!("`{}` is not among the {name} of the incident", shown(id));
                let problem =
                    Problem::new(Wrong::UnknownPerson, format!("{}.{name}", field()), message);
                let near = nearest::nearest(id, of.iter().map(String::as_str));
                let these = || Some(format!("they are: {}", of.join(", ")));
                errors.add(problem.value(id).nearest_or(near, these));
            }
            Some(ids.numbers(own))
        };
        let victims = people("victims", &given.victims, &written.victims);
        let suspects = people("suspects", &given.suspects, &written.suspects);
        if suspects.as_ref().is_some_and(|suspects| suspects.is_empty()) {
            let field = format!("{}.suspects", field());
            errors.add(super::incident::no_suspect(field));
        }
        let code = if given.is_of_all() { field() } else { format!("{}.code", field()) };
        match offence(&given.code, &|| code.clone(), law) {
            Ok(row) => all.push(Given { row, victims, suspects }),
            Err(problem) => errors.add(*problem),
        }
    }
    all
}

/// Divides an incident into the parts that its offences concern: one part, unless an offence names
/// some of the people. Each victim is then a part by itself, with the suspects who act together, and
/// what is against nobody is another.
pub(super) fn parts(
    (victims, suspects): (Few, Few),
    given: &[Given],
    law: &Law,
    apart: &dyn Fn(usize, usize) -> bool,
) -> Vec<Part> {
    if given.iter().all(|given| given.victims.is_none() && given.suspects.is_none()) {
        let offences = given.iter().map(|given| (given.row, suspects.clone())).collect();
        return vec![Part::of(victims, suspects, offences)];
    }
    let mut parts = Vec::new();
    for victim in &victims {
        let concerns = |given: &Given| {
            let theirs = given.victims.as_ref().is_none_or(|own| own.contains(victim));
            theirs && basis(law, given.row) != Some(Basis::State)
        };
        for group in groups(&suspects, &|suspect| apart(*victim, suspect)) {
            let offences = concerned(given, &group, &concerns);
            let all = |given: &Given| given.victims.as_ref().is_none_or(|own| own.contains(victim));
            let gives_any = !concerned(given, &group, &all).is_empty();
            let part = Part::of(std::iter::once(*victim).collect(), group, offences);
            parts.push(Part { gives_any, ..part });
        }
    }
    let against_nobody = |given: &Given| match basis(law, given.row) {
        Some(Basis::State) => true,
        Some(Basis::Either) => {
            victims.is_empty() || given.victims.as_ref().is_some_and(|own| own.is_empty())
        }
        _ => false,
    };
    let any = |suspect: usize| victims.iter().any(|victim| apart(*victim, suspect));
    for group in groups(&suspects, &any) {
        let offences = concerned(given, &group, &against_nobody);
        if !offences.is_empty() {
            parts.push(Part::of(Few::new(), group, offences));
        }
    }
    parts
}

fn basis(law: &Law, row: usize) -> Option<Basis> {
    law.offences.get(row).map(|offence| offence.basis)
}

/// Those who act together, and each of those who do not by themselves.
fn groups(suspects: &Few, apart: &dyn Fn(usize) -> bool) -> Vec<Few> {
    let (alone, together): (Few, Few) = suspects.iter().copied().partition(|s| apart(*s));
    let alone = alone.into_iter().map(|suspect| std::iter::once(suspect).collect());
    alone.chain((!together.is_empty()).then_some(together)).collect()
}

/// The offences of a group, each with those of the group who committed it.
fn concerned(given: &[Given], group: &Few, concerns: &dyn Fn(&Given) -> bool) -> Vec<(usize, Few)> {
    let theirs = |given: &Given| -> Few {
        let own = given.suspects.as_ref();
        group.iter().copied().filter(|s| own.is_none_or(|own| own.contains(s))).collect()
    };
    let offences = given.iter().filter(|given| concerns(given));
    offences.map(|given| (given.row, theirs(given))).filter(|(_, s)| !s.is_empty()).collect()
}

impl Part {
    fn of(victims: Few, suspects: Few, mut offences: Vec<(usize, Few)>) -> Part {
        // The same code twice is the union.
        offences.sort_by_key(|(row, _)| *row);
        offences.dedup_by(|(row, more), (first, all)| {
            let same = row == first;
            if same {
                all.append(more);
            }
            same
        });
        for (_, suspects) in &mut offences {
            suspects.sort_unstable();
            suspects.dedup();
        }
        let gives_any = !offences.is_empty();
        Part { victims, suspects, offences, gives_any }
    }
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
        let problem = wrong(Wrong::UnknownCode, message).meant(law.near(code));
        return Err(Box::new(problem));
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
