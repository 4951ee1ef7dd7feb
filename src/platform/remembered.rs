//! What was decided about headers, kept on this device for the next file.

use crate::import::RememberedMappings;
use crate::saved::shelf::Shelf;

use super::storage::LocalShelf;

const KEY: &str = "both-sides:headers";

/// What was decided before; nothing where the browser stores nothing.
pub fn read() -> RememberedMappings {
    let text = LocalShelf::open()
        .and_then(|shelf| shelf.get(KEY))
        .ok()
        .flatten()
        .unwrap_or_default();
    let pairs = text.lines().filter_map(|line| line.split_once('\t'));
    pairs
        .map(|(header, target)| (header.to_owned(), target.to_owned()))
        .collect()
}

/// Keeps what was decided. It is a convenience: where it cannot be kept, nothing is said.
pub fn write(mappings: &RememberedMappings) {
    let lines = mappings
        .iter()
        .map(|(header, target)| format!("{header}\t{target}\n"));
    if let Ok(shelf) = LocalShelf::open() {
        let _ = shelf.set(KEY, &lines.collect::<String>());
    }
}
