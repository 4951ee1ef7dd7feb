//! How files get here: dropped or pasted anywhere, or picked.

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{ClipboardEvent, DragEvent, Element};

use crate::platform::incoming::{arrive, arrive_as_text, files_in, files_of};

use super::super::super::workspace::Workspace;
use super::looked;

/// Takes files dropped or tables pasted anywhere on the page, as long as it lives.
pub fn listen_for_files(workspace: Workspace) {
    let over = window_event_listener(leptos::ev::dragover, |event: DragEvent| {
        if carries_files(&event) {
            event.prevent_default();
            mark_page(true);
        }
    });
    let left = window_event_listener(leptos::ev::dragleave, |event: DragEvent| {
        if event.related_target().is_none() {
            mark_page(false);
        }
    });
    let dropped = window_event_listener(leptos::ev::drop, move |event: DragEvent| {
        mark_page(false);
        if carries_files(&event) {
            event.prevent_default();
            let files = event
                .data_transfer()
                .map_or_else(Vec::new, |transfer| files_in(&transfer));
            workspace.with_desks(move |desks| (desks.take_files)(workspace, files));
        }
    });
    let pasted = window_event_listener(leptos::ev::paste, move |event| take_paste(workspace, &event));
    std::mem::forget((over, left, dropped, pasted));
}

fn carries_files(event: &DragEvent) -> bool {
    event
        .data_transfer()
        .is_some_and(|transfer| transfer.types().includes(&"Files".into(), 0))
}

/// Shows that a file may be let go here.
fn mark_page(is_over: bool) {
    if let Some(body) = document().body() {
        let _ = body.class_list().toggle_with_force("takes-files", is_over);
    }
}

fn take_paste(workspace: Workspace, event: &ClipboardEvent) {
    let in_field = event
        .target()
        .and_then(|target| target.dyn_into::<Element>().ok())
        .is_some_and(|element| {
            element
                .closest("input, textarea, select, [contenteditable], [role=grid], dialog")
                .ok()
                .flatten()
                .is_some()
        });
    let Some(transfer) = event
        .clipboard_data()
        .filter(|_| !in_field && !event.default_prevented())
    else {
        return;
    };
    let files = files_in(&transfer);
    let text = transfer.get_data("text/plain").unwrap_or_default();
    if !files.is_empty() {
        event.prevent_default();
        workspace.with_desks(move |desks| (desks.take_files)(workspace, files));
    } else if text.trim().contains(['\n', '\t']) {
        event.prevent_default();
        workspace.with_desks(move |desks| (desks.take_text)(workspace, &text));
    }
}

/// Picking a file, and a place to paste where the keyboard has no paste outside of fields.
#[component]
pub fn Arrive() -> impl IntoView {
    let workspace = looked().workspace;
    let pasted = NodeRef::<leptos::html::Textarea>::new();
    let use_text = move |_| {
        if let Some(field) = pasted.get_untracked() {
            let text = field.value();
            if !text.trim().is_empty() {
                arrive_as_text(&text, move |message| workspace.send(message));
                field.set_value("");
            }
        }
    };
    view! {
        <div class="arrive">
            <p>"Drop a file anywhere on this page, paste a table anywhere, or"</p>
            <FilePicker />
            <p class="hint">"CSV or text from a CRM, an ERP or a spreadsheet: accounts, orders, or spend by product. A portfolio saved by this app opens as it was. Nothing leaves this device."</p>
            <details>
                <summary>"Paste a table here instead"</summary>
                <div class="field">
                    <label for="pasted-table">"Table, with its header"</label>
                    <textarea id="pasted-table" rows="6" node_ref=pasted></textarea>
                </div>
                <button on:click=use_text>"Use this table"</button>
            </details>
        </div>
    }
}

/// The button that opens the browser's file dialog.
#[component]
fn FilePicker() -> impl IntoView {
    let workspace = looked().workspace;
    let input = NodeRef::<leptos::html::Input>::new();
    let open = move |_| {
        if let Some(input) = input.get_untracked() {
            input.click();
        }
    };
    let picked = move |_| {
        if let Some(input) = input.get_untracked() {
            let files = input.files().map_or_else(Vec::new, |list| files_of(&list));
            arrive(files, move |message| workspace.send(message));
            input.set_value("");
        }
    };
    view! {
        <button class="primary" on:click=open>"Pick a file …"</button>
        <input
            type="file"
            class="visually-hidden"
            multiple
            tabindex="-1"
            aria-label="Files to bring in"
            accept=".csv,.tsv,.txt,.tab,.json,.png,.svg,text/*"
            node_ref=input
            on:change=picked
        />
    }
}
