//! The Value Map while it is panned: what the screen does for one frame.

use std::collections::BTreeSet;

use both_sides::chart::{Frame, Layout, Theme, lay_out, place_labels};
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
}

/// The marks of a map that stand still, and the names to be placed beside them.
#[wasm_bindgen]
pub struct LabelBench {
    report: MapReport,
    layout: Layout,
}

#[wasm_bindgen]
impl LabelBench {
    /// The map of `n_accounts`, laid out once.
    #[wasm_bindgen(constructor)]
    pub fn new(n_accounts: usize) -> Self {
        let document = document(n_accounts);
        let valuation = value(&document).output;
        let report = map(
            &document,
            &valuation,
            &MapView::default(),
            None,
            &NumberStyle::default(),
        );
        let layout = lay_out(&report, FRAME, &BTreeSet::new(), &CanvasWidths);
        Self { report, layout }
    }

    /// Places the names anew; returns how many found room.
    pub fn place(&self) -> usize {
        place_labels(&self.report, &self.layout, &BTreeSet::new(), &CanvasWidths)
            .0
            .len()
    }

    /// Left, top, width and height of the part of the picture that names may take.
    pub fn room(&self) -> Vec<f64> {
        let plot = self.layout.plot;
        let left = self.layout.left_lane.map_or(plot.left, |lane| lane.left);
        let bottom = self.layout.bottom_lane.map_or(plot.bottom, |lane| lane.bottom);
        vec![left, plot.top, plot.right - left, bottom - plot.top]
    }

    /// Centre and radius of every mark, three numbers each, in the order of [`Self::names`].
    pub fn marks(&self) -> Vec<f64> {
        let marks = self
            .layout
            .order
            .iter()
            .map(|&index| self.layout.marks[index as usize]);
        marks.flat_map(|mark| [mark.x, mark.y, mark.radius]).collect()
    }

    /// The name of every mark, large ones first.
    pub fn names(&self) -> Vec<String> {
        let points = self
            .layout
            .order
            .iter()
            .map(|&index| &self.report.points[index as usize]);
        points.map(|point| point.name.clone()).collect()
    }
}
