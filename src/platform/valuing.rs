//! Values a large portfolio in slices, so that the page never stands still.

use std::cell::Cell;

use crate::measures::snapshots::{column, without_numbers};
use crate::measures::{MeasureId, Scoring, Valuation, Warned};
use crate::portfolio::{Document, Shared};
use crate::session::Beside;

use super::breath::{Breath, drawn, pause};

/// Accounts valued between two looks at the clock.
const ROWS_PER_STEP: usize = 256;

thread_local! {
    static LATEST: Cell<u64> = const { Cell::new(0) };
    static LATEST_BESIDE: Cell<u64> = const { Cell::new(0) };
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
        let is_latest = || LATEST.get() == number;
        if let Some(valuation) = sliced(&document, previous, is_latest).await {
            done(valuation);
        }
    });
}

/// The same for a scenario valued beside the portfolio, taken as a snapshot where it `takes` one.
pub fn value_beside(mut beside: Beside, takes: bool, done: impl FnOnce(Beside) + 'static) {
    let number = LATEST_BESIDE.get() + 1;
    LATEST_BESIDE.set(number);
    wasm_bindgen_futures::spawn_local(async move {
        let is_latest = || LATEST_BESIDE.get() == number;
        let Some(valuation) = sliced(&beside.document, beside.valuation.clone(), is_latest).await else {
            return;
        };
        if takes {
            let mut snapshot = without_numbers(&beside.document, beside.id.clone(), beside.name.clone());
            let mut breath = Breath::new();
            for &measure in MeasureId::ALL {
                let column = column(&beside.document, &valuation.output, measure);
                snapshot.columns.extend(column);
                breath.take().await;
                if !is_latest() {
                    return;
                }
            }
            beside.snapshot = Some(Shared::new(snapshot));
        }
        beside.valuation = valuation;
        done(beside);
    });
}

async fn sliced(
    document: &Shared<Document>,
    previous: Shared<Warned<Valuation>>,
    is_latest: impl Fn() -> bool,
) -> Option<Shared<Warned<Valuation>>> {
    // What led here is shown first, and nothing is begun that a later change has overtaken by then.
    drawn().await;
    if !is_latest() {
        return None;
    }
    let mut scoring = Scoring::follow(&previous, document);
    drop(previous);
    let mut breath = Breath::new();
    while scoring.step(ROWS_PER_STEP) {
        breath.take().await;
        if !is_latest() {
            return None;
        }
    }
    let valuation = scoring.finish();
    pause().await;
    Some(Shared::new(valuation))
}
