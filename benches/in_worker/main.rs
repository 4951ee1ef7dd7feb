//! Our side of `make bench` for what runs in the worker: files brought in, as the worker does it.
//! Compiled by `make bench` alone (feature `bench-worker`), with the settings of the shipped worker; no part of dist/.

mod fits;

use std::cell::RefCell;

use both_sides::import::{
    Building, CHUNK_SIZE, Draft, Ended, Reader, RememberedMappings, Shape, detect, first_readings, with_shape,
};
use both_sides::units::Day;
use wasm_bindgen::prelude::*;

fn main() {}

thread_local! {
    static LAST: RefCell<Option<Draft>> = const { RefCell::new(None) };
}

/// Reads an accounts sheet into typed, validated columns and returns how many rows they have.
#[wasm_bindgen]
pub fn columns_of_sheet(bytes: &[u8]) -> Result<u32, JsError> {
    Ok(read_to_columns(bytes, Shape::Accounts)?.1)
}

/// Reads an accounts sheet into accounts and returns how many there are; they are kept until [`forget`].
#[wasm_bindgen]
pub fn accounts_of_sheet(bytes: &[u8]) -> Result<usize, JsError> {
    accounts_of(bytes, Shape::Accounts)
}

/// Adds an order log up to one history per account and returns how many there are; they are kept until [`forget`].
#[wasm_bindgen]
pub fn accounts_of_log(bytes: &[u8]) -> Result<usize, JsError> {
    accounts_of(bytes, Shape::OrderLog)
}

/// Lets go of what was read last.
#[wasm_bindgen]
pub fn forget() {
    LAST.take();
}

fn accounts_of(bytes: &[u8], shape: Shape) -> Result<usize, JsError> {
    let draft = read_to_columns(bytes, shape)?.0.finish();
    if let Some(issue) = draft.issues.first() {
        return Err(JsError::new(&format!("{issue:?}")));
    }
    let n_accounts = draft.accounts.len();
    LAST.set(Some(draft));
    Ok(n_accounts)
}

fn read_to_columns(bytes: &[u8], shape: Shape) -> Result<(Box<Building>, u32), JsError> {
    let today = Day::new(2026, 1, 1).ok_or_else(|| JsError::new("no day"))?;
    let remembered = RememberedMappings::default();
    let detected = detect("bench.csv", bytes, today, &remembered)?;
    let mut settings = detected.settings;
    if settings.shape != shape {
        settings = with_shape(&settings, &detected.sample, shape, &remembered);
    }
    let readings = first_readings(&settings, &detected.sample);
    let mut reader = Reader::new("bench.csv", &settings, &readings);
    for chunk in bytes.chunks(CHUNK_SIZE) {
        reader.push(chunk)?;
    }
    let n_rows = reader.n_rows();
    match reader.end(false)? {
        Ended::Building(building) => Ok((building, n_rows)),
        Ended::Again(_) => Err(JsError::new("the first values misled")),
    }
}
