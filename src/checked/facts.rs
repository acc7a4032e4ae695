//! Declared facts, given in the right place or elsewhere.

use std::collections::BTreeMap;

use crate::report::no_such_field;
use crate::report::shown;
use crate::report::{
    RecordedCrime, Recording, ReportErrors, ReportProblem as Problem, ReportProblemCode as Wrong,
};
use crate::rules::compiled::Names;
use crate::rules::compiled::answers::Answers;
use crate::rules::compiled::law::{About, Fact, Law};
use crate::words::nearest;

/// Reads the facts that a report gives about something.
pub(super) fn facts(
    given: &BTreeMap<String, Option<bool>>,
    about: About,
    field: &dyn Fn() -> String,
    law: &Law,
    errors: &mut ReportErrors,
) -> Answers {
    let mut facts = Answers::default();
    let known = names(about, law);
    for (name, value) in given {
        match known.number(name) {
            Some(fact) => facts.set(fact, *value),
            None => {
                let field = format!("{}.{}", field(), shown(name));
                errors.add(no_such_fact(name, about, field, law));
            }
        }
    }
    facts
}

fn names(about: About, law: &Law) -> &Names {
    match about {
        About::Pair => &law.names.pair,
        About::Person => &law.names.person,
        About::Incident => &law.names.incident,
        About::Recording => &law.names.recording,
        About::RecordedCrime => &law.names.recorded_crime,
    }
}

fn no_such_fact(name: &str, about: About, field: String, law: &Law) -> Problem {
    let declared = law.facts.iter().filter(|fact| fact.about != about);
    if let Some(fact) = declared.into_iter().find(|fact| is_named(fact, name)) {
        return misplaced(fact, name, field);
    }
    let called = names(about, law).called(name);
    let known = names(about, law).iter();
    let fields: &[&str] = match about {
        About::Pair | About::Person | About::Incident => {
            let message = format!("there is no fact `{}` about {}", shown(name), about.words());
            let near = called.or_else(|| nearest::nearest(name, known.clone()));
            let all = known.collect::<Vec<_>>().join(", ");
            let others = if all.is_empty() {
                "none is declared".to_owned()
            } else {
                format!("there are: {all}")
            };
            let problem = Problem::new(Wrong::UnknownName, field, message).value(name);
            return problem.nearest_or(near, || Some(others));
        }
        About::Recording => Recording::FIELDS,
        About::RecordedCrime => RecordedCrime::FIELDS,
    };
    let known = fields.iter().copied().chain(known);
    let near = called.or_else(|| nearest::nearest(name, known.clone()));
    let others = || Some(format!("the fields here are: {}", known.collect::<Vec<_>>().join(", ")));
    no_such_field(field, name).nearest_or(near, others)
}

/// Whether a name in a report means this fact, spelt either as declared or as a field.
fn is_named(fact: &Fact, name: &str) -> bool {
    fact.term.name == name || fact.term.name == name.replace('_', "-")
}

fn misplaced(fact: &Fact, name: &str, field: String) -> Problem {
    let message = format!("`{}` is a fact about {}", shown(name), fact.about.words());
    let place = match fact.about {
        About::Pair => "under `facts` of a pair, in `pairs`",
        About::Person => "under `facts` of a person, in `people`",
        About::Incident => "under `facts` of an incident",
        About::Recording => "in `recording`",
        About::RecordedCrime => "beside the other fields of a crime in `recorded_crimes`",
    };
    let help = format!("write `{}` {place}", fact.field());
    Problem::new(Wrong::MisplacedFact, field, message).value(name).help(help)
}

/// Rewords unknown fields as misplaced facts where they name one.
pub(super) fn told_as_facts(mut errors: ReportErrors, law: &Law) -> ReportErrors {
    for problem in &mut errors.problems {
        let name = problem.value.as_deref().filter(|_| problem.code == Wrong::UnknownField);
        let fact = name.and_then(|name| law.facts.iter().find(|fact| is_named(fact, name)));
        if let (Some(name), Some(fact)) = (name, fact) {
            let told = misplaced(fact, name, problem.field.clone());
            *problem = Problem { incident: problem.incident.take(), ..told };
        }
    }
    errors
}
