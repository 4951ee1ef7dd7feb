//! Gauss's hypergeometric function on the part of the real line that purchase models reach.

/// ₂F₁(`a`, `b`; `c`; `z`) for 0 ≤ `z` < 1 and `c` > 0.
///
/// F = Σ (a)ₙ (b)ₙ / (c)ₙ · zⁿ / n!. Where the terms would grow before they fall (c < a + b), Euler's transform
/// (1 − z)^(c−a−b) ₂F₁(c−a, c−b; c; z) sums small ones instead, unless they would cancel each other; close to 1,
/// where the series crawls, the expansion in 1 − z. Abramowitz & Stegun (1964), 15.3.3 and 15.3.6.
///
/// ```
/// use both_sides::maths::hypergeometric;
/// assert!((hypergeometric(1.0, 1.0, 2.0, 0.5) - 2.0 * 2_f64.ln()).abs() < 1e-14); // −ln(1 − z) / z
/// ```
pub fn hypergeometric(a: f64, b: f64, c: f64, z: f64) -> f64 {
    let surplus = c - a - b;
    if z > 0.9 && surplus.abs() < 20.0 {
        let is_whole = (surplus - libm::round(surplus)).abs() < 1e-4;
        return if is_whole {
            across_whole(a, b, c, z)
        } else {
            near_one(a, b, c, z)
        };
    }
    if surplus < 0.0 && c - a > -3.0 && c - b > -3.0 {
        return libm::pow(1.0 - z, surplus) * series(c - a, c - b, c, z);
    }
    series(a, b, c, z)
}

fn series(a: f64, b: f64, c: f64, z: f64) -> f64 {
    let (mut term, mut sum) = (1.0, 1.0);
    for step in 0..20_000 {
        let n = f64::from(step);
        term *= (a + n) * (b + n) / ((c + n) * (n + 1.0)) * z;
        sum += term;
        if term.abs() <= 1e-16 * sum.abs() * (1.0 - z) {
            break;
        }
    }
    sum
}

/// Where c − a − b is a whole number the two series of `near_one` have poles that cancel: four neighbours at
/// distances h and 2h stand in for it, with an error of the order of h⁴.
fn across_whole(a: f64, b: f64, c: f64, z: f64) -> f64 {
    const H: f64 = 5e-4;
    let pair = |h: f64| near_one(a, b, c + h, z) + near_one(a, b, c - h, z);
    (4.0 * pair(H) - pair(2.0 * H)) / 6.0
}

/// A&S 15.3.6: two series in 1 − z; c − a − b is not a whole number.
fn near_one(a: f64, b: f64, c: f64, z: f64) -> f64 {
    let surplus = c - a - b;
    let rest = 1.0 - z;
    let first = ratio(c, surplus, c - a, c - b) * series(a, b, 1.0 - surplus, rest);
    let second = ratio(c, -surplus, a, b) * series(c - a, c - b, 1.0 + surplus, rest);
    first + libm::pow(rest, surplus) * second
}

/// Γ(c) Γ(d) / (Γ(p) Γ(q)), 0 where p or q is a pole.
fn ratio(c: f64, d: f64, p: f64, q: f64) -> f64 {
    let is_pole = |x: f64| x <= 0.0 && x == libm::floor(x);
    if is_pole(p) || is_pole(q) {
        return 0.0;
    }
    let mut sign = 1.0;
    let mut ln_gamma = |x: f64| {
        let (value, is_negative) = libm::lgamma_r(x);
        sign *= f64::from(is_negative);
        value
    };
    let value = ln_gamma(c) + ln_gamma(d) - ln_gamma(p) - ln_gamma(q);
    sign * libm::exp(value)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Closed forms: (1 − z)^−a = F(a, b; b), −ln(1 − z)/z = F(1, 1; 2), atanh √z / √z = F(1/2, 1; 3/2).
    #[test]
    fn closed_forms_hold_up_to_the_edge() {
        for z in [0.0, 0.1, 0.47, 0.89, 0.93, 0.999, 0.999_99_f64] {
            let close = |ours: f64, theirs: f64, what: &str| {
                assert!(
                    (ours / theirs - 1.0).abs() < 1e-9,
                    "{what} at {z}: {ours} for {theirs}"
                );
            };
            close(hypergeometric(0.7, 2.3, 2.3, z), (1.0 - z).powf(-0.7), "power");
            close(
                hypergeometric(12.4, 1.3, 1.3, z),
                (1.0 - z).powf(-12.4),
                "steep power",
            );
            if z != 0.0 {
                close(hypergeometric(1.0, 1.0, 2.0, z), -(1.0 - z).ln() / z, "log");
            }
            if z != 0.0 {
                close(
                    hypergeometric(0.5, 1.0, 1.5, z),
                    z.sqrt().atanh() / z.sqrt(),
                    "atanh",
                );
            }
        }
    }

    /// Gauss's relation between neighbours: c F(a,b;c) − c F(a+1,b;c) + b z F(a+1,b+1;c+1) = 0.
    #[test]
    fn neighbours_fit_together_in_the_region_of_purchase_models() {
        for x in [0.0, 1.0, 7.0, 29.0] {
            for z in [0.05, 0.47, 0.85, 0.91, 0.99, 0.9999] {
                let (a, b, c) = (0.243 + x, 2.426 + x, 0.793 + 2.426 + x - 1.0);
                let (f0, f1) = (hypergeometric(a, b, c, z), hypergeometric(a + 1.0, b, c, z));
                let f2 = hypergeometric(a + 1.0, b + 1.0, c + 1.0, z);
                let off = c * f0 - c * f1 + b * z * f2;
                assert!(off.abs() < 1e-9 * (c * f1).abs(), "x = {x}, z = {z}: {off}");
            }
        }
    }
}
