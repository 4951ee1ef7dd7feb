//! Above every screen: which portfolio, whether it is saved, undo, redo, search.

use leptos::prelude::*;

use crate::session::{Message, Place, SaveState};

use super::palette::open_palette;
use super::take_out::open_take_out;
use super::workspace::workspace;

/// The bar above every screen.
#[component]
pub fn TopBar() -> impl IntoView {
    let workspace = workspace();
    let name = move || workspace.base.with(|document| document.name.clone());
    let is_sample = move || workspace.document.with(|document| document.is_sample);
    view! {
        <header class="top-bar">
            <button class="menu-button" popovertarget="navigation" aria-label="Sections">"☰"</button>
            <a class="portfolio-name" href=Place::Portfolios.fragment()>{name}</a>
            <Show when=is_sample>
                <span class="tag" title="A fictional firm with fictional customers">"Sample"</span>
                <a class="button primary" href=Place::Import.fragment()>"Use my own customers"</a>
            </Show>
            <span class="spring"></span>
            <SaveSign />
            <HistoryButtons />
            <button class="quiet" on:click=move |_| open_take_out()>"Take out"</button>
            <button class="quiet" on:click=move |_| open_palette() title="Find an account or a command (Ctrl+K)">
                "Find"
                <kbd>"Ctrl K"</kbd>
            </button>
        </header>
    }
}

#[component]
fn SaveSign() -> impl IntoView {
    let keeping = workspace().keeping;
    let sign = move || {
        keeping.with(|keeping| match &keeping.state {
            SaveState::Nothing => ("nothing", String::new()),
            SaveState::Saving => ("saving", "Saving …".to_owned()),
            SaveState::Saved => ("saved", "Saved on this device".to_owned()),
            SaveState::Failed(_) => ("failed", "NOT saved".to_owned()),
        })
    };
    view! {
        <span class="save-sign" role="status" data-state=move || sign().0>{move || sign().1}</span>
    }
}

#[component]
fn HistoryButtons() -> impl IntoView {
    let workspace = workspace();
    let undo_title = move || {
        workspace
            .undoable
            .get()
            .map(|what| format!("Undo {what} (Ctrl+Z)"))
    };
    let redo_title = move || {
        workspace
            .redoable
            .get()
            .map(|what| format!("Redo {what} (Ctrl+Shift+Z)"))
    };
    view! {
        <button
            class="quiet icon"
            aria-label="Undo"
            title=undo_title
            disabled=move || workspace.undoable.with(Option::is_none)
            on:click=move |_| workspace.send(Message::Undo)
        >
            "↶"
        </button>
        <button
            class="quiet icon"
            aria-label="Redo"
            title=redo_title
            disabled=move || workspace.redoable.with(Option::is_none)
            on:click=move |_| workspace.send(Message::Redo)
        >
            "↷"
        </button>
    }
}
