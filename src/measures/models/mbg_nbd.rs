//! MBG/NBD: as BG/NBD, but customers may leave after their first purchase already.
//!
//! L(r, α, a, b | x, t_x, T) = Γ(r + x) α^r / Γ(r) ·
//!     [B(a, b + x + 1) / B(a, b) · (α + T)^−(r + x) + B(a + 1, b + x) / B(a, b) · (α + t_x)^−(r + x)]
//!
//! `x` repeat purchases, `t_x` time of the last, `T` time watched; purchase rates are gamma (r, α), chances to leave
//! after a purchase, the first included, beta (a, b). An account that never came back can be gone, which BG/NBD
//! rules out.
//!
//! Batislam, Denizel & Filiztekin (2007), "Empirical validation and comparison of models for customer base
//! analysis", International Journal of Research in Marketing 24(3). On the CDNOW sample: r 0.525, α 6.183,
//! a 0.891, b 1.614, ln L −9582.13.

use crate::maths::Vector;

use super::beta_geometric::{BetaGeometric, FirstChance};
use super::bg_nbd::Discounting;
use super::{Fit, History};

/// Parameters of the model; time in the unit of the histories.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct MbgNbd {
    /// Shape of the purchase rates.
    pub r: f64,
    /// Rate of the purchase rates, a time.
    pub alpha: f64,
    /// First shape of the chances to leave.
    pub a: f64,
    /// Second shape of them.
    pub b: f64,
}

impl MbgNbd {
    /// From r, α, a, b.
    pub const fn new([r, alpha, a, b]: Vector) -> Self {
        Self { r, alpha, a, b }
    }

    const fn kernel(&self) -> BetaGeometric {
        BetaGeometric::new([self.r, self.alpha, self.a, self.b], FirstChance::AtOnce)
    }

    /// Fits grouped histories; `None` when nobody bought again.
    pub fn fit(rows: &[History]) -> Option<Fit<Self>> {
        Self::fit_from(rows, &BetaGeometric::starts(rows)?)
    }

    /// Fits from these starts only.
    pub fn fit_from(rows: &[History], starts: &[Vector]) -> Option<Fit<Self>> {
        BetaGeometric::fit(rows, starts, FirstChance::AtOnce)
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

    /// The chance that the account is still a customer.
    ///
    /// P = 1 / (1 + a / (b + x) · ((α + T) / (α + t_x))^(r + x))
    ///
    /// ```
    /// use both_sides::measures::models::{History, MbgNbd};
    /// let model = MbgNbd::new([1.0, 10.0, 1.0, 3.0]);
    /// let alive = model.probability_alive(&History::new(0.0, 0.0, 20.0));
    /// assert!((alive - 0.5).abs() < 1e-12); // 1 / (1 + 1/3 · 30/10)
    /// ```
    pub fn probability_alive(&self, row: &History) -> f64 {
        self.kernel().is_alive(row)
    }

    /// Purchases expected of this account within the next `time`: E[Y(t) | x, t_x, T].
    pub fn conditional_expectation(&self, row: &History, time: f64) -> f64 {
        self.kernel().is_alive(row) * self.kernel().expected_alive(row.x, row.t, time)
    }

    /// All purchases still expected of an account that is still there, each discounted to today.
    /// `None` when they have no end.
    pub fn discounted_alive(&self, x: f64, t: f64, discounting: &Discounting) -> Option<f64> {
        self.kernel().discounted_alive(x, t, discounting)
    }
}
