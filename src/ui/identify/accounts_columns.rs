//! Choosing the columns of the accounts table.

use leptos::prelude::*;

use crate::report::table::{ColumnGroup, ColumnId, all_columns};
use crate::session::TableChange;
use crate::ui::widgets::{close_dialog, open_dialog};

use super::accounts_sheet::Sheet;

const DIALOG: &str = "choose-columns";

/// Opens the list of columns.
pub fn open_chooser() {
    open_dialog(DIALOG);
}

/// The list of all columns with those shown ticked.
#[component]
pub fn ColumnChooser(sheet: Sheet) -> impl IntoView {
    let groups = Memo::new(move |_| sheet.supply.with(all_columns));
    let sections = move || {
        let groups = groups.get();
        groups
            .into_iter()
            .map(|group| view! { <Group sheet group /> })
            .collect_view()
    };
    let is_usual = move || sheet.workspace.table.with(|view| view.columns.is_none());
    view! {
        <dialog id=DIALOG class="choose-columns" aria-labelledby="choose-columns-title">
            <header>
                <h2 id="choose-columns-title">"Columns"</h2>
                <button class="quiet icon" aria-label="Close" on:click=|_| close_dialog(DIALOG)>"×"</button>
            </header>
            <div class="choose-groups">{sections}</div>
            <p class="actions">
                <button class="primary" on:click=|_| close_dialog(DIALOG)>"Done"</button>
                <button disabled=is_usual on:click=move |_| sheet.change(TableChange::ColumnsChosen(None))>"Back to the usual columns"</button>
            </p>
        </dialog>
    }
}

#[component]
fn Group(sheet: Sheet, group: ColumnGroup) -> impl IntoView {
    let boxes = group
        .columns
        .into_iter()
        .map(|column| view! { <ColumnBox sheet column /> })
        .collect_view();
    view! { <fieldset><legend>{group.title}</legend>{boxes}</fieldset> }
}

#[component]
fn ColumnBox(sheet: Sheet, column: ColumnId) -> impl IntoView {
    let is_name = column == ColumnId::Field(crate::portfolio::Field::Name);
    let label = column.label().to_owned();
    let title = column.about();
    let column = StoredValue::new(column);
    let is_shown = move || {
        sheet
            .columns
            .with(|columns| column.with_value(|column| columns.iter().any(|shown| shown.id == *column)))
    };
    view! {
        <label class="check" title=title>
            <input
                type="checkbox"
                disabled=is_name
                prop:checked=is_shown
                on:change=move |_| column.with_value(|column| sheet.toggle_column(column))
            />
            {label}
        </label>
    }
}
