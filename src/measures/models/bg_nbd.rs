//! BG/NBD: how often customers buy who may leave after any repeat purchase.
//!
//! L(r, α, a, b | x, t_x, T) = A₁ · A₂ · (A₃ + δ(x > 0) · A₄)
//!
//! A₁ = Γ(r + x) α^r / Γ(r); A₂ = Γ(a + b) Γ(b + x) / (Γ(b) Γ(a + b + x)); A₃ = (α + T)^−(r + x);
//! A₄ = a / (b + x − 1) · (α + t_x)^−(r + x). `x` repeat purchases, `t_x` time of the last, `T` time watched;
//! purchase rates are gamma (r, α), chances to leave after a purchase beta (a, b).
//!
//! Fader, Hardie & Lee (2005), "'Counting your customers' the easy way", Marketing Science 24(2). On their CDNOW
//! sample: r 0.243, α 4.414, a 0.793, b 2.426, ln L −9582.4.

use crate::maths::Vector;

pub use super::beta_geometric::Discounting;
use super::beta_geometric::{BetaGeometric, FirstChance};
use super::{Fit, History};

/// Parameters of the model; time in the unit of the histories.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct BgNbd {
    /// Shape of the purchase rates.
    pub r: f64,
    /// Rate of the purchase rates, a time.
    pub alpha: f64,
    /// First shape of the chances to leave.
    pub a: f64,
    /// Second shape of them.
    pub b: f64,
}

impl BgNbd {
    /// From r, α, a, b.
    pub const fn new([r, alpha, a, b]: Vector) -> Self {
        Self { r, alpha, a, b }
    }

    const fn kernel(&self) -> BetaGeometric {
        BetaGeometric::new([self.r, self.alpha, self.a, self.b], FirstChance::AfterRepeat)
    }

    /// Fits grouped histories; `None` when nobody bought again.
    pub fn fit(rows: &[History]) -> Option<Fit<Self>> {
        Self::fit_from(rows, &BetaGeometric::starts(rows)?)
    }

    /// Fits from these starts only.
    pub fn fit_from(rows: &[History], starts: &[Vector]) -> Option<Fit<Self>> {
        BetaGeometric::fit(rows, starts, FirstChance::AfterRepeat)
            .map(|fit| fit.map(|kernel| Self::new([kernel.r, kernel.alpha, kernel.a, kernel.b])))
    }

    /// ln L of grouped histories.
    pub fn log_likelihood(&self, rows: &[History]) -> f64 {
        self.kernel().surface(rows).value
    }

    /// Repeat purchases expected of a new customer within `time`: E[X(t)].
    pub fn expected_purchases(&self, time: f64) -> f64 {
        self.kernel().expected_new(time)
    }

    /// The chance that the account is still a customer; 1 without a repeat purchase, since nobody can leave before.
    ///
    /// P = 1 / (1 + δ(x > 0) · a / (b + x − 1) · ((α + T) / (α + t_x))^(r + x))
    ///
    /// ```
    /// use both_sides::measures::models::{BgNbd, History};
    /// let model = BgNbd::new([0.242593, 4.413532, 0.792886, 2.425754]);
    /// let alive = model.probability_alive(&History::new(2.0, 30.43, 38.86));
    /// assert!((alive - 0.7266).abs() < 1e-4);
    /// ```
    pub fn probability_alive(&self, row: &History) -> f64 {
        self.kernel().is_alive(row)
    }

    /// Purchases expected of this account within the next `time`: E[Y(t) | x, t_x, T].
    ///
    /// ```
    /// use both_sides::measures::models::{BgNbd, History};
    /// let model = BgNbd::new([0.242593, 4.413532, 0.792886, 2.425754]);
    /// let next = model.conditional_expectation(&History::new(2.0, 30.43, 38.86), 39.0);
    /// assert!((next - 1.2259).abs() < 1e-4);
    /// ```
    pub fn conditional_expectation(&self, row: &History, time: f64) -> f64 {
        self.kernel().is_alive(row) * self.kernel().expected_alive(row.x, row.t, time)
    }

    /// All purchases still expected of an account that is still there, each discounted to today.
    /// `None` when they have no end.
    pub fn discounted_alive(&self, x: f64, t: f64, discounting: &Discounting) -> Option<f64> {
        self.kernel().discounted_alive(x, t, discounting)
    }
}
