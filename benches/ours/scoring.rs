//! Every measure of every account.

use both_sides::measures::{MeasureId, value};
use both_sides::portfolio::Document;
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
