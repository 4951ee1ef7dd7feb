//! The gamma function's relatives that likelihoods are made of.

/// ln B(`a`, `b`) = ln Γ(a) + ln Γ(b) − ln Γ(a + b), both positive.
///
/// ```
/// use both_sides::maths::ln_beta;
/// assert!((ln_beta(2.0, 3.0) - (1.0_f64 / 12.0).ln()).abs() < 1e-12); // 1! · 2! / 4!
/// ```
pub fn ln_beta(a: f64, b: f64) -> f64 {
    libm::lgamma(a) + libm::lgamma(b) - libm::lgamma(a + b)
}

/// ψ(`x`), the slope of ln Γ, for positive `x`.
///
/// Lifted above 8 by ψ(x) = ψ(x + 1) − 1/x, then the asymptotic series (Abramowitz & Stegun 1964, 6.3.18).
///
/// ```
/// use both_sides::maths::digamma;
/// assert!((digamma(1.0) + 0.577_215_664_901_532_9).abs() < 1e-13); // minus Euler's constant
/// ```
pub fn digamma(x: f64) -> f64 {
    let (mut x, mut sum) = (x, 0.0);
    while x < 8.0 {
        sum -= 1.0 / x;
        x += 1.0;
    }
    let z = 1.0 / (x * x);
    let tail = z
        * (1.0 / 12.0
            - z * (1.0 / 120.0
                - z * (1.0 / 252.0
                    - z * (1.0 / 240.0 - z * (1.0 / 132.0 - z * (691.0 / 32_760.0 - z / 12.0))))));
    sum + libm::log(x) - 0.5 / x - tail
}

/// ψ′(`x`), the curvature of ln Γ, for positive `x` (Abramowitz & Stegun 1964, 6.4.12).
///
/// ```
/// use both_sides::maths::trigamma;
/// assert!((trigamma(1.0) - core::f64::consts::PI.powi(2) / 6.0).abs() < 1e-13);
/// ```
pub fn trigamma(x: f64) -> f64 {
    let (mut x, mut sum) = (x, 0.0);
    while x < 8.0 {
        sum += 1.0 / (x * x);
        x += 1.0;
    }
    let z = 1.0 / (x * x);
    let tail = z / x
        * (1.0 / 6.0
            - z * (1.0 / 30.0
                - z * (1.0 / 42.0
                    - z * (1.0 / 30.0 - z * (5.0 / 66.0 - z * (691.0 / 2730.0 - z * 7.0 / 6.0))))));
    sum + 1.0 / x + 0.5 * z + tail
}

/// e^`z` · Γ(`a`, `z`), the upper incomplete gamma function freed of its decay, for positive `z` and any `a`.
///
/// Ψ(s, s; z) = e^z Γ(1 − s, z) is the confluent hypergeometric function of the second kind that discounted
/// residual transactions need. Legendre's continued fraction; below 0.05 the series of the lower function.
///
/// ```
/// use both_sides::maths::scaled_upper_gamma;
/// let psi = scaled_upper_gamma(1.0 - 0.4081, 0.0027 * 80.5145);
/// assert!((psi - 1.087_800_976_856_801_8).abs() < 1e-12);
/// ```
pub fn scaled_upper_gamma(a: f64, z: f64) -> f64 {
    if z >= 0.05 {
        return upper_fraction(a, z);
    }
    // Γ(a) and the series both have a pole at 0, −1, −2 …, where their difference is smooth.
    let nearest = libm::round(a);
    if nearest <= 0.0 && (a - nearest).abs() < 1e-4 {
        let (below, above) = (upper_series(nearest - 1e-4, z), upper_series(nearest + 1e-4, z));
        return below + (above - below) * (a - nearest + 1e-4) / 2e-4;
    }
    upper_series(a, z)
}

fn upper_fraction(a: f64, z: f64) -> f64 {
    const TINY: f64 = 1e-300;
    let mut b = z + 1.0 - a;
    let mut upper = 1.0 / TINY;
    let mut lower = 1.0 / b;
    let mut value = lower;
    for step in 1..20_000 {
        let n = f64::from(step);
        let term = -n * (n - a);
        b += 2.0;
        lower = 1.0 / away_from_zero(term * lower + b);
        upper = away_from_zero(b + term / upper);
        let change = lower * upper;
        value *= change;
        if (change - 1.0).abs() < 1e-15 {
            break;
        }
    }
    libm::pow(z, a) * value
}

fn away_from_zero(value: f64) -> f64 {
    if value.abs() < 1e-300 { 1e-300 } else { value }
}

/// Γ(a, z) = Γ(a) − Σ (−1)ⁿ z^(a + n) / (n! (a + n)), times e^z.
fn upper_series(a: f64, z: f64) -> f64 {
    let (mut power, mut sum) = (1.0, 0.0);
    for step in 0..60 {
        let n = f64::from(step);
        if step > 0 {
            power *= -z / n;
        }
        sum += power / (a + n);
    }
    libm::exp(z) * (libm::tgamma(a) - libm::pow(z, a) * sum)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slopes_and_curvatures_are_those_of_the_log_gamma_function() {
        for x in [0.03, 0.4, 1.7, 6.0, 31.5, 4e3] {
            let h = 1e-4 * x;
            let slope = (libm::lgamma(x + h) - libm::lgamma(x - h)) / (2.0 * h);
            assert!((digamma(x) / slope - 1.0).abs() < 1e-6, "ψ({x})");
            let curvature = (digamma(x + h) - digamma(x - h)) / (2.0 * h);
            assert!((trigamma(x) / curvature - 1.0).abs() < 1e-6, "ψ′({x})");
        }
    }

    /// Γ(1/2, z) = √π erfc √z; Γ(0, z) = E₁(z); Γ(a + 1, z) = a Γ(a, z) + z^a e^−z.
    #[test]
    fn the_incomplete_gamma_function_meets_its_identities() {
        for z in [1e-3, 0.02, 0.05, 0.3, 2.0, 30.0_f64] {
            let half = (core::f64::consts::PI).sqrt() * libm::erfc(z.sqrt()) * z.exp();
            assert!((scaled_upper_gamma(0.5, z) / half - 1.0).abs() < 1e-11, "z = {z}");
            for a in [-2.3, -1.5, -0.7, 0.2, 1.4] {
                let next = a * scaled_upper_gamma(a, z) + libm::pow(z, a);
                let above = scaled_upper_gamma(a + 1.0, z);
                assert!(
                    (above - next).abs() < 1e-9 * libm::pow(z, a).max(above),
                    "Γ({a}, {z})"
                );
            }
        }
        assert!(
            (scaled_upper_gamma(0.0, 0.01) / (4.037_929_576_538_115 * 0.01_f64.exp()) - 1.0).abs() < 1e-7
        );
        assert!((scaled_upper_gamma(0.0, 1.0) / (0.219_383_934_395_520_3 * 1_f64.exp()) - 1.0).abs() < 1e-12);
    }
}
