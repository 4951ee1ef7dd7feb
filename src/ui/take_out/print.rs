//! What paper shows instead of the screen: title, map, summary, the whole table.
//!
//! It is built when the browser is about to print, from the menu or from our button, and taken away after.

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::Element;

use crate::chart::{Theme, map_svg};
use crate::report::printout::{Printout, printout};

use super::super::lens::append_svg;
use super::super::workspace::{Workspace, workspace};
use super::whole_map;

/// The map on paper, in CSS pixels: as wide as A4 without its margins.
const PAPER: (u32, u32) = (1000, 680);

/// Asks the browser to print, which tells [`PrintView`] to appear first.
pub fn print_page() {
    if let Some(window) = web_sys::window() {
        // An embedded page may not print; the browser says so itself.
        let _ = window.print();
    }
}

/// The printed page; empty while nothing is printed.
#[component]
pub fn PrintView() -> impl IntoView {
    let workspace = workspace();
    let page = NodeRef::<leptos::html::Div>::new();
    on_window("beforeprint", move || {
        if let Some(page) = page.get_untracked() {
            fill(&page, workspace);
        }
    });
    on_window("afterprint", move || {
        if let Some(page) = page.get_untracked() {
            page.set_text_content(None);
        }
    });
    view! { <div class="print-view" aria-hidden="true" node_ref=page></div> }
}

/// Builds the page at once: a browser that is about to print does not wait for a later turn.
fn fill(page: &Element, workspace: Workspace) {
    let report = whole_map(workspace);
    let words = workspace
        .with_session(|session| printout(&session.shown, &session.valuation.output, &report, &session.style));
    let svg = map_svg(&report, &Theme::print(), PAPER.0, PAPER.1, &Default::default());
    page.set_text_content(None);
    head(page, &words);
    append_svg(page, &svg);
    for paragraph in &words.summary {
        add(page, "p", paragraph);
    }
    lists(page);
    table(page, &words);
    if let Some(rest) = &words.rest {
        add(page, "p", rest);
    }
}

fn head(page: &Element, words: &Printout) {
    add(page, "h1", &words.title);
    if let Some(subtitle) = add(page, "p", &words.subtitle) {
        subtitle.set_class_name("subtitle");
    }
}

/// What a lens lists below its map: roles, levers, notes.
fn lists(page: &Element) {
    let Ok(found) = document().query_selector_all("main [data-on-paper]") else {
        return;
    };
    for list in (0..found.length()).filter_map(|place| found.item(place)) {
        // What cannot be copied stays on screen only.
        let _ = list
            .clone_node_with_deep(true)
            .and_then(|copy| page.append_child(&copy));
    }
}

fn table(page: &Element, words: &Printout) {
    let Some(table) = add(page, "table", "") else {
        return;
    };
    let (Some(head), Some(body)) = (add(&table, "thead", ""), add(&table, "tbody", "")) else {
        return;
    };
    if let Some(line) = add(&head, "tr", "") {
        let titles = ["Account", "Group"]
            .into_iter()
            .chain(words.columns.map(|measure| measure.label()))
            .chain(["Zone"]);
        for title in titles {
            add(&line, "th", title);
        }
    }
    for row in &words.rows {
        let Some(line) = add(&body, "tr", "") else {
            continue;
        };
        add(&line, "th", &row.name);
        add(&line, "td", &row.group);
        for cell in &row.cells {
            if let Some(cell) = add(&line, "td", cell) {
                cell.set_class_name("numeric");
            }
        }
        add(&line, "td", &row.zone);
    }
}

/// A new element with this text at the end of `parent`.
fn add(parent: &Element, tag: &str, text: &str) -> Option<Element> {
    let element = document().create_element(tag).ok()?;
    if !text.is_empty() {
        element.set_text_content(Some(text));
    }
    parent.append_child(&element).ok()?;
    Some(element)
}

fn on_window(event: &str, heard: impl Fn() + 'static) {
    let listener = Closure::<dyn Fn()>::new(heard);
    // Listening for a known event does not fail.
    let _ = window().add_event_listener_with_callback(event, listener.as_ref().unchecked_ref());
    listener.forget();
}
