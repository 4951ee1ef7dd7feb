//! How years count: growth, discount, horizon and what a year's payments count from.

use crate::portfolio::{Account, CountingConvention, Document, PaymentTiming};

use super::lifetime_value::multiple;

/// How the value of one account goes on from year to year.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Course {
    /// Growth of the contribution per year.
    pub growth: f64,
    /// Discount rate per year.
    pub discount_rate: f64,
    /// Years that count; `None` is without end.
    pub horizon: Option<u16>,
    /// Whether today's margin counts.
    pub convention: CountingConvention,
    /// When within a year its payments come.
    pub timing: PaymentTiming,
}

impl Course {
    /// As assumed for `account`.
    pub fn new(document: &Document, account: &Account) -> Self {
        let assumptions = &document.assumptions;
        Self {
            growth: account.economics.growth.unwrap_or(assumptions.growth).get(),
            discount_rate: assumptions.discount_rate.get(),
            horizon: assumptions.horizon,
            convention: assumptions.convention,
            timing: assumptions.timing,
        }
    }

    /// True where today's margin counts.
    pub fn counts_today(&self) -> bool {
        self.convention == CountingConvention::CountToday
    }

    /// The discount rate with growth taken off.
    pub fn net_rate(&self) -> f64 {
        (1.0 + self.discount_rate) / (1.0 + self.growth) - 1.0
    }

    /// What one unit paid before the end of its year counts against one paid at the end: (1 + d)^½ in the middle,
    /// 1 + d at the start (Berger & Nasr 1998).
    pub fn earlier(&self) -> f64 {
        match self.timing {
            PaymentTiming::End => 1.0,
            PaymentTiming::Middle => libm::sqrt(1.0 + self.discount_rate),
            PaymentTiming::Start => 1.0 + self.discount_rate,
        }
    }

    /// What one unit of contribution per year is worth over the time to come; `None` where the sum has no end.
    pub fn multiple(&self, retention: f64) -> Option<f64> {
        let today = match self.convention {
            CountingConvention::FutureOnly => 0.0,
            CountingConvention::CountToday => 1.0,
        };
        Some(today + self.years(retention)? * self.earlier())
    }

    /// The discounted years to come, each counted from its end.
    pub fn years(&self, retention: f64) -> Option<f64> {
        let future = CountingConvention::FutureOnly;
        multiple(retention, self.growth, self.discount_rate, self.horizon, future)
    }

    /// The constant retention whose formula gives as many discounted years.
    pub fn retention_worth(&self, years: f64) -> f64 {
        if self.horizon.is_none() {
            let retention = years * (1.0 + self.discount_rate) / (1.0 + years * (1.0 + self.growth));
            return retention.clamp(0.0, 1.0);
        }
        let (mut low, mut high) = (0.0, 1.0);
        for _ in 0..50 {
            let middle = 0.5 * (low + high);
            if self.years(middle).is_some_and(|reached| reached < years) {
                low = middle;
            } else {
                high = middle;
            }
        }
        0.5 * (low + high)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_year_paid_earlier_counts_by_the_discount_of_the_time_won() {
        let course = |timing| Course {
            growth: 0.0,
            discount_rate: 0.21,
            horizon: None,
            convention: CountingConvention::CountToday,
            timing,
        };
        // Today's 1 stands; 0.8 ÷ (1.21 − 0.8) at the end, times 1.1 in the middle, times 1.21 at the start.
        let late = 0.8 / 0.41;
        for (timing, factor) in [
            (PaymentTiming::End, 1.0),
            (PaymentTiming::Middle, 1.1),
            (PaymentTiming::Start, 1.21),
        ] {
            let found = course(timing).multiple(0.8).unwrap();
            assert!(
                (found - (1.0 + late * factor)).abs() < 1e-12,
                "{timing:?}: {found}"
            );
            assert!((course(timing).retention_worth(late) - 0.8).abs() < 1e-12);
        }
    }
}
