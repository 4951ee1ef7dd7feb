//! The highest point of a log-likelihood of up to four parameters.
//!
//! Likelihoods here come with exact slopes and curvatures, so Newton's method, damped where the surface is not yet
//! a hilltop, needs about ten evaluations where a general optimiser needs hundreds: that is why none is used
//! (argmin's BFGS alone would add 60 kB and take its steps with the standard library's square root and powers).

/// Up to four parameters; those beyond `n` stay 0.
pub type Vector = [f64; 4];

/// A symmetric matrix over them.
pub type Matrix = [[f64; 4]; 4];

/// A function at one point.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Surface {
    /// Its value.
    pub value: f64,
    /// Its slopes.
    pub slope: Vector,
    /// Its second derivatives.
    pub curvature: Matrix,
}

/// Where the climb ended.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Summit {
    /// The point.
    pub at: Vector,
    /// The function there.
    pub surface: Surface,
    /// Evaluations used.
    pub n_evaluations: u32,
    /// True when the slope vanished; false when a parameter ran away or the steps ran out.
    pub is_reached: bool,
}

/// Steps after which the climb gives up.
const MAX_STEPS: u32 = 120;

/// Climbs from `start` in the first `n` parameters; none leaves `-limit..=limit` (they are logarithms).
///
/// ```
/// use both_sides::maths::{Surface, climb};
/// let mut hill = |at: &[f64; 4]| Surface {
///     value: -(at[0] - 2.0) * (at[0] - 2.0),
///     slope: [-2.0 * (at[0] - 2.0), 0.0, 0.0, 0.0],
///     curvature: [[-2.0, 0.0, 0.0, 0.0], [0.0; 4], [0.0; 4], [0.0; 4]],
/// };
/// let summit = climb(&mut hill, 1, [0.0; 4], 20.0);
/// assert!(summit.is_reached && (summit.at[0] - 2.0).abs() < 1e-9);
/// ```
pub fn climb(function: &mut dyn FnMut(&Vector) -> Surface, n: usize, start: Vector, limit: f64) -> Summit {
    let surface = function(&start);
    let mut summit = Summit {
        at: start,
        surface,
        n_evaluations: 1,
        is_reached: false,
    };
    let mut damping = 0.0;
    while summit.n_evaluations < MAX_STEPS {
        let Some(step) = damped_step(&summit.surface, n, &mut damping) else {
            break;
        };
        let expected: f64 = (0..n).map(|i| step[i] * summit.surface.slope[i]).sum();
        if expected <= 1e-11 * (1.0 + 1e-4 * summit.surface.value.abs()) && damping <= 1e-3 {
            summit.is_reached = true;
            break;
        }
        let mut at = summit.at;
        for i in 0..n {
            at[i] = (at[i] + step[i]).clamp(-limit, limit);
        }
        if at == summit.at {
            break;
        }
        let tried = function(&at);
        summit.n_evaluations += 1;
        if tried.value >= summit.surface.value - 1e-12 * summit.surface.value.abs() {
            let gained = tried.value - summit.surface.value;
            (summit.at, summit.surface) = (at, tried);
            damping = if gained > 0.25 * expected {
                damping * 0.1
            } else {
                damping
            };
            damping = if damping < 1e-6 * scale(&tried, n) {
                0.0
            } else {
                damping
            };
        } else {
            damping = (damping * 6.0).max(1e-2 * scale(&summit.surface, n));
        }
    }
    summit
}

/// Solves (−H + damping · 1) step = slope, damping more until the matrix is positive definite and the step short.
fn damped_step(surface: &Surface, n: usize, damping: &mut f64) -> Option<Vector> {
    for _ in 0..60 {
        let mut matrix = surface.curvature.map(|row| row.map(|bend| -bend));
        (0..n).for_each(|i| matrix[i][i] += *damping);
        if let Some(factor) = cholesky(&matrix, n) {
            let step = solve(&factor, n, &surface.slope);
            let longest = (0..n).map(|i| step[i].abs()).fold(0.0, f64::max);
            if longest <= 2.0 {
                return Some(step);
            }
        }
        *damping = (*damping * 3.0).max(1e-3 * scale(surface, n));
    }
    None
}

fn scale(surface: &Surface, n: usize) -> f64 {
    let largest = (0..n).map(|i| surface.curvature[i][i].abs()).fold(0.0, f64::max);
    largest.max(1e-9)
}

/// Covariances of the parameters: the inverse of −H; `None` where the surface is no hilltop.
///
/// ```
/// use both_sides::maths::{Surface, covariance};
/// let hilltop = Surface { curvature: [[-4.0, 0.0, 0.0, 0.0], [0.0; 4], [0.0; 4], [0.0; 4]], ..Surface::default() };
/// assert_eq!(covariance(&hilltop, 1).map(|matrix| matrix[0][0]), Some(0.25));
/// ```
pub fn covariance(surface: &Surface, n: usize) -> Option<Matrix> {
    let matrix = surface.curvature.map(|row| row.map(|bend| -bend));
    let factor = cholesky(&matrix, n)?;
    let mut inverse = [[0.0; 4]; 4];
    for (i, row) in inverse.iter_mut().enumerate().take(n) {
        let mut unit = [0.0; 4];
        unit[i] = 1.0;
        *row = solve(&factor, n, &unit);
    }
    Some(inverse)
}

/// The lower triangular L with L Lᵀ = `matrix`; `None` unless positive definite.
pub fn cholesky(matrix: &Matrix, n: usize) -> Option<Matrix> {
    let mut lower = [[0.0; 4]; 4];
    for i in 0..n {
        for j in 0..=i {
            let sum: f64 = (0..j).map(|k| lower[i][k] * lower[j][k]).sum();
            let rest = matrix[i][j] - sum;
            if i == j {
                if rest.is_nan() || rest <= 1e-13 * matrix[i][i].abs() {
                    return None;
                }
                lower[i][i] = libm::sqrt(rest);
            } else {
                lower[i][j] = rest / lower[j][j];
            }
        }
    }
    Some(lower)
}

/// Solves L Lᵀ x = `right`.
fn solve(lower: &Matrix, n: usize, right: &Vector) -> Vector {
    let mut x = [0.0; 4];
    for i in 0..n {
        let sum: f64 = (0..i).map(|k| lower[i][k] * x[k]).sum();
        x[i] = (right[i] - sum) / lower[i][i];
    }
    for i in (0..n).rev() {
        let sum: f64 = (i + 1..n).map(|k| lower[k][i] * x[k]).sum();
        x[i] = (x[i] - sum) / lower[i][i];
    }
    x
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Two hollows and a curved ridge: −(1 − x)² − 100 (y − x²)², Rosenbrock's valley turned over.
    #[test]
    fn a_curved_ridge_is_climbed_to_its_end() {
        let mut ridge = |at: &Vector| {
            let (x, y) = (at[0], at[1]);
            let bend = y - x * x;
            let mut surface = Surface {
                value: -(1.0 - x) * (1.0 - x) - 100.0 * bend * bend,
                slope: [2.0 * (1.0 - x) + 400.0 * x * bend, -200.0 * bend, 0.0, 0.0],
                ..Surface::default()
            };
            surface.curvature[0][0] = -2.0 + 400.0 * bend - 800.0 * x * x;
            surface.curvature[0][1] = 400.0 * x;
            surface.curvature[1] = [400.0 * x, -200.0, 0.0, 0.0];
            surface
        };
        let summit = climb(&mut ridge, 2, [-1.2, 1.0, 0.0, 0.0], 20.0);
        assert!(summit.is_reached, "{summit:?}");
        assert!(
            (summit.at[0] - 1.0).abs() < 1e-5 && (summit.at[1] - 1.0).abs() < 1e-5,
            "{summit:?}"
        );
    }

    #[test]
    fn what_rises_for_ever_is_not_reached() {
        let mut slope = |at: &Vector| Surface {
            value: -libm::exp(-at[0]),
            slope: [libm::exp(-at[0]), 0.0, 0.0, 0.0],
            curvature: [[-libm::exp(-at[0]), 0.0, 0.0, 0.0], [0.0; 4], [0.0; 4], [0.0; 4]],
        };
        let summit = climb(&mut slope, 1, [0.0; 4], 9.0);
        assert!(!summit.is_reached || summit.at[0] > 8.0, "{summit:?}");
    }
}
