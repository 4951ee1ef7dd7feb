//! Numbers with a meaning and a range.

use thiserror::Error;

/// A number outside the range of its unit.
#[derive(Clone, Copy, Debug, PartialEq, Error)]
#[error("{} is outside {} to {}", short_number(*value), short_number(*low), short_number(*high))]
pub struct OutOfRange {
    /// The number that was offered.
    pub value: f64,
    /// The smallest allowed number.
    pub low: f64,
    /// The largest allowed number.
    pub high: f64,
}

/// A number as a refusal writes it: in digits, or as 1e99 where there would be too many of them.
///
/// ```
/// use both_sides::units::short_number;
/// assert_eq!(short_number(-0.05), "-0.05");
/// assert_eq!(short_number(1e99), "1e99");
/// assert_eq!(short_number(1e-99), "1e-99");
/// ```
pub fn short_number(value: f64) -> String {
    let is_short = value == 0.0 || (1e-6..=1e15).contains(&value.abs()) || !value.is_finite();
    if is_short {
        value.to_string()
    } else {
        format!("{value:e}")
    }
}

macro_rules! number {
    ($(#[$doc:meta])* $name:ident, $low:expr, $high:expr) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, Default, PartialEq, PartialOrd)]
        pub struct $name(f64);

        impl $name {
            /// The smallest allowed number.
            pub const LOW: f64 = $low;
            /// The largest allowed number.
            pub const HIGH: f64 = $high;

            /// Checks `value`.
            ///
            /// # Errors
            /// Outside [`Self::LOW`] to [`Self::HIGH`], or not a number.
            pub fn new(value: f64) -> Result<Self, OutOfRange> {
                if (Self::LOW..=Self::HIGH).contains(&value) {
                    Ok(Self(value))
                } else {
                    Err(OutOfRange { value, low: Self::LOW, high: Self::HIGH })
                }
            }

            /// The nearest allowed number; not-a-number becomes the smallest.
            pub fn clamped(value: f64) -> Self {
                Self(if value.is_nan() { Self::LOW } else { value.clamp(Self::LOW, Self::HIGH) })
            }

            /// The plain number.
            pub const fn get(self) -> f64 {
                self.0
            }
        }

        impl TryFrom<f64> for $name {
            type Error = OutOfRange;
            fn try_from(value: f64) -> Result<Self, OutOfRange> {
                Self::new(value)
            }
        }

        impl From<$name> for f64 {
            fn from(number: $name) -> f64 {
                number.0
            }
        }
    };
}

number! {
    /// An amount in the portfolio's one currency; negative is a cost or a loss.
    Money, -1e15, 1e15
}
number! {
    /// A share of a whole, always within `0.0..=1.0`.
    Ratio, 0.0, 1.0
}
number! {
    /// Change per year, `-0.99..=10.0`: 0.10 is ten per cent more each year.
    Rate, -0.99, 10.0
}
number! {
    /// A length of time in years, never negative.
    Years, 0.0, 1e6
}
number! {
    /// An index from 0 to 100.
    Score, 0.0, 100.0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_that_is_not_a_number_gets_in() {
        for value in [f64::NAN, f64::INFINITY, f64::NEG_INFINITY] {
            assert!(Money::new(value).is_err());
            assert!(Ratio::new(value).is_err());
        }
        assert_eq!(Ratio::clamped(f64::NAN).get(), 0.0);
    }

    #[test]
    fn the_refusal_names_the_range() {
        let refusal = Ratio::new(1.2).map_err(|refusal| refusal.to_string());
        assert_eq!(refusal, Err("1.2 is outside 0 to 1".to_owned()));
    }
}
