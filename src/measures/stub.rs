#![allow(missing_docs)]
use super::*;
use crate::portfolio::*;
pub fn value(_d: &Document) -> Warned<Valuation> {
    Warned {
        output: Valuation::empty(),
        warnings: vec![],
    }
}
pub fn explain(_d: &Document, v: &Valuation, m: MeasureId, row: usize) -> Explanation {
    Explanation {
        measure: m,
        result: v.get(m, row),
        formula: String::new(),
        worked: String::new(),
        terms: vec![],
        notes: vec![],
    }
}
pub struct Scoring;
impl Scoring {
    pub fn start(_: &Document) -> Self {
        Self
    }
    pub fn step(&mut self, _: usize) -> bool {
        false
    }
    pub fn finish(self) -> Warned<Valuation> {
        Warned {
            output: Valuation::empty(),
            warnings: vec![],
        }
    }
}
