//! What every lens shows beside its picture: tables of words, a summary, and how it is made.

use crate::measures::{MeasureId, Valuation};
use crate::portfolio::Document;

/// A line of a lens's table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LensRow {
    /// Row of the account it is about; `None` for a group or a total.
    pub row: Option<usize>,
    /// One text per column, the name first.
    pub cells: Vec<String>,
}

/// The numbers of a picture as a table.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LensTable {
    /// What it shows.
    pub caption: String,
    /// Names of the columns, that of the names first.
    pub headers: Vec<String>,
    /// Its lines.
    pub rows: Vec<LensRow>,
}

/// How a lens is made: words, and the measures whose Method pages tell the rest.
#[derive(Clone, Copy, Debug)]
pub struct LensMethod {
    /// Paragraphs.
    pub paragraphs: &'static [&'static str],
    /// Where it comes from: author, year, title.
    pub sources: &'static [&'static str],
    /// The measures it shows.
    pub measures: &'static [MeasureId],
}

/// Rows of the accounts a lens shows: those of `passing`, or all, as far as they are valued.
pub fn rows_shown(document: &Document, valuation: &Valuation, passing: Option<&[usize]>) -> Vec<usize> {
    let n_known = document.portfolio.accounts.len().min(valuation.n_rows());
    match passing {
        Some(rows) => rows.iter().copied().filter(|&row| row < n_known).collect(),
        None => (0..n_known).collect(),
    }
}
