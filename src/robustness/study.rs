//! Everything about how firmly a portfolio stands: draws of what is uncertain, and of the weights.

use crate::measures::{Valuation, value};
use crate::portfolio::Document;

use super::simulation::{Plan, Simulation, Uncertainty};
use super::weights::{WeightStudy, Weighted, Weighting};

/// What the draws of inputs and of weights came to.
#[derive(Clone, Debug, PartialEq)]
pub struct Robustness {
    /// Draws of what is uncertain.
    pub uncertainty: Uncertainty,
    /// Draws of importances around the stated ones; `None` where fewer than two drivers are known, or where the map
    /// shows something else across.
    pub around: Option<Weighted>,
    /// Draws of any importances.
    pub any: Option<Weighted>,
}

/// The draws under way.
#[derive(Clone, Debug)]
pub struct Study {
    weights: Option<WeightStudy>,
    simulation: Option<Simulation>,
}

impl Study {
    /// Values the document once and looks up what is uncertain.
    pub fn start(document: &Document, plan: Plan) -> Self {
        let valuation: Valuation = value(document).output;
        Self {
            weights: WeightStudy::new(document, &valuation, plan),
            simulation: Some(Simulation::start(document, &valuation, plan)),
        }
    }

    /// Goes on: the share done so far, or what came of it.
    pub fn step(&mut self) -> Result<Robustness, f64> {
        let Some(mut simulation) = self.simulation.take() else {
            return Err(1.0);
        };
        if simulation.step() {
            let share = simulation.progress();
            self.simulation = Some(simulation);
            return Err(share);
        }
        let weighted = |weighting| self.weights.as_ref().map(|study| study.weighted(weighting));
        Ok(Robustness {
            uncertainty: simulation.finish(),
            around: weighted(Weighting::AroundStated),
            any: weighted(Weighting::Any),
        })
    }
}
