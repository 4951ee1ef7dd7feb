//! From a likelihood to parameters with standard errors.

use crate::maths::{Matrix, Summit, Surface, Vector, climb, covariance};

/// Parameters are climbed to as logarithms; none leaves e^−18 … e^18.
const LIMIT: f64 = 18.0;
/// A parameter uncertain by more than this, as a logarithm, is not determined by the data.
const LOOSE: f64 = 4.0;

/// A model fitted by maximum likelihood.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Fit<Model> {
    /// The model at its best parameters.
    pub model: Model,
    /// Standard errors of its parameters, in their order; `None` where the likelihood has no hilltop.
    pub standard_errors: Option<Vector>,
    /// Covariance of the logarithms of the parameters, by which they can be drawn; likewise.
    pub log_covariance: Option<Matrix>,
    /// Logarithm of the likelihood there.
    pub log_likelihood: f64,
    /// Evaluations over all starts.
    pub n_evaluations: u32,
    /// False when the data do not determine every parameter: a flat ridge.
    pub is_determined: bool,
}

impl<Model> Fit<Model> {
    /// The same fit told in another type.
    pub fn map<Other>(self, change: impl FnOnce(Model) -> Other) -> Fit<Other> {
        Fit {
            model: change(self.model),
            standard_errors: self.standard_errors,
            log_covariance: self.log_covariance,
            log_likelihood: self.log_likelihood,
            n_evaluations: self.n_evaluations,
            is_determined: self.is_determined,
        }
    }
}

/// Climbs from every start and keeps the highest summit. `surface` takes the parameters themselves; their
/// logarithms are what is climbed in, so that no parameter turns negative.
pub(super) fn best_of(
    starts: &[Vector],
    n: usize,
    surface: &mut dyn FnMut(&Vector) -> Surface,
) -> Option<Fit<Vector>> {
    let mut in_logs = |logs: &Vector| {
        let at = logs.map(libm::exp);
        scaled(surface(&at), &at, n)
    };
    let mut n_evaluations = 0;
    let mut best: Option<Summit> = None;
    for start in starts {
        let logs = start.map(|value| if value > 0.0 { libm::log(value) } else { 0.0 });
        let summit = climb(&mut in_logs, n, logs, LIMIT);
        n_evaluations += summit.n_evaluations;
        let is_higher = |best: &Summit| summit.surface.value > best.surface.value;
        if summit.surface.value.is_finite() && best.as_ref().is_none_or(is_higher) {
            best = Some(summit);
        }
    }
    let best = best?;
    let errors = covariance(&best.surface, n);
    let log_errors = errors.map(|matrix| std::array::from_fn(|i| libm::sqrt(matrix[i][i])));
    let is_determined =
        best.is_reached && log_errors.is_some_and(|errors: Vector| errors.iter().all(|error| *error < LOOSE));
    let at = best.at.map(libm::exp);
    Some(Fit {
        model: at,
        log_covariance: errors,
        standard_errors: log_errors.map(|errors| std::array::from_fn(|i| errors[i] * at[i])),
        log_likelihood: best.surface.value,
        n_evaluations,
        is_determined,
    })
}

/// Slopes and curvatures in the logarithms of the parameters.
fn scaled(mut surface: Surface, at: &Vector, n: usize) -> Surface {
    for i in 0..n {
        for j in 0..n {
            surface.curvature[i][j] *= at[i] * at[j];
        }
        surface.slope[i] *= at[i];
        surface.curvature[i][i] += surface.slope[i];
    }
    surface
}

/// Sums of terms inside one logarithm, with the slopes and curvatures of each term's own logarithm.
///
/// For ln Σ e^fᵢ with shares πᵢ: slope Σ πᵢ fᵢ′, curvature Σ πᵢ (fᵢ″ + fᵢ′ fᵢ′ᵀ) − slope slopeᵀ.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Mixture {
    n: usize,
    largest: f64,
    total: f64,
    slope: Vector,
    curvature: [Vector; 4],
}

impl Mixture {
    pub fn new(n: usize) -> Self {
        Self {
            n,
            largest: f64::NEG_INFINITY,
            ..Self::default()
        }
    }

    /// Adds a term with logarithm `ln`, its `slope` and `curvature`; only the upper triangle is read.
    pub fn add(&mut self, ln: f64, slope: &Vector, curvature: &[Vector; 4]) {
        if ln > self.largest {
            let shrink = libm::exp(self.largest - ln);
            self.largest = ln;
            self.total *= shrink;
            for i in 0..self.n {
                self.slope[i] *= shrink;
                for j in i..self.n {
                    self.curvature[i][j] *= shrink;
                }
            }
        }
        let weight = libm::exp(ln - self.largest);
        self.total += weight;
        for i in 0..self.n {
            self.slope[i] += weight * slope[i];
            for j in i..self.n {
                self.curvature[i][j] += weight * (curvature[i][j] + slope[i] * slope[j]);
            }
        }
    }

    /// Adds the logarithm of the sum, counted `times`, to `surface`; only the upper triangle is written.
    pub fn add_to(&self, surface: &mut Surface, times: f64) {
        surface.value += times * (self.largest + libm::log(self.total));
        for i in 0..self.n {
            let slope = self.slope[i] / self.total;
            surface.slope[i] += times * slope;
            for j in i..self.n {
                let other = self.slope[j] / self.total;
                surface.curvature[i][j] += times * (self.curvature[i][j] / self.total - slope * other);
            }
        }
    }
}

/// Copies the upper triangle to the lower one.
pub(super) fn mirrored(mut surface: Surface) -> Surface {
    for i in 0..4 {
        for j in 0..i {
            surface.curvature[i][j] = surface.curvature[j][i];
        }
    }
    surface
}
