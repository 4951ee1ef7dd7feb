//! Gamma-Gamma: what a customer spends per purchase, whatever the number of purchases.
//!
//! f(m | x) = Γ(p x + q) / (Γ(p x) Γ(q)) · γ^q m^(p x − 1) x^(p x) / (γ + m x)^(p x + q)
//!
//! `m` mean spend of `x` repeat purchases; each purchase is gamma with shape p, its rate gamma (q, γ) over customers.
//! Fader, Hardie & Lee (2005), "RFM and CLV", Journal of Marketing Research 42(4). On 946 repeat buyers of their
//! CDNOW sample: p 6.25, q 3.74, γ 15.44; ln L −4055.9 on the density of the mean, −4659.3 on that of the total.

use crate::maths::{Surface, Vector, digamma, trigamma};

use super::fit::{best_of, mirrored};
use super::{Fit, Spender};

/// Parameters of the model; γ is an amount of money.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct GammaGamma {
    /// Shape of a customer's purchases.
    pub p: f64,
    /// Shape of the customers.
    pub q: f64,
    /// Scale of the customers, money.
    pub gamma: f64,
}

impl GammaGamma {
    /// From p, q, γ.
    pub const fn new([p, q, gamma, _]: Vector) -> Self {
        Self { p, q, gamma }
    }

    /// Fits grouped spenders; `None` without one.
    pub fn fit(rows: &[Spender]) -> Option<Fit<Self>> {
        let n: f64 = rows.iter().map(|row| row.n).sum();
        if n <= 0.0 {
            return None;
        }
        let mean = rows.iter().map(|row| row.n * row.mean).sum::<f64>() / n;
        let logs: Vec<f64> = rows.iter().map(|row| libm::log(row.mean)).collect();
        let starts = [
            [5.0, 4.0, 0.6 * mean, 0.0],
            [1.5, 2.5, 1.0 * mean, 0.0],
            [20.0, 8.0, 0.35 * mean, 0.0],
        ];
        let mut surface = |at: &Vector| Self::new(*at).surface(rows, &logs);
        best_of(&starts, 3, &mut surface).map(|fit| fit.map(Self::new))
    }

    /// ln L of grouped spenders, on the density of the mean spend.
    pub fn log_likelihood(&self, rows: &[Spender]) -> f64 {
        let logs: Vec<f64> = rows.iter().map(|row| libm::log(row.mean)).collect();
        self.surface(rows, &logs).value
    }

    fn surface(&self, rows: &[Spender], logs: &[f64]) -> Surface {
        let mut surface = Surface::default();
        let mut start = 0;
        for same in rows.chunk_by(|one, other| one.x == other.x) {
            self.add_counts(&mut surface, same[0].x, same.iter().map(|row| row.n).sum());
            for (row, ln_mean) in same.iter().zip(&logs[start..]) {
                self.add_spend(&mut surface, row, *ln_mean);
            }
            start += same.len();
        }
        mirrored(surface)
    }

    /// n · [ln Γ(px + q) − ln Γ(px) − ln Γ(q) + q ln γ + px ln x].
    fn add_counts(&self, surface: &mut Surface, x: f64, n: f64) {
        let Self { p, q, gamma } = *self;
        let (px, ln_x, ln_gamma) = (p * x, libm::log(x), libm::log(gamma));
        let whole = px + q;
        surface.value +=
            n * (libm::lgamma(whole) - libm::lgamma(px) - libm::lgamma(q) + q * ln_gamma + px * ln_x);
        surface.slope[0] += n * x * (digamma(whole) - digamma(px) + ln_x);
        surface.slope[1] += n * (digamma(whole) - digamma(q) + ln_gamma);
        surface.slope[2] += n * q / gamma;
        let bend = trigamma(whole);
        let h = &mut surface.curvature;
        h[0][0] += n * x * x * (bend - trigamma(px));
        h[0][1] += n * x * bend;
        h[1][1] += n * (bend - trigamma(q));
        h[1][2] += n / gamma;
        h[2][2] -= n * q / (gamma * gamma);
    }

    /// n · [(px − 1) ln m − (px + q) ln(γ + m x)].
    fn add_spend(&self, surface: &mut Surface, row: &Spender, ln_mean: f64) {
        let Self { p, q, gamma } = *self;
        let (n, x) = (row.n, row.x);
        let total = gamma + row.mean * x;
        let ln_total = libm::log(total);
        let whole = p * x + q;
        surface.value += n * ((p * x - 1.0) * ln_mean - whole * ln_total);
        surface.slope[0] += n * x * (ln_mean - ln_total);
        surface.slope[1] -= n * ln_total;
        surface.slope[2] -= n * whole / total;
        let h = &mut surface.curvature;
        h[0][2] -= n * x / total;
        h[1][2] -= n / total;
        h[2][2] += n * whole / (total * total);
    }

    /// Mean spend per purchase over all customers: p γ / (q − 1); `None` when it has no end (q ≤ 1).
    pub fn population_mean(&self) -> Option<f64> {
        (self.q > 1.0).then(|| self.p * self.gamma / (self.q - 1.0))
    }

    /// Spend per purchase expected of a customer with `x` repeat purchases of `mean` each on average:
    /// p (γ + m x) / (p x + q − 1), between the customer's own mean and that of all.
    ///
    /// ```
    /// use both_sides::measures::models::GammaGamma;
    /// let model = GammaGamma { p: 6.25, q: 3.74, gamma: 15.44 };
    /// assert!((model.expected_spend(2.0, 22.35).unwrap() - 24.663714).abs() < 1e-6);
    /// ```
    pub fn expected_spend(&self, x: f64, mean: f64) -> Option<f64> {
        if x <= 0.0 || mean <= 0.0 {
            return self.population_mean();
        }
        let rest = self.p * x + self.q - 1.0;
        (rest > 0.0).then(|| self.p * (self.gamma + mean * x) / rest)
    }
}
