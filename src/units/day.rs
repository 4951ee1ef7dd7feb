//! A calendar day.

use jiff::civil::Date;

/// A calendar day without time or time zone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day(Date);

impl Day {
    /// 1970-01-01.
    pub const EPOCH: Self = Self(Date::constant(1970, 1, 1));

    /// A day of the Gregorian calendar, years 1 to 9999.
    ///
    /// Returns `None` when there is no such day.
    pub fn new(year: i16, month: i8, day: i8) -> Option<Self> {
        (year > 0)
            .then(|| Date::new(year, month, day).ok().map(Self))
            .flatten()
    }

    /// The day `days` after 1970-01-01 (before it, when negative).
    pub fn from_epoch_days(days: i32) -> Option<Self> {
        let shifted = days.checked_add(719_468)?;
        let era = shifted.div_euclid(146_097);
        let day_of_era = shifted.rem_euclid(146_097);
        let year_of_era =
            (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
        let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
        let shifted_month = (5 * day_of_year + 2) / 153;
        let day = day_of_year - (153 * shifted_month + 2) / 5 + 1;
        let month = if shifted_month < 10 {
            shifted_month + 3
        } else {
            shifted_month - 9
        };
        let year = year_of_era + era * 400 + i32::from(month <= 2);
        Self::new(i16::try_from(year).ok()?, month as i8, day as i8)
    }

    /// Days since 1970-01-01.
    pub fn epoch_days(self) -> i32 {
        let (year, month) = (i32::from(self.0.year()), i32::from(self.0.month()));
        let shifted = if month <= 2 { year - 1 } else { year };
        let era = shifted.div_euclid(400);
        let year_of_era = shifted.rem_euclid(400);
        let day_of_year = (153 * ((month + 9) % 12) + 2) / 5 + i32::from(self.0.day()) - 1;
        era * 146_097 + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year - 719_468
    }

    /// Days from `earlier` to this day; negative when it lies later.
    pub fn days_since(self, earlier: Day) -> i32 {
        self.epoch_days() - earlier.epoch_days()
    }

    /// Years from `earlier` to this day at 365.25 days a year.
    pub fn years_since(self, earlier: Day) -> f64 {
        f64::from(self.days_since(earlier)) / 365.25
    }

    /// The same day `months` later, or the last of that month where it has fewer days.
    pub fn plus_months(self, months: i32) -> Option<Self> {
        self.0
            .checked_add(jiff::Span::new().try_months(months).ok()?)
            .ok()
            .map(Self)
    }

    /// The calendar year.
    pub fn year(self) -> i16 {
        self.0.year()
    }

    /// The month, 1 to 12.
    pub fn month(self) -> i8 {
        self.0.month()
    }

    /// The day of the month, 1 to 31.
    pub fn day(self) -> i8 {
        self.0.day()
    }
}

impl std::fmt::Display for Day {
    /// `2026-11-22`.
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(out, "{:04}-{:02}-{:02}", self.year(), self.month(), self.day())
    }
}

impl std::str::FromStr for Day {
    type Err = NotADay;

    /// Reads `2026-11-22`.
    fn from_str(text: &str) -> Result<Self, NotADay> {
        let mut parts = text.splitn(3, '-');
        let mut next = || {
            parts
                .next()
                .filter(|part| part.bytes().all(|byte| byte.is_ascii_digit()))
        };
        let day = (|| {
            Day::new(
                next()?.parse().ok()?,
                next()?.parse().ok()?,
                next()?.parse().ok()?,
            )
        })();
        day.ok_or(NotADay)
    }
}

/// A text that is no day of the form 2026-11-22.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a day of the form 2026-11-22")]
pub struct NotADay;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn epoch_days_match_the_calendar() {
        for (text, days) in [
            ("1970-01-01", 0),
            ("2000-03-01", 11_017),
            ("1969-12-31", -1),
            ("2026-11-22", 20_779),
        ] {
            let day: Day = text.parse().unwrap();
            assert_eq!(day.epoch_days(), days, "{text}");
            assert_eq!(Day::from_epoch_days(days), Some(day));
            assert_eq!(day.days_since(Day::EPOCH), days);
        }
    }

    #[test]
    fn every_day_of_the_calendar_counts_back_to_itself() {
        let (first, last) = (Day::new(1, 1, 1).unwrap(), Day::new(9999, 12, 31).unwrap());
        let mut n_days = 0;
        for days in first.epoch_days()..=last.epoch_days() {
            assert_eq!(Day::from_epoch_days(days).map(Day::epoch_days), Some(days));
            n_days += 1;
        }
        assert_eq!(n_days, 3_652_059);
        for outside in [first.epoch_days() - 1, last.epoch_days() + 1, i32::MIN, i32::MAX] {
            assert_eq!(Day::from_epoch_days(outside), None);
        }
    }

    #[test]
    fn there_is_no_thirtieth_of_february() {
        assert_eq!("2024-02-30".parse::<Day>(), Err(NotADay));
        assert_eq!(
            Day::new(2024, 1, 31).and_then(|day| day.plus_months(1)),
            Day::new(2024, 2, 29)
        );
    }
}
