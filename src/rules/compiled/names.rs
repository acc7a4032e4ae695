//! The names that a report may use, stored together for lookup.

use super::law::{About, Fact, Law, Term};

/// The names of one kind, by number; empty for the numbers of facts of another kind.
#[derive(Debug, Clone, Default)]
pub(crate) struct Names {
    names: Vec<String>,
    /// What people also call them, with the number of the name that is meant.
    others: Vec<(String, usize)>,
}

impl Names {
    fn of<'t>(terms: impl Iterator<Item = &'t Term>) -> Names {
        Names::named(terms.map(|term| (term.name.clone(), term)))
    }

    fn named<'t>(terms: impl Iterator<Item = (String, &'t Term)>) -> Names {
        let mut all = Names::default();
        for (number, (name, term)) in terms.enumerate() {
            if !name.is_empty() {
                all.others.extend(term.also_called.iter().map(|other| (plainly(other), number)));
            }
            all.names.push(name);
        }
        all
    }

    pub(crate) fn number(&self, name: &str) -> Option<usize> {
        self.names.iter().position(|known| known == name).filter(|_| !name.is_empty())
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = &str> + Clone {
        self.names.iter().map(String::as_str).filter(|name| !name.is_empty())
    }

    /// Returns the name of what people also call so.
    pub(crate) fn called(&self, other: &str) -> Option<&str> {
        let other = plainly(other);
        let (_, number) = self.others.iter().find(|(known, _)| *known == other)?;
        self.names.get(*number).map(String::as_str)
    }
}

/// Returns a name in lower case, with hyphens between its words.
fn plainly(name: &str) -> String {
    name.to_lowercase().replace(['_', ' '], "-")
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
            let field = |fact: &Fact| (fact.about == about).then(|| fact.field());
            Names::named(law.facts.iter().map(|f| (field(f).unwrap_or_default(), &f.term)))
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
