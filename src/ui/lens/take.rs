//! Ways out of one picture: PNG, SVG.

use leptos::prelude::*;

use crate::chart::{PlainWidths, Theme, plate_svg};
use crate::ui::take_out::{download_drawing, download_drawing_png};
use crate::ui::workspace::workspace;

use super::picture::Painter;

/// Width of a drawing that leaves the page, in CSS pixels, whatever the window's.
const WIDTH: f64 = 1152.0;

/// Buttons, folded up.
#[component]
pub fn TakePicture(title: &'static str, file: &'static str, painter: Painter) -> impl IntoView {
    let workspace = workspace();
    let drawn = StoredValue::new(painter);
    let svg = move || {
        untrack(|| {
            let plate = drawn.with_value(|painter| painter(WIDTH, &PlainWidths));
            (plate_svg(&plate, &Theme::light()), plate.height)
        })
    };
    let as_png = move |ratio: u32| {
        move |_| {
            let (svg, height) = svg();
            download_drawing_png(workspace, (title, file), svg, height, ratio);
        }
    };
    let as_svg = move |_| {
        let (svg, height) = svg();
        download_drawing(workspace, (title, file), &svg, height);
    };
    view! {
        <details class="plate-take">
            <summary>"Save picture"</summary>
            <div class="actions">
                <button on:click=as_png(1)>"PNG 1×"</button>
                <button on:click=as_png(2)>"PNG 2×"</button>
                <button on:click=as_png(4)>"PNG 4×"</button>
                <button on:click=as_svg>"SVG"</button>
            </div>
        </details>
    }
}
