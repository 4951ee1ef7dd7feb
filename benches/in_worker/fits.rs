//! Fits on histories that are already in memory.

use both_sides::import::{Pasted, read_pasted};
use both_sides::measures::models::{
    BgBb, BgNbd, GammaGamma, MbgNbd, ParetoNbd, Purchases, group, group_spenders,
};
use wasm_bindgen::prelude::*;

/// Histories ready to be fitted.
#[wasm_bindgen]
pub struct FitBench(Purchases);

#[wasm_bindgen]
impl FitBench {
    /// From a table of x, t_x, T and mean spend.
    #[wasm_bindgen(constructor)]
    pub fn new(text: &str) -> Result<Self, JsError> {
        match read_pasted(text, false) {
            Ok(Pasted::Histories(purchases)) => Ok(Self(purchases)),
            Ok(Pasted::Series(_)) => Err(JsError::new("a series")),
            Err(sentence) => Err(JsError::new(&sentence)),
        }
    }

    /// Groups, fits BG/NBD and Gamma-Gamma, and returns r, α, a, b.
    pub fn bg_nbd_and_spend(&self) -> Vec<f64> {
        let fit = BgNbd::fit(&group(self.0.histories()));
        let spend = GammaGamma::fit(&group_spenders(self.0.spenders()));
        match (fit, spend) {
            (Some(fit), Some(_)) => vec![fit.model.r, fit.model.alpha, fit.model.a, fit.model.b],
            _ => Vec::new(),
        }
    }

    /// Groups, fits Pareto/NBD, and returns r, α, s, β.
    pub fn pareto_nbd(&self) -> Vec<f64> {
        let fit = ParetoNbd::fit(&group(self.0.histories()));
        fit.map_or(Vec::new(), |fit| {
            vec![fit.model.r, fit.model.alpha, fit.model.s, fit.model.beta]
        })
    }

    /// Groups, fits MBG/NBD, and returns r, α, a, b.
    pub fn mbg_nbd(&self) -> Vec<f64> {
        let fit = MbgNbd::fit(&group(self.0.histories()));
        fit.map_or(Vec::new(), |fit| {
            vec![fit.model.r, fit.model.alpha, fit.model.a, fit.model.b]
        })
    }

    /// Groups, fits BG/BB, and returns α, β, γ, δ.
    pub fn bg_bb(&self) -> Vec<f64> {
        let fit = BgBb::fit(&group(self.0.histories()));
        fit.map_or(Vec::new(), |fit| {
            vec![fit.model.alpha, fit.model.beta, fit.model.gamma, fit.model.delta]
        })
    }
}
