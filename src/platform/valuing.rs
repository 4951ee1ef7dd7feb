//! Values a large portfolio in slices, so that the page never stands still.

use crate::measures::{Scoring, Valuation, Warned};
use crate::portfolio::{Document, Shared};

const ROWS_PER_SLICE: usize = 10_000;

/// Values `document` in slices with pauses between and hands the numbers to `done`.
pub fn value_in_slices(document: Shared<Document>, done: impl FnOnce(Shared<Warned<Valuation>>) + 'static) {
    wasm_bindgen_futures::spawn_local(async move {
        let mut scoring = Scoring::start(&document);
        while scoring.step(ROWS_PER_SLICE) {
            gloo_timers::future::TimeoutFuture::new(0).await;
        }
        done(Shared::new(scoring.finish()));
    });
}
