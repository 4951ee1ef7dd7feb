//! The rows of the accounts table in the order they stand.
//!
//! Rows do not jump while a person types in a sorted table: an order is held until the sort or a filter
//! changes, or accounts go. New accounts wait at the end.

use crate::measures::Valuation;
use crate::portfolio::{Document, Shared};

use super::table_filter::passing;
use super::table_ranks::TextRanks;
use super::table_sort::sorted;
use super::table_view::{Sort, TableView};

/// Above this many accounts nobody asks whether a held order would still come out the same.
const CHECKED: usize = 5_000;

/// Rows as they stand.
#[derive(Clone, Debug, PartialEq)]
pub struct TableOrder {
    /// Rows of the portfolio, in the order of the table.
    pub rows: Shared<Vec<u32>>,
    /// Accounts in the portfolio.
    pub n_accounts: usize,
    /// True where sorting or filtering anew might put rows elsewhere.
    pub is_held: bool,
    of: Shared<Document>,
    by: (Option<Sort>, TableView),
    is_valued: bool,
    /// Of the column of texts that was sorted by last.
    ranks: Option<TextRanks>,
}

impl TableOrder {
    /// Filters and sorts anew.
    pub fn new(document: &Shared<Document>, valuation: &Valuation, view: &TableView) -> Self {
        Self::anew(document, valuation, view, None)
    }

    /// Filters and sorts anew whatever is held, keeping the ranks of texts that stay as they are.
    pub fn again(&self, document: &Shared<Document>, valuation: &Valuation, view: &TableView) -> Self {
        Self::anew(document, valuation, view, self.ranks.as_ref())
    }

    fn anew(
        document: &Shared<Document>,
        valuation: &Valuation,
        view: &TableView,
        kept: Option<&TextRanks>,
    ) -> Self {
        let sort = view.sort.as_ref();
        let ranks = sort.and_then(|sort| TextRanks::new(document, valuation, &sort.column, kept));
        Self {
            rows: Shared::new(ordered(document, valuation, view, ranks.as_ref())),
            n_accounts: document.portfolio.accounts.len(),
            is_held: false,
            of: document.clone(),
            by: asked(view),
            is_valued: is_valued(document, valuation),
            ranks: ranks.or_else(|| kept.cloned()),
        }
    }

    /// The same order for a changed document, where only cells changed or accounts were added at the end;
    /// filtered and sorted anew otherwise.
    pub fn next(&self, document: &Shared<Document>, valuation: &Valuation, view: &TableView) -> Self {
        let is_untouched = view.sort.is_none() && !view.leaves_out();
        let n_accounts = document.portfolio.accounts.len();
        if is_untouched && self.by == asked(view) && self.n_accounts == n_accounts {
            return Self {
                of: document.clone(),
                is_valued: is_valued(document, valuation),
                ..self.clone()
            };
        }
        if is_untouched
            || self.by != asked(view)
            || self.is_valued != is_valued(document, valuation)
            || !document.portfolio.has_the_accounts_of(&self.of.portfolio)
        {
            return self.again(document, valuation, view);
        }
        let rows = if n_accounts == self.n_accounts {
            self.rows.clone()
        } else {
            let added = self.n_accounts as u32..n_accounts as u32;
            Shared::new(self.rows.iter().copied().chain(added).collect())
        };
        let is_held = n_accounts > CHECKED || rows != self.again(document, valuation, view).rows;
        Self {
            rows,
            n_accounts,
            is_held,
            of: document.clone(),
            by: self.by.clone(),
            is_valued: self.is_valued,
            ranks: self.ranks.clone(),
        }
    }

    /// True where the same rows stand in the same places.
    pub fn stands_as(&self, other: &Self) -> bool {
        (self.n_accounts, self.is_held) == (other.n_accounts, other.is_held) && self.rows == other.rows
    }

    /// Where the account in `row` of the portfolio stands; `None` when it is filtered out.
    pub fn position(&self, row: usize) -> Option<usize> {
        self.rows.iter().position(|&shown| shown as usize == row)
    }
}

/// What of a view decides about the order.
fn asked(view: &TableView) -> (Option<Sort>, TableView) {
    let filters = TableView {
        filters: view.filters.clone(),
        search: view.search.clone(),
        ..TableView::default()
    };
    (view.sort.clone(), filters)
}

fn is_valued(document: &Document, valuation: &Valuation) -> bool {
    use crate::measures::MeasureId;
    valuation.column(MeasureId::TotalValue).len() == document.portfolio.accounts.len()
}

fn ordered(
    document: &Document,
    valuation: &Valuation,
    view: &TableView,
    ranks: Option<&TextRanks>,
) -> Vec<u32> {
    let rows = if view.leaves_out() {
        passing(document, valuation, view)
    } else {
        (0..document.portfolio.accounts.len() as u32).collect()
    };
    match &view.sort {
        Some(sort) => sorted(document, valuation, &rows, sort, ranks),
        None => rows,
    }
}
