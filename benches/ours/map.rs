//! One frame of panning, and the placing of names.

use std::collections::BTreeSet;

use both_sides::chart::{Frame, Layout, PlainWidths, Theme, lay_out};
use both_sides::measures::{Measured, MeasureId, Valuation};
use both_sides::portfolio::{Account, AccountId, Basis, Document, Shared};
use both_sides::report::style::NumberStyle;
use both_sides::report::{MapReport, MapView, ScaleKind, Window, map};
use both_sides::ui::{CanvasWidths, paint};
use both_sides::units::Day;
use wasm_bindgen::prelude::*;
use web_sys::HtmlCanvasElement;

/// A map of 1280 × 800 pixels, ready to be panned.
#[wasm_bindgen]
pub struct MapBench {
    report: MapReport,
    theme: Theme,
}

#[wasm_bindgen]
impl MapBench {
    /// Accounts at these places with these names, parted by line breaks.
    #[wasm_bindgen(constructor)]
    pub fn new(across: &[f64], up: &[f64], names: &str) -> Self {
        let day = Day::from_epoch_days(20_000).unwrap_or_else(|| unreachable!("a day of our time"));
        let mut document = Document::empty("Bench", "EUR", day);
        let mut valuation = Valuation::empty();
        let mut names = names.lines();
        for (row, (&x, &y)) in across.iter().zip(up).enumerate() {
            let name = names.next().map_or_else(|| format!("Account {row}"), str::to_owned);
            let account = Account::new(AccountId::new(&row.to_string()), &name);
            document.portfolio.accounts.push(Shared::new(account));
            for &measure in MeasureId::ALL {
                let value = match measure {
                    MeasureId::ValueReceived => Some(x),
                    MeasureId::TotalValue => Some(y),
                    MeasureId::Revenue => Some(y.abs()),
                    _ => None,
                };
                let measured = Measured { value, interval: None, basis: Basis::Observed };
                valuation.column_mut(measure).push(measured);
            }
        }
        let view = MapView { y_scale: ScaleKind::Linear, ..MapView::default() };
        Self { report: map(&document, &valuation, &view, None, &NumberStyle::default()), theme: Theme::light() }
    }

    /// Draws the map moved a little, as the screen does while it is dragged.
    pub fn pan(&self, canvas: &HtmlCanvasElement, round: u32) -> bool {
        let step = f64::from(round % 7) * 0.01;
        let window = Window { left: step, right: 1.0 + step, ..Window::ALL };
        let report = self.report.seen_through(window);
        let layout = lay_out(&report, FRAME, &BTreeSet::new(), &CanvasWidths);
        paint(canvas, &report, &layout, &self.theme, 1.0).is_some()
    }

    /// Lays the map out, names and all, without drawing; returns how many names found room.
    pub fn place_names(&self) -> usize {
        let layout: Layout = lay_out(&self.report, FRAME, &BTreeSet::new(), &PlainWidths);
        layout.labels.len()
    }
}

const FRAME: Frame = Frame { width: 1280.0, height: 800.0, text: 12.0, has_legend: false };
