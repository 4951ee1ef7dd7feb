//! The Value Map while it is panned: what the screen does for one frame.

use std::collections::BTreeSet;

use both_sides::chart::{Frame, Theme, lay_out};
use both_sides::measures::value;
use both_sides::report::style::NumberStyle;
use both_sides::report::{MapReport, MapView, Window, map};
use both_sides::ui::{CanvasWidths, paint_map};
use wasm_bindgen::prelude::*;
use web_sys::HtmlCanvasElement;

use crate::portfolio::document;

const FRAME: Frame = Frame {
    width: 1280.0,
    height: 800.0,
    text: 12.0,
    has_legend: false,
};

/// A map of many accounts and the canvas it is on.
#[wasm_bindgen]
pub struct MapBench {
    report: MapReport,
    theme: Theme,
    canvas: HtmlCanvasElement,
}

#[wasm_bindgen]
impl MapBench {
    /// The map of `n_accounts` on `canvas`.
    #[wasm_bindgen(constructor)]
    pub fn new(n_accounts: usize, canvas: HtmlCanvasElement) -> Self {
        let document = document(n_accounts);
        let valuation = value(&document).output;
        let report = map(
            &document,
            &valuation,
            &MapView::default(),
            None,
            &NumberStyle::default(),
        );
        Self {
            report,
            theme: Theme::light(),
            canvas,
        }
    }

    /// One frame, `shift` of the width to the right; returns how many names are on it.
    pub fn frame(&self, shift: f64) -> usize {
        let report = self.report.seen_through(Window::ALL.panned(shift, 0.0));
        let layout = lay_out(&report, FRAME, &BTreeSet::new(), &CanvasWidths);
        paint_map(&self.canvas, &report, &layout, &self.theme, 1.0).map_or(0, |()| layout.labels.len())
    }

    /// Where everything stands, names among it, without painting; returns how many names found room.
    pub fn lay_out(&self, shift: f64) -> usize {
        let report = self.report.seen_through(Window::ALL.panned(shift, 0.0));
        lay_out(&report, FRAME, &BTreeSet::new(), &CanvasWidths)
            .labels
            .len()
    }
}
