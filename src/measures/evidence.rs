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
