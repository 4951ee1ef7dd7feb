//! How the way the accounts table is looked at changes.

use crate::report::table::{ColumnId, Filter, NARROWEST, Sort, TableView, WIDEST};

/// The table is to be looked at in another way.
#[derive(Clone, Debug, PartialEq)]
pub enum TableChange {
    /// These columns; `None` goes back to the usual ones.
    ColumnsChosen(Option<Vec<ColumnId>>),
    /// A column's width in CSS pixels; `None` goes back to the usual one.
    WidthSet(ColumnId, Option<u16>),
    /// Another order of the rows; `None` is the order they came in.
    Sorted(Option<Sort>),
    /// What a column lets through; `None` is everything.
    Filtered(ColumnId, Option<Filter>),
    /// Words to look for.
    Searched(String),
    /// Every filter and the search are dropped.
    FiltersDropped,
    /// Everything at once: as it was kept on this device.
    Restored(Box<TableView>),
}

impl TableChange {
    /// Carries the change out on `view`.
    pub fn apply(self, view: &mut TableView) {
        match self {
            Self::ColumnsChosen(columns) => view.columns = columns,
            Self::WidthSet(column, None) => drop(view.widths.remove(&column)),
            Self::WidthSet(column, Some(width)) => {
                view.widths.insert(column, width.clamp(NARROWEST, WIDEST));
            }
            Self::Sorted(sort) => view.sort = sort,
            Self::Filtered(column, None) => drop(view.filters.remove(&column)),
            Self::Filtered(column, Some(filter)) => drop(view.filters.insert(column, filter)),
            Self::Searched(words) => view.search = words,
            Self::FiltersDropped => {
                view.filters.clear();
                view.search.clear();
            }
            Self::Restored(kept) => *view = *kept,
        }
    }
}
