//! Reading what is stored.

use crate::platform::storage::LocalShelf;
use crate::portfolio::Document;
use crate::saved::shelf::{self, Shelf, Stamp, StorageError, portfolio_key};
use crate::saved::{OpenError, VERSION, open, packed};

/// Why a stored portfolio could not be read.
#[derive(Debug, thiserror::Error)]
pub enum Refusal {
    /// The shelf.
    #[error(transparent)]
    Storage(#[from] StorageError),
    /// What stands on it.
    #[error(transparent)]
    Open(#[from] OpenError),
}

/// Does something with the shelf.
pub fn on_shelf<T>(act: impl FnOnce(&LocalShelf) -> Result<T, StorageError>) -> Result<T, Refusal> {
    Ok(act(&LocalShelf::open()?)?)
}

/// The portfolio stored under `key`.
pub fn read(key: &str) -> Result<Document, Refusal> {
    let (head, packed_text) = on_shelf(|shelf| shelf::fetch(shelf, key))?;
    if head.version > VERSION {
        return Err(Refusal::Open(OpenError::TooNew {
            version: head.version,
            newest: VERSION,
        }));
    }
    Ok(open(&packed::unpack(&packed_text)?)?)
}

/// Which writing of the portfolio `id` is stored.
pub fn stamp(id: &str) -> Option<Stamp> {
    let found = on_shelf(|shelf| shelf.peek(&portfolio_key(id))).ok().flatten();
    found
        .and_then(|(start, _)| shelf::read_head(&start))
        .map(|head| head.stamp)
}

/// What is stored under `key` as a file: its ending, and its text as a portfolio file where that can be read.
pub fn as_file(key: &str) -> Result<(&'static str, String), Refusal> {
    let whole = on_shelf(|shelf| shelf.get(key))?.ok_or(StorageError::Gone)?;
    let fetched = on_shelf(|shelf| shelf::fetch(shelf, key));
    let unpacked = fetched
        .ok()
        .and_then(|(_, packed_text)| packed::unpack(&packed_text).ok());
    Ok(unpacked.map_or(("txt", whole), |text| ("json", text)))
}

/// Every stored text of ours by its key, as the recovery page downloads it.
pub fn all_as_json() -> Result<String, Refusal> {
    let texts = on_shelf(|shelf| {
        let keys = shelf
            .keys()?
            .into_iter()
            .filter(|key| key.starts_with(shelf::PREFIX));
        let texts = js_sys::Object::new();
        for key in keys {
            let text = shelf.get(&key)?.unwrap_or_default();
            // Setting a property of a plain object does not fail.
            let _ = js_sys::Reflect::set(&texts, &key.into(), &text.into());
        }
        Ok(texts)
    })?;
    Ok(js_sys::JSON::stringify(&texts)
        .map(String::from)
        .unwrap_or_default())
}
