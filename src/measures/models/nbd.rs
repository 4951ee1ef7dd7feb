//! NBD: how often customers buy when none ever leaves. The baseline the other models have to beat.
//!
//! L(r, α | x, T) = Γ(r + x) / Γ(r) · α^r / (α + T)^(r + x)
//!
//! `x` repeat purchases, `T` time watched; purchase rates are gamma (r, α). Ehrenberg (1959), "The pattern of consumer
//! purchases", Applied Statistics 8(1). On the CDNOW sample: r 0.385, α 12.072, ln L −9763.66.

use crate::maths::{Surface, Vector, digamma, trigamma};

use super::fit::{best_of, mirrored};
use super::histories::time_between_purchases;
use super::{Fit, History};

/// Parameters of the model; time in the unit of the histories.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Nbd {
    /// Shape of the purchase rates.
    pub r: f64,
    /// Rate of the purchase rates, a time.
    pub alpha: f64,
}

impl Nbd {
    /// Fits grouped histories; `None` when nobody bought again.
    pub fn fit(rows: &[History]) -> Option<Fit<Self>> {
        let wait = time_between_purchases(rows)?;
        Self::fit_from(rows, &[[0.5, 0.5 * wait, 0.0, 0.0], [3.0, 3.0 * wait, 0.0, 0.0]])
    }

    /// Fits from these starts only.
    pub fn fit_from(rows: &[History], starts: &[Vector]) -> Option<Fit<Self>> {
        let model = |at: Vector| Self {
            r: at[0],
            alpha: at[1],
        };
        let mut surface = |at: &Vector| model(*at).surface(rows);
        best_of(starts, 2, &mut surface).map(|fit| fit.map(model))
    }

    /// ln L of grouped histories.
    pub fn log_likelihood(&self, rows: &[History]) -> f64 {
        self.surface(rows).value
    }

    fn surface(&self, rows: &[History]) -> Surface {
        let Self { r, alpha } = *self;
        let mut surface = Surface::default();
        let h = &mut surface.curvature;
        for same in rows.chunk_by(|one, other| one.x == other.x) {
            let (x, n) = (same[0].x, same.iter().map(|row| row.n).sum::<f64>());
            surface.value += n * (libm::lgamma(r + x) - libm::lgamma(r) + r * libm::log(alpha));
            surface.slope[0] += n * (digamma(r + x) - digamma(r) + libm::log(alpha));
            surface.slope[1] += n * r / alpha;
            h[0][0] += n * (trigamma(r + x) - trigamma(r));
            h[0][1] += n / alpha;
            h[1][1] -= n * r / (alpha * alpha);
            for row in same {
                let (p, late) = (r + x, alpha + row.t);
                let u = libm::log(late);
                surface.value -= row.n * p * u;
                surface.slope[0] -= row.n * u;
                surface.slope[1] -= row.n * p / late;
                h[0][1] -= row.n / late;
                h[1][1] += row.n * p / (late * late);
            }
        }
        mirrored(surface)
    }

    /// Repeat purchases expected of a new customer within `time`: r t / α.
    ///
    /// ```
    /// let model = both_sides::measures::models::Nbd { r: 0.384768, alpha: 12.072085 };
    /// assert!((model.expected_purchases(52.0) - 1.65737).abs() < 1e-5);
    /// ```
    pub fn expected_purchases(&self, time: f64) -> f64 {
        self.r * time / self.alpha
    }

    /// Purchases expected of this account within the next `time`: (r + x) / (α + T) · t.
    pub fn conditional_expectation(&self, row: &History, time: f64) -> f64 {
        (self.r + row.x) / (self.alpha + row.t) * time
    }
}
