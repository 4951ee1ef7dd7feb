//! A picture on paper: drawn anew as SVG when the browser is about to print, and taken away after.

use leptos::html::Div;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{DomParser, Element, SupportedType};

use crate::chart::{PlainWidths, Theme, plate_svg};

use super::picture::Painter;

/// As wide as A4 without its margins, in CSS pixels of the drawing.
const PAPER: f64 = 900.0;

/// The text of the SVG that goes on paper.
pub fn on_paper(painter: Painter) -> impl Fn() -> String + 'static {
    move || untrack(|| plate_svg(&painter(PAPER, &PlainWidths), &Theme::print()))
}

/// Where the SVG stands; empty while nothing is printed.
#[component]
pub fn PaperPicture(fill: impl Fn() -> String + 'static) -> impl IntoView {
    let place: NodeRef<Div> = NodeRef::new();
    let before = Closure::<dyn Fn()>::new(move || {
        if let Some(place) = place.get_untracked() {
            place.set_text_content(None);
            append_svg(&place, &fill());
        }
    });
    let after = Closure::<dyn Fn()>::new(move || {
        if let Some(place) = place.get_untracked() {
            place.set_text_content(None);
        }
    });
    let ears = [("beforeprint", before), ("afterprint", after)];
    for (event, ear) in &ears {
        // Listening for a known event does not fail.
        let _ = window().add_event_listener_with_callback(event, ear.as_ref().unchecked_ref());
    }
    let kept = StoredValue::new_local(ears);
    on_cleanup(move || {
        kept.with_value(|ears| {
            for (event, ear) in ears {
                let _ = window().remove_event_listener_with_callback(event, ear.as_ref().unchecked_ref());
            }
        });
    });
    view! { <div class="plate-paper" aria-hidden="true" node_ref=place></div> }
}

/// Puts an SVG at the end of `place`; parsed as XML, in which names are text and nothing runs.
pub fn append_svg(place: &Element, svg: &str) {
    let parsed =
        DomParser::new().and_then(|parser| parser.parse_from_string(svg, SupportedType::ImageSvgXml));
    if let Some(root) = parsed.ok().and_then(|parsed| parsed.document_element()) {
        // A picture that cannot be put in leaves the table, which says the same.
        let _ = place.append_child(&root);
    }
}
