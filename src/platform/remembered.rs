//! What a person decided about headers and how they looked at table and map, kept on this device.

use crate::import::RememberedMappings;
use crate::saved::shelf;

use super::storage::LocalShelf;

const HEADERS: &str = "headers";

/// How the table was looked at.
pub const TABLE: &str = "table";
/// How the person calls themselves under what they write.
pub const AUTHOR: &str = "author";
/// How the map was looked at.
pub const MAP: &str = "map";

/// What was decided about headers before; nothing where the browser stores nothing.
pub fn read() -> RememberedMappings {
    let text = read_text(HEADERS);
    let pairs = text.lines().filter_map(|line| line.split_once('\t'));
    pairs
        .map(|(header, target)| (header.to_owned(), target.to_owned()))
        .collect()
}

/// Keeps what was decided about headers.
pub fn write(mappings: &RememberedMappings) {
    let lines = mappings
        .iter()
        .map(|(header, target)| format!("{header}\t{target}\n"));
    write_text(HEADERS, &lines.collect::<String>());
}

/// The small text kept under this name; empty where there is none or the browser stores nothing.
pub fn read_text(what: &str) -> String {
    let stored = LocalShelf::open().and_then(|shelf| shelf::remembered(&shelf, what));
    stored.ok().flatten().unwrap_or_default()
}

/// Keeps a small text under this name. It is a convenience: where it cannot be kept, nothing is said.
pub fn write_text(what: &str, text: &str) {
    if let Ok(open) = LocalShelf::open() {
        let _ = shelf::remember(&open, what, text);
    }
}
