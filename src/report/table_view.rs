//! How a person wants to see the accounts table. Kept apart from the document and no part of its history.

use std::collections::{BTreeMap, BTreeSet};

use super::table_columns::{ColumnId, NARROWEST, WIDEST};

/// Order of the rows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sort {
    /// By this column.
    pub column: ColumnId,
    /// Largest, latest or last in the alphabet first. Unknown comes last either way.
    pub is_descending: bool,
}

/// Which rows a column lets through.
#[derive(Clone, Debug, PartialEq)]
pub enum Filter {
    /// One of these texts; the empty text stands for unknown.
    OneOf(BTreeSet<String>),
    /// Contains every one of these words.
    Contains(String),
    /// At least `low` and at most `high`; unknown does not pass.
    Between {
        /// Smallest number, or first day counted from 1970.
        low: Option<f64>,
        /// Largest number, or last day counted from 1970.
        high: Option<f64>,
    },
    /// Nothing is known.
    Unknown,
}

/// Columns, widths, order and filters of the accounts table.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct TableView {
    /// The columns a person chose; `None` shows the usual ones.
    pub columns: Option<Vec<ColumnId>>,
    /// Widths a person chose, in CSS pixels.
    pub widths: BTreeMap<ColumnId, u16>,
    /// Order of the rows; `None` is the order they came in.
    pub sort: Option<Sort>,
    /// Filters by column; a row passes all of them.
    pub filters: BTreeMap<ColumnId, Filter>,
    /// Words to be found in name, kind, segment, region, owner, tags, id, note or an extra column.
    pub search: String,
}

impl TableView {
    /// Width of `column`, in CSS pixels.
    pub fn width(&self, column: &ColumnId) -> u16 {
        let chosen = self.widths.get(column).copied();
        chosen
            .unwrap_or_else(|| column.usual_width())
            .clamp(NARROWEST, WIDEST)
    }

    /// True where rows are left out.
    pub fn leaves_out(&self) -> bool {
        !self.filters.is_empty() || !self.search.trim().is_empty()
    }
}
