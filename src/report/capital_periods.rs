//! The times over which exchanges are added up.

use crate::units::Day;

/// How finely time is cut.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Grain {
    /// Calendar years.
    #[default]
    Year,
    /// Calendar quarters.
    Quarter,
}

impl Grain {
    /// Columns shown; what lies before them is one column.
    const fn most(self) -> i32 {
        match self {
            Self::Year => 10,
            Self::Quarter => 20,
        }
    }

    /// Number of the period a day is in.
    fn number(self, day: Day) -> i32 {
        let year = i32::from(day.year());
        match self {
            Self::Year => year,
            Self::Quarter => year * 4 + (i32::from(day.month()) - 1) / 3,
        }
    }

    /// How much of its period has gone by at the end of a day, 0 to 1, months taken as equally long.
    fn gone_by(self, day: Day) -> f64 {
        let month = f64::from(day.month()) - 1.0 + f64::from(day.day()) / 31.0;
        match self {
            Self::Year => month / 12.0,
            Self::Quarter => month / 3.0 - libm::floor((f64::from(day.month()) - 1.0) / 3.0),
        }
    }

    fn label(self, number: i32) -> String {
        match self {
            Self::Year => number.to_string(),
            Self::Quarter => format!("{} Q{}", number.div_euclid(4), number.rem_euclid(4) + 1),
        }
    }
}

/// The periods of a picture, oldest first; what has no date comes last.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Periods {
    /// Their names.
    pub labels: Vec<String>,
    first: i32,
    has_earlier: bool,
    grain: Grain,
}

impl Periods {
    /// From the first of `days`, or as many periods as are shown at most, to the last or to `as_of`.
    pub fn new(grain: Grain, as_of: Day, days: impl Iterator<Item = Option<Day>> + Clone) -> Self {
        let numbers = days.clone().flatten().map(|day| grain.number(day));
        let last = numbers.clone().max().unwrap_or(i32::MIN).max(grain.number(as_of));
        let oldest = numbers.min().unwrap_or(last);
        let first = oldest.max(last - grain.most() + 1);
        let mut labels: Vec<String> = (first..=last).map(|number| grain.label(number)).collect();
        let has_earlier = oldest < first;
        if has_earlier {
            labels.insert(0, "before".to_owned());
        }
        if days.clone().any(|day| day.is_none()) {
            labels.push("undated".to_owned());
        }
        Self {
            labels,
            first,
            has_earlier,
            grain,
        }
    }

    /// Where the end of a day lies, in periods from the beginning of the first; `None` before those with a name.
    pub fn along(&self, day: Day) -> Option<f64> {
        let offset = self.grain.number(day) - self.first;
        (offset >= 0).then(|| self.place(Some(day)) as f64 + self.grain.gone_by(day))
    }

    /// The place of a day among them.
    pub fn place(&self, day: Option<Day>) -> usize {
        let Some(day) = day else {
            return self.labels.len().saturating_sub(1);
        };
        let offset = self.grain.number(day) - self.first;
        match usize::try_from(offset) {
            Ok(offset) => offset + usize::from(self.has_earlier),
            Err(_) => 0,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Option<Day> {
        text.parse().ok()
    }

    #[test]
    fn every_day_has_a_place_and_what_is_old_shares_one() {
        let days = [day("1990-05-01"), day("2024-12-31"), day("2025-01-01"), None];
        let as_of = Day::EPOCH.max(days[2].unwrap_or(Day::EPOCH));
        let periods = Periods::new(Grain::Year, as_of, days.into_iter());
        assert_eq!(periods.labels.first().map(String::as_str), Some("before"));
        assert_eq!(periods.labels.len(), 12);
        let places = days.map(|day| periods.labels[periods.place(day)].clone());
        assert_eq!(places, ["before", "2024", "2025", "undated"]);
        let quarters = Periods::new(Grain::Quarter, as_of, days[1..3].iter().copied());
        assert_eq!(quarters.labels, ["2024 Q4", "2025 Q1"]);
        let along = |day: Option<Day>| quarters.along(day.unwrap_or(Day::EPOCH));
        assert_eq!(along(day("2024-12-31")), Some(1.0), "between the two quarters");
        assert_eq!(along(day("2024-01-31")), None);
    }
}
