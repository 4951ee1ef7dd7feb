//! A known number with its bounds, while it is being worked out.
//!
//! Bounds are carried to the unfavourable and the favourable corner: the low end of a result is what comes out
//! when every input sits at the end of its own interval that hurts. Corners do not shrink when several doubts
//! come together, so such an interval is wide rather than narrow.

use crate::portfolio::Basis;
use crate::units::{Estimate, Interval};

use super::Measured;

/// A known number with its bounds and the softest basis behind it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Spread {
    /// The unfavourable end.
    pub low: f64,
    /// The number itself.
    pub base: f64,
    /// The favourable end.
    pub high: f64,
    /// How it came about.
    pub basis: Basis,
}

impl Spread {
    /// A number without doubt about its size.
    pub const fn exact(value: f64, basis: Basis) -> Self {
        Self {
            low: value,
            base: value,
            high: value,
            basis,
        }
    }

    /// What somebody stated.
    pub const fn estimate(estimate: Estimate, basis: Basis) -> Self {
        Self {
            low: estimate.low(),
            base: estimate.base(),
            high: estimate.high(),
            basis,
        }
    }

    /// The same number on a basis at least as soft as `basis`.
    pub fn softened(self, basis: Basis) -> Self {
        Self {
            basis: self.basis.max(basis),
            ..self
        }
    }

    /// The same operation at all three; it must not turn low into high.
    pub fn map(self, change: impl Fn(f64) -> f64) -> Self {
        Self {
            low: change(self.low),
            base: change(self.base),
            high: change(self.high),
            basis: self.basis,
        }
    }

    /// Both together.
    pub fn plus(self, other: Self) -> Self {
        Self {
            low: self.low + other.low,
            base: self.base + other.base,
            high: self.high + other.high,
            basis: self.basis.max(other.basis),
        }
    }

    /// This less the other; the low end takes the other's high end.
    pub fn minus(self, other: Self) -> Self {
        Self {
            low: self.low - other.high,
            base: self.base - other.base,
            high: self.high - other.low,
            basis: self.basis.max(other.basis),
        }
    }

    /// Both multiplied, whatever their signs.
    pub fn times(self, other: Self) -> Self {
        self.corners(other, |a, b| a * b)
    }

    /// A function of two numbers that, with one held, only rises or only falls in the other: its extremes lie
    /// at the four corners.
    pub fn corners(self, other: Self, result: impl Fn(f64, f64) -> f64) -> Self {
        let corners = [
            result(self.low, other.low),
            result(self.low, other.high),
            result(self.high, other.low),
            result(self.high, other.high),
        ];
        Self {
            low: corners.into_iter().fold(f64::INFINITY, f64::min),
            base: result(self.base, other.base),
            high: corners.into_iter().fold(f64::NEG_INFINITY, f64::max),
            basis: self.basis.max(other.basis),
        }
    }

    /// As it stands in a column. What is not a finite number is unknown.
    pub fn measured(self) -> Measured {
        let bounded = self.low.is_finite() && self.high.is_finite() && self.low < self.high;
        Measured {
            value: self.base.is_finite().then_some(self.base),
            interval: bounded.then_some(Interval {
                low: self.low,
                high: self.high,
            }),
            basis: self.basis,
        }
    }
}

impl Measured {
    /// The number with its bounds, when it is known.
    pub fn spread(self) -> Option<Spread> {
        let base = self.value?;
        let (low, high) = self
            .interval
            .map_or((base, base), |interval| (interval.low, interval.high));
        Some(Spread {
            low,
            base,
            high,
            basis: self.basis,
        })
    }

    /// The column entry for a number that may be unknown.
    pub fn of(spread: Option<Spread>) -> Self {
        spread.map_or(Self::UNKNOWN, Spread::measured)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_difference_is_widest_where_the_doubts_meet() {
        let margin = Spread {
            low: 8.0,
            base: 10.0,
            high: 11.0,
            basis: Basis::Stated,
        };
        let cost = Spread {
            low: 3.0,
            base: 4.0,
            high: 6.0,
            basis: Basis::Estimated,
        };
        let rest = margin.minus(cost);
        assert_eq!((rest.low, rest.base, rest.high), (2.0, 6.0, 8.0));
        assert_eq!(rest.basis, Basis::Estimated);
    }

    #[test]
    fn what_is_not_finite_is_unknown() {
        assert_eq!(
            Spread::exact(f64::NAN, Basis::Observed).measured(),
            Measured::UNKNOWN
        );
    }
}
