//! Civil dates, without a clock or time zone.

use std::fmt;
use std::str::FromStr;

use jiff::{ToSpan, civil};

/// A civil date, written `YYYY-MM-DD`.
///
/// ```
/// use counting_rules::Date;
/// let day: Date = "2026-04-01".parse()?;
/// assert_eq!(day.to_string(), "2026-04-01");
/// assert!("1 April 2026".parse::<Date>().is_err());
/// # Ok::<(), counting_rules::words::NotADate>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date(civil::Date);

/// The text is not a date of the form `YYYY-MM-DD`, or there is no such day.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{text}` is not a date; {help}")]
pub struct NotADate {
    text: String,
    help: &'static str,
}

impl FromStr for Date {
    type Err = NotADate;

    fn from_str(text: &str) -> Result<Date, NotADate> {
        let not = |help| NotADate { text: text.to_owned(), help };
        let wrong = || not("write `YYYY-MM-DD`, as in `2026-04-01`");
        let [y1, y2, y3, y4, b'-', m1, m2, b'-', d1, d2] = *text.as_bytes() else {
            return Err(wrong());
        };
        let two = |tens: u8, ones: u8| match (tens, ones) {
            (b'0'..=b'9', b'0'..=b'9') => Ok((tens - b'0') * 10 + (ones - b'0')),
            _ => Err(wrong()),
        };
        let [century, year, month, day] = [two(y1, y2)?, two(y3, y4)?, two(m1, m2)?, two(d1, d2)?];
        let year = i16::from(century) * 100 + i16::from(year);
        let day = civil::Date::new(year, month.cast_signed(), day.cast_signed());
        day.map(Date).map_err(|_| not("there is no such day"))
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0)
    }
}

impl Date {
    /// The earliest day that a report may name.
    pub(crate) const EARLIEST: Date = Date(civil::date(1900, 1, 1));

    /// The last day of the calendar: in a rule file, a day that is not known to come.
    pub(crate) const LAST: Date = Date(civil::Date::MAX);

    /// Returns the age in full years, on `day`, of somebody born on this day, or 0 if `day` comes
    /// first.
    ///
    /// Somebody born on 29 February turns a year older on 1 March in a common year.
    pub fn age_on(self, day: Date) -> u16 {
        let had_birthday = (day.0.month(), day.0.day()) >= (self.0.month(), self.0.day());
        let years = day.0.year() - self.0.year() - i16::from(!had_birthday);
        u16::try_from(years).unwrap_or(0)
    }

    /// Returns the day this many calendar months later.
    ///
    /// That is the same day of the later month, or its last day if the month is shorter: three
    /// months after 30 November is 28 (or 29) February. Saturates at the end of the calendar.
    pub fn after_months(self, months: u16) -> Date {
        Date(self.0.saturating_add(i32::from(months).months()))
    }

    pub(crate) fn day_after(self) -> Date {
        Date(self.0.saturating_add(1.day()))
    }

    /// Returns the number of days to another day; negative if that is earlier.
    #[cfg(feature = "show")]
    pub(crate) fn days_until(self, other: Date) -> i64 {
        i64::from(self.0.until(other.0).map(|span| span.get_days()).unwrap_or_default())
    }

    /// Returns the day this many days later, or earlier if negative. Saturates at the ends of the
    /// calendar.
    pub(crate) fn after_days(self, days: i64) -> Date {
        Date(self.0.saturating_add(days.clamp(-4_000_000, 4_000_000).days()))
    }

    #[cfg(feature = "show")]
    pub(crate) fn first_of_month(self) -> Date {
        Date(self.0.first_of_month())
    }

    pub(crate) fn day_before(self) -> Date {
        Date(self.0.saturating_sub(1.day()))
    }
}

impl serde::Serialize for Date {
    fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_str(self)
    }
}

impl<'de> serde::Deserialize<'de> for Date {
    fn deserialize<D: serde::Deserializer<'de>>(from: D) -> Result<Date, D::Error> {
        let text = <std::borrow::Cow<'de, str>>::deserialize(from)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::Date;

    #[track_caller]
    fn date(text: &str) -> Date {
        text.parse().unwrap_or_else(|e| panic!("{e}"))
    }

    #[test]
    fn only_one_form_is_read() {
        for wrong in ["", "2026-4-1", "20260401", "2026-02-30", "2026-04-01T00:00", "+026-04-01"] {
            assert!(wrong.parse::<Date>().is_err(), "{wrong}");
        }
    }

    #[test]
    fn three_months_end_with_a_shorter_month() {
        for (last, ends) in [
            ("2026-11-30", "2027-02-28"),
            ("2027-11-30", "2028-02-29"),
            ("2026-08-31", "2026-11-30"),
            ("2026-01-31", "2026-04-30"),
            ("2026-02-28", "2026-05-28"),
            ("2026-12-31", "2027-03-31"),
        ] {
            assert_eq!(date(last).after_months(3), date(ends), "{last}");
        }
    }

    #[test]
    fn age_counts_full_years() {
        assert_eq!(date("2010-06-20").age_on(date("2026-06-19")), 15);
        assert_eq!(date("2010-06-20").age_on(date("2026-06-20")), 16);
        assert_eq!(date("2008-02-29").age_on(date("2024-02-28")), 15);
        assert_eq!(date("2026-06-20").age_on(date("2020-01-01")), 0);
    }
}
