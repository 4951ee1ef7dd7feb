//! A number that may be known exactly, or only within bounds.

/// A low, a most likely and a high value, in that order.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Estimate {
    low: f64,
    base: f64,
    high: f64,
}

impl Estimate {
    /// A number known exactly.
    ///
    /// Returns `None` when it is not finite.
    pub fn exact(value: f64) -> Option<Self> {
        Self::between(value, value, value)
    }

    /// Three numbers in order.
    ///
    /// Returns `None` when one is not finite or they are not in order.
    pub fn between(low: f64, base: f64, high: f64) -> Option<Self> {
        let finite = low.is_finite() && base.is_finite() && high.is_finite();
        (finite && low <= base && base <= high).then_some(Self { low, base, high })
    }

    /// The lowest plausible value.
    pub const fn low(self) -> f64 {
        self.low
    }

    /// The most likely value.
    pub const fn base(self) -> f64 {
        self.base
    }

    /// The highest plausible value.
    pub const fn high(self) -> f64 {
        self.high
    }

    /// True when low, base and high are the same number.
    pub fn is_exact(self) -> bool {
        self.low == self.high
    }

    /// The same bounds as an [`Interval`].
    pub const fn interval(self) -> Interval {
        Interval {
            low: self.low,
            high: self.high,
        }
    }
}

/// Where a value lies with stated plausibility; `low <= high`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Interval {
    /// Lower end.
    pub low: f64,
    /// Upper end.
    pub high: f64,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_estimate_is_in_order_and_finite() {
        assert!(Estimate::between(1.0, 2.0, 3.0).is_some());
        assert!(Estimate::between(3.0, 2.0, 1.0).is_none());
        assert!(Estimate::exact(f64::INFINITY).is_none());
    }
}
