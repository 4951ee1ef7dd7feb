//! Values a large portfolio in slices, so that the page never stands still.

use std::cell::Cell;

use crate::measures::{Scoring, Valuation, Warned};
use crate::portfolio::{Document, Shared};

use super::breath::{Breath, drawn, pause};

/// Accounts valued between two looks at the clock.
const ROWS_PER_STEP: usize = 256;

thread_local! {
    static LATEST: Cell<u64> = const { Cell::new(0) };
}

/// Values `document` in slices with pauses between, keeping what still holds of `previous`, and hands the numbers
/// to `done`, unless a later document came meanwhile.
pub fn value_in_slices(
    document: Shared<Document>,
    previous: Shared<Warned<Valuation>>,
    done: impl FnOnce(Shared<Warned<Valuation>>) + 'static,
) {
    let number = LATEST.get() + 1;
    LATEST.set(number);
    wasm_bindgen_futures::spawn_local(async move {
        // What led here is shown first, and nothing is begun that a later change has overtaken by then.
        drawn().await;
        if LATEST.get() != number {
            return;
        }
        let mut scoring = Scoring::follow(&previous, &document);
        drop(previous);
        let mut breath = Breath::new();
        while scoring.step(ROWS_PER_STEP) {
            breath.take().await;
            if LATEST.get() != number {
                return;
            }
        }
        let valuation = scoring.finish();
        pause().await;
        done(Shared::new(valuation));
    });
}
