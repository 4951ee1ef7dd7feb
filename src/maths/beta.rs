//! The incomplete beta function and its inverse: how sure one can be of a share after a few yes and no.

/// Share of a Beta(`a`, `b`) distribution that lies at or below `x`: Iₓ(a, b).
///
/// Continued fraction, evaluated by Lentz's method (Abramowitz & Stegun 1964, 26.5.8). `a` and `b` are
/// positive; outside `0..=1`, `x` counts as the nearer end.
///
/// ```
/// use both_sides::maths::regularised_beta;
/// // Two draws out of three below one half: 3/4² · 3 = 0.6875 by counting binomial outcomes.
/// assert!((regularised_beta(2.0, 3.0, 0.5) - 0.6875).abs() < 1e-12);
/// ```
pub fn regularised_beta(a: f64, b: f64, x: f64) -> f64 {
    if x <= 0.0 {
        return 0.0;
    }
    if x >= 1.0 {
        return 1.0;
    }
    let ln_front =
        libm::lgamma(a + b) - libm::lgamma(a) - libm::lgamma(b) + a * libm::log(x) + b * libm::log1p(-x);
    let front = libm::exp(ln_front);
    if x < (a + 1.0) / (a + b + 2.0) {
        front * continued_fraction(a, b, x) / a
    } else {
        1.0 - front * continued_fraction(b, a, 1.0 - x) / b
    }
}

/// The share below which a Beta(`a`, `b`) distribution lies with `probability`.
///
/// Halves the interval until it is as narrow as the numbers allow. Without any yes (`a` = 0) the share is 0,
/// without any no (`b` = 0) it is 1.
///
/// ```
/// use both_sides::maths::beta_quantile;
/// // Beta(1, 1) is even: the tenth percentile is 0.1.
/// assert!((beta_quantile(1.0, 1.0, 0.1) - 0.1).abs() < 1e-12);
/// ```
pub fn beta_quantile(a: f64, b: f64, probability: f64) -> f64 {
    if a <= 0.0 {
        return 0.0;
    }
    if b <= 0.0 {
        return 1.0;
    }
    let (mut low, mut high) = (0.0_f64, 1.0_f64);
    for _ in 0..60 {
        let middle = 0.5 * (low + high);
        if regularised_beta(a, b, middle) < probability {
            low = middle;
        } else {
            high = middle;
        }
    }
    0.5 * (low + high)
}

fn continued_fraction(a: f64, b: f64, x: f64) -> f64 {
    const TINY: f64 = 1e-300;
    let away_from_zero = |value: f64| if value.abs() < TINY { TINY } else { value };
    let mut upper = 1.0;
    let mut lower = 1.0 / away_from_zero(1.0 - (a + b) * x / (a + 1.0));
    let mut sum = lower;
    for step in 1..=300 {
        let m = f64::from(step);
        let even = m * (b - m) * x / ((a + 2.0 * m - 1.0) * (a + 2.0 * m));
        let odd = -(a + m) * (a + b + m) * x / ((a + 2.0 * m) * (a + 2.0 * m + 1.0));
        let mut change = 1.0;
        for term in [even, odd] {
            lower = 1.0 / away_from_zero(1.0 + term * lower);
            upper = away_from_zero(1.0 + term / upper);
            change = lower * upper;
            sum *= change;
        }
        if (change - 1.0).abs() < 1e-15 {
            break;
        }
    }
    sum
}

#[cfg(test)]
mod tests {
    use super::*;

    /// F table: P(F ≤ f) with (n, m) degrees of freedom is Iₓ(n/2, m/2) at x = n·f/(n·f + m).
    #[test]
    fn the_f_table_of_abramowitz_and_stegun_is_met() {
        for (n, m, f, probability) in [
            (5.0, 10.0, 3.33, 0.95),
            (1.0, 10.0, 4.96, 0.95),
            (2.0, 20.0, 5.85, 0.99),
            (10.0, 30.0, 2.16, 0.95),
        ] {
            let x = n * f / (n * f + m);
            assert!(
                (regularised_beta(n / 2.0, m / 2.0, x) - probability).abs() < 5e-4,
                "F({n}, {m})"
            );
        }
    }

    #[test]
    fn the_t_table_is_met() {
        // t with 10 degrees of freedom: 2.228139 leaves 2.5 % above it.
        let t: f64 = 2.228_139;
        let two_sided = regularised_beta(5.0, 0.5, 10.0 / (10.0 + t * t));
        assert!((two_sided - 0.05).abs() < 1e-6);
    }

    #[test]
    fn whole_numbers_count_binomial_outcomes() {
        // I₀.₃(4, 7) is the chance of four or more in ten at 0.3: 0.350389.
        assert!((regularised_beta(4.0, 7.0, 0.3) - 0.350_389_3).abs() < 1e-6);
    }

    #[test]
    fn the_quantile_undoes_the_share() {
        for (a, b) in [(0.5, 0.5), (3.0, 1.0), (40.0, 10.0), (500.0, 2.5), (2.25, 0.75)] {
            for probability in [0.05, 0.1, 0.5, 0.9] {
                let x = beta_quantile(a, b, probability);
                assert!(
                    (regularised_beta(a, b, x) - probability).abs() < 1e-9,
                    "Beta({a}, {b}) at {probability}"
                );
            }
        }
    }
}
