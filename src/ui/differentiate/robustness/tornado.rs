//! The tornado on a canvas, with the same in words.

use leptos::html::{Canvas, Div};
use leptos::prelude::*;
use plotters::drawing::IntoDrawingArea;
use plotters_canvas::CanvasBackend;
use wasm_bindgen::JsCast;
use web_sys::{CanvasRenderingContext2d, HtmlCanvasElement, HtmlElement};

use crate::chart::{Pen, Theme, UNITS, draw_tornado, tornado_height};
use crate::report::robustness::TornadoReport;
use crate::ui::differentiate::{CanvasWidths, follow_looks, theme_of};

/// The bars and their words.
#[component]
pub fn TornadoPicture(report: Memo<Option<TornadoReport>>) -> impl IntoView {
    let stage: NodeRef<Div> = NodeRef::new();
    let canvas: NodeRef<Canvas> = NodeRef::new();
    let resized = RwSignal::new(0_u32);
    let listening = window_event_listener(leptos::ev::resize, move |_| resized.update(|times| *times += 1));
    on_cleanup(move || listening.remove());
    let looks = RwSignal::new(0_u32);
    follow_looks(looks);
    Effect::new(move || {
        resized.track();
        looks.track();
        if let (Some(stage), Some(canvas), Some(report)) = (stage.get(), canvas.get(), report.get()) {
            // A browser that refuses a canvas still has the words.
            let _ = paint(&stage, &canvas, &report);
        }
    });
    let words = move || {
        let bars = report.with(|report| report.as_ref().map(|report| report.bars.clone()));
        let lines = bars.unwrap_or_default().into_iter();
        lines.map(|bar| view! { <li>{bar.words}</li> }).collect_view()
    };
    let has_bars = Memo::new(move |_| {
        report.with(|report| report.as_ref().is_some_and(|report| !report.bars.is_empty()))
    });
    let note = move || report.with(|report| report.as_ref().map(|report| report.note.clone()));
    view! {
        <Show when=move || has_bars.get()>
            <div class="tornado desk-figure" node_ref=stage>
                <canvas node_ref=canvas aria-hidden="true"></canvas>
            </div>
            <p class="tornado-legend" aria-hidden="true">
                <span class="low">"at its low end"</span>
                <span class="high">"at its high end"</span>
            </p>
            <details class="tornado-words">
                <summary>"In words"</summary>
                <ol>{words}</ol>
            </details>
        </Show>
        <p class="hint">{note}</p>
    }
}

fn paint(stage: &HtmlElement, canvas: &HtmlCanvasElement, report: &TornadoReport) -> Option<()> {
    let theme: Theme = theme_of(stage);
    let ratio = window().device_pixel_ratio().clamp(1.0, 4.0);
    let (width, height) = (
        f64::from(canvas.client_width()).max(160.0),
        tornado_height(report),
    );
    let pixels = |length: f64| libm::round(length * ratio).clamp(1.0, 16_384.0) as u32;
    canvas.set_width(pixels(width));
    canvas.set_height(pixels(height));
    HtmlElement::style(canvas)
        .set_property("height", &format!("{height}px"))
        .ok()?;
    let context: CanvasRenderingContext2d = canvas.get_context("2d").ok()??.dyn_into().ok()?;
    context
        .set_transform(ratio / UNITS, 0.0, 0.0, ratio / UNITS, 0.0, 0.0)
        .ok()?;
    let area = CanvasBackend::with_canvas_object(canvas.clone())?.into_drawing_area();
    let pen = Pen::new(&area, &theme.font, 1.0);
    draw_tornado(&pen, report, width, &theme, &CanvasWidths).ok()
}
