//! Measures text on a canvas and remembers what it measured.

use std::cell::RefCell;
use std::collections::HashMap;

use leptos::prelude::document;
use wasm_bindgen::JsCast;
use web_sys::{CanvasRenderingContext2d, HtmlCanvasElement};

use crate::chart::{PlainWidths, TextWidths};

/// Texts remembered before all are forgotten.
const MOST: usize = 60_000;
/// Size in pixels at which text is measured.
const MEASURED_AT: f64 = 100.0;

/// Widths as the canvas draws them.
#[derive(Clone, Copy, Debug)]
pub struct CanvasWidths;

struct Measure {
    context: Option<CanvasRenderingContext2d>,
    family: String,
    is_bold: Option<bool>,
    known: [HashMap<String, f64>; 2],
}

thread_local! {
    static MEASURE: RefCell<Measure> = RefCell::new(Measure {
        context: context(),
        family: "sans-serif".to_owned(),
        is_bold: None,
        known: [HashMap::new(), HashMap::new()],
    });
}

/// Measures in this font family from now on; what was measured before is forgotten.
pub fn measure_in(family: &str) {
    MEASURE.with_borrow_mut(|measure| {
        family.clone_into(&mut measure.family);
        measure.is_bold = None;
        measure.known.iter_mut().for_each(HashMap::clear);
    });
}

impl TextWidths for CanvasWidths {
    fn width(&self, text: &str, size: f64, is_bold: bool) -> f64 {
        MEASURE.with_borrow_mut(|measure| measure.width(text, is_bold)) * size / MEASURED_AT
    }
}

impl Measure {
    fn width(&mut self, text: &str, is_bold: bool) -> f64 {
        if let Some(&width) = self.known[usize::from(is_bold)].get(text) {
            return width;
        }
        let width = self
            .measure(text, is_bold)
            .unwrap_or_else(|| PlainWidths.width(text, MEASURED_AT, is_bold));
        let known = &mut self.known[usize::from(is_bold)];
        if known.len() >= MOST {
            known.clear();
        }
        known.insert(text.to_owned(), width);
        width
    }

    fn measure(&mut self, text: &str, is_bold: bool) -> Option<f64> {
        let context = self.context.as_ref()?;
        if self.is_bold != Some(is_bold) {
            let weight = if is_bold { "bold" } else { "normal" };
            context.set_font(&format!("{weight} {MEASURED_AT}px {}", self.family));
            self.is_bold = Some(is_bold);
        }
        context.measure_text(text).ok().map(|metrics| metrics.width())
    }
}

fn context() -> Option<CanvasRenderingContext2d> {
    let canvas: HtmlCanvasElement = document().create_element("canvas").ok()?.dyn_into().ok()?;
    canvas.get_context("2d").ok()??.dyn_into().ok()
}
