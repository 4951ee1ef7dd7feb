//! Portfolios and deleted portfolios, a line each.

use leptos::prelude::*;

use crate::report::stored::StoredRow;
use crate::session::KeepRequest;

use super::{ask, workspace};

/// The portfolios on this device.
#[component]
pub fn PortfolioList(#[prop(into)] rows: Signal<Vec<StoredRow>>) -> impl IntoView {
    view! {
        <Show
            when=move || rows.with(|rows| !rows.is_empty())
            fallback=|| view! { <p class="hint">"Nothing is stored yet. The first change stores the open portfolio."</p> }
        >
            <ul class="stored-list">
                <For each=move || rows.get() key=|row| (row.key.clone(), row.saved.clone(), row.is_open, row.name.clone()) let(row)>
                    <PortfolioRow row />
                </For>
            </ul>
        </Show>
    }
}

#[component]
fn PortfolioRow(row: StoredRow) -> impl IntoView {
    let workspace = workspace();
    let StoredRow {
        key,
        portfolio,
        name,
        is_open,
        is_sound,
        ..
    } = row.clone();
    let (open, copy, delete) = (portfolio.clone(), portfolio.clone(), portfolio);
    let label = move |verb: &str| format!("{verb} {name}");
    view! {
        <li class="stored-row" data-open=is_open.then_some("true")>
            <RowWords row />
            <div class="row-actions">
                {(is_sound && !is_open).then(|| view! {
                    <button aria-label=label("Open") on:click=move |_| ask(workspace, KeepRequest::Open(open.clone()))>"Open"</button>
                })}
                {is_open.then(|| view! { <span class="tag">"Open"</span> })}
                {(is_sound && !is_open).then(|| view! {
                    <button class="quiet" aria-label=label("Copy") on:click=move |_| ask(workspace, KeepRequest::Duplicate(copy.clone()))>"Copy"</button>
                })}
                <DownloadButton key name=label("Download") />
                <button class="quiet" aria-label=label("Delete") on:click=move |_| ask(workspace, KeepRequest::Delete(delete.clone()))>"Delete"</button>
            </div>
        </li>
    }
}

/// Portfolios that were deleted and can be brought back.
#[component]
pub fn DeletedList(#[prop(into)] rows: Signal<Vec<StoredRow>>) -> impl IntoView {
    let workspace = workspace();
    let line = move |row: StoredRow| {
        let (back, gone) = (row.portfolio.clone(), row.key.clone());
        let name = row.name.clone();
        view! {
            <li class="stored-row">
                <RowWords row />
                <div class="row-actions">
                    <button aria-label=format!("Bring back {name}") on:click=move |_| ask(workspace, KeepRequest::BringBack(back.clone()))>"Bring back"</button>
                    <button class="quiet" aria-label=format!("Remove {name} for good") on:click=move |_| ask(workspace, KeepRequest::Remove(gone.clone()))>"Remove for good"</button>
                </div>
            </li>
        }
    };
    view! {
        <Show when=move || rows.with(|rows| !rows.is_empty())>
            <section>
                <h2>"Deleted"</h2>
                <p class="hint">"They can be brought back until their room is needed for something else."</p>
                <ul class="stored-list">
                    <For each=move || rows.get() key=|row| row.key.clone() let(row)>{line(row)}</For>
                </ul>
            </section>
        </Show>
    }
}

/// Name, size and time of a stored text.
#[component]
pub fn RowWords(row: StoredRow) -> impl IntoView {
    view! {
        <div class="row-words">
            <strong>{row.name}</strong>
            <span class="hint">{format!("{} · {} · {}", row.what, row.saved, row.size)}</span>
        </div>
    }
}

/// Hands a stored text over as a file.
#[component]
pub fn DownloadButton(key: String, name: String) -> impl IntoView {
    let workspace = workspace();
    view! {
        <button class="quiet" aria-label=name on:click=move |_| ask(workspace, KeepRequest::Download(key.clone()))>"Download"</button>
    }
}
