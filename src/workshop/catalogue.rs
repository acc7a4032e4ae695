//! The catalogue of notifiable offences, as plain data.

use serde::Serialize;

use crate::edition::Rules;
use crate::rules::compiled::law::{Class, Law, Maximum, Offence, Window};
use crate::words::date::Date;
use crate::words::terms::{Basis, Code, Sentence, Trial};

/// One row of the notifiable offence list: a code in a class.
///
/// A code that belongs to several classes has several rows, and so do some codes that the list
/// prints more than once. A code given by itself means its first row.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ListedOffence {
    /// The Home Office code.
    pub code: Code,
    /// The name of the offence.
    pub title: String,
    /// The Act, or common law.
    pub act: String,
    /// The section, if the list prints one.
    pub section: Option<String>,
    /// Its class, or its successive classes.
    pub classes: Vec<ClassPeriod>,
    /// The mode of trial, or the last of its modes.
    pub trial: Trial,
    /// The maximum sentence, or the successive maxima.
    pub maxima: Vec<MaximumPeriod>,
    /// Victim or state based.
    pub basis: Basis,
    /// Whether only an individual can be its victim.
    pub of_individuals: bool,
    /// The days on which it is law.
    pub in_force: Days,
    /// The days on which it is on the list.
    pub notifiable: Days,
    /// The citations of the row.
    pub cites: String,
}

/// A period of days, both ends inclusive. `None` means unbounded.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Days {
    /// The first day.
    pub from: Option<Date>,
    /// The last day.
    pub until: Option<Date>,
}

/// A Home Office class, and the days on which the offence counts under it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ClassPeriod {
    /// The class, such as `8Q`.
    pub class: String,
    /// Its name.
    pub title: String,
    /// Its group of offences, such as `violence-against-the-person`.
    pub group: String,
    /// Its subgroup, if it has one.
    pub subgroup: Option<String>,
    /// The days.
    pub days: Days,
}

/// A maximum sentence, and the days on which it is law.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct MaximumPeriod {
    /// The maximum sentence.
    pub maximum: Sentence,
    /// The mode of trial in these days.
    pub trial: Trial,
    /// The days.
    pub days: Days,
}

impl ListedOffence {
    /// Returns a maximum with its days, and with the mode of trial if that was another.
    pub(crate) fn maximum_in_words(&self, of: &MaximumPeriod) -> String {
        let trial = if of.trial == self.trial { String::new() } else { format!("{}, ", of.trial) };
        format!("{trial}maximum {}{}", of.maximum, during(of.days))
    }

    /// Returns the row as one line, for comparison.
    pub(crate) fn in_words(&self) -> String {
        let classes = self.classes.iter().map(|c| format!("class {}{}", c.class, during(c.days)));
        let maxima = self.maxima.iter().map(|m| self.maximum_in_words(m));
        let parts: Vec<String> = classes.chain(maxima).collect();
        let only = if self.of_individuals { ", of individuals only" } else { "" };
        let section = self.section.as_deref().unwrap_or("no section");
        format!(
            "{} \"{}\", {}, {section}: {}, {}{only}, {}, law{}, on the list{}",
            self.code,
            self.title,
            self.act,
            self.trial,
            self.basis,
            parts.join(", "),
            during(self.in_force),
            during(self.notifiable)
        )
    }
}

/// Returns the bounds of a period in words, each preceded by a space.
pub(crate) fn during(days: Days) -> String {
    let from = days.from.map(|day| format!(" from {day}"));
    let until = days.until.map(|day| format!(" until {day}"));
    from.into_iter().chain(until).collect()
}

impl Rules {
    /// Returns every row of the catalogue, sorted by code; the rows of a code keep the list's
    /// order.
    ///
    /// ```
    /// let rules = counting_rules::Rules::shipped()?;
    /// let stalking = rules.offences().find(|o| o.code.to_string() == "195/12").unwrap();
    /// assert_eq!(stalking.maxima[0].maximum.to_string(), "6 months");
    /// # Ok::<(), counting_rules::RuleErrors>(())
    /// ```
    pub fn offences(&self) -> impl Iterator<Item = ListedOffence> + '_ {
        let law = self.law();
        let mut rows: Vec<&Offence> = law.offences.iter().collect();
        rows.sort_by_key(|offence| offence.code);
        rows.into_iter().map(|offence| listed(law, offence))
    }
}

pub(crate) fn days(window: Window) -> Days {
    Days { from: window.from, until: window.until }
}

pub(crate) fn listed(law: &Law, offence: &Offence) -> ListedOffence {
    let class = |(class, window): &(usize, Window)| {
        let Class { name, title, group, subgroup } = law.classes.get(*class)?.clone();
        Some(ClassPeriod { class: name, title, group, subgroup, days: days(*window) })
    };
    let maximum = |(maximum, window): &(Maximum, Window)| MaximumPeriod {
        maximum: maximum.sentence,
        trial: maximum.trial,
        days: days(*window),
    };
    ListedOffence {
        code: offence.code,
        title: offence.title.clone(),
        act: offence.act.clone(),
        section: offence.section.clone(),
        classes: offence.classes.iter().filter_map(class).collect(),
        trial: offence.maxima.last().map_or(Trial::Summary, |(maximum, _)| maximum.trial),
        maxima: offence.maxima.iter().map(maximum).collect(),
        basis: offence.basis,
        of_individuals: offence.of_individuals,
        in_force: days(offence.in_force),
        notifiable: days(offence.notifiable),
        cites: law.cites(&offence.support).to_string(),
    }
}
