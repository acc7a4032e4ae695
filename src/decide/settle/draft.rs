//! Decisions as numbers: what is done about each crime, before it is put into words.

use super::counted::{Counted, CountsAs};
use super::inputs::Inputs;
use super::made_out::{By, Disclosed};
use super::principal::Ranked;
use super::recording_test::Tested;
use super::{principal, recording_test};
use crate::conduct::Numbers;
use crate::decision::{Action, NotCounted};
use crate::precedence::Places;
use crate::rules::compiled::Edition;
use crate::words::terms::{Code, Sentence};

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
    pub(crate) breaches: Vec<Breach>,
    /// Offences without a victim that give way to one of this crime, each with the rule.
    pub(crate) displaced: Vec<(usize, Disclosed)>,
    pub(crate) tested: Tested,
}

/// An offence without a victim that is recorded in addition to a crime, by one offender.
#[derive(Debug, Clone)]
pub(crate) struct Breach {
    /// The rule that records it.
    pub(crate) rule: usize,
    pub(crate) offender: usize,
    pub(crate) disclosed: Disclosed,
}

/// All crimes of a report.
#[derive(Debug, Default)]
pub(crate) struct Drafts {
    pub(crate) crimes: Vec<Draft>,
    /// Crimes that the recording test stopped.
    pub(crate) stopped: Vec<Draft>,
    pub(crate) not_counted: Vec<NotCounted>,
    /// Offences that are recorded already.
    pub(crate) duplicates: Vec<Duplicate>,
}

/// An offence that is not counted because it is recorded already.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Duplicate {
    pub(crate) victim: Option<usize>,
    pub(crate) suspects: Numbers,
    pub(crate) incident: usize,
    pub(crate) row: usize,
    /// The rule that says so, and the recorded crime.
    pub(crate) rule: usize,
    pub(crate) crime: usize,
}

impl Drafts {
    /// Ranks what was counted, applies the recording test, and adds it to the list it belongs to.
    pub(crate) fn push(
        &mut self,
        inputs: Inputs<'_>,
        victim: Option<usize>,
        suspects: &[usize],
        counted: Counted,
    ) {
        let edition = inputs.edition;
        let mut ranked = principal::rank(edition, &counted.bundle);
        if let CountsAs::Single(_) = counted.counts_as {
            ranked.refer(inputs, &counted.bundle);
        }
        let recorded = |place: &usize| {
            let disclosed = counted.bundle.disclosed.get(*place);
            disclosed.is_some_and(|d| matches!(d.by, By::Recorded(_)))
        };
        let (action, reclassify_to) = match (&counted.counts_as, ranked.top.as_slice()) {
            (CountsAs::Added(_), [place]) => {
                (Action::AddToExisting, Some(*place).filter(|place| !recorded(place)))
            }
            (CountsAs::Crime, [_]) => (Action::Record, None),
            _ => (Action::ReferToRegistrar, None),
        };
        let bundle = &counted.bundle;
        let all = bundle.disclosed.iter().chain(&bundle.merged).chain(&bundle.folded);
        let new = all.filter(|d| !matches!(d.by, By::Recorded(_)));
        let keys: Places = new.map(|d| edition.tables().key(&edition.law, d.row, d.day)).collect();
        let tested = recording_test::test(edition, inputs.report, victim, &keys);
        let list = if tested.stopped.is_none() { &mut self.crimes } else { &mut self.stopped };
        list.push(Draft {
            victim,
            suspects: suspects.into(),
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

    /// Returns what is recorded in addition, in list order; a breach once for each offender.
    pub(crate) fn also_record(&self, edition: &Edition) -> Vec<Code> {
        let mut codes = self.coded(edition, &self.ranked.also, &[]);
        codes.dedup();
        let breaches = self.breaches.iter();
        codes.extend(breaches.filter_map(|b| principal::code_and_maximum(edition, &b.disclosed)));
        in_list_order(codes)
    }

    /// Returns what is disclosed and not counted, in list order.
    pub(crate) fn related(&self, edition: &Edition) -> Vec<Code> {
        self.with(edition, &self.ranked.related, &self.displaced)
    }

    fn with(&self, edition: &Edition, places: &[usize], more: &[(usize, Disclosed)]) -> Vec<Code> {
        let mut codes = in_list_order(self.coded(edition, places, more));
        codes.dedup();
        codes
    }

    /// Returns the new codes at some places of the bundle and of more offences, with their maxima.
    fn coded(
        &self,
        edition: &Edition,
        places: &[usize],
        more: &[(usize, Disclosed)],
    ) -> Vec<(Code, Sentence)> {
        let of_bundle = places.iter().filter_map(|place| self.counted.bundle.disclosed.get(*place));
        let new = of_bundle.filter(|d| !matches!(d.by, By::Recorded(_)));
        let all = new.chain(more.iter().map(|(_, disclosed)| disclosed));
        all.filter_map(|d| principal::code_and_maximum(edition, d)).collect()
    }

    /// Returns every code that it discloses, in list order.
    pub(crate) fn codes(&self, edition: &Edition) -> Vec<Code> {
        let all: Vec<usize> = (0..self.counted.bundle.disclosed.len()).collect();
        let folded = &self.counted.bundle.folded;
        let folded = folded.iter().filter_map(|d| principal::code_and_maximum(edition, d));
        let mut codes = self.coded(edition, &all, &self.displaced);
        codes.extend(folded);
        let mut codes = in_list_order(codes);
        codes.dedup();
        codes
    }

    /// Returns the incidents that it is based on, by day and id.
    pub(crate) fn incidents(&self) -> Numbers {
        let breaches = self.breaches.iter().map(|breach| &breach.disclosed);
        let more = breaches.chain(self.displaced.iter().map(|(_, disclosed)| disclosed));
        let bundle = &self.counted.bundle;
        let disclosed = bundle.disclosed.iter().chain(&bundle.folded).chain(more);
        let mut incidents: Numbers = disclosed.flat_map(|d| d.incidents.iter().copied()).collect();
        if let (CountsAs::Added(_), Some(course)) = (&self.counted.counts_as, &self.counted.course)
        {
            incidents.extend(course.incidents.iter().copied());
        }
        incidents.sort_unstable();
        incidents.dedup();
        incidents
    }

    /// Returns what a decision shows of it.
    pub(crate) fn visible(&self, edition: &Edition) -> Visible {
        let principal = self.principal(edition).into_iter().collect();
        let codes =
            [principal, self.between(edition), self.also_record(edition), self.related(edition)];
        let becomes = self.becomes(edition);
        let existing = self.existing();
        (self.suspects.clone(), self.action, codes, existing, becomes, self.incidents())
    }

    /// Returns the recorded crime that it is added to.
    pub(crate) fn existing(&self) -> Option<usize> {
        match self.counted.counts_as {
            CountsAs::Added(crime) => Some(crime),
            CountsAs::Crime | CountsAs::Single(_) => None,
        }
    }

    /// Returns the code that the recorded crime becomes.
    pub(crate) fn becomes(&self, edition: &Edition) -> Option<Code> {
        let place = self.reclassify_to?;
        principal::codes(edition, &self.counted.bundle, &[place]).first().copied()
    }

    /// Whether a breach by this offender is recorded in addition to it.
    pub(crate) fn takes_breach_of(&self, offender: usize) -> bool {
        let stands_apart = !matches!(self.counted.counts_as, CountsAs::Added(_));
        stands_apart && self.suspects.contains(&offender)
    }
}

/// What a decision shows of a crime: whose it is, what is done, and the codes of each role.
pub(crate) type Visible = (Numbers, Action, [Vec<Code>; 4], Option<usize>, Option<Code>, Numbers);

/// Sorts codes by maximum sentence, then code.
fn in_list_order(mut codes: Vec<(Code, Sentence)>) -> Vec<Code> {
    codes.sort_by(|(a, x), (b, y)| x.list_order(*y).then(a.cmp(b)));
    codes.into_iter().map(|(code, _)| code).collect()
}
