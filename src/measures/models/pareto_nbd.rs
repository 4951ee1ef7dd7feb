//! Pareto/NBD: how often customers buy who may leave at any moment.
//!
//! L(r, α, s, β | x, t_x, T) = Γ(r + x) α^r β^s / Γ(r) ·
//!     [1 / ((α + T)^(r + x) (β + T)^s) + s/(r + s + x) · A₀]
//!
//! where s/(r + s + x) · A₀ = s ∫ (α + y)^−(r + x) (β + y)^−(s + 1) dy over t_x ≤ y ≤ T, the moments at which it may
//! have left. `x` repeat purchases, `t_x` time of the last, `T` time watched; purchase rates are gamma (r, α), rates
//! of leaving gamma (s, β).
//!
//! Schmittlein, Morrison & Colombo (1987), "Counting your customers", Management Science 33(1); A₀ by ₂F₁ and what
//! follows from the model after Fader, Hardie & Lee (2005), "RFM and CLV", Journal of Marketing Research 42(4). On the
//! CDNOW sample: r 0.553, α 10.578, s 0.606, β 11.669, ln L −9595.0.

use crate::maths::{GaussLegendre, Surface, Vector, digamma, hypergeometric, scaled_upper_gamma, trigamma};

use super::bg_nbd::Discounting;
use super::fit::{best_of, mirrored};
use super::histories::time_between_purchases;
use super::{Fit, History};

/// Parameters of the model; time in the unit of the histories.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ParetoNbd {
    /// Shape of the purchase rates.
    pub r: f64,
    /// Rate of the purchase rates, a time.
    pub alpha: f64,
    /// Shape of the rates of leaving.
    pub s: f64,
    /// Rate of the rates of leaving, a time.
    pub beta: f64,
}

impl ParetoNbd {
    /// From r, α, s, β.
    pub const fn new([r, alpha, s, beta]: Vector) -> Self {
        Self { r, alpha, s, beta }
    }

    /// Fits grouped histories; `None` when nobody bought again.
    pub fn fit(rows: &[History]) -> Option<Fit<Self>> {
        let wait = time_between_purchases(rows)?;
        let (watched, n) = rows
            .iter()
            .fold((0.0, 0.0), |(t, n), row| (t + row.n * row.t, n + row.n));
        let span = watched / n;
        Self::fit_from(
            rows,
            &[[0.5, 0.4 * wait, 0.6, 0.4 * span], [1.0, wait, 1.5, 2.0 * span]],
        )
    }

    /// Fits from these starts only.
    pub fn fit_from(rows: &[History], starts: &[Vector]) -> Option<Fit<Self>> {
        let rules = [8, 16, 32].map(GaussLegendre::new);
        let mut surface = |at: &Vector| Self::new(*at).surface(rows, &rules);
        best_of(starts, 4, &mut surface).map(|fit| fit.map(Self::new))
    }

    /// ln L of grouped histories, A₀ by ₂F₁ as published.
    pub fn log_likelihood(&self, rows: &[History]) -> f64 {
        rows.iter().map(|row| row.n * self.ln_likelihood(row)).sum()
    }

    fn ln_likelihood(&self, row: &History) -> f64 {
        let Self { r, alpha, s, beta } = *self;
        let (p, q) = (r + row.x, r + row.x + s);
        let alive = -p * libm::log(alpha + row.t) - s * libm::log(beta + row.t);
        let low = alpha.min(beta);
        let (far, power) = if alpha >= beta {
            (alpha, s + 1.0)
        } else {
            (beta, p)
        };
        let tail = |t: f64| {
            let z = (far - low) / (far + t);
            libm::log(hypergeometric(q, power, q + 1.0, z)) - q * libm::log(far + t)
        };
        let (early, late) = (tail(row.t_x), tail(row.t));
        let gone = if early > late {
            libm::log(s / q) + early + libm::log(-libm::expm1(late - early))
        } else {
            f64::NEG_INFINITY
        };
        let largest = alive.max(gone);
        libm::lgamma(p) - libm::lgamma(r)
            + r * libm::log(alpha)
            + s * libm::log(beta)
            + largest
            + libm::log(libm::exp(alive - largest) + libm::exp(gone - largest))
    }

    /// ln L with slopes and curvatures: the integral by Gauss and Legendre, as a mixture of moments of leaving.
    fn surface(&self, rows: &[History], rules: &[GaussLegendre; 3]) -> Surface {
        let Self { r, alpha, s, beta } = *self;
        let apart = libm::log(alpha / beta).abs();
        let rule = &rules[usize::from(apart > 1.0) + usize::from(apart > 3.0)];
        let mut surface = Surface::default();
        for same in rows.chunk_by(|one, other| one.x == other.x) {
            let (x, n) = (same[0].x, same.iter().map(|row| row.n).sum::<f64>());
            surface.value +=
                n * (libm::lgamma(r + x) - libm::lgamma(r) + r * libm::log(alpha) + s * libm::log(beta));
            let slopes = [
                digamma(r + x) - digamma(r) + libm::log(alpha),
                r / alpha,
                libm::log(beta),
                s / beta,
            ];
            for (sum, slope) in surface.slope.iter_mut().zip(slopes) {
                *sum += n * slope;
            }
            let h = &mut surface.curvature;
            h[0][0] += n * (trigamma(r + x) - trigamma(r));
            h[0][1] += n / alpha;
            h[1][1] -= n * r / (alpha * alpha);
            h[2][3] += n / beta;
            h[3][3] -= n * s / (beta * beta);
            for row in same {
                self.add_row(&mut surface, row, rule);
            }
        }
        mirrored(surface)
    }

    /// n · ln of the bracket. Moments of leaving y are spread by w³ = ((α + t_x)/(α + y))^(r + x + s): what is left to
    /// integrate, 3 w² ((α + y)/(β + y))^(s + 1), is smooth however steep the powers are.
    fn add_row(&self, surface: &mut Surface, row: &History, rule: &GaussLegendre) {
        let Self { r, alpha, s, beta } = *self;
        let (p, q) = (r + row.x, r + row.x + s);
        let (ln_early, ln_late, ln_beta) = (
            libm::log(alpha + row.t_x),
            libm::log(alpha + row.t),
            libm::log(beta + row.t),
        );
        let mut sums = Sums::default();
        let alive = libm::exp(q * ln_early - p * ln_late - s * ln_beta);
        sums.add(
            alive,
            p,
            s,
            (ln_late, 1.0 / (alpha + row.t)),
            (ln_beta, 1.0 / (beta + row.t)),
            0.0,
        );
        if row.t > row.t_x {
            let last = libm::exp(q / 3.0 * (ln_early - ln_late));
            let scale = 3.0 * (1.0 - last) * s / q;
            for (node, weight) in rule.nodes() {
                let w = last + (1.0 - last) * node;
                let ln_a = ln_early - libm::log(w) * 3.0 / q;
                let a = libm::exp(ln_a);
                let b = a - alpha + beta;
                let ln_b = libm::log(b);
                let gone = scale * weight * w * w * libm::exp((s + 1.0) * (ln_a - ln_b));
                sums.add(gone, p, s + 1.0, (ln_a, 1.0 / a), (ln_b, 1.0 / b), 1.0 / s);
            }
        }
        sums.add_to(surface, row.n, q * ln_early);
    }

    /// The chance that the account is still a customer.
    ///
    /// ```
    /// use both_sides::measures::models::{History, ParetoNbd};
    /// let model = ParetoNbd::new([0.553, 10.58, 0.606, 11.656]);
    /// let alive = model.probability_alive(&History::new(26.0, 30.857143, 31.0));
    /// assert!((alive - 0.9979).abs() < 1e-4);
    /// ```
    pub fn probability_alive(&self, row: &History) -> f64 {
        let Self { r, alpha, s, beta } = *self;
        let p = r + row.x;
        let ln_alive = libm::lgamma(p) - libm::lgamma(r) + r * libm::log(alpha) + s * libm::log(beta)
            - p * libm::log(alpha + row.t)
            - s * libm::log(beta + row.t);
        libm::exp(ln_alive - self.ln_likelihood(row)).min(1.0)
    }

    /// Repeat purchases expected of a new customer within `time`: r β/(α (s − 1)) · [1 − (β/(β + t))^(s − 1)].
    ///
    /// ```
    /// use both_sides::measures::models::ParetoNbd;
    /// let model = ParetoNbd::new([0.553276, 10.577612, 0.606213, 11.667898]);
    /// assert!((model.expected_purchases(52.0) - 1.473434).abs() < 1e-4);
    /// ```
    pub fn expected_purchases(&self, time: f64) -> f64 {
        self.expected_alive(0.0, 0.0, time)
    }

    /// Purchases expected within `time` of an account that is still there:
    /// (r + x)(β + T)/((α + T)(s − 1)) · [1 − ((β + T)/(β + T + t))^(s − 1)].
    pub fn expected_alive(&self, x: f64, t: f64, time: f64) -> f64 {
        let there = self.beta + t;
        let (ln_longer, less) = (libm::log1p(time / there), self.s - 1.0);
        let stays = if less.abs() < 1e-9 {
            ln_longer
        } else {
            -libm::expm1(-less * ln_longer) / less
        };
        (self.r + x) / (self.alpha + t) * there * stays
    }

    /// Purchases expected of this account within the next `time`.
    pub fn conditional_expectation(&self, row: &History, time: f64) -> f64 {
        self.probability_alive(row) * self.expected_alive(row.x, row.t, time)
    }

    /// All purchases still expected of an account that is still there, each discounted to today:
    /// (r + x)/(α + T) · (β + T)^s δ^(s − 1) Ψ(s, s; δ(β + T)), less what lies behind the horizon.
    /// With the chance to be there this is DERT of Fader, Hardie & Lee (2005). `None` when it has no end.
    pub fn discounted_alive(&self, x: f64, t: f64, discounting: &Discounting) -> Option<f64> {
        let (rate, there) = (discounting.rate, self.beta + t);
        if rate <= 0.0 {
            return discounting
                .horizon
                .map(|horizon| self.expected_alive(x, t, horizon));
        }
        // ∫ e^−δy ((β + T)/(β + T + y))^s dy from `from` without end.
        let rest = |from: f64| {
            let later = there + from;
            libm::exp(self.s * libm::log(there) - rate * from + (self.s - 1.0) * libm::log(rate))
                * scaled_upper_gamma(1.0 - self.s, rate * later)
        };
        let behind = discounting.horizon.map_or(0.0, rest);
        Some((self.r + x) / (self.alpha + t) * (rest(0.0) - behind))
    }
}

/// The bracket of the likelihood with its slopes and curvatures in r, α, s, β.
#[derive(Default)]
struct Sums {
    total: f64,
    slope: Vector,
    curvature: [Vector; 4],
}

impl Sums {
    /// A term `value` = (α + y)^−p (β + y)^−b · …: logarithms and inverses of α + y and β + y, and what the slope in
    /// s has more.
    fn add(&mut self, value: f64, p: f64, b: f64, alpha: (f64, f64), beta: (f64, f64), more: f64) {
        let slope = [-alpha.0, -p * alpha.1, more - beta.0, -b * beta.1];
        self.total += value;
        for i in 0..4 {
            let share = value * slope[i];
            self.slope[i] += share;
            for (bend, other) in self.curvature[i].iter_mut().zip(slope).skip(i) {
                *bend += share * other;
            }
        }
        let h = &mut self.curvature;
        h[0][1] -= value * alpha.1;
        h[1][1] += value * p * alpha.1 * alpha.1;
        h[2][2] -= value * more * more;
        h[2][3] -= value * beta.1;
        h[3][3] += value * b * beta.1 * beta.1;
    }

    /// Adds n times the logarithm, from which `taken` had been taken out beforehand.
    fn add_to(&self, surface: &mut Surface, n: f64, taken: f64) {
        surface.value += n * (libm::log(self.total) - taken);
        let slope = self.slope.map(|slope| slope / self.total);
        for i in 0..4 {
            surface.slope[i] += n * slope[i];
            for j in i..4 {
                surface.curvature[i][j] += n * (self.curvature[i][j] / self.total - slope[i] * slope[j]);
            }
        }
    }
}
