//! The accounts table put in another order.

use both_sides::measures::{MeasureId, Valuation, value};
use both_sides::portfolio::{Document, Field, Shared};
use both_sides::report::table::{ColumnId, Sort, TableOrder, TableView};
use wasm_bindgen::prelude::*;

use crate::portfolio::document;

/// A valued portfolio and the order of its table.
#[wasm_bindgen]
pub struct SortBench {
    document: Shared<Document>,
    valuation: Valuation,
    order: TableOrder,
}

#[wasm_bindgen]
impl SortBench {
    /// A table of `n_accounts`.
    #[wasm_bindgen(constructor)]
    pub fn new(n_accounts: usize) -> Self {
        let document = Shared::new(document(n_accounts));
        let valuation = value(&document).output;
        let order = TableOrder::new(&document, &valuation, &TableView::default());
        Self {
            document,
            valuation,
            order,
        }
    }

    /// Sorts by total value.
    pub fn by_number(&mut self, is_descending: bool) -> u32 {
        self.sort(ColumnId::Measure(MeasureId::TotalValue), is_descending)
    }

    /// Sorts by name.
    pub fn by_name(&mut self, is_descending: bool) -> u32 {
        self.sort(ColumnId::Field(Field::Name), is_descending)
    }

    fn sort(&mut self, column: ColumnId, is_descending: bool) -> u32 {
        let view = TableView {
            sort: Some(Sort {
                column,
                is_descending,
            }),
            ..TableView::default()
        };
        self.order = self.order.next(&self.document, &self.valuation, &view);
        self.order.rows.first().copied().unwrap_or_default()
    }
}
