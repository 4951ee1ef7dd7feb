//! What a drawing stands on: its room, and its looks as the style sheet has them.

use leptos::html::Div;
use leptos::prelude::*;
use plotters::coord::Shift;
use plotters::drawing::{DrawingArea, IntoDrawingArea};
use plotters_canvas::CanvasBackend;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{CanvasRenderingContext2d, HtmlCanvasElement, ResizeObserver};

use crate::chart::{Theme, UNITS};
use crate::ui::differentiate::{measure_in, theme_of};

const MEDIA: [&str; 3] = [
    "(prefers-color-scheme: dark)",
    "(prefers-contrast: more)",
    "(forced-colors: active)",
];

/// Room for a drawing: CSS pixels and device pixels per CSS pixel.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Room {
    /// Width in CSS pixels.
    pub width: f64,
    /// Height in CSS pixels.
    pub height: f64,
    /// Device pixels per CSS pixel.
    pub ratio: f64,
}

/// How a drawing looks now.
#[derive(Clone, Copy)]
pub struct Looks {
    /// Colours and font; `None` before the stage is there.
    pub theme: RwSignal<Option<Theme>>,
    /// Grows when fonts or colours changed, so that everything is laid out anew.
    pub count: RwSignal<u32>,
}

/// Keeps the room at the stage's size in CSS pixels and the screen's ratio.
pub fn follow_size(stage: NodeRef<Div>, known: RwSignal<Option<Room>>) {
    let read = move || {
        let Some(stage) = stage.get_untracked() else {
            return;
        };
        let (width, height) = (f64::from(stage.client_width()), f64::from(stage.client_height()));
        let room = Room {
            width,
            height,
            ratio: window().device_pixel_ratio().clamp(0.5, 4.0),
        };
        if width > 40.0 && known.get_untracked() != Some(room) {
            known.set(Some(room));
        }
    };
    let resized = Closure::<dyn FnMut()>::new(read);
    let observer = ResizeObserver::new(resized.as_ref().unchecked_ref()).ok();
    let kept = StoredValue::new_local((observer, resized));
    Effect::new(move || {
        if let Some(stage) = stage.get() {
            kept.with_value(|(observer, _)| observer.as_ref().map(|observer| observer.observe(&stage)));
            read();
        }
    });
    // The ratio changes when the window moves to another screen or the page is zoomed.
    let handle = window_event_listener(leptos::ev::resize, move |_| read());
    on_cleanup(move || {
        handle.remove();
        kept.with_value(|(observer, _)| observer.as_ref().map(ResizeObserver::disconnect));
    });
}

/// Reads colours and font when the stage appears, when fonts are ready and when the system's looks change.
pub fn follow_looks(stage: NodeRef<Div>) -> Looks {
    let looks = Looks {
        theme: RwSignal::new(None),
        count: RwSignal::new(0),
    };
    let read = move || {
        let Some(stage) = stage.get_untracked() else {
            return;
        };
        let now = theme_of(&stage);
        measure_in(&now.font);
        looks.theme.set(Some(now));
        looks.count.update(|count| *count += 1);
    };
    Effect::new(move || {
        if stage.get().is_some() {
            read();
        }
    });
    let changed = Closure::<dyn FnMut()>::new(read);
    let lists: Vec<web_sys::MediaQueryList> = MEDIA
        .iter()
        .filter_map(|query| window().match_media(query).ok().flatten())
        .collect();
    for list in &lists {
        // Refused only by browsers that do not know the event: the looks then stay as they are.
        let _ = list.add_event_listener_with_callback("change", changed.as_ref().unchecked_ref());
    }
    if let Ok(ready) = document().fonts().ready() {
        leptos::task::spawn_local(async move {
            if wasm_bindgen_futures::JsFuture::from(ready).await.is_ok()
                && stage.try_get_untracked().flatten().is_some()
            {
                read();
            }
        });
    }
    let kept = StoredValue::new_local((lists, changed));
    on_cleanup(move || {
        kept.with_value(|(lists, changed)| {
            for list in lists {
                let _ = list.remove_event_listener_with_callback("change", changed.as_ref().unchecked_ref());
            }
        });
    });
    looks
}

/// Sizes a canvas to `width` × `height` CSS pixels (only when it changed: sizing clears it) and scales drawing units to
/// device pixels. `None` when the browser refuses to.
pub fn prepare(
    canvas: &HtmlCanvasElement,
    (width, height): (f64, f64),
    ratio: f64,
) -> Option<CanvasRenderingContext2d> {
    let pixels = |length: f64| libm::round(length * ratio).clamp(1.0, 16_384.0) as u32;
    let size = (pixels(width), pixels(height));
    if (canvas.width(), canvas.height()) != size {
        canvas.set_width(size.0);
        canvas.set_height(size.1);
    }
    let context: CanvasRenderingContext2d = canvas.get_context("2d").ok()??.dyn_into().ok()?;
    context
        .set_transform(ratio / UNITS, 0.0, 0.0, ratio / UNITS, 0.0, 0.0)
        .ok()?;
    context.set_line_join("round");
    Some(context)
}

/// Where plotters draws on a canvas.
pub fn drawing_area(canvas: &HtmlCanvasElement) -> Option<DrawingArea<CanvasBackend, Shift>> {
    CanvasBackend::with_canvas_object(canvas.clone()).map(IntoDrawingArea::into_drawing_area)
}
