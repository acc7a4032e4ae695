//! Explains in words how a rule applies to an offence.

use super::law::Law;
use super::members::{Key, in_set};
use super::{Base, Edition, Filter, Form, Rule, Set, SetItem};
use crate::words::date::Date;
use crate::words::terms::Basis;
use crate::words::text::in_words;

/// An offence as the ordering rules see it: its row, and the day of its maximum sentence.
pub(crate) type Dated = (usize, Date);

impl Edition {
    /// Explains why a rule puts one offence before another, or leaves the two to the registrar.
    pub(crate) fn why_ordered(&self, rule: usize, one: Dated, other: Dated) -> Vec<String> {
        let (Some(rule), Some(a), Some(b)) = (self.rules.get(rule), self.at(one), self.at(other))
        else {
            return Vec::new();
        };
        let law = &self.law;
        let of_both = |x: &Set, y: &Set| -> Option<Vec<String>> {
            [through(law, x, &a), through(law, y, &b)].into_iter().collect()
        };
        let either = |x: &Set, y: &Set| of_both(x, y).or_else(|| of_both(y, x));
        match &rule.form {
            Form::Principal { over, under } => either(over, under).unwrap_or_default(),
            Form::Refer { one, other } => either(one, other).unwrap_or_default(),
            Form::Order(rows) | Form::LookUpTable(rows) => {
                let of =
                    if matches!(rule.form, Form::Order(_)) { "order" } else { "look-up table" };
                let place = |key: &Key<'_>| {
                    let row = rows.iter().position(|row| in_set(law, row, key))?;
                    Some(format!("{} is number {} of the {of}.", key.offence.code, row + 1))
                };
                [&a, &b].into_iter().filter_map(place).collect()
            }
            Form::General { over, under, .. } => either(over, under).unwrap_or_else(|| {
                let says = |key: &Key<'_>| {
                    format!(
                        "The maximum sentence of {} is {}.",
                        key.offence.code, key.maximum.sentence
                    )
                };
                vec![says(&a), says(&b)]
            }),
            _ => Vec::new(),
        }
    }

    /// Through what a rule speaks of an offence; `None` if it does not.
    #[cfg(feature = "show")]
    pub(crate) fn speaks_of(&self, rule: &Rule, offence: Dated) -> Option<String> {
        let key = self.at(offence)?;
        let except = match &rule.form {
            Form::General { except, .. } => Some(except),
            Form::Count { but_not, .. } => Some(but_not),
            _ => None,
        };
        if except.is_some_and(|except| in_set(&self.law, except, &key)) {
            return None;
        }
        rule.form.sets().into_iter().find_map(|set| through(&self.law, set, &key))
    }

    fn at(&self, (row, day): Dated) -> Option<Key<'_>> {
        let offence = self.law.offences.get(row)?;
        let (maximum, class) = (offence.maximum_at(day)?, offence.class_on(self.day));
        Some(Key { offence, maximum, class })
    }

    pub(crate) fn rule(&self, number: usize) -> Option<&Rule> {
        self.rules.get(number)
    }
}

/// Explains by which item of a set the rule covers an offence.
fn through(law: &Law, set: &Set, key: &Key<'_>) -> Option<String> {
    let item = item_of(law, set, key)?;
    let code = key.offence.code;
    Some(match &item.base {
        Base::Codes(first, last) if first == last => format!("The rule names {code}."),
        Base::Codes(first, last) => format!("{code} is one of {first} to {last}."),
        Base::All => format!(
            "The rule covers {code}, as every offence that it does not except{}.",
            filters(item, key)
        ),
        base => format!("{code} is of {}{}.", words(law, base), filters(item, key)),
    })
}

/// Returns the item that an offence is in, looking inside named sets.
fn item_of<'s>(law: &Law, set: &'s [SetItem], key: &Key<'_>) -> Option<&'s SetItem> {
    let item = set.iter().find(|item| in_set(law, std::slice::from_ref(*item), key))?;
    match &item.base {
        Base::Set(inner) => item_of(law, inner, key),
        _ => Some(item),
    }
}

fn words(law: &Law, base: &Base) -> String {
    match base {
        Base::Class(n) => {
            law.classes.get(*n).map_or(String::new(), |c| format!("class {} ({})", c.name, c.title))
        }
        Base::Group(name) | Base::Subgroup(name) => format!("the group {}", in_words(name)),
        Base::All | Base::Codes(..) | Base::Set(_) => String::new(),
    }
}

/// Returns what else the item requires of the offence.
fn filters(item: &SetItem, key: &Key<'_>) -> String {
    let one = |filter: &Filter| match filter {
        Filter::Under(_) | Filter::AtMost(_) => {
            format!("its maximum sentence is {}", key.maximum.sentence)
        }
        Filter::Trial(trial) => format!("it is triable {trial}"),
        Filter::Basis(Basis::Victim) => "it is victim based".to_owned(),
        Filter::Basis(_) => "it is state based".to_owned(),
    };
    item.filters.iter().map(|filter| format!(", and {}", one(filter))).collect()
}
