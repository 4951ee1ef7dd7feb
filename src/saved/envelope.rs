//! The portfolio file: `{"magic":"both-sides","version":1,"body":{…}}`.

use serde::Deserialize;

use crate::portfolio::Document;

use super::{OpenError, migrate, picture, v1};

/// The word every file of ours begins with.
pub const MAGIC: &str = "both-sides";
/// The format this release writes.
pub const VERSION: u32 = 1;
/// Longest text that is opened. 100,000 accounts with their orders take about 30 MB.
pub const MAX_TEXT_BYTES: usize = 256 << 20;

/// The whole document as a portfolio file.
pub fn write(document: &Document) -> String {
    Pieces::new(document).collect()
}

/// The portfolio file in pieces of at most one column each, so that a page can breathe in between.
pub struct Pieces<'a> {
    document: &'a Document,
    next: usize,
}

impl<'a> Pieces<'a> {
    /// Starts with the first piece.
    pub fn new(document: &'a Document) -> Self {
        Self { document, next: 0 }
    }

    /// Goes on with the piece numbered `next`, so that nothing borrowed is held in between.
    pub fn from(document: &'a Document, next: usize) -> Self {
        Self { document, next }
    }
}

impl Iterator for Pieces<'_> {
    type Item = String;

    fn next(&mut self) -> Option<String> {
        let piece = match self.next {
            0 => Some(format!(
                "{{\"magic\":\"{MAGIC}\",\"version\":{VERSION},\"body\":{{"
            )),
            step => v1::piece(self.document, step - 1),
        };
        self.next += 1;
        piece
    }
}

#[derive(Deserialize)]
struct Head {
    magic: String,
    version: u32,
}

/// Reads a portfolio file and checks everything in it.
///
/// # Errors
/// Not ours, too new, damaged or too large; each a sentence for the person.
pub fn open(text: &str) -> Result<Document, OpenError> {
    if text.len() > MAX_TEXT_BYTES {
        return Err(OpenError::TooLarge { limit: "256 MB" });
    }
    let text = text.trim_start_matches('\u{feff}').trim();
    match serde_json::from_str::<Head>(text) {
        Ok(head) if head.magic == MAGIC => migrate::read(head.version, text),
        Ok(_) => Err(OpenError::NotOurs),
        Err(_) if looks_like_ours(text) => Err(OpenError::damaged(
            "the end",
            "the file is cut off or has been changed outside the app",
        )),
        Err(_) => Err(OpenError::NotOurs),
    }
}

/// Reads a portfolio from a file of any kind it can travel in: JSON, or a PNG or SVG exported with it.
///
/// # Errors
/// As [`open`], and when a picture holds no portfolio.
pub fn open_bytes(bytes: &[u8]) -> Result<Document, OpenError> {
    if bytes.len() > MAX_TEXT_BYTES {
        return Err(OpenError::TooLarge { limit: "256 MB" });
    }
    if picture::is_png(bytes) {
        return open(&picture::read_png(bytes)?);
    }
    let text = std::str::from_utf8(bytes).map_err(|_| OpenError::NotOurs)?;
    if picture::is_svg(text) {
        return open(&picture::read_svg(text)?);
    }
    open(text)
}

fn looks_like_ours(text: &str) -> bool {
    let start: String = text
        .chars()
        .take(60)
        .filter(|mark| !mark.is_whitespace())
        .collect();
    start.starts_with(&format!("{{\"magic\":\"{MAGIC}\""))
}
