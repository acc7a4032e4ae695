//! The places in an item of a rule file where a small change is possible.

use std::mem;

use crate::rules::syntax::ast::{
    Change, Condition, Filter, Form, Item, Kind, Node, Set, SetItem, Window,
};
use crate::words::terms::Sentence;

/// The change to make at a place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Edit {
    ExceptionLost,
    MemberLost,
    SentenceMore,
    DayLater,
    DayEarlier,
    NumberMore,
    NotDropped,
    AndForOr,
    PartLost,
}

const ALL: [Edit; 9] = [
    Edit::ExceptionLost,
    Edit::MemberLost,
    Edit::SentenceMore,
    Edit::DayLater,
    Edit::DayEarlier,
    Edit::NumberMore,
    Edit::NotDropped,
    Edit::AndForOr,
    Edit::PartLost,
];

/// The number of places that an item has for each change.
pub(super) fn count(item: &Item) -> Vec<(Edit, usize)> {
    let places = |edit| {
        let mut walk = Walk { edit, left: usize::MAX, done: None };
        walk.item(&mut item.clone());
        (edit, usize::MAX - walk.left)
    };
    ALL.into_iter().map(places).collect()
}

/// Makes the change at the nth of its places, and describes it.
pub(super) fn apply(item: &mut Item, edit: Edit, nth: usize) -> Option<String> {
    let mut walk = Walk { edit, left: nth, done: None };
    walk.item(item);
    walk.done
}

/// Visits an item and makes one change, at the place that it counts down to.
struct Walk {
    edit: Edit,
    left: usize,
    done: Option<String>,
}

impl Walk {
    /// Whether this place, at which the edit is possible, is the chosen one.
    fn here(&mut self, edit: Edit) -> bool {
        if self.edit != edit || self.done.is_some() {
            return false;
        }
        let here = self.left == 0;
        self.left = self.left.wrapping_sub(1);
        here
    }

    fn say(&mut self, says: impl Into<String>) {
        self.done = Some(says.into());
    }

    fn item(&mut self, item: &mut Item) {
        match &mut item.kind {
            Kind::Condition { when } => self.condition(&mut when.value),
            Kind::Set { codes } => self.set(codes),
            Kind::Forms { codes } => self.members(codes, "a form"),
            Kind::Feature { members, .. } => self.members(members, "a member"),
            Kind::Edition(edition) => {
                self.window(&mut edition.in_force);
                edition.counted_as_of.iter_mut().for_each(|day| self.day(day));
                edition.reviewed_to.iter_mut().for_each(|day| self.day(day));
            }
            Kind::Offence(offence) => {
                self.window(&mut offence.in_force);
                self.window(&mut offence.notifiable);
                for limb in &mut offence.limbs {
                    self.window(&mut limb.in_force);
                    self.condition(&mut limb.when.value);
                }
            }
            Kind::Change(
                Change::Rule(form) | Change::Replace(form) | Change::AddBefore(_, form),
            ) => {
                self.form(form);
            }
            _ => {}
        }
    }

    fn form(&mut self, form: &mut Form) {
        match form {
            Form::Principal { over: one, under: other }
            | Form::Refer { one, other }
            | Form::InAddition { principal: one, most_serious_of: other }
            | Form::Count { offences: one, but_not: other } => {
                self.set(one);
                self.set(other);
            }
            Form::General { over, under, except } => {
                [over, under, except].into_iter().for_each(|set| self.set(set));
            }
            Form::Order(rows) | Form::LookUpTable(rows) => {
                self.members(rows, "a row");
                rows.iter_mut().for_each(|row| self.set(row));
            }
            Form::Presume { when, unless, .. } => {
                self.condition(&mut when.value);
                self.optional(unless);
            }
            Form::Disapply { offences, when } => {
                self.set(offences);
                self.condition(&mut when.value);
            }
            Form::Caution { of, beside, when, .. } => {
                of.iter_mut().for_each(|set| self.set(set));
                beside.iter_mut().for_each(|(_, set)| self.set(set));
                self.optional(when);
            }
            Form::Stop { only, except, when, .. } => {
                only.iter_mut().for_each(|only| self.set(only));
                self.set(except);
                self.condition(&mut when.value);
            }
            Form::AlsoRecord { offences: set } | Form::OnceADay { of: set, .. } => self.set(set),
            Form::Continue(continuation) => {
                self.set(&mut continuation.of);
                if let Some((of, when)) = &mut continuation.only {
                    self.set(of);
                    self.condition(&mut when.value);
                }
                self.members(&mut continuation.closed_by, "an intervention");
                self.number(&mut continuation.months);
                self.set(&mut continuation.including);
            }
            Form::Series { of, closed_by } => {
                self.set(of);
                self.members(closed_by, "an intervention");
            }
            Form::StandApart { .. } => {}
        }
    }

    /// A condition that may be absent: to lose it is to lose a part.
    fn optional(&mut self, condition: &mut Option<Node<Condition>>) {
        if condition.is_some() && self.here(Edit::PartLost) {
            *condition = None;
            return self.say("its last condition is lost");
        }
        condition.iter_mut().for_each(|condition| self.condition(&mut condition.value));
    }

    fn condition(&mut self, condition: &mut Condition) {
        match condition {
            Condition::Not(inner) => {
                if self.here(Edit::NotDropped) {
                    let bare = mem::replace(&mut inner.value, Condition::StateBased);
                    *condition = bare;
                    return self.say("a `not` is dropped");
                }
                self.condition(&mut inner.value);
            }
            Condition::All(parts) => {
                self.members(parts, "a part of a condition");
                parts.iter_mut().for_each(|part| self.condition(&mut part.value));
                if self.here(Edit::AndForOr) {
                    *condition = Condition::Any(mem::take(parts));
                    self.say("an `and` becomes an `or`");
                }
            }
            Condition::Any(parts) => {
                self.members(parts, "a part of a condition");
                parts.iter_mut().for_each(|part| self.condition(&mut part.value));
                if self.here(Edit::AndForOr) {
                    *condition = Condition::All(mem::take(parts));
                    self.say("an `or` becomes an `and`");
                }
            }
            Condition::Relationship(names) | Condition::ReportedBy(names) => {
                self.members(names, "a name");
            }
            Condition::Under { age: number, .. }
            | Condition::Occasions { at_least: number, .. }
            | Condition::Gap { months: number } => self.number(number),
            Condition::Named(_)
            | Condition::Is { .. }
            | Condition::Single { .. }
            | Condition::StateBased => {}
        }
    }

    fn set(&mut self, set: &mut Set) {
        self.members(set, "an item of a set");
        for SetItem { filters, except, .. } in set {
            for n in 0..except.len() {
                if self.here(Edit::ExceptionLost) {
                    except.remove(n);
                    return self.say("an exception is lost");
                }
            }
            for filter in filters {
                if let Filter::Under(Sentence::Years(years))
                | Filter::AtMost(Sentence::Years(years)) = filter
                    && self.here(Edit::SentenceMore)
                {
                    let was = *years;
                    *years = was.saturating_add(1);
                    self.say(format!("a maximum of {was} years becomes {years}"));
                }
            }
        }
    }

    /// Leaves out one member of a list, unless it is the only one.
    fn members<T>(&mut self, list: &mut Vec<T>, what: &str) {
        for n in 0..list.len() {
            if list.len() > 1 && self.here(Edit::MemberLost) {
                list.remove(n);
                return self.say(format!("{what}, number {}, is left out", n + 1));
            }
        }
    }

    fn number(&mut self, number: &mut Node<u16>) {
        if self.here(Edit::NumberMore) {
            let was = number.value;
            number.value = was.saturating_add(1);
            self.say(format!("{was} becomes {}", number.value));
        }
    }

    fn window(&mut self, window: &mut Window) {
        window.from.iter_mut().chain(&mut window.until).for_each(|day| self.day(day));
    }

    fn day(&mut self, day: &mut Node<crate::Date>) {
        let was = day.value;
        if self.here(Edit::DayLater) {
            day.value = was.day_after();
        } else if self.here(Edit::DayEarlier) {
            day.value = was.day_before();
        } else {
            return;
        }
        self.say(format!("{was} becomes {}", day.value));
    }
}
