//! A number known as low, most likely and high, as a distribution (PERT, Malcolm et al. 1959).

use crate::units::Estimate;

use super::regularised_beta;

/// How much the most likely value weighs against the two ends.
pub(super) const PERT_WEIGHT: f64 = 4.0;

/// (a + 4 m + c) / 6 of the low `a`, the most likely `m` and the high `c`.
///
/// ```
/// use both_sides::maths::pert_mean;
/// assert_eq!(pert_mean(10.0, 20.0, 60.0), 25.0);
/// ```
pub fn pert_mean(low: f64, base: f64, high: f64) -> f64 {
    (low + PERT_WEIGHT * base + high) / (2.0 + PERT_WEIGHT)
}

/// The two shapes of the beta distribution over the width of an estimate; `None` of an exact number.
pub(super) fn shapes(estimate: Estimate) -> Option<(f64, f64)> {
    let width = estimate.high() - estimate.low();
    let of = |part: f64| 1.0 + PERT_WEIGHT * part / width;
    (width > 0.0).then(|| {
        (
            of(estimate.base() - estimate.low()),
            of(estimate.high() - estimate.base()),
        )
    })
}

/// The share of the distribution that lies at or below `x`.
///
/// ```
/// use both_sides::maths::pert_share_below;
/// use both_sides::units::Estimate;
/// let even = Estimate::between(0.0, 5.0, 10.0).unwrap();
/// assert!((pert_share_below(even, 5.0) - 0.5).abs() < 1e-12);
/// assert_eq!(pert_share_below(Estimate::exact(3.0).unwrap(), 2.9), 0.0);
/// ```
pub fn pert_share_below(estimate: Estimate, x: f64) -> f64 {
    match shapes(estimate) {
        None => f64::from(u8::from(x >= estimate.base())),
        Some((a, b)) => regularised_beta(a, b, (x - estimate.low()) / (estimate.high() - estimate.low())),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::maths::Draws;

    #[test]
    fn draws_fall_below_as_often_as_the_distribution_says() {
        const N: usize = 20_000;
        let mut draws = Draws::new(5, "pert");
        for (low, base, high) in [(10.0, 20.0, 60.0), (0.0, 0.0, 1.0), (-5.0, 4.0, 5.0)] {
            let estimate = Estimate::between(low, base, high).unwrap();
            let drawn: Vec<f64> = (0..N).map(|_| draws.pert(estimate)).collect();
            for part in [0.1, 0.35, 0.6, 0.9] {
                let x = low + part * (high - low);
                let found = drawn.iter().filter(|drawn| **drawn <= x).count() as f64 / N as f64;
                let known = pert_share_below(estimate, x);
                let slack = 5.0 * libm::sqrt(known * (1.0 - known) / N as f64) + 1e-3;
                assert!(
                    (found - known).abs() < slack,
                    "{estimate:?} below {x}: {found} is not {known}"
                );
            }
        }
    }
}
