//! sBG: how long contracts last when every customer renews with a chance of their own.
//!
//! P(leaves after t renewals due) = B(α + 1, β + t − 1) / B(α, β); S(t) = B(α, β + t) / B(α, β);
//! r_t = (β + t − 1) / (α + β + t − 1)
//!
//! `t` renewals due since the start; chances to leave are beta (α, β) over customers, which makes the retention of
//! those who are left rise. Fader & Hardie (2007), "How to project customer retention", Journal of Interactive
//! Marketing 21(1). On the series 1000, 631, 468, 382, 326 of their guide (2014): α 0.764, β 1.296, ln L −1401.56.

use crate::maths::{Surface, Vector, digamma, hypergeometric, ln_beta, trigamma};

use super::Fit;
use super::fit::{best_of, mirrored};

/// Parameters of the model.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Sbg {
    /// First shape of the chances to leave.
    pub alpha: f64,
    /// Second shape of them.
    pub beta: f64,
}

/// One cohort, watched for some renewals: how many were left after each.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Cohort {
    /// Customers at the start, after the first renewal, after the second …
    pub left: Vec<f64>,
}

impl Sbg {
    /// Fits cohorts; `None` when nobody was watched over a renewal or the numbers rise.
    pub fn fit(cohorts: &[Cohort]) -> Option<Fit<Self>> {
        let is_watched = |cohort: &Cohort| cohort.left.len() > 1 && cohort.left[0] > 0.0;
        let falls = |cohort: &Cohort| {
            cohort
                .left
                .windows(2)
                .all(|pair| pair[0] >= pair[1] && pair[1] >= 0.0)
        };
        if !cohorts.iter().any(is_watched) || !cohorts.iter().all(falls) {
            return None;
        }
        let starts = [[0.7, 1.3, 0.0, 0.0], [1.0, 6.0, 0.0, 0.0], [4.0, 12.0, 0.0, 0.0]];
        let mut surface = |at: &Vector| {
            Self {
                alpha: at[0],
                beta: at[1],
            }
            .surface(cohorts)
        };
        best_of(&starts, 2, &mut surface).map(|fit| {
            fit.map(|at| Self {
                alpha: at[0],
                beta: at[1],
            })
        })
    }

    /// ln L: Σ lost(t) · ln P(t) + left(T) · ln S(T) over the cohorts.
    pub fn log_likelihood(&self, cohorts: &[Cohort]) -> f64 {
        self.surface(cohorts).value
    }

    fn surface(&self, cohorts: &[Cohort]) -> Surface {
        let mut surface = Surface::default();
        for cohort in cohorts {
            for (place, pair) in cohort.left.windows(2).enumerate() {
                self.add(&mut surface, pair[0] - pair[1], 1.0, place as f64);
            }
            if let ([_, .., last], due) = (&cohort.left[..], cohort.left.len()) {
                self.add(&mut surface, *last, 0.0, (due - 1) as f64);
            }
        }
        mirrored(surface)
    }

    /// n · [ln B(α + left, β + renewed) − ln B(α, β)].
    fn add(&self, surface: &mut Surface, n: f64, left: f64, renewed: f64) {
        let (a, b) = (self.alpha, self.beta);
        let whole = a + b + left + renewed;
        surface.value += n * (ln_beta(a + left, b + renewed) - ln_beta(a, b));
        let both = digamma(a + b) - digamma(whole);
        surface.slope[0] += n * (digamma(a + left) - digamma(a) + both);
        surface.slope[1] += n * (digamma(b + renewed) - digamma(b) + both);
        let both = trigamma(a + b) - trigamma(whole);
        let h = &mut surface.curvature;
        h[0][0] += n * (trigamma(a + left) - trigamma(a) + both);
        h[0][1] += n * both;
        h[1][1] += n * (trigamma(b + renewed) - trigamma(b) + both);
    }

    /// Share of a cohort still there after `t` renewals.
    ///
    /// ```
    /// use both_sides::measures::models::Sbg;
    /// let regular = Sbg { alpha: 0.704077, beta: 1.182043 };
    /// assert!((regular.survival(12.0) - 0.170).abs() < 5e-4);
    /// ```
    pub fn survival(&self, t: f64) -> f64 {
        libm::exp(ln_beta(self.alpha, self.beta + t) - ln_beta(self.alpha, self.beta))
    }

    /// Share of those due for their `t`th renewal who renew; rises with `t` ≥ 1.
    pub fn retention(&self, t: f64) -> f64 {
        (self.beta + t - 1.0) / (self.alpha + self.beta + t - 1.0)
    }

    /// Discounted expected residual lifetime in periods of a customer with `renewed` renewals, just before the next:
    /// (β + n − 1)/(α + β + n − 1) · ₂F₁(1, β + n; α + β + n; 1/(1 + d)), n = renewed + 1. The next period counts in
    /// full. `None` when it has no end (no discount).
    pub fn discounted_residual_lifetime(&self, renewed: f64, discount_rate: f64) -> Option<f64> {
        let (n, kept) = (renewed + 1.0, self.retention(renewed + 1.0));
        let whole = self.alpha + self.beta + n;
        (discount_rate > 0.0)
            .then(|| kept * hypergeometric(1.0, self.beta + n, whole, 1.0 / (1.0 + discount_rate)))
    }
}
