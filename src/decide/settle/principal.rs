//! The principal crime of a bundle of offences, and what is recorded in addition to it.

use super::counted::Bundle;
use super::inputs::Inputs;
use super::made_out::Disclosed;
use crate::precedence::{PairOrder, Places, top};
use crate::rules::compiled::Edition;
use crate::rules::compiled::law::Offence;
use crate::words::terms::{Code, Sentence};
use smallvec::SmallVec;

/// Codes, usually few.
pub(crate) type Codes = SmallVec<[Code; 4]>;

/// The result of the principal crime rules: indices into the bundle, in list order.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Ranked {
    /// The keys of the offences of the bundle.
    pub(crate) keys: Places,
    /// Those that nothing outside their own circle outranks.
    pub(crate) top: Places,
    /// What is recorded in addition.
    pub(crate) also: Places,
    /// All others.
    pub(crate) related: Places,
    /// For each related offence, the counted one that it competed with.
    lost_to: Vec<(usize, usize)>,
    /// For each related offence that a rule puts another before: the rule, the other (the counted
    /// one if possible) and the offence itself.
    pub(crate) outranked: Vec<(usize, usize, usize)>,
    /// The rules by which something is recorded in addition, and what that is.
    pub(crate) by: Vec<(usize, usize)>,
}

/// Ranks the offences of a bundle.
pub(crate) fn rank(edition: &Edition, bundle: &Bundle) -> Ranked {
    let ranking = Ranking { edition, bundle, keys: keys(edition, bundle) };
    let all: Places = (0..bundle.disclosed.len()).collect();
    let mut ranked = ranking.rank(&all, 0);
    ranked.lose();
    ranking.sort(&mut ranked.top);
    ranking.sort(&mut ranked.also);
    ranking.sort(&mut ranked.related);
    ranking.outrank(&mut ranked);
    ranked.keys = ranking.keys;
    ranked
}

/// Returns the keys of the offences of a bundle.
fn keys(edition: &Edition, bundle: &Bundle) -> Places {
    let key = |d: &Disclosed| edition.tables().key(&edition.law, d.row, d.day);
    bundle.disclosed.iter().map(key).collect()
}

impl Ranked {
    /// Leaves a single occasion to the registrar: an offence that goes with its occasion is one of
    /// what it can be.
    pub(crate) fn refer(&mut self, inputs: Inputs<'_>, bundle: &Bundle) {
        let goes_along = |place: &usize| {
            bundle
                .disclosed
                .get(*place)
                .is_some_and(|disclosed| inputs.goes_with_occasion(disclosed))
        };
        let (between, related): (Places, Places) =
            self.related.iter().copied().partition(goes_along);
        self.top.extend(between);
        self.related = related;
        let ranking = Ranking { edition: inputs.edition, bundle, keys: self.keys.clone() };
        ranking.sort(&mut self.top);
    }

    /// Records that related offences lost to the one at the top, unless they lost to another.
    fn lose(&mut self) {
        let Some(first) = self.top.first() else { return };
        for place in &self.related {
            if self.lost_to.iter().all(|(known, _)| known != place) {
                self.lost_to.push((*place, *first));
            }
        }
    }
}

struct Ranking<'a> {
    edition: &'a Edition,
    bundle: &'a Bundle,
    keys: Places,
}

impl Ranking<'_> {
    /// Ranks some of the offences by the rules that record two, from a given rule on.
    fn rank(&self, places: &[usize], from: usize) -> Ranked {
        let rules = self.edition.tables().in_addition.iter().enumerate().skip(from);
        for (n, (rule, first, second)) in rules {
            let is = |place: &usize, members: &Vec<bool>| {
                self.keys.get(*place).and_then(|key| members.get(*key)).copied().unwrap_or(false)
            };
            let (firsts, rest): (Places, Places) =
                places.iter().copied().partition(|place| is(place, first));
            let (others, neither): (Places, Places) =
                rest.into_iter().partition(|place| is(place, second));
            if firsts.is_empty() {
                continue;
            }
            let mut ranked = self.plain(&firsts);
            self.most_serious(&mut ranked);
            let mut others = self.rank(&others, n + 1);
            self.most_serious(&mut others);
            ranked.lose();
            others.lose();
            ranked.lost_to.append(&mut others.lost_to);
            ranked.also.extend(others.top.iter().copied());
            ranked.by.extend(others.top.iter().map(|place| (*rule, *place)));
            ranked.also.append(&mut others.also);
            ranked.by.append(&mut others.by);
            ranked.related.append(&mut others.related);
            ranked.related.extend(neither);
            return ranked;
        }
        self.plain(places)
    }

    /// Finds, for each offence not counted, the rule that puts another before it.
    fn outrank(&self, ranked: &mut Ranked) {
        for place in &ranked.related {
            let lost_to = ranked.lost_to.iter().find(|(known, _)| known == place);
            let others = lost_to.map(|(_, other)| *other).into_iter().chain(0..self.keys.len());
            let over = others.into_iter().find_map(|other| {
                match between(self.edition, &self.keys, other, *place) {
                    PairOrder::First(rule) => Some((rule, other, *place)),
                    _ => None,
                }
            });
            ranked.outranked.extend(over);
        }
    }

    /// Keeps the first of several most serious offences in list order; the rest become related.
    fn most_serious(&self, ranked: &mut Ranked) {
        self.sort(&mut ranked.top);
        let more = 1.min(ranked.top.len());
        ranked.related.extend(ranked.top.drain(more..));
    }

    /// Ranks offences of which only one is recorded.
    fn plain(&self, places: &[usize]) -> Ranked {
        let keys: Places =
            places.iter().filter_map(|place| self.keys.get(*place).copied()).collect();
        let unbeaten = top(&self.edition.tables().matrix, &keys).into_iter();
        let mut top: Places = unbeaten.filter_map(|n| places.get(n).copied()).collect();
        let mut related: Places =
            places.iter().copied().filter(|place| !top.contains(place)).collect();
        // A code in two classes is one offence, so there is nothing to decide.
        let code = |place: &usize| {
            self.bundle.disclosed.get(*place).and_then(|d| offence(self.edition, d)).map(|o| o.code)
        };
        top.dedup_by_key(|place| code(place));
        related.retain(|place| !top.iter().any(|above| code(above) == code(place)));
        Ranked { top, related, ..Ranked::default() }
    }

    /// Sorts in list order: by maximum sentence, then code.
    fn sort(&self, places: &mut [usize]) {
        let entry = |place: &usize| self.bundle.disclosed.get(*place);
        let sort = |place: &usize| entry(place).and_then(|d| code_and_maximum(self.edition, d));
        places.sort_by(|a, b| match (sort(a), sort(b)) {
            (Some((a, x)), Some((b, y))) => x.list_order(y).then(a.cmp(&b)),
            _ => a.cmp(b),
        });
    }
}

fn offence<'a>(edition: &'a Edition, disclosed: &Disclosed) -> Option<&'a Offence> {
    edition.law.offences.get(disclosed.row)
}

/// Returns what list order goes by.
pub(crate) fn code_and_maximum(
    edition: &Edition,
    disclosed: &Disclosed,
) -> Option<(Code, Sentence)> {
    let offence = offence(edition, disclosed)?;
    Some((offence.code, offence.maximum_on(disclosed.day)))
}

/// Returns the codes at some places of the bundle, without adjacent duplicates.
pub(crate) fn codes(edition: &Edition, bundle: &Bundle, places: &[usize]) -> Codes {
    let disclosed = places.iter().filter_map(|n| bundle.disclosed.get(*n));
    let mut codes: Codes =
        disclosed.filter_map(|d| offence(edition, d)).map(|offence| offence.code).collect();
    codes.dedup();
    codes
}

/// Returns how the rules order two offences of a bundle.
pub(crate) fn between(edition: &Edition, keys: &[usize], i: usize, j: usize) -> PairOrder {
    match (keys.get(i), keys.get(j)) {
        (Some(a), Some(b)) => edition.tables().precedence.between(*a, *b),
        _ => PairOrder::Silent,
    }
}
