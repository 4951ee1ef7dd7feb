//! BG/BB: yes or no each year (or each event), by customers who may leave for good between two of them.
//!
//! L(α, β, γ, δ | x, t_x, n) = B(α + x, β + n − x)/B(α, β) · B(γ, δ + n)/B(γ, δ)
//!     + Σ B(α + x, β + t_x − x + i)/B(α, β) · B(γ + 1, δ + t_x + i)/B(γ, δ), i = 0 ..= n − t_x − 1
//!
//! `x` yeses in `n` chances, the last at chance `t_x`; chances to say yes are beta (α, β), to leave beta (γ, δ).
//! Fader, Hardie & Shang (2010), "Customer-base analysis in a discrete-time noncontractual setting", Marketing
//! Science 29(6). On 11,104 donors: α 1.204, β 0.750, γ 0.657, δ 2.783, ln L −33225.6.

use crate::maths::{Surface, Vector, digamma, hypergeometric, ln_beta, trigamma};

use super::bg_nbd::Discounting;
use super::fit::{Mixture, best_of, mirrored};
use super::histories::time_between_purchases;
use super::{Fit, History};

/// Parameters of the model.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct BgBb {
    /// First shape of the chances to say yes.
    pub alpha: f64,
    /// Second shape of them.
    pub beta: f64,
    /// First shape of the chances to leave.
    pub gamma: f64,
    /// Second shape of them.
    pub delta: f64,
}

impl BgBb {
    /// From α, β, γ, δ.
    pub const fn new([alpha, beta, gamma, delta]: Vector) -> Self {
        Self {
            alpha,
            beta,
            gamma,
            delta,
        }
    }

    /// Fits grouped histories whose times are whole chances; `None` when nobody ever said yes.
    pub fn fit(rows: &[History]) -> Option<Fit<Self>> {
        time_between_purchases(rows)?;
        Self::fit_from(
            rows,
            &[[1.0, 1.0, 0.5, 3.0], [0.5, 2.0, 1.0, 10.0], [2.0, 1.0, 1.0, 2.0]],
        )
    }

    /// Fits from these starts only.
    pub fn fit_from(rows: &[History], starts: &[Vector]) -> Option<Fit<Self>> {
        let mut surface = |at: &Vector| Self::new(*at).surface(rows);
        best_of(starts, 4, &mut surface).map(|fit| fit.map(Self::new))
    }

    /// ln L of grouped histories.
    pub fn log_likelihood(&self, rows: &[History]) -> f64 {
        rows.iter().map(|row| row.n * self.ln_likelihood(row)).sum()
    }

    /// ln L of one history.
    fn ln_likelihood(&self, row: &History) -> f64 {
        let terms = self.paths(row).map(|path| self.ln_path(&path));
        let largest = terms.clone().fold(f64::NEG_INFINITY, f64::max);
        largest + libm::log(terms.map(|ln| libm::exp(ln - largest)).sum::<f64>())
    }

    /// Ways a history can have come about: still there, or gone after each chance since the last yes.
    fn paths(&self, row: &History) -> impl Iterator<Item = Path> + Clone + use<> {
        let row = *row;
        let n_silent = (row.t - row.t_x).max(0.0) as u32;
        let stayed = Path {
            yes: row.x,
            no: row.t - row.x,
            left: 0.0,
            stayed: row.t,
        };
        let gone = (0..n_silent).map(move |silent| Path {
            yes: row.x,
            no: row.t_x - row.x + f64::from(silent),
            left: 1.0,
            stayed: row.t_x + f64::from(silent),
        });
        std::iter::once(stayed).chain(gone)
    }

    fn ln_path(&self, path: &Path) -> f64 {
        ln_beta(self.alpha + path.yes, self.beta + path.no) - ln_beta(self.alpha, self.beta)
            + ln_beta(self.gamma + path.left, self.delta + path.stayed)
            - ln_beta(self.gamma, self.delta)
    }

    fn surface(&self, rows: &[History]) -> Surface {
        let mut surface = Surface::default();
        for row in rows {
            let mut mixture = Mixture::new(4);
            for path in self.paths(row) {
                let mut slope = [0.0; 4];
                let mut curvature = [[0.0; 4]; 4];
                let pairs = [
                    (0, self.alpha, self.beta, path.yes, path.no),
                    (2, self.gamma, self.delta, path.left, path.stayed),
                ];
                for (at, a, b, more_a, more_b) in pairs {
                    let (old, new) = (a + b, a + b + more_a + more_b);
                    let both = digamma(old) - digamma(new);
                    slope[at] = digamma(a + more_a) - digamma(a) + both;
                    slope[at + 1] = digamma(b + more_b) - digamma(b) + both;
                    let both = trigamma(old) - trigamma(new);
                    curvature[at][at] = trigamma(a + more_a) - trigamma(a) + both;
                    curvature[at][at + 1] = both;
                    curvature[at + 1][at + 1] = trigamma(b + more_b) - trigamma(b) + both;
                }
                mixture.add(self.ln_path(&path), &slope, &curvature);
            }
            mixture.add_to(&mut surface, row.n);
        }
        mirrored(surface)
    }

    /// Yeses expected of a new customer in `n` chances:
    /// E[X(n)] = α/(α + β) · δ/(γ − 1) · [1 − Γ(γ + δ)/Γ(γ + δ + n) · Γ(1 + δ + n)/Γ(1 + δ)].
    pub fn expected_purchases(&self, n: f64) -> f64 {
        self.alpha / (self.alpha + self.beta) * self.stays(0.0, n)
    }

    /// The chance that the account is still there at chance n + 1.
    pub fn probability_alive(&self, row: &History) -> f64 {
        let stays = ln_beta(self.alpha + row.x, self.beta + row.t - row.x) - ln_beta(self.alpha, self.beta)
            + ln_beta(self.gamma, self.delta + row.t + 1.0)
            - ln_beta(self.gamma, self.delta);
        libm::exp(stays - self.ln_likelihood(row))
    }

    /// Yeses expected in the next `n` chances of an account with this history.
    ///
    /// ```
    /// use both_sides::measures::models::{BgBb, History};
    /// let donors = BgBb::new([1.2035225, 0.7497164, 0.6567181, 2.7834417]);
    /// let next = donors.conditional_expectation(&History::new(4.0, 5.0, 6.0), 10.0);
    /// assert!((next - 3.627968).abs() < 1e-5);
    /// ```
    pub fn conditional_expectation(&self, row: &History, n: f64) -> f64 {
        self.next_yes(row) * self.stays(row.t, n)
    }

    /// Expected chances out of the next `n` at which somebody is there who has been for `seen`:
    /// Σ B(γ, δ + seen + i) / B(γ, δ + seen), i = 1 ..= n.
    fn stays(&self, seen: f64, n: f64) -> f64 {
        let (mut there, mut sum) = (1.0, 0.0);
        for step in 0..n.max(0.0) as u32 {
            let survived = self.delta + seen + f64::from(step);
            there *= survived / (self.gamma + survived);
            sum += there;
        }
        sum
    }

    /// All yeses still expected, each discounted by `discount_rate` per chance; `None` when they have no end.
    ///
    /// B(α + x + 1, β + n − x)/B(α, β) · B(γ, δ + n + 1)/(B(γ, δ)(1 + d)) · ₂F₁(1, δ + n + 1; γ + δ + n + 1; 1/(1 + d)) / L
    pub fn discounted_residual(&self, row: &History, discount_rate: f64) -> Option<f64> {
        let there = self.delta + row.t + 1.0;
        let kept = 1.0 / (1.0 + discount_rate);
        (discount_rate > 0.0).then(|| {
            // B(γ, δ + n + 1) = B(γ, δ + n) · (δ + n)/(γ + δ + n).
            self.next_yes(row) * (there - 1.0) / (self.gamma + there - 1.0)
                * kept
                * hypergeometric(1.0, there, self.gamma + there, kept)
        })
    }

    /// The same up to a horizon in whole chances.
    pub fn discounted_within(&self, row: &History, discounting: &Discounting) -> Option<f64> {
        let annual = libm::expm1(discounting.rate);
        let Some(horizon) = discounting.horizon else {
            return self.discounted_residual(row, annual);
        };
        let kept = 1.0 / (1.0 + annual);
        let (mut there, mut factor, mut sum) = (1.0, 1.0, 0.0);
        for step in 0..horizon as u32 {
            let survived = self.delta + row.t + f64::from(step);
            there *= survived / (self.gamma + survived);
            factor *= kept;
            sum += there * factor;
        }
        Some(self.next_yes(row) * sum)
    }

    /// Expected chance to say yes at the next chance of an account with this history, if it does not leave before.
    fn next_yes(&self, row: &History) -> f64 {
        let ln_yes = ln_beta(self.alpha + row.x + 1.0, self.beta + row.t - row.x)
            - ln_beta(self.alpha, self.beta)
            + ln_beta(self.gamma, self.delta + row.t)
            - ln_beta(self.gamma, self.delta);
        libm::exp(ln_yes - self.ln_likelihood(row))
    }
}

/// One way a history can have come about.
#[derive(Clone, Copy, Debug)]
struct Path {
    yes: f64,
    no: f64,
    left: f64,
    stayed: f64,
}
