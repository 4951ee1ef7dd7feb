//! Keys that work everywhere, and the list of all keys behind `?`.

use leptos::prelude::*;
use wasm_bindgen::JsCast;

use crate::session::{Message, Place};

use super::palette::open_palette;
use super::widgets::{close_dialog, open_dialog};
use super::workspace::Workspace;

const DIALOG: &str = "shortcuts";

const KEYS: &[(&str, &[(&str, &str)])] = &[
    (
        "Everywhere",
        &[
            ("Ctrl K", "Find an account or a command"),
            ("Ctrl Z", "Undo"),
            ("Ctrl Shift Z, Ctrl Y", "Redo"),
            (
                "G then M, A, I, E, D, P",
                "Go to map, accounts, import, exchanges, decisions, portfolios",
            ),
            ("?", "This list"),
        ],
    ),
    (
        "On the map",
        &[
            ("Tab", "Enter the map"),
            ("Arrow keys", "Nearest account in that direction"),
            ("[ and ]", "Previous and next account in reading order"),
            ("Space", "Select or leave out"),
            ("Enter", "Open the account"),
            ("+ and −, 0", "Zoom in, out, show everything"),
            ("Esc", "Leave the map"),
        ],
    ),
    (
        "In the accounts table",
        &[
            ("Arrow keys, Page Up, Page Down, Home, End", "Move"),
            ("Enter, F2 or typing", "Edit; Enter or Tab keeps, Esc drops"),
            ("Shift with arrow keys", "Extend the block"),
            ("Ctrl C, Ctrl V", "Copy and paste a block"),
            ("Delete", "Clear the block"),
            ("Space", "Select the account or leave it out"),
            ("Shift Space, Ctrl Space", "Mark the row, the column"),
            ("Ctrl A", "Mark the whole table"),
            ("Ctrl Enter", "Open both sides of the account"),
            ("Alt ↓", "Menu of the column: sort, filter, hide"),
            (
                "Enter on a header, Alt ← →",
                "Sort by the column, change its width",
            ),
        ],
    ),
    (
        "On an account's page",
        &[("[ and ]", "Previous and next account")],
    ),
];

/// Opens the list of keys.
pub fn open() {
    open_dialog(DIALOG);
}

/// Listens to the keys that work everywhere, as long as the page lives.
pub fn listen_to_keys(workspace: Workspace) {
    let after_g = StoredValue::new(false);
    let handle = window_event_listener(leptos::ev::keydown, move |event| {
        let with_command = event.ctrl_key() || event.meta_key();
        let key = event.key().to_lowercase();
        if with_command && key == "k" {
            event.prevent_default();
            open_palette();
        } else if !is_typing(&event) {
            let is_handled = if with_command {
                history_key(workspace, &key, event.shift_key())
            } else {
                plain_key(workspace, &key, after_g)
            };
            if is_handled {
                event.prevent_default();
            }
        }
    });
    on_cleanup(move || handle.remove());
}

fn history_key(workspace: Workspace, key: &str, with_shift: bool) -> bool {
    match (key, with_shift) {
        ("z", false) => workspace.send(Message::Undo),
        ("z", true) | ("y", false) => workspace.send(Message::Redo),
        _ => return false,
    }
    true
}

fn plain_key(workspace: Workspace, key: &str, after_g: StoredValue<bool>) -> bool {
    let place = match key {
        _ if !after_g.get_value() => None,
        "m" => Some(Place::ValueMap),
        "a" => Some(Place::Accounts),
        "i" => Some(Place::Import),
        "e" => Some(Place::Exchanges),
        "d" => Some(Place::Decisions),
        "p" => Some(Place::Portfolios),
        _ => None,
    };
    after_g.set_value(key == "g" && place.is_none());
    if let Some(place) = place {
        workspace.send(Message::Went(place));
    } else if key == "?" {
        open();
    } else {
        return false;
    }
    true
}

/// True where keys belong to a text the person is writing, or to a control with keys of its own.
pub fn is_typing(event: &web_sys::KeyboardEvent) -> bool {
    let Some(target) = event
        .target()
        .and_then(|target| target.dyn_into::<web_sys::Element>().ok())
    else {
        return false;
    };
    let is_open_dialog = target.closest("dialog").ok().flatten().is_some();
    is_open_dialog
        || target
            .matches("input, textarea, select, [contenteditable]")
            .unwrap_or(false)
}

/// The list of keys.
#[component]
pub fn ShortcutsDialog() -> impl IntoView {
    let groups = KEYS.iter().map(|(title, keys)| {
        let rows = keys.iter().map(
            |(key, meaning)| view! { <tr><th scope="row"><kbd>{*key}</kbd></th><td>{*meaning}</td></tr> },
        );
        view! { <table><caption>{*title}</caption><tbody>{rows.collect_view()}</tbody></table> }
    });
    view! {
        <dialog id=DIALOG aria-labelledby="shortcuts-title">
            <header>
                <h2 id="shortcuts-title">"Keys"</h2>
                <button class="quiet icon" aria-label="Close" on:click=|_| close_dialog(DIALOG)>"×"</button>
            </header>
            {groups.collect_view()}
        </dialog>
    }
}
