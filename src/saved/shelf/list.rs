//! Everything that is stored, what of it may go when room is needed, and small things remembered.

use super::record::{Label, RecordHead, read_head};
use super::versions::{kept_at, owner_of_version};
use super::{DELETED_PREFIX, NOTE_PREFIX, PORTFOLIO_PREFIX, PREFIX, Shelf, StorageError, VERSION_PREFIX};
use crate::maths::sort_by;

/// Units of 16 bits that local storage takes per origin in today's browsers, keys and values together.
pub const UNITS: usize = 5_242_880;

/// What a key holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// The current state of a portfolio.
    Portfolio,
    /// A portfolio that was deleted and can be brought back.
    Deleted,
    /// An earlier state of a portfolio.
    Version,
    /// Settings and the like.
    Other,
}

/// One stored text.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    /// Its key.
    pub key: String,
    /// What it holds.
    pub kind: Kind,
    /// The portfolio it belongs to; empty for [`Kind::Other`].
    pub portfolio: String,
    /// Its description; `None` when it is damaged or needs none.
    pub head: Option<RecordHead>,
    /// Units of 16 bits it takes, key included.
    pub n_units: usize,
    /// When a deleted portfolio was deleted, or a version kept, in milliseconds since 1970.
    pub at: Option<f64>,
}

impl Entry {
    /// True for a version the app kept by itself.
    pub fn is_automatic(&self) -> bool {
        let label = self.head.as_ref().and_then(|head| head.label.as_ref());
        self.kind == Kind::Version && label == Some(&Label::Automatic)
    }
}

/// Everything of ours on the shelf, by kind and key.
///
/// # Errors
/// [`StorageError::Blocked`].
pub fn list(shelf: &impl Shelf) -> Result<Vec<Entry>, StorageError> {
    let mut keys = shelf.keys()?;
    keys.retain(|key| key.starts_with(PREFIX));
    sort_by(&mut keys, Ord::cmp);
    let deleted: Vec<String> = keys
        .iter()
        .filter(|key| key.starts_with(DELETED_PREFIX))
        .cloned()
        .collect();
    let mut entries = Vec::new();
    for key in keys {
        // Another tab may take something away while this one looks.
        let Some((start, n_units)) = shelf.peek(&key)? else {
            continue;
        };
        entries.push(entry(shelf, key, &start, n_units, &deleted)?);
    }
    sort_by(&mut entries, |a, b| (a.kind, &a.key).cmp(&(b.kind, &b.key)));
    Ok(entries)
}

fn entry(
    shelf: &impl Shelf,
    key: String,
    start: &str,
    n_units: usize,
    deleted: &[String],
) -> Result<Entry, StorageError> {
    let (kind, portfolio, at) = if let Some(id) = key.strip_prefix(PORTFOLIO_PREFIX) {
        let mark = format!("{DELETED_PREFIX}{id}");
        if deleted.contains(&mark) {
            let at = shelf.get(&mark)?.and_then(|at| at.parse().ok());
            (Kind::Deleted, id.to_owned(), at)
        } else {
            (Kind::Portfolio, id.to_owned(), None)
        }
    } else if key.starts_with(VERSION_PREFIX) {
        (
            Kind::Version,
            owner_of_version(&key).unwrap_or_default().to_owned(),
            kept_at(&key),
        )
    } else {
        (Kind::Other, String::new(), None)
    };
    let head = if kind == Kind::Other {
        None
    } else {
        read_head(start)
    };
    let n_units = n_units + key.encode_utf16().count();
    Ok(Entry {
        key,
        kind,
        portfolio,
        head,
        n_units,
        at,
    })
}

/// Units of 16 bits in use, of others at this address too.
///
/// # Errors
/// [`StorageError::Blocked`].
pub fn used_units(shelf: &impl Shelf) -> Result<usize, StorageError> {
    let mut used = 0;
    for key in shelf.keys()? {
        let n_units = shelf.peek(&key)?.map_or(0, |(_, n_units)| n_units);
        used += n_units + key.encode_utf16().count();
    }
    Ok(used)
}

/// Deletes a portfolio so that it can be brought back: it only gets a mark.
///
/// # Errors
/// As [`Shelf::set`].
pub fn delete(shelf: &impl Shelf, id: &str, now: f64) -> Result<(), StorageError> {
    shelf.set(&format!("{DELETED_PREFIX}{id}"), &format!("{now:.0}"))
}

/// Brings a deleted portfolio back.
///
/// # Errors
/// [`StorageError::Blocked`].
pub fn undelete(shelf: &impl Shelf, id: &str) -> Result<(), StorageError> {
    shelf.remove(&format!("{DELETED_PREFIX}{id}"))
}

/// Takes the deletion mark away from a portfolio that is being saved again.
pub fn mark_as_present(shelf: &impl Shelf, id: &str) {
    // Without the mark's removal the portfolio is listed as deleted, with its newest state: nothing is lost.
    let _ = undelete(shelf, id);
}

/// Removes one stored text for good; a portfolio goes with its versions and its mark.
///
/// # Errors
/// [`StorageError::Blocked`].
pub fn remove(shelf: &impl Shelf, entry: &Entry) -> Result<(), StorageError> {
    if matches!(entry.kind, Kind::Portfolio | Kind::Deleted) {
        for key in shelf.keys()? {
            if owner_of_version(&key) == Some(&entry.portfolio) {
                shelf.remove(&key)?;
            }
        }
    }
    shelf.remove(&entry.key)?;
    if entry.kind == Kind::Deleted {
        undelete(shelf, &entry.portfolio)?;
    }
    Ok(())
}

/// Removes everything of ours.
///
/// # Errors
/// [`StorageError::Blocked`].
pub fn clear(shelf: &impl Shelf) -> Result<(), StorageError> {
    let ours = shelf.keys()?.into_iter().filter(|key| key.starts_with(PREFIX));
    ours.into_iter().try_for_each(|key| shelf.remove(&key))
}

/// Takes away what is needed least: the oldest automatic version, else the portfolio deleted first.
///
/// False when nothing may go. Never the portfolio `id` itself, a named version, or anything damaged.
pub fn make_room(shelf: &impl Shelf, id: &str) -> Result<bool, StorageError> {
    let entries = list(shelf)?;
    let oldest = |kind: Kind| {
        let candidates = entries.iter().filter(move |entry| match kind {
            Kind::Version => entry.is_automatic(),
            _ => entry.kind == Kind::Deleted && entry.portfolio != id && entry.head.is_some(),
        });
        candidates.min_by(|a, b| a.at.unwrap_or(0.0).total_cmp(&b.at.unwrap_or(0.0)))
    };
    let Some(entry) = oldest(Kind::Version).or_else(|| oldest(Kind::Deleted)) else {
        return Ok(false);
    };
    remove(shelf, entry)?;
    Ok(true)
}

/// Remembers a small text beside the portfolios: view settings, accepted mappings.
///
/// # Errors
/// As [`Shelf::set`].
pub fn remember(shelf: &impl Shelf, what: &str, text: &str) -> Result<(), StorageError> {
    shelf.set(&format!("{NOTE_PREFIX}{what}"), text)
}

/// What was remembered.
///
/// # Errors
/// [`StorageError::Blocked`].
pub fn remembered(shelf: &impl Shelf, what: &str) -> Result<Option<String>, StorageError> {
    shelf.get(&format!("{NOTE_PREFIX}{what}"))
}
