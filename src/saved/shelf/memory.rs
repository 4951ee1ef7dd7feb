//! A shelf in memory: for tests, and as the model of what local storage does.

use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;

use super::{Shelf, StorageError};

/// A shelf that can be full, blocked, or fail half-way.
#[derive(Debug, Default)]
pub struct MemoryShelf {
    /// What it holds.
    pub texts: RefCell<BTreeMap<String, String>>,
    /// Units of 16 bits it takes; 0 is without limit.
    pub room: Cell<usize>,
    /// True: nothing may be read or written.
    pub is_blocked: Cell<bool>,
    /// True: writing stores half of the text and reports success.
    pub writes_half: Cell<bool>,
}

impl MemoryShelf {
    /// Units in use.
    pub fn n_units(&self) -> usize {
        let texts = self.texts.borrow();
        texts.iter().map(|(key, text)| units(key) + units(text)).sum()
    }

    fn open(&self) -> Result<(), StorageError> {
        if self.is_blocked.get() {
            Err(StorageError::Blocked)
        } else {
            Ok(())
        }
    }
}

fn units(text: &str) -> usize {
    text.encode_utf16().count()
}

impl Shelf for MemoryShelf {
    fn get(&self, key: &str) -> Result<Option<String>, StorageError> {
        self.open()?;
        Ok(self.texts.borrow().get(key).cloned())
    }

    fn set(&self, key: &str, text: &str) -> Result<(), StorageError> {
        self.open()?;
        let old = self
            .texts
            .borrow()
            .get(key)
            .map_or(0, |old| units(key) + units(old));
        if self.room.get() > 0 && self.n_units() - old + units(key) + units(text) > self.room.get() {
            return Err(StorageError::Full);
        }
        let kept: String = if self.writes_half.replace(false) {
            text.chars().take(text.chars().count() / 2).collect()
        } else {
            text.to_owned()
        };
        self.texts.borrow_mut().insert(key.to_owned(), kept);
        Ok(())
    }

    fn remove(&self, key: &str) -> Result<(), StorageError> {
        self.open()?;
        self.texts.borrow_mut().remove(key);
        Ok(())
    }

    fn keys(&self) -> Result<Vec<String>, StorageError> {
        self.open()?;
        Ok(self.texts.borrow().keys().cloned().collect())
    }
}
