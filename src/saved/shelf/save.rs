//! Replacing a stored portfolio: look, write, read back, and put the old one back if that fails.

use super::list::{make_room, mark_as_present};
use super::record::{Record, RecordHead, Stamp, packed_part, read_head};
use super::versions::keep_automatic_version;
use super::{Shelf, StorageError, portfolio_key};
use crate::saved::VERSION;

/// Who writes, and what they believe stands there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Saving {
    /// The tab that writes.
    pub writer: String,
    /// The writing this tab read or wrote last; `None` for a new portfolio.
    pub seen: Option<Stamp>,
    /// True once the person chose to replace what another tab saved.
    pub takes_over: bool,
}

/// Stores `record` as the portfolio `id` and gives back the stamp of this writing.
///
/// What stood there is replaced only if it is what this tab saw last. From time to time it is kept as an
/// automatic version first, and always when it is another tab's. Automatic versions and deleted portfolios make room when there is none.
///
/// # Errors
/// See [`StorageError`]; in each case what stood there before still stands there.
pub fn save(shelf: &impl Shelf, id: &str, record: &Record, saving: &Saving) -> Result<Stamp, StorageError> {
    let key = portfolio_key(id);
    let before = shelf.get(&key)?;
    let standing = before
        .as_deref()
        .map(|text| read_head(text).ok_or(StorageError::Damaged))
        .transpose()?;
    if let Some(head) = &standing {
        check(head, saving)?;
    }
    if let (Some(head), Some(text)) = (&standing, &before) {
        let is_of_another = saving.seen.as_ref() != Some(&head.stamp);
        keep_automatic_version(shelf, id, head, text, record.saved_at, is_of_another);
    }
    let stamp = Stamp {
        count: standing.map_or(0, |head| head.stamp.count) + 1,
        writer: saving.writer.clone(),
    };
    let text = record.text(&stamp);
    let written = write_with_room(shelf, id, &key, &text).and_then(|()| verify(shelf, &key, &text));
    if let Err(error) = written {
        put_back(shelf, &key, before.as_deref());
        return Err(error);
    }
    mark_as_present(shelf, id);
    Ok(stamp)
}

fn check(standing: &RecordHead, saving: &Saving) -> Result<(), StorageError> {
    if standing.version > VERSION {
        return Err(StorageError::Newer);
    }
    if saving.takes_over || saving.seen.as_ref() == Some(&standing.stamp) {
        return Ok(());
    }
    Err(StorageError::ChangedElsewhere)
}

fn write_with_room(shelf: &impl Shelf, id: &str, key: &str, text: &str) -> Result<(), StorageError> {
    loop {
        match shelf.set(key, text) {
            Err(StorageError::Full) if make_room(shelf, id)? => {}
            other => return other,
        }
    }
}

fn verify(shelf: &impl Shelf, key: &str, text: &str) -> Result<(), StorageError> {
    match shelf.get(key)? {
        Some(found) if found == text => Ok(()),
        _ => Err(StorageError::NotKept),
    }
}

fn put_back(shelf: &impl Shelf, key: &str, before: Option<&str>) {
    let now = shelf.get(key).ok().flatten();
    if now.as_deref() == before {
        return;
    }
    // The failure that led here is what is reported; a second one has nothing to add.
    let _ = match before {
        Some(text) => shelf.set(key, text),
        None => shelf.remove(key),
    };
}

/// The stored text under `key`: its description and the packed portfolio.
///
/// # Errors
/// Blocked, gone, or its describing line is damaged.
pub fn fetch(shelf: &impl Shelf, key: &str) -> Result<(RecordHead, String), StorageError> {
    let text = shelf.get(key)?.ok_or(StorageError::Gone)?;
    let head = read_head(&text).ok_or(StorageError::Damaged)?;
    let packed = packed_part(&text).ok_or(StorageError::Damaged)?;
    Ok((head, packed.to_owned()))
}
