//! Everything stored, sound or damaged, each with its download. The same list opens without the app, from the
//! page's own script, when `#recover` stands in the address as the page loads.

use leptos::prelude::*;

use crate::saved::shelf::Kind;
use crate::session::KeepRequest;

use super::{StorageProblem, ask, workspace};

/// The recovery page inside the app.
#[component]
pub fn RecoverPage() -> impl IntoView {
    let workspace = workspace();
    let rows = Memo::new(move |_| {
        workspace.keeping.with(|keeping| {
            let entries = keeping.stored.entries.iter();
            entries
                .map(|entry| (entry.key.clone(), words(entry), entry.n_units))
                .collect::<Vec<_>>()
        })
    });
    let line = move |(key, words, n_units): (String, String, usize)| {
        let (get, name) = (key.clone(), format!("Download {key}"));
        view! {
            <li class="stored-row">
                <div class="row-words">
                    <strong>{words}</strong>
                    <span class="hint"><code>{key}</code>{format!(" · {n_units} characters")}</span>
                </div>
                <div class="row-actions">
                    <button aria-label=name on:click=move |_| ask(workspace, KeepRequest::Download(get.clone()))>"Download"</button>
                </div>
            </li>
        }
    };
    view! {
        <div class="portfolios">
            <h1>"Recover what is stored"</h1>
            <p class="lead">"Every text this page has stored on this device. Nothing is changed by looking or downloading."</p>
            <StorageProblem />
            <Show when=move || rows.with(|rows| !rows.is_empty()) fallback=|| view! { <p>"Nothing is stored on this device for this page."</p> }>
                <p class="actions">
                    <button class="primary" on:click=move |_| ask(workspace, KeepRequest::DownloadAll)>"Download everything"</button>
                </p>
                <ul class="stored-list">
                    <For each=move || rows.get() key=|row| row.0.clone() let(row)>{line(row)}</For>
                </ul>
            </Show>
            <p class="hint">"This list also opens without the app: load the page with #recover at the end of its address."</p>
        </div>
    }
}

fn words(entry: &crate::saved::shelf::Entry) -> String {
    let name = entry.head.as_ref().map(|head| head.name.clone());
    match (entry.kind, name) {
        (Kind::Portfolio, Some(name)) => format!("Portfolio {name}"),
        (Kind::Deleted, Some(name)) => format!("Deleted portfolio {name}"),
        (Kind::Version, Some(name)) => format!("Version of {name}"),
        (Kind::Other, _) => "Settings".to_owned(),
        (_, None) => "Damaged: it does not open, but can be downloaded".to_owned(),
    }
}
