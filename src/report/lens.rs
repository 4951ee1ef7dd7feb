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

impl LensTable {
    /// True for a column of numbers, which is set flush right: no cell says more than a number with its unit.
    pub fn holds_numbers(&self, column: usize) -> bool {
        let is_number = |cell: &str| {
            let n_letters = cell.chars().filter(|letter| letter.is_alphabetic()).count();
            n_letters <= UNIT_LETTERS && !cell.is_empty()
        };
        column > 0 && (self.rows.iter()).all(|row| row.cells.get(column).is_none_or(|cell| is_number(cell)))
    }
}

/// As many letters as the longest unit has, that of "13.6 years".
const UNIT_LETTERS: usize = 5;

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

/// The first sentence of `text`, and what follows it.
///
/// ```
/// # use both_sides::report::lens::first_sentence;
/// let found = first_sentence("4 of 18 moved. Ravosel Optics rose by 2.5 to 12. It led.");
/// assert_eq!(found, ("4 of 18 moved.", "Ravosel Optics rose by 2.5 to 12. It led."));
/// assert_eq!(first_sentence("Nothing moved."), ("Nothing moved.", ""));
/// ```
pub fn first_sentence(text: &str) -> (&str, &str) {
    let ends = text.match_indices(". ").map(|(at, _)| at + 1);
    let mut ends = ends.filter(|&at| {
        text[at..]
            .trim_start()
            .starts_with(|next: char| !next.is_lowercase())
    });
    ends.next()
        .map_or((text, ""), |at| (&text[..at], text[at..].trim_start()))
}

/// Rows of the accounts a lens shows: those of `passing`, or all, as far as they are valued.
pub fn rows_shown(document: &Document, valuation: &Valuation, passing: Option<&[usize]>) -> Vec<usize> {
    let n_known = document.portfolio.accounts.len().min(valuation.n_rows());
    match passing {
        Some(rows) => rows.iter().copied().filter(|&row| row < n_known).collect(),
        None => (0..n_known).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_column_with_words_in_it_is_none_of_numbers() {
        let cells = |cells: [&str; 4]| LensRow {
            row: None,
            cells: cells.map(str::to_owned).into(),
        };
        let table = LensTable {
            caption: String::new(),
            headers: ["Account", "Worth", "Why", "Length"].map(str::to_owned).into(),
            rows: vec![
                cells(["Alder", "€12", "big but losing", "3.5 years"]),
                cells(["Birch", "–", "", "–"]),
            ],
        };
        let found: Vec<bool> = (0..4).map(|column| table.holds_numbers(column)).collect();
        assert_eq!(found, [false, true, false, true]);
    }
}
