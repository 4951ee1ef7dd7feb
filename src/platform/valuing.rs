//! Values a large portfolio in slices, so that the page never stands still.

use crate::measures::{Scoring, Valuation, Warned};
use crate::portfolio::{Document, Shared};

use super::clock;

/// How long a slice may take, in milliseconds: half a frame.
const SLICE: f64 = 8.0;
/// Accounts valued between two looks at the clock.
const ROWS_PER_STEP: usize = 256;

/// Values `document` in slices with pauses between, keeping what still holds of `previous`, and hands the numbers
/// to `done`.
pub fn value_in_slices(
    document: Shared<Document>,
    previous: Shared<Warned<Valuation>>,
    done: impl FnOnce(Shared<Warned<Valuation>>) + 'static,
) {
    wasm_bindgen_futures::spawn_local(async move {
        let mut scoring = Scoring::follow(&previous, &document);
        drop(previous);
        let mut since = clock::now();
        while scoring.step(ROWS_PER_STEP) {
            if clock::now() - since > SLICE {
                gloo_timers::future::TimeoutFuture::new(0).await;
                since = clock::now();
            }
        }
        done(Shared::new(scoring.finish()));
    });
}
