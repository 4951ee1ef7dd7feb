//! Earlier states: kept by the app from time to time, or by the person under a name.

use leptos::prelude::*;

use crate::report::stored::StoredRow;
use crate::session::KeepRequest;

use super::list::{DownloadButton, RowWords};
use super::{ask, workspace};

/// Versions of the open portfolio, and a way to keep one.
#[component]
pub fn Versions(#[prop(into)] rows: Signal<Vec<StoredRow>>) -> impl IntoView {
    let workspace = workspace();
    let (name, set_name) = signal(String::new());
    let is_unsaved = move || workspace.keeping.with(|keeping| keeping.portfolio.is_none());
    let keep = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let wanted = name.get_untracked().trim().to_owned();
        if !wanted.is_empty() {
            ask(workspace, KeepRequest::NameVersion(wanted));
            set_name.set(String::new());
        }
    };
    view! {
        <section>
            <h2>"Versions of it"</h2>
            <form class="open-portfolio" on:submit=keep>
                <div class="field">
                    <label for="version-name">"Keep it as it is now under the name"</label>
                    <input
                        id="version-name"
                        type="text"
                        maxlength="120"
                        placeholder="before the meeting"
                        prop:value=name
                        on:input:target=move |event| set_name.set(event.target().value())
                    />
                </div>
                <button type="submit" disabled=move || is_unsaved() || name.with(|name| name.trim().is_empty())>"Keep version"</button>
            </form>
            <Show
                when=move || rows.with(|rows| !rows.is_empty())
                fallback=|| view! { <p class="hint">"While you work, the app keeps one about every ten minutes."</p> }
            >
                <VersionList rows />
            </Show>
        </section>
    }
}

/// Versions of portfolios that are not open.
#[component]
pub fn OtherVersions(#[prop(into)] rows: Signal<Vec<StoredRow>>) -> impl IntoView {
    view! {
        <Show when=move || rows.with(|rows| !rows.is_empty())>
            <details>
                <summary>"Versions of the other portfolios"</summary>
                <p class="hint">"Going back to one of these opens it as a portfolio of its own."</p>
                <VersionList rows />
            </details>
        </Show>
    }
}

#[component]
fn VersionList(rows: Signal<Vec<StoredRow>>) -> impl IntoView {
    let workspace = workspace();
    let line = move |row: StoredRow| {
        let (key, back, gone) = (row.key.clone(), row.key.clone(), row.key.clone());
        let what = format!("{}, {}", row.name, row.saved);
        let is_sound = row.is_sound;
        view! {
            <li class="stored-row">
                <RowWords row />
                <div class="row-actions">
                    {is_sound.then(|| view! {
                        <button aria-label=format!("Go back to {what}") on:click=move |_| ask(workspace, KeepRequest::Restore(back.clone()))>"Go back to it"</button>
                    })}
                    <DownloadButton key name=format!("Download {what}") />
                    <button class="quiet" aria-label=format!("Remove {what}") on:click=move |_| ask(workspace, KeepRequest::Remove(gone.clone()))>"Remove"</button>
                </div>
            </li>
        }
    };
    view! {
        <ul class="stored-list">
            <For each=move || rows.get() key=|row| (row.key.clone(), row.saved.clone()) let(row)>{line(row)}</For>
        </ul>
    }
}
