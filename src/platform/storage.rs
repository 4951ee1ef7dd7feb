//! Local storage as a shelf.

use gloo_storage::{LocalStorage, Storage as _};
use js_sys::{Function, JsString, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::Storage;

use crate::saved::shelf::{HEAD_LIMIT, Shelf, StorageError};

/// The browser's local storage for this address.
pub struct LocalShelf(Storage);

impl LocalShelf {
    /// The shelf, if the browser lets this page store anything.
    ///
    /// # Errors
    /// [`StorageError::Blocked`] in private windows of some browsers, and in pages inside other pages.
    pub fn open() -> Result<Self, StorageError> {
        let allowed = web_sys::window().map(|window| window.local_storage());
        match allowed {
            Some(Ok(Some(_))) => Ok(Self(LocalStorage::raw())),
            _ => Err(StorageError::Blocked),
        }
    }
}

impl Shelf for LocalShelf {
    fn get(&self, key: &str) -> Result<Option<String>, StorageError> {
        self.0.get_item(key).map_err(refused)
    }

    fn set(&self, key: &str, text: &str) -> Result<(), StorageError> {
        self.0.set_item(key, text).map_err(refused)
    }

    fn remove(&self, key: &str) -> Result<(), StorageError> {
        self.0.remove_item(key).map_err(refused)
    }

    fn keys(&self) -> Result<Vec<String>, StorageError> {
        let n_keys = self.0.length().map_err(refused)?;
        (0..n_keys)
            .filter_map(|at| self.0.key(at).map_err(refused).transpose())
            .collect()
    }

    /// Only the start of the text crosses into wasm: the whole may be ten megabytes.
    fn peek(&self, key: &str) -> Result<Option<(String, usize)>, StorageError> {
        let get_item: Function = Reflect::get(&self.0, &"getItem".into())
            .and_then(JsCast::dyn_into)
            .map_err(refused)?;
        let found = get_item.call1(&self.0, &key.into()).map_err(refused)?;
        Ok(found.dyn_ref::<JsString>().map(|text| {
            let start = text.slice(0, HEAD_LIMIT as u32);
            (String::from(start), text.length() as usize)
        }))
    }
}

fn refused(error: JsValue) -> StorageError {
    let name = Reflect::get(&error, &"name".into())
        .ok()
        .and_then(|name| name.as_string());
    match name.as_deref() {
        Some("QuotaExceededError" | "NS_ERROR_DOM_QUOTA_REACHED") => StorageError::Full,
        _ => StorageError::Blocked,
    }
}
