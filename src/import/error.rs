//! Why a file cannot be read as a table at all; each says what to do.

use thiserror::Error;

/// A file that cannot be read as a table.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum ImportError {
    /// No byte in it, or only space.
    #[error("{file} is empty; pick the file you exported")]
    EmptyFile {
        /// Name of the file.
        file: String,
    },
    /// A header and nothing below.
    #[error("{file} has a header but no line below it; check that the export had rows")]
    HeaderOnly {
        /// Name of the file.
        file: String,
    },
    /// A spreadsheet program's own file.
    #[error(
        "{file} is a workbook, which is not read here; open it in your spreadsheet program and save the sheet as CSV"
    )]
    Workbook {
        /// Name of the file.
        file: String,
    },
    /// A picture, a document or a program's own file.
    #[error("{file} is {what}; export the table as CSV and bring that")]
    NotText {
        /// Name of the file.
        file: String,
        /// What it is.
        what: &'static str,
    },
    /// A portfolio file, which opens rather than imports.
    #[error("{file} is a portfolio of this app; use Open instead of Import")]
    PortfolioFile {
        /// Name of the file.
        file: String,
    },
    /// Far too many columns.
    #[error("{file} has more than {most} cells in a line; check the mark between cells")]
    TooManyColumns {
        /// Name of the file.
        file: String,
        /// Columns that are read at most.
        most: usize,
    },
    /// Hardly a line that can be read.
    #[error(
        "more than {most} lines of {file} have problems; check the mark between cells and what the columns become"
    )]
    TooManyProblems {
        /// Name of the file.
        file: String,
        /// Lines with problems that are kept at most.
        most: usize,
    },
    /// Lines that stand for groups of customers.
    #[error(
        "each line of {file} stands for a whole group of customers (column \"{column}\" counts them); paste it under Models to fit a model to it, or bring a file with one line per customer or per order"
    )]
    Grouped {
        /// Name of the file.
        file: String,
        /// The column that counts.
        column: String,
    },
}
