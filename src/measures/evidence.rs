//! How much old evidence still counts.

use crate::units::{Day, Years};

/// Weight of an undated record: as if it were one half-life old.
pub const UNDATED: f64 = 0.5;

/// Weight of a record: halved for every half-life it is old.
///
/// w = 2^(−age / half-life). A record of today or later counts in full, an undated one like one that is a
/// half-life old. A half-life of zero switches ageing off.
///
/// ```
/// use both_sides::measures::evidence::freshness;
/// use both_sides::units::{Day, Years};
/// let today = Day::new(2026, 1, 1).unwrap();
/// let half_life = Years::clamped(2.0);
/// let weight = freshness(Day::new(2024, 1, 2), today, half_life); // 730 days, 1.9986 years
/// assert_eq!((weight * 10_000.0).round(), 5_002.0);
/// assert_eq!(freshness(None, today, half_life), 0.5);
/// ```
pub fn freshness(date: Option<Day>, as_of: Day, half_life: Years) -> f64 {
    let Some(date) = date else {
        return UNDATED;
    };
    if half_life.get() <= 0.0 {
        return 1.0;
    }
    libm::exp2(-as_of.years_since(date).max(0.0) / half_life.get())
}

/// [`freshness`] for one day and one half-life, worked out once per age.
#[derive(Clone, Debug)]
pub struct Ageing {
    as_of: Day,
    half_life: Years,
    by_days: Vec<f64>,
}

/// Ages in days that are worked out in advance: some thirty years.
const DAYS_AHEAD: i32 = 11_000;

impl Ageing {
    /// Weights as seen from `as_of`.
    pub fn new(as_of: Day, half_life: Years) -> Self {
        let weight = |days: i32| libm::exp2(-(f64::from(days) / 365.25) / half_life.get());
        let by_days = if half_life.get() > 0.0 {
            (0..DAYS_AHEAD).map(weight).collect()
        } else {
            Vec::new()
        };
        Self {
            as_of,
            half_life,
            by_days,
        }
    }

    /// Works out nothing in advance.
    pub(crate) fn blank(as_of: Day) -> Self {
        Self {
            as_of,
            half_life: Years::clamped(0.0),
            by_days: Vec::new(),
        }
    }

    /// Weight of a record of `date`.
    pub fn weight(&self, date: Option<Day>) -> f64 {
        let days = date.map(|date| self.as_of.days_since(date).max(0) as usize);
        match days.and_then(|days| self.by_days.get(days)) {
            Some(weight) => *weight,
            None => freshness(date, self.as_of, self.half_life),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_of_ages_gives_the_same_weights() {
        let as_of = Day::new(2026, 1, 1).unwrap();
        for half_life in [0.0, 0.5, 2.0].map(Years::clamped) {
            let ageing = Ageing::new(as_of, half_life);
            for text in [
                "2026-03-01",
                "2026-01-01",
                "2025-12-31",
                "2019-02-28",
                "1970-01-01",
            ] {
                let date: Option<Day> = text.parse().ok();
                assert_eq!(ageing.weight(date), freshness(date, as_of, half_life), "{text}");
            }
            assert_eq!(ageing.weight(None), UNDATED);
        }
    }
}
