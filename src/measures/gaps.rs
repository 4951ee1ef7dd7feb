//! Importance against performance: what each driver costs of the value received, for an account and for a segment
//! (Martilla & James 1977).

use crate::maths::sort_by;

use super::received::ReceivedTerms;
use super::relative_value::RelativeTerms;
use super::said::compare;

/// What one driver of value costs, for one account or on the mean of several.
#[derive(Clone, Debug, PartialEq)]
pub struct DriverGap {
    /// The driver.
    pub name: String,
    /// Its share of everything that matters, 0 to 1.
    pub importance: f64,
    /// Where we stand, 0 to 100.
    pub performance: f64,
    /// Points of value received that it costs.
    pub lost: f64,
    /// Points between us and the next-best alternative, weighted by importance; negative where we are behind.
    pub ahead: Option<f64>,
    /// Accounts that spoke of it.
    pub n_accounts: usize,
}

/// Where a driver belongs (importance–performance analysis).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Quadrant {
    /// Matters, and we are weak.
    ConcentrateHere,
    /// Matters, and we are strong.
    KeepItUp,
    /// Matters little, and we are weak.
    LowPriority,
    /// Matters little, and we are strong.
    PossibleOverkill,
}

impl Quadrant {
    /// Name for people.
    pub const fn label(self) -> &'static str {
        match self {
            Self::ConcentrateHere => "Concentrate here",
            Self::KeepItUp => "Keep it up",
            Self::LowPriority => "Low priority",
            Self::PossibleOverkill => "Possible overkill",
        }
    }

    /// The quadrant of `gap` among `all`: above or below the mean importance and the mean performance.
    pub fn of(gap: &DriverGap, all: &[DriverGap]) -> Self {
        let mean = |of: fn(&DriverGap) -> f64| all.iter().map(of).sum::<f64>() / all.len().max(1) as f64;
        let matters = gap.importance >= mean(|gap| gap.importance);
        let is_strong = gap.performance >= mean(|gap| gap.performance);
        match (matters, is_strong) {
            (true, false) => Self::ConcentrateHere,
            (true, true) => Self::KeepItUp,
            (false, false) => Self::LowPriority,
            (false, true) => Self::PossibleOverkill,
        }
    }
}

/// The gaps of one account, in order of name.
///
/// lost = w · (100 − s), `w` share of importance, `s` performance: what all drivers cost adds up to 100 − value received.
pub fn account_gaps(received: &ReceivedTerms, relative: &RelativeTerms) -> Vec<DriverGap> {
    let weights: f64 = received.drivers.iter().map(|driver| driver.importance).sum();
    if weights <= 0.0 {
        return Vec::new();
    }
    (received.drivers.iter())
        .map(|driver| {
            let importance = driver.importance / weights;
            let compared =
                (relative.drivers.iter()).find(|other| other.name.eq_ignore_ascii_case(driver.name));
            DriverGap {
                name: if driver.name.is_empty() {
                    "overall"
                } else {
                    driver.name
                }
                .to_owned(),
                importance,
                performance: driver.index,
                lost: importance * (100.0 - driver.index),
                ahead: compared.map(|driver| importance * (driver.ours - driver.theirs) / 9.0 * 100.0),
                n_accounts: 1,
            }
        })
        .collect()
}

/// The mean of several accounts' gaps by driver, each account counting alike; a driver an account did not name matters
/// nothing to it. What all drivers cost adds up to 100 − the accounts' mean value received.
pub fn mean_gaps(accounts: &[Vec<DriverGap>]) -> Vec<DriverGap> {
    let n = accounts.iter().filter(|gaps| !gaps.is_empty()).count() as f64;
    let mut all: Vec<&DriverGap> = accounts.iter().flatten().collect();
    sort_by(&mut all, |a, b| compare(&a.name, &b.name));
    (all.chunk_by(|a, b| a.name.eq_ignore_ascii_case(&b.name)))
        .map(|of_one| {
            let sum = |of: fn(&DriverGap) -> f64| of_one.iter().map(|gap| of(gap)).sum::<f64>();
            let compared: Vec<f64> = of_one.iter().filter_map(|gap| gap.ahead).collect();
            let importance = sum(|gap| gap.importance);
            DriverGap {
                name: of_one.first().map_or_else(String::new, |gap| gap.name.clone()),
                importance: importance / n,
                // Those to whom it matters more count more, so that lost = importance · (100 − performance) still holds.
                performance: if importance > 0.0 {
                    sum(|gap| gap.importance * gap.performance) / importance
                } else {
                    sum(|gap| gap.performance) / of_one.len() as f64
                },
                lost: sum(|gap| gap.lost) / n,
                ahead: (!compared.is_empty()).then(|| compared.iter().sum::<f64>() / n),
                n_accounts: of_one.len(),
            }
        })
        .collect()
}
