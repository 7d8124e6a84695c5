//! Dates that say how sure they are.
//!
//! Nothing here knows a clock: "today" does not exist in the engine.

pub use chrono::Datelike;
use chrono::NaiveDate;
use std::fmt;

/// A calendar period as a person writes it: a year, a month or a day. Also the bound of a filter,
/// which always takes in the whole period it names.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Period {
    /// `2022`
    Year(i32),
    /// `2022-10`
    Month(Month),
    /// `2022-10-11`
    Day(NaiveDate),
}

/// A month of a year, counted from January of year 0 so that months can be stepped through.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Month(i32);

/// A half-open range of days: `from` belongs to it, `until` does not.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Days {
    /// The first day.
    pub from: NaiveDate,
    /// The day after the last.
    pub until: NaiveDate,
}

impl Month {
    /// The month `month` (1 to 12) of `year`; `None` outside years 1 to 9999.
    pub fn new(year: i32, month: u32) -> Option<Month> {
        ((1..=9999).contains(&year) && (1..=12).contains(&month))
            .then(|| Month(year * 12 + month as i32 - 1))
    }

    /// The month that a day lies in.
    pub fn of(day: NaiveDate) -> Month {
        Month(day.year() * 12 + day.month0() as i32)
    }

    /// The year, 1 to 9999.
    pub fn year(self) -> i32 {
        self.0.div_euclid(12)
    }

    /// The month of the year, 1 to 12.
    pub fn month(self) -> u32 {
        self.0.rem_euclid(12) as u32 + 1
    }

    /// The month after this one.
    pub fn next(self) -> Month {
        Month(self.0 + 1)
    }

    /// Months since January of year 0: the number that the archive stores.
    pub fn number(self) -> i32 {
        self.0
    }

    /// The month with that [`Month::number`].
    pub fn from_number(number: i32) -> Option<Month> {
        Month::new(number.div_euclid(12), number.rem_euclid(12) as u32 + 1)
    }

    /// The first day of the month.
    pub fn first_day(self) -> NaiveDate {
        NaiveDate::from_ymd_opt(self.year(), self.month(), 1).unwrap_or(NaiveDate::MAX)
    }

    /// Reads `2022-10`.
    pub fn parse(text: &str) -> Option<Month> {
        match Period::parse(text)? {
            Period::Month(month) => Some(month),
            _ => None,
        }
    }
}

impl fmt::Display for Month {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        write!(f, "{:04}-{:02}", self.year(), self.month())
    }
}

impl Period {
    /// Reads `2022`, `2022-10` or `2022-10-11`, and nothing else.
    pub fn parse(text: &str) -> Option<Period> {
        let mut parts = text.split('-');
        let mut number = |digits: usize| -> Option<Option<u32>> {
            let Some(part) = parts.next() else { return Some(None) };
            let plain = part.len() == digits && part.bytes().all(|b| b.is_ascii_digit());
            plain.then(|| part.parse().ok())
        };
        let (year, month, day) = (number(4)??, number(2)?, number(2)?);
        if parts.next().is_some() || year == 0 {
            return None;
        }
        Some(match (month, day) {
            (None, _) => Period::Year(year as i32),
            (Some(month), None) => Period::Month(Month::new(year as i32, month)?),
            (Some(month), Some(day)) => {
                Period::Day(NaiveDate::from_ymd_opt(year as i32, month, day)?)
            }
        })
    }

    /// The days that the period takes in.
    pub fn days(self) -> Days {
        let (from, until) = match self {
            Period::Year(year) => {
                (NaiveDate::from_ymd_opt(year, 1, 1), NaiveDate::from_ymd_opt(year + 1, 1, 1))
            }
            Period::Month(month) => (Some(month.first_day()), Some(month.next().first_day())),
            Period::Day(day) => (Some(day), day.succ_opt()),
        };
        let far = NaiveDate::MAX;
        Days { from: from.unwrap_or(far), until: until.unwrap_or(far) }
    }

    /// The month that the period lies in; `None` for a year.
    pub fn month(self) -> Option<Month> {
        match self {
            Period::Year(_) => None,
            Period::Month(month) => Some(month),
            Period::Day(day) => Some(Month::of(day)),
        }
    }
}

impl fmt::Display for Period {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        match self {
            Period::Year(year) => write!(f, "{year:04}"),
            Period::Month(month) => month.fmt(f),
            Period::Day(day) => write!(f, "{day}"),
        }
    }
}

impl Days {
    /// Whether the two ranges have a day in common.
    pub fn overlap(self, other: Days) -> bool {
        self.from < other.until && other.from < self.until
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn periods_read_and_write_back() {
        for text in ["2022", "2022-10", "2022-02-28", "0001-01"] {
            assert_eq!(Period::parse(text).unwrap().to_string(), text);
        }
    }

    #[test]
    fn what_is_no_period_is_refused() {
        for text in [
            "",
            "22",
            "2022-",
            "2022-13",
            "2022-00",
            "2022-2",
            "2022-02-30",
            "2022-10-11-1",
            "+202",
            "0000",
            "2022-1a",
            " 2022",
        ] {
            assert_eq!(Period::parse(text), None, "{text:?}");
        }
    }

    #[test]
    fn a_period_takes_in_its_last_day_and_not_the_next() {
        let december = Period::parse("2022-12").unwrap().days();
        let day = |text: &str| Period::parse(text).unwrap().days();
        assert!(december.overlap(day("2022-12-31")));
        assert!(!december.overlap(day("2023-01-01")));
        assert!(day("2022").overlap(december));
        assert!(!day("2021").overlap(december));
    }
}
