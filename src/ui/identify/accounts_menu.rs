//! The menu of a column: order, filter, place, width.

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

use crate::report::table::{ColumnId, Nature, Sort};
use crate::session::TableChange;

use super::accounts_filter::ColumnFilter;
use super::accounts_sheet::Sheet;

const MENU: &str = "column-menu";
/// Width of the menu in CSS pixels, as in the style sheet.
const WIDTH: f64 = 272.0;

impl Sheet {
    /// Opens the menu of `column` below its header.
    pub fn open_menu(self, column: ColumnId) {
        let place = self
            .columns
            .with_untracked(|columns| columns.iter().position(|shown| shown.id == column));
        let header = place.and_then(|place| {
            self.element(super::accounts_sheet::Spot {
                row: 0,
                column: place + 1,
            })
        });
        let (Some(header), Some(menu)) = (header, menu_element()) else {
            return;
        };
        self.menu.set(Some(column));
        let below = header.get_bounding_client_rect();
        let screen = document()
            .document_element()
            .map_or(WIDTH, |page| f64::from(page.client_width()));
        let left = below.left().min(screen - WIDTH - 8.0).max(8.0);
        let style = web_sys::HtmlElement::style(&menu);
        // A menu that cannot be placed still opens, in the middle of the screen.
        let _ = style.set_property("left", &format!("{left}px"));
        let _ = style.set_property("top", &format!("{}px", below.bottom() + 2.0));
        let _ = menu.show_popover();
        request_animation_frame(focus_menu);
    }

    /// Closes the menu; the focus goes back to the table.
    pub fn close_menu(self) {
        if let Some(menu) = menu_element() {
            // Refused only when it is closed already.
            let _ = menu.hide_popover();
        }
        self.wants_focus.set_value(true);
        self.active.notify();
    }
}

/// Gives the keyboard to the first control of the menu; closing gives it back.
fn focus_menu() {
    let first = menu_element().and_then(|menu| menu.query_selector("button").ok().flatten());
    if let Some(first) = first.and_then(|first| first.dyn_into::<HtmlElement>().ok()) {
        // A button of an open menu takes the focus.
        let _ = first.focus();
    }
}

fn menu_element() -> Option<HtmlElement> {
    document().get_element_by_id(MENU)?.dyn_into().ok()
}

/// The menu of the column it was opened for.
#[component]
pub fn ColumnMenu(sheet: Sheet) -> impl IntoView {
    let title = move || {
        sheet
            .menu
            .with(|menu| menu.as_ref().map(|column| column.label().to_owned()))
    };
    view! {
        <div id=MENU class="column-menu" popover="auto" role="dialog" aria-label=move || title().map(|title| format!("Column {title}"))>
            {move || sheet.menu.get().map(|column| view! { <MenuContent sheet column /> })}
        </div>
    }
}

#[component]
fn MenuContent(sheet: Sheet, column: ColumnId) -> impl IntoView {
    let (up, down) = match column.nature() {
        Nature::Text => ("A to Z", "Z to A"),
        Nature::Number => ("Smallest first", "Largest first"),
        Nature::Day => ("Earliest first", "Latest first"),
    };
    let column = StoredValue::new(column);
    let sort = move |is_descending: Option<bool>| {
        let sort = is_descending.map(|is_descending| Sort {
            column: column.get_value(),
            is_descending,
        });
        sheet.sort(sort);
        sheet.close_menu();
    };
    let is_sorted = move |is_descending: bool| {
        let view = sheet.workspace.table.read();
        let here = view
            .sort
            .as_ref()
            .filter(|sort| column.with_value(|column| sort.column == *column));
        here.is_some_and(|sort| sort.is_descending == is_descending)
    };
    let pressed = move |is_descending| move || if is_sorted(is_descending) { "true" } else { "false" };
    let label = column.with_value(|column| column.label().to_owned());
    let about = column.with_value(ColumnId::about);
    view! {
        <header>
            <h2>{label}</h2>
            <p class="hint">{about}</p>
        </header>
        <div class="menu-line" role="group" aria-label="Order">
            <button aria-pressed=pressed(false) on:click=move |_| sort(Some(false))>{up}</button>
            <button aria-pressed=pressed(true) on:click=move |_| sort(Some(true))>{down}</button>
            <button on:click=move |_| sort(None)>"Unsorted"</button>
        </div>
        <ColumnFilter sheet column=column.get_value() />
        <PlaceAndWidth sheet column=column.get_value() />
    }
}

#[component]
fn PlaceAndWidth(sheet: Sheet, column: ColumnId) -> impl IntoView {
    let is_name = column == ColumnId::Field(crate::portfolio::Field::Name);
    let column = StoredValue::new(column);
    let widen = move |by: i16| column.with_value(|column| sheet.widen(column, by));
    let shift = move |by: isize| {
        column.with_value(|column| sheet.move_column(column, by));
    };
    let hide = move |_| {
        column.with_value(|column| sheet.hide_column(column));
        sheet.close_menu();
    };
    view! {
        <div class="menu-line" role="group" aria-label="Width">
            <button on:click=move |_| widen(-24)>"Narrower"</button>
            <button on:click=move |_| widen(24)>"Wider"</button>
        </div>
        <Show when=move || !is_name>
            <div class="menu-line" role="group" aria-label="Place">
                <button on:click=move |_| shift(-1)>"← Move"</button>
                <button on:click=move |_| shift(1)>"Move →"</button>
                <button on:click=hide>"Hide"</button>
            </div>
        </Show>
    }
}

impl Sheet {
    fn shown_columns(self) -> Vec<ColumnId> {
        self.columns
            .with_untracked(|columns| columns.iter().map(|column| column.id.clone()).collect())
    }

    /// Moves a column left or right; the name stays first.
    fn move_column(self, column: &ColumnId, by: isize) {
        let mut columns = self.shown_columns();
        let Some(from) = columns.iter().position(|shown| shown == column) else {
            return;
        };
        let to = from.saturating_add_signed(by).clamp(1, columns.len() - 1);
        columns.swap(from, to);
        self.change(TableChange::ColumnsChosen(Some(columns)));
        self.spoken
            .set(format!("{} is column {}", column.label(), to + 1));
    }

    /// Takes a column out of sight.
    fn hide_column(self, column: &ColumnId) {
        let mut columns = self.shown_columns();
        columns.retain(|shown| shown != column);
        self.change(TableChange::ColumnsChosen(Some(columns)));
        self.spoken.set(format!("{} is hidden", column.label()));
    }

    /// Shows a column at the end, or hides it.
    pub fn toggle_column(self, column: &ColumnId) {
        let mut columns = self.shown_columns();
        if columns.contains(column) {
            columns.retain(|shown| shown != column);
        } else {
            columns.push(column.clone());
        }
        self.change(TableChange::ColumnsChosen(Some(columns)));
    }
}
