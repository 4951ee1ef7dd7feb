//! Files brought in, from bytes to accounts, as the worker does it.

use both_sides::import::{RememberedMappings, Shape, detect, read, with_shape};
use both_sides::units::Day;
use wasm_bindgen::prelude::*;

/// Reads an accounts sheet whole and returns how many accounts came of it.
#[wasm_bindgen]
pub fn accounts_of_sheet(bytes: &[u8]) -> Result<usize, JsError> {
    accounts_of(bytes, Shape::Accounts)
}

/// Reads an order log whole and returns how many accounts came of it.
#[wasm_bindgen]
pub fn accounts_of_log(bytes: &[u8]) -> Result<usize, JsError> {
    accounts_of(bytes, Shape::OrderLog)
}

fn accounts_of(bytes: &[u8], shape: Shape) -> Result<usize, JsError> {
    let today = Day::new(2026, 1, 1).ok_or_else(|| JsError::new("no day"))?;
    let remembered = RememberedMappings::default();
    let detected = detect("bench.csv", bytes, today, &remembered)?;
    let mut settings = detected.settings;
    if settings.shape != shape {
        settings = with_shape(&settings, &detected.sample, shape, &remembered);
    }
    let draft = read("bench.csv", bytes, &settings)?;
    match draft.issues.first() {
        None => Ok(draft.accounts.len()),
        Some(issue) => Err(JsError::new(&format!("{issue:?}"))),
    }
}
