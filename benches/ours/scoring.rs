//! Every measure of every account.

use both_sides::decisions::Proposals;
use both_sides::measures::{MeasureId, Valuation, Warned, revalue, value};
use both_sides::portfolio::Document;
use both_sides::slices::at_once;
use wasm_bindgen::prelude::*;

use crate::portfolio::document;

/// A portfolio ready to be valued.
#[wasm_bindgen]
pub struct ScoringBench(Document);

#[wasm_bindgen]
impl ScoringBench {
    /// A portfolio of `n_accounts`.
    #[wasm_bindgen(constructor)]
    pub fn new(n_accounts: usize) -> Self {
        Self(document(n_accounts))
    }

    /// Values it, and returns one number so that nothing can be left out.
    pub fn score(&self) -> f64 {
        let scored = value(&self.0).output;
        scored
            .column(MeasureId::TotalValue)
            .known()
            .map(|(_, value)| value)
            .sum()
    }
}

/// A portfolio whose first weight is being dragged.
#[wasm_bindgen]
pub struct DraggingBench {
    document: Document,
    valued: Warned<Valuation>,
    proposals: Proposals,
}

#[wasm_bindgen]
impl DraggingBench {
    /// A portfolio of `n_accounts`, valued.
    #[wasm_bindgen(constructor)]
    pub fn new(n_accounts: usize) -> Self {
        let document = document(n_accounts);
        let valued = value(&document);
        let proposals = at_once(Proposals::find(&document, &valued.output));
        Self {
            document,
            valued,
            proposals,
        }
    }

    /// Moves the weight, values what hangs on it, and looks through all accounts for what to do where the screens
    /// would; returns how much there is to do.
    pub fn drag(&mut self) -> usize {
        let first = &mut self.document.composites.edit().items[0];
        first.weight = if first.weight > 2.0 {
            1.0
        } else {
            first.weight + 0.25
        };
        let before = std::mem::take(&mut self.valued);
        self.valued = revalue(&before, &self.document);
        if !Proposals::reads_the_same(&before.output, &self.valued.output) {
            self.proposals = at_once(Proposals::find(&self.document, &self.valued.output));
        }
        self.proposals.found.len()
    }
}
