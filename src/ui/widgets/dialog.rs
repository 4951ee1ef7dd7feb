//! Opening and closing the native dialogs of the page by their id.

use std::cell::Cell;

use leptos::prelude::document;
use wasm_bindgen::JsCast;
use web_sys::HtmlDialogElement;

thread_local! {
    static AWAITED: Cell<Option<&'static str>> = const { Cell::new(None) };
}

/// Opens the dialog with this id over the page, as soon as its part of the app is here; nothing happens when it is
/// open already.
pub fn open_dialog(id: &'static str) {
    match find(id) {
        Some(dialog) if dialog.open() => {}
        // Refused only when the element is not in the page: there is nothing to open then.
        Some(dialog) => drop(dialog.show_modal()),
        None => AWAITED.set(Some(id)),
    }
}

/// Opens the dialog that was asked for before it was here.
pub fn open_awaited() {
    if let Some(id) = AWAITED.take() {
        open_dialog(id);
    }
}

/// Closes the dialog with this id; the browser gives the focus back.
pub fn close_dialog(id: &str) {
    if let Some(dialog) = find(id) {
        dialog.close();
    }
}

fn find(id: &str) -> Option<HtmlDialogElement> {
    document().get_element_by_id(id)?.dyn_into().ok()
}
