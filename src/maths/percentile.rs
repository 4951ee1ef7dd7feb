//! Where a number stands among others.

use super::sorting::{ordered_bits, sort_keyed};

/// Numbers in rising order, to look up where another one stands among them.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Standings {
    sorted: Vec<f64>,
}

impl Standings {
    /// Sorts `values`; what is no number is left out.
    pub fn new(values: Vec<f64>) -> Self {
        Self::with_percentiles(&values).0
    }

    /// Sorts `values` and gives the percentile of each; what is no number is left out and stays none.
    pub fn with_percentiles(values: &[f64]) -> (Self, Vec<f64>) {
        let numbers = values.iter().zip(0_u32..).filter(|(value, _)| !value.is_nan());
        let mut keyed: Vec<(u64, u32)> = numbers.map(|(value, row)| (ordered_bits(*value), row)).collect();
        sort_keyed(&mut keyed);
        let mut percentiles = vec![f64::NAN; values.len()];
        let n = keyed.len() as f64;
        let mut below = 0;
        for level in keyed.chunk_by(|one, other| one.0 == other.0) {
            let percentile = 50.0 * (2 * below + level.len()) as f64 / n;
            for (_, row) in level {
                percentiles[*row as usize] = percentile;
            }
            below += level.len();
        }
        let sorted = keyed.iter().map(|(_, row)| values[*row as usize]).collect();
        (Self { sorted }, percentiles)
    }

    /// Share of the numbers below `value`, those equal to it counted half, 0 to 100.
    ///
    /// p = 100 · (below + equal / 2) / n. Does not change when all numbers are multiplied by the same positive one.
    ///
    /// ```
    /// use both_sides::maths::Standings;
    /// let four = Standings::new(vec![10.0, 20.0, 20.0, 90.0]);
    /// assert_eq!(four.percentile(20.0), 50.0); // one below, two level
    /// assert_eq!(four.percentile(90.0), 87.5);
    /// ```
    pub fn percentile(&self, value: f64) -> f64 {
        if self.sorted.is_empty() {
            return 50.0;
        }
        let below = self.sorted.partition_point(|&other| other < value);
        let rest = &self.sorted[below..];
        // Most numbers that are looked up stand between two others.
        let n_level = match rest.first() {
            Some(&next) if next <= value => rest.partition_point(|&other| other <= value),
            _ => 0,
        };
        50.0 * (2 * below + n_level) as f64 / self.sorted.len() as f64
    }

    /// The number below which `share` of them lie, between two of them in proportion (type 7 of Hyndman & Fan 1996).
    ///
    /// ```
    /// use both_sides::maths::Standings;
    /// let four = Standings::new(vec![10.0, 20.0, 30.0, 40.0]);
    /// assert_eq!(four.quantile(0.5), Some(25.0));
    /// ```
    pub fn quantile(&self, share: f64) -> Option<f64> {
        let last = self.sorted.len().checked_sub(1)?;
        let place = share.clamp(0.0, 1.0) * last as f64;
        let below = libm::floor(place);
        let lower = self.sorted[below as usize];
        let upper = self.sorted[(below as usize + 1).min(last)];
        Some(lower + (upper - lower) * (place - below))
    }

    /// How many numbers there are.
    pub fn len(&self) -> usize {
        self.sorted.len()
    }

    /// True when there is none.
    pub fn is_empty(&self) -> bool {
        self.sorted.is_empty()
    }
}
