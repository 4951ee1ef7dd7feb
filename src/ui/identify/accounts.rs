//! The page of all accounts: a table to read and to write in.

use leptos::prelude::*;

use crate::report::table::summary;
use crate::session::Place;
use crate::ui::workspace::workspace;

use super::accounts_bar::{FilterChips, SelectionBar, Toolbar};
use super::accounts_columns::ColumnChooser;
use super::accounts_grid::AccountsGrid;
use super::accounts_menu::ColumnMenu;
use super::accounts_sheet::Sheet;

/// The page of all accounts.
#[component]
pub fn AccountsPage() -> impl IntoView {
    let sheet = Sheet::new(workspace());
    let has_accounts = Memo::new(move |_| {
        let document = sheet.workspace.document;
        document.with(|document| !document.portfolio.accounts.is_empty())
    });
    let about = Memo::new(move |_| {
        let workspace = sheet.workspace;
        sheet
            .order
            .with(|(_, order)| summary(&workspace.valuation.read().output, order, &workspace.style.read()))
    });
    view! {
        <div class="accounts-page">
            <header class="accounts-title">
                <h1>"Accounts"</h1>
                <Show when=move || has_accounts.get()>
                    <p>
                        <strong>{move || about.with(|about| about.count.clone())}</strong>
                        {move || about.with(|about| about.completeness.clone()).map(|words| format!(" · {words}"))}
                        {move || sheet.workspace.is_valuing.get().then_some(" · working out the numbers …")}
                    </p>
                </Show>
            </header>
            <p class="visually-hidden" role="status">{move || sheet.spoken.get()}</p>
            <Show when=move || has_accounts.get() fallback=move || view! { <NoAccounts sheet /> }>
                <Toolbar sheet />
                <FilterChips sheet />
                <SelectionBar sheet />
                <Refusals sheet />
                <AccountsGrid sheet />
                <ColumnMenu sheet />
                <ColumnChooser sheet />
            </Show>
        </div>
    }
}

/// What to do when there is nobody yet.
#[component]
fn NoAccounts(sheet: Sheet) -> impl IntoView {
    view! {
        <div class="accounts-none">
            <p>"Nobody is here yet. An account is anybody you deal with: a customer, a prospect, a partner, somebody others listen to."</p>
            <p class="actions">
                <a class="button primary" href=Place::Import.fragment()>"Bring data in"</a>
                <button on:click=move |_| sheet.add_account()>"Add an account"</button>
            </p>
            <p class="hint">"A table copied in a spreadsheet can be pasted where data is brought in."</p>
        </div>
    }
}

/// Cells that were not taken, by row and column, until closed.
#[component]
fn Refusals(sheet: Sheet) -> impl IntoView {
    const SHOWN: usize = 5;
    let more = move || sheet.refusals.with(Vec::len).saturating_sub(SHOWN);
    let lines = move || {
        let shown = sheet
            .refusals
            .with(|refusals| refusals.iter().take(SHOWN).cloned().collect::<Vec<_>>());
        shown
            .into_iter()
            .map(|line| view! { <li>{line}</li> })
            .collect_view()
    };
    view! {
        <div role="alert">
            <Show when=move || sheet.refusals.with(|refusals| !refusals.is_empty())>
                <div class="accounts-refusals">
                    <ul>
                        {lines}
                        <Show when=move || { more() > 0 }><li>{move || format!("and {} more", more())}</li></Show>
                    </ul>
                    <button class="quiet icon" aria-label="Close the list" on:click=move |_| sheet.refusals.set(Vec::new())>"×"</button>
                </div>
            </Show>
        </div>
    }
}
