//! Reads the map's colours and font from the style sheet.

use leptos::prelude::{document, window};
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

use crate::chart::{Colour, Theme};

/// The theme of `stage` as the style sheet has it now: light, dark, high contrast or forced colours.
pub fn theme_of(stage: &HtmlElement) -> Theme {
    let mut theme = if is("(prefers-color-scheme: dark)") {
        Theme::dark()
    } else {
        Theme::light()
    };
    if is("(forced-colors: active)") || is("(prefers-contrast: more)") {
        theme.outline = 2.0;
    }
    let Some(probe) = probe(stage) else { return theme };
    // Forced colours would turn every colour of the probe, transparent ones too, into that of text.
    let _ = probe.style().set_property("forced-color-adjust", "none");
    let read = |name: &str, or: Colour| {
        // A property that does not exist leaves the colour as it was: nothing to do about a refusal.
        let _ = probe.style().set_property("color", &format!("var({name})"));
        computed(&probe, "color")
            .and_then(|text| Colour::parse(&text))
            .unwrap_or(or)
    };
    theme.background = read("--map-paper", theme.background);
    theme.ink = read("--map-ink", theme.ink);
    theme.muted = read("--map-muted", theme.muted);
    theme.hairline = read("--map-hairline", theme.hairline);
    theme.accent = read("--map-accent", theme.accent);
    for (index, zone) in theme.zones.iter_mut().enumerate() {
        *zone = read(&format!("--map-zone-{}", index + 1), *zone);
    }
    for (index, colour) in theme.palette.iter_mut().enumerate() {
        *colour = read(&format!("--series-{}", index + 1), *colour);
    }
    theme.neutral = read("--series-8", theme.neutral);
    if let Some(family) = computed(stage, "font-family") {
        theme.font = family;
    }
    probe.remove();
    theme
}

/// True when the media query holds.
pub fn is(query: &str) -> bool {
    window()
        .match_media(query)
        .ok()
        .flatten()
        .is_some_and(|list| list.matches())
}

/// A hidden element that inherits from the stage.
fn probe(stage: &HtmlElement) -> Option<HtmlElement> {
    let probe: HtmlElement = document().create_element("span").ok()?.dyn_into().ok()?;
    probe.set_hidden(true);
    stage.append_child(&probe).ok()?;
    Some(probe)
}

fn computed(element: &HtmlElement, property: &str) -> Option<String> {
    let style = window().get_computed_style(element).ok()??;
    style
        .get_property_value(property)
        .ok()
        .filter(|text| !text.is_empty())
}
