//! Where a number stands among others.

/// Numbers in rising order, to look up where another one stands among them.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Standings {
    sorted: Vec<f64>,
}

impl Standings {
    /// Sorts `values`; what is no number is left out.
    pub fn new(mut values: Vec<f64>) -> Self {
        values.retain(|value| !value.is_nan());
        values.sort_unstable_by(f64::total_cmp);
        Self { sorted: values }
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
        let up_to = self.sorted.partition_point(|&other| other <= value);
        50.0 * (below + up_to) as f64 / self.sorted.len() as f64
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
