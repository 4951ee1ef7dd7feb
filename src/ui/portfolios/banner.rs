//! Above every screen, as long as something about saving needs the person.

use leptos::prelude::*;

use crate::session::{KeepRequest, SaveState};

use super::{ask, workspace};

/// Says that the portfolio is not saved, or that another tab is its writer, with the ways out.
#[component]
pub fn KeepBanner() -> impl IntoView {
    let workspace = workspace();
    let failure = Memo::new(move |_| {
        workspace.keeping.with(|keeping| match &keeping.state {
            SaveState::Failed(sentence) => Some(sentence.clone()),
            _ => None,
        })
    });
    let is_read_only = Memo::new(move |_| workspace.keeping.with(|keeping| keeping.is_read_only));
    view! {
        <div class="keep-banner" role="alert">
            <Show when=move || failure.with(Option::is_some)>
                <div class="notice" data-kind="problem">
                    <p><strong>"NOT saved. "</strong>{move || failure.get()}</p>
                    <button class="primary" on:click=move |_| ask(workspace, KeepRequest::DownloadOpen)>"Download now"</button>
                    <Show when=move || !is_read_only.get()>
                        <button on:click=move |_| ask(workspace, KeepRequest::SaveNow)>"Try again"</button>
                    </Show>
                </div>
            </Show>
            <Show when=move || is_read_only.get()>
                <div class="notice">
                    <p>
                        "This portfolio is being edited in another tab. Here you can look at it, and changes made there appear by themselves."
                    </p>
                    <button on:click=move |_| ask(workspace, KeepRequest::TakeOver)>"Take over"</button>
                </div>
            </Show>
        </div>
    }
}
