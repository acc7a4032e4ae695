//! The documents that rules cite, and how an edition tells its citations.

use std::sync::OnceLock;

use super::Edition;
use super::law::Law;
use crate::decision::{Source, Sources};
use crate::words::date::Date;
use crate::words::fixed::Fixed;
use crate::words::terms::Standing;
use crate::words::text::Span;

/// A document that rules cite.
#[derive(Debug, Clone)]
pub(crate) struct Document {
    pub(crate) id: String,
    pub(crate) title: String,
    /// Its first day, and how an earlier edition that rests on it says so.
    pub(crate) later: Option<(Date, String)>,
}

/// Where a rule comes from, and how well that is known.
#[derive(Debug, Clone, Default)]
pub(crate) struct Support {
    /// Places in the sources: the number of the source, and the page or section.
    pub(crate) cites: Vec<(usize, Option<String>)>,
    pub(crate) standing: Standing,
    /// The last day of editions to which the standing applies; for later ones it is firm.
    pub(crate) until: Option<Date>,
    pub(crate) note: Option<String>,
    /// The span, in the rule files, of the name that it supports.
    pub(crate) at: Span,
    /// The citations, cached on first use: as told where no source is later than the edition, then
    /// where the latest is, the two latest, and so on.
    pub(crate) told: OnceLock<(Told, Vec<Told>)>,
}

/// By what stands in the rule file, whatever was cached.
impl PartialEq for Support {
    fn eq(&self, other: &Support) -> bool {
        self.at == other.at
            && self.cites == other.cites
            && (self.standing, self.until, &self.note) == (other.standing, other.until, &other.note)
    }
}

/// Citations as they are told.
#[derive(Debug, Clone, Default)]
pub(crate) struct Told {
    pub(crate) sources: Fixed<Sources>,
    /// In one line, with the titles of the sources.
    pub(crate) line: Fixed,
}

impl Edition {
    /// Returns the citations: the ids of sources, with places.
    pub(crate) fn sources_of(&self, support: &Support) -> Sources {
        Sources::clone(self.fixed_sources(support))
    }

    /// The same, with its JSON.
    pub(crate) fn fixed_sources<'s>(&self, support: &'s Support) -> &'s Fixed<Sources> {
        &self.law.told(support, Some(self.day)).sources
    }

    /// Returns the citations in one line, with the titles of the sources.
    pub(crate) fn cites<'s>(&self, support: &'s Support) -> &'s Fixed {
        &self.law.told(support, Some(self.day)).line
    }
}

impl Law {
    /// Returns the citations in one line, outside an edition.
    pub(crate) fn cites<'s>(&self, support: &'s Support) -> &'s Fixed {
        &self.told(support, None).line
    }

    /// Returns the citations as an edition of a day tells them; without a day, no source is later.
    fn told<'s>(&self, support: &'s Support, day: Option<Date>) -> &'s Told {
        let starts = || support.cites.iter().filter_map(|(n, _)| self.starts(*n));
        let (first, later) = support.told.get_or_init(|| {
            let mut days: Vec<Date> = starts().collect();
            days.sort_unstable_by(|a, b| b.cmp(a));
            let later = (1..=days.len()).map(|n| self.tell(support, days.get(n).copied()));
            (self.tell(support, Some(Date::LAST)), later.collect())
        });
        let later_than = |day| starts().filter(|start| *start > day).count();
        let at = day.map_or(0, later_than).checked_sub(1);
        at.and_then(|at| later.get(at)).unwrap_or(first)
    }

    /// The first day of a source, if it has one.
    fn starts(&self, source: usize) -> Option<Date> {
        self.sources.get(source)?.later.as_ref().map(|(from, _)| *from)
    }

    /// Tells the citations to an edition of a day; without one, to an edition before all of them.
    fn tell(&self, support: &Support, day: Option<Date>) -> Told {
        let cited = support.cites.iter().filter_map(|(n, place)| {
            let document = self.sources.get(*n)?;
            let later = document.later.as_ref();
            let later = later.filter(|(from, _)| day.is_none_or(|day| *from > day));
            let later = later.map(|(_, words)| words.clone());
            Some((document, Source { id: document.id.clone(), place: place.clone(), later }))
        });
        let (documents, sources): (Vec<_>, Vec<_>) = cited.unzip();
        let line = documents.iter().zip(&sources).enumerate().map(|(n, (document, source))| {
            // What is said of several in a row is said behind the last.
            let next = sources.get(n + 1).map(|next| &next.later);
            let later = source.later.as_deref().filter(|_| next != Some(&source.later));
            let parts = [Some(document.title.as_str()), source.place.as_deref(), later];
            parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
        });
        let line = line.collect::<Vec<_>>().join("; ");
        Told { line: line.into(), sources: sources.into_iter().collect::<Sources>().into() }
    }
}
