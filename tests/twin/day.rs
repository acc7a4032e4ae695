//! The twin's own civil day: year, month, day.

use std::fmt;

/// Year, month and day, in this order, so that the derived order is chronological.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day(pub i32, pub u32, pub u32);

/// Before any day in a report.
pub const ALWAYS: Day = Day(0, 1, 1);
/// After any day in a report.
pub const NEVER: Day = Day(9999, 12, 31);

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.0, self.1, self.2)
    }
}

impl Day {
    /// Reads `YYYY-MM-DD`.
    pub fn read(text: &str) -> Day {
        let parts: Vec<&str> = text.split('-').collect();
        Day(parts[0].parse().unwrap(), parts[1].parse().unwrap(), parts[2].parse().unwrap())
    }

    /// The same day three months later, or the last day of that month if it is shorter.
    pub fn three_months_on(self) -> Day {
        let (mut year, mut month) = (self.0, self.1 + 3);
        if month > 12 {
            year += 1;
            month -= 12;
        }
        Day(year, month, self.2.min(days_in(year, month)))
    }

    /// Full years from this date of birth to another day.
    pub fn age_on(self, day: Day) -> u64 {
        let birthday_to_come = (day.1, day.2) < (self.1, self.2);
        let years = day.0 - self.0 - i32::from(birthday_to_come);
        u64::try_from(years).unwrap_or(0)
    }

    /// The day this many days later (or earlier).
    pub fn plus(self, days: i32) -> Day {
        let mut day = self;
        for _ in 0..days.abs() {
            day = if days > 0 { day.next() } else { day.previous() };
        }
        day
    }

    fn next(self) -> Day {
        match self {
            Day(y, m, d) if d < days_in(y, m) => Day(y, m, d + 1),
            Day(y, 12, _) => Day(y + 1, 1, 1),
            Day(y, m, _) => Day(y, m + 1, 1),
        }
    }

    fn previous(self) -> Day {
        match self {
            Day(y, m, d) if d > 1 => Day(y, m, d - 1),
            Day(y, 1, _) => Day(y - 1, 12, 31),
            Day(y, m, _) => Day(y, m - 1, days_in(y, m - 1)),
        }
    }
}

fn days_in(year: i32, month: u32) -> u32 {
    match month {
        2 if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}
