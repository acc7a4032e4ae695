//! Which offences are in a set, for a single key or for all keys at once.

use fixedbitset::FixedBitSet;

use super::law::{Law, Maximum, Offence};
use super::{Base, Filter, SetItem};
use crate::precedence::bits;
use crate::words::date::Date;
use crate::words::terms::Code;

/// A row of the catalogue with one of its maximum sentences and one of its classes.
pub(crate) struct Key<'a> {
    pub(crate) offence: &'a Offence,
    pub(crate) maximum: Maximum,
    pub(crate) class: usize,
}

/// Keys, indexed by code and by class.
pub(crate) struct Keys<'a> {
    law: &'a Law,
    all: Vec<Key<'a>>,
    /// The codes, sorted, with the numbers of their keys.
    by_code: Vec<(Code, usize)>,
    /// The numbers of the keys of each class.
    by_class: Vec<Vec<usize>>,
}

impl<'a> Keys<'a> {
    /// Returns every row with each maximum that it ever had, in its class on `day`.
    pub(crate) fn on(law: &'a Law, day: Date) -> Keys<'a> {
        let of_offence = |offence: &'a Offence| {
            let class = offence.class_on(day);
            let maxima = offence.maxima.iter();
            maxima.map(move |(maximum, _)| Key { offence, maximum: *maximum, class })
        };
        Keys::new(law, law.offences.iter().flat_map(of_offence).collect())
    }

    /// Returns every row with each maximum, in each class, that it ever had.
    pub(crate) fn ever(law: &'a Law) -> Keys<'a> {
        let of_offence = |offence: &'a Offence| {
            offence.maxima.iter().flat_map(move |(maximum, _)| {
                let classes = offence.classes.iter();
                classes.map(move |(class, _)| Key { offence, maximum: *maximum, class: *class })
            })
        };
        Keys::new(law, law.offences.iter().flat_map(of_offence).collect())
    }

    fn new(law: &'a Law, all: Vec<Key<'a>>) -> Keys<'a> {
        let mut by_code: Vec<(Code, usize)> =
            all.iter().enumerate().map(|(n, key)| (key.offence.code, n)).collect();
        by_code.sort();
        let mut by_class = vec![Vec::new(); law.classes.len()];
        for (n, key) in all.iter().enumerate() {
            if let Some(class) = by_class.get_mut(key.class) {
                class.push(n);
            }
        }
        Keys { law, all, by_code, by_class }
    }

    pub(crate) fn iter(&self) -> impl ExactSizeIterator<Item = &Key<'a>> {
        self.all.iter()
    }

    /// Returns the numbers of the keys in a set.
    pub(crate) fn in_set(&self, set: &[SetItem]) -> FixedBitSet {
        let mut found = FixedBitSet::with_capacity(self.all.len());
        set.iter().for_each(|item| found.union_with(&self.in_item(item)));
        found
    }

    fn in_item(&self, item: &SetItem) -> FixedBitSet {
        let mut found = self.in_base(&item.base);
        if !item.filters.is_empty() {
            let passes = |n: &usize| {
                let key = self.all.get(*n);
                key.is_some_and(|key| item.filters.iter().all(|filter| passes(*filter, key)))
            };
            found = bits(self.all.len(), found.ones().filter(passes));
        }
        item.except.iter().for_each(|base| found.difference_with(&self.in_base(base)));
        found
    }

    fn in_base(&self, base: &Base) -> FixedBitSet {
        let number = self.all.len();
        let of_classes = |wanted: &dyn Fn(usize) -> bool| {
            let classes = self.by_class.iter().enumerate().filter(|(n, _)| wanted(*n));
            bits(number, classes.flat_map(|(_, keys)| keys.iter().copied()))
        };
        match base {
            Base::All => bits(number, 0..number),
            Base::Codes(first, last) => {
                let from = self.by_code.partition_point(|(code, _)| code < first);
                let from = self.by_code.iter().skip(from);
                bits(number, from.take_while(|(code, _)| code <= last).map(|(_, n)| *n))
            }
            Base::Class(wanted) => of_classes(&|n| n == *wanted),
            Base::Group(wanted) => of_classes(&|n| in_group(self.law, n, wanted)),
            Base::Subgroup(wanted) => of_classes(&|n| in_subgroup(self.law, n, wanted)),
            Base::Set(set) => self.in_set(set),
        }
    }
}

/// Whether a single key is in a set; agrees with [`Keys::in_set`].
pub(crate) fn in_set(law: &Law, set: &[SetItem], key: &Key<'_>) -> bool {
    set.iter().any(|item| {
        in_base(law, &item.base, key)
            && item.filters.iter().all(|filter| passes(*filter, key))
            && !item.except.iter().any(|base| in_base(law, base, key))
    })
}

fn in_base(law: &Law, base: &Base, key: &Key<'_>) -> bool {
    match base {
        Base::All => true,
        Base::Codes(first, last) => (first..=last).contains(&&key.offence.code),
        Base::Class(wanted) => key.class == *wanted,
        Base::Group(wanted) => in_group(law, key.class, wanted),
        Base::Subgroup(wanted) => in_subgroup(law, key.class, wanted),
        Base::Set(set) => in_set(law, set, key),
    }
}

fn in_group(law: &Law, class: usize, wanted: &str) -> bool {
    law.classes.get(class).is_some_and(|class| class.group == wanted)
}

fn in_subgroup(law: &Law, class: usize, wanted: &str) -> bool {
    law.classes.get(class).is_some_and(|class| class.subgroup.as_deref() == Some(wanted))
}

fn passes(filter: Filter, key: &Key<'_>) -> bool {
    match filter {
        Filter::Under(limit) => key.maximum.sentence.compare(limit).is_some_and(|o| o.is_lt()),
        Filter::AtMost(limit) => key.maximum.sentence.compare(limit).is_some_and(|o| o.is_le()),
        Filter::Trial(trial) => key.maximum.trial == trial,
        Filter::Basis(basis) => key.offence.basis == basis,
    }
}

#[cfg(test)]
mod tests {
    use super::{Keys, in_set};
    use crate::Rules;

    #[test]
    fn all_at_once_is_what_each_is_by_itself() {
        let rules = Rules::shipped().unwrap_or_else(|e| panic!("{e}"));
        let law = rules.law();
        for edition in rules.editions() {
            for keys in [Keys::on(law, edition.day), Keys::ever(law)] {
                for set in edition.rules.iter().flat_map(|rule| rule.form.sets()) {
                    let found = keys.in_set(set);
                    for (n, key) in keys.iter().enumerate() {
                        assert_eq!(found.contains(n), in_set(law, set, key), "{set:?}");
                    }
                }
            }
        }
    }
}
