//! Earlier states of a portfolio: automatic ones, and those the person named.

use super::list::{Kind, list};
use super::record::{Label, RecordHead, join, packed_part, read_head};
use super::{Shelf, StorageError, VERSION_PREFIX, portfolio_key};
use crate::maths::sort_by;

/// Automatic versions kept of one portfolio; the oldest goes first.
pub const AUTOMATIC_VERSIONS: usize = 12;
/// An automatic version is kept at most this often, in milliseconds.
pub const VERSION_EVERY: f64 = 10.0 * 60.0 * 1000.0;

/// Keeps the stored state of the portfolio `id` as a version and gives back its key.
///
/// # Errors
/// As [`Shelf::set`]; [`StorageError::Gone`] when nothing is stored yet.
pub fn keep_version(shelf: &impl Shelf, id: &str, label: Label, now: f64) -> Result<String, StorageError> {
    let text = shelf.get(&portfolio_key(id))?.ok_or(StorageError::Gone)?;
    let head = read_head(&text).ok_or(StorageError::Damaged)?;
    let packed = packed_part(&text).ok_or(StorageError::Damaged)?;
    write_version(shelf, id, &head, packed, label, now)
}

fn write_version(
    shelf: &impl Shelf,
    id: &str,
    head: &RecordHead,
    packed: &str,
    label: Label,
    now: f64,
) -> Result<String, StorageError> {
    let mut at = now.max(0.0) as u64;
    let mut key = version_key(id, at);
    while shelf.peek(&key)?.is_some() {
        at += 1;
        key = version_key(id, at);
    }
    let text = join(&head.clone().labelled(label), packed);
    shelf.set(&key, &text)?;
    if shelf.get(&key)?.as_ref() == Some(&text) {
        return Ok(key);
    }
    shelf.remove(&key)?;
    Err(StorageError::NotKept)
}

fn version_key(id: &str, at: u64) -> String {
    format!("{VERSION_PREFIX}{id}:{at:015}")
}

/// The portfolio a version's key belongs to.
pub fn owner_of_version(key: &str) -> Option<&str> {
    key.strip_prefix(VERSION_PREFIX)?
        .rsplit_once(':')
        .map(|(id, _)| id)
}

/// Keeps what is about to be replaced, when the newest version is old enough, or `at_once`.
///
/// A version is a convenience: when there is no room for it, the current state goes before.
pub fn keep_automatic_version(
    shelf: &impl Shelf,
    id: &str,
    head: &RecordHead,
    text: &str,
    now: f64,
    at_once: bool,
) {
    let Ok(entries) = list(shelf) else { return };
    let mut automatic: Vec<_> = entries
        .into_iter()
        .filter(|entry| entry.kind == Kind::Version && entry.portfolio == id)
        .filter(|entry| entry.is_automatic())
        .collect();
    sort_by(&mut automatic, |a, b| a.key.cmp(&b.key));
    let newest = automatic.last().and_then(|entry| kept_at(&entry.key));
    if !at_once && newest.is_some_and(|newest| now - newest < VERSION_EVERY) {
        return;
    }
    let Some(packed) = packed_part(text) else { return };
    // Failing to keep one more automatic version changes nothing that was there.
    let kept = write_version(shelf, id, head, packed, Label::Automatic, now);
    if kept.is_ok() && automatic.len() >= AUTOMATIC_VERSIONS {
        for entry in &automatic[..=automatic.len() - AUTOMATIC_VERSIONS] {
            let _ = shelf.remove(&entry.key);
        }
    }
}

/// When a version was kept, from its key.
pub fn kept_at(key: &str) -> Option<f64> {
    key.rsplit_once(':').and_then(|(_, at)| at.parse().ok())
}
