//! Decisions as numbers: what is done about each crime, before it is put into words.

use super::counted::{Bundle, Counted, Place};
use super::made_out::Disclosed;
use super::matter::{Matter, is_conduct};
use super::principal::Ranked;
use super::recording_test::Tested;
use super::{principal, recording_test};
use crate::conduct::{Numbers, Relation};
use crate::decision::{Action, NotCounted};
use crate::rules::compiled::Edition;
use crate::words::terms::Code;

/// One crime of a victim and a group.
#[derive(Debug, Clone)]
pub(crate) struct Draft {
    pub(crate) victim: Option<usize>,
    pub(crate) suspects: Numbers,
    pub(crate) action: Action,
    pub(crate) counted: Counted,
    pub(crate) ranked: Ranked,
    /// The index in the bundle of the offence that the recorded crime becomes.
    pub(crate) reclassify_to: Option<usize>,
    /// Offences without a victim that are recorded in addition, each with the rule that does so.
    pub(crate) breaches: Vec<(usize, Disclosed)>,
    /// Offences without a victim that give way to one of this crime, each with the rule.
    pub(crate) displaced: Vec<(usize, Disclosed)>,
    pub(crate) tested: Tested,
}

/// All crimes of a report.
#[derive(Debug, Default)]
pub(crate) struct Drafts {
    pub(crate) crimes: Vec<Draft>,
    /// Crimes that the recording test stopped.
    pub(crate) stopped: Vec<Draft>,
    pub(crate) not_counted: Vec<NotCounted>,
}

impl Drafts {
    /// Ranks what was counted, applies the recording test, and adds it to the list it belongs to.
    pub(crate) fn push(&mut self, matter: Matter<'_>, relation: &Relation, counted: Counted) {
        let edition = matter.edition;
        let ranked = principal::rank(edition, &counted.bundle);
        let action = match (&counted.place, ranked.top.as_slice()) {
            (Place::Added(_), _) => Action::AddToExisting,
            (Place::Crime, [_]) => Action::Record,
            _ => Action::ReferToRegistrar,
        };
        let reclassify_to = match counted.place {
            Place::Added(crime) => graver(matter, &counted.bundle, &ranked.keys, crime),
            _ => None,
        };
        let tested = recording_test::test(edition, matter.report, relation.victim);
        let list = if tested.stopped.is_none() { &mut self.crimes } else { &mut self.stopped };
        list.push(Draft {
            victim: relation.victim,
            suspects: relation.suspects.clone(),
            action,
            counted,
            ranked,
            reclassify_to,
            breaches: Vec::new(),
            displaced: Vec::new(),
            tested,
        });
    }

    /// Sorts by victim (nobody last), suspects, action, principal crime and incidents.
    pub(crate) fn sort(&mut self, edition: &Edition) {
        let lists = [&mut self.crimes, &mut self.stopped];
        for list in lists.into_iter().filter(|list| list.len() > 1) {
            list.sort_by(|a, b| {
                let what = |draft: &Draft| (draft.action, draft.principal(edition));
                let parties = a.parties().cmp(&b.parties());
                let crimes = parties.then_with(|| what(a).cmp(&what(b)));
                crimes.then_with(|| a.incidents().cmp(&b.incidents()))
            });
        }
    }
}

/// Returns the gravest conduct crime of the bundle, if it is graver than the recorded one.
fn graver(matter: Matter<'_>, bundle: &Bundle, keys: &[usize], crime: usize) -> Option<usize> {
    let edition = matter.edition;
    let crime = matter.report.recorded_crimes.get(crime)?;
    let recorded = edition.tables().key(&edition.law, crime.row, crime.last);
    let conduct = |place: &usize| {
        bundle.disclosed.get(*place).is_some_and(|disclosed| is_conduct(matter, disclosed))
    };
    let over = |key: usize, other: usize| edition.tables().precedence.over(key, other);
    let gravest = (0..keys.len()).filter(conduct).reduce(|a, b| {
        let (x, y) = (keys.get(a).copied(), keys.get(b).copied());
        if x.zip(y).is_some_and(|(x, y)| over(y, x)) { b } else { a }
    })?;
    keys.get(gravest).filter(|key| over(**key, recorded)).map(|_| gravest)
}

/// Returns the sort key of relations and crimes: by victim, nobody last, then suspects.
pub(crate) fn order(victim: Option<usize>, suspects: &[usize]) -> (bool, Option<usize>, &[usize]) {
    (victim.is_none(), victim, suspects)
}

impl Draft {
    /// Returns its sort key among victims and groups.
    pub(crate) fn parties(&self) -> (bool, Option<usize>, &[usize]) {
        order(self.victim, &self.suspects)
    }

    /// Returns the principal crime, if one is recorded.
    pub(crate) fn principal(&self, edition: &Edition) -> Option<Code> {
        let top = principal::codes(edition, &self.counted.bundle, &self.ranked.top);
        top.first().copied().filter(|_| self.action == Action::Record)
    }

    /// Returns what the registrar is to decide between.
    pub(crate) fn between(&self, edition: &Edition) -> Vec<Code> {
        match self.action {
            Action::ReferToRegistrar => {
                principal::codes(edition, &self.counted.bundle, &self.ranked.top).into_vec()
            }
            Action::Record | Action::AddToExisting => Vec::new(),
        }
    }

    /// Returns what is recorded in addition, including breaches, in list order.
    pub(crate) fn also_record(&self, edition: &Edition) -> Vec<Code> {
        match self.action {
            Action::AddToExisting => Vec::new(),
            _ => self.with(edition, &self.ranked.also, &self.breaches),
        }
    }

    /// Returns what is disclosed and not counted, in list order.
    pub(crate) fn related(&self, edition: &Edition) -> Vec<Code> {
        match self.action {
            Action::AddToExisting => self.with(edition, &[], &self.displaced),
            _ => self.with(edition, &self.ranked.related, &self.displaced),
        }
    }

    fn with(&self, edition: &Edition, places: &[usize], more: &[(usize, Disclosed)]) -> Vec<Code> {
        let of_bundle = places.iter().filter_map(|place| self.counted.bundle.disclosed.get(*place));
        let all = of_bundle.chain(more.iter().map(|(_, disclosed)| disclosed));
        let mut codes: Vec<_> =
            all.filter_map(|d| principal::code_and_maximum(edition, d)).collect();
        codes.sort_by(|(a, x), (b, y)| x.list_order(*y).then(a.cmp(b)));
        let mut codes: Vec<Code> = codes.into_iter().map(|(code, _)| code).collect();
        codes.dedup();
        codes
    }

    /// Returns every code that it discloses, in list order.
    pub(crate) fn codes(&self, edition: &Edition) -> Vec<Code> {
        let all: Vec<usize> = (0..self.counted.bundle.disclosed.len()).collect();
        self.with(edition, &all, &self.displaced)
    }

    /// Returns the incidents that it is based on, by day and id.
    pub(crate) fn incidents(&self) -> Numbers {
        let more = self.breaches.iter().chain(&self.displaced).map(|(_, disclosed)| disclosed);
        let disclosed = self.counted.bundle.disclosed.iter().chain(more);
        let mut incidents: Numbers = disclosed.flat_map(|d| d.incidents.iter().copied()).collect();
        if let (Place::Added(_), Some(course)) = (&self.counted.place, &self.counted.course) {
            incidents.extend(course.incidents.iter().copied());
        }
        incidents.sort_unstable();
        incidents.dedup();
        incidents
    }

    /// Whether breaches by exactly this group are recorded in addition to it.
    pub(crate) fn takes_breaches_of(&self, suspects: &[usize]) -> bool {
        self.suspects.as_slice() == suspects && self.action != Action::AddToExisting
    }
}
