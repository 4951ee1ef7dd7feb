//! Opening and closing the native dialogs of the page by their id.

use leptos::prelude::document;
use wasm_bindgen::JsCast;
use web_sys::HtmlDialogElement;

/// Opens the dialog with this id over the page; nothing happens when it is open already.
pub fn open_dialog(id: &str) {
    if let Some(dialog) = find(id).filter(|dialog| !dialog.open()) {
        // Refused only when the element is not in the page: there is nothing to open then.
        let _ = dialog.show_modal();
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
