//! What BG/NBD and MBG/NBD share: purchases at a gamma-distributed rate, dropout with a beta-distributed chance.

use crate::maths::{GaussLegendre, Surface, Vector, digamma, hypergeometric, ln_beta, trigamma};

use super::History;
use super::fit::{Fit, best_of, mirrored};
use super::histories::time_between_purchases;

/// When an account can first drop out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum FirstChance {
    /// After its first repeat purchase (BG/NBD).
    AfterRepeat,
    /// After its very first purchase already (MBG/NBD).
    AtOnce,
}

/// r, α, a, b and the moment of the first chance to drop out.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct BetaGeometric {
    pub r: f64,
    pub alpha: f64,
    pub a: f64,
    pub b: f64,
    pub first: FirstChance,
}

impl BetaGeometric {
    pub const fn new([r, alpha, a, b]: Vector, first: FirstChance) -> Self {
        Self {
            r,
            alpha,
            a,
            b,
            first,
        }
    }

    /// Chances to drop out that an account with `x` repeat purchases has survived.
    fn survived(&self, x: f64) -> f64 {
        match self.first {
            FirstChance::AfterRepeat => x,
            FirstChance::AtOnce => x + 1.0,
        }
    }

    /// ln of how many times likelier it is gone than still there; −∞ where it cannot be gone.
    fn ln_odds_gone(&self, row: &History) -> f64 {
        let survived = self.survived(row.x);
        if survived < 1.0 {
            return f64::NEG_INFINITY;
        }
        libm::log(self.a / (self.b + survived - 1.0))
            + (self.r + row.x) * libm::log((self.alpha + row.t) / (self.alpha + row.t_x))
    }

    pub fn is_alive(&self, row: &History) -> f64 {
        1.0 / (1.0 + libm::exp(self.ln_odds_gone(row)))
    }

    /// Expected purchases within `time` of an account that is still there, with the given history.
    pub fn expected_alive(&self, x: f64, t: f64, time: f64) -> f64 {
        expected(
            self.r + x,
            self.alpha + t,
            self.a,
            self.b + self.survived(x),
            time,
        )
    }

    /// Expected purchases within `time`, seen from before the first chance to drop out.
    pub fn expected_new(&self, time: f64) -> f64 {
        let stays = match self.first {
            FirstChance::AfterRepeat => 1.0,
            FirstChance::AtOnce => self.b / (self.a + self.b),
        };
        stays * self.expected_alive(0.0, 0.0, time)
    }

    /// Discounted expected purchases of an account that is still there: ∫ e^−δt dE[Y(t)], by parts
    /// e^−δH E[Y(H)] + δ ∫ e^−δt E[Y(t)] dt, with t = (α + T)(e^u − 1). `None` when the sum has no end.
    pub fn discounted_alive(&self, x: f64, t: f64, discounting: &Discounting) -> Option<f64> {
        let Discounting { rate, horizon, rule } = discounting;
        if *rate <= 0.0 {
            return horizon.map(|horizon| self.expected_alive(x, t, horizon));
        }
        let far = 40.0 / rate;
        let end = horizon.map_or(far, |horizon| horizon.min(far));
        let scale = self.alpha + t;
        let stretch = libm::log1p(end / scale);
        let integral: f64 = rule
            .nodes()
            .map(|(node, weight)| {
                let grown = libm::exp(stretch * node);
                let time = scale * (grown - 1.0);
                let density = weight * stretch * scale * grown * rate * libm::exp(-rate * time);
                // What is discounted to nothing need not be worked out.
                if density < 1e-14 {
                    0.0
                } else {
                    density * self.expected_alive(x, t, time)
                }
            })
            .sum();
        Some(integral + libm::exp(-rate * end) * self.expected_alive(x, t, end))
    }

    /// ln L with slopes and curvatures; `rows` are grouped, so that equal x stand together.
    pub fn surface(&self, rows: &[History]) -> Surface {
        let mut surface = Surface::default();
        for same in rows.chunk_by(|one, other| one.x == other.x) {
            let (x, n) = (same[0].x, same.iter().map(|row| row.n).sum::<f64>());
            self.add_counts(&mut surface, x, n);
            for row in same {
                self.add_times(&mut surface, row);
            }
        }
        mirrored(surface)
    }

    /// n · [ln Γ(r + x) − ln Γ(r) + r ln α + ln B(a, b + k) − ln B(a, b)].
    fn add_counts(&self, surface: &mut Surface, x: f64, n: f64) {
        let Self { r, alpha, a, b, .. } = *self;
        let k = self.survived(x);
        surface.value += n
            * (libm::lgamma(r + x) - libm::lgamma(r) + r * libm::log(alpha) + ln_beta(a, b + k)
                - ln_beta(a, b));
        let both = (
            digamma(a + b) - digamma(a + b + k),
            trigamma(a + b) - trigamma(a + b + k),
        );
        let slope = [
            digamma(r + x) - digamma(r) + libm::log(alpha),
            r / alpha,
            both.0,
            digamma(b + k) - digamma(b) + both.0,
        ];
        for (sum, slope) in surface.slope.iter_mut().zip(slope) {
            *sum += n * slope;
        }
        let h = &mut surface.curvature;
        h[0][0] += n * (trigamma(r + x) - trigamma(r));
        h[0][1] += n / alpha;
        h[1][1] -= n * r / (alpha * alpha);
        h[2][2] += n * both.1;
        h[2][3] += n * both.1;
        h[3][3] += n * (trigamma(b + k) - trigamma(b) + both.1);
    }

    /// n · ln [(α + T)^−(r + x) + a / (b + k − 1) · (α + t_x)^−(r + x)].
    fn add_times(&self, surface: &mut Surface, row: &History) {
        let Self { r, alpha, a, b, .. } = *self;
        let (n, p, late) = (row.n, r + row.x, alpha + row.t);
        let u = libm::log(late);
        let last = self.survived(row.x) - 1.0;
        let h = &mut surface.curvature;
        if last < 0.0 {
            surface.value -= n * p * u;
            surface.slope[0] -= n * u;
            surface.slope[1] -= n * p / late;
            h[0][1] -= n / late;
            h[1][1] += n * p / (late * late);
            return;
        }
        let (early, rest) = (alpha + row.t_x, b + last);
        let v = libm::log(early);
        let odds = libm::exp(libm::log(a / rest) + p * (u - v));
        let there = 1.0 / (1.0 + odds);
        let gone = 1.0 - there;
        surface.value -= n * (p * u + libm::log(there));
        let slopes = [
            -there * u - gone * v,
            -p * (there / late + gone / early),
            gone / a,
            -gone / rest,
        ];
        for (sum, slope) in surface.slope.iter_mut().zip(slopes) {
            *sum += n * slope;
        }
        // gone′ − there′ of the two logarithms, and what each bends by itself.
        let apart = [u - v, p * (1.0 / late - 1.0 / early), 1.0 / a, -1.0 / rest];
        let swing = n * gone * there;
        for i in 0..4 {
            for j in i..4 {
                h[i][j] += swing * apart[i] * apart[j];
            }
        }
        h[0][1] -= n * (there / late + gone / early);
        h[1][1] += n * p * (there / (late * late) + gone / (early * early));
        h[2][2] -= n * gone / (a * a);
        h[3][3] += n * gone / (rest * rest);
    }

    /// Where to climb from; `None` when nobody bought again.
    pub fn starts(rows: &[History]) -> Option<[Vector; 3]> {
        let wait = time_between_purchases(rows)?;
        Some([
            [0.4, 0.3 * wait, 0.8, 2.4],
            [1.5, 1.5 * wait, 0.3, 3.0],
            [0.8, 0.4 * wait, 2.0, 4.0],
        ])
    }

    pub fn fit(rows: &[History], starts: &[Vector], first: FirstChance) -> Option<Fit<Self>> {
        let mut surface = |at: &Vector| Self::new(*at, first).surface(rows);
        best_of(starts, 4, &mut surface).map(|fit| fit.map(|at| Self::new(at, first)))
    }
}

/// How what is to come is discounted; time in the model's own unit.
#[derive(Clone, Debug)]
pub struct Discounting {
    /// Continuous rate: ln(1 + d) ÷ units per year.
    pub rate: f64,
    /// How far ahead counts; `None` is without end.
    pub horizon: Option<f64>,
    rule: GaussLegendre,
}

impl Discounting {
    /// Weeks per year: 365.25 ÷ 7.
    pub const WEEKS: f64 = 365.25 / 7.0;

    /// From a rate `annual` and a horizon in years, with `units` of the model's time in a year.
    pub fn new(annual: f64, horizon: Option<f64>, units: f64) -> Self {
        Self {
            rate: libm::log1p(annual) / units,
            horizon: horizon.map(|years| years * units),
            rule: GaussLegendre::new(20),
        }
    }

    /// Discounted time that counts, if nothing ends before: (1 − e^−δH)/δ. `None` when it has no end.
    pub fn certain(&self) -> Option<f64> {
        match self.horizon {
            Some(horizon) if self.rate <= 0.0 => Some(horizon),
            Some(horizon) => Some(-libm::expm1(-self.rate * horizon) / self.rate),
            None => (self.rate > 0.0).then(|| 1.0 / self.rate),
        }
    }
}

/// (a + b − 1)/(a − 1) · [1 − (α/(α + t))^r ₂F₁(r, b; a + b − 1; t/(α + t))], after Euler's transform where its
/// terms all have one sign.
fn expected(r: f64, alpha: f64, a: f64, b: f64, t: f64) -> f64 {
    if (a - 1.0).abs() < 1e-5 {
        return 0.5 * (expected(r, alpha, 1.0 - 2e-5, b, t) + expected(r, alpha, 1.0 + 2e-5, b, t));
    }
    let c = a + b - 1.0;
    let (z, rest) = (t / (alpha + t), alpha / (alpha + t));
    let missed = if c - r > -3.0 {
        libm::pow(rest, a - 1.0) * hypergeometric(c - r, a - 1.0, c, z)
    } else {
        libm::pow(rest, r) * hypergeometric(r, b, c, z)
    };
    c / (a - 1.0) * (1.0 - missed)
}
