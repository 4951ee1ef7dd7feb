//! When the page is hidden, left or about to be closed.

use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{Event, EventTarget, StorageEvent, VisibilityState};

use super::saving::save_now;
use super::with;
use super::writer::stored_elsewhere;

/// Listens as long as the page lives.
pub fn watch() {
    let Some(window) = web_sys::window() else { return };
    listen(&window, "pagehide", |_| save_now());
    listen(&window, "beforeunload", |event| {
        save_now();
        if with(|keeper| keeper.failure.is_some()).unwrap_or(false) {
            // The browser asks whether to leave although something is not saved.
            event.prevent_default();
        }
    });
    listen(&window, "storage", |event| {
        let key = event.dyn_ref::<StorageEvent>().and_then(StorageEvent::key);
        if let Some(key) = key {
            stored_elsewhere(&key);
        }
    });
    if let Some(document) = window.document() {
        let page = document.clone();
        listen(&document, "visibilitychange", move |_| {
            if page.visibility_state() == VisibilityState::Hidden {
                save_now();
            }
        });
    }
}

fn listen(target: &EventTarget, name: &str, heard: impl Fn(Event) + 'static) {
    let listener = Closure::<dyn Fn(Event)>::new(heard);
    // Listening for a known event does not fail.
    let _ = target.add_event_listener_with_callback(name, listener.as_ref().unchecked_ref());
    listener.forget();
}
