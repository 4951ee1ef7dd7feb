//! Everything about how firmly a portfolio stands: draws of what is uncertain, and of the weights.

use crate::measures::three_ps::Composite;
use crate::measures::{MeasureId, Valuation, value};
use crate::portfolio::{Document, Shared};

use super::simulation::{Plan, Simulation, Uncertainty};
use super::weights::{Ranked, WeightStudy, Weighted, Weighting};

/// What the draws of inputs and of weights came to.
#[derive(Clone, Debug, PartialEq)]
pub struct Robustness {
    /// Draws of what is uncertain.
    pub uncertainty: Uncertainty,
    /// Draws of weights around the stated ones; `None` where the map shows nothing that is made of two weighed things
    /// or more.
    pub around: Option<Weighted>,
    /// Draws of any weights.
    pub any: Option<Weighted>,
    /// Who is among the first by each score that is weighed together.
    pub ranked: Vec<Ranked>,
}

impl Robustness {
    /// Who is among the first by `measure`.
    pub fn ranked(&self, measure: MeasureId) -> Option<&Ranked> {
        self.ranked.iter().find(|ranked| ranked.measure == measure)
    }
}

/// The draws under way.
#[derive(Clone, Debug)]
pub struct Study {
    document: Shared<Document>,
    valuation: Valuation,
    plan: Plan,
    weights: Option<WeightStudy>,
    simulation: Option<Simulation>,
    ranked: Vec<Option<Ranked>>,
}

impl Study {
    /// Values the document once and looks up what is uncertain.
    pub fn start(document: &Document, plan: Plan) -> Self {
        let valuation: Valuation = value(document).output;
        Self {
            weights: WeightStudy::new(document, &valuation, plan),
            simulation: Some(Simulation::start(document, &valuation, plan)),
            document: Shared::new(document.clone()),
            valuation,
            plan,
            ranked: Vec::new(),
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
        if let Some(&composite) = Composite::ALL.get(self.ranked.len()) {
            let ranked = Ranked::new(&self.document, &self.valuation, self.plan, composite);
            self.ranked.push(ranked);
            self.simulation = Some(simulation);
            return Err(1.0);
        }
        let weighted = |weighting| self.weights.as_ref().map(|study| study.weighted(weighting));
        Ok(Robustness {
            uncertainty: simulation.finish(),
            around: weighted(Weighting::AroundStated),
            any: weighted(Weighting::Any),
            ranked: self.ranked.drain(..).flatten().collect(),
        })
    }
}
