//! datafrog: relations of numbers, joined.

use datafrog::{FilterAnti, Iteration, Relation, RelationLeaper};

use crate::order::Order;
use crate::{Choice, Peer, Three};

fn pairs(order: &Order) -> Relation<(u8, u8)> {
    let places = 0..order.codes.len();
    let pairs = places.flat_map(|one| order.under(one).map(move |other| (one as u8, other as u8)));
    Relation::from_iter(pairs)
}

fn only(left: &[u8]) -> Choice {
    match left {
        [one] => Some(usize::from(*one)),
        _ => None,
    }
}

/// Its fastest form: one join with no iteration, of each candidate and its two rivals against
/// what is in the way, `unbeaten(x) :- candidate(x, y, z), !over(y, x), !over(z, x)`.
pub struct Joined {
    over: Relation<(u8, u8)>,
    unit: Relation<((), ())>,
}

impl Joined {
    /// The rules as a relation.
    pub fn of(order: &Order) -> Joined {
        Joined { over: pairs(order), unit: Relation::from_vec(vec![((), ())]) }
    }
}

impl Peer for Joined {
    fn choose(&mut self, candidates: Three) -> Choice {
        let [a, b, c] = candidates.map(|one| one as u8);
        let candidate = Relation::from_vec(vec![(a, b, c), (b, a, c), (c, a, b)]);
        let first = FilterAnti::from(&self.over, |(x, y, _): &(u8, u8, u8)| (*y, *x));
        let second = FilterAnti::from(&self.over, |(x, _, z): &(u8, u8, u8)| (*z, *x));
        let each = self.unit.extend_with(|_: &(u8, u8, u8)| ());
        let unbeaten: Relation<u8> =
            Relation::from_leapjoin(&candidate, (first, second, each), |(x, _, _), ()| *x);
        only(&unbeaten)
    }
}

/// The rules word for word, for any number of candidates: what reaches what is iterated.
pub struct Iterated(Relation<(u8, u8)>);

impl Iterated {
    /// The rules as a relation.
    pub fn of(order: &Order) -> Iterated {
        Iterated(pairs(order))
    }
}

impl Peer for Iterated {
    fn choose(&mut self, candidates: Three) -> Choice {
        let candidates = candidates.map(|one| one as u8);
        let candidate = Relation::from_iter(candidates);
        let rivals = Relation::from_iter(
            candidates.iter().flat_map(|one| candidates.map(|other| (*one, other))),
        );
        // beats(x, y) :- rivals(x, y), over(x, y).
        let beats: Relation<(u8, u8)> = Relation::from_leapjoin(
            &rivals,
            self.0.filter_with(|pair: &(u8, u8)| *pair),
            |pair, ()| *pair,
        );
        // reached(y, x) :- beats(x, y).  reached(z, x) :- reached(y, x), beats(y, z).
        let mut iteration = Iteration::new();
        let reached = iteration.variable::<(u8, u8)>("reached");
        reached.insert(Relation::from_map(&beats, |(x, y)| (*y, *x)));
        while iteration.changed() {
            reached.from_join(&reached, &beats, |_, x, z| (*z, *x));
        }
        let reached = reached.complete();
        // below(x) :- reached(x, y), !reached(y, x).  top(x) :- candidate(x), !below(x).
        let below: Relation<(u8, ())> = Relation::from_leapjoin(
            &reached,
            reached.filter_anti(|(x, y): &(u8, u8)| (*y, *x)),
            |(x, _), ()| (*x, ()),
        );
        let top: Relation<u8> = Relation::from_leapjoin(
            &candidate,
            below.filter_anti(|one: &u8| (*one, ())),
            |one, ()| *one,
        );
        only(&top)
    }
}
