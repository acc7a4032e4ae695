//! The offence list as the twin reads it, and the edition being applied.

use std::collections::BTreeSet;

use counting_rules::words::{Basis, Sentence, Trial};
use counting_rules::workshop::ListedOffence;
use counting_rules::{Code, Edition};

use super::day::{ALWAYS, Day, NEVER};

/// The notifiable breaches of orders.
pub const BREACHES: [&str; 18] = [
    "008/29", "008/31", "008/32", "008/74", "008/79", "066/17", "066/18", "066/38", "066/39",
    "066/93", "066/97", "066/98", "068/04", "068/07", "068/08", "068/16", "068/17", "068/19",
];

/// The conduct crimes, gravest first.
pub const CONDUCT: [&str; 8] =
    ["008/58", "008/65", "008/66", "008/30", "008/67", "008/56", "195/12", "195/94"];

/// The communications offences that count as acts.
pub const COMMUNICATIONS: [&str; 3] = ["008/72", "138/52", "005/28"];

/// A row of the list, with its class under the edition.
#[derive(Debug, Clone)]
pub struct Row {
    pub code: String,
    pub class: String,
    pub group: String,
    pub subgroup: String,
    pub basis: Basis,
    pub trial: Trial,
    pub law: (Day, Day),
    pub listed: (Day, Day),
    pub maxima: Vec<(Sentence, Day, Day)>,
}

impl Row {
    /// The maximum sentence on a day.
    pub fn sentence(&self, day: Day) -> Sentence {
        let on_the_day = self.maxima.iter().find(|m| m.1 <= day && day <= m.2);
        on_the_day.map_or(Sentence::Unknown, |m| m.0)
    }

    /// Whether it was law on any day of an entry.
    pub fn was_law(&self, from: Day, to: Day) -> bool {
        self.law.0 <= to && from <= self.law.1
    }

    /// Whether it is done to these victims: a victim based offence, or one that may have a victim
    /// and names one. Classes 9A and 9B may, whatever the list prints.
    pub fn is_against(&self, victims: &BTreeSet<String>) -> bool {
        let may_have = self.basis != Basis::State || ["9A", "9B"].contains(&self.class.as_str());
        may_have && !victims.is_empty()
    }

    pub fn is_conduct(&self) -> bool {
        CONDUCT.contains(&self.code.as_str())
    }

    pub fn is_breach(&self) -> bool {
        BREACHES.contains(&self.code.as_str())
    }

    /// Whether it is in the list on that day.
    pub fn was_listed(&self, reported_on: Day) -> bool {
        self.listed.0 <= reported_on && reported_on <= self.listed.1
    }
}

/// The last day whose rules the twin was written from. It would decide a later edition by the rules
/// of this day: whoever teaches it a new edition, by the day of that edition, moves this day on.
const READ_UNTIL: Day = Day(2026, 4, 1);

/// The day of Recommendation 2, which never came into force.
const RECOMMENDED: Day = Day(2017, 7, 5);

/// The list, as read by one edition.
pub struct Book<'a> {
    first_day: Day,
    recommended: bool,
    list: &'a [ListedOffence],
}

/// Whether the twin was written from the rules of an edition.
pub fn knows(edition: &Edition) -> bool {
    match edition.in_force() {
        Some((from, _)) => Day::read(&from.to_string()) <= READ_UNTIL,
        None => counted_as_of(edition) == RECOMMENDED,
    }
}

/// The day of an edition that was never in force, as printed.
fn counted_as_of(edition: &Edition) -> Day {
    let mut lines = edition.printed().lines();
    Day::read(lines.find_map(|line| line.strip_prefix("  counted as of ")).unwrap())
}

impl<'a> Book<'a> {
    pub fn new(edition: &Edition, list: &'a [ListedOffence]) -> Book<'a> {
        let first_day = match edition.in_force() {
            Some((from, _)) => Day::read(&from.to_string()),
            None => counted_as_of(edition),
        };
        Book { first_day, recommended: edition.in_force().is_none(), list }
    }

    /// The row that `008/06` or `8S:008/06` means: the first with that code, and that class if
    /// given.
    pub fn find(&self, text: &str) -> Row {
        let (class, code) = match text.split_once(':') {
            Some((class, code)) => (Some(class), code),
            None => (None, text),
        };
        let code: Code = code.parse().unwrap();
        let in_class = |o: &ListedOffence| {
            class.is_none_or(|class| o.classes.iter().any(|c| c.class == class))
        };
        let found = self.list.iter().find(|o| o.code == code && in_class(o));
        row(found.unwrap_or_else(|| panic!("no offence {text}")), self.first_day)
    }

    fn since(&self, year: i32, month: u32, day: u32) -> bool {
        self.first_day >= Day(year, month, day)
    }

    /// Whether the conduct crime and the most serious other crime are both recorded.
    pub fn two_crimes(&self) -> bool {
        self.since(2018, 4, 1) && !self.has_tiers()
    }

    /// Whether the tiers of pages 56-57 and the look-up table of page 14 apply.
    pub fn has_tiers(&self) -> bool {
        self.since(2023, 5, 1)
    }

    /// Whether Recommendation 2 is followed.
    pub fn is_recommended(&self) -> bool {
        self.recommended
    }

    /// Whether a course against a former partner is presumed to be stalking.
    pub fn presumes_stalking(&self) -> bool {
        self.since(2020, 4, 1)
    }

    /// Whether that does not apply if either is under 16.
    pub fn spares_under_16(&self) -> bool {
        self.since(2026, 4, 1)
    }

    /// Whether the 1997 Act does not apply to control between partners.
    pub fn control_between_partners_apart(&self) -> bool {
        !self.since(2018, 4, 1)
    }

    /// Whether crimes recorded earlier matter.
    pub fn heeds_recorded_crimes(&self) -> bool {
        self.since(2026, 4, 1)
    }
}

fn row(offence: &ListedOffence, edition_first_day: Day) -> Row {
    let day = |d: Option<counting_rules::Date>, unbounded: Day| {
        d.map_or(unbounded, |d| Day::read(&d.to_string()))
    };
    let days = |d: counting_rules::workshop::Days| (day(d.from, ALWAYS), day(d.until, NEVER));
    let class = offence
        .classes
        .iter()
        .find(|c| days(c.days).0 <= edition_first_day && edition_first_day <= days(c.days).1)
        .unwrap_or(&offence.classes[0]);
    Row {
        code: offence.code.to_string(),
        class: class.class.clone(),
        group: class.group.clone(),
        subgroup: class.subgroup.clone().unwrap_or_default(),
        basis: offence.basis,
        trial: offence.trial,
        law: days(offence.in_force),
        listed: days(offence.notifiable),
        maxima: offence
            .maxima
            .iter()
            .map(|m| (m.maximum, days(m.days).0, days(m.days).1))
            .collect(),
    }
}

/// A length for comparing sentences; `None` if it is unknown.
pub fn length(sentence: Sentence) -> Option<u64> {
    match sentence {
        Sentence::Life => Some(u64::MAX),
        Sentence::Years(n) => Some(u64::from(n) * 365 * 12),
        Sentence::Months(n) => Some(u64::from(n) * 365),
        Sentence::Weeks(n) => Some(u64::from(n) * 7 * 12),
        Sentence::Fine => Some(0),
        Sentence::Unknown => None,
    }
}
