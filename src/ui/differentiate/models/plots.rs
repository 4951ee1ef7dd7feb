//! The drawings of the desk: each a canvas that is drawn again when its room or the colours change, and a table.

use leptos::html::Canvas;
use leptos::prelude::*;
use plotters::drawing::IntoDrawingArea;
use plotters_canvas::CanvasBackend;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{CanvasRenderingContext2d, HtmlCanvasElement, ResizeObserver};

use crate::chart::{Pen, Theme, UNITS, draw_matrix, draw_tracking};
use crate::report::models::{Grid, MatrixPlot, TrackingPlot};
use crate::ui::differentiate::value_map::theme_of;
use crate::ui::workspace::workspace;

use super::found::Table;

/// Actual and expected over time.
#[component]
pub fn TrackingPicture(plot: TrackingPlot, title: String) -> impl IntoView {
    let workspace = workspace();
    let words = {
        let last = |values: &[f64]| values.last().copied().unwrap_or_default();
        workspace.style.with_untracked(|style| {
            format!(
                "{title}: {} actual and {} expected in the last of {} steps",
                style.number(last(&plot.actual), 0),
                style.number(last(&plot.expected), 0),
                plot.actual.len()
            )
        })
    };
    let draw =
        move |pen: &Pen<CanvasBackend>, theme: &Theme, size| draw_tracking(pen, &plot, theme, size).ok();
    view! { <figure class="desk-figure"><figcaption>{title}</figcaption><Picture words draw /></figure> }
}

/// Expectations by frequency and recency, with the numbers below.
#[component]
pub fn MatrixPicture(plot: MatrixPlot) -> impl IntoView {
    let grids = [
        (
            numbers(&plot, &plot.expected),
            "Purchases expected in the next year",
        ),
        (numbers(&plot, &plot.alive), "Chance to be still a customer"),
    ];
    let words = format!(
        "Purchases expected in the next year, by purchases so far and {}",
        plot.across
    );
    let draw = move |pen: &Pen<CanvasBackend>, theme: &Theme, size| draw_matrix(pen, &plot, theme, size).ok();
    view! {
        <figure class="desk-figure">
            <figcaption>"Purchases expected in the next year, by frequency and recency"</figcaption>
            <Picture words draw />
            <details>
                <summary>"The numbers, and the chance to be still a customer"</summary>
                {grids.map(|(grid, caption)| view! { <Table grid caption /> }).into_iter().collect_view()}
            </details>
        </figure>
    }
}

fn numbers(plot: &MatrixPlot, cells: &[Vec<Option<f64>>]) -> Grid {
    let style = workspace().style;
    let written = |cell: &Option<f64>| {
        style.with_untracked(|style| cell.map_or(String::new(), |value| style.number(value, 2)))
    };
    let row = |(name, cells): (&String, &Vec<Option<f64>>)| {
        std::iter::once(name.clone())
            .chain(cells.iter().map(written))
            .collect()
    };
    Grid {
        headers: std::iter::once("Purchases".to_owned())
            .chain(plot.columns.iter().cloned())
            .collect(),
        rows: plot.rows.iter().zip(cells).map(row).collect(),
    }
}

/// A canvas as wide as its room.
#[component]
fn Picture(
    words: String,
    draw: impl Fn(&Pen<CanvasBackend>, &Theme, (f64, f64)) -> Option<()> + Send + Sync + 'static,
) -> impl IntoView {
    let canvas: NodeRef<Canvas> = NodeRef::new();
    let room = RwSignal::new(0.0_f64);
    let looks = RwSignal::new(0_u32);
    follow_room(canvas, room);
    follow_looks(looks);
    Effect::new(move || {
        looks.track();
        let (Some(canvas), width) = (canvas.get(), room.get()) else {
            return;
        };
        if width > 40.0 {
            // A browser that refuses a canvas still has the tables.
            let _ = paint(&canvas, width, &draw);
        }
    });
    view! { <canvas node_ref=canvas role="img" aria-label=words></canvas> }
}

fn follow_room(canvas: NodeRef<Canvas>, room: RwSignal<f64>) {
    Effect::new(move || {
        let Some(canvas) = canvas.get() else { return };
        let seen = canvas.clone();
        let look = Closure::<dyn Fn()>::new(move || room.set(f64::from(seen.client_width())));
        let Ok(observer) = ResizeObserver::new(look.as_ref().unchecked_ref()) else {
            return;
        };
        observer.observe(&canvas);
        let ears = StoredValue::new_local((observer, look));
        on_cleanup(move || ears.with_value(|(observer, _)| observer.disconnect()));
    });
}

/// Counts changes between light and dark.
pub fn follow_looks(looks: RwSignal<u32>) {
    let Ok(Some(list)) = window().match_media("(prefers-color-scheme: dark)") else {
        return;
    };
    let look = Closure::<dyn Fn()>::new(move || looks.update(|n| *n += 1));
    list.set_onchange(Some(look.as_ref().unchecked_ref()));
    let ears = StoredValue::new_local((list, look));
    on_cleanup(move || ears.with_value(|(list, _)| list.set_onchange(None)));
}

fn paint(
    canvas: &HtmlCanvasElement,
    width: f64,
    draw: &impl Fn(&Pen<CanvasBackend>, &Theme, (f64, f64)) -> Option<()>,
) -> Option<()> {
    let ratio = window().device_pixel_ratio();
    let height = f64::from(canvas.client_height()).max(120.0);
    let pixels = |length: f64| libm::round(length * ratio).clamp(1.0, 8_192.0) as u32;
    canvas.set_width(pixels(width));
    canvas.set_height(pixels(height));
    let context: CanvasRenderingContext2d = canvas.get_context("2d").ok()??.dyn_into().ok()?;
    context
        .set_transform(ratio / UNITS, 0.0, 0.0, ratio / UNITS, 0.0, 0.0)
        .ok()?;
    context.set_line_join("round");
    let theme = theme_of(canvas.parent_element()?.dyn_ref()?);
    let area = CanvasBackend::with_canvas_object(canvas.clone())?.into_drawing_area();
    draw(&Pen::new(&area, &theme.font, 1.0), &theme, (width, height))
}
