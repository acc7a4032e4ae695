//! The names that a report may use, stored together for lookup.

use super::law::{About, Fact, Law, Term};

/// The names of one kind, by number; empty for the numbers of facts of another kind.
#[derive(Debug, Clone, Default)]
pub(crate) struct Names(Vec<String>);

impl Names {
    fn of<'t>(terms: impl Iterator<Item = &'t Term>) -> Names {
        Names(terms.map(|term| term.name.clone()).collect())
    }

    pub(crate) fn number(&self, name: &str) -> Option<usize> {
        self.0.iter().position(|known| known == name).filter(|_| !name.is_empty())
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = &str> + Clone {
        self.0.iter().map(String::as_str).filter(|name| !name.is_empty())
    }
}

/// All names that a report may use.
#[derive(Debug, Clone, Default)]
pub(crate) struct ReportNames {
    pub(crate) acts: Names,
    pub(crate) effects: Names,
    /// Facts about a victim and a suspect.
    pub(crate) pair: Names,
    pub(crate) person: Names,
    pub(crate) incident: Names,
    /// Facts about the recording, as a report writes them.
    pub(crate) recording: Names,
    /// Facts about a recorded crime, as a report writes them.
    pub(crate) recorded_crime: Names,
    pub(crate) relationships: Names,
    pub(crate) reporters: Names,
    pub(crate) interventions: Names,
}

impl ReportNames {
    pub(crate) fn of(law: &Law) -> ReportNames {
        let facts = |about: About| {
            let facts = law.facts.iter();
            let field = |fact: &Fact| (fact.about == about).then(|| fact.field());
            Names(facts.map(|fact| field(fact).unwrap_or_default()).collect())
        };
        ReportNames {
            acts: Names::of(law.acts.iter().map(|act| &act.term)),
            effects: Names::of(law.effects.iter().map(|effect| &effect.term)),
            pair: facts(About::Pair),
            person: facts(About::Person),
            incident: facts(About::Incident),
            recording: facts(About::Recording),
            recorded_crime: facts(About::RecordedCrime),
            relationships: Names::of(law.relationships.iter()),
            reporters: Names::of(law.reporters.iter()),
            interventions: Names::of(law.interventions.iter().map(|kind| &kind.term)),
        }
    }
}
