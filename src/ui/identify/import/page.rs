//! The page: what arrived, or the ways to bring something.

use leptos::prelude::*;

use crate::report::import::{size_text, tally_sentence};
use crate::session::{ImportMessage, Message};

use super::arrive::Arrive;
use super::columns::Columns;
use super::layout::LayoutSettings;
use super::preview::{Caveats, FirstRows};
use super::problems::Problems;
use super::questions::Questions;
use super::take_over::TakeOver;
use super::{Looked, looked};

/// Bringing data in.
#[component]
pub fn ImportPage() -> impl IntoView {
    let looked = Looked::new();
    provide_context(looked);
    let has_file = Memo::new(move |_| looked.incoming.with(Option::is_some));
    view! {
        <div class="import">
            <h1>"Bring data in"</h1>
            <Refusals />
            <Show when=move || has_file.get() fallback=|| view! { <Arrive /> }>
                <FileHeading />
                <Draft />
            </Show>
        </div>
    }
}

/// Why files were refused.
#[component]
fn Refusals() -> impl IntoView {
    let workspace = looked().workspace;
    let refusals = move || workspace.importing.with(|importing| importing.refusals.clone());
    view! {
        <Show when=move || workspace.importing.with(|importing| !importing.refusals.is_empty())>
            <div class="refusals" role="alert">
                <ul>{move || refusals().into_iter().map(|refusal| view! { <li>{refusal}</li> }).collect_view()}</ul>
                <button
                    class="quiet"
                    on:click=move |_| workspace.send(Message::Import(ImportMessage::RefusalsClosed))
                >
                    "Close"
                </button>
            </div>
        </Show>
    }
}

/// Name of the file, and how far reading has come.
#[component]
fn FileHeading() -> impl IntoView {
    let looked = looked();
    let style = looked.workspace.style;
    let name = move || looked.read(|incoming| incoming.file.name.clone());
    let size = move || looked.read(|incoming| size_text(incoming.file.n_bytes, &style.read()));
    let progress = Memo::new(move |_| looked.read(|incoming| incoming.progress));
    let share = move || {
        let n_bytes = looked.read(|incoming| incoming.file.n_bytes).max(1.0);
        progress.get().map_or(1.0, |read| read / n_bytes)
    };
    let waiting = move || {
        let names = looked.workspace.importing.with(|importing| {
            importing
                .waiting
                .iter()
                .map(|file| file.name.clone())
                .collect::<Vec<_>>()
        });
        (!names.is_empty()).then(|| format!("After this one: {}.", names.join(", ")))
    };
    let said = move || match (progress.get(), looked.read(|incoming| incoming.draft.clone())) {
        (Some(_), _) => "Reading …".to_owned(),
        (None, Some(draft)) => tally_sentence(&draft, &style.read()),
        (None, None) => String::new(),
    };
    let refusal = move || looked.read(|incoming| incoming.refusal.clone());
    view! {
        <header class="file-heading">
            <h2>{name}" "<small>{size}</small></h2>
            <p role="status" class="tally">{said}</p>
            <Show when=move || progress.get().is_some()>
                <progress max="1" prop:value=share aria-label="Reading the file"></progress>
            </Show>
            <p class="hint">{waiting}</p>
            <Show when=move || refusal().is_some()>
                <p class="refusals" role="alert">{refusal}</p>
            </Show>
        </header>
    }
}

#[component]
fn Draft() -> impl IntoView {
    let looked = looked();
    let has_draft = Memo::new(move |_| looked.read(|incoming| incoming.draft.is_some()));
    view! {
        <LayoutSettings />
        <Show when=move || has_draft.get()>
            <Questions />
            <Columns />
            <Problems />
            <FirstRows />
            <Caveats />
        </Show>
        <TakeOver />
    }
}
