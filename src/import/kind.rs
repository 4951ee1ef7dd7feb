//! What a dropped file is, before anybody reads it as a table.

use super::ImportError;

/// What a file is, judged by its first bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FileKind {
    /// Text that may be a table.
    Text,
    /// A portfolio file of this app, for the room that opens those.
    Portfolio,
    /// A PNG picture, which may carry a portfolio inside.
    Png,
    /// An SVG picture, which may carry a portfolio inside.
    Svg,
    /// A spreadsheet program's own file.
    Workbook,
    /// Another kind of file, by name.
    Other(&'static str),
}

/// What begins every portfolio file of this app: the first key of its envelope.
const PORTFOLIO_START: &[u8] = b"{\"magic\"";

/// Signatures of files that are no text.
const SIGNATURES: &[(&[u8], FileKind)] = &[
    (b"\x89PNG\r\n\x1a\n", FileKind::Png),
    (b"PK\x03\x04", FileKind::Workbook),
    (b"\xD0\xCF\x11\xE0", FileKind::Workbook),
    (b"%PDF", FileKind::Other("a PDF document")),
    (b"\xFF\xD8\xFF", FileKind::Other("a JPEG picture")),
    (b"GIF8", FileKind::Other("a GIF picture")),
    (b"\x1F\x8B", FileKind::Other("a compressed file")),
    (b"7z\xBC\xAF", FileKind::Other("a compressed file")),
    (b"Rar!", FileKind::Other("a compressed file")),
    (b"SQLite format 3", FileKind::Other("a database")),
    (b"PAR1", FileKind::Other("a Parquet file")),
    (b"ARROW1", FileKind::Other("an Arrow file")),
    (b"<!DOCTYPE html", FileKind::Other("a web page")),
    (b"<html", FileKind::Other("a web page")),
];

impl FileKind {
    /// The kind of a file that starts with `first_bytes` (a few hundred are enough).
    pub fn of(first_bytes: &[u8]) -> Self {
        let signature = SIGNATURES
            .iter()
            .find(|(start, _)| first_bytes.starts_with(start));
        if let Some((_, kind)) = signature {
            return *kind;
        }
        let text = first_bytes.trim_ascii_start();
        let packed: Vec<u8> = text
            .iter()
            .copied()
            .filter(|byte| !byte.is_ascii_whitespace())
            .take(16)
            .collect();
        if packed.starts_with(PORTFOLIO_START) {
            return Self::Portfolio;
        }
        if text.starts_with(b"<svg") || (text.starts_with(b"<?xml") && contains(text, b"<svg")) {
            return Self::Svg;
        }
        if text.starts_with(b"<?xml") {
            return Self::Other("an XML document");
        }
        Self::Text
    }
}

/// Refuses what is no table, with the way out.
///
/// # Errors
/// An empty file, a picture, a workbook or another file that is not text.
pub fn refuse_what_is_no_text(file: &str, first_bytes: &[u8]) -> Result<(), ImportError> {
    let file = file.to_owned();
    if first_bytes.is_empty() {
        return Err(ImportError::EmptyFile { file });
    }
    let what = match FileKind::of(first_bytes) {
        FileKind::Text => None,
        FileKind::Workbook => return Err(ImportError::Workbook { file }),
        FileKind::Portfolio => return Err(ImportError::PortfolioFile { file }),
        FileKind::Png => Some("a PNG picture"),
        FileKind::Svg => Some("an SVG picture"),
        FileKind::Other(what) => Some(what),
    };
    if let Some(what) = what {
        return Err(ImportError::NotText { file, what });
    }
    let is_wide = !matches!(
        super::Encoding::of(first_bytes),
        super::Encoding::Utf8 | super::Encoding::Windows1252
    );
    let n_controls = first_bytes
        .iter()
        .filter(|byte| matches!(byte, 0..=8 | 14..=26))
        .count();
    if !is_wide && (first_bytes.contains(&0) || n_controls * 10 > first_bytes.len()) {
        let what = "a file of a program, not text";
        return Err(ImportError::NotText { file, what });
    }
    Ok(())
}

fn contains(text: &[u8], needle: &[u8]) -> bool {
    text.windows(needle.len()).any(|window| window == needle)
}
