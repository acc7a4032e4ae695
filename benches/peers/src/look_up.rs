//! The limit: Rust by hand, one bit for each pair, and nothing but the look-up.

use crate::order::Order;
use crate::{Choice, Peer, Three};

/// For each offence, a bit for each that it is principal over.
pub struct LookUp(Vec<u64>);

impl LookUp {
    /// The rules as bits.
    ///
    /// # Panics
    ///
    /// With more than 64 offences.
    pub fn of(order: &Order) -> LookUp {
        assert!(order.codes.len() <= 64, "a row is 64 bits");
        let row = |one| order.under(one).fold(0, |bits, other| bits | 1 << other);
        LookUp((0..order.codes.len()).map(row).collect())
    }
}

impl Peer for LookUp {
    #[inline]
    fn choose(&mut self, candidates: Three) -> Choice {
        let all = candidates.iter().fold(0, |bits, one| bits | 1u64 << one);
        let beaten = candidates.iter().fold(0, |bits, one| bits | self.0[*one]);
        let left = all & !beaten;
        (left.count_ones() == 1).then(|| left.trailing_zeros() as usize)
    }
}
