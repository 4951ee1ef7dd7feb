//! What moves one number most: every input at its low and at its high end, all others as they are.

use crate::measures::{MeasureId, Valuation, Warned, revalue};
use crate::portfolio::Document;

use super::concerned::Concerned;
use super::inputs::{Input, InputKey, inputs};

/// What one input does to the number.
#[derive(Clone, Debug, PartialEq)]
pub struct Swing {
    /// Place of the input in the list of inputs.
    pub input: usize,
    /// The number with the input at its low end; `None` where it does not exist then.
    pub at_low: Option<f64>,
    /// The number with the input at its high end.
    pub at_high: Option<f64>,
}

impl Swing {
    /// How far the number moves between both ends; without end where it stops existing at one.
    pub fn width(&self) -> f64 {
        match (self.at_low, self.at_high) {
            (Some(low), Some(high)) => (high - low).abs(),
            (None, None) => 0.0,
            _ => f64::INFINITY,
        }
    }
}

/// A tornado under way: one input per step.
#[derive(Clone, Debug)]
pub struct Tornado {
    document: Document,
    valuation: Warned<Valuation>,
    measure: MeasureId,
    row: usize,
    base: Option<f64>,
    waiting: Vec<(usize, Input)>,
    swings: Vec<Swing>,
    n_inputs: usize,
}

impl Tornado {
    /// Looks up which inputs can move the number of `measure` in `row`.
    pub fn start(document: &Document, valuation: &Valuation, measure: MeasureId, row: usize) -> Self {
        let inputs = inputs(document, valuation);
        let places = Concerned::new(document, &inputs).of(&inputs, row);
        let waiting: Vec<(usize, Input)> = places
            .into_iter()
            .rev()
            .map(|place| (place, inputs[place].clone()))
            .collect();
        Self {
            document: document.clone(),
            valuation: Warned {
                output: valuation.clone(),
                warnings: Vec::new(),
            },
            measure,
            row,
            base: valuation.get(measure, row).value,
            n_inputs: waiting.len(),
            waiting,
            swings: Vec::new(),
        }
    }

    /// How much is done, 0 to 1.
    pub fn progress(&self) -> f64 {
        1.0 - self.waiting.len() as f64 / self.n_inputs.max(1) as f64
    }

    /// Moves one more input; true while there is more to do.
    pub fn step(&mut self) -> bool {
        if let Some((place, input)) = self.waiting.pop() {
            let at_low = self.with(&input, input.low);
            let at_high = self.with(&input, input.high);
            self.swings.push(Swing {
                input: place,
                at_low,
                at_high,
            });
        }
        !self.waiting.is_empty()
    }

    /// The inputs that move the number, most first.
    pub fn finish(mut self) -> Vec<Swing> {
        while self.step() {}
        self.swings.retain(|swing| swing.width() > 0.0);
        self.swings
            .sort_by(|a, b| b.width().total_cmp(&a.width()).then(a.input.cmp(&b.input)));
        self.swings
    }

    fn with(&self, input: &Input, end: f64) -> Option<f64> {
        if matches!(input.key, InputKey::Heard(_)) {
            let is_shown = self.measure == MeasureId::ValueReceived;
            return if is_shown { Some(end) } else { self.base };
        }
        let mut document = self.document.clone();
        input.put(&mut document, end);
        revalue(&self.valuation, &document)
            .output
            .get(self.measure, self.row)
            .value
    }
}
