//! Above the table: search, columns, new accounts; what is filtered; what is selected.

use leptos::prelude::*;

use crate::report::table::{ColumnId, Filter, filter_sentence};
use crate::session::{Message, Place, Select, TableChange};

use super::accounts_columns::open_chooser;
use super::accounts_sheet::Sheet;

/// Search and what can be done with the whole table.
#[component]
pub fn Toolbar(sheet: Sheet) -> impl IntoView {
    let words = move || sheet.workspace.table.with(|view| view.search.clone());
    let search = move |event: leptos::ev::Targeted<leptos::ev::Event, web_sys::HtmlInputElement>| {
        sheet.change(TableChange::Searched(event.target().value()));
        sheet.speak_order();
    };
    let is_held = move || sheet.order.with(|(_, order)| order.is_held);
    let order_anew = move |_| {
        sheet.times_sorted.update(|times| *times += 1);
        sheet.speak_order();
    };
    view! {
        <div class="accounts-tools">
            <input
                type="search"
                class="accounts-search"
                aria-label="Search accounts"
                placeholder="Search name, segment, owner, note …"
                prop:value=words
                on:input:target=search
            />
            <button on:click=|_| open_chooser()>"Columns"</button>
            <Show when=is_held>
                <button
                    title="Rows stay where they are while you write. This puts them in order again."
                    on:click=order_anew
                >"Sort again"</button>
            </Show>
            <span class="spring"></span>
            <button on:click=move |_| sheet.add_account()>"Add an account"</button>
        </div>
    }
}

/// The filters in force, each to be dropped.
#[component]
pub fn FilterChips(sheet: Sheet) -> impl IntoView {
    let workspace = sheet.workspace;
    let filters = move || {
        let view = workspace.table.read();
        view.filters
            .iter()
            .map(|(column, filter)| (column.clone(), filter.clone()))
            .collect::<Vec<(ColumnId, Filter)>>()
    };
    let chips = move || {
        let style = workspace.style.read();
        let chips = filters().into_iter().map(|(column, filter)| {
            let sentence = filter_sentence(&column, &filter, &style);
            let label = format!("Drop the filter {sentence}");
            let drop = move |_| {
                sheet.change(TableChange::Filtered(column.clone(), None));
                sheet.speak_order();
            };
            view! { <button class="chip" aria-label=label on:click=drop>{sentence}<span aria-hidden="true">"×"</span></button> }
        });
        chips.collect_view()
    };
    let drop_all = move |_| {
        sheet.change(TableChange::FiltersDropped);
        sheet.speak_order();
    };
    view! {
        <Show when=move || workspace.table.with(|view| view.leaves_out())>
            <div class="accounts-chips" role="group" aria-label="Filters">
                {chips}
                <button class="link" on:click=drop_all>"Show all accounts"</button>
            </div>
        </Show>
    }
}

/// What can be done with the selected accounts.
#[component]
pub fn SelectionBar(sheet: Sheet) -> impl IntoView {
    let workspace = sheet.workspace;
    let n_selected = Memo::new(move |_| workspace.selection.with(|selection| selection.accounts.len()));
    let words = move || match n_selected.get() {
        1 => "1 account selected".to_owned(),
        n => format!(
            "{} accounts selected",
            workspace.style.with(|style| style.number(n as f64, 0))
        ),
    };
    view! {
        <Show when=move || { n_selected.get() > 0 }>
            <div class="accounts-selection" role="group" aria-label="Selected accounts">
                <strong>{words}</strong>
                <a class="button" href=Place::ValueMap.fragment()>"See on the map"</a>
                <button on:click=move |_| sheet.delete_selected()>"Delete"</button>
                <button class="quiet" on:click=move |_| workspace.send(Message::Selected(Select::These(Vec::new())))>"Select none"</button>
            </div>
        </Show>
    }
}
