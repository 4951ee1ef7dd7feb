//! What is kept on this device under which key, and how it is replaced without ever losing the last good copy.
//!
//! Plain rules over a [`Shelf`], which is local storage in the browser and a map in tests. There is no
//! index to get out of step: every stored text begins with a line that describes it, and a list is made by
//! looking at all of them. Two tabs, a newer release, a full or failing shelf: nothing good is overwritten.

mod error;
mod list;
mod memory;
mod record;
mod save;
mod versions;

pub use error::StorageError;
pub use list::{Entry, Kind, UNITS, clear, delete, list, remember, remembered, remove, undelete, used_units};
pub use memory::MemoryShelf;
pub use record::{HEAD_LIMIT, Label, Record, RecordHead, Stamp, read_head};
pub use save::{Saving, fetch, save};
pub use versions::{AUTOMATIC_VERSIONS, VERSION_EVERY, keep_version};

/// In front of every key of ours.
pub const PREFIX: &str = "both-sides:";

/// A place that keeps texts by key.
pub trait Shelf {
    /// The text under `key`.
    ///
    /// # Errors
    /// [`StorageError::Blocked`] when nothing may be read.
    fn get(&self, key: &str) -> Result<Option<String>, StorageError>;

    /// Puts a text under `key`, wholly or not at all.
    ///
    /// # Errors
    /// [`StorageError::Full`] or [`StorageError::Blocked`].
    fn set(&self, key: &str, text: &str) -> Result<(), StorageError>;

    /// Takes the text under `key` away.
    ///
    /// # Errors
    /// [`StorageError::Blocked`].
    fn remove(&self, key: &str) -> Result<(), StorageError>;

    /// All keys, of others too.
    ///
    /// # Errors
    /// [`StorageError::Blocked`].
    fn keys(&self) -> Result<Vec<String>, StorageError>;

    /// The first characters of the text under `key`, enough for its first line, and its length in units.
    ///
    /// # Errors
    /// [`StorageError::Blocked`].
    fn peek(&self, key: &str) -> Result<Option<(String, usize)>, StorageError> {
        let text = self.get(key)?;
        Ok(text.map(|text| {
            let n_units = text.encode_utf16().count();
            (text.chars().take(record::HEAD_LIMIT).collect(), n_units)
        }))
    }
}

/// Key of the portfolio that was open last.
const OPEN_KEY: &str = "both-sides:open";
/// Keys of what is remembered beside portfolios.
const NOTE_PREFIX: &str = "both-sides:note:";
const PORTFOLIO_PREFIX: &str = "both-sides:portfolio:";
const VERSION_PREFIX: &str = "both-sides:version:";
const DELETED_PREFIX: &str = "both-sides:deleted:";

/// Key of the current text of the portfolio `id`.
pub fn portfolio_key(id: &str) -> String {
    format!("{PORTFOLIO_PREFIX}{id}")
}

/// The portfolio that was open last.
///
/// # Errors
/// [`StorageError::Blocked`].
pub fn last_open(shelf: &impl Shelf) -> Result<Option<String>, StorageError> {
    shelf.get(OPEN_KEY)
}

/// Remembers which portfolio is open.
///
/// # Errors
/// As [`Shelf::set`].
pub fn set_last_open(shelf: &impl Shelf, id: &str) -> Result<(), StorageError> {
    shelf.set(OPEN_KEY, id)
}
