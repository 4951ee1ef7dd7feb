//! Moving the focus to something that is about to be in the page.

use leptos::prelude::{document, set_timeout};
use wasm_bindgen::JsCast;

/// Focuses the heading of the screen once the page has changed.
pub fn focus_heading_soon() {
    let focus = move || {
        let found = document().query_selector("main h1").ok().flatten();
        if let Some(heading) = found.and_then(|heading| heading.dyn_into::<web_sys::HtmlElement>().ok()) {
            heading.set_tab_index(-1);
            // A heading that is not shown does not take the focus: it stays where it is then.
            let _ = heading.focus();
        }
    };
    set_timeout(focus, std::time::Duration::ZERO);
}

/// Focuses the first of these elements that is in the page once the page has changed.
pub fn focus_soon(ids: Vec<String>) {
    let focus = move || {
        let found = ids.iter().find_map(|id| document().get_element_by_id(id));
        if let Some(element) = found.and_then(|element| element.dyn_into::<web_sys::HtmlElement>().ok()) {
            // Refused only by elements that cannot take the focus: it stays where it is then.
            let _ = element.focus();
        }
    };
    set_timeout(focus, std::time::Duration::ZERO);
}
