//! The header of the accounts table: sorting, widths, and the menu of each column.

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, PointerEvent};

use crate::report::table::{ColumnId, ColumnReport, NARROWEST, Nature, Sort, WIDEST};
use crate::session::TableChange;

use super::accounts_sheet::{Sheet, Spot};

/// The row of headers.
#[component]
pub fn Header(sheet: Sheet) -> impl IntoView {
    let selection = sheet.workspace.selection;
    let all_selected = move || {
        let n_rows = sheet.order.with(|(_, order)| order.rows.len());
        n_rows > 0 && selection.with(|selection| selection.accounts.len()) >= n_rows
    };
    let spot = Spot { row: 0, column: 0 };
    let headers = move || {
        let columns = sheet.columns.get();
        let headers = columns.into_iter().enumerate();
        headers
            .map(|(place, column)| view! { <ColumnHeader sheet column place /> })
            .collect_view()
    };
    view! {
        <div class="sheet-head" role="rowgroup">
            <div class="sheet-row" role="row" aria-rowindex=1>
                <div
                    class="sheet-check"
                    role="columnheader"
                    id=spot.id()
                    aria-colindex=1
                    tabindex=move || sheet.tab_index(spot)
                >
                    <input type="checkbox" tabindex="-1" aria-label="Select all accounts shown" prop:checked=all_selected />
                </div>
                {headers}
            </div>
        </div>
    }
}

#[component]
fn ColumnHeader(sheet: Sheet, column: ColumnReport, place: usize) -> impl IntoView {
    let spot = Spot {
        row: 0,
        column: place + 1,
    };
    let sorted = match column.is_sorted_descending {
        None => None,
        Some(false) => Some(("ascending", "↑")),
        Some(true) => Some(("descending", "↓")),
    };
    let class = match (column.nature, place) {
        (_, 0) => "sheet-cell sheet-name",
        (Nature::Number, _) => "sheet-cell number",
        _ => "sheet-cell",
    };
    let title = format!("{}. {}", column.label, column.about);
    let menu_label = format!("Menu of {}", column.label);
    let id = column.id.clone();
    let edge_id = column.id.clone();
    view! {
        <div
            class=class
            class:filtered=column.is_filtered
            role="columnheader"
            id=spot.id()
            aria-colindex=place + 2
            aria-sort=sorted.map(|(word, _)| word)
            tabindex=move || sheet.tab_index(spot)
            title=title
        >
            <span class="sheet-text">{column.label}</span>
            {sorted.map(|(_, arrow)| view! { <span class="sheet-arrow" aria-hidden="true">{arrow}</span> })}
            {column.is_filtered.then(|| view! { <span class="sheet-arrow" title="Filtered">"▾"</span> })}
            <button class="sheet-menu" data-menu=id.key() tabindex="-1" aria-label=menu_label aria-haspopup="dialog">"⋯"</button>
            <span
                class="sheet-edge"
                aria-hidden="true"
                on:pointerdown=move |event| drag_edge(sheet, &event, &edge_id)
                on:pointermove=move |event| move_edge(sheet, &event)
                on:pointerup=move |_| drop_edge(sheet)
                on:pointercancel=move |_| sheet.dragged.set(None)
            ></span>
        </div>
    }
}

/// Takes hold of the right edge of a column.
fn drag_edge(sheet: Sheet, event: &PointerEvent, column: &ColumnId) {
    event.prevent_default();
    event.stop_propagation();
    if let Some(edge) = event
        .target()
        .and_then(|target| target.dyn_into::<HtmlElement>().ok())
    {
        // Without capture the drag ends at the edge of the header.
        let _ = edge.set_pointer_capture(event.pointer_id());
    }
    let width = sheet.workspace.table.with_untracked(|view| view.width(column));
    sheet.dragged.set(Some((column.clone(), width)));
}

fn move_edge(sheet: Sheet, event: &PointerEvent) {
    let Some((column, _)) = sheet.dragged.get_untracked() else {
        return;
    };
    let header = event
        .target()
        .and_then(|target| target.dyn_into::<HtmlElement>().ok())
        .and_then(|edge| edge.parent_element());
    if let Some(header) = header {
        let width = f64::from(event.client_x()) - header.get_bounding_client_rect().left();
        let width = width.clamp(f64::from(NARROWEST), f64::from(WIDEST)) as u16;
        sheet.dragged.set(Some((column, width)));
    }
}

fn drop_edge(sheet: Sheet) {
    if let Some((column, width)) = sheet.dragged.get_untracked() {
        sheet.change(TableChange::WidthSet(column, Some(width)));
        sheet.dragged.set(None);
    }
}

impl Sheet {
    fn tab_index(self, spot: Spot) -> &'static str {
        if self.active.get() == spot { "0" } else { "-1" }
    }

    /// Sorts by `column` one way, then the other, then not at all. Numbers begin with the largest.
    pub fn sort_next(self, column: &ColumnId) {
        let begins_descending = column.nature() == Nature::Number;
        let now = self.workspace.table.with_untracked(|view| view.sort.clone());
        let next = match now.filter(|sort| sort.column == *column) {
            None => Some(begins_descending),
            Some(sort) if sort.is_descending == begins_descending => Some(!begins_descending),
            Some(_) => None,
        };
        self.sort(next.map(|is_descending| Sort {
            column: column.clone(),
            is_descending,
        }));
    }

    /// Sorts and says so.
    pub fn sort(self, sort: Option<Sort>) {
        let at_header = self.spot().row == 0;
        self.change(TableChange::Sorted(sort));
        if at_header {
            self.wants_focus.set_value(true);
            self.active.notify();
        }
        self.speak_order();
    }

    /// Makes a column wider, or narrower.
    pub fn widen(self, column: &ColumnId, by: i16) {
        let width = self.workspace.table.with_untracked(|view| view.width(column));
        let width = width.saturating_add_signed(by).clamp(NARROWEST, WIDEST);
        self.change(TableChange::WidthSet(column.clone(), Some(width)));
        self.wants_focus.set_value(true);
        self.active.notify();
        self.spoken.set(format!("{}: {width} wide", column.label()));
    }
}
