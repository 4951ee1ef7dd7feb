//! How much to spend on winning customers and how much on keeping them, and how far one is able to.

use crate::portfolio::{Capability, Effort};

/// How a share answers to money: rate(s) = ceiling · (1 − e^(−k · s)).
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Response {
    /// The share that no money gets beyond, 0 to 1.
    pub ceiling: f64,
    /// How fast it gets there, per unit of money.
    pub k: f64,
}

impl Response {
    /// The curve through two judged points: nothing for nothing, and `rate` for `spend`.
    ///
    /// k = −ln(1 − rate / ceiling) / spend. `None` unless `0 < rate < ceiling ≤ 1` and `spend > 0`.
    ///
    /// ```
    /// use both_sides::decisions::emphasis::Response;
    /// let curve = Response::judged(10.0, 0.2, 0.4).unwrap();
    /// assert!((curve.rate(20.0) - 0.3).abs() < 1e-12); // half of the way, then half of the rest
    /// ```
    pub fn judged(spend: f64, rate: f64, ceiling: f64) -> Option<Self> {
        let is_possible = spend > 0.0 && rate > 0.0 && rate < ceiling && ceiling <= 1.0;
        let k = -libm::log1p(-rate / ceiling) / spend;
        (is_possible && k.is_finite() && k > 0.0).then_some(Self { ceiling, k })
    }

    /// The share reached with `spend`.
    pub fn rate(self, spend: f64) -> f64 {
        -self.ceiling * libm::expm1(-self.k * spend)
    }

    /// What one more unit of money adds to the share.
    fn slope(self, spend: f64) -> f64 {
        self.ceiling * self.k * libm::exp(-self.k * spend)
    }
}

/// What follows from spending `acquisition` per prospect and `retention` per customer and year.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Outcome {
    /// Money per prospect.
    pub acquisition: f64,
    /// Share of prospects won.
    pub won: f64,
    /// Money per customer and year.
    pub retention: f64,
    /// Share of customers kept.
    pub kept: f64,
    /// Value of a customer once won.
    pub customer_value: f64,
    /// Customer equity per prospect: what all of this leaves.
    pub equity: f64,
    /// What one more customer won costs.
    pub marginal_acquisition: f64,
    /// What one more customer kept costs.
    pub marginal_retention: f64,
}

/// Curves, margin and discount rate.
///
/// V(R) = m + (m − R / r) · r′ / (1 − r′) with r′ = r / (1 + d), which is (m · (1 + d) − R) / (1 + d − r); equity per
/// prospect = a · V − A. Blattberg & Deighton (1996), "Manage marketing by the customer equity test", Harvard Business
/// Review 74(4). At the optimum what one more customer costs is the same for winning and for keeping, and both are the
/// value of a customer: Pfeifer (2005), "The optimal ratio of acquisition and retention costs", Journal of Targeting,
/// Measurement and Analysis for Marketing 13(2).
///
/// ```
/// use both_sides::decisions::emphasis::{Balance, Response};
/// let balance = Balance {
///     margin: 50.0,
///     discount_rate: 0.2,
///     acquisition: Response { ceiling: 0.4, k: 0.1 },
///     retention: Response { ceiling: 0.7, k: 0.05 },
/// };
/// let best = balance.best();
/// assert!((best.customer_value - 54.3088).abs() < 5e-5);
/// assert!((best.retention - 12.8456).abs() < 5e-5 && (best.acquisition - 7.7581).abs() < 5e-5);
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Balance {
    /// Contribution of a customer per year before what keeping it costs.
    pub margin: f64,
    /// Discount rate per year, not negative.
    pub discount_rate: f64,
    /// How prospects answer to money.
    pub acquisition: Response,
    /// How customers answer to money.
    pub retention: Response,
}

/// Halvings until the optimum is known to the last digit.
const HALVINGS: usize = 200;

impl Balance {
    /// What follows from these amounts.
    pub fn at(&self, acquisition: f64, retention: f64) -> Outcome {
        let (won, kept) = (self.acquisition.rate(acquisition), self.retention.rate(retention));
        let customer_value = self.customer_value(retention);
        Outcome {
            acquisition,
            won,
            retention,
            kept,
            customer_value,
            equity: won * customer_value - acquisition,
            marginal_acquisition: 1.0 / self.acquisition.slope(acquisition),
            marginal_retention: 1.0 / self.retention.slope(retention),
        }
    }

    fn customer_value(&self, retention: f64) -> f64 {
        let one = 1.0 + self.discount_rate;
        (self.margin * one - retention) / (one - self.retention.rate(retention))
    }

    /// The amounts that leave most per prospect; nothing is spent where the first unit of money does not come back.
    pub fn best(&self) -> Outcome {
        let retention = self.best_retention();
        let value = self.customer_value(retention);
        let Response { ceiling, k } = self.acquisition;
        // a′(A) · V = 1.
        let acquisition = (libm::log((ceiling * k * value).max(1.0)) / k).max(0.0);
        self.at(acquisition, retention)
    }

    /// The value of a customer rises with what is spent on keeping it as long as r′(R) · V(R) > 1, and falls after.
    fn best_retention(&self) -> f64 {
        let pays = |retention: f64| self.retention.slope(retention) * self.customer_value(retention) > 1.0;
        if !pays(0.0) {
            return 0.0;
        }
        let (mut low, mut high) = (0.0, self.margin * (1.0 + self.discount_rate));
        for _ in 0..HALVINGS {
            let middle = (low + high) / 2.0;
            if pays(middle) {
                low = middle;
            } else {
                high = middle;
            }
        }
        low
    }
}

/// How much of what is needed for `effort` there is, 0 to 1: the mean of min(have ÷ need, 1) over the capabilities rated
/// in both; `None` where none is.
///
/// ```
/// use both_sides::decisions::emphasis::readiness;
/// use both_sides::portfolio::{Capability, Effort};
/// let rated = |have: f64, need: f64| Capability {
///     effort: Effort::Keeping,
///     name: String::new(),
///     have: Some(have),
///     need: Some(need),
/// };
/// // 4 of 8 is half; 9 of 6 is enough and makes up for nothing else.
/// assert_eq!(readiness(&[rated(4.0, 8.0), rated(9.0, 6.0)], Effort::Keeping), Some(0.75));
/// assert_eq!(readiness(&[rated(4.0, 8.0)], Effort::Winning), None);
/// ```
pub fn readiness(capabilities: &[Capability], effort: Effort) -> Option<f64> {
    let shares: Vec<f64> = (capabilities.iter())
        .filter(|capability| capability.effort == effort)
        .filter_map(|capability| {
            let (have, need) = (capability.have?, capability.need?);
            Some(if need > 0.0 { (have / need).min(1.0) } else { 1.0 })
        })
        .collect();
    (!shares.is_empty()).then(|| shares.iter().sum::<f64>() / shares.len() as f64)
}

/// The spend within reach: as much of the way from today's to the best as there is readiness.
///
/// S = today + readiness · (best − today)
///
/// A rule of this app, stated rather than found: capabilities that are half there carry half of the shift.
///
/// ```
/// assert_eq!(both_sides::decisions::emphasis::within_reach(100.0, 300.0, 0.75), 250.0);
/// ```
pub fn within_reach(today: f64, best: f64, readiness: f64) -> f64 {
    today + readiness.clamp(0.0, 1.0) * (best - today)
}
