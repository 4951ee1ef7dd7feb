//! Integrals of smooth functions.

/// Nodes and weights of Gauss and Legendre on `0..=1`: exact for polynomials up to degree 2n − 1.
///
/// ```
/// use both_sides::maths::GaussLegendre;
/// let fourth: f64 = GaussLegendre::new(3).nodes().map(|(x, weight)| weight * x.powi(4)).sum();
/// assert!((fourth - 0.2).abs() < 1e-15);
/// ```
#[derive(Clone, Debug)]
pub struct GaussLegendre(Vec<(f64, f64)>);

impl GaussLegendre {
    /// The rule with `n` nodes: roots of the Legendre polynomial by Newton's method.
    pub fn new(n: u16) -> Self {
        let n_nodes = f64::from(n);
        let node = |number: u16| {
            let angle = core::f64::consts::PI * (f64::from(number) + 0.75) / (n_nodes + 0.5);
            let mut x = libm::cos(angle);
            let mut slope = 1.0;
            for _ in 0..8 {
                let (value, before) = legendre(n, x);
                slope = n_nodes * (x * value - before) / (x * x - 1.0);
                x -= value / slope;
            }
            (0.5 * (1.0 - x), 1.0 / ((1.0 - x * x) * slope * slope))
        };
        Self((0..n).map(node).collect())
    }

    /// Each node with its weight, in order.
    pub fn nodes(&self) -> impl ExactSizeIterator<Item = (f64, f64)> + Clone + '_ {
        self.0.iter().copied()
    }
}

/// The Legendre polynomials of degree `n` and n − 1 at `x`.
fn legendre(n: u16, x: f64) -> (f64, f64) {
    let (mut value, mut before) = (1.0, 0.0);
    for degree in 1..=n {
        let k = f64::from(degree);
        let next = ((2.0 * k - 1.0) * x * value - (k - 1.0) * before) / k;
        before = std::mem::replace(&mut value, next);
    }
    (value, before)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn weights_sum_to_one_and_polynomials_are_exact() {
        for n in [2, 8, 16, 32] {
            let rule = GaussLegendre::new(n);
            for power in [0, 1, 2, 2 * i32::from(n) - 1] {
                let sum: f64 = rule.nodes().map(|(x, weight)| weight * x.powi(power)).sum();
                assert!(
                    (sum * f64::from(power + 1) - 1.0).abs() < 1e-13,
                    "{n} nodes, x^{power}"
                );
            }
        }
    }
}
